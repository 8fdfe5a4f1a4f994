"""What is read of complaints: one, the list, a receipt; what an open one freezes."""

from safeguard.complaints.queries.freezing import freezes

__all__ = ["freezes"]

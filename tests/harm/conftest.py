"""What the tests of sexual harm between children may ask for."""

from tests.cases.conftest import in_term, ruth

__all__ = ["in_term", "ruth"]

"""Reading records of force, listing them, counting them."""

from safeguard.force.queries.brief import Brief, owed_ref, records_of

__all__ = ["Brief", "owed_ref", "records_of"]

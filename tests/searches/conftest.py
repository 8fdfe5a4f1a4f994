"""What the tests of searching may ask for."""

from tests.cases.conftest import in_term, ruth

__all__ = ["in_term", "ruth"]

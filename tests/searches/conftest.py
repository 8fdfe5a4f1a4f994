"""What the tests of searching may ask for."""

from tests.cases.conftest import in_term, ruth
from tests.searches.phoned import phone

__all__ = ["in_term", "phone", "ruth"]

"""What the tests of visits of the police may ask for."""

from tests.cases.conftest import in_term, ruth

__all__ = ["in_term", "ruth"]

"""What the tests of examinations may ask for."""

from tests.cases.conftest import in_term, ruth

__all__ = ["in_term", "ruth"]

"""What the tests of campaigns may ask for."""

from tests.cases.conftest import in_term

__all__ = ["in_term"]

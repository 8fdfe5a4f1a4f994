"""What the tests of custody may ask for."""

from tests.cases.conftest import in_term

__all__ = ["in_term"]

"""What the tests of a child across cases may ask for."""

import pytest

from tests.cases.conftest import in_term
from tests.cases.worked import dsl
from tests.visitors import visit

__all__ = ["in_term"]


@pytest.fixture
def ruth(app, world):
    """The DSL's browser, elevated with a reason."""
    return visit(app, world, "dsl", reason="working the queue")


@pytest.fixture
def lead(world):
    """The DSL of Birch, acting."""
    return dsl(world)

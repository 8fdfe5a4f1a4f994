"""The longest tests begin first: at the end no process waits while one goes on."""

import pytest

# Where one test takes longer than a hundred others: a browser's whole journey, every
# page of the product, the product installed from its wheel.
LONGEST = (
    "tests/canaries/",
    "tests/house/test_round.py",
    "tests/house/test_wheel.py",
    "tests/journeys/",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Among the longest, and among the others, the order stays as random as it was."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))

"""The workbench stands ready for every test of the gate."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.gate.workbench import on_the_bench


@pytest.fixture(autouse=True)
def bench(app: Flask) -> Iterator[None]:
    """The bench's acts, registered after the application's own."""
    with on_the_bench():
        yield

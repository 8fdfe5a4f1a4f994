"""The fixture that runs a test once on each database engine."""

from types import ModuleType

import pytest

from tests.engines import postgres, sqlite

ENGINES = {"sqlite": sqlite, "postgres": postgres}


def pytest_unconfigure() -> None:
    """At the end of the session nothing of it is left on this machine."""
    sqlite.leave()


@pytest.fixture(
    scope="session",
    params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)],
)
def database_engine(request: pytest.FixtureRequest) -> ModuleType:
    """Each engine in turn: tests.engines.sqlite, then tests.engines.postgres."""
    engine = ENGINES[request.param]
    engine.server()
    return engine

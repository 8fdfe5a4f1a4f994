"""The numbered changes lead to exactly the tables of the models, and guard them."""

from types import ModuleType

import pytest
from alembic import command
from sqlalchemy import inspect

from safeguard.config import Settings
from safeguard.upgrading import alembic_config, differences, upgrade
from school.foundation import schema
from school.foundation.engines import owning_engine
from tests import ground

pytestmark = pytest.mark.both_engines


@pytest.fixture
def empty(engine_name: str, tmp_path):
    """Settings over a database with nothing in it."""
    engine: ModuleType = ground.ENGINES[engine_name]
    engine.server()
    name = ground._name("empty")
    yield ground.settings_for(engine.fresh_database(name), tmp_path)
    engine.drop_database(name)


def test_the_last_change_leads_to_the_models(empty: Settings) -> None:
    """Head is what the models say, with a guard on each table that only appends."""
    upgrade(empty)
    engine = owning_engine(empty.owner_url)
    with engine.connect() as connection:
        assert differences(connection) == []
        assert schema.missing_guards(connection) == []
    engine.dispose()


def test_upgrading_twice_changes_nothing(empty: Settings) -> None:
    """An operator who repeats the command does no harm."""
    upgrade(empty)
    upgrade(empty)
    engine = owning_engine(empty.owner_url)
    with engine.connect() as connection:
        assert differences(connection) == []
    engine.dispose()


def test_each_change_can_be_taken_back_on_an_empty_database(empty: Settings) -> None:
    """Down to nothing and up again."""
    upgrade(empty)
    engine = owning_engine(empty.owner_url)
    with engine.begin() as connection:
        command.downgrade(alembic_config(connection), "base")
    with engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) == {"alembic_version"}
    engine.dispose()
    upgrade(empty)

"""The databases of the tests: fresh, apart from each other, copied quickly."""

import uuid
from collections.abc import Iterator
from types import ModuleType

import pytest
from sqlalchemy import create_engine, text

from tests.engines import DatabaseUrls
from tests.words import traces_in


@pytest.fixture
def template(database_engine: ModuleType) -> Iterator[DatabaseUrls]:
    urls = database_engine.fresh_database(_name())
    _run(urls.owner, "CREATE TABLE note (words TEXT)")
    _run(urls.owner, "INSERT INTO note VALUES ('in the template')")
    yield urls
    database_engine.drop_database(urls.name)


def _name() -> str:
    return f"t{uuid.uuid4().hex[:12]}"


def _run(url: str, statement: str) -> list[tuple[object, ...]]:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            result = connection.execute(text(statement))
            return [tuple(row) for row in result] if result.returns_rows else []
    finally:
        engine.dispose()


def test_two_copies_of_a_template_know_nothing_of_each_other(
    database_engine: ModuleType, template: DatabaseUrls
) -> None:
    first = database_engine.fresh_database(_name(), template.name)
    second = database_engine.fresh_database(_name(), template.name)
    _run(first.owner, "INSERT INTO note VALUES ('only in the first')")
    assert _run(second.owner, "SELECT words FROM note") == [("in the template",)]
    assert len(_run(first.owner, "SELECT words FROM note")) == 2
    database_engine.drop_database(first.name)
    database_engine.drop_database(second.name)


def test_a_dropped_database_leaves_its_name_free(
    database_engine: ModuleType,
) -> None:
    name = _name()
    for _ in range(2):
        urls = database_engine.fresh_database(name)
        _run(urls.owner, "CREATE TABLE note (words TEXT)")
        database_engine.drop_database(name)


def test_what_is_written_plainly_is_found_in_the_data_folder(
    database_engine: ModuleType, template: DatabaseUrls
) -> None:
    sentence = f"the heron of {uuid.uuid4().hex} stood on one leg"
    _run(template.owner, f"INSERT INTO note VALUES ('{sentence}')")  # noqa: S608
    folder = database_engine.data_folder()
    assert {text for _, text in traces_in(folder, [sentence])} == {sentence}


def test_an_address_does_not_show_its_password(template: DatabaseUrls) -> None:
    assert "://" not in repr(template)

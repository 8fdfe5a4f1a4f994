"""Tables: each says how it is kept, and what is kept outside the trail is on a list."""

from sqlalchemy import Table

import safeguard.registry  # noqa: F401  (brings every feature's tables)
from school.foundation.database import Sealed, SealedBytes, db, kept
from school.foundation.schema import append_only_tables
from school.gate import UPKEEP
from tests.house.reading import must_hold

_LISTED = {name for names in UPKEEP.values() for name in names}


def _tables() -> list[Table]:
    return list(db.metadata.sorted_tables)


def test_every_table_says_how_it_is_kept() -> None:
    must_hold(
        "Say how the table is kept: __table_args__ = RECORDED, APPENDED or UPKEEP.",
        (
            table.name
            for table in _tables()
            if table.info.get("kept") not in {"recorded", "appended", "upkeep", "trail"}
        ),
    )


def test_only_what_is_on_the_closed_list_is_kept_outside_the_trail() -> None:
    """What a person did to a record is never on it (decision 12)."""
    must_hold(
        "A table outside the trail needs a line in school/gate/registry.py (UPKEEP) "
        "and a good reason; a table on that list must be kept as UPKEEP.",
        (
            table.name
            for table in _tables()
            if (kept(table) == "upkeep") is not (table.name in _LISTED)
        ),
    )


def test_every_table_on_the_closed_list_exists() -> None:
    must_hold(
        "UPKEEP in school/gate/registry.py names a table that nobody declares.",
        _LISTED - {table.name for table in _tables()},
    )


def test_what_the_trail_commits_to_has_a_key_of_one_column() -> None:
    """`safeguard trail verify` walks these tables by that column."""
    must_hold(
        "A recorded table has one primary key column, a reference.",
        (
            table.name
            for table in _tables()
            if kept(table) in {"recorded", "appended"} and len(table.primary_key) != 1
        ),
    )


def test_texts_that_can_name_somebody_are_sealed_columns() -> None:
    """A column wide enough for a sentence is sealed, or stands on this short list."""
    known = {
        # What a school is called, and its local numbers: public.
        ("org", "name"),
        ("org_setting", "value"),
        ("school_class", "title"),
        ("term", "name"),
        # An address in this product; references only.
        ("notice", "path"),
        # Codes of guidance with commas between them.
        ("concern", "steps"),
        ("search_authorisation", "scopes"),
        # The words that everybody signs, and what a new version changes in them.
        ("agreement_template", "change_note"),
        ("agreement_clause", "wording"),
        ("agreement_clause_variant", "wording"),
    }
    must_hold(
        "Words of people are sealed: use SealedText and seal(), or a Code.",
        (
            f"{table.name}.{column.name}"
            for table in _tables()
            if kept(table) != "trail"
            for column in table.columns
            if not isinstance(column.type, Sealed)
            and column.type.python_type in {str, bytes}
            and (getattr(column.type, "length", None) or 999) > 64
            and (table.name, column.name) not in known
        ),
    )


def test_a_sealed_value_is_no_string() -> None:
    assert not issubclass(SealedBytes, str)


def test_the_append_only_tables_are_the_trail_and_what_is_appended() -> None:
    names = {table.name for table in append_only_tables()}
    assert {"trail_leaf", "trail_tile", "trail_detail", "submission"} <= names
    assert not names & _LISTED

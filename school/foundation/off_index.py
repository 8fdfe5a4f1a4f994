"""A column that no index is looked up by: for SQLite, which takes each for narrow."""

from typing import Any

from sqlalchemy import String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class off_index(FunctionElement[str]):  # noqa: N801 - it stands where a function does
    """The column itself. SQLite keeps no statistics here: with a plus before it the
    column is compared, and the search begins elsewhere. PostgreSQL knows better.
    """

    name = "off_index"
    type = String()
    inherit_cache = True


@compiles(off_index)
def _as_it_is(element: Any, compiler: Any, **options: Any) -> str:
    return str(compiler.process(element.clauses, **options))


@compiles(off_index, "sqlite")
def _with_a_plus(element: Any, compiler: Any, **options: Any) -> str:
    return f"+{compiler.process(element.clauses, **options)}"

"""Asking for very many references at once, without a parameter for each of them."""

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, literal_column
from sqlalchemy.types import Boolean

_REFERENCE = re.compile(r"[0-9A-Za-z]{1,48}")


def among(column: Any, refs: Iterable[str]) -> ColumnElement[bool]:
    """Whether a column's value is one of many references.

    A reference is letters and digits alone, so it may stand in the statement itself.
    Raises ValueError for anything else.
    """
    wanted = sorted(set(refs))
    if not all(map(_REFERENCE.fullmatch, wanted)):
        raise ValueError("this is no reference")
    listed = ",".join(f"'{ref}'" for ref in wanted) or "NULL"
    found: ColumnElement[bool] = column.op("IN", return_type=Boolean())(
        literal_column(f"({listed})")
    )
    return found

"""Items as records that hold files, and what a stop on one holds for."""

from typing import Any

from sqlalchemy import bindparam, select

from safeguard.custody.models import CustodyItem
from safeguard.custody.permissions.acts import took_it
from safeguard.custody.permissions.seeing import item_visible
from safeguard.evidence.permissions.holders import HolderKind, Kin, kin_of
from school.foundation.actor import Role
from school.foundation.permits import Rule, elevated, granted
from school.foundation.questions import question

_DSL = dict.fromkeys((Role.DSL, Role.ACTING_DSL, Role.DEPUTY_DSL), elevated)
# Decision 24, matrix rows attach_evidence and view_evidence: the DSL and deputies, and
# whoever may search on what they took themselves.
attaches_files: Rule = granted({**_DSL, Role.SEARCHER: took_it})
views_files: Rule = granted(_DSL)


@question
def _item() -> Any:
    asked = select(CustodyItem.school_ref, CustodyItem.origin_ref)
    return asked.where(CustodyItem.ref == bindparam("ref"))


def _kin_of_item(ref: str) -> Kin | None:
    """The search, concern or case that it was taken in."""
    row = _item.first(ref=ref)
    if row is None:
        return None
    known = row.origin_ref and kin_of(row.origin_ref) is not None
    return Kin(row.school_ref, (row.origin_ref,) if known else ())


ITEM = HolderKind(
    code="item",
    kin=_kin_of_item,
    visible=item_visible,
    attaches=attaches_files,
    views=views_files,
    page="custody.item",
    argument="item_ref",
)

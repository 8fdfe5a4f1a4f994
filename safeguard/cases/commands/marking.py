"""Injuries on a body map, mark by mark: where, what, how the child explains it."""

from dataclasses import dataclass, field
from datetime import datetime

from safeguard.cases.commands.chronicle import (
    changed,
    must_have_happened,
    worded,
    write_entry,
)
from safeguard.cases.models import BodyMark, CaseFile
from safeguard.cases.permissions.acts import Act
from safeguard.cases.permissions.naming import unnamed_in
from safeguard.cases.permissions.parents import pupils_of
from safeguard.cases.permissions.seeing import case_visible
from safeguard.cases.states import EntryKind
from safeguard.guidance import casework
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid
from school.foundation.references import new_ref
from school.foundation.sealing import seal, unseal
from school.gate import command
from school.identity.queries.people import names_of
from school.web.catalogue import gettext as _

VIEWS, HANDS = ("front", "back"), ("left", "right")
NEITHER = "neither"


@dataclass(frozen=True)
class NewMark:
    """One mark. `child_ref`: the person, or the row of a child without a name. `hand`:
    the child's left or right, or neither (in the middle).
    """

    child_ref: str
    region: str
    view: str
    kind: str
    looks: str = field(repr=False)
    hand: str = NEITHER
    explained: str = field(default="", repr=False)
    happened_at: datetime | None = None
    version: int | None = None


@command(Act.MARK_BODY, of=case_visible)
def mark_body(actor: Actor, case: CaseFile, new: NewMark) -> str:
    """Record one injury on a child of the case (§2.1): what anybody could see, size
    and colour in words, the child's explanation word for word. Raises Invalid, and
    Stale when somebody else changed the case meanwhile.
    """
    changed(case, new.version)
    called = _children(case)
    _check(new, called)
    must_have_happened(new.happened_at)
    looks = worded("looks", new.looks)
    entry = write_entry(
        actor,
        case,
        EntryKind.BODY_MAP,
        _said(new, called[new.child_ref], looks),
        happened_at=new.happened_at,
    )
    row = BodyMark(
        ref=new_ref(),
        school_ref=case.school_ref,
        key_ref=case.key_ref,
        case_ref=case.ref,
        entry_ref=entry.ref,
        child_ref=new.child_ref,
        recorded_at=entry.recorded_at,
    )
    seal(row, "codes", f"{new.region} {new.view} {new.hand} {new.kind}")
    db.session.add(row)
    return case.ref


def _children(case: CaseFile) -> dict[str, str]:
    """Each child of the case as the entry calls it: by name, or as it was described."""
    described = {
        row.ref: " ".join((unseal(row, "described") or "").split())
        for row in db.session.scalars(unnamed_in(case.ref))
    }
    unnamed = {ref: words or _("Name not known") for ref, words in described.items()}
    return {**unnamed, **names_of(pupils_of(case.ref))}


def _check(new: NewMark, called: dict[str, str]) -> None:
    today = clock.today()
    problems = {}
    if new.child_ref not in called:
        problems["child"] = _("Choose one of the children of this case.")
    if new.region not in {each.code for each in casework.regions.offered(today)}:
        problems["region"] = _("Choose where on the body it is.")
    if new.view not in VIEWS:
        problems["view"] = _("Choose front or back.")
    if new.hand not in {*HANDS, NEITHER}:
        problems["hand"] = _("Choose left, right or the middle.")
    if new.kind not in {each.code for each in casework.injuries.offered(today)}:
        problems["kind"] = _("Choose what it is.")
    if problems:
        raise Invalid(problems)


def _said(new: NewMark, child: str, looks: str) -> str:
    """The entry's words, so that whoever reads or prints it needs no picture."""
    where = [
        casework.regions.named(new.region),
        casework.sides.named(new.view),
        *([casework.sides.named(new.hand)] if new.hand in HANDS else []),
    ]
    head = _(
        "%(child)s: %(what)s. %(where)s",
        child=child,
        what=_(casework.injuries.named(new.kind).wording),
        where=", ".join(_(each.wording) for each in where),
    )
    lines = [head, looks.strip()]
    if new.explained.strip():
        lines.append(_("The child says: “%(words)s”", words=new.explained.strip()))
    return "\n".join(lines)

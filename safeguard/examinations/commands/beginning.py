"""Before anybody looks: a good reason, authority at that instant, or a no."""

from dataclasses import dataclass, field

from safeguard.examinations.commands.course import (
    LEAST_FACTS,
    begin,
    insist,
    move,
    seen,
    too_short,
)
from safeguard.examinations.models import Examination
from safeguard.examinations.permissions import Act
from safeguard.examinations.permissions.seeing import examination_visible
from safeguard.examinations.permissions.standing import items_kept
from safeguard.examinations.states import Move
from safeguard.guidance import examinations as lists
from safeguard.searches.models import Search
from safeguard.searches.permissions.seeing import search_visible
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.sealing import seal
from school.gate import command, note
from school.web.catalogue import gettext as _


@dataclass(frozen=True)
class GoodReason:
    """The policy's reasons that are believed to be met, and the facts believed."""

    reasons: tuple[str, ...]
    facts: str = field(repr=False)
    item_ref: str | None = None


@dataclass(frozen=True)
class Starting:
    """Ready to look: the version of the record that was seen."""

    version: int | None = None


@dataclass(frozen=True)
class Declining:
    """Why the device is not examined: a code, and words."""

    why: str
    words: str = field(default="", repr=False)
    version: int | None = None


@command(Act.RECORD_GOOD_REASON, of=search_visible)
def record_good_reason(actor: Actor, search: Search, new: GoodReason) -> str:
    """Write down why a device may be examined (§2.3; seed 6.3): at least one of the
    three reasons, with facts. That it was lawful to take it is none. Raises Invalid.
    """
    insist(problems_of_reason(search, new))
    row = begin(search, actor, new.item_ref)
    write_reason(row, new)
    move(row, Move.RECORD_GOOD_REASON)
    note(reasons=" ".join(new.reasons))
    return row.ref


@command(Act.AUTHORISE_EXAMINATION, of=examination_visible)
def authorise_examination(actor: Actor, row: Examination, new: Starting) -> str:
    """Begin to look: the head's list is asked at this instant (S1), and only whoever
    stands on it for data gets here. Raises Refused, and Stale.
    """
    seen(row, new.version)
    move(row, Move.AUTHORISE)
    row.examiner_ref, row.authorised_at = actor.person_ref, clock.now()
    return row.ref


@command(Act.DECLINE_EXAMINATION, of=examination_visible)
def decline_examination(actor: Actor, row: Examination, new: Declining) -> str:
    """Decide that the device is not examined, and why. Raises Invalid and Stale."""
    seen(row, new.version)
    offered = {each.code for each in lists.declinings.offered(clock.today())}
    insist({"why": None if new.why in offered else _("Choose why not.")})
    move(row, Move.DECLINE)
    row.declined_why = new.why
    seal(row, "declined_words", new.words.strip() or None)
    note(why=new.why)
    return row.ref


def problems_of_reason(search: Search, new: GoodReason) -> dict[str, str | None]:
    """What is missing in a good reason, by field."""
    offered = {each.code for each in lists.reasons.offered(clock.today())}
    known = new.reasons and offered.issuperset(new.reasons)
    return {
        "reasons": None if known else _("Choose at least one of the three reasons."),
        "facts": too_short(new.facts, LEAST_FACTS),
        "item_ref": _no_item_of(search, new.item_ref),
    }


def write_reason(row: Examination, new: GoodReason) -> None:
    """Put the reasons and their facts on the record, sealed."""
    seal(row, "reasons", " ".join(dict.fromkeys(new.reasons)) or None)
    seal(row, "facts", new.facts.strip() or None)
    row.reason_at = clock.now()


def _no_item_of(search: Search, item_ref: str | None) -> str | None:
    if item_ref is None or item_ref in items_kept(search.ref):
        return None
    return _("Choose a device that was taken in this search.")

"""Somebody suspects an indecent image of a child: everything ends here, at once."""

from dataclasses import dataclass

from safeguard.cases.commands.new_concern import Narrative
from safeguard.evidence.commands.holding import stop
from safeguard.examinations.commands.course import (
    begin,
    end_waiting,
    insist,
    move,
    tell,
)
from safeguard.examinations.models import Examination, ExaminationHalt
from safeguard.examinations.permissions import Act
from safeguard.examinations.permissions.seeing import to_be_halted
from safeguard.examinations.permissions.standing import items_kept
from safeguard.examinations.states import Move
from safeguard.guidance import examinations as lists
from safeguard.intimate_images.commands.opening import Suspicion, open_image_case
from safeguard.searches.models import Search
from safeguard.searches.permissions.reviewing import LEADS
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.references import new_ref, spoken
from school.foundation.sealing import unseal
from school.gate import command, note, touch
from school.identity.queries.people import holders_of_each
from school.web.catalogue import gettext as _

WHY = "intimate_image"


@dataclass(frozen=True)
class Halt:
    """Whether anybody has seen it: a code. There is nothing else to say of it (S10)."""

    sighting: str


@command(Act.HALT_EXAMINATION, of=to_be_halted)
def halt_examination(actor: Actor, asked: Examination | Search, new: Halt) -> str:
    """Halt: nothing is examined, decided or erased from here on, and no file is taken
    by anything that belongs to it (S10; security brief §3.1). The DSL hears at once and
    a case is opened. For good, and never refused for what is missing. Raises Stale
    where it is halted already.
    """
    row = asked if isinstance(asked, Examination) else _before(actor, asked)
    sightings = {each.code for each in lists.sightings}
    insist(
        {"sighting": None if new.sighting in sightings else _("Choose one of these.")}
    )
    move(row, Move.SUSPECT_IMAGE)
    end_waiting(row)
    case_ref = _stop_and_open(actor, row)
    db.session.add(
        ExaminationHalt(
            ref=new_ref(),
            school_ref=row.school_ref,
            examination_ref=row.ref,
            case_ref=case_ref,
            sighting=new.sighting,
            by_ref=actor.person_ref,
            recorded_at=clock.now(),
        )
    )
    note(sighting=new.sighting)
    touch(row.ref)
    return row.ref


def _before(actor: Actor, search: Search) -> Examination:
    """Nobody had asked to look: the record begins, and is halted at once."""
    kept = items_kept(search.ref)
    return begin(search, actor, kept[0] if len(kept) == 1 else None)


def _stop_and_open(actor: Actor, row: Examination) -> str | None:
    """Stop whatever belongs together with it, and open the case; where a stop stood
    already there is a case or a concern, and the DSL hears of this as well.
    """
    if not stop(row.ref, WHY):
        leads = holders_of_each(row.school_ref, actor.trust_ref, LEADS)
        tell(row, [ref for refs in leads.values() for ref in refs], actor)
        return None
    search = db.session.get_one(Search, row.search_ref)
    return open_image_case(
        actor,
        Suspicion(
            origin_ref=row.ref,
            school_ref=row.school_ref,
            child_ref=search.pupil_ref,
            described=unseal(search, "described") or "",
            words=Narrative(
                _(
                    "While a device was to be examined, an indecent image of a child "
                    "was suspected. Nobody looked further, and it is not described "
                    "here. Search %(search)s, examination %(reference)s.",
                    search=spoken(search.ref),
                    reference=spoken(row.ref),
                )
            ),
        ),
    )

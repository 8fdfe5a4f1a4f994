"""Somebody suspects an indecent image of a child: everything ends here, at once."""

from dataclasses import dataclass

from safeguard.examinations.commands.course import end_waiting, insist, move
from safeguard.examinations.models import Examination, ExaminationHalt
from safeguard.examinations.permissions import Act
from safeguard.examinations.permissions.seeing import examination_visible
from safeguard.examinations.states import Move
from safeguard.guidance import examinations as lists
from safeguard.searches.commands.halting import halt_search
from safeguard.searches.models import Search
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.references import new_ref
from school.gate import command, note, touch
from school.web.catalogue import gettext as _


@dataclass(frozen=True)
class Halt:
    """Whether anybody has seen it: a code. There is nothing else to say of it (S10)."""

    sighting: str


@command(Act.HALT_EXAMINATION, of=examination_visible)
def halt_examination(actor: Actor, row: Examination, new: Halt) -> str:
    """Halt: nothing is examined, decided or erased from here on, and no file is taken
    by anything that belongs to it (S10; security brief §3.1). The DSL hears at once and
    a case is opened. For good. Raises Stale where it is halted already.
    """
    sightings = {each.code for each in lists.sightings}
    insist(
        {"sighting": None if new.sighting in sightings else _("Choose one of these.")}
    )
    move(row, Move.SUSPECT_IMAGE)
    end_waiting(row)
    search = db.session.get_one(Search, row.search_ref)
    halt = ExaminationHalt(
        ref=new_ref(),
        school_ref=row.school_ref,
        examination_ref=row.ref,
        case_ref=halt_search(search, actor, row.ref),
        sighting=new.sighting,
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
    )
    db.session.add(halt)
    touch(search.ref)
    note(sighting=new.sighting)
    return row.ref

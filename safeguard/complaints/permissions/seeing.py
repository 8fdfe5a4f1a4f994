"""Which complaints a person may see; who is kept out of one; who may handle it."""

from sqlalchemy import ColumnElement, Select, and_, or_, select, true

from safeguard.complaints.models import Complaint, ComplaintActor, ComplaintStep
from safeguard.complaints.permissions.acts import OVERSEES
from safeguard.complaints.permissions.routing import OFFICES, route
from safeguard.complaints.permissions.subjects import subject_of
from safeguard.complaints.states import STAGES, Standing, State
from safeguard.guidance import complaints as guidance
from school import wall
from school.foundation.actor import WORKS_HERE, Actor, Role
from school.foundation.database import db
from school.identity.models import Appointment, Person
from school.identity.permissions.roles import live_appointments
from school.identity.queries.people import holders_of_each

_NEVER_HANDLES = frozenset({Role.COUNCILLOR, Role.VOLUNTEER, Role.SUPPLY, Role.AGENCY})


def complaints_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Complaints of the school that one handles, or sees by office; never past the
    wall, which stands before whoever acted in what it is about.
    """
    mine: list[ColumnElement[bool]] = [Complaint.handler_ref == actor.person_ref]
    if actor.has(*(OVERSEES - {Role.DPO})):
        mine.append(true())
    elif actor.has(Role.DPO):
        mine.append(Complaint.type == "data_protection")
    return and_(
        Complaint.school_ref == actor.school_ref,
        Complaint.ref.not_in(wall.hidden_from(actor.person_ref)),
        or_(*mine),
    )


def complaint_visible(actor: Actor, ref: str) -> Complaint | None:
    """The complaint, if the actor may see that it exists."""
    asked = select(Complaint).where(Complaint.ref == ref, complaints_visible_to(actor))
    found = db.session.scalar(asked)
    return (
        found if found is not None and not acted_in(actor.person_ref, found) else None
    )


def own_visible(actor: Actor, ref: str) -> Complaint | None:
    """A complaint that the actor recorded, for its receipt; wall or none."""
    asked = select(Complaint).where(
        Complaint.ref == ref,
        Complaint.school_ref == actor.school_ref,
        Complaint.recorded_by == actor.person_ref,
    )
    return db.session.scalar(asked)


def complaint_of_school(actor: Actor, ref: str) -> Complaint | None:
    """A complaint of the school, for the clocks, which read nothing of it."""
    asked = select(Complaint).where(
        Complaint.ref == ref, Complaint.school_ref == actor.school_ref
    )
    return db.session.scalar(asked)


def acted_in(person_ref: str, complaint: Complaint) -> bool:
    """Whether somebody acted in what it is about, as that record says by now."""
    about = subject_of(complaint.subject_ref)
    return about is not None and person_ref in about.acted


def kept_out_of(complaint: Complaint) -> set[str]:
    """Everybody who may neither handle nor read it: who acted in it or is named, and
    from whom the wall keeps the pupil. Who recorded it only is not one of them.
    """
    about = subject_of(complaint.subject_ref)
    named = select(ComplaintActor.person_ref).where(
        ComplaintActor.complaint_ref == complaint.ref
    )
    return {
        *(about.acted if about else ()),
        *db.session.scalars(named),
        *wall.those_kept_from(complaint.ref),
    }


def routed(complaint: Complaint, trust_ref: str) -> tuple[str, ...]:
    """Who has it by the line of its type, the one who handles it first."""
    held = holders_of_each(complaint.school_ref, trust_ref, OFFICES)
    return route(complaint.type, held, kept_out_of(complaint))


def standing_of(complaint: Complaint) -> Standing:
    """How it stands, read off its row."""
    return Standing(
        state=State(complaint.state),
        answered=complaint.answered,
        convened=complaint.convened,
        staged=guidance.types.named(complaint.type).staged,
    )


def handlers_here(school_ref: str, trust_ref: str) -> Select[Person]:
    """Those who work in the school or the trust and can be given a complaint."""
    roles = sorted(role.value for role in WORKS_HERE - _NEVER_HANDLES)
    working = live_appointments().where(
        Appointment.org_ref.in_([school_ref, trust_ref]), Appointment.role.in_(roles)
    )
    refs = working.with_only_columns(Appointment.person_ref)
    return select(Person).where(Person.ref.in_(refs), Person.status == "active")


def may_handle(complaint: Complaint, trust_ref: str, person_ref: str) -> bool:
    """Whether that person works here, took no part, is behind no wall, and did not
    answer an earlier stage of it.
    """
    here = handlers_here(complaint.school_ref, trust_ref)
    works = db.session.scalar(here.where(Person.ref == person_ref)) is not None
    out = kept_out_of(complaint) | answered_before(complaint)
    return works and person_ref not in out


def answered_before(complaint: Complaint) -> set[str]:
    """Who answered an earlier stage: the next one is somebody else’s."""
    stage = State(complaint.state)
    earlier = [each.value for each in STAGES if each is not stage]
    asked = select(ComplaintStep.by_ref).where(
        ComplaintStep.complaint_ref == complaint.ref,
        ComplaintStep.kind == "answered",
        ComplaintStep.state.in_(earlier),
    )
    return set(db.session.scalars(asked))

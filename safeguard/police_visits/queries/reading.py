"""Reading one visit of the police, on a page or on paper."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from safeguard.cases.models import CaseFile
from safeguard.police_visits.models import PoliceVisit
from safeguard.police_visits.permissions import Act
from safeguard.police_visits.permissions.seeing import Origin as OriginSeen
from safeguard.police_visits.permissions.seeing import origin_visible, visit_visible
from safeguard.police_visits.permissions.standing import STEPS, amiss_in, steps
from school.foundation.actor import Actor
from school.foundation.database import Sealed, db
from school.foundation.sealing import unseal
from school.gate import disclosure, touch
from school.identity.queries.people import classes_of, names_of

# People in the steps, by the name of the column.
PEOPLE = ("considered_by", "caller_ref", "advocate_ref", "by_ref")
PLAIN = {"number", "ref", "visit_ref", "school_ref", "key_ref", "sealed_version"}


@dataclass(frozen=True)
class StepRead:
    """One step: its codes, times and numbers; its texts, opened; its people by name."""

    kind: str
    facts: dict[str, Any]
    texts: dict[str, str] = field(repr=False)
    people: dict[str, str] = field(repr=False)
    at: datetime

    @property
    def by(self) -> str:
        """Who recorded it."""
        return self.people.get("by_ref", "")


@dataclass(frozen=True)
class VisitRead:
    """A visit as those who lead read it."""

    ref: str
    state: str
    version: int
    purpose: str
    outcome: str | None
    origin_ref: str | None
    record_ref: str
    # Whether the record it belongs to is a case; else it is a concern.
    in_case: bool
    pupil: str = field(repr=False)
    pupil_class: str
    opened_by: str = field(repr=False)
    opened_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    steps: tuple[StepRead, ...] = field(repr=False)
    amiss: tuple[str, ...]

    def of(self, kind: str) -> tuple[StepRead, ...]:
        """The steps of one kind, the oldest first."""
        return tuple(each for each in self.steps if each.kind == kind)


@dataclass(frozen=True)
class Beginning:
    """From which record a visit begins: its pupils by name."""

    ref: str
    record_ref: str | None
    pupils: tuple[tuple[str, str], ...] = field(repr=False)


@disclosure(Act.READ_VISIT, of=visit_visible)
def read_visit(actor: Actor, visit: PoliceVisit) -> VisitRead:  # noqa: ARG001
    """The visit, with every step."""
    return _read(visit)


@disclosure(Act.PRINT_VISIT, of=visit_visible)
def print_visit(actor: Actor, visit: PoliceVisit) -> VisitRead:  # noqa: ARG001
    """The same, laid out on paper."""
    return _read(visit)


@disclosure(Act.PREPARE_VISIT, of=origin_visible)
def read_beginning(actor: Actor, origin: OriginSeen) -> Beginning:  # noqa: ARG001
    """The pupils of the case, concern or search from which a visit is to begin."""
    names, classes = names_of(origin.pupil_refs), classes_of(origin.pupil_refs)
    pupils = [
        (ref, ", ".join(filter(None, (names.get(ref), classes.get(ref)))))
        for ref in origin.pupil_refs
    ]
    return Beginning(origin.ref, origin.record_ref, tuple(pupils))


def _read(visit: PoliceVisit) -> VisitRead:
    touch(visit.ref)
    found = [(row, model) for model in STEPS for row in steps(model, visit.ref)]
    refs = {getattr(row, name, None) for row, _ in found for name in PEOPLE}
    refs |= {visit.pupil_ref, visit.opened_by}
    names = names_of(sorted(ref for ref in refs if ref))
    read = [_step(row, model, names) for row, model in found]
    return VisitRead(
        ref=visit.ref,
        state=visit.state,
        version=visit.version,
        purpose=visit.purpose,
        outcome=visit.outcome,
        origin_ref=visit.origin_ref,
        record_ref=visit.record_ref,
        in_case=db.session.get(CaseFile, visit.record_ref) is not None,
        pupil=names.get(visit.pupil_ref, ""),
        pupil_class=classes_of([visit.pupil_ref]).get(visit.pupil_ref, ""),
        opened_by=names.get(visit.opened_by, ""),
        opened_at=visit.opened_at,
        due_at=visit.due_at,
        closed_at=visit.closed_at,
        steps=tuple(sorted(read, key=lambda each: each.at)),
        amiss=amiss_in(visit),
    )


def _step(row: Any, model: Any, names: dict[str, str]) -> StepRead:
    facts, texts = {}, {}
    for column in model.__table__.columns:
        if isinstance(column.type, Sealed):
            texts[column.name] = unseal(row, column.name) or ""
        elif column.name not in PLAIN:
            facts[column.name] = getattr(row, column.name)
    people = {
        name: names.get(facts.pop(name) or "", "") for name in PEOPLE if name in facts
    }
    return StepRead(model.__tablename__, facts, texts, people, row.recorded_at)

"""What waits for a second signature, and what whoever signs second reads of it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from safeguard.cases.models import CaseFile
from safeguard.intimate_images.models import (
    FirstReview,
    ImageChild,
    ImageProcess,
    ManagingDecision,
)
from safeguard.intimate_images.permissions import Act
from safeguard.intimate_images.permissions.signing import managing_visible, waiting_for
from safeguard.intimate_images.permissions.standing import answers_of, parts_of
from safeguard.intimate_images.queries.reading import Signing, signing_of
from school.foundation.actor import Actor
from school.foundation.database import db
from school.gate import counted, disclosure, touch
from school.identity.queries.people import names_of


@dataclass(frozen=True)
class ManagingRead:
    """What the second person signs: answers, bands and parts as numbers, and the DSL's
    statement. No child is named, and no text of the case stands in it.
    """

    reference: str
    level: str
    answers: dict[str, str]
    bands: dict[str, int]
    parts: dict[str, int]
    nature: str
    spread: str
    ai_made: str
    due_at: datetime | None
    signing: Signing = field(repr=False)


@dataclass(frozen=True)
class Waiting:
    """A decision that waits for one's signature: which, and until when."""

    case_ref: str
    due_at: datetime | None


@disclosure(Act.READ_MANAGING, of=managing_visible)
def read_managing(actor: Actor, row: ManagingDecision) -> ManagingRead:
    """The decision as whoever signs second reads it."""
    process = db.session.get_one(ImageProcess, row.process_ref)
    case = db.session.get_one(CaseFile, process.case_ref)
    review = parts_of(FirstReview, process.ref)[0]
    touch(case.ref, process.ref, review.ref)
    standing: dict[str, ImageChild] = {}
    for entry in parts_of(ImageChild, process.ref):
        standing.setdefault(entry.child_ref, entry)
    return ManagingRead(
        reference=case.ref,
        level=case.level,
        answers=answers_of(review),
        bands=Counter(each.band for each in standing.values()),
        parts=Counter(each.part for each in standing.values()),
        nature=review.nature,
        spread=review.spread,
        ai_made=review.ai_made,
        due_at=process.due_at,
        signing=signing_of(actor, case, row, names_of([row.proposed_by])),
    )


@counted
def own_signatures_owed(actor: Actor) -> list[Waiting]:
    """What waits for the actor's signature: the case's reference and when, no more."""
    return [
        Waiting(case_ref, db.session.get_one(ImageProcess, row.process_ref).due_at)
        for row, case_ref in waiting_for(actor)
    ]

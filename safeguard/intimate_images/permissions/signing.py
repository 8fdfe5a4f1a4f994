"""Who signs that it may be managed in school: two persons, vacant posts shown (25)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.seeing import LEVELS
from safeguard.cases.states import OPEN_CASES
from safeguard.intimate_images.models import ImageProcess, ManagingDecision
from safeguard.intimate_images.permissions.standing import open_decision, process_of
from school import wall
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.identity.queries.people import holders_of_each

# The DSL, and whoever covers for the DSL; the deputy where that post is vacant.
FIRST = (Role.DSL, Role.DEPUTY_DSL)
SECOND = (Role.HEAD, Role.DEPUTY_DSL, Role.EXECUTIVE_HEAD, Role.CHAIR)


class Why(StrEnum):
    """Why a post on the way gives no signature."""

    VACANT = "vacant"
    SAME_PERSON = "same_person"
    # Somebody of the case's own people, or a level that the post does not reach.
    APART = "apart"


@dataclass(frozen=True)
class Passed:
    """A post on the way that gives none, and why: never passed over in silence."""

    role: Role
    why: Why


@dataclass(frozen=True)
class Signers:
    """Who may sign, in which post, and which posts were passed on the way to it."""

    people: tuple[str, ...]
    role: Role | None
    passed: tuple[Passed, ...]


def who_signs_first(trust_ref: str, case: CaseFile) -> Signers:
    """The DSL, or whoever covers for them by a right of two; else the deputy."""
    return _along(FIRST, trust_ref, case, ())


def who_signs_second(trust_ref: str, case: CaseFile, first_ref: str) -> Signers:
    """The head, else the deputy, the executive head, the chair; never the first one."""
    return _along(SECOND, trust_ref, case, (first_ref,))


def managing_visible(actor: Actor, case_ref: str) -> ManagingDecision | None:
    """The decision that waits, for whoever signs second; the first signer learns that
    it takes another person. From everybody else it is hidden.
    """
    case = _case(actor, case_ref)
    process = process_of(case.ref) if case else None
    row = open_decision(process.ref) if process else None
    if case is None or row is None:
        return None
    second = who_signs_second(actor.trust_ref, case, row.proposed_by)
    return row if actor.person_ref in {row.proposed_by, *second.people} else None


def waiting_for(actor: Actor) -> list[tuple[ManagingDecision, str]]:
    """The decisions of the school that wait for this person's signature, the longest
    first, each with its case.
    """
    if not actor.has(*SECOND):
        return []
    asked = (
        select(ManagingDecision, ImageProcess.case_ref)
        .join(ImageProcess, ImageProcess.ref == ManagingDecision.process_ref)
        .where(
            ManagingDecision.school_ref == actor.school_ref,
            ManagingDecision.answer.is_(None),
            ManagingDecision.proposed_by != actor.person_ref,
        )
        .order_by(ManagingDecision.proposed_at, ManagingDecision.ref)
    )
    found = db.session.execute(asked).all()
    return [
        (row, case_ref)
        for row, case_ref in found
        if managing_visible(actor, case_ref) is not None
    ]


def _case(actor: Actor, case_ref: str) -> CaseFile | None:
    asked = select(CaseFile).where(
        CaseFile.ref == case_ref,
        CaseFile.school_ref == actor.school_ref,
        CaseFile.state.in_(sorted(OPEN_CASES)),
        CaseFile.ref.not_in(wall.hidden_from(actor.person_ref)),
    )
    return db.session.scalar(asked)


def _along(
    line: tuple[Role, ...], trust_ref: str, case: CaseFile, taken: Iterable[str]
) -> Signers:
    posts = holders_of_each(case.school_ref, trust_ref, (*line, Role.ACTING_DSL))
    apart = wall.those_kept_from(case.ref)
    passed: list[Passed] = []
    for role in line:
        held = _held(role, posts, case) if line is FIRST else posts[role]
        free = [ref for ref in held if ref not in apart]
        people = tuple(ref for ref in free if ref not in taken)
        if people:
            return Signers(people, role, tuple(passed))
        why = Why.SAME_PERSON if free else Why.APART if posts[role] else Why.VACANT
        passed.append(Passed(role, why))
    return Signers((), None, tuple(passed))


def _held(role: Role, posts: dict[Role, list[str]], case: CaseFile) -> list[str]:
    """Whoever signs first has read the case, so its level must be theirs to read."""
    roles = (Role.DSL, Role.ACTING_DSL) if role is Role.DSL else (role,)
    reached = (each for each in roles if case.level in LEVELS[each])
    return [ref for each in reached for ref in posts[each]]

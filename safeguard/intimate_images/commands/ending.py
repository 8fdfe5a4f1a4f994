"""The viewing exception, in words alone; and the end of the process."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.seeing import case_visible
from safeguard.guidance import intimate_images as lists
from safeguard.intimate_images.commands.course import (
    LEAST_REASON,
    chosen,
    insist,
    owe,
    part_of,
    take,
    tell,
    under_way,
    with_words,
    written,
)
from safeguard.intimate_images.models import ImageEnding, ImageProcess, ViewingDecision
from safeguard.intimate_images.permissions import Act
from safeguard.intimate_images.permissions.signing import who_signs_second
from safeguard.intimate_images.permissions.standing import ANY_OF, still_missing
from safeguard.intimate_images.states import State, Step
from safeguard.referrals.queries import agencies_told
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import NotNow
from school.foundation.sealing import seal
from school.gate import command, note
from school.web.catalogue import gettext as _

LEAST_REASON_NOT_TOLD = 20
NOT_TOLD = "not_told"
# The form is filled in before anybody looks, on the same day or the next.
AHEAD = timedelta(days=1)


@dataclass(frozen=True)
class NewViewing:
    """Why somebody has to look, who agreed, who is there, where and when. There is no
    word for what an image shows.
    """

    why: str = field(repr=False)
    agreed_by: str
    agreed_at: datetime | None
    present: str = field(repr=False)
    same_sex: str
    place: str = field(repr=False)
    viewed_at: datetime | None
    signed: bool
    same_sex_words: str = field(default="", repr=False)
    version: int | None = None


@dataclass(frozen=True)
class NewEnding:
    """How it ended, and what the police made of it."""

    outcome_21: str
    summary: str = field(repr=False)
    why_not_told: str = field(default="", repr=False)
    version: int | None = None


@command(Act.DECIDE_VIEWING, of=case_visible)
def decide_viewing(actor: Actor, case: CaseFile, new: NewViewing) -> str:
    """Record the exception before it is made: it is the only way to decide or report,
    the head agreed, a second adult is there, on the premises, nothing is copied (§2.5).

    The DSL alone. Whoever agreed is the head or, where that is the same person or
    nobody, whoever signs second in their place. Raises Invalid and Stale.
    """
    process = under_way(actor, case, new.version)
    if process.state == State.CLOSED:
        raise NotNow("the process is closed")
    problems: dict[str, Any] = {}
    written(problems, {"why": new.why}, LEAST_REASON)
    written(problems, {"present": new.present, "place": new.place})
    chosen(problems, lists.same_sex, same_sex=new.same_sex)
    with_words(
        problems, lists.same_sex, new.same_sex, "same_sex_words", new.same_sex_words
    )
    second = who_signs_second(actor.trust_ref, case, actor.person_ref)
    if new.agreed_by not in second.people:
        problems["agreed_by"] = _("Choose who agreed to it.")
    _in_order(problems, new)
    if not new.signed:
        problems["signed"] = _("Sign it, or do not look.")
    insist(problems)
    row = part_of(
        actor,
        ViewingDecision,
        process,
        agreed_by=new.agreed_by,
        agreed_at=new.agreed_at,
        same_sex=new.same_sex,
        viewed_at=new.viewed_at,
    )
    for name in ("why", "present", "place"):
        seal(row, name, getattr(new, name))
    seal(row, "same_sex_words", new.same_sex_words.strip() or None)
    db.session.add(row)
    tell(actor, case, "viewing")
    note(number=row.number, same_sex=new.same_sex)
    return case.ref


@command(Act.CLOSE_IMAGE, of=case_visible)
def close_image(actor: Actor, case: CaseFile, new: NewEnding) -> str:
    """Close the process (§2.5). Neither over an open question nor over a referral that
    was not made; where nobody was told, the reason is recorded. Raises Invalid with
    what is missing, and Stale before the plan has ended.
    """
    process = under_way(actor, case, new.version)
    if process.state != State.REVIEWED:
        raise NotNow("the plan has not ended")
    _insist_on_ending(process, new)
    take(process, Step.CLOSE)
    owe(process, None)
    row = part_of(actor, ImageEnding, process, outcome_21=new.outcome_21)
    seal(row, "why_not_told", new.why_not_told.strip() or None)
    seal(row, "summary", new.summary)
    db.session.add(row)
    tell(actor, case, "closed")
    note(outcome_21=new.outcome_21)
    return case.ref


def _in_order(problems: dict[str, Any], new: NewViewing) -> None:
    """First the head agrees, then somebody looks."""
    if new.agreed_at is None or new.agreed_at > clock.now():
        problems["agreed_on"] = _("Say when they agreed.")
    if new.viewed_at is None or new.viewed_at > clock.now() + AHEAD:
        problems["viewed_on"] = _("Say when: by tomorrow at the latest.")
    elif new.agreed_at is not None and new.viewed_at < new.agreed_at:
        problems["viewed_on"] = _(
            "They agree first. If it happened otherwise, write a note in the case."
        )


def _insist_on_ending(process: ImageProcess, new: NewEnding) -> None:
    problems: dict[str, Any] = {}
    chosen(problems, lists.outcomes_21, outcome_21=new.outcome_21)
    written(problems, {"summary": new.summary}, LEAST_REASON)
    told = agencies_told(process.case_ref, process.suspected_at)
    if told.isdisjoint(ANY_OF):
        written(problems, {"why_not_told": new.why_not_told}, LEAST_REASON_NOT_TOLD)
    if ("police" in told) is (new.outcome_21 == NOT_TOLD):
        problems["outcome_21"] = _("This is not what the referrals of the case say.")
    if missing := still_missing(process):
        problems["summary"] = " ".join(str(each) for each in missing)
    insist(problems)

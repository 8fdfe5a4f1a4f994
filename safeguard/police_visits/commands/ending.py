"""What the police did, how the pupil is looked after, and the end of a visit."""

from dataclasses import dataclass, field
from datetime import date, datetime

from safeguard.cases.commands.chronicle import worded
from safeguard.guidance import clocks, editions, police
from safeguard.police_visits.commands.steps import (
    add_step,
    move,
    tell,
    tell_the_head,
    unwritten,
    when_wrong,
)
from safeguard.police_visits.models import (
    PoliceAftercare,
    PoliceNote,
    PoliceOutcome,
    PoliceVisit,
)
from safeguard.police_visits.permissions import Act
from safeguard.police_visits.permissions.acts import HEADS
from safeguard.police_visits.permissions.seeing import visit_visible
from safeguard.police_visits.permissions.standing import amiss_in, took_part
from safeguard.police_visits.states import OUTCOMES, State
from school.calendars.due import due
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.errors import Invalid
from school.gate import command, note
from school.identity.queries.set_up import days_of
from school.web.catalogue import gettext as _

LEAST_WORDS = 20
MOST_PRESENT = 30


@dataclass(frozen=True)
class Outcome:
    """What they did; of a search from when to when (UTC), who was there, what came."""

    kind: str
    texts: dict[str, str] = field(repr=False)
    began_at: datetime | None = None
    ended_at: datetime | None = None
    exposed: bool | None = None
    present: int | None = None
    sexes: str | None = None
    found: str | None = None
    version: int | None = None


@dataclass(frozen=True)
class Aftercare:
    """The plan, what the DSL follows up, and whether a referral was thought of."""

    texts: dict[str, str] = field(repr=False)
    referral: str
    follow_up_on: date | None = None
    version: int | None = None


@dataclass(frozen=True)
class Closing:
    """How it ended; from the head, what is to be said of what was amiss."""

    words: str = field(repr=False)
    version: int | None = None


@command(Act.RECORD_OUTCOME, of=visit_visible)
def record_outcome(actor: Actor, visit: PoliceVisit, new: Outcome) -> str:
    """Record what they did: nothing, a search, a strip search. Nothing that happened
    is refused; what was not as it must be shows, and the head hears of it at once. A
    clock starts for the aftercare: the same school day. Raises Invalid and Stale.
    """
    if new.kind not in OUTCOMES:
        raise Invalid({"kind": _("Choose what they did.")})
    wrong = _wrong_in_outcome(new)
    if wrong:
        raise Invalid(wrong)
    before = amiss_in(visit)
    move(visit, State(new.kind), new.version)
    visit.outcome = new.kind
    running = clocks.named("police_aftercare")
    visit.due_at = due(clock.now(), running, days_of(visit.school_ref)).at
    searched = new.kind != State.NONE
    strip = new.kind == State.STRIP_SEARCH
    add_step(
        visit,
        actor,
        PoliceOutcome,
        new.texts,
        kind=new.kind,
        began_at=new.began_at,
        ended_at=new.ended_at if searched else None,
        exposed=new.exposed if strip else None,
        present=new.present if searched else None,
        sexes=new.sexes if searched else None,
        found=new.found if searched else None,
    )
    note(kind=new.kind, found=new.found if searched else None)
    tell(visit, actor, now=strip)
    tell_the_head(visit, actor, before)
    return visit.ref


@command(Act.PLAN_AFTERCARE, of=visit_visible)
def plan_aftercare(actor: Actor, visit: PoliceVisit, new: Aftercare) -> str:
    """Plan how the pupil is looked after, whatever was found, and say whether a
    referral was considered. The newest plan stands. Raises Invalid and Stale.
    """
    wrong = unwritten(new.texts, "plan", "follow_up", "referral_reason")
    if new.referral not in police.referrals:
        wrong["referral"] = _("Choose whether a referral was considered.")
    if new.follow_up_on is not None and clocks.is_too_far(new.follow_up_on):
        wrong["follow_up_on"] = _("Choose a day within a year.")
    if wrong:
        raise Invalid(wrong)
    before = amiss_in(visit)
    move(visit, State.AFTERCARE, new.version)
    visit.due_at = None
    add_step(
        visit,
        actor,
        PoliceAftercare,
        new.texts,
        referral=new.referral,
        follow_up_on=new.follow_up_on,
        edition=editions.leading(clock.today()).code,
    )
    note(referral=new.referral)
    tell_the_head(visit, actor, before)
    return visit.ref


@command(Act.CLOSE_VISIT, of=visit_visible)
def close_visit(actor: Actor, visit: PoliceVisit, new: Closing) -> str:
    """Close it. Where something was not as it must be, the head closes it with their
    words, or the executive head where the head weighed, called or spoke up: nobody
    answers for what they did themselves. Raises Invalid and Stale.
    """
    worded("words", new.words, LEAST_WORDS)
    amiss = amiss_in(visit)
    if amiss and not _answers_for(actor, visit):
        raise Invalid(
            {
                "words": _(
                    "Something was not as it must be. The head closes it, or the "
                    "executive headteacher where the head took part."
                )
            }
        )
    move(visit, State.CLOSED, new.version)
    visit.closed_at = clock.now()
    texts = {"words": new.words, "codes": ",".join(amiss)}
    add_step(visit, actor, PoliceNote, texts, kind="closing")
    note(amiss=list(amiss))
    return visit.ref


def _answers_for(actor: Actor, visit: PoliceVisit) -> bool:
    return actor.has(*HEADS) and actor.person_ref not in took_part(visit.ref)


def _wrong_in_outcome(new: Outcome) -> dict[str, str]:
    wrong = {
        **unwritten(new.texts, "words"),
        **when_wrong(new.began_at, "happened_on"),
        **when_wrong(new.ended_at, "ended_time"),
    }
    if new.kind == State.NONE:
        return wrong
    if new.began_at is None:
        wrong["happened_on"] = _("Say when it began.")
    elif new.ended_at is not None and new.ended_at < new.began_at:
        wrong["ended_time"] = _("It cannot have ended before it began.")
    wrong |= unwritten(new.texts, "place", "present_words")
    if new.present is None or not 0 <= new.present <= MOST_PRESENT:
        wrong["present"] = _("Write how many people were there besides the pupil.")
    if new.sexes not in police.sexes:
        wrong["sexes"] = _("Choose whether every officer was of the pupil’s sex.")
    if new.found not in police.found:
        wrong["found"] = _("Choose what was found.")
    if new.kind == State.STRIP_SEARCH and new.exposed is None:
        wrong["exposed"] = _("Choose whether intimate parts were exposed.")
    return wrong

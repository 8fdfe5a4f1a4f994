"""Self-audits in one school: last year's round, done; and this year's, under way."""

import random
from datetime import date, datetime, timedelta

from sqlalchemy import select

from safeguard.audits.commands.answering import (
    Answer,
    Answers,
    save_self_audit,
    submit_self_audit,
)
from safeguard.audits.commands.asking import NewRound, close_round, open_round
from safeguard.audits.commands.keeping import keep_up_self_audits
from safeguard.audits.commands.reviewing import (
    GapPlan,
    Planning,
    Review,
    plan_self_audit,
    review_self_audit,
)
from safeguard.audits.models import SelfAudit, SelfAuditAnswer
from safeguard.demo.cast import Cast
from safeguard.demo.days import SchoolYear
from safeguard.guidance import self_audit
from safeguard.training.commands.needs import EndOfNeed, end_need
from safeguard.training.models import TrainingSession
from safeguard.training.states import SessionState
from school.calendars.days import school_year_of
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db

SCHOOL, LEAD, HEAD = "birch", "ruth.adeyemi", "catrin.howells"
# Of a hundred answers so many were gaps, last year and this year.
LACKING = {
    "knows_lead": (30, 8),
    "ways_of_abuse": (45, 22),
    "told_by_a_pupil": (15, 4),
    "rules_for_adults": (35, 20),
    "rules_for_pupils": (50, 30),
    "cyber_bullying": (40, 12),
    "wants_training": (35, 25),
}
# Hannah finds what was planned for her; Imran finds what he saved and has not sent.
PLANNED, HALF_WRITTEN = "hannah.okafor", "imran.sheikh"
HERS = {"knows_lead": "no", "cyber_bullying": "no"}
WISH = "How the feeds work that the older ones are on, and what they see there."
COMMENT = "I know who it was last year, and not since September."
TALK = "Ruth comes by in the staff room on Thursday at break, ten minutes."
SEATED = "This session after school; a seat is kept for you."
NOT_YET = "The next session on this; you hear as soon as its day is settled."
TALKED = "We talked about it in the staff room, with the one-page summary."
NOTHING = "You teach this unit yourself: the No was about the old form, as you said."
THANKS = "Thank you for answering so openly."
# This year so many of them, in the order of their names, have not answered yet.
MISSING = 5


def tell(cast: Cast, year: SchoolYear) -> None:
    """This year’s round; last year’s, where the term before lay in another one."""
    before = year.terms[0].days.first + timedelta(weeks=2)
    if school_year_of(before) != school_year_of(year.today):
        _last_year(cast, before)
    _this_year(cast, year)


def _last_year(cast: Cast, day: date) -> None:
    chance = random.Random("last year's self-audits")
    lead, head = cast.acting(LEAD), cast.acting(HEAD)
    with clock.standing_at(clock.london(day, 9)):
        round_ref = open_round(lead, NewRound(day + timedelta(weeks=3)))
    with clock.standing_at(clock.london(day + timedelta(weeks=2), 15)):
        for username in _staff(cast, round_ref):
            audit = _audit(cast, username, round_ref)
            answers = _answers(chance, 0, {})
            submit_self_audit(cast.acting(username), audit, answers)
            _deal_with(head if username == LEAD else lead, audit, talk=True)
    with clock.standing_at(clock.london(day + timedelta(weeks=5), 12)):
        keep_up_self_audits(cast.system(SCHOOL))
        close_round(lead, round_ref)


def _this_year(cast: Cast, year: SchoolYear) -> None:
    chance = random.Random("this year's self-audits")
    lead = cast.acting(LEAD)
    with clock.standing_at(year.moment(12, "08:50")):
        due_on = year.today + timedelta(days=10)
        round_ref = open_round(lead, NewRound(due_on))
    staff = [
        each for each in _staff(cast, round_ref) if each not in {PLANNED, HALF_WRITTEN}
    ]
    for place, username in enumerate(staff[MISSING:]):
        with clock.standing_at(_after_school(year, place)):
            audit = _audit(cast, username, round_ref)
            submit_self_audit(cast.acting(username), audit, _answers(chance, 1, {}))
            # The last few wait to be read.
            if username != LEAD and place < len(staff) - MISSING - 4:
                _deal_with(lead, audit, talk=False)
    _hers(cast, year, round_ref)
    with clock.standing_at(year.moment(2, "16:20")):
        half = (Answer("knows_lead", "yes"), Answer("ways_of_abuse", "no", COMMENT))
        audit = _audit(cast, HALF_WRITTEN, round_ref)
        save_self_audit(cast.acting(HALF_WRITTEN), audit, Answers(half))


def _hers(cast: Cast, year: SchoolYear, round_ref: str) -> None:
    audit = _audit(cast, PLANNED, round_ref)
    with clock.standing_at(year.moment(8, "12:45")):
        answers = _answers(random.Random(0), None, HERS)
        submit_self_audit(cast.acting(PLANNED), audit, answers)
    with clock.standing_at(year.moment(6, "15:40")):
        lead = cast.acting(LEAD)
        review_self_audit(lead, audit, Review(THANKS))
        plans = (
            GapPlan("knows_lead", "talk", TALK),
            _training("cyber_bullying"),
        )
        plan_self_audit(lead, audit, Planning(plans))


def _deal_with(by: Actor, audit: str, *, talk: bool) -> None:
    """Read it, plan something for each gap; last year it was talked about at once."""
    review_self_audit(by, audit, Review(THANKS))
    gaps = _gaps(audit)
    if not gaps:
        return
    plan_self_audit(by, audit, Planning(tuple(_plan(row, talk=talk) for row in gaps)))
    for row in gaps if talk else ():
        end_need(by, row.need_ref or "", EndOfNeed("talked", TALKED))


def _plan(row: SelfAuditAnswer, *, talk: bool) -> GapPlan:
    if talk:
        return GapPlan(row.question, "talk", TALK)
    if row.question == "rules_for_pupils":
        return GapPlan(row.question, "nothing", NOTHING)
    return _training(row.question)


def _training(question: str) -> GapPlan:
    """In the session of that course that is to come, where there is one."""
    asked = select(TrainingSession.ref).where(
        TrainingSession.course == self_audit.questions.named(question).course,
        TrainingSession.state == SessionState.PLANNED,
        TrainingSession.starts_at > clock.now(),
    )
    coming = db.session.scalars(asked.order_by(TrainingSession.starts_at)).first()
    return GapPlan(question, "training", SEATED if coming else NOT_YET, coming)


def _answers(chance: random.Random, when: int | None, given: dict[str, str]) -> Answers:
    rows = []
    for question in self_audit.asked_by("online_safety_1"):
        gap = question.gap_when.value
        right = {"no": "yes", "yes": "no"}.get(gap, "yes")
        odds = 0 if when is None else LACKING.get(question.code, (0, 0))[when]
        answer = given.get(question.code) or (
            gap if chance.randrange(100) < odds else right
        )
        wishes = question.code == "wants_training" and answer == "yes"
        rows.append(Answer(question.code, answer, WISH if wishes else ""))
    return Answers(tuple(rows))


def _gaps(audit: str) -> list[SelfAuditAnswer]:
    asked = select(SelfAuditAnswer).where(
        SelfAuditAnswer.audit_ref == audit, SelfAuditAnswer.need_ref.is_not(None)
    )
    return list(db.session.scalars(asked.order_by(SelfAuditAnswer.question)))


def _staff(cast: Cast, round_ref: str) -> list[str]:
    asked = select(SelfAudit.person_ref).where(SelfAudit.round_ref == round_ref)
    refs = set(db.session.scalars(asked))
    return sorted(name for name, ref in cast.people.items() if ref in refs)


def _audit(cast: Cast, username: str, round_ref: str) -> str:
    asked = select(SelfAudit.ref).where(
        SelfAudit.round_ref == round_ref,
        SelfAudit.person_ref == cast.people[username],
    )
    return str(db.session.scalars(asked).one())


def _after_school(year: SchoolYear, place: int) -> datetime:
    return year.moment(10 - place % 7, f"15:{40 + place % 15}")

"""What may follow a concern in the story: each beat is one of the product's acts."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from sqlalchemy import select

from safeguard.cases.commands.acknowledging import (
    Told,
    acknowledge_concern,
    give_feedback,
)
from safeguard.cases.commands.closing import (
    CaseClosure,
    Reopening,
    close_case,
    reopen_case,
)
from safeguard.cases.commands.deciding import (
    Joining,
    NewCase,
    NewDecision,
    decide_case,
    join_case,
    open_case,
)
from safeguard.cases.commands.recording import (
    NewEntry,
    ParentsAnswer,
    add_entry,
    record_parents,
)
from safeguard.cases.commands.referring import (
    Following,
    Referring,
    follow_referral,
    refer_case,
)
from safeguard.cases.queries.reading import read_concern
from safeguard.demo import casework, hard_moments, images, processes, searching
from safeguard.demo.scene import Scene
from safeguard.referrals.commands import NewStep
from safeguard.referrals.models import Referral
from safeguard.referrals.states import Consent, Outcome, StepKind
from school.foundation import clock
from school.foundation.database import db

_STEP_TEXTS = (
    *("method", "spoke_to", "agency_reference", "shared", "withheld", "childs_voice"),
    *("consent_reason", "hold", "text"),
)


def play(scene: Scene) -> None:
    """Do what the beat says. Raises KeyError for a word that is none."""
    _BEATS[scene.told["do"]](scene)


def _acknowledge(scene: Scene) -> None:
    acknowledge_concern(scene.lead, scene.thread.concern_ref)


def _open(scene: Scene) -> None:
    told, ref = scene.told, scene.thread.concern_ref
    category = read_concern(scene.lead, ref).category
    new = NewCase(told["title"], told["level"], told.get("category", category))
    scene.thread.case_ref = open_case(scene.lead, ref, new)


def _join(scene: Scene) -> None:
    case = scene.threads[scene.told["case"]]
    join_case(scene.lead, scene.thread.concern_ref, Joining(case.case_ref))
    scene.thread.case_ref, scene.thread.referrals = case.case_ref, case.referrals


def _decide(scene: Scene) -> None:
    told = scene.told
    new = NewDecision(
        told["outcome"],
        told["reason"],
        agency=told.get("agency"),
        review_on=scene.day(),
    )
    decide_case(scene.lead, scene.thread.case_ref, new)


def _refer(scene: Scene) -> None:
    told = scene.told
    step = _step(told, StepKind.MADE, _made_at(told))
    refer_case(scene.lead, scene.thread.case_ref, Referring(told["agency"], step))
    asked = select(Referral.ref).where(
        Referral.case_ref == scene.thread.case_ref, Referral.agency == told["agency"]
    )
    scene.thread.referrals[told["agency"]] = str(db.session.scalar(asked))


def _made_at(told: dict[str, Any]) -> datetime:
    if "made_at" not in told:
        return clock.now()
    at = time.fromisoformat(told["made_at"])
    return clock.london(clock.today(), at.hour, at.minute)


def _follow(scene: Scene) -> None:
    told = scene.told
    step = _step(told, StepKind(told["kind"]), clock.now())
    referral = scene.thread.referrals[told["agency"]]
    follow_referral(scene.lead, scene.thread.case_ref, Following(referral, step))


def _step(told: dict[str, Any], kind: StepKind, at: datetime) -> NewStep:
    texts = {name: told[name] for name in _STEP_TEXTS if name in told}
    return NewStep(
        kind,
        happened_at=at,
        consent=Consent(told["consent"]) if "consent" in told else None,
        outcome=Outcome(told["outcome"]) if "outcome" in told else None,
        **texts,
    )


def _enter(scene: Scene) -> None:
    new = NewEntry(scene.told["kind"], scene.told["text"])
    add_entry(scene.lead, scene.thread.case_ref, new)


def _record_parents(scene: Scene) -> None:
    said = ParentsAnswer(scene.told["answer"], scene.told["words"])
    record_parents(scene.lead, scene.thread.case_ref, said)


def _feed_back(scene: Scene) -> None:
    give_feedback(scene.lead, scene.thread.concern_ref, Told(scene.told["text"]))


def _close(scene: Scene) -> None:
    told = scene.told
    closure = CaseClosure(
        told["summary"], told.get("police"), told.get("police_reason", "")
    )
    close_case(scene.lead, scene.thread.case_ref, closure)


def _reopen(scene: Scene) -> None:
    reopen_case(scene.lead, scene.thread.case_ref, Reopening(scene.told["reason"]))


_BEATS: dict[str, Callable[[Scene], None]] = {
    "acknowledge": _acknowledge,
    "open_case": _open,
    "join": _join,
    "decide": _decide,
    "refer": _refer,
    "step": _follow,
    "entry": _enter,
    "parents": _record_parents,
    "feedback": _feed_back,
    "close": _close,
    "reopen": _reopen,
    **casework.BEATS,
    **images.BEATS,
    **processes.BEATS,
    **hard_moments.BEATS,
    **searching.BEATS,
}

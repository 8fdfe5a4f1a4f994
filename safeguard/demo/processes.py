"""Beats of what has a course of its own: bullying, harm; and a child's own page."""

from collections.abc import Callable
from datetime import timedelta

from safeguard.bullying.commands.course import Places
from safeguard.bullying.commands.ending import (
    Ending,
    NewPlan,
    agree_bullying_plan,
    close_bullying,
    review_bullying,
)
from safeguard.bullying.commands.ending import Review as BullyingReview
from safeguard.bullying.commands.establishing import (
    Assessment,
    Containment,
    Facts,
    Looking,
    Step,
    assess_bullying,
    contain_bullying,
    investigate_bullying,
    open_bullying,
)
from safeguard.bullying.states import Done, Side, Tested
from safeguard.children.commands import Linked, Said, link_child, record_need
from safeguard.demo.scene import Scene
from safeguard.harm.commands import (
    NewAssessment,
    NewHarm,
    NewReview,
    assess_harm,
    open_harm,
    review_harm,
)
from school.foundation import clock

_FACTS = ("frequency", "duration", "audience", "platform")


def _open_bullying(scene: Scene) -> None:
    pupils = scene.cast.pupils
    sides = tuple(
        (pupils[scene.thread.school, name], side.value)
        for side in (Side.HARMED, Side.OTHER)
        for name in scene.told[side.name.lower()]
    )
    open_bullying(scene.lead, scene.thread.case_ref, Places(sides))


def _test_bullying(scene: Scene) -> None:
    told = scene.told
    answers = {name: (Tested.YES.value, words) for name, words in told["yes"].items()}
    facts = Facts(**{name: told[name] for name in _FACTS})
    assess_bullying(scene.lead, scene.thread.case_ref, Assessment(answers, facts))


def _contain_bullying(scene: Scene) -> None:
    done = tuple(
        Step(step, Done.DONE.value, clock.today(), words)
        for step, words in scene.told["done"].items()
    )
    not_needed = tuple(
        Step(step, Done.NOT_NEEDED.value, None, words)
        for step, words in scene.told.get("not_needed", {}).items()
    )
    steps = Containment(done + not_needed)
    contain_bullying(scene.lead, scene.thread.case_ref, steps)


def _look_into_bullying(scene: Scene) -> None:
    looking = Looking(scene.told["words"])
    investigate_bullying(scene.lead, scene.thread.case_ref, looking)


def _plan_bullying(scene: Scene) -> None:
    told = scene.told
    plan = NewPlan(told["harmed"], told["other"], told["restorative"])
    agree_bullying_plan(scene.lead, scene.thread.case_ref, plan)


def _review_bullying(scene: Scene) -> None:
    said = BullyingReview(scene.child(), scene.told["answer"], scene.told["own_words"])
    review_bullying(scene.lead, scene.thread.case_ref, said)


def _close_bullying(scene: Scene) -> None:
    close_bullying(scene.lead, scene.thread.case_ref, Ending(scene.told["words"]))


def _open_harm(scene: Scene) -> None:
    told = scene.told
    new = NewHarm(told["kind"], told["place"], told["time"])
    open_harm(scene.lead, scene.thread.case_ref, new)


def _assess_harm(scene: Scene) -> None:
    told = scene.told
    new = NewAssessment(
        told["texts"], told["option"], "none", told["reason"], scene.day()
    )
    assess_harm(scene.lead, scene.thread.case_ref, new)


def _review_harm(scene: Scene) -> None:
    told = scene.told
    new = NewReview(
        "holds",
        told["reason"],
        told["harmed_words"],
        told["other_words"],
        scene.day(),
    )
    review_harm(scene.lead, scene.thread.case_ref, new)


def _need(scene: Scene) -> None:
    told = scene.told
    since = clock.today() - timedelta(days=told["since"])
    said = Said(
        since,
        told["told_by"],
        until_on=clock.today() if told.get("over") else None,
        details=told.get("details", ""),
    )
    record_need(scene.lead, scene.child(), told["kind"], said)


def _link(scene: Scene) -> None:
    linked = Linked(scene.child("other"), scene.told["kind"], scene.told["reason"])
    link_child(scene.lead, scene.child(), linked)


BEATS: dict[str, Callable[[Scene], None]] = {
    "bullying": _open_bullying,
    "bullying_test": _test_bullying,
    "bullying_contain": _contain_bullying,
    "bullying_look": _look_into_bullying,
    "bullying_plan": _plan_bullying,
    "bullying_review": _review_bullying,
    "bullying_close": _close_bullying,
    "harm": _open_harm,
    "harm_assess": _assess_harm,
    "harm_review": _review_harm,
    "need": _need,
    "link": _link,
}

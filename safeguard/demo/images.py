"""Beats of an intimate image: answered, entered, signed, planned, and never shown."""

from collections.abc import Callable

from safeguard.demo.scene import Scene
from safeguard.intimate_images.commands.keeping_safe import (
    NewNumber,
    NewPlan,
    NewRemoval,
    add_number,
    plan_safety,
    record_removal,
)
from safeguard.intimate_images.commands.reviewing import (
    DeviceAnswer,
    NewEntry,
    NewReview,
    enter_child,
    review_first,
    secure_device,
)
from safeguard.intimate_images.commands.signing import NewProposal, propose_managing
from safeguard.intimate_images.states import TRIGGERS, Said
from school.foundation import clock


def _device(scene: Scene) -> None:
    said = DeviceAnswer(scene.told["device"], scene.told.get("words", ""))
    secure_device(scene.lead, scene.thread.case_ref, said)


def _child(scene: Scene) -> None:
    told = scene.told
    new = NewEntry(
        scene.child(),
        told["part"],
        told["band"],
        told.get("send", Said.NO.value),
        told["support"],
        told["parents"],
        told.get("parents_words", ""),
        told.get("wishes", ""),
    )
    enter_child(scene.lead, scene.thread.case_ref, new)


def _answer(scene: Scene) -> None:
    """What the data do not speak of is answered with no."""
    told = scene.told
    answers = dict.fromkeys(TRIGGERS, Said.NO.value)
    answers |= dict.fromkeys(told.get("yes", ()), Said.YES.value)
    answers |= dict.fromkeys(told.get("unknown", ()), Said.UNKNOWN.value)
    new = NewReview(
        met_on=clock.today(),
        answers=answers,
        nature=told["nature"],
        spread=told["spread"],
        ai_made=told["ai_made"],
        texts=told["texts"],
        rationale=told["rationale"],
    )
    review_first(scene.lead, scene.thread.case_ref, new)


def _sign(scene: Scene) -> None:
    new = NewProposal(scene.told["statement"])
    propose_managing(scene.lead, scene.thread.case_ref, new)


def _plan(scene: Scene) -> None:
    new = NewPlan(scene.told["texts"], scene.day())
    plan_safety(scene.lead, scene.thread.case_ref, new)


def _remove(scene: Scene) -> None:
    new = NewRemoval(scene.child(), scene.told["outcome"], scene.told["words"])
    record_removal(scene.lead, scene.thread.case_ref, new)


def _number(scene: Scene) -> None:
    new = NewNumber(scene.told["kind"], scene.told["given"], scene.child())
    add_number(scene.lead, scene.thread.case_ref, new)


BEATS: dict[str, Callable[[Scene], None]] = {
    "image_device": _device,
    "image_child": _child,
    "image_answer": _answer,
    "image_sign": _sign,
    "image_plan": _plan,
    "image_remove": _remove,
    "image_number": _number,
}

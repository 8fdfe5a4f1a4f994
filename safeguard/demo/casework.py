"""Beats of the daily work on a case: actions, contacts, meetings, risk, corrections."""

from collections.abc import Callable

from safeguard.actions.commands.acting import (
    Ending,
    NewAction,
    Passing,
    finish_action,
    hand_over_action,
    set_action,
)
from safeguard.actions.commands.work import Handover, hand_over_work
from safeguard.actions.permissions.days import ANOTHER_DAY
from safeguard.cases.commands.contacting import NewContact, record_contact
from safeguard.cases.commands.marking import NewMark, mark_body
from safeguard.cases.commands.meeting import NewMeeting, record_meeting
from safeguard.cases.commands.relinking import UNNAMED, Relinking, relink_concern
from safeguard.cases.commands.sending import (
    ACCEPTED,
    Receipt,
    Sending,
    answer_transfer,
    send_concern,
)
from safeguard.cases.commands.voiding import (
    AGREED,
    NewProposal,
    SecondAnswer,
    answer_void,
    propose_void,
)
from safeguard.cases.commands.watching import (
    NewRisk,
    Review,
    Watch,
    review_case,
    set_risk,
    watch_case,
)
from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.parents import adults_in
from safeguard.cases.permissions.sending import open_transfer
from safeguard.demo.scene import Scene
from school.foundation.database import db
from school.foundation.references import new_ref


def _set_action(scene: Scene) -> None:
    told = scene.told
    new = NewAction(
        told["what"],
        scene.somebody("owner"),
        ANOTHER_DAY,
        scene.day(),
        scene.child() if "child" in told else None,
    )
    made = set_action(scene.lead, scene.thread.case_ref, new)
    scene.thread.actions[told.get("key", new_ref())] = made


def _finish_action(scene: Scene) -> None:
    action = scene.thread.actions[scene.told["key"]]
    finish_action(scene.lead, action, Ending(scene.told["words"]))


def _pass_action(scene: Scene) -> None:
    passing = Passing(scene.somebody("to"), scene.told["reason"])
    hand_over_action(scene.lead, scene.thread.actions[scene.told["key"]], passing)


def _hand_over(scene: Scene) -> None:
    handover = Handover(
        scene.somebody("to"),
        case_refs=(scene.thread.case_ref,),
        until_on=scene.day(),
        words=scene.told["words"],
    )
    hand_over_work(scene.lead, handover)


def _contact(scene: Scene) -> None:
    told = scene.told
    adult = _adult(scene)
    new = NewContact(
        told["outcome"],
        told["said"],
        adult_ref=adult,
        adult_words="" if adult else told.get("who", ""),
        way=told.get("way"),
    )
    record_contact(scene.lead, scene.thread.case_ref, new)


def _adult(scene: Scene) -> str | None:
    """The first of the children's adults of that kind; the rolls fall by chance."""
    case = db.session.get_one(CaseFile, scene.thread.case_ref)
    found = (
        each.person_ref
        for each in adults_in(case)
        if scene.told.get("adult", "").lower() in {kind for _, kind in each.children}
    )
    return next(found, None)


def _meet(scene: Scene) -> None:
    told = scene.told
    new = NewMeeting(
        told["kind"], told["attended"], told["decided"], next_at=scene.moment()
    )
    record_meeting(scene.lead, scene.thread.case_ref, new)


def _risk(scene: Scene) -> None:
    new = NewRisk(scene.told["level"], scene.told["reason"])
    set_risk(scene.lead, scene.thread.case_ref, new)


def _watch(scene: Scene) -> None:
    watch = Watch(scene.told["look_for"], scene.day())
    watch_case(scene.lead, scene.thread.case_ref, watch)


def _review(scene: Scene) -> None:
    review = Review(scene.told["seen"], review_on=scene.day())
    review_case(scene.lead, scene.thread.case_ref, review)


def _mark(scene: Scene) -> None:
    told = scene.told
    new = NewMark(
        scene.child(),
        told["region"],
        told["view"],
        told["kind"],
        told["looks"],
        told["hand"],
        told.get("explained", ""),
    )
    mark_body(scene.lead, scene.thread.case_ref, new)


def _propose_void(scene: Scene) -> None:
    new = NewProposal(scene.told["reason"])
    propose_void(scene.lead, scene.thread.concern_ref, new)


def _agree_void(scene: Scene) -> None:
    answer_void(scene.lead, scene.thread.concern_ref, SecondAnswer(AGREED))


def _send(scene: Scene) -> None:
    sending = Sending(scene.cast.org(scene.told["to"]), scene.told["reason"])
    send_concern(scene.lead, scene.thread.concern_ref, sending)


def _receive(scene: Scene) -> None:
    """What arrives is a concern of the other school: the thread goes on there."""
    sent = open_transfer(scene.thread.concern_ref)
    arrived = answer_transfer(scene.lead, str(sent and sent.ref), Receipt(ACCEPTED))
    scene.thread.concern_ref = arrived
    scene.thread.school = scene.cast.homes[scene.told["by"]]


def _relink(scene: Scene) -> None:
    told = scene.told
    before = scene.child("before") if "before" in told else UNNAMED
    new = Relinking(told["reason"], before, scene.child(), told.get("part", "harmed"))
    relink_concern(scene.lead, scene.thread.concern_ref, new)


BEATS: dict[str, Callable[[Scene], None]] = {
    "action": _set_action,
    "action_done": _finish_action,
    "action_passed": _pass_action,
    "hand_over": _hand_over,
    "contact": _contact,
    "meeting": _meet,
    "risk": _risk,
    "watch": _watch,
    "review": _review,
    "body_mark": _mark,
    "propose_void": _propose_void,
    "agree_void": _agree_void,
    "send": _send,
    "receive": _receive,
    "relink": _relink,
}

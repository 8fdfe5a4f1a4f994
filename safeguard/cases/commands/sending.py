"""A concern that belongs to another school: one DSL sends it, another accepts (R0.10).

Keys stay where they are. The receiving school gets a concern of its own, with the
words and under a key of its own; the sender keeps a tombstone that says where it went.
"""

from dataclasses import dataclass, field

from sqlalchemy import select

from safeguard.cases.commands.chronicle import wait_for_a_case, worded
from safeguard.cases.models import Concern, ConcernChild, ConcernText, ConcernTransfer
from safeguard.cases.permissions.acts import Act
from safeguard.cases.permissions.holding import SUSPECTED
from safeguard.cases.permissions.seeing import concern_visible
from safeguard.cases.permissions.sending import (
    open_transfer,
    receivers_at,
    transfer_visible,
)
from safeguard.cases.states import ConcernState
from safeguard.evidence.commands.holding import link_where_held, stop
from school import notices, wall
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref, new_reference, spoken
from school.foundation.sealing import keyring, seal, unseal
from school.gate import about, command, note, touch
from school.identity.queries.people import org_named, schools
from school.web.catalogue import gettext as _

LEAST_WORDS = 10
ACCEPTED, DECLINED = "accepted", "declined"
_WORDS = (
    "on_behalf_of",
    "teller_words",
    "happened_words",
    "place",
    "online_service",
)
_FACTS = (
    *("level", "category", "reporter_ref", "teller", "happened_on", "happened_at"),
    *("device_owner", "network", "in_danger", "intimate_image", "technical"),
    *("told_dsl", "steps", "edition"),
)


@dataclass(frozen=True)
class Sending:
    """To which school of the trust, and why it belongs there."""

    to_school_ref: str
    reason: str = field(repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Receipt:
    """What the receiving DSL says: accepted, or declined with words."""

    answer: str
    words: str = field(default="", repr=False)


@command(Act.SEND_CONCERN, of=concern_visible)
def send_concern(actor: Actor, concern: Concern, sending: Sending) -> str:
    """Send a concern to another school's DSL. It stays with the sender until it is
    accepted. Raises Invalid, and Stale unless it is opened and in no case.
    """
    if sending.version is not None and sending.version != concern.version:
        raise Stale("the concern was changed meanwhile")
    if concern.state != ConcernState.ACKNOWLEDGED or open_transfer(concern.ref):
        raise Stale("it is not here to be sent")
    others = {each.ref for each in schools()} - {concern.school_ref}
    if sending.to_school_ref not in others:
        raise Invalid({"to_school_ref": _("Choose another school of the trust.")})
    reason = worded("reason", sending.reason, LEAST_WORDS)
    told = receivers_at(
        sending.to_school_ref, actor.trust_ref, concern.level, concern.ref
    )
    if not told:
        raise Invalid(
            {"to_school_ref": _("Nobody there may receive it. Ring their head.")}
        )
    row = ConcernTransfer(
        ref=new_ref(),
        school_ref=concern.school_ref,
        key_ref=concern.key_ref,
        concern_ref=concern.ref,
        to_school_ref=sending.to_school_ref,
        level=concern.level,
        sent_by=actor.person_ref,
        sent_at=clock.now(),
    )
    seal(row, "reason", reason)
    db.session.add(row)
    for person_ref in told:
        notices.notify(
            person_ref, sending.to_school_ref, notices.NOW, f"/incoming/{row.ref}"
        )
    note(told=len(told))
    return concern.ref


@command(Act.ANSWER_TRANSFER, of=transfer_visible)
def answer_transfer(actor: Actor, row: ConcernTransfer, said: Receipt) -> str:
    """Accept or decline what another school sends. Gives the reference of the new
    concern, or the transfer's own. Recorded in the sender's log; what arrives, in
    one's own. Raises Invalid.
    """
    if said.answer not in {ACCEPTED, DECLINED}:
        raise Invalid({"answer": _("Choose whether you take it.")})
    if said.answer == DECLINED:
        worded("words", said.words, LEAST_WORDS)
    row.answer = said.answer
    row.answered_by, row.answered_at = actor.person_ref, clock.now()
    seal(row, "answer_words", said.words.strip() or None)
    touch(row.concern_ref)
    note(answer=said.answer)
    path = f"/concerns/{spoken(row.concern_ref)}"
    notices.notify(row.sent_by, row.school_ref, notices.WAITS, path)
    if said.answer == DECLINED:
        return row.ref
    concern = db.session.get_one(Concern, row.concern_ref)
    concern.state = ConcernState.MOVED
    row.arrived_ref = receive_concern(actor, concern)
    return row.arrived_ref


@command(Act.RECEIVE_CONCERN)
def receive_concern(actor: Actor, sent: Concern) -> str:
    """Make a concern of one's own school out of what was sent, inside accepting it:
    the words as they were, the same people behind the same wall, taken on at once.
    """
    if open_transfer(sent.ref) is not None or sent.state != ConcernState.MOVED:
        raise Stale("nothing was sent")
    arrived = Concern(
        ref=new_reference(),
        school_ref=actor.school_ref,
        key_ref=keyring().take(actor.school_ref),
        state=ConcernState.ACKNOWLEDGED,
        typist_ref=actor.person_ref,
        recorded_at=clock.now(),
        acknowledged_by=actor.person_ref,
        acknowledged_at=clock.now(),
        **{name: getattr(sent, name) for name in _FACTS},
    )
    wait_for_a_case(arrived)
    for column in _WORDS:
        seal(arrived, column, unseal(sent, column))
    db.session.add(arrived)
    about(arrived)
    _copy_people(sent, arrived)
    _copy_words(actor, sent, arrived)
    link_where_held(sent.ref, arrived.ref)
    if arrived.intimate_image:
        stop(arrived.ref, SUSPECTED)
    return arrived.ref


def _copy_people(sent: Concern, arrived: Concern) -> None:
    asked = select(ConcernChild).where(ConcernChild.concern_ref == sent.ref)
    for row in db.session.scalars(asked):
        copied = ConcernChild(
            ref=new_ref(),
            school_ref=arrived.school_ref,
            key_ref=arrived.key_ref,
            concern_ref=arrived.ref,
            person_ref=row.person_ref,
            part=row.part,
        )
        seal(copied, "described", unseal(row, "described"))
        db.session.add(copied)
    for person_ref in wall.whom_it_concerns(sent.ref):
        wall.write_about(arrived.ref, person_ref)


def _copy_words(actor: Actor, sent: Concern, arrived: Concern) -> None:
    asked = select(ConcernText).where(ConcernText.concern_ref == sent.ref)
    ordered = asked.order_by(ConcernText.recorded_at, ConcernText.ref)
    texts = [
        (row.kind, unseal(row, "text") or "", row.by_ref, row.recorded_at)
        for row in db.session.scalars(ordered)
    ]
    school = org_named(sent.school_ref)
    came = _(
        "Came from %(school)s, where its reference is %(reference)s.",
        school=school.name if school else "",
        reference=spoken(sent.ref),
    )
    texts.append(("addition", came, actor.person_ref, clock.now()))
    for kind, text, by_ref, recorded_at in texts:
        row = ConcernText(
            ref=new_ref(),
            school_ref=arrived.school_ref,
            key_ref=arrived.key_ref,
            concern_ref=arrived.ref,
            kind=kind,
            by_ref=by_ref,
            recorded_at=recorded_at,
        )
        seal(row, "text", text)
        db.session.add(row)

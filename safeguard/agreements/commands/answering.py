"""What every way of signing has in common: an answer is written, and counted."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from safeguard.agreements.models import Agreement, AgreementSignature
from safeguard.agreements.permissions.answers import (
    Answered,
    answered_for_good,
    latest_answers,
    said,
)
from safeguard.agreements.permissions.sides import sides_of
from safeguard.agreements.permissions.strokes import strokes_in
from safeguard.agreements.permissions.texts import known_template
from safeguard.agreements.states import (
    ENDED,
    AgreementState,
    Answer,
    Side,
    TemplateState,
    standing,
)
from school.foundation import clock
from school.foundation.additions import add_new
from school.foundation.database import db
from school.foundation.errors import Invalid, NotNow, Stale
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate import note, touch
from school.trail.append import take_turn
from school.web.catalogue import gettext as _

LONGEST_NAME, LONGEST_WORDS = 200, 2000
A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Said:
    """What came with the form: which words were shown, and what was put under them."""

    text_hash: str
    variant: str = "standard"
    typed: str = field(default="", repr=False)
    drawn: str = field(default="", repr=False)
    devices: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)


@dataclass(frozen=True)
class Hand:
    """Who answers, on which side, how, and before whom."""

    side: Side
    answer: Answer
    method: str
    signer_ref: str | None
    witness_ref: str | None = None
    # Of a paper: the day that stands on it, and what was signed is not typed again.
    claimed_on: date | None = None
    on_paper: bool = False
    # Of a shared tablet: since when its sitting runs; it takes one answer of a pupil.
    sitting_since: datetime | None = None


def write_answer(agreement: Agreement, given: Said, hand: Hand) -> str:
    """Write one answer and let the agreement stand as all latest answers say (§2.9);
    gives the agreement's reference.

    Raises Stale where the text that was shown is not the one in force, so that nobody
    signs what they did not read, where the agreement has ended, and where a shared
    tablet asks them no more; NotNow where this is what they have answered already;
    Invalid for a signature without a name or a line.
    """
    take_turn(db.session.connection(), f"agreement {agreement.ref}")
    db.session.refresh(agreement)
    if agreement.state in ENDED:
        raise Stale("the agreement has ended")
    text_hash = _insist_on_text(agreement, given, on_paper=hand.on_paper)
    if hand.answer is Answer.SIGNED and not hand.on_paper:
        _insist_on_signature(given)
    before = latest_answers([agreement.ref]).get(agreement.ref, [])
    since = hand.sitting_since
    if since and answered_for_good(before, since):
        raise Stale("whoever holds the tablet now may be another pupil")
    same = (hand.side, hand.signer_ref, hand.answer)
    if any((each.side, each.signer_ref, each.answer) == same for each in before):
        raise NotNow("this was answered already")
    at = _after(before)
    _add(agreement, given, hand, text_hash, at)
    latest = Answered(hand.side, hand.signer_ref, hand.answer, at)
    _move(agreement, before, latest)
    touch(agreement.template_ref)
    note(
        template=agreement.template_ref,
        text_hash=text_hash,
        variant=given.variant,
        side=hand.side.value,
        capacity=agreement.capacity or hand.side.value,
        answer=hand.answer.value,
        method=hand.method,
        witness=hand.witness_ref or "",
        state=agreement.state,
    )
    return agreement.ref


def _insist_on_text(agreement: Agreement, given: Said, *, on_paper: bool) -> str:
    """The hash of the version, if its words are whole, in force and those shown."""
    text = known_template(agreement.template_ref)
    if text is None or text.text_hash is None or not text.is_intact:
        raise Stale("the words are not those that were approved")
    if text.state != TemplateState.LIVE and not on_paper:
        raise Stale("there is a newer version")
    if given.text_hash != text.text_hash:
        raise Stale("another text was shown")
    if given.variant not in text.variants:
        raise Stale("there are no such words of it")
    return text.text_hash


def _insist_on_signature(given: Said) -> None:
    if len(given.typed) > LONGEST_NAME:
        raise Invalid({"typed": _("Use at most %(max)d characters.", max=LONGEST_NAME)})
    if given.drawn and strokes_in(given.drawn) is None:
        raise Invalid({"typed": _("Draw more than a dot, or type the name.")})
    if not given.drawn and not given.typed.strip():
        raise Invalid({"typed": _("Write your name, or draw your signature.")})


def _after(before: list[Answered]) -> datetime:
    """Now, and later than every answer before: the latest one counts."""
    now = clock.now()
    last = max((each.at for each in before), default=None)
    return now if last is None or last < now else last + A_MOMENT


def _add(
    agreement: Agreement, given: Said, hand: Hand, text_hash: str, at: datetime
) -> None:
    row = AgreementSignature(
        ref=new_ref(),
        school_ref=agreement.school_ref,
        key_ref=agreement.key_ref,
        agreement_ref=agreement.ref,
        template_ref=agreement.template_ref,
        text_hash=text_hash,
        variant=given.variant,
        side=hand.side.value,
        signer_ref=hand.signer_ref,
        answer=hand.answer.value,
        method=hand.method,
        witness_ref=hand.witness_ref,
        claimed_on=hand.claimed_on,
        signed_at=at,
    )
    signed = hand.answer is Answer.SIGNED
    seal(row, "typed", given.typed.strip() or None if signed else None)
    seal(row, "drawn", given.drawn or None if signed else None)
    seal(row, "devices", given.devices.strip()[:LONGEST_WORDS] or None)
    seal(row, "reason", given.reason.strip()[:LONGEST_WORDS] or None)
    add_new(row)


def _move(agreement: Agreement, before: list[Answered], latest: Answered) -> None:
    signer = (latest.side, latest.signer_ref)
    others = [each for each in before if (each.side, each.signer_ref) != signer]
    after = standing(sides_of(agreement.kind), said([*others, latest]))
    if after is AgreementState.COMPLETE and agreement.completed_at is None:
        agreement.completed_at = latest.at
    elif after is not AgreementState.COMPLETE:
        agreement.completed_at = None
    agreement.state = after.value

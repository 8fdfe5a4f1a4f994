"""What was answered, opened to be read: who, on which side, how, before whom."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam

from safeguard.agreements.models import Agreement, AgreementSignature
from safeguard.agreements.permissions.strokes import path_of, strokes_in
from safeguard.agreements.permissions.texts import TemplateRead, known_template
from safeguard.agreements.states import ENDED, AgreementState, Answer
from school.foundation.questions import every, question
from school.foundation.sealing import unseal
from school.identity.queries.people import names_of


@dataclass(frozen=True)
class AnswerShown:
    """One answer: what was shown, who said what to it, how, before whom, when."""

    ref: str
    side: str
    signer_ref: str | None
    who: str = field(repr=False)
    answer: str
    method: str
    variant: str
    text_hash: str
    witness: str = field(repr=False)
    typed: str = field(repr=False)
    # The path of a drawing; empty where the name was typed.
    drawn: str = field(repr=False)
    reason: str = field(repr=False)
    devices: str = field(repr=False)
    claimed_on: date | None
    at: datetime
    # Whether another answer of the same signer came after it.
    followed: bool
    # Whether the words are still those that carry this hash.
    as_signed: bool


@dataclass(frozen=True)
class AgreementShown:
    """An agreement with its text and every answer."""

    ref: str
    name: str = field(repr=False)
    kind: str
    template_ref: str
    number: int
    text_hash: str
    variants: tuple[str, ...]
    capacity: str | None
    # Of whatever issued it; None: a visitor's.
    campaign_ref: str | None
    state: str
    issued_at: datetime
    completed_at: datetime | None
    ended_at: datetime | None
    ended_why: str | None
    in_force: bool
    answers: tuple[AnswerShown, ...]

    @property
    def is_open(self) -> bool:
        """Whether it can still be answered."""
        return self.state not in ENDED

    @property
    def as_signed(self) -> bool:
        """Whether the words are those under which every answer stands."""
        return all(each.as_signed for each in self.answers)

    @property
    def they_differ(self) -> bool:
        """Whether one signed and another declined: nobody is refused anything by it."""
        latest = {each.answer for each in self.answers if not each.followed}
        return latest == set(Answer) and self.state == AgreementState.DECLINED


@question
def _answers() -> Any:
    return (
        every(AgreementSignature)
        .where(AgreementSignature.agreement_ref == bindparam("agreement"))
        .order_by(AgreementSignature.signed_at, AgreementSignature.ref)
    )


def shown(agreement: Agreement) -> AgreementShown:
    """An agreement as it is read, with names opened; called inside a disclosure."""
    text = known_template(agreement.template_ref)
    if text is None:
        raise LookupError("an agreement without its text")
    rows = _answers(agreement=agreement.ref)
    people = {agreement.person_ref or ""}
    people |= {ref for row in rows for ref in (row.signer_ref, row.witness_ref) if ref}
    names = names_of(people - {""})
    visitor = unseal(agreement, "visitor") or ""
    name = names.get(agreement.person_ref or "", visitor)
    return AgreementShown(
        ref=agreement.ref,
        name=name,
        kind=agreement.kind,
        template_ref=agreement.template_ref,
        number=text.number,
        text_hash=text.text_hash or "",
        variants=text.variants,
        capacity=agreement.capacity,
        campaign_ref=agreement.campaign_ref,
        state=agreement.state,
        issued_at=agreement.issued_at,
        completed_at=agreement.completed_at,
        ended_at=agreement.ended_at,
        ended_why=agreement.ended_why,
        in_force=text.state == "live",
        answers=tuple(_shown(rows, names, visitor, text)),
    )


def _shown(
    rows: Any, names: dict[str, str], visitor: str, text: TemplateRead
) -> Iterable[AnswerShown]:
    last = {(row.side, row.signer_ref): row.ref for row in rows}
    whole = text.is_intact
    for row in rows:
        strokes = strokes_in(unseal(row, "drawn") or "")
        yield AnswerShown(
            ref=row.ref,
            side=row.side,
            signer_ref=row.signer_ref,
            who=names.get(row.signer_ref or "", visitor),
            answer=row.answer,
            method=row.method,
            variant=row.variant,
            text_hash=row.text_hash,
            witness=names.get(row.witness_ref or "", ""),
            typed=unseal(row, "typed") or "",
            drawn=path_of(strokes) if strokes else "",
            reason=unseal(row, "reason") or "",
            devices=unseal(row, "devices") or "",
            claimed_on=row.claimed_on,
            at=row.signed_at,
            followed=last[row.side, row.signer_ref] != row.ref,
            as_signed=whole and row.text_hash == text.hash_now,
        )

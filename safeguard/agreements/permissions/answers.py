"""What has been answered to agreements: the latest word of each signer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from safeguard.agreements.models import AgreementSignature
from safeguard.agreements.states import Answer, Side
from school.foundation.questions import one_of, question


@dataclass(frozen=True)
class Answered:
    """The latest answer of one signer."""

    side: Side
    signer_ref: str | None
    answer: Answer
    at: datetime


@question
def _answers() -> Any:
    return (
        select(
            AgreementSignature.agreement_ref,
            AgreementSignature.side,
            AgreementSignature.signer_ref,
            AgreementSignature.answer,
            AgreementSignature.signed_at,
        )
        .where(one_of(AgreementSignature.agreement_ref, "agreements"))
        .order_by(AgreementSignature.signed_at, AgreementSignature.ref)
    )


def latest_answers(agreement_refs: Iterable[str]) -> dict[str, list[Answered]]:
    """By agreement, the latest answer of each signer, in the order they came."""
    wanted = sorted(set(agreement_refs))
    found: dict[str, dict[tuple[str, str | None], Answered]] = defaultdict(dict)
    for row in _answers(agreements=wanted) if wanted else ():
        each = Answered(
            Side(row.side), row.signer_ref, Answer(row.answer), row.signed_at
        )
        found[row.agreement_ref].pop((row.side, row.signer_ref), None)
        found[row.agreement_ref][row.side, row.signer_ref] = each
    return {ref: list(answers.values()) for ref, answers in found.items()}


def answered_for_good(answers: Iterable[Answered], since: datetime) -> Answer | None:
    """What a pupil said whom a shared tablet asks no more: signed at any time, or
    answered since the sitting began. Whoever holds the tablet next may be anybody.
    """
    of_pupil = [each for each in answers if each.side is Side.PUPIL]
    if not of_pupil:
        return None
    last = of_pupil[-1]
    stays = last.answer is Answer.SIGNED or last.at >= since
    return last.answer if stays else None


def said(answers: Iterable[Answered]) -> dict[Side, frozenset[Answer]]:
    """The latest answers by side, as `states.standing` asks for them."""
    found: dict[Side, set[Answer]] = defaultdict(set)
    for each in answers:
        found[each.side].add(each.answer)
    return {side: frozenset(both) for side, both in found.items()}

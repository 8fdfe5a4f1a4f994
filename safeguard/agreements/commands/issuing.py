"""Issuing agreements to many people at once, and ending those that hold no longer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from safeguard.agreements.models import Agreement, AgreementLink, AgreementTemplate
from safeguard.agreements.permissions.people import issuable
from safeguard.agreements.permissions.signing import SigningAct
from safeguard.agreements.states import (
    ENDED,
    OPEN,
    AgreementState,
    TemplateState,
    Withdrawal,
)
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.additions import add_new
from school.foundation.database import db
from school.foundation.errors import Hidden, Stale
from school.foundation.questions import one_of, question
from school.foundation.references import new_ref
from school.gate import command, note, touch
from school.trail.append import take_turn

# Of one act: its entry commits to each row, and nobody waits long behind it.
SLICE = 500


@dataclass(frozen=True)
class NewAgreements:
    """To whom a campaign issues which version; `capacity` is that of adults."""

    campaign_ref: str
    template_ref: str
    kind: str
    people: tuple[str, ...]
    capacity: str | None = None


@question
def _standing() -> Any:
    return select(Agreement.person_ref).where(
        Agreement.campaign_ref == bindparam("campaign"),
        Agreement.template_ref == bindparam("template"),
        Agreement.state.not_in(sorted(ENDED)),
        one_of(Agreement.person_ref, "people"),
    )


@command(SigningAct.ISSUE_AGREEMENTS)
def issue_agreements(actor: Actor, new: NewAgreements) -> str:
    """Issue the live version of a text to up to 500 people of the school; gives the
    campaign's reference.

    Whoever has one of this version from this campaign, or is not of this school, is
    passed over, so that a slice can be issued again. Raises Stale where the version is
    not the live one, and ValueError for more than 500.
    """
    _insist_on_slice(new.people)
    take_turn(db.session.connection(), f"agreements {new.campaign_ref}")
    _insist_on_live(actor, new)
    wanted = issuable(actor, new.kind, new.people)
    asked = {"campaign": new.campaign_ref, "template": new.template_ref}
    have = {row.person_ref for row in _standing(**asked, people=sorted(new.people))}
    people = [ref for ref in dict.fromkeys(new.people) if ref in wanted - have]
    now = clock.now()
    add_new(
        *(
            Agreement(
                ref=new_ref(),
                school_ref=actor.school_ref,
                person_ref=person_ref,
                kind=new.kind,
                template_ref=new.template_ref,
                campaign_ref=new.campaign_ref,
                capacity=new.capacity,
                state=AgreementState.ISSUED.value,
                issued_at=now,
            )
            for person_ref in people
        )
    )
    touch(new.campaign_ref, new.template_ref)
    note(kind=new.kind, issued=len(people), passed_over=len(new.people) - len(people))
    return new.campaign_ref


@command(SigningAct.WITHDRAW_AGREEMENTS)
def withdraw_agreements(actor: Actor, refs: Sequence[str], why: Withdrawal) -> str:
    """End up to 500 agreements of the school that hold no longer, and the links to
    them; what was signed stays to be read. Those that have ended are passed over.

    Raises ValueError for more than 500, and where only the signer could say so.
    """
    if why is Withdrawal.BY_SIGNER:
        raise ValueError("a signer withdraws one agreement, by saying so")
    rows = [row for row in _of_school(actor, refs) if row.state not in ENDED]
    _end(rows, AgreementState.WITHDRAWN, why)
    note(why=why.value)
    return actor.school_ref


@command(SigningAct.EXPIRE_AGREEMENTS)
def expire_agreements(actor: Actor, refs: Sequence[str]) -> str:
    """End up to 500 agreements that were not completed in time. Complete ones are
    passed over. Raises ValueError for more than 500.
    """
    rows = [row for row in _of_school(actor, refs) if row.state in OPEN]
    _end(rows, AgreementState.EXPIRED, None)
    return actor.school_ref


def _insist_on_slice(refs: Sequence[str]) -> None:
    if len(refs) > SLICE:
        raise ValueError("too many for one act")


def _insist_on_live(actor: Actor, new: NewAgreements) -> None:
    template = db.session.get(AgreementTemplate, new.template_ref)
    if template is None or template.school_ref != actor.school_ref:
        raise Hidden("there is no such text")
    if template.state != TemplateState.LIVE or template.kind != new.kind:
        raise Stale("this version is not the live one of its kind")


def _of_school(actor: Actor, refs: Sequence[str]) -> list[Agreement]:
    _insist_on_slice(refs)
    asked = select(Agreement).where(
        Agreement.ref.in_(list(refs)), Agreement.school_ref == actor.school_ref
    )
    return list(db.session.scalars(asked.order_by(Agreement.ref)))


def _end(rows: list[Agreement], state: AgreementState, why: Withdrawal | None) -> None:
    now = clock.now()
    for row in rows:
        row.state, row.ended_at = state.value, now
        row.ended_why = why.value if why else None
    for link in _open_links([row.ref for row in rows]):
        link.revoked_at = now
    touch(*(row.ref for row in rows))
    note(ended=len(rows))


def _open_links(agreement_refs: list[str]) -> list[AgreementLink]:
    asked = select(AgreementLink).where(
        AgreementLink.agreement_ref.in_(agreement_refs),
        AgreementLink.used_at.is_(None),
        AgreementLink.revoked_at.is_(None),
    )
    return list(db.session.scalars(asked.order_by(AgreementLink.ref)))

"""One agreement as whoever keeps them reads it, and the visitors of the last weeks."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select

from safeguard.agreements.models import Agreement, AgreementLink
from safeguard.agreements.permissions.parents import adults_who_sign
from safeguard.agreements.permissions.sides import TWO_SIDED
from safeguard.agreements.permissions.signers import agreement_visible
from safeguard.agreements.permissions.signing import SigningAct
from safeguard.agreements.permissions.texts import (
    TemplateText,
    live_template,
    template_text,
)
from safeguard.agreements.queries.answers import AgreementShown, shown
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Hidden
from school.foundation.sealing import unseal
from school.gate import counted, disclosure, note, touch
from school.identity.queries.people import classes_of, names_of

VISITORS_SHOWN = timedelta(days=30)


@dataclass(frozen=True)
class LinkShown:
    """A link that was made; what it opens is nowhere to be read."""

    who: str = field(repr=False)
    way: str
    made_at: datetime
    expires_at: datetime
    # `open`, `used`, `revoked` or `expired`.
    standing: str


@dataclass(frozen=True)
class AgreementRecord:
    """An agreement, its text, its links, and who can still answer on paper."""

    agreement: AgreementShown
    text: TemplateText
    where: str
    links: tuple[LinkShown, ...]
    signers: tuple[tuple[str, str], ...] = field(repr=False)


@dataclass(frozen=True)
class VisitorLine:
    """A visitor who signed."""

    ref: str
    name: str = field(repr=False)
    state: str
    at: datetime


@disclosure(SigningAct.READ_AGREEMENT, of=agreement_visible)
def read_agreement(actor: Actor, agreement: Agreement, variant: str) -> AgreementRecord:
    """One agreement: what was shown, who answered in which capacity, how, before whom,
    when. Raises Hidden for words that the text does not have.
    """
    text = template_text(agreement.template_ref, variant)
    if text is None:
        raise Hidden("no such words")
    touch(agreement.template_ref)
    note(text_hash=text.text_hash, variant=variant)
    person = agreement.person_ref
    return AgreementRecord(
        agreement=shown(agreement),
        text=text,
        where=classes_of([person]).get(person, "") if person else "",
        links=tuple(_links(agreement.ref)),
        signers=tuple(_signers(actor, agreement)),
    )


@disclosure(SigningAct.READ_VISITORS)
def read_visitors(actor: Actor) -> list[VisitorLine]:
    """Visitors who signed at the desk in the last 30 days, the latest first."""
    asked = select(Agreement).where(
        Agreement.school_ref == actor.school_ref,
        Agreement.visitor.is_not(None),
        Agreement.issued_at >= clock.now() - VISITORS_SHOWN,
    )
    rows = list(db.session.scalars(asked.order_by(Agreement.issued_at.desc())))
    touch(*(row.ref for row in rows))
    return [
        VisitorLine(row.ref, unseal(row, "visitor") or "", row.state, row.issued_at)
        for row in rows
    ]


@counted
def text_for_visitors(school_ref: str, kind: str, variant: str) -> TemplateText | None:
    """The text in force that a visitor reads, as the school wrote it where it has no
    such words: nothing personal is in it.
    """
    live = live_template(school_ref, kind)
    if live is None:
        return None
    return template_text(live.ref, variant) or template_text(live.ref)


def _links(agreement_ref: str) -> list[LinkShown]:
    asked = select(AgreementLink).where(AgreementLink.agreement_ref == agreement_ref)
    rows = list(db.session.scalars(asked.order_by(AgreementLink.made_at)))
    names = names_of(row.signer_ref for row in rows)
    return [
        LinkShown(
            who=names.get(row.signer_ref, ""),
            way=row.way,
            made_at=row.made_at,
            expires_at=row.expires_at,
            standing=_standing(row),
        )
        for row in rows
    ]


def _standing(link: AgreementLink) -> str:
    if link.used_at is not None:
        return "used"
    if link.revoked_at is not None:
        return "revoked"
    return "open" if link.expires_at > clock.now() else "expired"


def _signers(actor: Actor, agreement: Agreement) -> list[tuple[str, str]]:
    """Who can answer on paper: the pupil and the adults who may sign, or the adult."""
    person = agreement.person_ref
    if person is None:
        return []
    refs = [person]
    if agreement.kind in TWO_SIDED:
        refs += adults_who_sign(agreement.school_ref, [person]).get(person, [])
    names = names_of(refs)
    mine = actor.person_ref
    return [(ref, names.get(ref, "")) for ref in refs if ref != mine]

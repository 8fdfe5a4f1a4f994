"""Links by which adults sign: the hash of a secret, and whether it signs (T11)."""

import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, or_, select

from safeguard.agreements.models import Agreement, AgreementLink, AgreementTemplate
from safeguard.agreements.permissions.parents import adults_who_sign
from safeguard.agreements.permissions.sides import TWO_SIDED
from safeguard.agreements.states import ENDED, TemplateState, Withdrawal
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.questions import question
from school.identity.models import Org

_MISREAD = str.maketrans("OIL", "011")
# Longer than any secret of ours: whatever was pasted is hashed in the same time.
LONGEST = 100


@dataclass(frozen=True)
class FoundLink:
    """What stands behind a secret, and whether it signs at this moment."""

    ref: str
    signer_ref: str
    school_ref: str
    trust_ref: str
    signs: bool
    # It would sign, had the school not put a new version of the text in force.
    is_overtaken: bool

    @property
    def actor(self) -> Actor:
        """The adult whom the link stands for: may answer that agreement alone."""
        return Actor(
            person_ref=self.signer_ref,
            school_ref=self.school_ref,
            trust_ref=self.trust_ref,
            roles=frozenset({Role.PARENT}),
            sign_in_ref=self.ref,
        )


@dataclass(frozen=True)
class LinkedAgreement:
    """An agreement in the hand of the one adult whom a link stands for."""

    ref: str
    school_ref: str
    key_ref: str | None
    signer_ref: str
    agreement: Agreement
    link: AgreementLink


def hash_of(secret: str) -> str:
    """The hash under which a token or a plain code is kept (SHA-256, hex). A fast one
    will do: there is nothing shorter to guess than the secret itself.
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def code_heard(text: str) -> str:
    """A code as it was typed, made plain: no gaps, capitals, misread letters put right;
    whatever is no code stays what it is, and is found nowhere.
    """
    kept = [each for each in text.upper().translate(_MISREAD) if each.isalnum()]
    return "".join(kept)


@question
def _links() -> Any:
    return (
        select(
            AgreementLink.ref,
            AgreementLink.signer_ref,
            AgreementLink.school_ref,
            AgreementLink.used_at,
            AgreementLink.revoked_at,
            AgreementLink.expires_at,
            Agreement.person_ref,
            Agreement.kind,
            Agreement.state,
            Agreement.ended_at,
            Agreement.ended_why,
            AgreementTemplate.state.label("template_state"),
            Org.parent_ref.label("trust_ref"),
        )
        .join(Agreement, Agreement.ref == AgreementLink.agreement_ref)
        .join(AgreementTemplate, AgreementTemplate.ref == Agreement.template_ref)
        .join(Org, Org.ref == AgreementLink.school_ref)
        .where(
            or_(
                AgreementLink.token_hash == bindparam("token"),
                AgreementLink.code_hash == bindparam("code"),
            )
        )
    )


def find_link(secret: str) -> FoundLink | None:
    """What stands behind a token or a code; the same questions are asked of the
    database whether it is unknown, used, too old, revoked or good (T11: same cost).
    """
    secret = secret.strip()[:LONGEST]
    row = _links.first(token=hash_of(secret), code=hash_of(code_heard(secret)))
    school, person = (row.school_ref, row.person_ref) if row else ("", None)
    eligible = adults_who_sign(school, [person or ""]).get(person or "", [])
    if row is None:
        return None
    is_unspent = (
        row.used_at is None
        and row.expires_at > clock.now()
        and (
            row.signer_ref in eligible
            if row.kind in TWO_SIDED
            else row.signer_ref == row.person_ref
        )
    )
    return FoundLink(
        ref=row.ref,
        signer_ref=row.signer_ref,
        school_ref=row.school_ref,
        trust_ref=row.trust_ref or row.school_ref,
        signs=(
            is_unspent
            and row.revoked_at is None
            and row.state not in ENDED
            and row.template_state == TemplateState.LIVE
        ),
        is_overtaken=is_unspent and _is_overtaken(row),
    )


def _is_overtaken(row: Any) -> bool:
    """Whether nothing but a new version ended what a link was for: a campaign
    withdraws the agreement, and revokes its links in the same moment.
    """
    if row.template_state != TemplateState.SUPERSEDED:
        return False
    if row.state not in ENDED:
        return bool(row.revoked_at is None)
    is_for_new_version = row.ended_why == Withdrawal.NEW_VERSION
    return bool(is_for_new_version and row.revoked_at == row.ended_at)


def link_that_signs(actor: Actor, ref: str) -> LinkedAgreement | None:
    """The agreement behind a link, if the actor may answer it by that link now."""
    found = _linked(actor, ref)
    if found is None:
        return None
    link, agreement = found
    template = db.session.get(AgreementTemplate, agreement.template_ref)
    good = (
        link.used_at is None
        and link.revoked_at is None
        and link.expires_at > clock.now()
        and agreement.state not in ENDED
        and template is not None
        and template.state == TemplateState.LIVE
        and may_sign(agreement, link.signer_ref)
    )
    return _in_hand(link, agreement) if good else None


def link_that_signed(actor: Actor, ref: str) -> LinkedAgreement | None:
    """The agreement behind a link that was used, for the receipt."""
    found = _linked(actor, ref)
    return _in_hand(*found) if found and found[0].used_at is not None else None


def may_sign(agreement: Agreement, adult_ref: str) -> bool:
    """Whether an adult may sign: a parent without a mark; of an adult's, the adult."""
    if agreement.kind not in TWO_SIDED:
        return adult_ref == agreement.person_ref
    pupil_ref = str(agreement.person_ref)
    signers = adults_who_sign(agreement.school_ref, [pupil_ref])
    return adult_ref in signers.get(pupil_ref, ())


def _linked(actor: Actor, ref: str) -> tuple[AgreementLink, Agreement] | None:
    link = db.session.get(AgreementLink, ref)
    if link is None or ref != actor.sign_in_ref:
        return None
    if (link.signer_ref, link.school_ref) != (actor.person_ref, actor.school_ref):
        return None
    agreement = db.session.get(Agreement, link.agreement_ref)
    return (link, agreement) if agreement else None


def _in_hand(link: AgreementLink, agreement: Agreement) -> LinkedAgreement:
    return LinkedAgreement(
        ref=agreement.ref,
        school_ref=agreement.school_ref,
        key_ref=agreement.key_ref,
        signer_ref=link.signer_ref,
        agreement=agreement,
        link=link,
    )

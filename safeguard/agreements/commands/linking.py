"""Links by which an adult signs one agreement once, without an account (T11)."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select

from safeguard.agreements.models import Agreement, AgreementLink
from safeguard.agreements.permissions.links import code_heard, hash_of
from safeguard.agreements.permissions.parents import adults_who_sign
from safeguard.agreements.permissions.sides import TWO_SIDED
from safeguard.agreements.permissions.signing import SigningAct
from safeguard.agreements.states import ENDED
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.additions import add_new
from school.foundation.database import db
from school.foundation.references import ALPHABET, new_ref
from school.gate import command, note, touch

__all__ = ["code_heard", "hash_of", "make_links", "mint", "revoke_links"]
# Security brief T11.
DAYS = 14
TOKEN_BYTES = 32
CODE_LENGTH = 20
GROUP = 5
SLICE = 500


@dataclass(frozen=True)
class Minted:
    """What goes on a letter or into a mail, and the hashes that alone are kept."""

    token: str = field(repr=False)
    # As printed, in four groups of five.
    code: str = field(repr=False)
    token_hash: str
    code_hash: str


@dataclass(frozen=True)
class NewLink:
    """One link to be kept: who signs what by it, on what way it goes out."""

    agreement_ref: str
    signer_ref: str
    # `mail` or `letter`.
    way: str
    token_hash: str
    code_hash: str


@dataclass(frozen=True)
class NewLinks:
    """Up to 500 links that go out together."""

    links: tuple[NewLink, ...]


def mint() -> Minted:
    """A fresh token of 256 random bits and a code of 100, with their hashes. Nothing
    else in the house ever holds the two in clear.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    groups = (code[at : at + GROUP] for at in range(0, CODE_LENGTH, GROUP))
    return Minted(token, "-".join(groups), hash_of(token), hash_of(code))


@command(SigningAct.MAKE_LINKS)
def make_links(actor: Actor, new: NewLinks) -> str:
    """Keep up to 500 links for 14 days. An earlier unused link of the same signer to
    the same agreement on the same way is revoked.

    Passed over are agreements of elsewhere or that have ended, and whoever may not
    sign: an adult without parental responsibility, with a court order, or marked as
    not to be contacted. Raises ValueError for more than 500.
    """
    if len(new.links) > SLICE:
        raise ValueError("too many for one act")
    agreements = _agreements(actor, {link.agreement_ref for link in new.links})
    signers = _signers(actor, agreements.values())
    good = [
        link
        for link in new.links
        if link.signer_ref in signers.get(link.agreement_ref, ())
    ]
    now = clock.now()
    replaced = {(link.agreement_ref, link.signer_ref, link.way) for link in good}
    for old in _unused({link.agreement_ref for link in good}):
        if (old.agreement_ref, old.signer_ref, old.way) in replaced:
            old.revoked_at = now
    add_new(
        *(
            AgreementLink(
                ref=new_ref(),
                school_ref=actor.school_ref,
                agreement_ref=link.agreement_ref,
                signer_ref=link.signer_ref,
                token_hash=link.token_hash,
                code_hash=link.code_hash,
                way=link.way,
                made_by=actor.person_ref,
                made_at=now,
                expires_at=now + timedelta(days=DAYS),
            )
            for link in good
        )
    )
    touch(*(link.agreement_ref for link in good))
    note(made=len(good), passed_over=len(new.links) - len(good))
    return actor.school_ref


@command(SigningAct.REVOKE_LINKS)
def revoke_links(actor: Actor, agreement_refs: Iterable[str]) -> str:
    """Revoke all unused links to these agreements of the school."""
    refs = _agreements(actor, agreement_refs)
    revoked = _unused(refs)
    now = clock.now()
    for link in revoked:
        link.revoked_at = now
    touch(*(link.agreement_ref for link in revoked))
    note(revoked=len(revoked))
    return actor.school_ref


def _agreements(actor: Actor, refs: Iterable[str]) -> dict[str, Agreement]:
    asked = select(Agreement).where(
        Agreement.ref.in_(sorted(set(refs))),
        Agreement.school_ref == actor.school_ref,
        Agreement.state.not_in(sorted(ENDED)),
    )
    return {row.ref: row for row in db.session.scalars(asked)}


def _signers(
    actor: Actor, agreements: Iterable[Agreement]
) -> dict[str, tuple[str, ...]]:
    """Who may sign each agreement by a link: the parents; of an adult's, the adult."""
    listed = [row for row in agreements if row.person_ref]
    of_pupils = [str(row.person_ref) for row in listed if row.kind in TWO_SIDED]
    parents = adults_who_sign(actor.school_ref, of_pupils)
    return {
        row.ref: tuple(parents.get(str(row.person_ref), ()))
        if row.kind in TWO_SIDED
        else (str(row.person_ref),)
        for row in listed
    }


def _unused(agreement_refs: Iterable[str]) -> list[AgreementLink]:
    asked = select(AgreementLink).where(
        AgreementLink.agreement_ref.in_(sorted(set(agreement_refs))),
        AgreementLink.used_at.is_(None),
        AgreementLink.revoked_at.is_(None),
    )
    return list(db.session.scalars(asked.order_by(AgreementLink.ref)))

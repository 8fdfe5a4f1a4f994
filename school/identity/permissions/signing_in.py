"""Accounts, signing in and elevation: the acts, who may do each, and what is found."""

from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.permits import (
    PERMIT,
    Answer,
    Refusal,
    Rule,
    all_of,
    any_of,
    elevated,
    granted,
    yes,
)
from school.foundation.sealing import mac
from school.identity.models import (
    Appointment,
    Credential,
    Elevation,
    FactorReset,
    Person,
    SignIn,
    User,
)
from school.identity.permissions.people import manages_accounts, the_system_itself
from school.identity.permissions.roles import live_appointments
from school.identity.states import SECOND_FACTORS, plain_name


class SigningAct(StrEnum):
    """What can happen to accounts, sign-ins and elevations."""

    ISSUE_PASSWORD = "password.issued"  # noqa: S105 - the name of an act
    CHANGE_PASSWORD = "password.changed"  # noqa: S105 - the name of an act
    BLOCK_ACCOUNT = "account.blocked"
    UNBLOCK_ACCOUNT = "account.unblocked"
    DISOWN_SIGN_INS = "sign_in.disowned"
    READ_ACCOUNT = "account.read"
    READ_ACCOUNTS = "accounts.read"
    READ_KEPT_ACCOUNT = "kept_account.read"
    SIGN_IN = "sign_in.begun"
    FAIL_SIGN_IN = "sign_in.failed"
    END_SIGN_IN = "sign_in.ended"
    SWITCH_SCHOOL = "sign_in.moved"
    SLOW_DOWN = "sign_in.slowed"
    HAND_OVER_SLIP = "password.handed_over"
    ELEVATE = "elevation.begun"
    FAIL_ELEVATION = "elevation.failed"
    DROP_ELEVATION = "elevation.ended"
    ADD_AUTHENTICATOR = "authenticator.added"
    ADD_PASSKEY = "passkey.added"
    REMOVE_FACTOR = "factor.removed"
    RENEW_RECOVERY_CODES = "recovery_codes.renewed"
    REQUEST_FACTOR_RESET = "factor_reset.requested"
    RESET_FACTORS = "factor_reset.approved"


def own(actor: Actor, subject: Any) -> Answer:
    """What is the person's own: account, sign-in, elevation or factor."""
    return PERMIT if subject.person_ref == actor.person_ref else Refusal("own")


def never_for_self(actor: Actor, subject: Any) -> Answer:
    """Another person's account, never one's own (T23)."""
    if subject.person_ref == actor.person_ref:
        return Refusal("never_for_self")
    return PERMIT


def not_who_blocked_it(actor: Actor, subject: Any) -> Answer:
    """Opened again by another person than the one who blocked it (G-23)."""
    if subject.blocked_by == actor.person_ref:
        return Refusal("second_person")
    return PERMIT


def not_who_asked(actor: Actor, subject: Any) -> Answer:
    """The second of two persons (decision 25)."""
    if subject.requested_by == actor.person_ref:
        return Refusal("second_person")
    return PERMIT


def fresh_where_there_is_a_factor(actor: Actor, subject: User) -> Answer:
    """Whoever has a second factor shows it before the factors change (ASVS 6.4.4)."""
    if actor.has(Role.MACHINE) or not live_credentials(subject.ref, *SECOND_FACTORS):
        return PERMIT
    return elevated(actor, subject)


keeps_accounts: Rule = any_of(manages_accounts, granted({Role.SYSTEM_ADMIN: yes}))
_others_account: Rule = all_of(keeps_accounts, never_for_self)
_own_or_system: Rule = any_of(own, the_system_itself)
_own_factors: Rule = all_of(_own_or_system, fresh_where_there_is_a_factor)


RULES: dict[SigningAct, Rule] = {
    SigningAct.ISSUE_PASSWORD: _others_account,
    SigningAct.CHANGE_PASSWORD: _own_or_system,
    SigningAct.BLOCK_ACCOUNT: _others_account,
    SigningAct.UNBLOCK_ACCOUNT: all_of(_others_account, not_who_blocked_it),
    SigningAct.DISOWN_SIGN_INS: own,
    SigningAct.READ_ACCOUNT: own,
    SigningAct.READ_ACCOUNTS: keeps_accounts,
    SigningAct.READ_KEPT_ACCOUNT: keeps_accounts,
    SigningAct.SIGN_IN: own,
    # Somebody of whom nothing is known yet tried: it is recorded, whoever it was.
    SigningAct.FAIL_SIGN_IN: yes,
    SigningAct.END_SIGN_IN: own,
    SigningAct.SWITCH_SCHOOL: own,
    SigningAct.SLOW_DOWN: own,
    SigningAct.HAND_OVER_SLIP: _others_account,
    SigningAct.ELEVATE: own,
    SigningAct.FAIL_ELEVATION: own,
    SigningAct.DROP_ELEVATION: own,
    SigningAct.ADD_AUTHENTICATOR: _own_factors,
    SigningAct.ADD_PASSKEY: _own_factors,
    SigningAct.REMOVE_FACTOR: all_of(own, elevated),
    SigningAct.RENEW_RECOVERY_CODES: all_of(own, elevated),
    SigningAct.REQUEST_FACTOR_RESET: _others_account,
    SigningAct.RESET_FACTORS: all_of(_others_account, not_who_asked),
}
WORDINGS: dict[SigningAct, str] = {
    SigningAct.ISSUE_PASSWORD: "issued a new one-time password",
    SigningAct.CHANGE_PASSWORD: "chose a new password",
    SigningAct.BLOCK_ACCOUNT: "blocked an account",
    SigningAct.UNBLOCK_ACCOUNT: "opened a blocked account again",
    SigningAct.DISOWN_SIGN_INS: "said that a sign-in was not theirs; it was all ended",
    SigningAct.READ_ACCOUNT: "looked at their own account",
    SigningAct.READ_ACCOUNTS: "looked at the accounts",
    SigningAct.READ_KEPT_ACCOUNT: "looked at somebody’s account",
    SigningAct.SIGN_IN: "signed in",
    SigningAct.FAIL_SIGN_IN: "tried to sign in, in vain",
    SigningAct.END_SIGN_IN: "ended a sign-in",
    SigningAct.SWITCH_SCHOOL: "turned to another school",
    SigningAct.SLOW_DOWN: "asked too often for what was not to be found, and must wait",
    SigningAct.HAND_OVER_SLIP: "handed over the slip with a one-time password",
    SigningAct.ELEVATE: "opened case content for themselves with a second factor",
    SigningAct.FAIL_ELEVATION: "gave a wrong second factor",
    SigningAct.DROP_ELEVATION: "closed case content for themselves",
    SigningAct.ADD_AUTHENTICATOR: "added an authenticator app",
    SigningAct.ADD_PASSKEY: "added a passkey",
    SigningAct.REMOVE_FACTOR: "removed a second factor",
    SigningAct.RENEW_RECOVERY_CODES: "had new recovery codes printed",
    SigningAct.REQUEST_FACTOR_RESET: "asked that somebody’s second factors be removed",
    SigningAct.RESET_FACTORS: "agreed that somebody’s second factors be removed",
}


def username_mac(trust_ref: str, username: str) -> str:
    """The keyed fingerprint by which an account is found."""
    return mac(trust_ref, "username", plain_name(username))


def token_mac(trust_ref: str, token: str) -> str:
    """The keyed fingerprint of what the cookie holds."""
    return mac(trust_ref, "sign-in token", token)


def user_mac(actor: Actor, purpose: str) -> str:
    """The keyed fingerprint under which an account's tries are counted."""
    return mac(actor.trust_ref, purpose, actor.user_ref)


def account_by_name(trust_ref: str, username: str) -> User | None:
    """The account of that user name, or None."""
    asked = select(User).where(User.username_mac == username_mac(trust_ref, username))
    return db.session.scalar(asked)


def account_of(person_ref: str) -> User | None:
    """The person's account, or None."""
    return db.session.scalar(select(User).where(User.person_ref == person_ref))


def live_credentials(user_ref: str, *kinds: str) -> list[Credential]:
    """The account's proofs that still count, the oldest first."""
    asked = select(Credential).where(
        Credential.user_ref == user_ref,
        Credential.kind.in_(kinds),
        Credential.ended_at.is_(None),
        or_(Credential.expires_at.is_(None), Credential.expires_at > clock.now()),
    )
    return list(db.session.scalars(asked.order_by(Credential.made_at, Credential.ref)))


def passkey_by_handle(trust_ref: str, handle: str) -> Credential | None:
    """The passkey with that id, if it still counts."""
    asked = select(Credential).where(
        Credential.handle_mac == mac(trust_ref, "passkey", handle),
        Credential.kind == "passkey",
        Credential.ended_at.is_(None),
    )
    return db.session.scalar(asked)


def live_sign_ins(user_ref: str) -> list[SignIn]:
    """The account's sign-ins that have not ended, the newest first."""
    asked = select(SignIn).where(
        SignIn.user_ref == user_ref,
        SignIn.ended_at.is_(None),
        SignIn.ends_at > clock.now(),
    )
    return list(db.session.scalars(asked.order_by(SignIn.begun_at.desc(), SignIn.ref)))


def open_elevations(sign_in_ref: str) -> list[Elevation]:
    """Elevations of a sign-in that nobody has ended yet, past their time or not."""
    asked = select(Elevation).where(
        Elevation.sign_in_ref == sign_in_ref, Elevation.ended_at.is_(None)
    )
    return list(db.session.scalars(asked))


def elevation_bound_to(actor: Actor, network: str) -> str:
    """What an elevation is bound to: its roles, its school and its network."""
    roles = ",".join(sorted(role.value for role in actor.roles))
    bound = f"{roles}|{actor.school_ref}|{network}"
    return mac(actor.trust_ref, "elevation", bound)


def _kept_by(actor: Actor) -> ColumnElement[bool]:
    """Whose accounts the actor keeps: the school's people. The trust's own people are
    kept from the trust, never by a technician of one of its schools.
    """
    here = select(Appointment.person_ref).where(Appointment.org_ref == actor.school_ref)
    of_here = or_(Person.school_ref == actor.school_ref, Person.ref.in_(here))
    if actor.has(Role.SYSTEM_ADMIN, Role.MACHINE):
        return or_(of_here, Person.school_ref == actor.trust_ref)
    if actor.school_ref == actor.trust_ref:
        return of_here
    working = live_appointments().with_only_columns(Appointment.person_ref)
    of_trust = working.where(Appointment.org_ref == actor.trust_ref)
    return of_here & Person.ref.not_in(of_trust)


def person_kept(actor: Actor, ref: str) -> Person | None:
    """A person whose account the actor keeps."""
    return db.session.scalar(select(Person).where(Person.ref == ref, _kept_by(actor)))


def people_kept(actor: Actor) -> list[Person]:
    """Everybody with a role today whose account the actor keeps."""
    working = live_appointments().with_only_columns(Appointment.person_ref)
    asked = select(Person).where(_kept_by(actor), Person.ref.in_(working))
    return list(db.session.scalars(asked))


def account_kept(actor: Actor, ref: str) -> User | None:
    """An account that the actor keeps."""
    asked = (
        select(User)
        .join(Person, Person.ref == User.person_ref)
        .where(User.ref == ref, _kept_by(actor))
    )
    return db.session.scalar(asked)


def own_account(actor: Actor, ref: str) -> User | None:
    """The actor's own account; any account for the product itself."""
    found = db.session.get(User, ref)
    ours = found and (found.person_ref == actor.person_ref or actor.has(Role.MACHINE))
    return found if ours else None


def own_sign_in(actor: Actor, ref: str) -> SignIn | None:
    """One of the actor's own sign-ins."""
    asked = select(SignIn).where(
        SignIn.ref == ref, SignIn.person_ref == actor.person_ref
    )
    return db.session.scalar(asked)


def own_factor(actor: Actor, ref: str) -> Credential | None:
    """One of the actor's own second factors that still counts."""
    asked = select(Credential).where(
        Credential.ref == ref,
        Credential.person_ref == actor.person_ref,
        Credential.ended_at.is_(None),
        Credential.kind.in_(["totp", "passkey"]),
    )
    return db.session.scalar(asked)


def reset_kept(actor: Actor, ref: str) -> FactorReset | None:
    """A request to remove the second factors of an account that the actor keeps."""
    found = db.session.get(FactorReset, ref)
    return found if found and account_kept(actor, found.user_ref) else None

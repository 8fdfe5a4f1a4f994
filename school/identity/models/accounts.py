"""Accounts and signing in: what proves who somebody is, and for how long."""

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    APPENDED,
    RECORDED,
    UPKEEP,
    Code,
    Instant,
    Mac,
    Model,
    OptionalCode,
    OptionalInstant,
    OptionalMac,
    OptionalRef,
    OptionalSealedText,
    Ref,
    RowRef,
    Sealable,
    SealedText,
)


class User(Sealable, Model):
    """An account. The user name is sealed and found by its keyed fingerprint."""

    __tablename__ = "user_account"
    __table_args__ = (UniqueConstraint("username_mac"), RECORDED)

    ref: Mapped[RowRef]
    person_ref: Mapped[Ref]
    username: Mapped[SealedText]
    username_mac: Mapped[Mac]
    enabled: Mapped[bool] = mapped_column(default=True)
    blocked_at: Mapped[OptionalInstant]
    blocked_why: Mapped[OptionalCode]
    blocked_by: Mapped[OptionalRef]
    # What was said and looked at when the account was opened again, sealed.
    unblocked_note: Mapped[OptionalSealedText]
    must_change_password: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[Instant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Credential(Sealable, Model):
    """One proof of who somebody is: password, totp, passkey or recovery code.

    `secret` holds the Argon2id hash, the TOTP seed or the passkey's public key, sealed.
    """

    __tablename__ = "credential"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    user_ref: Mapped[Ref]
    person_ref: Mapped[Ref]
    kind: Mapped[Code]
    secret: Mapped[SealedText]
    # A passkey is found by the keyed fingerprint of its id.
    handle_mac: Mapped[OptionalMac]
    # A passkey's name; on the slip of a one-time password, who handed it over, when.
    label: Mapped[OptionalSealedText]
    counter: Mapped[int] = mapped_column(default=0)
    one_time: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[Instant]
    expires_at: Mapped[OptionalInstant]
    used_at: Mapped[OptionalInstant]
    ended_at: Mapped[OptionalInstant]


class SignIn(Sealable, Model):
    """One time somebody signed in, on one device. Revoked here, whatever the cookie.

    The cookie holds a random token of 256 bits; the row, its keyed fingerprint.
    """

    __tablename__ = "sign_in"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    user_ref: Mapped[Ref]
    person_ref: Mapped[Ref]
    token_mac: Mapped[Mac]
    factor: Mapped[Code]
    device: Mapped[OptionalCode]
    address: Mapped[OptionalSealedText]
    begun_at: Mapped[Instant]
    ends_at: Mapped[Instant]
    ended_at: Mapped[OptionalInstant]
    ended_why: Mapped[OptionalCode]


class SignInActivity(Model):
    """When a sign-in was last used, and in which school its person is acting."""

    __tablename__ = "sign_in_activity"
    __table_args__ = UPKEEP

    sign_in_ref: Mapped[str] = mapped_column(String(16), primary_key=True)
    last_seen_at: Mapped[Instant]
    # None: somebody of the trust who has not turned to one of its schools.
    school_ref: Mapped[OptionalRef]


class FailedSignIn(Sealable, Model):
    """A failed try at a known account, shown to its owner at the next sign-in."""

    __tablename__ = "failed_sign_in"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    user_ref: Mapped[Ref]
    device: Mapped[OptionalCode]
    address: Mapped[OptionalSealedText]
    failed_at: Mapped[Instant]


class Elevation(Sealable, Model):
    """A spell of elevated reading: after a fresh second factor, with its reason."""

    __tablename__ = "elevation"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    sign_in_ref: Mapped[Ref]
    person_ref: Mapped[Ref]
    factor: Mapped[Code]
    reason: Mapped[OptionalSealedText]
    # Keyed fingerprint of the roles, the school and the network it began with: when
    # one of them changes, the elevation is over.
    bound_to: Mapped[Mac]
    begun_at: Mapped[Instant]
    ends_at: Mapped[Instant]
    ended_at: Mapped[OptionalInstant]
    ended_why: Mapped[OptionalCode]


class ElevationActivity(Model):
    """When an elevation was last used: it ends ten idle minutes later."""

    __tablename__ = "elevation_activity"
    __table_args__ = UPKEEP

    elevation_ref: Mapped[str] = mapped_column(String(16), primary_key=True)
    last_used_at: Mapped[Instant]


class Throttle(Model):
    """How often something was tried lately, by keyed fingerprint of who or what."""

    __tablename__ = "throttle"
    __table_args__ = UPKEEP

    subject_mac: Mapped[str] = mapped_column(String(64), primary_key=True)
    tries: Mapped[int] = mapped_column(default=0)
    since: Mapped[Instant]
    held_until: Mapped[OptionalInstant]


class UsedCode(Model):
    """A one-time code that was used, so that it is never taken twice."""

    __tablename__ = "used_code"
    __table_args__ = UPKEEP

    code_mac: Mapped[str] = mapped_column(String(64), primary_key=True)
    used_at: Mapped[Instant]


class FactorReset(Model):
    """Somebody lost every second factor: one person asks, another one agrees."""

    __tablename__ = "factor_reset"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    user_ref: Mapped[Ref]
    person_ref: Mapped[Ref]
    why: Mapped[Code]
    requested_by: Mapped[Ref]
    requested_at: Mapped[Instant]
    ends_at: Mapped[Instant]
    approved_by: Mapped[OptionalRef]
    approved_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

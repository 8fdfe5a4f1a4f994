"""Accounts as their owner sees them, and as those who keep accounts do."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select

from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.sealing import unseal
from school.gate import counted, disclosure, touch
from school.identity.models import (
    Appointment,
    Credential,
    FactorReset,
    FailedSignIn,
    Person,
    SignIn,
    User,
)
from school.identity.permissions import SigningAct
from school.identity.permissions.roles import live_appointments, roles_there
from school.identity.permissions.signing_in import (
    account_by_name,
    account_of,
    live_credentials,
    live_sign_ins,
    own_account,
    people_kept,
    person_kept,
)
from school.identity.permissions.slips import handover_of, live_slips
from school.identity.queries.people import full_name
from school.identity.states import SECOND_FACTORS, username_from


@dataclass(frozen=True)
class SignInShown:
    """One sign-in: when, on what device, from which address."""

    ref: str
    begun_at: datetime
    device: str
    address: str
    here: bool = False


@dataclass(frozen=True)
class FailureShown:
    """One try in vain."""

    failed_at: datetime
    device: str
    address: str


@dataclass(frozen=True)
class FactorShown:
    """One second factor."""

    ref: str
    kind: str
    label: str
    made_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class OwnAccount:
    """What a person sees of their own account."""

    username: str
    sign_ins: list[SignInShown]
    last: SignInShown | None
    failures: list[FailureShown]
    factors: list[FactorShown]
    recovery_left: int
    password_since: datetime | None


@dataclass(frozen=True)
class Visit:
    """What is told right after signing in (G-20)."""

    last: SignInShown | None
    failures: int
    last_failure: FailureShown | None
    # How many recovery codes are left, when this sign-in used one.
    recovery_left: int | None = None


@disclosure(SigningAct.READ_ACCOUNT, of=own_account)
def read_own_account(actor: Actor, user: User) -> OwnAccount:
    """The person's own account: sign-ins, tries in vain, factors."""
    previous = _previous(user.ref, actor.sign_in_ref)
    factors = live_credentials(user.ref, "totp", "passkey")
    passwords = live_credentials(user.ref, "password")
    return OwnAccount(
        username=unseal(user, "username") or "",
        sign_ins=[_sign_in(row, actor) for row in live_sign_ins(user.ref)],
        last=_sign_in(previous, actor) if previous else None,
        failures=[_failure(row) for row in _failures(user.ref, None, 5)],
        factors=[_factor(row) for row in factors],
        recovery_left=len(live_credentials(user.ref, "recovery")),
        password_since=passwords[-1].made_at if passwords else None,
    )


@counted
def last_visit(actor: Actor) -> Visit:
    """The previous sign-in and the tries in vain since, to be shown to their owner."""
    previous = _previous(actor.user_ref, actor.sign_in_ref)
    since = previous.begun_at if previous else None
    failures = _failures(actor.user_ref, since, None)
    this_one = db.session.get(SignIn, actor.sign_in_ref)
    by_recovery = this_one is not None and this_one.factor == "recovery"
    left = len(live_credentials(actor.user_ref, "recovery")) if by_recovery else None
    return Visit(
        last=_sign_in(previous, actor) if previous else None,
        failures=len(failures),
        last_failure=_failure(failures[0]) if failures else None,
        recovery_left=left,
    )


def _previous(user_ref: str, sign_in_ref: str) -> SignIn | None:
    asked = select(SignIn).where(SignIn.user_ref == user_ref, SignIn.ref != sign_in_ref)
    return db.session.scalar(asked.order_by(SignIn.begun_at.desc()).limit(1))


def _failures(
    user_ref: str, since: datetime | None, limit: int | None
) -> list[FailedSignIn]:
    asked = select(FailedSignIn).where(FailedSignIn.user_ref == user_ref)
    if since is not None:
        asked = asked.where(FailedSignIn.failed_at > since)
    ordered = asked.order_by(FailedSignIn.failed_at.desc(), FailedSignIn.ref)
    return list(db.session.scalars(ordered.limit(limit)))


def _sign_in(row: SignIn, actor: Actor) -> SignInShown:
    return SignInShown(
        ref=row.ref,
        begun_at=row.begun_at,
        device=row.device or "",
        address=unseal(row, "address") or "",
        here=row.ref == actor.sign_in_ref,
    )


def _failure(row: FailedSignIn) -> FailureShown:
    return FailureShown(row.failed_at, row.device or "", unseal(row, "address") or "")


def _factor(row: Credential) -> FactorShown:
    label = unseal(row, "label") or ""
    return FactorShown(row.ref, row.kind, label, row.made_at, row.used_at)


# --- those who keep accounts ---------------------------------------------------------


@dataclass(frozen=True)
class AccountShown:
    """An account as its keepers see it: never what its owner reads or wrote."""

    person_ref: str
    name: str
    roles: list[Role]
    state: str
    user_ref: str = ""
    username: str = ""
    blocked_at: datetime | None = None
    blocked_why: str = ""
    last_at: datetime | None = None
    has_factor: bool = False
    own: bool = False
    resets: list["ResetShown"] = field(default_factory=list)
    slip: "SlipShown | None" = None


@dataclass(frozen=True)
class SlipShown:
    """A one-time password that waits to be used: printed, handed over, and by whom."""

    printed_at: datetime
    handed_over_at: datetime | None = None
    handed_over_by: str = ""


@dataclass(frozen=True)
class ResetShown:
    """A request to remove somebody's second factors."""

    ref: str
    why: str
    requested_at: datetime
    requested_by: str
    own: bool


@disclosure(SigningAct.READ_ACCOUNTS)
def read_accounts(actor: Actor) -> list[AccountShown]:
    """Everybody whose account the actor keeps, the blocked ones first, then by name."""
    people = people_kept(actor)
    refs = [person.ref for person in people]
    asked = select(User).where(User.person_ref.in_(refs))
    accounts = {user.person_ref: user for user in db.session.scalars(asked)}
    facts = _Facts(actor, [user.ref for user in accounts.values()])
    shown = [facts.shown(person, accounts.get(person.ref)) for person in people]
    touch(*(each.user_ref for each in shown if each.user_ref))
    return sorted(
        shown, key=lambda each: (each.state != "blocked", each.name.casefold())
    )


@disclosure(SigningAct.READ_KEPT_ACCOUNT, of=person_kept)
def read_kept_account(actor: Actor, person: Person) -> AccountShown:
    """One person's account, as its keeper sees it."""
    user = account_of(person.ref)
    facts = _Facts(actor, [user.ref] if user else [])
    if user:
        touch(user.ref)
    return facts.shown(person, user)


class _Facts:
    """What is known of many accounts at once, in a handful of questions."""

    def __init__(self, actor: Actor, users: list[str]) -> None:
        self.actor = actor
        self.held: dict[str, dict[str, frozenset[Role]]] = {}
        for row in db.session.scalars(live_appointments()):
            orgs = self.held.setdefault(row.person_ref, {})
            orgs[row.org_ref] = orgs.get(row.org_ref, frozenset()) | {Role(row.role)}
        self.one_time = self._users_with("password", users, one_time=True)
        self.with_password = self._users_with("password", users)
        self.with_factor = self._users_with(SECOND_FACTORS, users)
        latest = select(SignIn.user_ref, func.max(SignIn.begun_at))
        grouped = latest.where(SignIn.user_ref.in_(users)).group_by(SignIn.user_ref)
        self.last = {row[0]: row[1] for row in db.session.execute(grouped)}
        self.resets = _open_resets(users)
        self.slips = {row.user_ref: row for row in live_slips(users)}
        self.handed_over = {
            ref: done for ref, slip in self.slips.items() if (done := handover_of(slip))
        }
        self.names = _names(
            [row.requested_by for row in self.resets]
            + [each.by for each in self.handed_over.values()]
        )

    @staticmethod
    def _users_with(
        kinds: str | tuple[str, ...], users: list[str], *, one_time: bool = False
    ) -> set[str]:
        wanted = (kinds,) if isinstance(kinds, str) else kinds
        asked = select(Credential.user_ref).where(
            Credential.user_ref.in_(users),
            Credential.kind.in_(wanted),
            Credential.ended_at.is_(None),
            (Credential.expires_at.is_(None)) | (Credential.expires_at > clock.now()),
        )
        if one_time:
            asked = asked.where(Credential.one_time.is_(True))
        return set(db.session.scalars(asked))

    def shown(self, person: Person, user: User | None) -> AccountShown:
        """One account."""
        actor, held = self.actor, self.held.get(person.ref, {})
        roles = roles_there(held, actor.school_ref, actor.trust_ref)
        name = full_name(person)
        in_order = [role for role in Role if role in roles]
        own = person.ref == actor.person_ref
        if user is None:
            return AccountShown(person.ref, name, in_order, "none", own=own)
        return AccountShown(
            person_ref=person.ref,
            name=name,
            roles=in_order,
            state=self._state(user),
            user_ref=user.ref,
            username=unseal(user, "username") or "",
            blocked_at=user.blocked_at,
            blocked_why=user.blocked_why or "",
            last_at=self.last.get(user.ref),
            has_factor=user.ref in self.with_factor,
            own=own,
            resets=self._resets_of(user.ref),
            slip=None if user.blocked_at else self._slip_of(user.ref),
        )

    def _slip_of(self, user_ref: str) -> SlipShown | None:
        slip = self.slips.get(user_ref)
        if slip is None:
            return None
        done = self.handed_over.get(user_ref)
        if done is None:
            return SlipShown(slip.made_at)
        return SlipShown(slip.made_at, done.at, self.names.get(done.by, ""))

    def _state(self, user: User) -> str:
        if user.blocked_at:
            return "blocked"
        if user.ref in self.one_time:
            return "first_password"
        return "open" if user.ref in self.with_password else "lapsed"

    def _resets_of(self, user_ref: str) -> list[ResetShown]:
        return [
            ResetShown(
                ref=row.ref,
                why=row.why,
                requested_at=row.requested_at,
                requested_by=self.names.get(row.requested_by, ""),
                own=row.requested_by == self.actor.person_ref,
            )
            for row in self.resets
            if row.user_ref == user_ref
        ]


def _open_resets(users: list[str]) -> list[FactorReset]:
    asked = select(FactorReset).where(
        FactorReset.user_ref.in_(users),
        FactorReset.approved_at.is_(None),
        FactorReset.ends_at > clock.now(),
    )
    return list(db.session.scalars(asked.order_by(FactorReset.requested_at)))


def _names(refs: list[str]) -> dict[str, str]:
    rows = db.session.scalars(select(Person).where(Person.ref.in_(refs)))
    return {row.ref: full_name(row) for row in rows}


@counted
def keepers_of_accounts(actor: Actor) -> list[str]:
    """Who is told when a sign-in was disowned: ICT and the head."""
    asked = live_appointments().where(Appointment.org_ref == actor.school_ref)
    wanted = {Role.ICT.value, Role.HEAD.value, Role.SCHOOL_ADMIN.value}
    found = [row.person_ref for row in db.session.scalars(asked) if row.role in wanted]
    return [ref for ref in dict.fromkeys(found) if ref != actor.person_ref]


@counted
def suggested_username(actor: Actor, person_ref: str) -> str:
    """A user name that is still free, made of the person's names, or nothing."""
    person = person_kept(actor, person_ref)
    if person is None:
        return ""
    given, family = unseal(person, "given_name"), unseal(person, "family_name")
    plain = username_from(given or "", family or "")
    tries = [plain, *(f"{plain}{number}" for number in range(2, 100))] if plain else []
    free = (name for name in tries if account_by_name(actor.trust_ref, name) is None)
    return next(free, "")

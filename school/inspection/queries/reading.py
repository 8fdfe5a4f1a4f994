"""The trail in words, behind the wall: one's own acts, the school's, counts."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from school import wall
from school.foundation import clock
from school.foundation.actor import OF_THE_TRUST, Actor, Role
from school.foundation.database import db
from school.foundation.references import SPOKEN_LENGTH
from school.foundation.role_names import ROLE_NAMES, leading_role
from school.gate import disclosure, is_list, note, registered
from school.identity.permissions.roles import roles_held
from school.identity.queries.people import names_of, schools
from school.inspection.permissions import Act, is_technical
from school.trail.entries import REFUSED, Leaf, read_leaf
from school.trail.models import TrailLeaf

SLICE = 1000
ON_A_PAGE = 50
DAYS_OF_ONES_OWN = 7
PRODUCT = "Safeguard"
# Those to whom a concern about an adult can go. What they read of one stands in the
# vault's log alone: an elevation with no reading after it would tell of one here, so
# theirs are told to nobody else, whether there is such a concern or not (T2).
LOOK_INTO_ADULTS = frozenset(
    role.value for role in (Role.HEAD, Role.EXECUTIVE_HEAD, Role.CHAIR, Role.TRUSTEE)
)
TELLING = frozenset({"elevation.begun", "elevation.ended"})


@dataclass(frozen=True)
class Told:
    """One entry in words. `name` is None for somebody unknown or not signed in."""

    at: datetime
    name: str | None
    role: str
    wording: str
    refused: bool
    # People an act on accounts and roles was done to.
    concerning: tuple[str, ...]
    references: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """Some entries of some days, the newest first; parts are counted from the oldest.

    Entries have no numbers here: a gap would tell of a record behind the wall.
    """

    first: date
    last: date
    entries: list[Told]
    part: int
    parts: int


@dataclass(frozen=True)
class OwnTrail:
    """A person's own acts, and what others did to the person's account and roles."""

    acts: Part
    by_others: list[Told]


@dataclass(frozen=True)
class Count:
    """How often an act was done, and refused."""

    wording: str
    done: int
    refused: int


@disclosure(Act.READ_OWN_TRAIL)
def read_own_trail(actor: Actor, last: date, part: int | None = None) -> OwnTrail:
    """One's own acts in the seven calendar days up to `last`, and who did something
    to one's account or roles. The vault's log is not read here: what somebody did
    there is shown to whoever the vault opens to.
    """
    first = last - timedelta(days=DAYS_OF_ONES_OWN - 1)
    mine = {actor.person_ref, actor.user_ref} - {""}
    leaves = list(_visible(actor, _logs_of(actor), first, last, _mentions(mine)))
    own = [leaf for leaf in leaves if leaf.person_ref == actor.person_ref]
    others = [
        leaf
        for leaf in leaves
        if leaf.person_ref != actor.person_ref
        and is_technical(leaf.action)
        and mine.intersection(leaf.objects)
    ]
    note(first=first.isoformat(), last=last.isoformat())
    return OwnTrail(_part(own, first, last, part), _tell(reversed(others)))


@disclosure(Act.READ_SCHOOL_TRAIL)
def read_school_trail(actor: Actor, day: date, part: int | None = None) -> Part:
    """The acts recorded in the actor's school on one day (Europe/London)."""
    leaves = list(_of_the_school(actor, day, day))
    note(day=day.isoformat())
    return _part(leaves, day, day, part)


@disclosure(Act.READ_TECHNICAL_TRAIL)
def read_technical_trail(actor: Actor, day: date, part: int | None = None) -> Part:
    """One day's acts on accounts, sign-ins and settings, and nothing about a child."""
    leaves = [
        leaf for leaf in _of_the_school(actor, day, day) if is_technical(leaf.action)
    ]
    note(day=day.isoformat())
    return _part(leaves, day, day, part)


@disclosure(Act.COUNT_SCHOOL_TRAIL)
def count_school_trail(actor: Actor, last: date) -> list[Count]:
    """How often each act was done in the seven calendar days up to `last`."""
    first = last - timedelta(days=DAYS_OF_ONES_OWN - 1)
    seen: Counter[tuple[str, bool]] = Counter(
        (leaf.action, leaf.result == REFUSED)
        for leaf in _of_the_school(actor, first, last)
    )
    note(first=first.isoformat(), last=last.isoformat())
    counts = [
        Count(_wording(action), seen[action, False], seen[action, True])
        for action in {action for action, _ in seen}
    ]
    return sorted(counts, key=lambda each: (-each.done, -each.refused, each.wording))


def _logs_of(actor: Actor) -> list[str]:
    """The logs in which an actor's acts may stand."""
    logs = {actor.school_ref, actor.trust_ref, *roles_held(actor.person_ref)}
    if actor.has(*OF_THE_TRUST):
        logs |= {school.ref for school in schools()}
    return sorted(logs)


def _mentions(refs: set[str]) -> Callable[[bytes], bool]:
    """Whether a leaf holds one of the references: quicker than reading it."""
    wanted = [ref.encode() for ref in refs]
    return lambda leaf: any(ref in leaf for ref in wanted)


def _visible(
    actor: Actor,
    logs: Iterable[str],
    first: date,
    last: date,
    wanted: Callable[[bytes], bool] = lambda leaf: True,  # noqa: ARG005
) -> Iterator[Leaf]:
    """The entries of some days that this actor may see, the oldest first.

    As if what the wall hides did not exist: an entry about a hidden record is not
    there, and a list that held one is told without it.
    """
    hidden = frozenset(db.session.scalars(wall.hidden_from(actor.person_ref)))
    leaves = [
        read_leaf(leaf)
        for log in logs
        for leaf in _leaves(log, first, last)
        if wanted(leaf)
    ]
    for leaf in sorted(leaves, key=lambda each: (each.at, each.log_ref, each.seq)):
        if hidden.isdisjoint(leaf.objects) or is_list(leaf.action):
            yield _without(leaf, hidden)


def _of_the_school(actor: Actor, first: date, last: date) -> Iterator[Leaf]:
    """What a school's log tells a reader of the others' acts and of their own."""
    for leaf in _visible(actor, [actor.school_ref], first, last):
        ones_own = leaf.person_ref == actor.person_ref
        if ones_own or not _tells_of_the_vault(leaf):
            yield leaf


def _tells_of_the_vault(leaf: Leaf) -> bool:
    return leaf.action in TELLING and not LOOK_INTO_ADULTS.isdisjoint(leaf.roles)


def _without(leaf: Leaf, hidden: frozenset[str]) -> Leaf:
    if hidden.isdisjoint(leaf.objects):
        return leaf
    seen = tuple(ref for ref in leaf.objects if ref not in hidden)
    return Leaf(**{**vars(leaf), "objects": seen})


def _leaves(log_ref: str, first: date, last: date) -> Iterator[bytes]:
    """The leaves of some days in London, in slices so that no reading lasts long."""
    seq = -1
    while True:
        asked = (
            select(TrailLeaf.seq, TrailLeaf.leaf)
            .where(TrailLeaf.log_ref == log_ref, TrailLeaf.seq > seq)
            .where(TrailLeaf.recorded_at >= clock.london(first))
            .where(TrailLeaf.recorded_at < clock.london(last + timedelta(days=1)))
            .order_by(TrailLeaf.seq)
            .limit(SLICE)
        )
        found = db.session.execute(asked).all()
        for _, leaf in found:
            yield leaf
        if len(found) < SLICE:
            return
        seq = found[-1].seq


def _part(leaves: list[Leaf], first: date, last: date, part: int | None) -> Part:
    parts = max(1, -(-len(leaves) // ON_A_PAGE))
    part = min(max(part or parts, 1), parts)
    shown = leaves[(part - 1) * ON_A_PAGE : part * ON_A_PAGE]
    return Part(first, last, _tell(reversed(shown)), part, parts)


def _tell(leaves: Iterable[Leaf]) -> list[Told]:
    """The entries in words, with all names looked up in one question."""
    leaves = list(leaves)
    refs = {leaf.person_ref for leaf in leaves}
    for leaf in leaves:
        if is_technical(leaf.action):
            refs.update(leaf.objects)
    names = names_of(refs)
    return [_told(leaf, names) for leaf in leaves]


def _told(leaf: Leaf, names: dict[str, str]) -> Told:
    of_the_product = leaf.person_ref.startswith("system:")
    name = PRODUCT if of_the_product else names.get(leaf.person_ref)
    concerning: tuple[str, ...] = ()
    if is_technical(leaf.action) and not is_list(leaf.action):
        others = [ref for ref in leaf.objects if ref != leaf.person_ref]
        concerning = tuple(names[ref] for ref in others if ref in names)
    return Told(
        at=leaf.at,
        name=name,
        role=role_in_words(leaf.roles),
        wording=_wording(leaf.action),
        refused=leaf.result == REFUSED,
        concerning=concerning,
        references=tuple(ref for ref in leaf.objects if len(ref) == SPOKEN_LENGTH),
    )


def role_in_words(roles: Iterable[str]) -> str:
    """The role that somebody acted in, as it is called on a page."""
    known = {role.value for role in Role}
    leading = leading_role(frozenset(Role(each) for each in roles if each in known))
    return ROLE_NAMES.get(leading, "") if leading else ""


def _wording(action: str) -> str:
    found = registered().get(action)
    return found.wording if found else action

"""The first start: a trust founded by two people.

Nothing is granted before both have signed in with a second factor and both have said
yes; then the founding closes itself, in the trust's log (decision 34).
"""

from dataclasses import dataclass, field, replace

from sqlalchemy import select

from school.foundation import clock, proofs
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import Invalid, Refused, Stale
from school.foundation.passwords import passwords
from school.foundation.references import new_ref
from school.gate import command, note, touch
from school.identity.commands.accounts import NewAccount, open_account
from school.identity.commands.people import (
    NewOrg,
    NewPerson,
    add_person,
    add_school,
    found_trust,
)
from school.identity.models import Appointment, Founding, FoundingPost, Org
from school.identity.permissions import Act
from school.identity.permissions.founding import (
    founding_visible,
    other_founder,
    proposed_posts,
)
from school.identity.permissions.known import folded
from school.identity.permissions.roles import live_appointments, the_trust
from school.identity.states import username_from
from school.notices import WAITS, notify

PAGE = "/founding"
# The posts that founders may hold; every other role is granted by these.
OF_THE_TRUST_FIRST = (Role.EXECUTIVE_HEAD, Role.CHAIR)
OF_A_SCHOOL_FIRST = (Role.HEAD,)


@dataclass(frozen=True)
class FounderAccount:
    """A founder, with the account that is opened for them."""

    person: NewPerson
    username: str
    hashed: str = field(repr=False)


@dataclass(frozen=True)
class Beginning:
    """A trust to be, its schools and its two founders."""

    trust: NewOrg
    schools: tuple[NewOrg, ...]
    founders: tuple[FounderAccount, FounderAccount]


@dataclass(frozen=True)
class Slip:
    """What one founder is handed, on paper, to sign in for the first time."""

    name: str
    username: str
    first_password: str = field(repr=False)


@dataclass(frozen=True)
class Founded:
    """The trust that now exists, and the two slips, shown once and kept nowhere."""

    trust_ref: str
    slips: tuple[Slip, Slip] = field(repr=False)


@dataclass(frozen=True)
class PostFor:
    """A post and who of the founders is to hold it."""

    org_ref: str
    role: str
    person_ref: str


def found(trust: str, schools: tuple[str, ...], first: str, second: str) -> Founded:
    """Found a trust: for the operator's command line, `safeguard trust found`.

    Raises Refused when there is a trust already, Invalid for names that are missing,
    for a school named twice and for one founder twice: two signatures are two persons.
    """
    if the_trust() is not None:
        raise Refused("founded_already")
    people = _two_people(first, second)
    _check_orgs(trust, schools)
    usernames = _usernames(people)
    slips = tuple(
        Slip(f"{each.given_name} {each.family_name}", name, proofs.new_first_password())
        for each, name in zip(people, usernames, strict=True)
    )
    one, other = (
        FounderAccount(each, slip.username, passwords().hash(slip.first_password))
        for each, slip in zip(people, slips, strict=True)
    )
    ref = new_ref()
    begin_founding(
        Actor.system("console", ref),
        Beginning(
            NewOrg(trust.strip(), ref=ref),
            tuple(NewOrg(name.strip()) for name in schools),
            (one, other),
        ),
    )
    return Founded(ref, (slips[0], slips[1]))


def _check_orgs(trust: str, schools: tuple[str, ...]) -> None:
    names = [folded(name) for name in schools]
    if not folded(trust):
        raise Invalid({"trust": "empty"})
    if not names or not all(names) or len(set(names)) != len(names):
        raise Invalid({"schools": "empty_or_twice"})


def _two_people(first: str, second: str) -> tuple[NewPerson, NewPerson]:
    one, other = _person(first, "first"), _person(second, "second")
    if folded(first) == folded(second):
        raise Invalid({"second": "the_same_person"})
    return one, other


def _person(typed: str, which: str) -> NewPerson:
    """ "Given Family": the last word is the family name, to be mended later if not."""
    given, _, family = typed.strip().rpartition(" ")
    if not given.strip():
        raise Invalid({which: "given_and_family"})
    return NewPerson(given.strip(), family)


def _usernames(people: tuple[NewPerson, NewPerson]) -> tuple[str, str]:
    first, second = (
        username_from(each.given_name, each.family_name) or f"founder{number}"
        for number, each in enumerate(people, 1)
    )
    return first, second if second != first else f"{second}2"


@command(Act.BEGIN_FOUNDING)
def begin_founding(actor: Actor, new: Beginning) -> str:
    """Make the trust, its schools, and two people who may open one page: the founding.

    `actor` is the product itself, acting in the trust to be.
    """
    found_trust(actor, new.trust)
    for school in new.schools:
        add_school(actor, school)
    refs = [_add_founder(actor, each) for each in new.founders]
    row = Founding(
        ref=new_ref(),
        trust_ref=actor.trust_ref,
        first_person_ref=refs[0],
        second_person_ref=refs[1],
        begun_at=clock.now(),
    )
    db.session.add(row)
    note(schools=len(new.schools))
    touch(row.ref, *refs)
    return row.ref


def _add_founder(actor: Actor, founder: FounderAccount) -> str:
    ref = add_person(actor, founder.person)
    # This role opens the founding page and nothing else; no one can grant it later.
    _hold(ref, actor.trust_ref, Role.FOUNDER, actor.person_ref)
    open_account(actor, NewAccount(ref, founder.username, founder.hashed))
    notify(ref, actor.trust_ref, WAITS, PAGE)
    return ref


def _hold(person_ref: str, org_ref: str, role: Role, by: str) -> Appointment:
    row = Appointment(
        ref=new_ref(),
        person_ref=person_ref,
        org_ref=org_ref,
        role=role.value,
        begins_on=clock.today(),
        reason="founding",
        granted_by=by,
        granted_at=clock.now(),
    )
    db.session.add(row)
    return row


@command(Act.PROPOSE_POSTS, of=founding_visible)
def propose_posts(actor: Actor, founding: Founding, wanted: tuple[PostFor, ...]) -> str:
    """One founder proposes who holds the first posts; an earlier proposal is gone.

    Raises Invalid unless each founder gets a post, nobody gets two that check each
    other, and there is somebody who can grant every post left vacant.
    """
    _check_posts(founding, wanted)
    for earlier in proposed_posts(founding.ref):
        db.session.delete(earlier)
    proposal_ref, proposed_at = new_ref(), clock.now()
    for post in wanted:
        db.session.add(
            FoundingPost(
                ref=new_ref(),
                founding_ref=founding.ref,
                proposal_ref=proposal_ref,
                org_ref=post.org_ref,
                role=post.role,
                person_ref=post.person_ref,
                proposed_by=actor.person_ref,
                proposed_at=proposed_at,
            )
        )
    other = other_founder(founding, actor.person_ref)
    notify(other, founding.trust_ref, WAITS, PAGE)
    note(posts=sorted(post.role for post in wanted))
    touch(founding.ref, proposal_ref)
    return proposal_ref


def _check_posts(founding: Founding, wanted: tuple[PostFor, ...]) -> None:
    founders = {founding.first_person_ref, founding.second_person_ref}
    if {post.person_ref for post in wanted} != founders:
        raise Invalid({"posts": "a_post_for_each"})
    asked = select(Org.ref).where(Org.kind == "school")
    schools = set(db.session.scalars(asked))
    offered = {
        *((founding.trust_ref, role.value) for role in OF_THE_TRUST_FIRST),
        *((ref, role.value) for ref in schools for role in OF_A_SCHOOL_FIRST),
    }
    posts = [(post.org_ref, post.role) for post in wanted]
    if len(set(posts)) != len(posts) or not set(posts) <= offered:
        raise Invalid({"posts": "unknown_post"})
    top = [post.person_ref for post in wanted if post.role in OF_THE_TRUST_FIRST]
    if not top:
        raise Invalid({"posts": "nobody_to_grant"})
    if len(set(top)) != len(top):
        raise Invalid({"posts": "two_checking_posts"})


@command(Act.CONFIRM_POSTS, of=founding_visible)
def confirm_posts(actor: Actor, founding: Founding, proposal_ref: str) -> str:
    """The other founder says yes: the posts are held and the founding is closed.

    Each post counts as granted by the founder who does not hold it, so that nobody's
    own yes raised them (T23). Raises Stale when that is not what is proposed any more.
    """
    posts = proposed_posts(founding.ref)
    if not posts or {post.proposal_ref for post in posts} != {proposal_ref}:
        raise Stale("something else was proposed meanwhile")
    for post in posts:
        by = other_founder(founding, post.person_ref)
        held = _hold(post.person_ref, post.org_ref, Role(post.role), by)
        touch(held.ref)
    for row in db.session.scalars(
        live_appointments().where(Appointment.role == Role.FOUNDER.value)
    ):
        row.ended_by, row.ended_at = actor.person_ref, clock.now()
    founding.closed_at = clock.now()
    note(posts=sorted(post.role for post in posts))
    touch(founding.ref, founding.first_person_ref, founding.second_person_ref)
    return founding.ref


def at_the_trust(actor: Actor) -> Actor:
    """A founder acting for the trust: what founders do stands in the trust's log."""
    return replace(actor, school_ref=actor.trust_ref)

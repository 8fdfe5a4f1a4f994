"""The founding: who has signed in safely, what is proposed, who must still agree."""

from dataclasses import dataclass

from sqlalchemy import select

from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import Hidden
from school.gate import disclosure, touch
from school.identity.models import Org
from school.identity.permissions import Act
from school.identity.permissions.founding import (
    founding_under_way,
    other_founder,
    proposed_posts,
)
from school.identity.permissions.signing_in import account_of, live_credentials
from school.identity.queries.people import names_of


@dataclass(frozen=True)
class FounderShown:
    """One founder, and whether a second factor stands."""

    ref: str
    name: str
    has_factor: bool


@dataclass(frozen=True)
class PostToFill:
    """A post that a founder may hold, and who is proposed for it."""

    org_ref: str
    org_name: str
    role: Role
    person_ref: str = ""
    name: str = ""

    @property
    def key(self) -> str:
        """The post in a form."""
        return f"{self.org_ref}.{self.role.name.lower()}"


@dataclass(frozen=True)
class FoundingShown:
    """The founding as one of its two founders sees it."""

    ref: str
    trust_name: str
    me: FounderShown
    other: FounderShown
    posts: list[PostToFill]
    proposal_ref: str
    proposed_by_me: bool

    @property
    def both_safe(self) -> bool:
        """Whether both have a second factor; before that nothing is granted."""
        return self.me.has_factor and self.other.has_factor


@disclosure(Act.READ_FOUNDING)
def read_founding(actor: Actor) -> FoundingShown:
    """The founding under way. Raises Hidden when there is none, or none any more."""
    founding = founding_under_way(actor)
    if founding is None:
        raise Hidden("no founding is under way")
    touch(founding.ref)
    other = other_founder(founding, actor.person_ref)
    names = names_of([actor.person_ref, other])
    proposed = proposed_posts(founding.ref)
    holders = {(post.org_ref, post.role): post.person_ref for post in proposed}
    trust = db.session.get(Org, founding.trust_ref)
    return FoundingShown(
        ref=founding.ref,
        trust_name=trust.name if trust else "",
        me=_founder(actor.person_ref, names),
        other=_founder(other, names),
        posts=[_post(*each, holders, names) for each in _to_fill(founding.trust_ref)],
        proposal_ref=proposed[0].proposal_ref if proposed else "",
        proposed_by_me=bool(proposed) and proposed[0].proposed_by == actor.person_ref,
    )


def _founder(ref: str, names: dict[str, str]) -> FounderShown:
    account = account_of(ref)
    safe = account is not None and bool(
        live_credentials(account.ref, "totp", "passkey")
    )
    return FounderShown(ref, names.get(ref, ""), safe)


def _to_fill(trust_ref: str) -> list[tuple[Org, Role]]:
    trust = db.session.get(Org, trust_ref)
    asked = select(Org).where(Org.kind == "school").order_by(Org.name)
    top = [(trust, role) for role in (Role.EXECUTIVE_HEAD, Role.CHAIR)] if trust else []
    return [*top, *((school, Role.HEAD) for school in db.session.scalars(asked))]


def _post(
    org: Org,
    role: Role,
    holders: dict[tuple[str, str], str],
    names: dict[str, str],
) -> PostToFill:
    held = holders.get((org.ref, role.value), "")
    return PostToFill(org.ref, org.name, role, held, names.get(held, ""))

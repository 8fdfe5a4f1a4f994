"""Which offices hear of a lost device, who stands in for a vacant one, who decides.

Pure tables and a pure function: no database, no clock.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from school.foundation.actor import Role

Line = tuple[tuple[Role, ...], ...]
# Each office that hears, with those who hear instead while nobody else holds it. A
# vacant one is shown, never silently skipped (design decision 25).
POSTS: Mapping[Role, Line] = {
    Role.DPO: ((Role.DPO,), (Role.EXECUTIVE_HEAD,), (Role.CHAIR,)),
    Role.DSL: ((Role.DSL, Role.ACTING_DSL), (Role.DEPUTY_DSL,), (Role.HEAD,)),
    Role.ICT: ((Role.ICT,), (Role.DIGITAL_SAFETY,), (Role.HEAD,)),
}
ROLES = frozenset(role for line in POSTS.values() for step in line for role in step)


@dataclass(frozen=True)
class Told:
    """An office, who hears of it, and the office that stands in, if one does."""

    post: Role
    people: tuple[str, ...]
    instead: Role | None = None

    @property
    def is_vacant(self) -> bool:
        """Whether nobody but whoever lost the device holds the office."""
        return self.instead is not None or not self.people


def in_line(
    post: Role, holders: Mapping[Role, Collection[str]], without: str = ""
) -> Told:
    """Who hears for an office: the first in its line that somebody holds other than
    the one who lost the device. Nobody at all is said too.
    """
    for number, step in enumerate(POSTS[post]):
        held = [(role, ref) for role in step for ref in holders.get(role, ())]
        people = dict.fromkeys(ref for _role, ref in held if ref != without)
        if people:
            return Told(post, tuple(people), None if number == 0 else step[0])
    return Told(post, ())

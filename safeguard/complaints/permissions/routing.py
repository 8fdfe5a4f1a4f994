"""To whom a complaint goes: never to anybody who acted in what it is about.

A pure table and a pure function: no database, no clock.
"""

from collections.abc import Collection, Mapping

from school.foundation.actor import Role

# The first of these offices with somebody in it who is not kept out has the complaint.
_LINE = (Role.HEAD, Role.EXECUTIVE_HEAD, Role.CHAIR, Role.TRUSTEE)
LINES: Mapping[str, tuple[Role, ...]] = {
    "searching": _LINE,
    "deleting": _LINE,
    "data_protection": (Role.DPO, *_LINE[1:]),
}
OFFICES = frozenset(role for line in LINES.values() for role in line)


def route(
    type_code: str,
    holders: Mapping[Role, Collection[str]],
    kept_out: Collection[str],
) -> tuple[str, ...]:
    """Who has it, the one who handles it first; empty: nobody is left inside the trust.

    `kept_out`: whoever acted in it, is named in it, or is barred from the pupil. One of
    the trustees is enough where they only stand in for others.
    """
    for role in LINES[type_code]:
        free = tuple(ref for ref in holders.get(role, ()) if ref not in kept_out)
        if free:
            return free[:1] if role is Role.TRUSTEE else tuple(dict.fromkeys(free))
    return ()

"""What the acts on a visit share: a step as a row, a move, and who hears of it."""

from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy.orm.attributes import flag_modified

from safeguard.cases.permissions.receiving import Sent, receivers
from safeguard.police_visits.models import PoliceVisit
from safeguard.police_visits.permissions.acts import HEADS
from safeguard.police_visits.permissions.standing import amiss_in, steps
from safeguard.police_visits.states import MOVES, State
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import NotNow, Stale
from school.foundation.references import new_ref, spoken
from school.foundation.sealing import seal
from school.gate import note
from school.identity.queries.people import holders_of_each
from school.notices import NOW, WAITS, notify
from school.web.catalogue import gettext as _

T = TypeVar("T", bound=Any)


def add_step(
    visit: PoliceVisit,
    by: Actor,
    model: type[T],
    texts: dict[str, str],
    **facts: Any,
) -> T:
    """Add a step of a visit, its texts sealed; an empty one is none."""
    row: T = model(
        ref=new_ref(),
        school_ref=visit.school_ref,
        key_ref=visit.key_ref,
        visit_ref=visit.ref,
        number=len(steps(model, visit.ref)) + 1,
        by_ref=by.person_ref,
        recorded_at=clock.now(),
        **facts,
    )
    for name, text in texts.items():
        seal(row, name, text if text.strip() else None)
    db.session.add(row)
    return row


def move(visit: PoliceVisit, after: State, seen_version: int | None = None) -> None:
    """Move the visit. Raises Stale when somebody else changed it meanwhile,
    NotNow where that does not lead on from where it stands.
    """
    stay(visit, frozenset(each for each in State if after in MOVES[each]), seen_version)
    visit.state = after


def stay(
    visit: PoliceVisit, where: frozenset[State], seen_version: int | None = None
) -> None:
    """Let it stand where it stands, one version on. Raises NotNow elsewhere,
    Stale when somebody else changed it meanwhile.
    """
    if seen_version is not None and seen_version != visit.version:
        raise Stale("the visit was changed meanwhile")
    if visit.state not in where:
        raise NotNow("the visit is not in that state any more")
    # Also where nothing else changes: whoever acts moves its version on.
    flag_modified(visit, "state")


def when_wrong(at: datetime | None, field: str) -> dict[str, str]:
    """What to do about a moment that is still to come (R0.2)."""
    if at is not None and at > clock.now():
        return {field: _("This is in the future. Check day and time.")}
    return {}


def unwritten(texts: dict[str, str], *names: str) -> dict[str, str]:
    """Which texts are still to be written."""
    said = _("Write this down in words.")
    return {name: said for name in names if not texts.get(name, "").strip()}


def tell(visit: PoliceVisit, by: Actor, *, now: bool = False) -> None:
    """Leave a notice with those who lead and the head, never past the wall."""
    sent = Sent(visit.school_ref, by.trust_ref, "C3", visit.ref)
    held = holders_of_each(visit.school_ref, by.trust_ref, (Role.HEAD,))
    people = {each.person_ref for each in receivers(sent)} | set(held[Role.HEAD])
    _notify(visit, people - {by.person_ref}, now=now)


def tell_the_head(visit: PoliceVisit, by: Actor, before: tuple[str, ...]) -> None:
    """Where something more is amiss than before, the head hears of it at once, or the
    executive head where the wall keeps it from the head (§2.3: it goes to the head).
    """
    db.session.flush()
    amiss = amiss_in(visit)
    note(amiss=list(amiss))
    visit.amiss = len(amiss)
    if not set(amiss) - set(before):
        return
    held = holders_of_each(visit.school_ref, by.trust_ref, HEADS)
    kept_from = wall.those_kept_from(visit.ref)
    for role in HEADS:
        people = set(held[role]) - kept_from - {by.person_ref}
        if people:
            _notify(visit, people, now=True)
            return


def _notify(visit: PoliceVisit, people: set[str], *, now: bool) -> None:
    kept_from = wall.those_kept_from(visit.ref)
    for person_ref in sorted(people - kept_from):
        path = f"/police/{spoken(visit.ref)}"
        notify(person_ref, visit.school_ref, NOW if now else WAITS, path)

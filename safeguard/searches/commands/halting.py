"""An indecent image of a child is suspected: everything stops, a case opens (S10)."""

from safeguard.cases.commands.new_concern import Narrative
from safeguard.cases.models import CaseFile
from safeguard.evidence.commands.holding import stop
from safeguard.guidance import searches
from safeguard.intimate_images.commands.opening import Suspicion, open_image_case
from safeguard.searches.commands.course import tell, told_of
from safeguard.searches.models import Search, SearchAdult, SearchParents
from safeguard.searches.permissions.holding import SUSPECTED
from safeguard.searches.permissions.standing import last_step, steps
from safeguard.searches.states import State, waits_again
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.references import spoken
from school.foundation.sealing import unseal
from school.gate import note
from school.notices import NOW
from school.web.catalogue import gettext as _


def halt_search(
    search: Search, actor: Actor, origin_ref: str | None = None
) -> str | None:
    """Inside an act: stop the search and whatever belongs to it, for good, and open an
    intimate-image case for the safeguarding lead; gives what was opened. Where a stop
    stood already there is one, and None is given. Safeguarding hears either way, the
    head where nobody leads. `origin_ref`: what it was suspected in, if not the search.
    """
    search.image_suspected = search.device = True
    search.changed_at = clock.now()
    _wait_again(search)
    first = stop(search.ref, SUSPECTED)
    note(stopped=first)
    leads = told_of(search, actor.trust_ref)
    above = told_of(search, actor.trust_ref, (Role.HEAD, Role.EXECUTIVE_HEAD))
    tell((each for each in leads or above if each != actor.person_ref), search, NOW)
    return _open(search, actor, origin_ref) if first else None


def _wait_again(search: Search) -> None:
    """Nothing that was said before of the parents or by safeguarding lets it close."""
    said = last_step(SearchParents, search.ref)
    settled = said is None or not searches.parents.named(said.answer).school_rule_only
    before = State(search.state)
    after = waits_again(before, found=bool(search.found), settled=settled)
    if after is not before:
        search.state = after
        note(state=after)


def _open(search: Search, actor: Actor, origin_ref: str | None) -> str:
    opened = open_image_case(
        actor,
        Suspicion(
            origin_ref=origin_ref or search.ref,
            school_ref=search.school_ref,
            child_ref=search.pupil_ref,
            described=unseal(search, "described") or "",
            adults=tuple(each.person_ref for each in steps(SearchAdult, search.ref)),
            words=Narrative(
                _(
                    "In search %(reference)s an indecent image of a child is suspected "
                    "on a device. Nobody looks further, and it is not described here.",
                    reference=spoken(search.ref),
                )
            ),
        ),
    )
    if search.concern_ref is None and search.case_ref is None:
        is_case = db.session.get(CaseFile, opened) is not None
        setattr(search, "case_ref" if is_case else "concern_ref", opened)
    return opened

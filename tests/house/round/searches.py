"""Pages and forms of searching pupils."""

from collections.abc import Callable
from typing import Any

from safeguard.searches.commands.authorising import NewAdviser, name_adviser
from safeguard.searches.commands.weighing import request_advice
from school.foundation import clock
from tests.cases.raised import raised
from tests.house.round.filling import ref, row
from tests.house.round.places import case
from tests.house.round.walking import House, Values, Walk
from tests.house.round.who import DSL, HEAD, NO_RECORD, WORDS
from tests.searches import told

SEARCHER: dict[str, Any] = {"who": "searcher"}
EXECUTIVE: dict[str, Any] = {"who": "executive_head", "reason": "going round the house"}


def on_the_list(house: House) -> dict[str, str]:
    """The searcher is on the head's list."""
    house.spare("on the list", lambda: told.authorised(house.world))
    return {}


def at_step(name: str, make: Callable[[Any], str]) -> Values:
    """A search that has come so far."""

    def values(house: House) -> dict[str, str]:
        on_the_list(house)
        made = house.spare(f"search {name}", lambda: make(house.world))
        return {"search_ref": made}

    return values


def _can_wait(world: Any) -> str:
    return told.weighed(world, told.started(world), urgent=False)


def _asked(world: Any) -> str:
    return request_advice(world.acting("searcher"), _can_wait(world))


def _urgent(world: Any) -> str:
    return told.weighed(world, told.started(world))


def _explained(world: Any) -> str:
    return told.explained(world, told.checked(world, _urgent(world)))


def _deviating(world: Any) -> str:
    return told.parents(world, told.found(world, told.deviating(world)))


started = at_step("started", told.started)
can_wait = at_step("can wait", _can_wait)
asked = at_step("asked", _asked)
urgent = at_step("urgent", _urgent)
checked = at_step("checked", lambda w: told.checked(w, _urgent(w)))
explained = at_step("explained", _explained)
ready = at_step("ready", told.ready)
done = at_step("done", told.done)
found = at_step("found", lambda w: told.found(w, told.done(w)))
parents_told = at_step("parents told", told.told)
reviewed = at_step("reviewed", lambda w: told.reviewed(w, told.told(w)))
deviating = at_step("deviating", _deviating)


def from_concern(house: House) -> dict[str, str]:
    """A concern that the searcher has raised."""
    on_the_list(house)
    make = lambda: raised(house.world, "searcher", "ellis")  # noqa: E731
    return {"origin_ref": house.spare("searchers concern", make)}


def listing(house: House) -> dict[str, str]:
    """Somebody's authorisation."""
    make = lambda: told.authorised(house.world, "tutor")  # noqa: E731
    return {"listing_ref": house.spare("listing", make)}


def adviser(house: House) -> dict[str, str]:
    """Somebody whom the trust has named."""
    today = clock.today()

    def make() -> str:
        executive = house.world.acting("executive_head")
        new = NewAdviser(house.world["trust_safeguarding"], today, today)
        return name_adviser(executive, new)

    return {"adviser_ref": house.spare("adviser", make)}


def filled(house: House) -> dict[str, Any]:
    """Who and where, for what and why."""
    return {
        "pupils-0-ref": ref("ellis")(house),
        "place": "premises",
        "item": "weapon",
        "looked_for": "A kitchen knife",
        "device": "no",
        "grounds": ["risk"],
        "facts": told.FACTS,
    }


def seen(house: House) -> dict[str, Any]:
    """The search itself."""
    return {
        "witnesses-0-ref": ref("other_teacher")(house),
        "pupil_sex": "male",
        "searcher_sex": "male",
        "witness_sex": "male",
        "exception": "none",
        "extents": ["bag"],
        "out_of_sight": "yes",
        "force": "no",
    }


def afterwards(house: House) -> dict[str, Any]:
    """Both, of a search that was done."""
    return {**filled(house), **seen(house), "kind": "emergency"}


_READ: dict[str, Any] = {"leaves": "search.read"}
LOOKS_AT_SEARCHES: dict[str, Walk] = {
    "searches.searches": Walk(**DSL, leaves="searches.read"),
    "searches.authorities": Walk(at=on_the_list, leaves="search_authorities.read"),
    "searches.authorise_searcher": Walk("head", why_none=NO_RECORD),
    "searches.revoke_searcher": Walk(
        "head", at=listing, leaves="search_authorities.read"
    ),
    "searches.name_adviser": Walk("executive_head", why_none=NO_RECORD),
    "searches.end_adviser": Walk(
        "executive_head", at=adviser, leaves="search_authorities.read"
    ),
    "searches.set_search_rules": Walk("head", why_none=NO_RECORD),
    "searches.start_search": Walk(**SEARCHER, at=on_the_list, why_none=NO_RECORD),
    "searches.start_search_from": Walk(**SEARCHER, at=from_concern, why_none=NO_RECORD),
    "searches.record_done_search": Walk(why_none=NO_RECORD),
    "searches.record_done_search_from": Walk(
        **SEARCHER, at=from_concern, why_none=NO_RECORD
    ),
    "searches.case_searches": Walk(**DSL, at=case, leaves="case_searches.read"),
    "searches.search": Walk(**SEARCHER, at=started, **_READ),
    "searches.print_search": Walk(**SEARCHER, at=done, leaves="search.printed"),
    "searches.search_receipt": Walk(**SEARCHER, at=done, leaves="search.receipt_read"),
    "searches.assess_urgency": Walk(**SEARCHER, at=started, **_READ),
    "searches.request_advice": Walk(**SEARCHER, at=can_wait, **_READ),
    "searches.give_advice": Walk(
        **EXECUTIVE, at=asked, leaves="search.read_for_advice"
    ),
    "searches.check_authority": Walk(**SEARCHER, at=urgent, **_READ),
    "searches.explain_search": Walk(**SEARCHER, at=checked, **_READ),
    "searches.record_cooperation": Walk(**SEARCHER, at=explained, **_READ),
    "searches.call_off_search": Walk(**SEARCHER, at=started, **_READ),
    "searches.conduct_search": Walk(**SEARCHER, at=ready, **_READ),
    "searches.record_finding": Walk(**SEARCHER, at=done, **_READ),
    "searches.suspect_image": Walk(**SEARCHER, at=done, **_READ),
    "searches.image_stop": Walk(**SEARCHER, at=done, **_READ),
    "searches.seize_item": Walk(**SEARCHER, at=done, **_READ),
    "searches.inform_parents": Walk(**SEARCHER, at=found, **_READ),
    "searches.review_search": Walk(**DSL, at=parents_told, **_READ),
    "searches.review_deviations": Walk(**HEAD, at=deviating, **_READ),
    "searches.close_search": Walk(**DSL, at=reviewed, **_READ),
    "searches.add_to_search": Walk(**SEARCHER, at=done, **_READ),
    "searches.raise_from_search": Walk(**SEARCHER, at=done, **_READ),
}
TO_SEARCHES: dict[str, Walk] = {
    "searches.authorise_searcher": Walk(
        "head",
        fields=row(
            person_ref=ref("deputy_dsl"),
            scopes=lambda h: ["weapon", "school_rule"],
            begins_on="2026-11-24",
            ends_on="2027-07-20",
        ),
        leaves="searcher.authorised",
    ),
    "searches.revoke_searcher": Walk(
        "head", at=listing, fields=row(reason=WORDS), leaves="searcher.revoked"
    ),
    "searches.name_adviser": Walk(
        "executive_head",
        fields=row(
            person_ref=ref("trust_safeguarding"),
            begins_on="2026-11-24",
            ends_on="2027-07-20",
        ),
        leaves="search_adviser.named",
    ),
    "searches.end_adviser": Walk(
        "executive_head", at=adviser, leaves="search_adviser.ended"
    ),
    "searches.set_search_rules": Walk(
        "head",
        fields=row(
            title="Behaviour policy, 2026",
            items=lambda h: ["phone"],
            in_force_on="2026-11-24",
        ),
        leaves="search_rules.set",
    ),
    "searches.start_search": Walk(
        **SEARCHER, at=on_the_list, fields=filled, leaves="search.started"
    ),
    "searches.start_search_from": Walk(
        **SEARCHER, at=from_concern, fields=filled, leaves="search.started"
    ),
    "searches.record_done_search": Walk(fields=afterwards, leaves="search.recorded"),
    "searches.record_done_search_from": Walk(
        **SEARCHER, at=from_concern, fields=afterwards, leaves="search.recorded"
    ),
    "searches.assess_urgency": Walk(
        **SEARCHER,
        at=started,
        fields=row(urgent="yes", risk=WORDS),
        leaves="search.urgency_assessed",
    ),
    "searches.request_advice": Walk(
        **SEARCHER, at=can_wait, leaves="search.advice_requested"
    ),
    "searches.give_advice": Walk(
        **EXECUTIVE,
        at=asked,
        fields=row(answer="search", words=WORDS),
        leaves="search.advised",
    ),
    "searches.check_authority": Walk(
        **SEARCHER, at=urgent, leaves="search.authority_checked"
    ),
    "searches.explain_search": Walk(
        **SEARCHER,
        at=checked,
        fields=row(told=lambda h: ["why", "how", "questions"]),
        leaves="search.explained",
    ),
    "searches.record_cooperation": Walk(
        **SEARCHER,
        at=explained,
        fields=row(cooperates="yes"),
        leaves="search.cooperation_recorded",
    ),
    "searches.call_off_search": Walk(
        **SEARCHER,
        at=started,
        fields=row(code="handed_over", words=WORDS),
        leaves="search.called_off",
    ),
    "searches.conduct_search": Walk(
        **SEARCHER, at=ready, fields=seen, leaves="search.conducted"
    ),
    "searches.record_finding": Walk(
        **SEARCHER, at=done, fields=row(found="no"), leaves="search.finding_recorded"
    ),
    "searches.suspect_image": Walk(
        **SEARCHER, at=done, leaves="search.image_suspected"
    ),
    "searches.seize_item": Walk(
        **SEARCHER,
        at=done,
        fields=row(kind="weapon", description="Kitchen knife", condition="Clean"),
        leaves="item.seized",
    ),
    "searches.inform_parents": Walk(
        **SEARCHER,
        at=found,
        fields=row(answer="told", who=WORDS, contact="telephone"),
        leaves="search.parents_informed",
    ),
    "searches.review_search": Walk(
        **DSL,
        at=parents_told,
        fields=row(help="none", exploited="no", words=WORDS),
        leaves="search.reviewed",
    ),
    "searches.review_deviations": Walk(
        **HEAD,
        at=deviating,
        fields=row(text=WORDS),
        leaves="search.deviations_reviewed",
    ),
    "searches.close_search": Walk(**DSL, at=reviewed, leaves="search.closed"),
    "searches.add_to_search": Walk(
        **SEARCHER, at=done, fields=row(text=WORDS), leaves="search.added_to"
    ),
    "searches.raise_from_search": Walk(
        **SEARCHER, at=done, fields=row(text=WORDS), leaves="search.concern_raised"
    ),
}

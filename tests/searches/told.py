"""Searches as the tests tell them: who is on the list, what each step says."""

from datetime import date, timedelta
from typing import Any

from safeguard.guidance import searches
from safeguard.searches.commands import (
    conducting,
    finishing,
    preparing,
    reviewing,
    weighing,
)
from safeguard.searches.commands.authorising import (
    NewAuthorisation,
    NewRules,
    Revocation,
    authorise_searcher,
    revoke_searcher,
    set_search_rules,
)
from safeguard.searches.commands.conducting import (
    Conduct,
    DoneSearch,
    Present,
    Sexes,
)
from safeguard.searches.commands.finishing import Finding, ParentsTold
from safeguard.searches.commands.preparing import CallingOff, Cooperation, Explanation
from safeguard.searches.commands.reviewing import Review, Words
from safeguard.searches.commands.starting import NewSearch, Why, start_search
from safeguard.searches.commands.weighing import Advice, Urgency
from safeguard.searches.models import Search
from safeguard.searches.permissions.authority import is_live, listings_of
from safeguard.searches.permissions.standing import deviations_of
from school.foundation import clock
from school.foundation.database import db
from tests.factories.world import World

FACTS = "Two pupils saw a knife in the front pocket of the bag at 1:30pm."
EVERYTHING = tuple(each.code for each in searches.scopes)


def authorising(
    world: World, name: str = "searcher", **changes: Any
) -> NewAuthorisation:
    """Somebody is to be on the list for a term."""
    said: dict[str, Any] = {
        "scopes": EVERYTHING,
        "begins_on": clock.today(),
        "ends_on": clock.today() + timedelta(days=90),
        "trained_on": date(2026, 9, 3),
    }
    return NewAuthorisation(world[name], **{**said, **changes})


def authorised(world: World, name: str = "searcher", **changes: Any) -> str:
    """The head puts somebody on the list for a term."""
    new = authorising(world, name, **changes)
    return authorise_searcher(world.acting("head"), new)


def rules(world: World, *items: str) -> str:
    """The school's rules name these items as searchable."""
    new = NewRules("Behaviour policy, September 2026", items, clock.today())
    return set_search_rules(world.acting("head"), new)


def why(**changes: Any) -> Why:
    """Grounds that hold."""
    said = {"grounds": ("risk",), "facts": FACTS, "looked_for": "A kitchen knife"}
    return Why(**{**said, **changes})


def new_search(world: World, pupil: str = "ellis", **changes: Any) -> NewSearch:
    """A search of one pupil for a weapon."""
    said = {"item": "weapon", "why": why(), "place_words": "The pastoral office"}
    return NewSearch(world[pupil], **{**said, **changes})


def started(
    world: World, pupil: str = "ellis", by: str = "searcher", **changes: Any
) -> str:
    """Begun by somebody who is on the list."""
    actor = world.acting(by)
    return start_search(actor, new_search(world, pupil, **changes))


def search(ref: str) -> Search:
    """As it stands in the database now."""
    db.session.expire_all()
    found = db.session.get(Search, ref)
    assert found
    return found


# ---- Steps --------------------------------------------------------------------------

RISK = "Others sit beside him in the next lesson and could be hurt."
CALM = "Nobody else can come to it before the end of the day."
WORDS = "Written down by whoever was there, in whole words."


def weighed(
    world: World, ref: str, *, urgent: bool = True, by: str = "searcher"
) -> str:
    """Urgency and risk."""
    said = Urgency(urgent, RISK if urgent else CALM)
    return weighing.assess_urgency(world.acting(by), ref, said)


def advised(
    world: World, ref: str, answer: str = "search", by: str = "executive_head"
) -> str:
    """Advice on it."""
    return weighing.give_advice(world.acting(by), ref, Advice(answer, WORDS))


def checked(world: World, ref: str, by: str = "searcher") -> str:
    """The list is asked."""
    return weighing.check_authority(world.acting(by), ref)


def explained(world: World, ref: str, by: str = "searcher") -> str:
    """Why, how, questions."""
    told = ("why", "how", "questions")
    said = Explanation(told, "Do I have to?", "Slowly, with pictures.")
    return preparing.explain_search(world.acting(by), ref, said)


def asked(world: World, ref: str, *, willing: bool = True, by: str = "searcher") -> str:
    """Whether the pupil is willing."""
    causes = () if willing else ("not_understood", "distress")
    said = Cooperation(willing, causes, "" if willing else "Held on to the bag.")
    return preparing.record_cooperation(world.acting(by), ref, said)


def nobody() -> Present:
    """No witness, and nobody told."""
    return Present()


def conduct(world: World, **changes: Any) -> Conduct:
    """As it should be: a witness, the same sex, out of sight, a bag."""
    said: dict[str, Any] = {
        "present": Present(witness_ref=world["other_teacher"]),
        "sexes": Sexes("male", "male", "male"),
        "out_of_sight": True,
        "extents": ("pockets", "bag"),
    }
    return Conduct(**{**said, **changes})


def conducted(world: World, ref: str, by: str = "searcher", **changes: Any) -> str:
    """The search itself is recorded."""
    return conducting.conduct_search(world.acting(by), ref, conduct(world, **changes))


def found(
    world: World, ref: str, *, item: bool = False, by: str = "searcher", **changes: Any
) -> str:
    """What was found."""
    said: dict[str, Any] = {
        "image": False,
        "found": item,
        "what": "A kitchen knife, in the front pocket." if item else "",
        "follow_up": "Kept in the safe." if item else "",
        "account": "It is my brother’s.",
    }
    return finishing.record_finding(
        world.acting(by), ref, Finding(**{**said, **changes})
    )


def parents(world: World, ref: str, by: str = "searcher", **changes: Any) -> str:
    """The parents are told."""
    said: dict[str, Any] = {
        "answer": "told",
        "who": "Mrs Thornbury, his mother",
        "contact": "telephone",
        "response": "She will speak to him tonight.",
    }
    actor = world.acting(by, reason="telling")
    return finishing.inform_parents(actor, ref, ParentsTold(**{**said, **changes}))


def reviewed(world: World, ref: str, by: str = "dsl") -> str:
    """Safeguarding has looked at it."""
    actor = world.acting(by, reason="reviewing")
    return reviewing.review_search(actor, ref, Review("none", "no", WORDS))


def answered(world: World, ref: str, by: str = "head") -> str:
    """The head answers the deviations."""
    actor = world.acting(by, reason="reviewing")
    return reviewing.review_deviations(actor, ref, Words(WORDS))


def closed(world: World, ref: str, by: str = "dsl") -> str:
    """Closed."""
    return reviewing.close_search(world.acting(by, reason="closing"), ref)


def ready(world: World, **changes: Any) -> str:
    """An urgent search, up to the moment before it is done."""
    ref = started(world, **changes)
    weighed(world, ref)
    checked(world, ref)
    explained(world, ref)
    return asked(world, ref)


def done(world: World, **changes: Any) -> str:
    """An urgent search that was done as it should be."""
    return conducted(world, ready(world), **changes)


def done_with_device(world: World) -> str:
    """The same, and a phone is part of it."""
    ref = started(world, item="offence_article", device=True)
    for step in (weighed, checked, explained, asked):
        step(world, ref)
    return conducted(world, ref, extents=("device_exterior",))


def live_listings(world: World, name: str = "searcher") -> list[str]:
    """The authorisations that are in force."""
    db.session.expire_all()
    listings = listings_of(world[name], world.birch)
    return [each.ref for each in listings if is_live(each, clock.now())]


def only_listing(world: World, name: str = "searcher") -> str:
    """The authorisation that is in force."""
    (listing,) = live_listings(world, name)
    return listing


def revoked(world: World, listing: str) -> str:
    """The head takes it back."""
    why = Revocation("Has left the pastoral team.")
    return revoke_searcher(world.acting("head"), listing, why)


def told(world: World) -> str:
    """With the parents told."""
    return parents(world, found(world, done(world)))


def called_off(world: World, ref: str, by: str = "searcher") -> str:
    """It is not done after all."""
    why = CallingOff("handed_over", WORDS)
    return preparing.call_off_search(world.acting(by), ref, why)


def deviating(world: World, **changes: Any) -> str:
    """A search that was done without most of its steps."""
    return conducted(world, started(world), **changes)


def done_search(
    world: World, pupil: str | None = "ellis", **changes: Any
) -> DoneSearch:
    """One that was done and is recorded afterwards."""
    new = NewSearch(world[pupil] if pupil else None, "weapon", why())
    said: dict[str, Any] = {"new": new, "conduct": conduct(world), "emergency": True}
    return DoneSearch(**{**said, **changes})


def recorded(world: World, by: str = "teacher", **changes: Any) -> str:
    """The reference of one that was recorded afterwards."""
    new = done_search(world, **changes)
    return conducting.record_done_search(world.acting(by), new)


def deviations(ref: str) -> set[str]:
    """What was not as it must be, as it stands in the database now."""
    db.session.expire_all()
    return {each.code for each in deviations_of(ref)}

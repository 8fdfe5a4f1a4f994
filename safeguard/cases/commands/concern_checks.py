"""What cannot stand in a new concern, and what to do about it, field by field."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from safeguard.cases.commands.new_concern import (
    DEVICE_OWNERS,
    NETWORKS,
    Narrative,
    NewConcern,
)
from safeguard.cases.permissions.naming import pupils_here, staff_here
from safeguard.guidance import answers, categories
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid
from school.foundation.questions import one_of, question
from school.foundation.sealing import unseal
from school.identity.models import Person
from school.web.catalogue import gettext as _

# Nobody at school today was alive before it: a slip in the year.
EARLIEST = date(1920, 1, 1)
# A telephone's clock may run ahead of ours.
AHEAD = timedelta(minutes=5)
MOST_PEOPLE = 60
Problem = tuple[str, str]


@dataclass(frozen=True)
class Check:
    """A new concern on its way in, looked at by whoever types it."""

    actor: Actor
    new: NewConcern

    def insist(self) -> None:
        """Raise Invalid with every problem at once, each beside its field."""
        found: dict[str, str] = {}
        for name, problem in self.problems():
            found.setdefault(name, problem)
        if found:
            raise Invalid(found)

    def problems(self) -> Iterator[Problem]:
        """What cannot stand: the field's name and what to do about it."""
        asked = {child.person_ref for child in self.new.children if child.person_ref}
        pupils = _named(self.actor, refs=asked) if asked else ()
        yield from _who(self.new, asked - {row.ref for row in pupils})
        yield from _what(self.new)
        yield from _when(self.new, pupils)
        yield from _codes(self.new)
        yield from _adults(self.actor, self.new)
        yield from _lengths(self.new)


def _who(new: NewConcern, unknown: set[str]) -> Iterator[Problem]:
    if not new.children:
        yield (
            "children",
            _("Find the child by name, or tick “I do not know the name”."),
        )
    if len(new.children) > MOST_PEOPLE:
        yield "children", _("These are too many for one concern. Raise another.")
    if unknown:
        yield (
            "children",
            _(
                "One of these children is not on this school’s roll. Remove that "
                "line and find the child again, or tick “I do not know the name”."
            ),
        )


def _what(new: NewConcern) -> Iterator[Problem]:
    if not new.narrative:
        yield "narrative", _("Write what you saw or heard. A few words are enough.")


def _when(new: NewConcern, pupils: Sequence[Any]) -> Iterator[Problem]:
    now = clock.now()
    on, at = new.happened.moment(now)
    if on is None:
        if new.happened.at is not None:
            yield "happened_on", _("Give the day too, or say when in words.")
        return
    if on < EARLIEST:
        yield "happened_on", _("Check the year, or say when it happened in words.")
    elif on > clock.local(now).date():
        yield "happened_on", _("This day has not come yet. Check the date.")
    elif at is not None and at > now + AHEAD:
        yield "happened_time", _("This time has not come yet. Check the time.")
    elif _before_birth(pupils, on):
        yield (
            "happened_on",
            _("A child you named was not yet born on this day. Check the date."),
        )


def _before_birth(pupils: Sequence[Any], on: date) -> bool:
    born = [unseal(row, "born_on") for row in pupils]
    return any(on < date.fromisoformat(day) for day in born if day)


def _codes(new: NewConcern) -> Iterator[Problem]:
    today = clock.today()
    offered = {entry.code: entry for entry in categories.offered(today)}
    if new.category is not None and new.category not in offered:
        yield "category", _("Choose one of the list, or leave it at “I am not sure”.")
    elif new.category is not None and offered[new.category].about_an_adult:
        # Never stored here, where the adult might read it: another room has it.
        yield (
            "category",
            _(
                "A concern about what an adult who works here has done goes another "
                "way. Choose “Yes” under “Has an adult who works here done it?”"
            ),
        )
    yield from _lists(new, today)


def _lists(new: NewConcern, today: date) -> Iterator[Problem]:
    given: tuple[tuple[str, Iterable[str | None], Iterable[str | None]], ...] = (
        (
            "children",
            (child.part for child in new.children),
            (code for code, _words in answers.parts.choices(today)),
        ),
        (
            "teller",
            [new.teller.code],
            (code for code, _words in answers.tellers.choices(today)),
        ),
        (
            "steps",
            new.done.steps,
            (code for code, _words in answers.immediate_steps.choices(today)),
        ),
        ("device_owner", [new.where.device_owner], [None, *DEVICE_OWNERS]),
        ("network", [new.where.network], [None, *NETWORKS]),
    )
    for name, chosen, known in given:
        if set(chosen) - set(known):
            yield name, _("Choose one of the list.")


def _adults(actor: Actor, new: NewConcern) -> Iterator[Problem]:
    for_staff = {new.teller.for_staff_ref} - {None}
    asked = for_staff | set(new.adults)
    if not asked:
        return
    here = {
        row.ref for row in db.session.scalars(staff_here(actor)) if row.ref in asked
    }
    missing = _("This person does not work here today. Remove the line and find again.")
    if set(new.adults) - here or len(new.adults) > MOST_PEOPLE:
        yield "adults", missing
    if for_staff - here:
        yield "for_staff", missing


def _lengths(new: NewConcern) -> Iterator[Problem]:
    texts: list[tuple[str, Narrative]] = [
        ("narrative", new.narrative),
        ("own_words", new.own_words),
        ("teller_words", new.teller.words),
        ("for_words", new.teller.for_words),
        ("happened_words", new.happened.words),
        ("place", new.where.place),
        ("online_service", new.where.online_service),
        ("done_words", new.done.words),
        *(("unknown_words", child.described) for child in new.children),
    ]
    for name, text in texts:
        if text.too_long:
            yield name, text.too_long


@question
def _named(actor: Actor) -> Any:
    """No more of them than is asked about: who they are, and when they were born."""
    columns = (
        *(Person.ref, Person.school_ref, Person.key_ref, Person.sealed_version),
        Person.born_on,
    )
    return (
        pupils_here(actor).with_only_columns(*columns).where(one_of(Person.ref, "refs"))
    )

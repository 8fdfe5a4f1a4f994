"""What the acts of a process share: its state, its rows, its clocks, who is told."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy.orm.attributes import flag_modified

from safeguard.cases.commands.chronicle import write_entry
from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.closing import concerns_in
from safeguard.cases.states import OPEN_CASES, EntryKind
from safeguard.guidance import clocks
from safeguard.guidance.shelf import Shelf
from safeguard.intimate_images.commands.opening import begin
from safeguard.intimate_images.models import FirstReview, ImageProcess
from safeguard.intimate_images.permissions.standing import (
    children_of,
    course_of,
    parts_of,
    process_of,
)
from safeguard.intimate_images.states import Step, after
from school.calendars.due import due, end_of
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.errors import Hidden, Invalid, NotNow, Stale
from school.foundation.references import new_ref
from school.gate import touch
from school.identity.queries.set_up import days_of
from school.web.catalogue import gettext as _

T = TypeVar("T")
LEAST_REASON, LEAST_WORDS = 40, 10


def under_way(actor: Actor, case: CaseFile, seen_version: int | None) -> ImageProcess:
    """The process, begun by this act where it has not. Whoever acts first has taken on
    each concern that came with its case opened already. Raises Hidden where no image is
    suspected, Stale where the case is closed or somebody was quicker.
    """
    if not case.intimate_image:
        raise Hidden("no image is suspected in this case")
    if case.state not in OPEN_CASES:
        raise NotNow("the case is closed")
    process = process_of(case.ref)
    seen = process.version if process else 0
    if seen_version is not None and seen_version != seen:
        raise Stale("the process was changed meanwhile")
    if process is None:
        process = begin(case, actor.person_ref)
    flag_modified(process, "state")
    touch(process.ref)
    for concern in concerns_in(case.ref):
        if concern.acknowledged_at is None:
            concern.acknowledged_by = actor.person_ref
            concern.acknowledged_at = clock.now()
    return process


def take(process: ImageProcess, step: Step) -> None:
    """Go where the step leads. Raises Stale where it may not be taken."""
    course = course_of(process, parts_of(FirstReview, process.ref))
    state = after(course, step)
    if state is None:
        raise NotNow("this step may not be taken where the process stands")
    process.state = state


def owe(process: ImageProcess, at: datetime | None) -> None:
    """What is next is owed by then; nobody has been reminded of it yet."""
    process.due_at, process.reminded_at = at, None


def part_of(actor: Actor, table: type[T], process: ImageProcess, **facts: object) -> T:
    """A new row of the process, to be sealed and added: its number, who, and when."""
    model: Any = table
    row: T = model(
        ref=new_ref(),
        school_ref=process.school_ref,
        key_ref=process.key_ref,
        process_ref=process.ref,
        number=len(parts_of(table, process.ref)) + 1,
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
        **facts,
    )
    return row


def tell(actor: Actor, case: CaseFile, code: str) -> None:
    """An entry in the chronology: what happened, and no words."""
    write_entry(actor, case, EntryKind.INTIMATE_IMAGE, code=code)


def runs_out(case: CaseFile, code: str) -> datetime:
    """When a clock of guidance that starts now runs out, on the school's days."""
    return due(clock.now(), clocks.named(code), days_of(case.school_ref)).at


def review_at(case: CaseFile, day: date | None) -> datetime:
    """The end of school on the day that was chosen, else by the clock. Raises Invalid
    for a day that is not to come within a year.
    """
    if day is None:
        return runs_out(case, "image_plan_review")
    if day <= clock.today():
        raise Invalid({"review_on": _("Choose a day that is still to come.")})
    if clocks.is_too_far(day):
        raise Invalid({"review_on": _("Choose a day within a year.")})
    return end_of(day, days_of(case.school_ref))


def chosen(problems: dict[str, Any], shelf: Shelf[Any], **given: str) -> None:
    """Object to a code that the list does not offer today."""
    offered = {each.code for each in shelf.offered(clock.today())}
    for name, code in given.items():
        if code not in offered:
            problems[name] = _("Choose one of the answers shown.")


def with_words(
    problems: dict[str, Any], shelf: Shelf[Any], code: str, name: str, words: str
) -> None:
    """Object where an answer asks for a few words and there are none."""
    needs = code in shelf and shelf.named(code).needs_words
    if needs and len(words.strip()) < LEAST_WORDS:
        problems[name] = _("Write at least %(n)d characters.", n=LEAST_WORDS)


def written(problems: dict[str, Any], texts: Mapping[str, str], least: int = 1) -> None:
    """Object to texts that say too little."""
    for name, text in texts.items():
        if len(text.strip()) < least:
            problems[name] = (
                _("Write this down; if there is nothing to say, write why.")
                if least == 1
                else _("Write at least %(n)d characters.", n=least)
            )


def one_of_the_children(
    problems: dict[str, Any], case: CaseFile, child_ref: str
) -> None:
    """Object to a child who is not in the case."""
    if child_ref not in children_of(case.ref):
        problems["child_ref"] = _("Choose a child of this case.")


def insist(problems: dict[str, Any]) -> None:
    """Raises Invalid with all that stands against it."""
    if problems:
        raise Invalid(problems)

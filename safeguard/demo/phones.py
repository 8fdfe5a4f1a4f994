"""The office's days: phones handed in and collected, two left, who may keep theirs."""

import random
from datetime import datetime, timedelta

from safeguard.demo.cast import Cast
from safeguard.demo.days import SchoolYear
from safeguard.hand_in.commands.exempting import NewExemption, grant_exemption
from safeguard.hand_in.commands.losing import (
    LossClosure,
    NewLoss,
    ParentTold,
    close_loss,
    record_loss,
    tell_parent,
)
from safeguard.hand_in.commands.marking import (
    Collecting,
    Marked,
    Marking,
    collect_phones,
    mark_phones,
)
from safeguard.hand_in.commands.permitting import NewPermission, record_permission
from school.calendars.days import is_school_day
from school.foundation import clock
from school.identity.queries.classes import forms_of_school, pupils_by_class

OFFICE, HEAD, TUTOR = "joan.fairley", "catrin.howells", "hannah.okafor"
# School days ago on which the office marked; the classes that it marks each time.
MARKED, FORMS = (3, 2, 1), ("7K", "8K", "9H", "10R")
# A fifth of the pupils of those classes have no parent's word.
OF_TEN = 8
SENSOR = (
    "Her phone reads a glucose sensor. It lies on the desk without sound, and she may "
    "look at it at any time. The office has a spare charger."
)
READER = "He uses a text-to-speech app in English and history, with earphones."
MOTHER = "Her mother may ring at break and at lunch. Ms Adeyemi knows why."
# Whom, why, what is agreed, and in how many days it is looked at again: the last one is
# overdue by now.
EXEMPT = (
    ("Keira Lundmoor, 8R", "medical", SENSOR, 40),
    ("Dylan Stroudley, 8H", "send", READER, 100),
    ("Amara Okonjo-Vale, 11K", "young_carer", MOTHER, -3),
)
DROPPED = (
    "The box with the phones of 9H slid from the counter on the way to the door. "
    "One screen is cracked. Mrs Fairley saw it fall."
)
MISSING = "At the end of the day it was not in the box of 7K. Handed in at 8:36am."


def tell(cast: Cast, year: SchoolYear, now: datetime) -> None:
    """Permissions and exemptions of this term, and the last few days."""
    with clock.standing_at(year.moment(30, "11:20")):
        _permit(cast)
    with clock.standing_at(year.moment(29, "15:10")):
        for pupil, kind, agreed, days in EXEMPT:
            review_on = year.today + timedelta(days=days)
            new = NewExemption(kind, agreed, review_on=review_on)
            grant_exemption(cast.acting(HEAD), cast.pupils["birch", pupil], new)
    for ago in MARKED:
        _a_day(cast, year, ago)
    _lose(cast, year)
    _this_morning(cast, year, now)


def _permit(cast: Cast) -> None:
    chance = random.Random("phones")
    for _, pupils in _classes(cast):
        for pupil in pupils:
            if chance.randrange(10) < OF_TEN:
                reason = chance.choice(("walks_alone", "walks_alone", "travels_alone"))
                new = NewPermission(
                    reason,
                    clock.today(),
                    None,
                    clock.today(),
                    given_by="The mother, on the form sent home as term began",
                )
                record_permission(cast.acting(OFFICE), pupil, new)


def _a_day(cast: Cast, year: SchoolYear, ago: int) -> None:
    for place, (class_ref, pupils) in enumerate(_classes(cast)):
        with clock.standing_at(year.moment(ago, f"08:{35 + place}")):
            _mark(cast, class_ref, pupils)
        with clock.standing_at(year.moment(ago, f"15:{25 + place}")):
            # Yesterday two of the last class had gone home ill without theirs.
            left = pupils[:2] if (ago, place) == (1, len(FORMS) - 1) else []
            staying = Collecting(tuple(pupils), frozenset(left))
            collect_phones(cast.acting(OFFICE), class_ref, staying)


def _mark(cast: Cast, class_ref: str, pupils: list[str]) -> None:
    marking = Marking(tuple(Marked(ref, None) for ref in pupils), expected_in=True)
    mark_phones(cast.acting(OFFICE), class_ref, marking)


def _lose(cast: Cast, year: SchoolYear) -> None:
    with clock.standing_at(year.moment(6, "15:45")):
        new = NewLoss("damaged", clock.today(), DROPPED)
        pupil = cast.pupils["birch", "Ellis Thornbury, 9H"]
        ref = record_loss(cast.acting(OFFICE), pupil, new)
    with clock.standing_at(year.moment(6, "16:05")):
        told = ParentTold("Rang his father at four. He will bring the bill.")
        tell_parent(cast.acting(OFFICE), ref, told)
    with clock.standing_at(year.moment(2, "12:10")):
        ending = LossClosure("put_right", "The school paid for the new screen.")
        close_loss(cast.acting(HEAD), ref, ending)
    with clock.standing_at(year.moment(1, "15:50")):
        new = NewLoss("lost", clock.today(), MISSING)
        pupil = cast.pupils["birch", "Poppy Trewinnard, 7K"]
        record_loss(cast.acting(TUTOR), pupil, new)


def _this_morning(cast: Cast, year: SchoolYear, now: datetime) -> None:
    """If it is a school day and past nine, all but one of the classes are marked."""
    nine = clock.london(year.today, 9)
    if now < nine or not is_school_day(year.calendar, year.today):
        return
    for place, (class_ref, pupils) in enumerate(_classes(cast)[1:]):
        with clock.standing_at(nine - timedelta(minutes=20 - place)):
            _mark(cast, class_ref, pupils)


def _classes(cast: Cast) -> list[tuple[str, list[str]]]:
    school = cast.schools["birch"]
    rolls = pupils_by_class(school)
    return [
        (form.ref, sorted(rolls[form.ref]))
        for form in forms_of_school(school)
        if form.title in FORMS
    ]

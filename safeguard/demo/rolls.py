"""The demonstration's rolls: CSV files as a school's own system would give them."""

import csv
import io
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from safeguard.demo import stock
from safeguard.demo.stock import Colleague, Kin, School
from school.foundation.actor import Role

# What a title in the staff roll gives; every other role is granted by people.
TITLES = {
    Role.TEACHER: "Teacher",
    Role.AIDE: "Teaching assistant",
    Role.OFFICE: "Office",
    Role.LIBRARIAN: "Librarian",
    Role.SUPPLY: "Supply teacher",
    Role.AGENCY: "Agency",
    Role.VOLUNTEER: "Volunteer",
    Role.SENCO: "SENCO",
    Role.COUNSELLOR: "Counsellor",
    Role.STAFF: "Site and pastoral staff",
}
# The letters of a UPN's check letter (DfE, Unique pupil numbers).
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
# Local authority numbers up to 5 are nobody's.
PSEUDO_AUTHORITY = "005"
# The adult of priority 2 is always a mother, so that the story may speak of one.
RELATIONS = ("Father", "Grandmother", "Father", "Step-parent")
OF_MEN = frozenset({"Father", "Step-parent"})
# Codes of the school census, and how many in a hundred of an invented town have each.
ETHNICITIES = ("WBRI", "WOTH", "MWBC", "APKN", "AIND", "BAFR", "BCRB", "OOTH", "NOBT")
OF_A_HUNDRED = (52, 10, 6, 11, 6, 6, 4, 3, 2)
# A colleague who is the pupil's adult comes before.
FIRST = 2
MOTHERS = (
    *("Anita", "Claire", "Deepa", "Elaine", "Farah", "Halina", "Jo", "Leanne"),
    *("Nisha", "Paula", "Sandra", "Ursula", "Wendy"),
)
FATHERS = (
    *("Adrian", "Bogdan", "Darren", "Gareth", "Ikenna", "Karl", "Marcin", "Olu"),
    *("Rafiq", "Terence", "Vikram"),
)


@dataclass(frozen=True)
class Pupil:
    """A pupil of the roll."""

    number: str
    given: str
    family: str
    form: str
    year: str
    born_on: date
    upn: str

    @property
    def said(self) -> str:
        """How the story names the pupil."""
        return f"{self.given} {self.family}, {self.form}"


def pupils_of(school: School, today: date) -> list[Pupil]:
    """The pupils of a school: those of the story first, then the others, by chance
    that falls alike every time. Each is as old as the year group is today.
    """
    chance = random.Random(school.key)
    titles = dict(school.classes)
    told = stock.named_pupils(school.key)
    left = {title: school.pupils // len(titles) for title in titles}
    for place in range(school.pupils % len(titles)):
        left[list(titles)[place]] += 1
    for _given, _family, form in told:
        left[form] -= 1
    others = [
        (*_name(chance), form) for form, places in left.items() for _ in range(places)
    ]
    return [
        Pupil(
            number=f"{school.prefix}{place:04}",
            given=given,
            family=family,
            form=form,
            year=titles[form],
            born_on=_birthday(chance, school, titles[form], today),
            upn=upn(school, place),
        )
        for place, (given, family, form) in enumerate([*told, *others], 1)
    ]


def upn(school: School, place: int) -> str:
    """A unique pupil number of no real authority, with its right check letter."""
    digits = f"{PSEUDO_AUTHORITY}{school.identifier[-4:]}20{place:03}"
    total = sum(weight * int(each) for weight, each in enumerate(digits, 2))
    return UPN_LETTERS[total % len(UPN_LETTERS)] + digits


def pupil_roll(pupils: Iterable[Pupil]) -> str:
    """The roll of pupils."""
    header = (
        *("Adno", "Forename", "Surname", "DOB", "UPN", "Reg group", "Year group"),
        *("Sex", "Ethnicity code", "SEN status", "FSM"),
    )
    rows = (
        (
            *(p.number, p.given, p.family, f"{p.born_on:%d/%m/%Y}", p.upn, p.form),
            *(p.year, *census_of(p)),
        )
        for p in pupils
    )
    return _csv(header, rows)


def census_of(pupil: Pupil) -> tuple[str, str, str, str]:
    """What the school census knows of a pupil, by chance that falls alike every time.
    Of those whom the story names it is not known: it speaks of them in its own words.
    """
    if pupil.said in _named():
        return "", "", "", ""
    chance = random.Random(f"census {pupil.upn}")
    return (
        chance.choice("FM"),
        chance.choices(ETHNICITIES, OF_A_HUNDRED)[0],
        chance.choices("NKE", (82, 14, 4))[0],
        chance.choices("NY", (75, 25))[0],
    )


@cache
def _named() -> frozenset[str]:
    return frozenset(
        f"{given} {family}, {form}"
        for school in stock.schools()
        for given, family, form in stock.named_pupils(school.key)
    )


def staff_roll(people: Iterable[tuple[str, Colleague]]) -> str:
    """The roll of staff, each with their staff number."""
    header = ("Staff code", "Forename", "Surname", "Work email", "Job title", "Form")
    rows = (
        (number, each.given, each.family, each.email, title_of(each), each.form)
        for number, each in people
    )
    return _csv(header, rows)


def title_of(each: Colleague) -> str:
    """The job title of somebody who comes by the roll, or nothing."""
    return next((TITLES[role] for role in TITLES if role in each.roles), "")


def contact_roll(
    school: School, pupils: list[Pupil], staff: dict[str, tuple[str, Colleague]]
) -> str:
    """The roll of pupils' adults: one or two each, and colleagues who are one."""
    header = (
        *("Adno", "Forename", "Surname", "Relationship", "PR", "Telephone", "Email"),
        *("Priority", "Staff code"),
    )
    chance = random.Random(f"adults of {school.key}")
    numbers = {pupil.said: pupil.number for pupil in pupils}
    kin = [each for each in stock.kin() if each.school == school.key]
    rows = [_colleague(each, numbers[each.pupil], staff[each.adult]) for each in kin]
    rows += [
        _adult(chance, pupil, priority)
        for pupil in pupils
        for priority in range(FIRST, FIRST + chance.choice((1, 1, 2)))
    ]
    return _csv(header, rows)


def _colleague(kin: Kin, pupil: str, held: tuple[str, Colleague]) -> tuple[str, ...]:
    number, who = held
    return pupil, who.given, who.family, kin.kind, "yes", "", "", "1", number


def _adult(chance: random.Random, pupil: Pupil, priority: int) -> tuple[str, ...]:
    kind = "Mother" if priority == FIRST else chance.choice(RELATIONS)
    given = chance.choice(FATHERS if kind in OF_MEN else MOTHERS)
    # 07700 900000 to 900999 belong to nobody (Ofcom, numbers for drama).
    telephone = f"07700 900{chance.randrange(1000):03}"
    email = f"{stock.plain(given)}.{chance.randrange(10_000)}@example.com"
    row = (pupil.number, given, pupil.family, kind, "yes", telephone, email)
    return (*row, str(priority), "none")


def _name(chance: random.Random) -> tuple[str, str]:
    given, family = stock.stock_of_names()
    return chance.choice(given), chance.choice(family)


def _birthday(chance: random.Random, school: School, year: str, today: date) -> date:
    began = today.year if today.month >= 9 else today.year - 1
    age = school.age + school.years.index(year)
    return date(began - age, 9, 1) + timedelta(days=chance.randrange(365))


def _csv(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    told = io.StringIO()
    writer = csv.writer(told)
    writer.writerow(header)
    writer.writerows(rows)
    return told.getvalue()

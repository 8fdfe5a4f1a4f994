"""A school of 3,000 pupils: everybody is issued to, every parent gets a letter."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from flask import Flask, current_app
from sqlalchemy import insert

from bench import places
from bench.figures import Sheet
from bench.town import FAMILY, GIVEN
from safeguard.agreements.commands.templates import (
    Approval,
    NewTemplate,
    approve_template,
    make_template_live,
    start_template,
)
from safeguard.app import create_app
from safeguard.campaigns.commands import carrying, lettering
from safeguard.campaigns.commands.lettering import NewLetters
from safeguard.campaigns.commands.running import Plan, issue_campaign, start_campaign
from safeguard.campaigns.models import Campaign, LetterPrint
from safeguard.campaigns.permissions.asked import Group
from safeguard.campaigns.queries.letters import download_letters
from safeguard.campaigns.states import Audience
from safeguard.config import Settings
from safeguard.installation import letters as setting
from safeguard.installation.campaigns import carry_campaigns_on
from safeguard.installation.letters import set_waiting_letters
from safeguard.installation.opening import close
from safeguard.upgrading import upgrade
from school.foundation import clock, keys
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.engines import owning_engine
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate.rows import row_left
from school.identity.commands.appointments import NewAppointment, appoint
from school.identity.commands.people import (
    NewClass,
    NewOrg,
    NewPerson,
    add_class,
    add_person,
    add_school,
    found_trust,
)
from school.identity.models import Enrolment, Person, Relationship

PUPILS, IN_A_CLASS = 3000, 30
YEARS = ("7", "8", "9", "10", "11")
# Names of many scripts: some letters need type that others do not.
RARE = (
    ("Zażółć", "Gęślą"),
    ("小明", "王"),
    ("محمد", "الفارسي"),
    ("Íñigo", "O’Brien-Ñandú"),
)
ISSUED_IN, PRINTED_IN = 10, 60


@dataclass(frozen=True)
class Took:
    """How long something took: on the clock, and of this machine's processors."""

    wall: float
    processors: float

    def __str__(self) -> str:
        """Beside a figure."""
        return f"{self.processors:.1f} s of a processor"


def measure(sheet: Sheet, engine: str, folder: Path) -> None:
    """Issue a campaign and print its letters."""
    settings = places.on_sqlite(folder / f"campaign-{engine}")
    if engine == "postgres":
        settings = places.on_postgres(settings, "campaign")
    _prepare(settings)
    app = create_app(settings)
    try:
        with app.app_context():
            _measure(sheet, engine, app)
    finally:
        close(app)


def _prepare(settings: Settings) -> None:
    keys.make_root_key(settings.root_key_path)
    upgrade(settings)


def _measure(sheet: Sheet, engine: str, _app: Flask) -> None:
    runner, second = _found()
    name = f"{engine}: campaign for {PUPILS:,} pupils"
    _text_in_force(runner, second)
    asked = frozenset(Group(Audience.YEAR, year) for year in YEARS)
    plan = Plan(asked, clock.today() + timedelta(days=21))
    ref = start_campaign(runner, plan)

    def issue() -> None:
        issue_campaign(runner, ref)
        carry_campaigns_on()

    with _longest(carrying, "course_of") as thinking:
        issued = _timed(issue)
    if db.session.get_one(Campaign, ref).state != "open":
        raise RuntimeError("the campaign is not open")
    sheet.at_most(f"{name}, issued in s", issued.wall, ISSUED_IN, str(issued))
    sheet.shown(
        f"{name}, working out what is left", f"{max(thinking) * 1000:.0f} ms at most"
    )
    _print(sheet, name, runner, ref)


def _print(sheet: Sheet, name: str, runner: Actor, ref: str) -> None:
    written: list[bytes] = []

    def print_all() -> None:
        letters = lettering.ask_letters(runner, ref, NewLetters())
        set_waiting_letters()
        db.session.remove()
        if db.session.get_one(LetterPrint, letters).done != PUPILS:
            raise RuntimeError("letters are missing")
        written.append(download_letters(runner, letters))

    with _longest(setting, "set_letters") as acts:
        printed = _timed(print_all)
    size = len(written[0]) / 1e6
    beside = f"{printed}; {size:.0f} MB"
    sheet.at_most(f"{name}, letters in s", printed.wall, PRINTED_IN, beside)
    sheet.shown(f"{name}, longest act of its letters", f"{max(acts) * 1000:.0f} ms")


@contextmanager
def _longest(where: object, name: str) -> Iterator[list[float]]:
    """How long each call of a function takes, for as long as this lasts."""
    times: list[float] = []
    do: Callable[..., object] = getattr(where, name)

    def timed(*args: object, **kwargs: object) -> object:
        began = time.perf_counter()
        try:
            return do(*args, **kwargs)
        finally:
            times.append(time.perf_counter() - began)

    setattr(where, name, timed)
    try:
        yield times
    finally:
        setattr(where, name, do)


def _timed(act: Callable[[], None]) -> Took:
    wall, processors = time.perf_counter(), time.process_time()
    act()
    return Took(time.perf_counter() - wall, time.process_time() - processors)


def _found() -> tuple[Actor, Actor]:
    trust = new_ref()
    founder = Actor.system("bench", trust, trust)
    found_trust(founder, NewOrg("Bench Trust", ref=trust))
    school = add_school(founder, NewOrg("Large School", identifier="998001"))
    system = Actor.system("bench", school, trust)
    people = [
        _employ(system, name, role)
        for name, role in (
            ("Runner", Role.DIGITAL_SAFETY),
            ("Officer", Role.ROLL_OFFICER),
        )
    ]
    _admit(system)
    first, second = (
        Actor(ref, school, trust, frozenset({role}))
        for ref, role in zip(
            people, (Role.DIGITAL_SAFETY, Role.ROLL_OFFICER), strict=True
        )
    )
    return first, second


def _employ(system: Actor, name: str, role: Role) -> str:
    ref = add_person(system, NewPerson(name, "Of the School"))
    appoint(system, NewAppointment(ref, role.value, date(2026, 1, 1)))
    return ref


def _text_in_force(runner: Actor, second: Actor) -> None:
    ref = start_template(runner, NewTemplate("older"))
    approve_template(second, ref, Approval(translations_read=True))
    make_template_live(runner, ref)


def _admit(system: Actor) -> None:
    """Pupils in classes, each with a parent; past the gate, as in `town`."""
    school = system.school_ref
    classes = [
        add_class(system, NewClass(f"{year}-{n}", year_group=year))
        for year in YEARS
        for n in range(PUPILS // IN_A_CLASS // len(YEARS))
    ]
    people, places_, ties = [], [], []
    for number in range(PUPILS):
        pupil, adult = _person(school, number), _person(school, number + 7)
        place = Enrolment(ref=new_ref(), school_ref=school, role="student")
        place.class_ref, place.person_ref = classes[number % len(classes)], pupil.ref
        place.begins_on, place.is_primary = date(2026, 1, 1), True
        tie = Relationship(ref=new_ref(), school_ref=school, kind="parent")
        tie.pupil_ref, tie.adult_ref = pupil.ref, adult.ref
        tie.parental_responsibility, tie.court_order = True, False
        tie.do_not_contact, tie.lives_with, tie.priority = False, True, 1
        tie.source = "roll"
        people += [row_left(pupil)[2], row_left(adult)[2]]
        places_.append(row_left(place)[2])
        ties.append(row_left(tie)[2])
    engine = owning_engine(current_app.config["SAFEGUARD"].owner_url)
    db.session.remove()
    with engine.begin() as connection:
        connection.execute(insert(Person), people)
        connection.execute(insert(Enrolment), places_)
        connection.execute(insert(Relationship), ties)
    engine.dispose()


def _person(school: str, number: int) -> Person:
    row = Person(ref=new_ref(), school_ref=school, added_at=clock.now())
    row.status, row.version = "active", 1
    given, family = GIVEN[number % len(GIVEN)], FAMILY[number % len(FAMILY)]
    if number % 25 == 0:
        given, family = RARE[number // 25 % len(RARE)]
    seal(row, "given_name", given)
    seal(row, "family_name", family)
    return row

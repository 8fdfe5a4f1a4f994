"""Training in both schools: inductions, a training day, readings, sessions to come."""

from dataclasses import replace
from datetime import date, time, timedelta

from safeguard.demo.cast import Cast
from safeguard.demo.days import WEEK, SchoolYear
from safeguard.guidance import editions
from safeguard.training.commands.attending import Attendance, mark_attendance
from safeguard.training.commands.recording import (
    NewRecords,
    Reading,
    attest_reading,
    record_training,
)
from safeguard.training.commands.reminding import remind_of_training
from safeguard.training.commands.seats import Invited, book_people, book_training
from safeguard.training.commands.sessions import (
    Cancellation,
    Move,
    SessionPlan,
    cancel_session,
    move_session,
    plan_session,
)
from safeguard.training.permissions.roster import roster
from school.foundation import clock

# Who looks after training, and who records that person’s own.
LEADS = {
    "birch": ("ruth.adeyemi", "catrin.howells"),
    "cedar": ("fatima.noor", "victor.lisle"),
}
REFRESHER, INDUCTION = "online_safety_refresher", "online_safety_induction"
FORMAL, UPDATE, READ = "dsl_formal", "dsl_update", "kcsie_part_one"
SIGNED = "The list of the training day, signed in the hall."
CERTIFICATE = "The certificate of the council’s course, seen on paper."
# Who has had what, and how many days ago: Ruth’s formal course ends next month.
COURSES = (
    ("birch", FORMAL, ("ruth.adeyemi",), 700),
    ("birch", UPDATE, ("ruth.adeyemi",), 100),
    ("birch", FORMAL, ("tom.pellow", "nasreen.qadir"), 300),
    ("birch", "searching", ("daniel.roche",), 200),
    ("birch", "councillor_induction", ("gareth.lorne",), 120),
    ("cedar", FORMAL, ("fatima.noor", "greta.sorley"), 400),
)
# These were away on the training day; these have not read this year’s edition yet.
AWAY = ("marisol.etxeberri", "dominic.farraday", "hugo.valliant")
UNREAD = ("pete.garrow", "hannah.okafor", "edie.marlow", "sunniva.berg-halle")
NEW = ("jonas.ekwall",)
MOVED = (
    "The hall is needed for the parents’ evening: it is the library now, an hour later."
)
OFF = "Too few of us could come on that day. A new date follows in January."


def tell(cast: Cast, year: SchoolYear) -> None:
    """From the founding to next month, in the order in which it happened."""
    founded = clock.local(year.founded).date()
    with clock.standing_at(clock.london(founded + timedelta(days=2), 16)):
        for school in LEADS:
            _record(cast, school, INDUCTION, _staff(cast, school, but=NEW), founded)
        for school, course, people, ago in COURSES:
            day = clock.today() - timedelta(days=ago)
            _record(cast, school, course, people, min(day, founded))
    _training_day(cast, year)
    _read_this_years_edition(cast, year)
    _to_come(cast, year)
    with clock.standing_at(year.moment(7, "07:10")):
        for school in LEADS:
            remind_of_training(cast.system(school))


def _staff(cast: Cast, school: str, but: tuple[str, ...] = ()) -> list[str]:
    """Everybody employed at the school, by user name."""
    here = roster(cast.org(school), cast.trust)
    names = {ref: name for name, ref in cast.people.items()}
    return sorted(
        names[ref]
        for ref, member in here.items()
        if "staff" in member.since
        and ref in names
        and cast.homes[names[ref]] == school
        and names[ref] not in but
    )


def _record(
    cast: Cast, school: str, course: str, people: list[str] | tuple[str, ...], on: date
) -> None:
    """Recorded by the lead; the lead’s own by the head."""
    lead, head = LEADS[school]
    by = {lead: [each for each in people if each != lead], head: []}
    by[head] = [each for each in people if each == lead]
    for who, whose in by.items():
        if whose:
            refs = tuple(cast.people[each] for each in whose)
            shows = SIGNED if course == INDUCTION else CERTIFICATE
            record_training(cast.acting(who), NewRecords(refs, course, on, shows))


def _training_day(cast: Cast, year: SchoolYear) -> None:
    """The refresher on the day on which the term began; three were away."""
    day = year.terms[1].days.first
    for school, (lead, _head) in LEADS.items():
        staff = [cast.people[each] for each in _staff(cast, school)]
        with clock.standing_at(clock.london(day - WEEK, 10)):
            plan = SessionPlan(
                course=REFRESHER,
                on=day,
                begins=time(9),
                ends=time(11, 30),
                place="Hall",
                trainer="Marcus Vey",
                about="Harm among pupils online, what to do when a pupil tells.",
                materials="The slides lie in the staff room, shelf 3.",
            )
            actor = cast.acting(lead)
            ref = plan_session(actor, plan)
            book_people(actor, ref, Invited(tuple(staff)))
        away = {cast.people[each] for each in AWAY}
        with clock.standing_at(clock.london(day, 12)):
            mark_attendance(cast.acting(lead), ref, Attendance(frozenset(staff) - away))


def _read_this_years_edition(cast: Cast, year: SchoolYear) -> None:
    with clock.standing_at(year.moment(20, "15:50")):
        newest = editions.in_force(clock.today(), "kcsie")[-1].code
        for school in LEADS:
            for name in _staff(cast, school, but=UNREAD):
                said = Reading(READ, newest, confirmed=True)
                attest_reading(cast.acting(name), said)


def _to_come(cast: Cast, year: SchoolYear) -> None:
    """One to be marked, one that was moved, one that was cancelled, one with seats."""
    lead, head = LEADS["birch"]
    monday = year.monday
    with clock.standing_at(year.moment(12, "10:05")):
        ruth = cast.acting(lead)
        held = plan_session(ruth, _plan("searching", year.school_day(1), "Room 4"))
        book_people(ruth, held, _people(cast, "daniel.roche", "alistair.penhale"))
        again = plan_session(ruth, _plan(REFRESHER, monday + 2 * WEEK, "Hall"))
        book_people(ruth, again, _people(cast, *AWAY))
        off = plan_session(ruth, _plan("volunteer_briefing", monday + WEEK, "Room 2"))
        book_people(ruth, off, _people(cast, "edie.marlow"))
        course = plan_session(
            cast.acting(head),
            _plan(FORMAL, monday + 3 * WEEK, "Council offices, room 12", seats=8),
        )
        induction = plan_session(
            ruth, _plan(INDUCTION, monday + WEEK + timedelta(days=2), "Room 4")
        )
        book_people(ruth, induction, _people(cast, *NEW))
    with clock.standing_at(year.moment(5, "08:20")):
        ruth = cast.acting(lead)
        plan = replace(
            _plan(REFRESHER, monday + 2 * WEEK, "Library"),
            begins=time(16, 45),
            ends=time(18),
        )
        move_session(ruth, again, Move(plan, MOVED))
        cancel_session(ruth, off, Cancellation(OFF))
        book_training(ruth, course)


def _people(cast: Cast, *names: str) -> Invited:
    return Invited(tuple(cast.people[name] for name in names))


def _plan(course: str, on: date, place: str, seats: int | None = None) -> SessionPlan:
    """A session after school."""
    return SessionPlan(
        course=course,
        on=on,
        begins=time(15, 45),
        ends=time(17),
        place=place,
        trainer="Priya Raman",
        seats=seats,
    )

"""The pages over HTTP: what is typed is kept, what is taken away is safe to open."""

import csv
import io
from datetime import date, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from safeguard.guidance import searches
from safeguard.searches.commands.authorising import (
    NewAuthorisation,
    authorise_searcher,
)
from safeguard.searches.queries.register import read_authorities
from safeguard.training.commands.sessions import plan_session
from safeguard.training.models import TrainingNeed, TrainingSession
from safeguard.training.states import Status
from school.foundation import clock
from school.foundation.database import db
from school.identity.commands.adding import NewStaff, add_staff
from school.identity.commands.people import NewPerson
from school.web.pages import shown_on
from tests.training import told
from tests.visitors import visit

TIMES = {"begins": "15:45", "ends": "17:00", "place": "Library"}


def day_in(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


@pytest.fixture
def dsl(app, world):
    """The DSL's browser."""
    return visit(app, world, "dsl")


@pytest.fixture
def teacher(app, world):
    """A teacher's browser."""
    return visit(app, world, "teacher")


def event_of(visitor, session: str):
    answer = visitor.get(f"/training/sessions/{session}/calendar.ics")
    assert answer.content_type.startswith("text/calendar")
    return Calendar.from_ical(answer.data).events[0]


def test_from_a_gap_to_a_certificate(app, world, dsl, teacher):
    done = teacher.submit("/training/mine/ask", course=told.REFRESHER, note="VPNs")
    assert done.status_code == 303
    need = db.session.scalars(select(TrainingNeed.ref)).one()
    page = dsl.get("/training").text
    assert "Hannah Okafor" in page
    assert "VPNs" in page

    plan = {"course": told.REFRESHER, "on": day_in(9), **TIMES}
    assert dsl.submit("/training/sessions/plan", **plan).status_code == 303
    session = db.session.scalars(select(TrainingSession.ref)).one()
    words = {"words": told.PLAN, "session_ref": session}
    assert dsl.submit(f"/training/needs/{need}/plan", **words).status_code == 303
    mine = teacher.get("/training/mine").text
    assert told.PLAN in mine
    assert "You have a seat" in mine

    with clock.moved_on(timedelta(days=10)):
        dsl, teacher = (visit(app, world, name) for name in ("dsl", "teacher"))
        at = f"/training/sessions/{session}/attendance"
        assert dsl.submit(at, came=[world["teacher"]]).status_code == 303
        mine = teacher.get("/training/mine").text
        assert "Training was had" in mine
        record = told.records(world, "teacher")[0].ref
        paper = teacher.get(f"/training/certificates/{record}")
        assert paper.data.startswith(b"%PDF")
        name = f'attachment; filename="certificate-{record}.pdf"'
        assert paper.headers["Content-Disposition"] == name


def test_a_calendar_file_counts_its_moves_and_names_nobody(world, dsl, teacher):
    ref = told.planned(world)
    told.booked(world, ref, "teacher")
    first = event_of(teacher, ref)
    assert (first["SEQUENCE"], first["STATUS"]) == (0, "CONFIRMED")
    assert first["UID"].startswith(ref)

    move = {"on": day_in(14), **TIMES, "reason": told.WHY}
    assert dsl.submit(f"/training/sessions/{ref}/move", **move).status_code == 303
    moved = event_of(teacher, ref)
    assert (moved["SEQUENCE"], moved["UID"]) == (1, first["UID"])
    assert clock.local(moved.start).date() == clock.today() + timedelta(days=14)

    done = dsl.submit(f"/training/sessions/{ref}/cancel", reason=told.WHY)
    assert done.status_code == 303
    shown = teacher.get(f"/training/sessions/{ref}").text
    assert "The session does not take place." in shown
    assert "taken" not in shown
    file = teacher.get(f"/training/sessions/{ref}/calendar.ics").text
    assert "SEQUENCE:2" in file
    assert "STATUS:CANCELLED" in file
    for name in ("Okafor", "Adeyemi", "Raman", "ATTENDEE", "ORGANIZER"):
        assert name not in file


def test_summer_time_is_kept(world, dsl):
    plan = told.a_plan(on=clock.today().replace(year=2027, month=6, day=1))
    ref = plan_session(world.acting("dsl"), plan)
    assert event_of(dsl, ref).start.strftime("%H:%M %Z") == "14:45 UTC"


def test_a_wrong_form_keeps_what_was_typed(world, dsl):
    plan = {"course": told.REFRESHER, "on": "31/02/2027", **TIMES, "about": "Slides."}
    answer = dsl.submit("/training/sessions/plan", **plan)
    assert answer.status_code == 422
    assert "Slides." in answer.text
    assert "Write the day like 24/11/2026." in answer.text

    full = told.planned(world, seats=1)
    told.booked(world, full, "tutor")
    path = f"/training/sessions/{full}/people"
    answer = dsl.submit(path, people=[world["teacher"]])
    assert answer.status_code == 422
    assert "No seat is free. Give the session more seats first." in answer.text
    assert "0 seats" not in answer.text
    assert f'value="{world["teacher"]}" checked' in answer.text


def test_a_full_session_says_so_and_two_presses_are_one_seat(world, teacher):
    ref = told.planned(world, seats=1)
    path = f"/training/sessions/{ref}"
    sent = teacher.hidden_fields(path)
    answers = [teacher.post(f"{path}/book", data=sent) for _ in range(2)]
    assert [each.status_code for each in answers] == [303, 303]
    assert "Give it up" in teacher.get(path).text
    other = visit(teacher.application, world, "tutor").get(path).text
    assert "Full" in other
    assert "/book" not in other


def test_somebody_who_comes_too_late_to_a_full_session_is_told_why(world, teacher):
    ref = told.planned(world, seats=1)
    path = f"/training/sessions/{ref}"
    sent = teacher.hidden_fields(path)
    told.booked(world, ref, "tutor")
    answer = teacher.post(f"{path}/book", data=sent)
    assert answer.status_code == 422
    assert "The session is full." in answer.text


def test_a_page_that_is_older_than_a_new_edition_attests_nothing(world, teacher):
    sent = teacher.hidden_fields("/training/mine/read")
    old = {**sent, "edition": "kcsie_2025", "confirmed": "y"}
    answer = teacher.post("/training/mine/read", data=old)
    assert answer.status_code == 409
    assert 'value="kcsie_2026"' in answer.text
    unticked = teacher.submit("/training/mine/read")
    assert unticked.status_code == 422
    assert told.records(world, "teacher") == []


def test_the_table_is_safe_to_open_and_names_everybody(world, dsl):
    new = NewStaff(NewPerson("=cmd|' /C calc'!A0", "+Sum"), "teacher", another=True)
    add_staff(world.system(), new)
    told.recorded(world, "teacher")

    answer = dsl.get("/training/table.csv")

    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0][:4] == ["Name", "Group", "Course", "Status"]
    assert any(row[0].startswith("'=cmd") for row in rows)
    assert not any(cell.startswith(tuple("=+-@")) for row in rows for cell in row)
    refresher = "Yearly refresher: safeguarding and online safety"
    done = [row for row in rows if row[0] == "Hannah Okafor" and row[2] == refresher]
    assert done[0][3:5] == ["Done", clock.today().isoformat()]
    book = dsl.get("/training/table.xlsx")
    assert book.data.startswith(b"PK")


@pytest.mark.parametrize("who", ["teacher", "office", "councillor", "trustee", "dpo"])
def test_who_looks_after_training_alone_has_its_pages(app, world, who):
    visitor = visit(app, world, who)
    for path in (
        *("/training", "/training/record", "/training/needs/open"),
        *("/training/sessions/plan", "/training/table.csv", "/training/table.xlsx"),
    ):
        assert visitor.get(path).status_code == 403
    assert visitor.get("/training/mine").status_code == 200


def test_home_says_that_something_waits_and_nothing_more(world, teacher):
    home = teacher.get("/").text
    assert "training courses or readings wait for you" in home
    assert "Keeping children safe" not in home


# ---- Who may search ----------------------------------------------------------------


def test_the_list_of_searchers_warns_of_training_and_bars_nobody(app, world):
    head = visit(app, world, "head")
    page = head.get("/searches/authorities/authorise").text
    # He holds the post of a searcher; of a teacher only the refresher is asked.
    assert "Daniel Roche (not trained or out of date: Searching, Refresher)" in page
    assert "Hannah Okafor (not trained or out of date: Refresher)" in page
    today = clock.today()
    scopes = tuple(each.code for each in searches.scopes)
    new = NewAuthorisation(world["searcher"], scopes, today, today + timedelta(days=90))
    authorise_searcher(world.acting("head"), new)
    told.recorded(world, "teacher", course="searching")
    listed = head.get("/searches/authorities").text
    assert "Training overdue" in listed
    assert "Out of date: Refresher" in listed

    told.recorded(world, "searcher", course="searching")
    told.recorded(world, "searcher")

    line = read_authorities(world.acting("head")).schools[0].listed[0]
    assert (line.overdue, line.lapsed, line.trained_on) == (False, (), today)
    page = head.get("/searches/authorities/authorise").text
    assert "Daniel Roche</option>" in page


def test_the_table_says_the_day_that_the_page_says(world, dsl):
    told.recorded(world, "teacher")
    day = told.line(world, "teacher", told.REFRESHER).until
    assert day == date(2027, 8, 31)
    page = dsl.get(f"/training/people/{world['teacher']}").text
    assert f"until {shown_on(day)}" in page
    listed = dsl.get(f"/training?status=done&course={told.REFRESHER}").text
    assert shown_on(day) in listed

    answer = dsl.get("/training/table.csv")

    rows = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    refresher = "Yearly refresher: safeguarding and online safety"
    (hers,) = (row for row in rows if (row[0], row[2]) == ("Hannah Okafor", refresher))
    assert hers[5] == day.isoformat()


def test_whoever_is_on_the_heads_list_learns_with_those_who_may_search(app, world):
    """Must not warn of somebody whom the list itself takes for trained."""
    head, today = visit(app, world, "head"), clock.today()
    for name, trained_on in (("teacher", today), ("tutor", None)):
        new = NewAuthorisation(
            world[name], ("weapon",), today, today + timedelta(days=9), trained_on
        )
        authorise_searcher(world.acting("head"), new)

    page = head.get("/training?group=searchers").text

    assert "Hannah Okafor" in page
    assert told.line(world, "tutor", "searching").status is Status.DUE
    chooser = head.get("/searches/authorities/authorise").text
    assert "Hannah Okafor (not trained or out of date: Refresher)" in chooser
    assert chooser.count("out of date: Searching, Refresher)") == 2
    with clock.moved_on(timedelta(days=10)):
        later = visit(app, world, "head").get("/training?group=searchers").text
    assert "Hannah Okafor" not in later


def test_two_sessions_at_the_same_time_are_told_apart_by_their_place(world, dsl):
    for place in ("Library", "Room 4"):
        told.planned(world, place=place)
    need = told.needed(world)
    page = dsl.get(f"/training/needs/{need}/plan").text
    assert "3:45pm, Library</option>" in page
    assert "3:45pm, Room 4</option>" in page

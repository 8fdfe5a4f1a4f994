"""Pages and forms of training."""

from datetime import timedelta
from typing import Any

from safeguard.training.commands.seats import book_training
from school.foundation import clock
from tests.house.round.filling import row
from tests.house.round.walking import House, Walk
from tests.house.round.who import DSL, TODAY, WORDS
from tests.training import told

TIMES: dict[str, Any] = {"begins": "15:45", "ends": "17:00", "place": "Library"}


def session(house: House) -> dict[str, str]:
    """A session to come."""
    make = lambda: told.planned(house.world)  # noqa: E731
    return {"session_ref": house.spare("session to come", make)}


def own_seat(house: House) -> dict[str, str]:
    """The teacher has a seat in it."""

    def make() -> str:
        ref = told.planned(house.world)
        return book_training(house.world.acting("teacher"), ref)

    return {"session_ref": house.spare("session with a seat", make)}


def begun(house: House) -> dict[str, str]:
    """One that has begun."""

    def make() -> str:
        with clock.moved_on(-2 * told.LATER):
            ref = told.planned(house.world)
            return told.booked(house.world, ref, "tutor")

    return {"session_ref": house.spare("session begun", make)}


def need(house: House) -> dict[str, str]:
    """Something that the teacher needs."""
    make = lambda: told.needed(house.world)  # noqa: E731
    return {"need_ref": house.spare("training need", make)}


def record(house: House) -> dict[str, str]:
    """Something that the teacher had, on a day of its own."""

    def make() -> str:
        told.recorded(house.world, "teacher")
        return told.records(house.world, "teacher")[-1].ref

    return {"record_ref": house.spare("training record", make)}


def persons_record(house: House) -> dict[str, str]:
    """The same on the teacher's page."""
    return {"person_ref": house.world["teacher"], **record(house)}


def person(house: House) -> dict[str, str]:
    """The teacher."""
    return {"person_ref": house.world["teacher"]}


def session_page(house: House, values: dict[str, str]) -> str:
    """Where one's own seat is taken and given up."""
    return house.address("training.session", values)


def _new_day(house: House) -> dict[str, Any]:
    on = (clock.today() + timedelta(days=20)).isoformat()
    return {"on": on, **TIMES}


READ_SESSION: dict[str, Any] = {"at": session, "leaves": "training_session.read"}
READ_PEOPLE: dict[str, Any] = {"at": session, "leaves": "training_attendance.read"}
NO_READING = "asks, and shows nothing of anybody’s training"
LOOKS_AT_TRAINING: dict[str, Walk] = {
    "training.own_training": Walk(leaves="own_training.read"),
    "training.attest_reading": Walk(leaves="own_training.read"),
    "training.ask_for_training": Walk(leaves="own_training.read"),
    "training.sessions": Walk(why_none="times and places, and nobody’s name"),
    "training.session": Walk(**READ_SESSION),
    "training.session_calendar": Walk(**READ_SESSION),
    "training.plan_session": Walk(**DSL, why_none=NO_READING),
    "training.move_session": Walk(**DSL, **READ_SESSION),
    "training.cancel_session": Walk(**DSL, **READ_SESSION),
    "training.book_people": Walk(**DSL, **READ_PEOPLE),
    "training.mark_attendance": Walk(**DSL, **READ_PEOPLE),
    "training.print_attendance": Walk(
        **DSL, at=session, leaves="training_attendance.printed"
    ),
    "training.training": Walk(**DSL, leaves="training.read"),
    "training.export_csv": Walk(**DSL, leaves="training.exported"),
    "training.export_xlsx": Walk(**DSL, leaves="training.exported"),
    "training.person_training": Walk(**DSL, at=person, leaves="person_training.read"),
    "training.record_training": Walk(**DSL, why_none=NO_READING),
    "training.void_record": Walk(
        **DSL, at=persons_record, leaves="person_training.read"
    ),
    "training.print_training_certificate": Walk(
        at=record, leaves="training_certificate.printed"
    ),
    "training.open_need": Walk(**DSL, why_none=NO_READING),
    "training.plan_need": Walk(**DSL, at=need, leaves="training_need.prepared"),
    "training.end_need": Walk(**DSL, at=need, leaves="training_need.prepared"),
}
TO_TRAINING: dict[str, Walk] = {
    "training.attest_reading": Walk(
        fields=row(confirmed="y"), leaves="reading.attested"
    ),
    "training.ask_for_training": Walk(
        fields=row(course=told.REFRESHER, note=WORDS), leaves="training_need.opened"
    ),
    "training.plan_session": Walk(
        **DSL,
        fields=lambda h: {**_new_day(h), "course": told.REFRESHER},
        leaves="training_session.planned",
    ),
    "training.move_session": Walk(
        **DSL,
        at=session,
        fields=lambda h: {**_new_day(h), "reason": WORDS},
        leaves="training_session.moved",
    ),
    "training.cancel_session": Walk(
        **DSL, at=session, fields=row(reason=WORDS), leaves="training_session.cancelled"
    ),
    "training.book_training": Walk(
        at=session, from_page=session_page, leaves="training.booked"
    ),
    "training.give_up_seat": Walk(
        at=own_seat, from_page=session_page, leaves="training.given_up"
    ),
    "training.book_people": Walk(
        **DSL,
        at=session,
        fields=lambda h: {"people": [h.world["tutor"]]},
        leaves="training.people_booked",
    ),
    "training.mark_attendance": Walk(
        **DSL,
        at=begun,
        fields=lambda h: {"came": [h.world["tutor"]]},
        leaves="training_attendance.marked",
    ),
    "training.record_training": Walk(
        **DSL,
        fields=lambda h: {
            "course": told.REFRESHER,
            "done_on": TODAY,
            "people": [h.world["tutor"]],
            "evidence": WORDS,
        },
        leaves="training.recorded",
    ),
    "training.void_record": Walk(
        **DSL,
        at=persons_record,
        fields=row(reason=WORDS),
        leaves="training_record.voided",
    ),
    "training.open_need": Walk(
        **DSL,
        fields=lambda h: {
            "person_ref": h.world["tutor"],
            "course": told.REFRESHER,
            "origin": "reviewer",
        },
        leaves="training_need.opened",
    ),
    "training.plan_need": Walk(
        **DSL, at=need, fields=row(words=WORDS), leaves="training_need.planned"
    ),
    "training.end_need": Walk(
        **DSL,
        at=need,
        fields=row(why="talked", words=WORDS),
        leaves="training_need.ended",
    ),
}

"""Rolls for the tests: written as an office would, brought and imported by commands."""

from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.sealing import unseal
from school.identity.commands.roll import NewRoll, import_roll, upload_roll
from school.identity.models import Person, RollKind, RollUpload
from school.identity.queries.rolls import RollShown, read_roll

PUPILS = "roll_number,given_name,family_name,born_on,sex,upn,form,year"
STAFF = "roll_number,given_name,family_name,email,job_title,forms"
CONTACTS = (
    "pupil_roll_number,given_name,family_name,relationship,parental_responsibility,"
    "telephone,email,priority,staff_number"
)
HEADERS = {
    RollKind.PUPILS: PUPILS,
    RollKind.STAFF: STAFF,
    RollKind.CONTACTS: CONTACTS,
}


def brought(actor: Actor, kind: RollKind, *rows: str, header: str = "") -> str:
    """A roll, uploaded; its reference."""
    text = "\n".join([header or HEADERS[kind], *rows])
    return upload_roll(actor, NewRoll(kind, text))


def seen(actor: Actor, ref: str) -> RollShown:
    """What its page says, read afresh."""
    db.session.remove()
    return read_roll(actor, ref)


def imported(actor: Actor, kind: RollKind, *rows: str, header: str = "") -> str:
    """A roll, uploaded and imported at once."""
    ref = brought(actor, kind, *rows, header=header)
    return import_roll(actor, ref, seen(actor, ref).version)


def outcomes(actor: Actor, kind: RollKind, *rows: str, header: str = "") -> list[str]:
    """What becomes of each row, and why: "added", "refused twice_in_file"."""
    shown = seen(actor, brought(actor, kind, *rows, header=header))
    return [
        " ".join([row.outcome, *(reason.code for reason in row.problems)])
        for row in shown.rows
    ]


def warnings(actor: Actor, kind: RollKind, *rows: str, header: str = "") -> list[str]:
    """What each row that stands should be looked at for."""
    shown = seen(actor, brought(actor, kind, *rows, header=header))
    return [reason.code for row in shown.rows for reason in row.warnings]


def person_called(given: str, family: str) -> Person | None:
    """The one person of that name, whichever school knows them."""
    db.session.remove()
    found = [
        row
        for row in db.session.query(Person)
        if (unseal(row, "given_name"), unseal(row, "family_name")) == (given, family)
    ]
    assert len(found) < 2, "there are several of that name"
    return found[0] if found else None


def upload_row(ref: str) -> RollUpload:
    """The row of an upload, read afresh."""
    db.session.remove()
    row = db.session.get(RollUpload, ref)
    assert row
    return row

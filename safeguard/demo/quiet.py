"""What in the story stands on no list: a concern in the vault, drafts half written."""

import json
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import select

from safeguard.allegations.commands.raising import (
    NewAdultConcern,
    raise_adult_concern,
)
from safeguard.cases.commands.drafts import Written, save_draft
from safeguard.cases.forms.raising import RaiseConcernForm
from safeguard.cases.models import Concern, ConcernTransfer
from safeguard.cases.states import ConcernState
from safeguard.demo.cast import Cast
from safeguard.demo.days import SchoolYear
from safeguard.work_devices.models import DeviceLoss
from safeguard.work_devices.states import LossState
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.references import spoken
from school.gate import upkeep
from school.notices import Notice, NoticeReading
from school.web.acting import set_actor

# School days: what nobody has looked at stays news for as long.
STAYS_NEWS = 16
# And work that was given to somebody: they have looked at it since.
STAYS_WORK, DONE_SOON = 3, ("/actions/", "/cases/", "/away")
HALF = "Zażółć told me this morning that his father fell again and"
AIDE, SUPPLY, TEACHER = "marisol.etxeberri", "dominic.farraday", "hannah.okafor"


def about_an_adult(cast: Cast, year: SchoolYear) -> str:
    """A concern about somebody who works at Birch: it goes to the head alone."""
    new = NewAdultConcern(
        subjects=(cast.people[SUPPLY],),
        what=(
            "Mr Farraday has written to two pupils of 9K from his own telephone, in "
            "the evening, about a trip that is not planned. They showed me that there "
            "were messages; I did not read them. One of them laughed, one did not."
        ),
        happened_on=year.school_day(2),
        children=(cast.pupils["birch", "Idris Pengelthorpe, 9K"],),
        done="I have said nothing to him and nothing to the pupils.",
    )
    with clock.standing_at(year.moment(1, "16:10")):
        return raise_adult_concern(cast.acting(AIDE), new)


def half_written(app: Flask, cast: Cast, now: datetime) -> None:
    """A concern that its author began and has not sent."""
    with clock.standing_at(now - timedelta(minutes=47)):
        actor = cast.acting(TEACHER)
        with app.test_request_context():
            set_actor(actor)
            form = RaiseConcernForm(meta={"csrf": False})
            form_id = str(form.form_id.data)
            # What was given out is signed; the draft knows it by what was signed.
            form_ref = form_id.rpartition(".")[0]
        child = cast.pupils["birch", "Zażółć Gęślą, 8K"]
        typed = [
            ["form_id", [form_id]],
            ["children-0-ref", [child]],
            ["children-0-part", ["harmed"]],
            ["narrative", [HALF]],
            ["teller", ["child"]],
        ]
        body = json.dumps(typed, ensure_ascii=False)
        save_draft(actor, Written(form_ref, body))


def read_notices(cast: Cast, year: SchoolYear) -> None:
    """What was seen to is no news any more; the rest waits on people's first page."""
    opened = select(Concern.ref).where(Concern.state != ConcernState.SUBMITTED)
    seen_to = {f"/concerns/{spoken(ref)}" for ref in db.session.scalars(opened)}
    seen_to |= {f"{path}/void/answer" for path in seen_to}
    taken = select(ConcernTransfer.ref).where(ConcernTransfer.answer.is_not(None))
    seen_to |= {f"/incoming/{ref}" for ref in db.session.scalars(taken)}
    closed = select(DeviceLoss.ref).where(DeviceLoss.state == LossState.CLOSED)
    seen_to |= {f"/devices/losses/{spoken(ref)}" for ref in db.session.scalars(closed)}
    asked = select(Notice.ref, Notice.path, Notice.made_at)
    lately, at_work = (year.moment(ago, "00:00") for ago in (STAYS_NEWS, STAYS_WORK))
    _read(
        Actor.system("demonstration", cast.trust, cast.trust),
        [
            NoticeReading(notice_ref=ref, read_at=made_at + timedelta(minutes=3))
            for ref, path, made_at in db.session.execute(asked).all()
            if made_at < lately
            or path in seen_to
            or (made_at < at_work and path.startswith(DONE_SOON))
        ],
    )


@upkeep("notice.read")
def _read(_actor: Actor, readings: list[NoticeReading]) -> None:
    """All at once: hundreds of them, one by one, take as long as the story."""
    db.session.add_all(readings)

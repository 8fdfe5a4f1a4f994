"""Forms that were acted on: pressing twice makes one record (decision 15)."""

from typing import Any

from sqlalchemy import UniqueConstraint, bindparam, select
from sqlalchemy.orm import Mapped

from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.additions import add_new, together
from school.foundation.database import (
    APPENDED,
    Code,
    Instant,
    Mac,
    Model,
    Ref,
    RowRef,
    db,
)
from school.foundation.errors import Repeated
from school.foundation.form_ids import FormId
from school.foundation.questions import connection_of, question
from school.foundation.references import new_ref
from school.foundation.turns import wait_for


class Submission(Model):
    """A form that was acted on: sending it twice makes one record (idempotency)."""

    __tablename__ = "submission"
    __table_args__ = (UniqueConstraint("person_ref", "form_ref"), APPENDED)

    ref: Mapped[RowRef]
    person_ref: Mapped[Ref]
    form_ref: Mapped[Ref]
    act: Mapped[Code]
    digest: Mapped[Mac]
    result_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


@question
def _earlier() -> Any:
    return select(Submission.act, Submission.digest, Submission.result_ref).where(
        Submission.person_ref == bindparam("person"),
        Submission.form_ref == bindparam("form"),
    )


def earlier_result(actor: Actor, act: str, form: FormId | None) -> str | None:
    if form is None:
        return None
    connection = connection_of(db.session())
    with together(connection):
        # The same form in another hand is acted on first.
        wait_for(connection, f"form {actor.person_ref} {form.form_ref}")
        earlier = _earlier.first(person=actor.person_ref, form=form.form_ref)
    if earlier is None:
        return None
    if (earlier.act, earlier.digest) != (str(act), form.digest):
        raise Repeated("this form was already sent, with other words in it")
    result_ref: str = earlier.result_ref
    return result_ref


def remember(actor: Actor, act: str, form: FormId | None, result: str) -> None:
    """Keep the form's receipt: it belongs to the act that the form asked for."""
    if form is None:
        return
    row = Submission(
        ref=new_ref(),
        person_ref=actor.person_ref,
        form_ref=form.form_ref,
        act=str(act),
        digest=form.digest,
        result_ref=result,
        recorded_at=clock.now(),
    )
    add_new(row)

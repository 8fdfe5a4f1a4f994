"""Training: everybody’s own, and for others whoever looks after it."""

from safeguard.training.commands.attending import Attendance, mark_attendance
from safeguard.training.commands.needs import (
    NeedPlan,
    NewNeed,
    open_need,
    plan_need,
)
from safeguard.training.commands.recording import (
    Voiding,
    record_training,
    void_record,
)
from safeguard.training.commands.seats import Invited, book_people
from safeguard.training.commands.sessions import (
    Cancellation,
    Move,
    cancel_session,
    move_session,
    plan_session,
)
from safeguard.training.permissions import Act
from safeguard.training.queries.people import read_person_training
from safeguard.training.queries.reviewing import (
    Wanted,
    export_training,
    read_need,
    read_training,
)
from safeguard.training.queries.sessions import print_attendance, read_attendance
from school.foundation import clock
from school.foundation.actor import Actor
from tests.permissions.trials.trial import Trial, Try
from tests.training import told

# Whoever sees counts only reads them on the report; here they see nothing.
NO_COUNTS = {"counts": "no"}


def _session(trial: Trial) -> str:
    return str(trial.spare("session", lambda: told.planned(trial.world)))


def _need(trial: Trial) -> str:
    return str(trial.spare("need", lambda: told.needed(trial.world, "tutor")))


def _record(trial: Trial) -> str:
    def make() -> str:
        told.recorded(trial.world, "tutor")
        return told.records(trial.world, "tutor")[-1].ref

    return str(trial.spare("record", make))


def _open(trial: Trial, actor: Actor) -> str:
    new = NewNeed(trial.newcomer("needs"), told.REFRESHER, "reviewer")
    return open_need(actor, new)


def _recording(trial: Trial, actor: Actor) -> str:
    return record_training(actor, told.new_records(trial.world, "volunteer"))


def _marking(trial: Trial, actor: Actor) -> str:
    session = _session(trial)
    with clock.moved_on(told.LATER + told.LATER):
        return mark_attendance(actor, session, Attendance(frozenset()))


TRAINING: dict[str, list[Try]] = {
    "plan_training": [
        Try(Act.READ_TRAINING, lambda t, a: read_training(a, Wanted()), NO_COUNTS),
        Try(
            Act.READ_PERSON_TRAINING,
            lambda t, a: read_person_training(a, t.world["tutor"]),
            NO_COUNTS,
        ),
        Try(Act.EXPORT_TRAINING, lambda t, a: export_training(a), NO_COUNTS),
        Try(
            Act.READ_ATTENDANCE,
            lambda t, a: read_attendance(a, _session(t)),
            NO_COUNTS,
        ),
        Try(
            Act.PRINT_ATTENDANCE,
            lambda t, a: print_attendance(a, _session(t)),
            NO_COUNTS,
        ),
        Try(Act.PREPARE_NEED, lambda t, a: read_need(a, _need(t)), NO_COUNTS),
        Try(Act.PLAN_SESSION, lambda t, a: plan_session(a, told.a_plan()), NO_COUNTS),
        Try(
            Act.MOVE_SESSION,
            lambda t, a: move_session(a, _session(t), Move(told.a_plan(), told.WHY)),
            NO_COUNTS,
        ),
        Try(
            Act.CANCEL_SESSION,
            lambda t, a: cancel_session(a, _session(t), Cancellation(told.WHY)),
            NO_COUNTS,
        ),
        Try(
            Act.BOOK_PEOPLE,
            lambda t, a: book_people(a, _session(t), Invited((t.world["tutor"],))),
            NO_COUNTS,
        ),
        Try(Act.MARK_ATTENDANCE, _marking, NO_COUNTS),
        Try(Act.RECORD_TRAINING, _recording, NO_COUNTS),
        Try(
            Act.VOID_RECORD,
            lambda t, a: void_record(a, _record(t), Voiding(told.WHY)),
            NO_COUNTS,
        ),
        Try(Act.OPEN_NEED, _open, NO_COUNTS),
        Try(
            Act.PLAN_NEED,
            lambda t, a: plan_need(a, _need(t), NeedPlan(told.PLAN)),
            NO_COUNTS,
        ),
    ],
}

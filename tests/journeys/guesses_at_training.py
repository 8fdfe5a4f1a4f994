"""References of sessions, needs, records and people that somebody must not find."""

from tests.house.round import House
from tests.journeys.wrong import Wrong, invented_row
from tests.training import told


def _session_elsewhere(house: House) -> str:
    make = lambda: told.planned(house.world, by="cedar_dsl")  # noqa: E731
    return house.spare("session elsewhere", make)


def _need_elsewhere(house: House) -> str:
    make = lambda: told.needed(house.world, "cedar_teacher")  # noqa: E731
    return house.spare("need elsewhere", make)


def _record_elsewhere(house: House) -> str:
    def make() -> str:
        told.recorded(house.world, "cedar_teacher", by="cedar_head")
        return told.records(house.world, "cedar_teacher")[-1].ref

    return house.spare("record elsewhere", make)


def _record_of_a_colleague(house: House) -> str:
    def make() -> str:
        told.recorded(house.world, "tutor")
        return told.records(house.world, "tutor")[-1].ref

    return house.spare("a colleague's record", make)


SESSIONS = Wrong({"invented": invented_row, "foreign": _session_elsewhere})
NEEDS = Wrong({"invented": invented_row, "foreign": _need_elsewhere})
PEOPLE = Wrong(
    {
        "invented": invented_row,
        "foreign": lambda house: house.world["cedar_teacher"],
        "a pupil": lambda house: house.world["maya"],
    }
)
CERTIFICATES = Wrong(
    {
        "invented": invented_row,
        "foreign": _record_elsewhere,
        "a colleague's": _record_of_a_colleague,
    }
)
WRONG_IN_TRAINING: dict[str, Wrong] = {
    **{
        f"training.{name}": SESSIONS
        for name in (
            *("session", "session_calendar", "book_training", "give_up_seat"),
            *("move_session", "cancel_session", "book_people"),
            *("mark_attendance", "print_attendance"),
        )
    },
    **{f"training.{name}": NEEDS for name in ("plan_need", "end_need")},
    "training.person_training": PEOPLE,
    "training.print_training_certificate": CERTIFICATES,
}
# The last of two references is the wrong one.
SECOND_IN_TRAINING: dict[str, Wrong] = {
    "training.void_record": Wrong(
        {"invented": invented_row, "foreign": _record_elsewhere}
    ),
}

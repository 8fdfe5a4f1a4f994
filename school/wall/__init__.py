"""Who must never see what: being concerned by a record beats every role."""

from school.wall.check import (
    bar,
    hidden_from,
    lift_bar,
    stands_between,
    whom_it_concerns,
    write_about,
)

__all__ = [
    "bar",
    "hidden_from",
    "lift_bar",
    "stands_between",
    "whom_it_concerns",
    "write_about",
]

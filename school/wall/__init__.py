"""Who must never see what: being concerned by a record beats every role."""

from school.wall.check import (
    bar,
    barred_from,
    hidden_from,
    hides,
    lift_bar,
    records_about,
    stands_between,
    those_barred_from,
    those_kept_from,
    walled_pairs,
    whom_it_concerns,
    write_about,
    write_about_new,
)

__all__ = [
    "bar",
    "barred_from",
    "hidden_from",
    "hides",
    "lift_bar",
    "records_about",
    "stands_between",
    "those_barred_from",
    "those_kept_from",
    "walled_pairs",
    "whom_it_concerns",
    "write_about",
    "write_about_new",
]

"""How a self-audit moves, and which school year a day lies in."""

from datetime import date

import pytest

from safeguard.audits.states import AuditState, Move, may, moved, newest, year_words
from school.calendars.days import school_year_of

A = AuditState


@pytest.mark.parametrize(
    ("move", "before", "owed", "after"),
    [
        (Move.SUBMIT, A.ASSIGNED, 0, A.SUBMITTED),
        (Move.REVIEW, A.SUBMITTED, 2, A.REVIEWED),
        (Move.REVIEW, A.SUBMITTED, 0, A.DONE),
        (Move.PLAN, A.REVIEWED, 1, A.TRAINING_PLANNED),
        (Move.PLAN, A.REVIEWED, 0, A.DONE),
        (Move.FINISH, A.TRAINING_PLANNED, 0, A.DONE),
        (Move.FINISH, A.TRAINING_PLANNED, 1, A.TRAINING_PLANNED),
        (Move.WITHDRAW, A.ASSIGNED, 0, A.WITHDRAWN),
        (Move.WITHDRAW, A.TRAINING_PLANNED, 1, A.WITHDRAWN),
    ],
)
def test_a_move_leads_where_the_table_says(move, before, owed, after):
    assert moved(move, before, owed=owed) is after


def test_nothing_moves_but_what_the_table_lets_move():
    allowed = {
        Move.SUBMIT: {A.ASSIGNED},
        Move.REVIEW: {A.SUBMITTED},
        Move.PLAN: {A.REVIEWED},
        Move.FINISH: {A.TRAINING_PLANNED},
        Move.WITHDRAW: {A.ASSIGNED, A.SUBMITTED, A.REVIEWED, A.TRAINING_PLANNED},
    }
    for move in Move:
        for state in A:
            assert may(move, state) is (state in allowed[move])
            assert (moved(move, state) is None) is (state not in allowed[move])


@pytest.mark.parametrize(
    ("day", "year", "words"),
    [
        (date(2026, 9, 1), 2026, "2026/27"),
        (date(2026, 8, 31), 2025, "2025/26"),
        (date(2027, 1, 1), 2026, "2026/27"),
        (date(2099, 10, 1), 2099, "2099/00"),
    ],
)
def test_a_school_year_begins_on_the_first_of_september(day, year, words):
    assert school_year_of(day) == year
    assert year_words(year) == words


def test_the_newest_years_are_shown_oldest_first():
    assert newest([2026, 2024, 2025, 2026, 2020], 3) == [2024, 2025, 2026]

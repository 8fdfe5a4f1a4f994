"""Where a phone is, and how a note of loss goes: the tables, every cell."""

from itertools import product

import pytest

from safeguard.hand_in.states import (
    LOSS_MOVES,
    LossState,
    Mark,
    Standing,
    is_correction,
    may_move,
    standing_of,
)

MARKS = (None, *Mark)


@pytest.mark.parametrize(
    ("mark", "exempt", "expected", "over", "standing"),
    [
        (None, False, False, False, Standing.NOT_MARKED),
        (None, False, True, False, Standing.EXPECTED),
        (None, True, False, False, Standing.EXEMPT),
        (None, True, True, True, Standing.EXEMPT),
        (Mark.HANDED_IN, False, True, False, Standing.HANDED_IN),
        (Mark.HANDED_IN, False, False, True, Standing.UNCOLLECTED),
        # A pupil who keeps the phone and hands it in all the same: it is here.
        (Mark.HANDED_IN, True, False, False, Standing.HANDED_IN),
        (Mark.NOT_BROUGHT, False, True, True, Standing.NOT_BROUGHT),
        (Mark.COLLECTED, False, False, True, Standing.COLLECTED),
    ],
)
def test_where_a_phone_is(mark, exempt, expected, over, standing):
    found = standing_of(mark, exempt=exempt, expected=expected, over=over)
    assert found is standing


def test_every_mark_stands_somewhere():
    for mark, exempt, expected, over in product(MARKS, *[(True, False)] * 3):
        assert standing_of(mark, exempt=exempt, expected=expected, over=over)


def test_only_handing_in_and_then_collecting_is_no_correction():
    ordinary = {(None, mark) for mark in Mark} | {(mark, mark) for mark in Mark}
    ordinary.add((Mark.HANDED_IN, Mark.COLLECTED))
    for before, after in product(MARKS, Mark):
        assert is_correction(before, after) is ((before, after) not in ordinary)


def test_a_note_of_loss_goes_one_way_and_not_past_the_parent():
    assert set(LOSS_MOVES) == set(LossState)
    order = list(LossState)
    allowed = {(one, other) for one in order for other in order if may_move(one, other)}
    assert allowed == {tuple(order[n : n + 2]) for n in range(2)}

"""Who hears of a lost device, who stands in, who is reminded when: tables alone."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from safeguard.work_devices.permissions.posts import POSTS, Told, in_line
from safeguard.work_devices.states import LOSS_MOVES, LossState, may_move, stage_at
from school.foundation.actor import Role


@pytest.mark.parametrize(
    ("post", "holders", "without", "told"),
    [
        (Role.DPO, {Role.DPO: ["a"]}, "", Told(Role.DPO, ("a",))),
        (Role.DPO, {Role.DPO: ["a", "b"]}, "a", Told(Role.DPO, ("b",))),
        (
            Role.DPO,
            {Role.EXECUTIVE_HEAD: ["e"], Role.CHAIR: ["c"]},
            "",
            Told(Role.DPO, ("e",), Role.EXECUTIVE_HEAD),
        ),
        # Nobody decides about the device that they lost themselves.
        (
            Role.DPO,
            {Role.DPO: ["a"], Role.EXECUTIVE_HEAD: ["a"], Role.CHAIR: ["c"]},
            "a",
            Told(Role.DPO, ("c",), Role.CHAIR),
        ),
        (Role.DPO, {Role.HEAD: ["h"]}, "", Told(Role.DPO, ())),
        # Whoever has taken cover hears beside the DSL, and is no stand-in.
        (
            Role.DSL,
            {Role.DSL: ["d"], Role.ACTING_DSL: ["t"]},
            "",
            Told(Role.DSL, ("d", "t")),
        ),
        (
            Role.DSL,
            {Role.DEPUTY_DSL: ["x"], Role.HEAD: ["h"]},
            "",
            Told(Role.DSL, ("x",), Role.DEPUTY_DSL),
        ),
        (
            Role.ICT,
            {Role.DIGITAL_SAFETY: ["p"]},
            "",
            Told(Role.ICT, ("p",), Role.DIGITAL_SAFETY),
        ),
    ],
)
def test_the_first_in_line_who_did_not_lose_it_hears(post, holders, without, told):
    assert in_line(post, holders, without) == told


def test_an_office_is_vacant_where_somebody_stands_in_or_nobody_does():
    assert not Told(Role.DPO, ("a",)).is_vacant
    assert Told(Role.DPO, ("e",), Role.EXECUTIVE_HEAD).is_vacant
    assert Told(Role.DPO, ()).is_vacant
    assert set(POSTS) == {Role.DPO, Role.DSL, Role.ICT}


def test_a_loss_closes_only_once_it_was_decided_about():
    moves = {(a, b) for a, b in product(LossState, LossState) if may_move(a, b)}
    assert moves == {
        (LossState.REPORTED, LossState.DECIDED),
        (LossState.DECIDED, LossState.DECIDED),
        (LossState.DECIDED, LossState.CLOSED),
    }
    assert set(LOSS_MOVES) == set(LossState)


@pytest.mark.parametrize(
    ("hours_left", "stage"),
    [(72, 0), (49, 0), (48, 1), (24, 2), (6.01, 2), (6, 3), (0, 4), (-9, 4)],
)
def test_each_reminder_has_its_moment(hours_left, stage):
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    due_at = now + timedelta(hours=hours_left)
    assert stage_at(now, due_at, (0, 48, 6, 24)) == stage

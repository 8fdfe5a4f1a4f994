"""Two people mark the same class at the same moment, on both engines."""

import pytest

from safeguard.hand_in.commands.marking import Collecting, collect_phones, mark_phones
from safeguard.hand_in.models import PhoneCorrection, PhoneDay
from school.foundation.database import db
from school.inspection.queries.proving import prove
from tests.gate.workbench import at_once
from tests.hand_in.told import IN, NOT, marking, sheet
from tests.trail.reading import entries

pytestmark = pytest.mark.both_engines


def test_nothing_is_lost_and_both_are_in_the_trail(app, world, in_term):
    """Whoever came second has the last word, and the first one's stays to be read."""
    form = world.classes["8K"]
    hands = {"office": IN, "teacher": NOT}
    rows = {
        name: marking(world, maya=mark, zazolc=IN, nandu=NOT)
        for name, mark in hands.items()
    }
    came = at_once(
        app,
        *(
            lambda name=name: mark_phones(world.acting(name), form, rows[name])
            for name in hands
        ),
    )
    assert came == [form, form]
    db.session.rollback()
    told = [leaf for leaf in entries(world.birch) if leaf.action == "phones.marked"]
    assert {leaf.person_ref for leaf in told} == {world["office"], world["teacher"]}
    assert db.session.query(PhoneDay).count() == 3
    assert db.session.query(PhoneCorrection).count() == 1
    last = next(name for name in hands if world[name] == told[-1].person_ref)
    found = {row.pupil_ref: row for row in sheet(world).rows}
    assert found[world["maya"]].mark is hands[last]
    assert [each.mark for each in found[world["maya"]].before] == [
        mark for name, mark in hands.items() if name != last
    ]
    assert not [fault for fault in prove().problems if fault.startswith("phone")]


def test_two_who_give_the_same_phones_back_give_them_back_once(app, world, in_term):
    form, office = world.classes["8K"], world.acting("office")
    mark_phones(office, form, marking(world, maya=IN, zazolc=IN))
    shown = Collecting((world["maya"], world["zazolc"]))
    came = at_once(
        app,
        lambda: collect_phones(world.acting("office"), form, shown),
        lambda: collect_phones(world.acting("teacher"), form, shown),
    )
    assert came == [form, form]
    db.session.rollback()
    assert sheet(world).here == ()
    assert db.session.query(PhoneCorrection).count() == 0

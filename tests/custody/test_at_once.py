"""Two at the same moment: one of them wins, the other hears so."""

from functools import partial
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError, IntegrityError

from safeguard.custody.commands.handing_over import (
    Answer,
    NewOffer,
    accept_item,
    decline_item,
    offer_item,
    withdraw_item,
)
from safeguard.custody.commands.sealing import (
    NewSeal,
    seal_item,
)
from safeguard.custody.models import CustodyHolding, CustodyItem
from school.foundation.database import db
from school.foundation.engines import owning_engine
from school.foundation.errors import Invalid, Refused, Stale
from school.foundation.references import new_ref
from tests.custody import held
from tests.gate.workbench import at_once

# ---- Two at once -------------------------------------------------------------------


ROUNDS = 3


def won(found: list[object]) -> tuple[int, int]:
    """How many did it, and how many were told that somebody was quicker."""
    assert all(isinstance(each, str | Stale | Refused) for each in found), found
    stale = sum(isinstance(each, Stale | Refused) for each in found)
    return len(found) - stale, stale


@pytest.mark.both_engines
def test_of_two_who_hand_over_the_same_item_at_once_one_wins(app, world):
    """Three windows of one holder offer it to three people, at the same moment."""
    searcher = world.acting("searcher")
    for _ in range(ROUNDS):
        item = held.stored(world)
        version = held.row(item).version
        offers = [
            partial(offer_item, searcher, item, NewOffer(world[to], "Keep it", version))
            for to in ("dsl", "ict", "head")
        ]
        db.session.rollback()
        found = at_once(app, *offers)
        assert won(found) == (1, 2)
        assert sum(isinstance(each, Stale) for each in found) == 2
        assert held.row(item).holder_ref == world["searcher"]


@pytest.mark.both_engines
def test_accepted_withdrawn_and_disposed_of_at_once_leave_one_holder(app, world):
    officer, searcher = world.acting("custody_officer"), world.acting("searcher")
    for _ in range(ROUNDS):
        item = held.stored(world)
        held.offer(world, item)
        db.session.rollback()
        found = at_once(
            app,
            partial(accept_item, officer, item, Answer()),
            partial(withdraw_item, searcher, item, Answer()),
            partial(decline_item, officer, item, Answer("No room.")),
        )
        assert won(found) == (1, 2)
        links, row = held.chain(item), held.row(item)
        accepted = isinstance(found[0], str)
        assert row.holder_ref == world["custody_officer" if accepted else "searcher"]
        assert [each.number for each in links] == list(range(1, len(links) + 1))
        assert len(links) == (4 if accepted else 3)


@pytest.mark.both_engines
def test_two_bags_with_one_number_at_once(app, world):
    first, other = held.seized(world), held.seized(world, "dsl")
    number = NewSeal(new_ref()[:8], new_ref()[:8])
    one, two = world.acting("searcher"), world.acting("dsl")
    db.session.rollback()
    found = at_once(
        app,
        lambda: seal_item(one, first, number),
        lambda: seal_item(two, other, number),
    )
    assert sum(isinstance(each, str) for each in found) == 1
    assert any(isinstance(each, Stale | Invalid) for each in found), found


@pytest.mark.both_engines
def test_the_database_itself_knows_one_holder(world, settings):
    """Past the product: no link twice, none taken away, no item without a holder."""
    item = held.stored(world)
    engine = owning_engine(settings.owner_url)
    links: Any = CustodyHolding.__table__
    again = {
        column.name: getattr(held.chain(item)[-1], column.name)
        for column in links.columns
    }
    db.session.rollback()
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(links.insert().values(**{**again, "ref": new_ref()}))
    with pytest.raises(DBAPIError), engine.begin() as connection:
        connection.execute(links.delete())
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(
            update(CustodyItem).where(CustodyItem.ref == item).values(holder_ref=None)
        )
    engine.dispose()

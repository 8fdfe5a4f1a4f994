"""A child moves school while a case is open: what was there stays, new things are sent.

Source: R0.10, a move inside the trust is a transfer between two DSLs.
"""

from datetime import timedelta

import pytest
from flask import Flask

from safeguard.cases.commands.acknowledging import acknowledge_concern
from safeguard.cases.commands.sending import (
    Receipt,
    Sending,
    answer_transfer,
    send_concern,
)
from safeguard.cases.queries.reading import read_case, read_concern
from safeguard.cases.queries.sending import on_their_way
from safeguard.children.queries.reading import read_child
from safeguard.children.states import Limits
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.errors import Hidden
from school.identity.commands.enrolling import Leaving, end_enrolment
from tests.cases.desk import at, words_of
from tests.cases.raised import WHAT, raised
from tests.cases.worked import dsl, opened
from tests.factories.world import World
from tests.visitors import visit

pytestmark = pytest.mark.both_engines
DAY = timedelta(days=1)
LEFT = "Ellis Thornbury left this school on"
SEND = "Send this concern to the child’s new school in the trust"


def fatima(world: World) -> Actor:
    """The DSL of the new school."""
    return world.acting("cedar_dsl", reason="a child came to us")


def leave(world: World) -> None:
    """Whoever keeps the roll lets the child go."""
    end_enrolment(world.acting("roll_officer"), world["ellis"], Leaving(clock.today()))


def test_the_old_school_keeps_what_was_its_own_and_the_new_one_sees_nothing(
    world: World,
) -> None:
    case = opened(world)
    leave(world)
    with clock.moved_on(2 * DAY):
        assert read_case(dsl(world), case).children[0].name == "Ellis Thornbury"
        gone = read_child(dsl(world), world["ellis"], Limits()).whereabouts
        assert gone
        assert gone.left_on == clock.today() - 2 * DAY
        with pytest.raises(Hidden):
            read_case(fatima(world), case)
        with pytest.raises(Hidden):
            read_child(fatima(world), world["ellis"], Limits())
        assert on_their_way(fatima(world)) == []


def test_the_new_school_reads_what_is_sent_once_it_is_taken(world: World) -> None:
    case = opened(world)
    leave(world)
    with clock.moved_on(2 * DAY):
        concern = raised(world, "teacher")
        acknowledge_concern(dsl(world), concern)
        why = "Ellis has been on Cedar’s roll since Monday."
        send_concern(dsl(world), concern, Sending(world.cedar, why))
        with pytest.raises(Hidden):
            read_concern(fatima(world), concern)
        [waiting] = on_their_way(fatima(world))
        taken = answer_transfer(fatima(world), waiting.ref, Receipt("accepted"))
        assert read_concern(fatima(world), taken).narrative.text == WHAT
        # The case went nowhere, and the sender still reads its own.
        with pytest.raises(Hidden):
            read_case(fatima(world), case)
        assert read_case(dsl(world), case)
        assert read_concern(dsl(world), concern).sent


def test_the_pages_say_since_when_and_offer_to_send(app: Flask, world: World) -> None:
    with clock.standing_at(clock.now() - 2 * DAY):
        case = opened(world)
        concern = raised(world, "teacher")
        acknowledge_concern(dsl(world), concern)
        leave(world)
    ruth = visit(app, world, "dsl", reason="working the queue")
    page = words_of(ruth.get(at("cases", case)))
    assert LEFT in page
    assert "22 November 2026" in page
    answer = ruth.get(at("concerns", concern))
    assert LEFT in words_of(answer)
    assert SEND in words_of(answer)
    assert at("concerns", concern, "/send") in answer.text
    other = raised(world, "teacher", "jayden")
    acknowledge_concern(dsl(world), other)
    assert LEFT not in words_of(ruth.get(at("concerns", other)))

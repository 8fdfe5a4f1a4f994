"""Wrong codes wait, by address and all together; what signs nothing takes one time."""

import statistics
import time
from datetime import timedelta

import pytest

from safeguard.agreements.commands.signing_by_link import sign_by_link
from safeguard.agreements.permissions.guesses import (
    FREE_FROM_ALL,
    FREE_FROM_ONE_ADDRESS,
)
from school.foundation import clock
from tests.agreements.issued import (
    adult,
    agreement_of,
    entries,
    issued,
    known,
    letter,
    said,
)
from tests.visitors import hidden_fields_in, stranger


@pytest.fixture
def maya(world):
    """Maya's agreement is issued."""
    return issued(world, "maya") and agreement_of(world, "maya")


@pytest.fixture
def parent(world):
    """Her mother."""
    return world["parent_teacher"]


def test_guesses_wait_by_address_and_it_is_recorded_once(app, world, maya, parent):
    made = letter(world, maya, parent)
    browser = stranger(app)
    token = hidden_fields_in(browser.get("/sign").text, 0)["csrf_token"]
    sent = {"csrf_token": token, "secret": "guess"}

    codes = [
        browser.post("/sign", data=sent).status_code
        for _ in range(FREE_FROM_ONE_ADDRESS + 3)
    ]
    held = browser.post("/sign", data={**sent, "secret": made.token})

    assert codes == [404] * FREE_FROM_ONE_ADDRESS + [429] * 3
    assert held.status_code == 429
    elsewhere = browser.post(
        "/sign",
        data={**sent, "secret": made.token},
        environ_base={"REMOTE_ADDR": "10.1.1.1"},
    )
    assert elsewhere.status_code == 200
    slowed = entries(world.trust, "agreement_links.slowed")
    assert len(slowed) == 1


def test_slips_of_many_weeks_do_not_add_up(app, world):
    """One wrong code every two hours, for three months: nobody ever waits."""
    browser = stranger(app)
    token = hidden_fields_in(browser.get("/sign").text, 0)["csrf_token"]
    sent = {"csrf_token": token, "secret": "a slip of the hand"}

    for number in range(2 * FREE_FROM_ONE_ADDRESS):
        with clock.moved_on(timedelta(hours=2 * number)):
            assert browser.post("/sign", data=sent).status_code == 404


def test_guesses_from_everywhere_wait_together(app, world):
    browser = stranger(app)
    token = hidden_fields_in(browser.get("/sign").text, 0)["csrf_token"]
    sent = {"csrf_token": token, "secret": "guess"}
    codes = []
    for number in range(FREE_FROM_ALL + 1):
        at = {"REMOTE_ADDR": f"10.0.{number // 200}.{number % 200}"}
        codes.append(browser.post("/sign", data=sent, environ_base=at).status_code)

    assert codes[-1] == 429
    assert codes[0] == 404


ROUNDS, NEAR = 40, 0.010


def test_what_signs_nothing_takes_the_same_time_whatever_it_is(
    app, world, maya, parent
):
    """Asked in turn, each from an address of its own; half of the answers of a kind
    come within ten milliseconds of those of any other.
    """
    other, used = adult(world, "maya", "Ida"), letter(world, maya, parent)
    secrets = {
        "unknown": "B" * 43,
        "replaced": letter(world, maya, other).token,
        "used": used.token,
    }
    letter(world, maya, other)
    sign_by_link(known(used.token).actor, used.ref, said(maya))
    browser = stranger(app)
    token = hidden_fields_in(browser.get("/sign").text, 0)["csrf_token"]
    took: dict[str, list[float]] = {kind: [] for kind in secrets}

    for number in range(ROUNDS):
        for place, (kind, secret) in enumerate(secrets.items()):
            at = {"REMOTE_ADDR": f"10.{place}.0.{number}"}
            sent = {"csrf_token": token, "secret": secret}
            began = time.perf_counter()
            answer = browser.post("/sign", data=sent, environ_base=at)
            took[kind].append(time.perf_counter() - began)
            assert answer.status_code == 404

    middles = [statistics.median(times) for times in took.values()]
    assert max(middles) - min(middles) < NEAR

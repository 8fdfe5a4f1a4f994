"""A new version comes into force while a parent reads: who is told, and who is not."""

from datetime import timedelta

import pytest

from safeguard.agreements.commands.issuing import withdraw_agreements
from safeguard.agreements.states import Withdrawal
from school.foundation import clock
from tests.agreements import told
from tests.agreements.issued import adult, issued, letter, signatures
from tests.agreements.test_links import NOT_FOUND, answered, opened
from tests.visitors import stranger


@pytest.fixture
def maya(world):
    """Maya's agreement is issued."""
    return issued(world, "maya")


@pytest.fixture
def parent(world):
    """Her mother."""
    return world["parent_teacher"]


@pytest.mark.parametrize("withdrawn", [False, True])
def test_whoever_reads_while_a_new_version_comes_is_told_that_the_text_has_changed(
    app, world, maya, parent, withdrawn
):
    made, used = letter(world, maya, parent), letter(world, maya, adult(world, "maya"))
    browser, other = stranger(app), stranger(app)
    page, spent = opened(browser, made.token), opened(other, used.token)
    answered(other, spent)

    told.nothing_open(world, "older")
    told.live_again(world)
    if withdrawn:
        withdraw_agreements(world.system(), [maya], Withdrawal.NEW_VERSION)
    answer = answered(browser, page)

    assert answer.status_code == 409
    assert "The text has changed since your letter." in answer.text
    assert len(signatures(maya)) == 1
    # To open it anew, or to answer by what was no good before, is a 404 like all else.
    assert opened(stranger(app), made.token).status_code == 404
    replayed = answered(other, spent, to="/sign/decline", reason="changed")
    assert NOT_FOUND in replayed.text or replayed.status_code == 409
    assert "has changed since your letter" not in replayed.text


def test_a_link_that_was_revoked_before_is_told_nothing_of_a_new_version(
    app, world, maya, parent
):
    first = letter(world, maya, parent)
    browser = stranger(app)
    page = opened(browser, first.token)
    letter(world, maya, parent)

    told.nothing_open(world, "older")
    told.live_again(world)
    with clock.moved_on(timedelta(minutes=1)):
        withdraw_agreements(world.system(), [maya], Withdrawal.NEW_VERSION)

    answer = answered(browser, page)
    assert answer.status_code == 404
    assert NOT_FOUND in answer.text

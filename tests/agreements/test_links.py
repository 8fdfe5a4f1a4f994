"""Links for parents: one adult, one agreement, once; all else is one answer (T11)."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from sqlalchemy import select

from safeguard.agreements.commands.issuing import withdraw_agreements
from safeguard.agreements.commands.linking import NewLink, NewLinks, make_links, mint
from safeguard.agreements.commands.signing_by_link import sign_by_link
from safeguard.agreements.models import Agreement, AgreementLink
from safeguard.agreements.permissions.links import find_link
from safeguard.agreements.states import Withdrawal
from school.foundation import clock
from school.foundation.database import db
from school.foundation.permits import Permit
from school.gate import decide, registered
from school.identity.commands.people import NewRelationship, relate
from school.trail.models import TrailLeaf
from tests.agreements import told
from tests.agreements.issued import (
    NAME,
    adult,
    agreement_of,
    entries,
    issued,
    known,
    letter,
    links,
    said,
    signatures,
    state,
)
from tests.visitors import hidden_fields_in, stranger

NOT_FOUND = "This link or code does not open anything."


@pytest.fixture
def maya(world):
    """Maya's agreement is issued."""
    return issued(world, "maya", "ellis") and agreement_of(world, "maya")


@pytest.fixture
def parent(world):
    """Her mother."""
    return world["parent_teacher"]


def opened(browser, secret, **more):
    """The secret is sent, as the script or a hand sends it."""
    token = hidden_fields_in(browser.get("/sign").text, 0)["csrf_token"]
    return browser.post("/sign", data={"csrf_token": token, "secret": secret, **more})


def answered(browser, page, to="/sign/agree", **words):
    """The form below the text is sent."""
    fields = hidden_fields_in(page.text, "form_id")
    return browser.post(to, data={**fields, "typed": NAME, **words})


def test_a_parent_reads_and_signs_by_the_token_of_a_link(app, world, maya, parent):
    made = letter(world, maya, parent, way="mail")
    browser = stranger(app)

    page = opened(browser, made.token)
    done = answered(browser, page)

    assert page.status_code == 200
    assert "Maya Castellan" in page.text
    assert made.token not in page.request.path
    assert done.status_code == 200
    assert "Signed. Thank you." in done.text
    (signature,) = signatures(maya)
    assert (signature.method, signature.side) == ("link", "parent")
    assert signature.signer_ref == parent
    assert state(maya) == "parent_signed"


def test_a_typed_code_does_the_same_however_it_is_typed(app, world, maya, parent):
    made = letter(world, maya, parent)
    browser = stranger(app)

    done = answered(browser, opened(browser, made.code.lower().replace("-", "  ")))

    assert "Signed. Thank you." in done.text
    assert signatures(maya)[0].method == "letter"


def test_a_scanner_that_fetches_the_address_signs_nothing(app, world, maya, parent):
    """Fetched three times with GET and HEAD, also with the secret in the open."""
    made = letter(world, maya, parent, way="mail")
    scanner = stranger(app)

    for _ in range(3):
        for path in ("/sign", f"/sign?secret={quote(made.token)}", "/sign/agree"):
            assert NAME not in scanner.get(path).text
            assert scanner.head(path).status_code in {200, 404, 405}

    assert signatures(maya) == []
    assert links()[0].used_at is None
    assert known(made.token).signs
    assert entries(world.birch, "agreement_link.opened") == []


def _unknown(world, ref, parent):
    return "A" * 43


def _used(world, ref, parent):
    made = letter(world, ref, parent)
    found = known(made.token)
    sign_by_link(found.actor, found.ref, said(ref))
    return made.token


def _replaced(world, ref, parent):
    made = letter(world, ref, parent)
    letter(world, ref, parent)
    return made.token


def _withdrawn(world, ref, parent):
    made = letter(world, ref, parent)
    withdraw_agreements(world.system(), [ref], Withdrawal.LEFT)
    return made.code


def _marked_since(world, ref, parent):
    made = letter(world, ref, parent)
    new = NewRelationship(world["maya"], parent, "parent", True, court_order=True)
    relate(world.system(), new)
    return made.token


def _not_to_be_contacted(world, ref, parent):
    made = letter(world, ref, parent)
    new = NewRelationship(world["maya"], parent, "parent", True, do_not_contact=True)
    relate(world.system(), new)
    return made.code


def _newer_text(world, ref, parent):
    made = letter(world, ref, parent)
    told.live_again(world)
    return made.token


BAD = (
    *(_unknown, _used, _replaced, _withdrawn, _marked_since, _not_to_be_contacted),
    _newer_text,
)


@pytest.mark.parametrize("make", BAD)
def test_whatever_does_not_sign_gets_one_answer(app, world, maya, parent, make):
    secret = make(world, maya, parent)
    signed_before = len(signatures(maya))
    browser = stranger(app)

    answer = opened(browser, secret)

    assert answer.status_code == 404
    assert plain(answer) == plain(opened(stranger(app), "no such code at all"))
    assert len(signatures(maya)) == signed_before
    assert entries(world.birch, "agreement_link.opened") == []


def test_a_link_of_two_weeks_ago_gets_the_same_answer(app, world, maya, parent):
    made = letter(world, maya, parent)

    with clock.moved_on(timedelta(days=14)):
        answer = opened(stranger(app), made.token)

    assert (answer.status_code, NOT_FOUND in answer.text) == (404, True)


def plain(answer):
    """A page without what is random in it."""
    return re.sub(r'(content|value)="[^"]{20,}"', "", answer.text)


def test_what_was_open_before_a_mark_was_set_no_longer_signs(app, world, maya, parent):
    made = letter(world, maya, parent)
    browser = stranger(app)
    page = opened(browser, made.token)

    _marked_since_now(world, parent)
    answer = answered(browser, page)

    assert answer.status_code == 404
    assert signatures(maya) == []


def _marked_since_now(world, parent):
    new = NewRelationship(world["maya"], parent, "parent", True, court_order=True)
    relate(world.system(), new)


def test_a_link_signs_for_its_own_child_and_adult_whatever_is_sent(
    app, world, maya, parent
):
    """Nothing in the form says for whom: it cannot be swapped."""
    sibling = agreement_of(world, "ellis")
    other = adult(world, "maya")
    made = letter(world, maya, parent)
    browser = stranger(app)
    page = opened(browser, made.token)

    answered(browser, page, agreement_ref=sibling, signer_ref=other, person_ref=other)

    assert signatures(sibling) == []
    assert [each.signer_ref for each in signatures(maya)] == [parent]


def test_a_replay_signs_nothing_and_a_second_press_is_no_replay(
    app, world, maya, parent
):
    made = letter(world, maya, parent)
    browser = stranger(app)
    page = opened(browser, made.token)

    first = answered(browser, page)
    again = answered(browser, page)
    replayed = answered(browser, page, to="/sign/decline", reason="changed")
    elsewhere = opened(stranger(app), made.token)

    assert "Signed. Thank you." in first.text
    assert "Signed. Thank you." in again.text
    assert replayed.status_code in {404, 409}
    assert elsewhere.status_code == 404
    assert len(signatures(maya)) == 1


def test_the_link_of_another_school_acts_in_that_school_alone(app, world, maya, parent):
    """Its adult is nobody in the other school: nothing there can be named by it."""
    made = letter(world, maya, parent)
    actor = known(made.token).actor

    assert (actor.school_ref, actor.person_ref) == (world.birch, parent)
    foreign = letter_of_cedar(world)
    assert find_link(foreign) is None


def letter_of_cedar(world):
    """Cedar tries to make a link to Birch's agreement."""
    minted = mint()
    ref = agreement_of(world, "maya")
    hashes = (minted.token_hash, minted.code_hash)
    new = NewLink(ref, world["parent_teacher"], "letter", *hashes)
    make_links(world.acting("cedar_dsl"), NewLinks((new,)))
    return minted.token


def test_another_text_than_the_one_shown_is_not_signed(app, world, maya, parent):
    made = letter(world, maya, parent)
    browser = stranger(app)
    page = opened(browser, made.token)

    answer = answered(browser, page, text_hash="0" * 64)

    assert answer.status_code == 409
    assert "Nothing was signed" in answer.text
    assert signatures(maya) == []
    assert known(made.token).signs


def test_without_a_name_or_a_line_nothing_is_signed(app, world, maya, parent):
    made = letter(world, maya, parent)
    browser = stranger(app)
    page = opened(browser, made.token)

    answer = answered(browser, page, typed=" ", devices="a watch")

    assert answer.status_code == 422
    assert "Write your name, or draw your signature." in answer.text
    assert known(made.token).signs


def test_a_parent_declines_and_says_why(app, world, maya, parent):
    made = letter(world, maya, parent)
    browser = stranger(app)

    answer = answered(
        browser, opened(browser, made.token), to="/sign/decline", reason="Ask me first"
    )

    assert answer.status_code == 200
    assert "You have not signed." in answer.text
    assert state(maya) == "declined"
    assert entries(world.birch, "agreement_link.declined")


def test_two_parents_differ_and_each_can_answer_anew(app, world, maya, parent):
    other = adult(world, "maya")
    for who, to in ((parent, "/sign/agree"), (other, "/sign/decline")):
        browser = stranger(app)
        answered(browser, opened(browser, letter(world, maya, who).code), to=to)
    differ = state(maya)

    browser = stranger(app)
    answered(browser, opened(browser, letter(world, maya, other).code))

    assert differ == "declined"
    assert state(maya) == "parent_signed"
    assert [each.answer for each in signatures(maya)] == [
        *("signed", "declined", "signed")
    ]


def test_no_secret_is_kept_anywhere(app, world, maya, parent):
    made = letter(world, maya, parent)
    browser = stranger(app)
    answered(browser, opened(browser, made.token))

    plain_code = made.code.replace("-", "")
    kept = [
        *(repr(vars(row)) for row in db.session.scalars(select(AgreementLink))),
        *(repr(leaf) for leaf in db.session.scalars(select(TrailLeaf.leaf))),
    ]
    for secret in (made.token, made.code, plain_code):
        assert not [each for each in kept if secret in each]


def test_an_adult_of_the_school_without_an_account_signs_a_letter_of_ones_own(
    app, world
):
    """A member of staff without e-mail signs as everybody else."""
    ref = issued(world, "volunteer", kind="adults", capacity="volunteer")
    made = letter(world, ref, world["volunteer"])
    browser = stranger(app)

    done = answered(browser, opened(browser, made.code))

    assert "Signed. Thank you." in done.text
    assert state(ref) == "complete"


def test_a_parent_who_signs_may_do_nothing_else(world, maya, parent):
    """The adult behind a link is let into nothing of the house. What is left notes that
    somebody was turned away.
    """
    actor = known(letter(world, maya, parent).token).actor
    agreement = db.session.get(Agreement, maya)

    let_in = {act for act in registered() if permits(act, actor, agreement)}

    assert let_in == {"agreement_links.slowed", "file.refused", "sign_in.failed"}


def permits(act, actor, subject):
    """Whether a rule lets somebody in to a record that is not theirs."""
    try:
        return isinstance(decide(act, actor, subject), Permit)
    except AttributeError:
        return False

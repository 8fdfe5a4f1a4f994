"""Agreements are issued to whom they should be, once; links go to whom they may."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from safeguard.agreements.commands.issuing import (
    NewAgreements,
    expire_agreements,
    issue_agreements,
    withdraw_agreements,
)
from safeguard.agreements.commands.linking import (
    NewLink,
    NewLinks,
    code_heard,
    hash_of,
    make_links,
    mint,
    revoke_links,
)
from safeguard.agreements.permissions.parents import adults_who_sign
from safeguard.agreements.queries.standing import lines_of, live_on, waiting_for
from safeguard.agreements.states import AgreementState, Withdrawal
from school.foundation import clock
from school.foundation.errors import Hidden, Refused, Stale
from school.identity.commands.people import (
    NewPerson,
    NewRelationship,
    add_person,
    relate,
)
from tests.agreements import told
from tests.agreements.issued import CAMPAIGN, adult, issued, letter, links
from tests.factories.world import BIRCH_STAFF, TRUST_STAFF, World

pytestmark = pytest.mark.both_engines


def test_a_slice_that_is_issued_again_gives_nobody_a_second(world: World) -> None:
    issued(world, "maya", "ellis")

    issued(world, "maya", "jayden")

    people = sorted(line.person_ref for line in lines_of(CAMPAIGN))
    assert people == sorted(world[name] for name in ("maya", "ellis", "jayden"))


def test_nobody_of_elsewhere_and_no_adult_gets_a_pupils_text(world: World) -> None:
    template = told.live(world)
    people = (world["cedar_pupil"], world["teacher"])

    new = NewAgreements(CAMPAIGN, template, "older", people)
    issue_agreements(world.acting("digital_safety"), new)

    assert lines_of(CAMPAIGN) == []


def test_only_the_live_version_of_ones_own_school_is_issued(world: World) -> None:
    draft = told.approved(world)
    cedar = world.acting("cedar_dsl")

    with pytest.raises(Stale):
        issued(world, "maya", template=draft)
    with pytest.raises(Hidden):
        issue_agreements(cedar, NewAgreements(CAMPAIGN, draft, "older", ()))
    with pytest.raises(Refused):
        issue_agreements(
            world.acting("teacher"), NewAgreements(CAMPAIGN, draft, "older", ())
        )


@pytest.mark.parametrize("name", sorted({*BIRCH_STAFF, *TRUST_STAFF}))
def test_whoever_runs_the_signing_issues_and_nobody_else(
    world: World, name: str
) -> None:
    """Matrix row run_agreement_campaign; the round goes on by itself."""
    actor = world.acting(name, reason="To see whether it is let in")
    acts: list[Callable[[], str]] = [
        lambda: withdraw_agreements(actor, [], Withdrawal.LEFT),
        lambda: expire_agreements(actor, []),
        lambda: make_links(actor, NewLinks(())),
        lambda: revoke_links(actor, []),
    ]

    for act in acts:
        if name in {"dsl", "deputy_dsl", "head", "digital_safety", "roll_officer"}:
            assert act()
        else:
            with pytest.raises(Refused):
                act()


def test_an_adult_waits_for_ones_own_until_it_ends(world: World) -> None:
    template = told.live(world, "adults")
    new = NewAgreements(CAMPAIGN, template, "adults", (world["teacher"],), "staff")
    issue_agreements(world.system(), new)
    teacher = world.acting("teacher")
    (waiting,) = waiting_for(teacher)

    expire_agreements(world.acting("head"), [waiting.ref])

    assert waiting.capacity == "staff"
    assert waiting_for(teacher) == []
    assert [line.state for line in lines_of(CAMPAIGN)] == [AgreementState.EXPIRED]


def test_what_is_withdrawn_holds_no_longer_and_its_links_sign_nothing(
    world: World,
) -> None:
    issued(world, "maya")
    (line,) = lines_of(CAMPAIGN)
    letter(world, line.ref, world["parent_teacher"])
    held = live_on(world.birch, world["maya"], clock.today())

    withdraw_agreements(world.system(), [line.ref], Withdrawal.NEW_STAGE)

    assert held is not None
    assert (held.ref, held.number, held.state) == (line.ref, 1, AgreementState.ISSUED)
    assert len(held.clauses) == len(told.words(line.template_ref).clauses)
    assert live_on(world.birch, world["maya"], clock.today()) is None
    (ended,) = lines_of(CAMPAIGN)
    assert (ended.state, ended.ended_why) == (AgreementState.WITHDRAWN, "new_stage")
    assert [link.revoked_at for link in links()] == [clock.now()]


def test_nobody_withdraws_in_a_signers_name(world: World) -> None:
    with pytest.raises(ValueError, match="signer"):
        withdraw_agreements(world.system(), [], Withdrawal.BY_SIGNER)


@pytest.mark.parametrize("mark", ["court_order", "do_not_contact"])
def test_an_adult_with_a_mark_gets_no_link(world: World, mark: str) -> None:
    issued(world, "maya")
    (line,) = lines_of(CAMPAIGN)
    ref = adult(world, "maya", mark=mark)

    letter(world, line.ref, ref)

    assert links() == []
    signers = adults_who_sign(world.birch, [world["maya"], world["ellis"]])
    assert signers == {world["maya"]: [world["parent_teacher"]]}


def test_a_mark_on_one_tie_outweighs_the_other(world: World) -> None:
    ref = adult(world, "ellis")
    relate(
        world.system(),
        NewRelationship(world["ellis"], ref, "carer", True, court_order=True),
    )

    assert adults_who_sign(world.birch, [world["ellis"]]) == {}


def test_somebody_without_parental_responsibility_gets_no_link(world: World) -> None:
    issued(world, "ellis")
    (line,) = lines_of(CAMPAIGN)
    ref = add_person(world.system(), NewPerson("Wanda", "Ruiz"))
    relate(world.system(), NewRelationship(world["ellis"], ref, "grandparent", False))

    letter(world, line.ref, ref)

    assert links() == []


def test_a_new_letter_replaces_the_earlier_one_and_no_other(world: World) -> None:
    issued(world, "maya")
    (line,) = lines_of(CAMPAIGN)
    other = adult(world, "maya")
    for ref in (world["parent_teacher"], other):
        letter(world, line.ref, ref)
    letter(world, line.ref, other, way="mail")

    letter(world, line.ref, world["parent_teacher"])

    standing = [link for link in links() if link.revoked_at is None]
    assert len(links()) == 4
    assert sorted((link.signer_ref, link.way) for link in standing) == sorted(
        [(world["parent_teacher"], "letter"), (other, "letter"), (other, "mail")]
    )
    assert {link.expires_at - link.made_at for link in links()} == {timedelta(days=14)}

    revoke_links(world.acting("head"), [line.ref])
    assert all(link.revoked_at for link in links())


def test_a_school_makes_no_links_to_anothers_agreements(world: World) -> None:
    issued(world, "maya")
    (line,) = lines_of(CAMPAIGN)
    minted = mint()
    new = NewLink(
        *(line.ref, world["parent_teacher"], "letter"),
        *(minted.token_hash, minted.code_hash),
    )

    make_links(world.acting("cedar_dsl"), NewLinks((new,)))

    assert links() == []


def test_what_goes_out_is_long_and_only_its_hash_is_kept() -> None:
    first, second = mint(), mint()

    assert first.token != second.token
    assert len(first.token) == 43
    assert first.token_hash == hash_of(first.token)
    assert first.code_hash == hash_of(code_heard(first.code))
    assert [len(group) for group in first.code.split("-")] == [5, 5, 5, 5]
    assert first.token not in repr(first)
    assert first.code not in repr(first)


@pytest.mark.parametrize(
    "typed", ["abcde 01o1l", " ABCDE–01011 ", "a.b c-d e 0 1 0 1 1"]
)
def test_a_code_is_heard_however_it_was_typed(typed: str) -> None:
    assert code_heard(typed) == "ABCDE01011"

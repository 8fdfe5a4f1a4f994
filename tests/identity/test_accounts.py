"""Keeping accounts, on both engines: opened, blocked, opened again, factors reset."""

from datetime import timedelta

import pytest

from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, Refused, SecondPersonNeeded, Stale
from school.foundation.passwords import passwords
from school.foundation.sealing import unseal
from school.identity.commands.accounts import (
    NewAccount,
    Unblocking,
    block_account,
    change_password,
    disown_sign_ins,
    hand_over_slip,
    issue_password,
    open_account,
    request_factor_reset,
    reset_factors,
    unblock_account,
)
from school.identity.commands.factors import (
    NewAuthenticator,
    add_authenticator,
    remove_factor,
    renew_recovery_codes,
)
from school.identity.commands.proving import Blocked, NotProven
from school.identity.models import User
from school.identity.permissions.signing_in import account_of, live_credentials
from school.identity.queries.accounts import (
    keepers_of_accounts,
    read_accounts,
    read_kept_account,
    read_own_account,
    suggested_username,
)
from school.identity.queries.people import names_of
from school.identity.queries.signing_in import acting, has_second_factor
from school.notices.models import Notice
from tests.factories.world import World
from tests.identity.proving import PASSWORD, code, try_in, with_password, with_slip
from tests.trail.reading import acts, facts, last
from tests.visitors import give_authenticator, open_account_for, sign_in_as

pytestmark = pytest.mark.both_engines
ALL_DONE = ("spoke_in_person", "looked_at_sign_ins", "told_of_break_in")


def _new(world: World, name: str, username: str) -> NewAccount:
    return NewAccount(world[name], username, passwords().hash("a slip of paper"))


def _account(world: World, name: str) -> User:
    found = account_of(world[name])
    assert found
    return found


def test_the_ict_technician_opens_an_account_and_it_is_recorded(world: World) -> None:
    ref = open_account(world.acting("ict"), _new(world, "teacher", "hannah"))
    told = last(world.birch)
    assert (told.action, told.person_ref) == ("account.opened", world["ict"])
    assert set(told.objects) == {ref, world["teacher"]}
    assert "hannah" not in str(told) + str(facts(told))
    assert _account(world, "teacher").must_change_password


def test_two_people_never_share_a_user_name_and_nobody_has_two(world: World) -> None:
    ict = world.acting("ict")
    open_account(ict, _new(world, "teacher", "hannah"))
    with pytest.raises(Invalid) as taken:
        open_account(ict, _new(world, "other_teacher", " HANNAH "))
    assert taken.value.problems == {"username": "taken"}
    with pytest.raises(Invalid) as twice:
        open_account(ict, _new(world, "teacher", "okafor"))
    assert twice.value.problems == {"username": "has_account"}
    # The name is the trust's, not the school's.
    with pytest.raises(Invalid):
        open_account(world.acting("cedar_head"), _new(world, "cedar_dsl", "hannah"))


@pytest.mark.parametrize("name", ["teacher", "dsl", "office", "councillor", "dpo"])
def test_others_open_no_account(world: World, name: str) -> None:
    with pytest.raises(Refused):
        open_account(world.acting(name), _new(world, "volunteer", "edie"))
    assert acts(world.birch)[-1] == ("account.opened", "refused")


def test_an_account_is_kept_by_its_own_school(world: World) -> None:
    with pytest.raises(Hidden):
        open_account(world.acting("ict"), _new(world, "cedar_teacher", "noel"))
    # The trust's own people are kept by the trust.
    with pytest.raises(Hidden):
        open_account(world.acting("ict"), _new(world, "executive_head", "anneli"))
    with pytest.raises(Refused):
        open_account(world.acting("chair"), _new(world, "executive_head", "anneli"))
    for_trust = Actor.system("operator", world.trust, world.trust)
    assert open_account(for_trust, _new(world, "executive_head", "anneli"))
    cedars = open_account_for(world, "cedar_teacher")
    with pytest.raises(Hidden):
        block_account(world.acting("ict"), cedars, "misuse")


def test_only_the_product_itself_opens_an_account_for_good_at_once(
    world: World,
) -> None:
    new = NewAccount(world["teacher"], "hannah", passwords().hash("x"), one_time=False)
    with pytest.raises(Refused):
        open_account(world.acting("ict"), new)
    assert open_account(world.system(), new)


def test_a_slip_is_handed_over_once_and_by_somebody(world: World) -> None:
    ict, teacher = world.acting("ict"), world["teacher"]
    account = open_account(ict, _new(world, "teacher", "tutor"))
    slip = read_kept_account(ict, teacher).slip
    assert slip
    assert (slip.printed_at, slip.handed_over_at) == (clock.now(), None)

    with clock.moved_on(timedelta(hours=2)):
        hand_over_slip(ict, account)
        told = last(world.birch)
        assert (told.action, told.person_ref) == ("password.handed_over", world["ict"])
        assert {account, teacher} < set(told.objects)
        slip = read_kept_account(world.acting("head"), teacher).slip
        assert slip
        assert slip.handed_over_at == clock.now()
        assert slip.handed_over_by == names_of([world["ict"]])[world["ict"]]
        with pytest.raises(Stale):
            hand_over_slip(world.acting("head"), account)

    # A new slip is another piece of paper.
    issue_password(ict, account, passwords().hash("another slip"))
    slip = read_kept_account(ict, teacher).slip
    assert slip
    assert slip.handed_over_at is None
    with clock.moved_on(timedelta(hours=73)):
        assert read_kept_account(ict, teacher).slip is None
        with pytest.raises(Stale):
            hand_over_slip(ict, account)


def test_nobody_hands_over_their_own_slip_or_another_schools(world: World) -> None:
    own = open_account_for(world, "ict")
    issue_password(world.acting("head"), own, passwords().hash("x"))
    with pytest.raises(Refused):
        hand_over_slip(world.acting("ict"), own)
    foreign = open_account_for(world, "cedar_teacher")
    with pytest.raises(Hidden):
        hand_over_slip(world.acting("ict"), foreign)


def test_a_chosen_password_takes_the_place_of_the_slip(world: World) -> None:
    first = with_slip(world, "teacher")
    here = acting(try_in(world, "teacher", first))
    assert here
    elsewhere = sign_in_as(world, "teacher", elevated=False, reason=None)
    change_password(here, here.user_ref, passwords().hash(PASSWORD))
    told = last(world.birch)
    assert (told.action, told.person_ref) == ("password.changed", world["teacher"])
    assert not _account(world, "teacher").must_change_password
    assert acting(elsewhere) is None
    assert try_in(world, "teacher")


def test_nobody_changes_the_password_of_another(world: World) -> None:
    account = with_password(world, "teacher")
    with pytest.raises(Hidden):
        change_password(world.acting("ict"), account, passwords().hash("x"))
    with pytest.raises(Refused):
        issue_password(
            world.acting("ict"), open_account_for(world, "ict"), passwords().hash("x")
        )


def test_a_blocked_account_is_shut_at_once_and_says_so_to_its_owner_only(
    world: World,
) -> None:
    account = with_password(world, "teacher")
    token = try_in(world, "teacher")
    block_account(world.acting("ict"), account, "misuse")
    told = last(world.birch)
    assert (told.action, facts(told)) == ("account.blocked", {"why": "misuse"})
    assert acting(token) is None
    with pytest.raises(Blocked):
        try_in(world, "teacher")
    with pytest.raises(NotProven):
        try_in(world, "teacher", "not the password at all")
    with pytest.raises(Stale):
        block_account(world.acting("head"), account, "left")


def test_another_person_opens_a_blocked_account_again_after_all_steps(
    world: World,
) -> None:
    account = with_password(world, "teacher")
    block_account(world.acting("ict"), account, "misuse")
    hashed = passwords().hash("slip")
    done = Unblocking(ALL_DONE, "Nothing amiss; the telephone was found.", hashed)
    with pytest.raises(SecondPersonNeeded):
        unblock_account(world.acting("ict"), account, done)
    head = world.acting("head")
    for thin in (
        Unblocking(ALL_DONE[:2], "x", hashed),
        Unblocking(ALL_DONE, " ", hashed),
    ):
        with pytest.raises(Invalid):
            unblock_account(head, account, thin)
    unblock_account(head, account, done)
    told = last(world.birch)
    assert (told.action, facts(told)) == (
        "account.unblocked",
        {"blocked_why": "misuse"},
    )
    row = _account(world, "teacher")
    assert unseal(row, "unblocked_note") == "Nothing amiss; the telephone was found."
    assert unseal(row, "username") == "teacher"
    with pytest.raises(NotProven):
        try_in(world, "teacher")
    assert try_in(world, "teacher", "slip")


def test_this_was_not_me_ends_all_blocks_and_tells_the_keepers(world: World) -> None:
    account = with_password(world, "teacher")
    token = try_in(world, "teacher")
    actor = acting(token)
    assert actor
    disown_sign_ins(actor, account, keepers_of_accounts(actor))
    told = last(world.birch)
    assert (told.action, told.person_ref) == ("sign_in.disowned", world["teacher"])
    assert acting(token) is None
    with pytest.raises(Blocked):
        try_in(world, "teacher")
    asked = db.select(Notice).where(Notice.path == "/accounts")
    notices = list(db.session.scalars(asked))
    assert {each.person_ref for each in notices} == {world["ict"], world["head"]}
    assert {each.kind for each in notices} == {"now"}


def test_lost_factors_need_two_people_neither_of_them_the_owner(world: World) -> None:
    account = with_password(world, "dsl", app=True)
    ict, head = world.acting("ict"), world.acting("head")
    with pytest.raises(Refused):
        request_factor_reset(world.acting("teacher"), account, "device_lost")
    reset = request_factor_reset(ict, account, "device_lost")
    assert acts(world.birch)[-1] == ("factor_reset.requested", "done")
    with pytest.raises(SecondPersonNeeded):
        reset_factors(ict, reset)
    with pytest.raises(Hidden):
        reset_factors(world.acting("cedar_head"), reset)
    assert has_second_factor(account)
    token = try_in(world, "dsl", code=code())
    reset_factors(head, reset)
    told = last(world.birch)
    assert (told.action, told.person_ref) == ("factor_reset.approved", world["head"])
    assert account in told.objects
    assert not has_second_factor(account)
    assert acting(token) is None
    with pytest.raises(Stale):
        reset_factors(world.acting("roll_officer"), reset)


def test_a_request_to_reset_lapses_after_seven_days(world: World) -> None:
    account = with_password(world, "dsl", app=True)
    reset = request_factor_reset(world.acting("ict"), account, "device_lost")
    with clock.moved_on(timedelta(days=7)), pytest.raises(Stale):
        reset_factors(world.acting("head"), reset)


def test_nobody_asks_for_the_reset_of_their_own_factors(world: World) -> None:
    account = with_password(world, "head", app=True)
    with pytest.raises(Refused):
        request_factor_reset(world.acting("head"), account, "device_lost")


def test_factors_change_only_after_a_fresh_one(world: World) -> None:
    account = with_password(world, "dsl", app=True)
    plain = acting(sign_in_as(world, "dsl", elevated=False, reason=None))
    assert plain
    with pytest.raises(Refused):
        add_authenticator(plain, account, NewAuthenticator("JBSWY3DPEHPK3PXP"))
    with pytest.raises(Refused):
        renew_recovery_codes(plain, account, ("7KQ4M2XF9B",))
    elevated = world.acting("dsl", elevated=True)
    add_authenticator(elevated, account, NewAuthenticator("JBSWY3DPEHPK3PXP"))
    assert len(live_credentials(account, "totp")) == 1
    only = live_credentials(account, "totp")[0].ref
    with pytest.raises(Stale):
        remove_factor(elevated, only)
    renew_recovery_codes(elevated, account, ("7KQ4M2XF9B",))
    assert acts(world.birch)[-1] == ("recovery_codes.renewed", "done")
    with pytest.raises(Hidden):
        remove_factor(world.acting("teacher", elevated=True), only)


def test_the_first_factor_needs_none(world: World) -> None:
    account = with_password(world, "dsl")
    actor = acting(try_in(world, "dsl"))
    assert actor
    add_authenticator(actor, account, NewAuthenticator("JBSWY3DPEHPK3PXP"))
    assert has_second_factor(account)
    assert acts(world.birch)[-1] == ("authenticator.added", "done")


def test_keepers_see_states_and_nothing_else(world: World) -> None:
    with_slip(world, "teacher")
    account = with_password(world, "tutor")
    block_account(world.acting("head"), account, "left")
    with_password(world, "dsl", app=True)
    shown = {each.person_ref: each for each in read_accounts(world.acting("ict"))}
    assert shown[world["teacher"]].state == "first_password"
    assert shown[world["tutor"]].state == "blocked"
    assert shown[world["tutor"]].blocked_why == "left"
    assert (shown[world["dsl"]].state, shown[world["dsl"]].has_factor) == ("open", True)
    assert shown[world["volunteer"]].state == "none"
    assert world["maya"] not in shown
    assert world["cedar_teacher"] not in shown
    assert world["executive_head"] not in shown
    assert acts(world.birch)[-1] == ("accounts.read", "done")
    with clock.moved_on(timedelta(hours=73)):
        lapsed = read_kept_account(world.acting("ict"), world["teacher"])
    assert lapsed.state == "lapsed"


def test_a_person_reads_their_own_account_only(world: World) -> None:
    account = with_password(world, "teacher")
    actor = acting(try_in(world, "teacher"))
    assert actor
    shown = read_own_account(actor, account)
    assert shown.username == "teacher"
    assert [each.here for each in shown.sign_ins] == [True]
    assert shown.sign_ins[0].address == "127.0.0.1"
    assert acts(world.birch)[-1] == ("account.read", "done")
    with pytest.raises(Hidden):
        read_own_account(world.acting("ict"), account)


def test_user_names_are_suggested_in_plain_letters(world: World) -> None:
    ict = world.acting("ict")
    assert suggested_username(ict, world["teacher"]) == "hannah.okafor"
    open_account(ict, _new(world, "teacher", "hannah.okafor"))
    assert suggested_username(ict, world["teacher"]) == "hannah.okafor2"
    assert suggested_username(ict, world["nandu"]) == "siobhan.obriennandu"
    assert suggested_username(ict, world["zazolc"]) == "zazolc.gesla"
    assert suggested_username(ict, world["wang"]) == ""
    assert suggested_username(ict, world["cedar_teacher"]) == ""


def test_the_tests_own_app_is_added_once(world: World) -> None:
    give_authenticator(world, "dsl")
    give_authenticator(world, "dsl")
    assert len(live_credentials(_account(world, "dsl").ref, "totp")) == 1

"""Signing in over HTTP: what a person meets, and what a thief does not learn."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from school.foundation import clock
from school.foundation.actor import Role
from school.identity.commands.accounts import block_account
from school.identity.commands.appointments import NewAppointment, appoint
from school.identity.commands.appointments import end_appointment as end_role
from tests.factories.world import World
from tests.identity.proving import (
    PASSWORD,
    comes_in,
    type_in,
    with_password,
    with_slip,
)
from tests.trail.reading import acts
from tests.visitors import hidden_fields_in, stranger, visit

NEW_PASSWORD = "seven herons on a tin roof"
_VARIES = re.compile(r'(name="(csrf_token|form_id|username)"|name="csrf-token")[^>]*')


def test_a_teacher_signs_in_and_out(app: Flask, world: World) -> None:
    with_password(world, "teacher")
    visitor = comes_in(app, "teacher")
    assert "Hannah Okafor" in visitor.get("/account").text
    assert visitor.press("/sign-out").location == "/sign-in"
    assert visitor.get("/account").location == "/sign-in?next=/account"
    assert acts(world.birch)[-1] == ("sign_in.ended", "done")


def test_an_unknown_name_and_a_wrong_password_look_the_same(
    app: Flask, world: World
) -> None:
    with_password(world, "teacher")
    with_password(world, "dsl", app=True)
    pages = set()
    for name in ("teacher", "dsl", "nobody.at.all"):
        answer = type_in(stranger(app), name, "not the password at all")
        assert answer.status_code == 422
        pages.add(_VARIES.sub("", answer.text))
    wrong_code = type_in(stranger(app), "dsl", PASSWORD, "000000")
    pages.add(_VARIES.sub("", wrong_code.text))
    assert len(pages) == 1
    assert "Something does not match" in pages.pop()


def test_the_password_is_never_sent_back(app: Flask, world: World) -> None:
    answer = type_in(stranger(app), "teacher", "not the password at all")
    assert "not the password at all" not in answer.text
    assert 'value="teacher"' in answer.text


def test_after_signing_in_one_is_taken_where_one_wanted_to_go(
    app: Flask, world: World
) -> None:
    with_password(world, "teacher")
    path = "/sign-in?next=/account/password"
    answer = type_in(stranger(app), "teacher", path=path)
    assert answer.location == "/account/password"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://example.org/", "//example.org", "/\\example.org", "/no-such-page", "x"],
)
def test_nobody_is_sent_to_another_site(
    app: Flask, world: World, elsewhere: str
) -> None:
    with_password(world, "teacher")
    visitor = stranger(app)
    fields = visitor.hidden_fields("/sign-in") | {"next": elsewhere}
    typed = {"username": "teacher", "password": PASSWORD}
    answer = visitor.post("/sign-in", data={**fields, **typed})
    assert answer.location == "/"


def test_a_slip_leads_to_a_password_of_ones_own_and_nowhere_else(
    app: Flask, world: World
) -> None:
    visitor = stranger(app)
    answer = type_in(visitor, "teacher", with_slip(world, "teacher"))
    assert answer.location == "/account/password"
    assert visitor.get("/account").location == "/account/password"
    for new, told in (
        ("short", "at least 15 characters"),
        ("hannahokafor2026!!", "This would be guessed"),
    ):
        refused = visitor.submit("/account/password", password=new, again=new)
        assert refused.status_code == 422
        assert told in refused.text
    differ = visitor.submit("/account/password", password=NEW_PASSWORD, again="other")
    assert "The two new passwords differ" in differ.text
    chosen = visitor.submit(
        "/account/password", password=NEW_PASSWORD, again=NEW_PASSWORD
    )
    assert chosen.location == "/"
    assert visitor.get("/account").status_code == 200
    assert comes_in(app, "teacher", NEW_PASSWORD)


def test_a_slip_works_once(app: Flask, world: World) -> None:
    first = with_slip(world, "teacher")
    assert type_in(stranger(app), "teacher", first).status_code == 303
    assert type_in(stranger(app), "teacher", first).status_code == 422


def test_changing_the_password_asks_for_the_one_now(app: Flask, world: World) -> None:
    with_password(world, "teacher")
    visitor, other = comes_in(app, "teacher"), comes_in(app, "teacher")
    new: dict[str, Any] = {"password": NEW_PASSWORD, "again": NEW_PASSWORD}
    wrong = visitor.submit("/account/password", present="a guess", **new)
    assert "This is not your password now" in wrong.text
    right = visitor.submit("/account/password", present=PASSWORD, **new)
    assert right.status_code == 303
    assert visitor.get("/account").status_code == 200
    assert other.get("/account").status_code == 303


def test_five_failures_are_held_with_a_time(app: Flask, world: World) -> None:
    with_password(world, "teacher")
    for _ in range(5):
        type_in(stranger(app), "teacher", "not the password at all")
    held = type_in(stranger(app), "teacher")
    assert held.status_code == 429
    assert "try again from 1:42pm on" in held.text
    with clock.moved_on(timedelta(seconds=30)):
        assert type_in(stranger(app), "teacher").status_code == 303


def test_nobody_elses_failures_hold_up_a_device_that_is_known(
    app: Flask, world: World
) -> None:
    with_password(world, "dsl")
    lead = comes_in(app, "dsl")
    lead.press("/sign-out")
    for _ in range(5):
        type_in(stranger(app), "dsl", "a pupil's guess at it")
    assert type_in(stranger(app), "dsl").status_code == 429
    assert type_in(lead, "dsl").status_code == 303
    # The device itself has no more tries than any other.
    lead.press("/sign-out")
    for _ in range(5):
        assert type_in(lead, "dsl", "a thief's guess at it").status_code == 422
    assert type_in(lead, "dsl").status_code == 429
    # What the cookie holds names nobody, and a changed one is worth nothing.
    cookie = lead.get_cookie("safeguard-device")
    assert cookie
    assert "dsl" not in cookie.decoded_value
    forged = stranger(app)
    forged.set_cookie("safeguard-device", cookie.decoded_value[:-2] + "xx")
    assert type_in(forged, "dsl").status_code == 429


def test_a_blocked_account_meets_a_neutral_message(app: Flask, world: World) -> None:
    account = with_password(world, "teacher")
    visitor = comes_in(app, "teacher")
    block_account(world.acting("ict"), account, "misuse")
    assert visitor.get("/account").location == "/sign-in?next=/account"
    blocked = type_in(stranger(app), "teacher")
    assert blocked.status_code == 403
    assert "You cannot sign in at the moment" in blocked.text
    assert "blocked" not in blocked.text
    wrong = type_in(stranger(app), "teacher", "not the password at all")
    assert "Something does not match" in wrong.text


def test_the_last_sign_in_and_tries_in_vain_are_told_at_once(
    app: Flask, world: World
) -> None:
    with_password(world, "teacher")
    comes_in(app, "teacher")
    with clock.moved_on(timedelta(hours=1)):
        type_in(stranger(app), "teacher", "not the password at all")
        visitor = comes_in(app, "teacher")
        page = visitor.get("/account").text
    assert "You last signed in on 24 November 2026, 1:42pm" in page
    assert "One try to sign in has failed since, on 24 November 2026, 2:42pm." in page
    assert '<a href="/account">Was that not you?</a>' in page


def test_this_was_not_me(app: Flask, world: World) -> None:
    with_password(world, "teacher")
    visitor = comes_in(app, "teacher")
    assert "You are not blamed" in visitor.get("/account/not-me").text
    answer = visitor.press("/account/not-me")
    assert "Your account is blocked" in answer.text
    assert visitor.get("/account").status_code == 303
    assert type_in(stranger(app), "teacher").status_code == 403


def test_sign_ins_elsewhere_can_be_ended(app: Flask, world: World) -> None:
    with_password(world, "teacher")
    here, there, third = (comes_in(app, "teacher") for _ in range(3))
    page = here.get("/account").text
    refs = re.findall(r"/account/sign-ins/([0-9A-Z]{16})/end", page)
    assert len(refs) == 2
    here.press(f"/account/sign-ins/{refs[0]}/end")
    alive = [each.get("/account").status_code for each in (here, there, third)]
    assert sorted(alive) == [200, 200, 303]
    here.press("/account/sign-ins/end")
    alive = [each.get("/account").status_code for each in (here, there, third)]
    assert alive == [200, 303, 303]


def test_a_role_taken_away_is_missing_on_the_next_page(
    app: Flask, world: World
) -> None:
    row = appoint(
        world.acting("head"), NewAppointment(world["teacher"], Role.ICT.value)
    )
    visitor = visit(app, world, "teacher")
    assert visitor.get("/accounts").status_code == 200
    end_role(world.acting("head"), row)
    assert visitor.get("/accounts").status_code == 403
    assert visitor.get("/account").status_code == 200


def test_time_ends_a_sign_in_and_a_poll_does_not_prolong_it(
    app: Flask, world: World
) -> None:
    visitor = visit(app, world, "teacher")
    poll = {"X-Requested-With": "script"}
    with clock.moved_on(timedelta(minutes=10)):
        assert visitor.get("/account", headers=poll).status_code == 200
    with clock.moved_on(timedelta(minutes=16)):
        assert visitor.get("/account", headers=poll).status_code == 401
        assert visitor.get("/account").status_code == 303
    visitor = visit(app, world, "teacher")
    for minutes in (10, 20, 30):
        with clock.moved_on(timedelta(minutes=minutes)):
            assert visitor.get("/account").status_code == 200


def test_a_sign_in_gets_a_new_cookie_and_a_new_token(app: Flask, world: World) -> None:
    with_password(world, "teacher")
    visitor = stranger(app)
    with visitor.session_transaction() as cookie:
        cookie["planted"] = "by a thief"
    before = visitor.hidden_fields("/sign-in")["csrf_token"]
    type_in(visitor, "teacher")
    with visitor.session_transaction() as cookie:
        assert "planted" not in cookie
        assert len(cookie["_user_id"]) >= 43
    used = visitor.post("/blank", data={"csrf_token": before})
    assert used.status_code == 400


def test_a_copied_cookie_is_worth_nothing_after_signing_out(
    app: Flask, world: World
) -> None:
    visitor, thief = visit(app, world, "teacher"), stranger(app)
    with visitor.session_transaction() as cookie:
        token = cookie["_user_id"]
    visitor.press("/sign-out")
    with thief.session_transaction() as cookie:
        cookie["_user_id"] = token
    assert thief.get("/account").status_code == 303


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_from_another_site_is_refused(
    app: Flask, world: World, site: str
) -> None:
    visitor = visit(app, world, "dsl", elevated=True)
    token = hidden_fields_in(visitor.get("/account").text, 0)["csrf_token"]
    answer = visitor.post(
        "/blank", data={"csrf_token": token}, headers={"Sec-Fetch-Site": site}
    )
    assert answer.status_code == 403
    assert "Case content is open" in visitor.get("/account").text


def test_a_form_without_a_token_is_refused(app: Flask, world: World) -> None:
    visitor = visit(app, world, "teacher")
    assert visitor.post("/sign-out").status_code == 400
    assert visitor.get("/account").status_code == 200


@pytest.mark.parametrize(
    "looking",
    [
        {"Sec-Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
    ],
)
def test_a_page_is_not_fetched_before_it_is_opened(
    app: Flask, world: World, looking: dict[str, str]
) -> None:
    visitor = visit(app, world, "teacher")
    recorded = len(acts(world.birch))
    answer = visitor.get("/account", headers=looking)
    assert (answer.status_code, answer.text) == (503, "")
    assert len(acts(world.birch)) == recorded


def test_every_answer_of_these_pages_is_kept_by_nobody(
    app: Flask, world: World
) -> None:
    visitor = visit(app, world, "teacher")
    for path in ("/sign-in", "/account", "/elevate", "/blank"):
        assert visitor.get(path).headers["Cache-Control"] == "no-store"


def test_the_demonstrations_people_stand_on_the_page_in_the_demonstration_only(
    app: Flask, world: World
) -> None:
    person = {
        "name": "Hannah Okafor",
        "role": "Teacher",
        "school": "Birch Academy",
        "username": "teacher",
        "password": PASSWORD,
        "code": "123456",
    }
    app.extensions["safeguard_demo_people"] = lambda: [person]
    assert "Hannah Okafor" not in stranger(app).get("/sign-in").text
    settings = app.config["SAFEGUARD"]
    object.__setattr__(settings, "demonstration", True)
    with_password(world, "teacher")
    visitor = stranger(app)
    page = visitor.get("/sign-in").text
    assert "Hannah Okafor" in page
    assert "123456" in page
    assert visitor.submit("/sign-in", form="as Hannah Okafor").status_code == 303


def test_the_second_factor_is_led_to_where_the_role_needs_it(
    app: Flask, world: World
) -> None:
    with_password(world, "dsl")
    visitor = stranger(app)
    answer = type_in(visitor, "dsl", path="/sign-in?next=/account")
    assert answer.location == "/account/authenticator?next=/account"
    # It can wait: raising a concern never waits for it.
    assert visitor.get("/account").status_code == 200
    assert "You have no second factor yet" in visitor.get("/elevate").text


def test_whoever_keeps_no_accounts_sees_none(app: Flask, world: World) -> None:
    for name in ("teacher", "dsl", "office", "councillor"):
        assert visit(app, world, name).get("/accounts").status_code == 403
    assert acts(world.birch)[-1] == ("accounts.read", "refused")


def test_the_ict_technician_keeps_the_accounts_of_the_school(
    app: Flask, world: World
) -> None:
    ict, path = visit(app, world, "ict"), f"/accounts/{world['teacher']}"
    opened = ict.submit(path, to=f"{path}/open", username="hannah")
    slip = re.findall(r"[a-z2-9]{5}(?:-[a-z2-9]{5}){3}", opened.text)
    assert len(slip) == 1
    teacher = stranger(app)
    assert type_in(teacher, "hannah", slip[0]).status_code == 303
    again = ict.press(f"{path}/password")
    assert len(re.findall(r"[a-z2-9]{5}(?:-[a-z2-9]{5}){3}", again.text)) == 1
    assert ict.submit(f"{path}/block", why="misuse").status_code == 303
    assert "blocked on 24 November 2026" in ict.get(path).text
    unblocking: dict[str, Any] = {"steps": ["spoke_in_person"], "note": "All is well."}
    thin = ict.submit(f"{path}/unblock", **unblocking)
    assert thin.status_code == 422
    assert "Do all of these first" in thin.text
    steps = ["spoke_in_person", "looked_at_sign_ins", "told_of_break_in"]
    same = ict.submit(f"{path}/unblock", steps=steps, note="All is well.")
    assert same.status_code == 403
    head = visit(app, world, "head")
    slip2 = head.submit(f"{path}/unblock", steps=steps, note="All is well.")
    assert "One-time password" in slip2.text
    assert ("account.unblocked", "done") in acts(world.birch)


def test_two_keepers_remove_lost_factors_on_their_pages(
    app: Flask, world: World
) -> None:
    with_password(world, "dsl", app=True)
    ict, head = visit(app, world, "ict"), visit(app, world, "head")
    path = f"/accounts/{world['dsl']}"
    assert ict.submit(f"{path}/factors", why="device_lost").status_code == 303
    assert "Another keeper of accounts must agree" in ict.get(path).text
    agree = re.search(
        r'action="(/accounts/\w+/factors/\w+/agree)"', head.get(path).text
    )
    assert agree
    assert ict.press(agree[1]).status_code == 403
    assert head.press(agree[1]).status_code == 303
    assert type_in(stranger(app), "dsl").status_code == 303

"""Stopped while typing: nothing is lost, nothing is stored, nobody else gets it."""

from datetime import timedelta

import pytest
from flask import Blueprint, Flask, request

from school.foundation import clock
from school.foundation.errors import ElevationNeeded
from school.foundation.passwords import passwords
from school.identity.commands.accounts import issue_password
from school.identity.commands.elevating import drop_elevation
from school.web.acting import current_actor
from school.web.forms import ActForm
from tests.factories.world import World
from tests.identity.proving import PASSWORD, code, with_password
from tests.trail.reading import acts, facts, last
from tests.visitors import (
    Visitor,
    fields_sent_again,
    give_authenticator,
    hidden_fields_in,
    stranger,
    visit,
)

STORY = "Ellis said “stop it” twice.\n\tHe was pale — 😟 <b>and</b> shaking.  "
OURS = {"Sec-Fetch-Site": "same-origin"}
received: list[dict[str, list[str]]] = []
stage = Blueprint("stage", __name__)


@stage.post("/stage")
def send() -> str:
    """What the form does: it needs case content open."""
    if not current_actor().elevated:
        raise ElevationNeeded
    ActForm().identity()
    received.append({name: request.form.getlist(name) for name in request.form})
    return "received"


@stage.post("/stage/reason")
def send_with_reason() -> str:
    """The same, and a reason is needed."""
    if not current_actor().elevation_reason:
        raise ElevationNeeded(reason_needed=True)
    return "received with a reason"


@pytest.fixture(autouse=True)
def _stage(app: Flask) -> None:
    received.clear()
    app.register_blueprint(stage)


def _typed(visitor: Visitor) -> dict[str, object]:
    hidden = visitor.hidden_fields("/account/password")
    kept = {name: hidden[name] for name in ("csrf_token", "form_id")}
    return {**kept, "story": STORY, "who": ["maya", "ellis"]}


def test_an_elevation_that_ended_while_typing_loses_nothing(
    app: Flask, world: World
) -> None:
    visitor = visit(app, world, "dsl", elevated=True)
    typed = _typed(visitor)
    drop_elevation(visitor.actor, visitor.actor.sign_in_ref, "blanked")
    stopped = visitor.post("/stage", data=typed)
    assert stopped.status_code == 403
    assert STORY not in stopped.text
    assert "It is kept on this page" in stopped.text
    fields = hidden_fields_in(stopped.text)
    wrong = visitor.post("/elevate", data={**fields, "code": "000000"})
    fields = hidden_fields_in(wrong.text)
    done = visitor.post("/elevate", data={**fields, "code": code()})
    assert done.status_code == 200
    assert not received
    sent = visitor.post("/stage", data=fields_sent_again(done.text))
    assert sent.text == "received"
    assert received[0]["story"] == [STORY]
    assert received[0]["who"] == ["maya", "ellis"]


def test_a_sign_in_that_ended_while_typing_loses_nothing(
    app: Flask, world: World
) -> None:
    with_password(world, "dsl", app=True)
    visitor = visit(app, world, "dsl", elevated=True)
    typed = _typed(visitor)
    with clock.moved_on(timedelta(hours=2)):
        stopped = visitor.post("/stage", data=typed)
        assert stopped.status_code == 401
        assert "Your sign-in had ended" in stopped.text
        fields = hidden_fields_in(stopped.text)
        name = {"username": "dsl", "password": PASSWORD}
        back = visitor.post("/sign-in", data={**fields, **name, "code": code()})
        assert "Nothing is lost" in back.text
        again = visitor.post("/stage", data=fields_sent_again(back.text))
        # Signed in, but case content is not open: once more, and still nothing lost.
        assert again.status_code == 403
        with clock.moved_on(timedelta(seconds=30)):
            fields = hidden_fields_in(again.text)
            done = visitor.post("/elevate", data={**fields, "code": code()})
            visitor.post("/stage", data=fields_sent_again(done.text))
    assert received[0]["story"] == [STORY]


def test_what_one_person_wrote_is_not_opened_for_another(
    app: Flask, world: World
) -> None:
    with_password(world, "teacher")
    visitor = visit(app, world, "dsl", elevated=True)
    typed = _typed(visitor)
    with clock.moved_on(timedelta(hours=2)):
        stopped = visitor.post("/stage", data=typed)
        fields = hidden_fields_in(stopped.text)
        name = {"username": "teacher", "password": PASSWORD}
        answer = visitor.post("/sign-in", data={**fields, **name})
        assert answer.status_code == 303
        page = visitor.get("/account").text
    assert "it belongs to another person" in page
    assert "stop it" not in page
    assert not received


def test_what_was_carried_cannot_be_bent_or_kept_for_long(
    app: Flask, world: World
) -> None:
    visitor = visit(app, world, "dsl")
    give_authenticator(world, "dsl")
    carried = hidden_fields_in(visitor.post("/stage", data=_typed(visitor)).text)[
        "carried"
    ]
    assert carried.startswith("stage.send:")
    bent = [
        carried.replace("stage.send", "identity.sign_out"),
        carried[:-8] + "AAAAAAA=",
        "stage.send:not base64 at all",
        "",
        "x",
    ]
    for each in bent:
        answer = visitor.press("/go-on", carried=each)
        assert answer.status_code == 303
    assert "Nothing is lost" in visitor.press("/go-on", carried=carried).text
    with clock.moved_on(timedelta(hours=25)):
        later = visit(app, world, "dsl")
        assert later.press("/go-on", carried=carried).status_code == 303


def test_signed_out_in_another_tab_and_the_form_still_arrives(
    app: Flask, world: World
) -> None:
    with_password(world, "dsl", app=True)
    visitor = visit(app, world, "dsl", elevated=True)
    typed = _typed(visitor)
    visitor.press("/sign-out")
    assert visitor.post("/stage", data=typed).status_code == 400
    stopped = visitor.post("/stage", data=typed, headers=OURS)
    assert stopped.status_code == 401
    fields = hidden_fields_in(stopped.text)
    name = {"username": "dsl", "password": PASSWORD, "code": code()}
    back = visitor.post("/sign-in", data={**fields, **name})
    assert "Nothing is lost" in back.text
    assert fields_sent_again(back.text)["story"] == [STORY]


def test_signed_out_in_another_tab_and_nobody_else_gets_the_form(
    app: Flask, world: World
) -> None:
    with_password(world, "teacher")
    visitor = visit(app, world, "dsl", elevated=True)
    typed = _typed(visitor)
    visitor.press("/sign-out")
    fields = hidden_fields_in(visitor.post("/stage", data=typed, headers=OURS).text)
    name = {"username": "teacher", "password": PASSWORD}
    assert visitor.post("/sign-in", data={**fields, **name}).status_code == 303


def test_signed_in_again_in_another_tab_and_the_form_is_offered(
    app: Flask, world: World
) -> None:
    visitor = visit(app, world, "dsl", elevated=True)
    late = {**_typed(visitor), "csrf_token": "of an earlier sign-in"}
    assert visitor.post("/stage", data=late).status_code == 400
    offered = visitor.post("/stage", data=late, headers=OURS)
    assert "Nothing is lost" in offered.text
    assert (
        visitor.post("/stage", data=fields_sent_again(offered.text)).text == "received"
    )
    # A form that was given to somebody else is offered to nobody.
    teacher = visit(app, world, "teacher")
    foreign = teacher.post("/stage", data=late, headers=OURS)
    assert foreign.status_code == 400
    assert "Nothing is lost" not in foreign.text


def test_a_sign_in_page_that_was_open_for_long_is_shown_again(
    app: Flask, world: World
) -> None:
    typed = {"username": "teacher", "password": PASSWORD, "csrf_token": "old"}
    answer = stranger(app).post("/sign-in", data=typed, headers=OURS)
    assert answer.status_code == 400
    assert "Please sign in again" in answer.text
    assert PASSWORD not in answer.text


def test_a_reason_is_asked_where_it_is_needed(app: Flask, world: World) -> None:
    visitor = visit(app, world, "head", elevated=True)
    stopped = visitor.post("/stage/reason", data=_typed(visitor))
    fields = hidden_fields_in(stopped.text)
    thin = visitor.post("/elevate", data={**fields, "code": code(), "reason": "hm"})
    assert "at least 10 characters" in thin.text
    why = "Maya’s parents come at three"
    fields = {**hidden_fields_in(thin.text), "code": code(), "reason": why}
    done = visitor.post("/elevate", data=fields)
    assert "Nothing is lost" in done.text
    told = last(world.birch)
    assert (told.action, facts(told)["with_reason"]) == ("elevation.begun", True)
    assert "Maya" not in str(told) + str(facts(told))


def test_a_page_that_needs_more_leads_there_and_back(app: Flask, world: World) -> None:
    give_authenticator(world, "dsl")
    visitor = visit(app, world, "dsl")
    answer = visitor.get("/account/authenticator")
    assert answer.location == "/elevate?next=/account/authenticator"
    done = visitor.submit(answer.location, to="/elevate", code=code())
    assert done.location == "/account/authenticator"
    assert visitor.get(done.location).status_code == 200


def test_a_script_is_told_plainly(app: Flask, world: World) -> None:
    by_script = {"X-Requested-With": "script"}
    visitor = visit(app, world, "dsl")
    answer = visitor.post("/stage", data=_typed(visitor), headers=by_script)
    assert (answer.status_code, answer.text) == (403, "")
    nobody = stranger(app).get("/account", headers=by_script)
    assert (nobody.status_code, nobody.text) == (401, "")


def test_elevating_changes_the_cookie(app: Flask, world: World) -> None:
    give_authenticator(world, "dsl")
    visitor, thief = visit(app, world, "dsl"), stranger(app)
    with visitor.session_transaction() as cookie:
        token = cookie["_user_id"]
    with thief.session_transaction() as cookie:
        cookie["_user_id"] = token
    assert thief.get("/account").status_code == 200
    visitor.submit("/elevate", code=code())
    assert "Case content is open" in visitor.get("/account").text
    assert thief.get("/account").status_code == 303


def test_blanking_closes_case_content_and_says_nothing(
    app: Flask, world: World
) -> None:
    visitor = visit(app, world, "dsl", elevated=True)
    answer = visitor.press("/blank")
    assert answer.location == "/blank"
    told = last(world.birch)
    assert (told.action, facts(told)) == ("elevation.ended", {"why": "blanked"})
    blank = visitor.get("/blank").text
    for word in ("Ruth", "Adeyemi", "Birch", "safeguarding lead", "Call the DSL"):
        assert word not in blank
    assert "Show again" in blank
    page = visitor.get("/account").text
    assert "Ruth Adeyemi" in page
    assert "Case content is open" not in page
    recorded = len(acts(world.birch))
    stranger(app).get("/blank")
    visitor.get("/blank")
    assert len(acts(world.birch)) == recorded


def test_closing_by_hand_and_moving_to_another_school_close_it_too(
    app: Flask, world: World
) -> None:
    visitor = visit(app, world, "executive_head", elevated=True)
    visitor.press("/elevate/close")
    assert facts(last(world.birch)) == {"why": "closed"}
    visitor = visit(app, world, "executive_head", elevated=True)
    assert "Cedar Academy" in visitor.get("/account").text
    visitor.press("/acting-school", school_ref=world.cedar)
    assert ("elevation.ended", "done") in acts(world.birch)
    page = visitor.get("/account").text
    assert "Case content is open" not in page
    assert "Cedar Academy</" in page
    elsewhere = visit(app, world, "teacher").press(
        "/acting-school", school_ref=world.cedar
    )
    assert elsewhere.status_code == 403


def test_a_new_password_comes_first_and_what_was_written_waits(
    app: Flask, world: World
) -> None:
    account = with_password(world, "tutor")
    visitor = visit(app, world, "tutor")
    typed = _typed(visitor)
    slip = passwords().hash("a slip of paper")
    issue_password(world.acting("ict"), account, slip)
    fields = hidden_fields_in(visitor.post("/stage", data=typed).text)
    name = {"username": "tutor", "password": "a slip of paper"}
    first = visitor.post("/sign-in", data={**fields, **name})
    assert "One thing first" in first.text
    fields = hidden_fields_in(first.text, "Go on")
    chosen = visitor.post("/account/password", data=fields)
    assert "Choose a password" in chosen.text
    new = {"password": PASSWORD, "again": PASSWORD}
    done = visitor.post(
        "/account/password", data={**hidden_fields_in(chosen.text), **new}
    )
    assert fields_sent_again(done.text)["story"] == [STORY]

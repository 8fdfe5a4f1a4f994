"""The pages about cover, as those who hear of it, take it and hand it back see them."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from school.foundation import clock
from school.foundation.actor import Role
from school.foundation.references import spoken
from school.identity.commands.cover import NewDutyTurn, add_duty_turn
from school.identity.commands.settings import NewTerm, add_term
from tests.cases.raised import raised
from tests.factories.granting import granted
from tests.factories.world import World
from tests.visitors import visit


def test_a_stand_in_sees_how_much_waits_takes_it_on_and_hands_it_back(
    app: Flask, world: World
) -> None:
    granted(world, "head", Role.STAND_IN_DSL)
    concern = raised(world)
    head = visit(app, world, "head")
    page = head.get("/cover").text
    assert "1 concern waits that nobody has opened." in page
    assert spoken(concern) not in page
    assert "Ellis" not in page

    answer = head.submit("/cover", reason="dsl_away")
    assert (answer.status_code, answer.location) == (303, "/queue")
    assert head.get("/queue").location == "/elevate?next=/queue"
    head = visit(app, world, "head", elevated=True)
    assert spoken(concern) in head.get("/queue").text
    page = head.get("/cover").text
    assert "Catrin Howells" in page
    assert "The DSL and the deputy are away" in page

    answer = head.submit("/cover/hand-back")
    assert answer.location == "/cover"
    assert head.get("/queue").location == "/elevate?next=/queue&reason=1"
    again = visit(app, world, "head", elevated=True)
    assert again.get("/queue").status_code == 303


def test_taking_cover_without_saying_why_is_asked_for(app: Flask, world: World) -> None:
    granted(world, "head", Role.STAND_IN_DSL)
    answer = visit(app, world, "head", elevated=True).submit("/cover")
    assert answer.status_code == 422
    assert "Choose why you take cover." in answer.text


def test_whoever_is_not_approved_is_told_what_to_do_instead(
    app: Flask, world: World
) -> None:
    page = visit(app, world, "head").get("/cover").text
    assert "You are not one of them." in page
    assert "ring 999" in page
    assert "<form" not in page.split("<main")[1].split("</main")[0]


@pytest.mark.parametrize("name", ["teacher", "trustee", "office", "ict", "councillor"])
def test_how_much_waits_is_not_for_everybody(
    app: Flask, world: World, name: str
) -> None:
    for path in ("/cover", "/cover/hand-back"):
        assert visit(app, world, name).get(path).status_code == 403


def test_the_set_up_page_says_that_nobody_could_take_cover(
    app: Flask, world: World
) -> None:
    says = "Nobody may take cover when the DSL and the deputy are away."
    assert says in visit(app, world, "head").get("/set-up").text
    granted(world, "head", Role.STAND_IN_DSL)
    assert says not in visit(app, world, "head").get("/set-up").text


def test_the_duty_rota_is_kept_on_the_settings_page(app: Flask, world: World) -> None:
    head = visit(app, world, "head")
    add = "/settings/add-duty-turn"
    assert "Tom Pellow" in head.get(add).text
    assert "Hannah Okafor" not in head.get(add).text
    wrong = head.submit(
        add, person_ref=world["deputy_dsl"], begins_on="3/1/2027", ends_on="2/1/2027"
    )
    assert wrong.status_code == 422
    assert "The last day must not come before the first." in wrong.text
    assert 'value="3/1/2027"' in wrong.text
    sent = head.submit(
        add,
        person_ref=world["deputy_dsl"],
        begins_on="21/12/2026",
        ends_on="3/1/2027",
        telephone="01632 960200",
    )
    assert sent.status_code == 303
    page = head.get("/settings").text
    assert "01632 960200" in page
    ref = page.split('action="/settings/duty-turns/')[1].split("/remove")[0]
    assert head.press(f"/settings/duty-turns/{ref}/remove").status_code == 303
    assert "01632 960200" not in head.get("/settings").text


def test_the_receipt_in_the_holidays_names_who_is_on_duty(
    app: Flask, world: World
) -> None:
    head = world.acting("head")
    add_term(head, NewTerm("Autumn", date(2026, 9, 2), date(2026, 12, 18)))
    days = (date(2026, 12, 19), date(2027, 1, 3))
    add_duty_turn(head, NewDutyTurn(world["deputy_dsl"], *days, "01632 960200"))
    with clock.standing_at(datetime(2026, 12, 22, 10, tzinfo=UTC)):
        concern = raised(world)
        page = visit(app, world, "teacher").get(f"/concerns/{spoken(concern)}/receipt")
    assert "On duty now:" in page.text
    assert "Tom Pellow" in page.text
    assert "01632 960200" in page.text

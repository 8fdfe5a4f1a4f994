"""Visitors: the tests' own way in works as a person's would."""

from flask import Flask

from tests.factories.world import World
from tests.visitors import stranger, visit


def test_a_visitor_is_signed_in_as_that_person(app: Flask, world: World) -> None:
    visitor = visit(app, world, "teacher")
    page = visitor.get("/account")
    assert page.status_code == 200
    assert "Hannah Okafor" in page.text
    assert not visitor.actor.elevated


def test_an_elevated_visitor_has_case_content_open(app: Flask, world: World) -> None:
    visitor = visit(app, world, "dsl", reason="Looking after Maya")
    assert visitor.actor.elevation_reason == "Looking after Maya"
    assert "Case content is open to you until 1:52pm" in visitor.get("/account").text


def test_a_stranger_is_led_to_the_sign_in_page(app: Flask, world: World) -> None:
    answer = stranger(app).get("/account")
    assert answer.status_code == 303
    assert answer.location == "/sign-in?next=/account"


def test_two_visitors_do_not_mix(app: Flask, world: World) -> None:
    teacher, dsl = visit(app, world, "teacher"), visit(app, world, "dsl")
    assert "Hannah Okafor" in teacher.get("/account").text
    assert "Ruth Adeyemi" in dsl.get("/account").text
    assert teacher.press("/blank").status_code == 303

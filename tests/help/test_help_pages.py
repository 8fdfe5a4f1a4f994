"""Help: what each reader finds, what can be read at the door, and the way there."""

import re

import pytest
from flask import Flask

from safeguard.help.manual import manuals, topics
from tests.cases.raised import raised
from tests.factories.world import World
from tests.house.round import House
from tests.visitors import stranger, visit


def listed(page: str) -> list[str]:
    """Which manuals a page of help lists."""
    return [each.name for each in manuals().values() if each.title in page]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("teacher", ["staff"]),
        ("deputy_dsl", ["dsl", "staff"]),
        ("dsl", ["dsl", "head", "staff"]),
        ("ict", ["accounts", "staff"]),
        ("trustee", ["head", "staff"]),
        ("head", ["accounts", "dsl", "head", "staff"]),
    ],
)
def test_everybody_finds_what_is_written_for_them(
    app: Flask, world: World, name: str, expected: list[str]
) -> None:
    page = visit(app, world, name).get("/help")
    assert page.status_code == 200
    assert listed(page.text) == expected


def test_every_topic_is_a_page_with_one_heading_and_its_tasks(
    app: Flask, world: World
) -> None:
    teacher = visit(app, world, "teacher")
    for topic in topics().values():
        page = teacher.get(f"/help/{topic.name}")
        assert page.status_code == 200, topic.name
        assert page.text.count("<h1") == 1, topic.name
        for task in topic.tasks:
            assert f'<h2 id="{task.anchor}">' in page.text, task


def test_every_link_within_the_manual_leads_to_a_heading(
    app: Flask, world: World
) -> None:
    teacher = visit(app, world, "teacher")
    for topic in topics().values():
        for address in re.findall(r'href="([^"]*)"', topic.body):
            if address.startswith("https:"):
                continue
            name, _, anchor = address.partition("#")
            page = teacher.get(f"/help/{name}")
            assert page.status_code == 200, address
            assert not anchor or f'id="{anchor}"' in page.text, address


def test_whoever_has_not_signed_in_reads_how_to_sign_in_and_no_more(
    app: Flask, world: World
) -> None:
    door = stranger(app)
    assert 'href="/help/signing-in"' in door.get("/sign-in").text
    page = door.get("/help/signing-in")
    assert page.status_code == 200
    assert "Signing in" in page.text
    for address in ("/help", "/help/the-queue", "/help/no-such-topic"):
        answer = door.get(address)
        assert answer.status_code in {302, 303, 401}, address
        assert "Why here" not in answer.text


def test_a_topic_that_nobody_wrote_is_not_found(app: Flask, world: World) -> None:
    teacher = visit(app, world, "teacher")
    assert teacher.get("/help/no-such-topic").status_code == 404
    assert teacher.get("/help/..%2F..%2Fpyproject.toml").status_code == 404


@pytest.mark.parametrize(
    ("name", "address", "help_address"),
    [
        ("teacher", "/", "/help/your-home-page"),
        ("teacher", "/concerns/raise", "/help/raise-a-concern"),
        ("teacher", "/account", "/help/at-a-shared-screen#look-after-your-account"),
        ("head", "/settings", "/help/set-up-and-settings"),
        ("trustee", "/appointments", "/help/roles"),
        ("teacher", "/no/such/page", "/help"),
    ],
)
def test_each_page_leads_to_the_help_that_belongs_to_it(
    app: Flask, world: World, name: str, address: str, help_address: str
) -> None:
    page = visit(app, world, name).get(address)
    assert f'<a href="{help_address}">Help with this page</a>' in page.text


def test_help_shows_nothing_of_a_record_and_leaves_no_entry(
    app: Flask, world: World
) -> None:
    reference = raised(world, "teacher")
    teacher, house = visit(app, world, "teacher"), House(app, world)
    before = house.mark()
    pages = [teacher.get("/help").text, teacher.get("/help/your-home-page").text]
    assert not house.entries_since(before)
    assert all(reference not in page.upper() for page in pages)

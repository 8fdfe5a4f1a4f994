"""What stands around a page is what the person may do, and no more."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from school.identity.commands.accounts import change_password
from school.identity.permissions.signing_in import account_of
from tests.engines import sqlite
from tests.factories.world import World
from tests.identity.founders import bare_ground, found_alder
from tests.visitors import Visitor, stranger, turn_to, visit

RAISE, CONTENT = "Raise a concern", "Case content"
TRUST = "Alder and Birch Learning Trust"


def around(page: str) -> tuple[str, str]:
    """The header and the footer of a page."""
    header = page[page.index("<header") : page.index("</header>")]
    return header, page[page.index("<footer") : page.index("</footer>")]


@pytest.fixture
def founder(tmp_path: Path) -> Iterator[Visitor]:
    """Somebody who sets the trust up, and has no post yet."""
    with bare_ground(sqlite, tmp_path) as bare:
        two = found_alder()
        world = World(
            trust=two.made.trust_ref,
            birch=two.made.trust_ref,
            people={"first": two.first},
        )
        change_first_password(world)
        yield visit(bare, world, "first", elevated=True)


def change_first_password(world: World) -> None:
    """They have used their slip and chosen a password of their own."""
    account = account_of(world["first"])
    assert account
    change_password(world.system(), account.ref, "a hash")


def test_a_founder_is_shown_the_founding_and_nothing_of_cases(
    founder: Visitor,
) -> None:
    page = founder.get("/founding").text
    assert "Founding" in page
    for not_theirs in (RAISE, CONTENT, "My acts", "Prove the record", "Paper form"):
        assert not_theirs not in page
    assert "You have shown that it is you: that counts until 1:52pm" in page
    assert CONTENT not in founder.get("/elevate").text
    assert founder.get("/concerns/raise").status_code == 403


def test_whoever_works_here_is_shown_how_to_raise(app: Flask, world: World) -> None:
    for name in ("teacher", "ict", "dsl", "volunteer", "trustee"):
        page = visit(app, world, name).get("/account").text
        assert RAISE in page
        assert "My acts" in page
    assert RAISE not in stranger(app).get("/sign-in").text


@pytest.mark.parametrize("name", ["dsl", "head", "chair", "executive_head"])
def test_whose_factor_opens_case_content_is_told_so(
    app: Flask, world: World, name: str
) -> None:
    page = visit(app, world, name, elevated=True).get("/account").text
    assert "Case content is open to you until" in page


def test_the_technicians_factor_opens_no_case(app: Flask, world: World) -> None:
    ict = visit(app, world, "ict", elevated=True)
    page = ict.get("/account").text
    assert CONTENT not in page
    assert "You have shown that it is you" in page
    assert "End it now" in page
    assert CONTENT not in ict.get("/elevate").text


@pytest.mark.parametrize("name", ["chair", "executive_head", "trustee"])
def test_somebody_of_the_trust_sees_its_name_until_they_turn_to_a_school(
    app: Flask, world: World, name: str
) -> None:
    visitor = visit(app, world, name)
    header, footer = around(visitor.get("/account").text)
    assert TRUST in header
    assert TRUST in footer
    assert "Birch Academy" not in header + footer
    assert "Call the DSL" not in visitor.get("/account").text
    turn_to(visitor, world.cedar)
    header, footer = around(visitor.get("/account").text)
    assert "Cedar" in header
    assert "Cedar" in footer
    assert TRUST not in header + footer


def test_raising_for_a_trust_says_to_which_school_it_goes(
    app: Flask, world: World
) -> None:
    visitor = visit(app, world, "executive_head")
    said = "It goes to the safeguarding lead of Birch Academy."
    assert said in visitor.get("/concerns/raise").text
    turn_to(visitor, world.birch)
    assert said not in visitor.get("/concerns/raise").text


def test_who_works_at_a_school_sees_its_name(app: Flask, world: World) -> None:
    header, _footer = around(visit(app, world, "dsl").get("/account").text)
    assert "Birch Academy" in header
    assert TRUST not in header

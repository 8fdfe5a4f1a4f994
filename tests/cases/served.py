"""The product served to a browser, with a desk's worth of work in it."""

import copy
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import Flask
from playwright.sync_api import Page

from safeguard.app import create_app
from safeguard.cases.commands.deciding import NewCase, NewDecision, decide_case
from safeguard.cases.commands.deciding import open_case as open_it
from safeguard.cases.commands.raising import Narrative
from safeguard.cases.commands.recording import (
    NewEntry,
    ParentsAnswer,
    add_entry,
    record_parents,
)
from safeguard.cases.commands.referring import refer_case
from safeguard.config import Settings
from school.foundation import clock
from tests.cases.raised import raised
from tests.cases.worked import acknowledged, dsl, rung
from tests.factories.world import World
from tests.ground import _template
from tests.visitors import sign_in_as, stranger

REFERRED = (
    "A threat to share pictures for money is blackmail by a probable adult. Ellis is "
    "afraid. Early help would be too slow."
)


@dataclass
class Served:
    """The product, served, and who may come in."""

    app: Flask
    world: World
    address: str
    refs: dict[str, str] = field(default_factory=dict)

    def let_in(self, page: Page, name: str, reason: str | None = None) -> Page:
        """Sign one of the world's people in on this page's browser; elevated where
        there is a reason.
        """
        elevated = reason is not None
        with self.app.app_context():
            token = sign_in_as(self.world, name, elevated=elevated, reason=reason)
            visitor = stranger(self.app)
            with visitor.session_transaction() as kept:
                kept["_user_id"] = token
            called = self.app.config["SESSION_COOKIE_NAME"]
            found = visitor.get_cookie(called)
            assert found
        cookie: Any = {"name": called, "value": found.value, "url": self.address}
        page.context.add_cookies([cookie])
        return page


def served(settings: Settings, serve: Any) -> Served:
    """The product with the world, and some days of work on the DSL's desk."""
    app = create_app(settings)
    made = Served(app, copy.deepcopy(_template("sqlite")[2]), serve(app))
    with app.app_context():
        _fill(made)
    return made


@contextmanager
def ago(**span: float) -> Any:
    """As if it were so much earlier."""
    with clock.standing_at(clock.now() - timedelta(**span)):
        yield


def _fill(desk: Served) -> None:
    world, refs = desk.world, desk.refs
    with ago(days=3, hours=2):
        told = Narrative("Group chat name-calling; the third entry about this pair.")
        refs["overdue"] = raised(
            world, "other_teacher", "jayden", category="cyber_bullying", narrative=told
        )
    _refer(desk)
    _wait_for_a_decision(desk)
    refs["opened"] = acknowledged(world, "other_maya", category="gambling")
    refs["technical"] = raised(world, "ict", "jayden", category="filter_bypass")
    met = "Adult or older stranger met in a game asks to meet her today at 3:30pm."
    refs["danger"] = raised(
        world,
        "teacher",
        "maya",
        in_danger=True,
        category="grooming",
        narrative=Narrative(met),
        own_words=Narrative("He says he’ll be outside at half three."),
    )


def _refer(desk: Served) -> None:
    """A case with a decision, a referral nobody answered; parents told before it."""
    world, refs = desk.world, desk.refs
    told = "Someone he met in a game wants £50 in gift cards for not sharing a picture."
    said = "I only sent my face. He says he can make it look like anything."
    with ago(days=3, hours=5):
        concern = acknowledged(
            world,
            "ellis",
            category="sextortion",
            narrative=Narrative(told),
            own_words=Narrative(said),
        )
    with ago(days=3, hours=4, minutes=40):
        new = NewCase("threat to share pictures for money", "C3", "sextortion")
        case = refs["referred"] = open_it(dsl(world), concern, new)
    with ago(days=3, hours=4, minutes=30):
        decide_case(dsl(world), case, NewDecision("refer", REFERRED, "social_care"))
    # Before social care is rung: from then on they ask the school to wait.
    rung_at = clock.now() - timedelta(days=3, hours=4, minutes=20)
    words = "His mother, by telephone, before he went home. She keeps the phone."
    with ago(days=3, hours=4, minutes=5):
        record_parents(dsl(world), case, ParentsAnswer("told", words, rung_at))
    with ago(days=3, hours=4, minutes=2):
        made = rung(
            "social_care",
            spoke_to="Duty worker Carys Benn, MASH",
            agency_reference="MASH 4471-KD",
            shared="The messages as Ellis told them, and his words.",
            hold="do not speak with Ellis about the messages until Wednesday.",
        )
        refer_case(dsl(world), case, made)


def _wait_for_a_decision(desk: Served) -> None:
    """A case about three children that nobody has decided about yet."""
    world = desk.world
    made_up = Narrative("Fake account made in a teacher’s name.")
    with ago(hours=20):
        concern = acknowledged(
            world, "wang", "nandu", "zazolc", category="fake_account", narrative=made_up
        )
    with ago(hours=19):
        new = NewCase("fake account in a teacher’s name", "C2", "fake_account")
        case = desk.refs["decide"] = open_it(dsl(world), concern, new)
        add_entry(dsl(world), case, NewEntry("meeting", "Met all three."))

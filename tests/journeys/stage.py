"""A stage for stories: the product served, and people who sign in with their hands."""

import copy
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pyotp
from flask import Flask
from playwright.sync_api import Page, expect

from school.foundation import clock
from school.foundation.passwords import passwords
from tests.factories.world import World
from tests.visitors import SEED, give_authenticator, open_account_for

PASSWORD = "long walks by the canal"
STEP = 30


@dataclass
class Stage:
    """The served product and its world."""

    app: Flask
    world: World
    address: str
    used: dict[str, int] = field(default_factory=dict)
    # The hour at which it plays; None: now, as the machine's clock runs.
    hour: datetime | None = None

    def give_accounts(self, *names: str, factor: bool = True) -> None:
        """Accounts with a password the tests know and, if wanted, a second factor."""
        with self.app.app_context():
            for name in names:
                open_account_for(self.world, name, passwords().hash(PASSWORD))
                if factor:
                    give_authenticator(self.world, name)

    def code(self, name: str) -> str:
        """A code that this person has not used yet: the one of now, then the next."""
        nth = self.used.get(name, 0)
        self.used[name] = nth + 1
        assert nth <= 1, "the codes that are good at this moment are used up"
        began = self.hour.timestamp() if self.hour else time.time()
        return pyotp.TOTP(SEED).at(int(began) + nth * STEP)

    def move_to(self, hour: datetime) -> None:
        """From here on it is that hour, for the product and for everybody's codes."""
        self.hour = hour
        self.used.clear()

    def sign_in(self, page: Page, name: str, *, factor: bool = True) -> Page:
        """Sign in by typing, and come out on the home page."""
        page.goto(f"{self.address}/sign-in")
        page.get_by_label("User name").fill(name)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        if factor:
            page.get_by_label("Code").fill(self.code(name))
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(page.get_by_role("link", name="Raise a concern").first).to_be_visible()
        # Only the styles say which of the two links a phone shows.
        page.wait_for_load_state("load")
        return page

    def elevate(self, page: Page, name: str, reason: str | None = None) -> None:
        """Show once more who it is, on the page that asks."""
        expect(page.get_by_role("heading", name="Show that it is you")).to_be_visible()
        page.get_by_label("Code").fill(self.code(name))
        if reason:
            page.get_by_label("Why").first.fill(reason)
        page.get_by_role("button", name="Open case content").click()


def set_stage_at(
    hour: datetime, app: Flask, world: World, serve: Callable[[Any], str]
) -> Stage:
    """A stage whose clock the story moves."""
    stage = Stage(app, copy.deepcopy(world), "", hour=hour)

    def at_that_hour(environ: Any, start: Any) -> Any:
        assert stage.hour
        with clock.standing_at(stage.hour):
            return app(environ, start)

    stage.address = serve(at_that_hour)
    return stage


def set_stage(app: Flask, world: World, address: str) -> Stage:
    """A stage of its own for one story."""
    return Stage(app, copy.deepcopy(world), address)

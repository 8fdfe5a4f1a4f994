"""Two copies of one world, and somebody who walks through both in the same steps.

Nothing random is left between them: the same dice give every reference, and the clock
is held. What remains to be compared is what a person can see.
"""

import copy
import random
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from safeguard.app import create_app
from school.foundation import clock, references, sealing
from school.foundation.references import ALPHABET
from tests import ground
from tests.engines import sqlite
from tests.factories.world import TUESDAY, World
from tests.visitors import Visitor, hidden_fields_in, visit

STEPS = 12
PACE = timedelta(seconds=25)
_RANDOM = re.compile(
    r'(name="(?:csrf[-_]token|form_id)"[^>]*?(?:content|value)=")[^"]*'
)
_LINK = re.compile(r'href="(/[^"#]*)"')
_NOTICE = re.compile(r'action="(/notices/[0-9A-Z]{16}/read)"')
# Leads out of the walk: it would end the sign-in.
_ENDS = ("/static", "/sign-out", "/account")


def throw_dice(patch: pytest.MonkeyPatch, seed: int) -> None:
    """Every reference from now on comes from these dice; keys keep their own."""
    dice = random.Random(seed)

    def thrown(length: int) -> str:
        return "".join(dice.choice(ALPHABET) for _ in range(length))

    patch.setattr(references, "_random", thrown)


def keep_keys_apart(patch: pytest.MonkeyPatch) -> None:
    """Keys are minted in batches ahead: they must not use up what the walk throws."""
    own = random.Random(7)

    def thrown() -> str:
        return "".join(own.choice(ALPHABET) for _ in range(16))

    patch.setattr(sealing, "new_ref", thrown)


@dataclass
class Place:
    """One of the worlds, served."""

    app: Flask
    world: World

    @contextmanager
    def at(self, moment: datetime) -> Iterator[World]:
        """Inside this world's application, at a moment held still."""
        with self.app.app_context(), clock.standing_at(moment):
            yield self.world


def opened(folder: Path, name: str) -> Place:
    """A fresh copy of the standing world, in a folder of its own."""
    template, kept, world = ground._template("sqlite")
    urls = sqlite.fresh_database(f"{name}_{folder.name}", template)
    own = folder / name
    own.mkdir()
    shutil.copytree(kept / "keys", own / "keys")
    app = create_app(ground.settings_for(urls, own))
    return Place(app, copy.deepcopy(world))


@dataclass
class Seen:
    """What came back from one step: all that a person, or a script, can see."""

    step: str
    status: int
    location: str
    body: str


# What can be done in a walk, by name.
Steps = Mapping[str, Callable[["Walk"], Any]]


@dataclass
class Walk:
    """One session of one person in one world, step by step."""

    visitor: Visitor
    world: World
    dice: random.Random
    guesses: list[str]
    page: str = ""
    seen: list[Seen] = field(default_factory=list)

    def take(self, steps: Steps) -> None:
        """Take one step, chosen by the dice."""
        name = self.dice.choice(sorted(steps))
        steps[name](self)

    def get(self, path: str) -> None:
        """Open an address."""
        self._keep(f"GET {path}", self.visitor.get(path))

    def send(self, path: str, **fields: str) -> None:
        """Open a page, fill in its form and send it."""
        page = self.visitor.get(path)
        self._keep(f"GET {path}", page)
        if page.status_code != 200 or 'name="form_id"' not in page.text:
            return
        sent = {**hidden_fields_in(page.text), **fields}
        self._keep(f"POST {path}", self.visitor.post(path, data=sent))

    def press(self, path: str, page: str) -> None:
        """Press a button that stands on a page by itself."""
        token = hidden_fields_in(page, 0)["csrf_token"]
        answer = self.visitor.post(path, data={"csrf_token": token})
        self._keep(f"POST {path}", answer)

    def links(self) -> list[str]:
        """Where one can go from the page that was opened last."""
        found = sorted(set(_LINK.findall(self.page)))
        return [link for link in found if not link.startswith(_ENDS)] or ["/"]

    def notices(self) -> list[str]:
        """The notices on the page that was opened last."""
        return _NOTICE.findall(self.page)

    def _keep(self, step: str, answer: TestResponse) -> None:
        self.page = answer.text
        text = _RANDOM.sub(r"\1", answer.text)
        self.seen.append(Seen(step, answer.status_code, answer.location or "", text))


def walked(
    place: Place, who: str, seed: int, steps: Steps, guesses: list[str]
) -> list[Seen]:
    """Everything that somebody sees in one session with these dice."""
    began = TUESDAY + timedelta(minutes=15 * seed)
    with place.at(began) as world:
        visitor = visit(place.app, world, who, reason="working the queue")
    walk = Walk(visitor, place.world, random.Random(seed), guesses)
    for number in range(STEPS):
        with place.at(began + number * PACE):
            walk.take(steps)
    return walk.seen

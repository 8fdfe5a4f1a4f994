"""What is measured: the acts of a working day, asked for as a browser asks."""

import itertools
import secrets
from dataclasses import dataclass, replace

from flask import Flask
from sqlalchemy import create_engine, func, select, text

from bench import town
from bench.records import COMMON
from bench.town import PASSWORD, Town
from bench.visiting import Visitor, cookie_for, form_id
from safeguard.app import create_app
from safeguard.cases.models import CaseFile
from safeguard.config import Settings
from safeguard.installation.opening import close
from school.foundation.database import db, kept

_addresses = (f"127.0.{a}.{b}" for a in range(1, 250) for b in range(1, 250))
_names = itertools.count()


@dataclass(frozen=True)
class Keys:
    """What the visitors need: cookies, a case, a pupil, and how form ids are signed."""

    app: Flask
    lead: str
    lead_ref: str
    finders: tuple[str, ...]
    teacher: str
    teacher_ref: str
    pupil: str
    cases: tuple[str, ...]


def prepare(settings: Settings, made: Town, finders: int) -> Keys:
    """Sign everybody in, before the server starts."""
    school = made.schools[0]
    app = create_app(settings)
    try:
        with app.app_context():
            cookies = [
                cookie_for(app, town.enter(made, "dsl")) for _ in range(finders + 1)
            ]
            teacher = cookie_for(app, town.enter(made, "teacher0"))
            db.session.remove()
            asked = select(CaseFile.ref).where(
                CaseFile.school_ref == school.ref, CaseFile.state == "active"
            )
            cases = tuple(db.session.scalars(asked.limit(50)))
    finally:
        close(app)
    return Keys(
        app,
        cookies[0],
        school.staff["dsl"],
        tuple(cookies[1:]),
        teacher,
        school.staff["teacher0"],
        school.pupils[3],
        cases,
    )


class Lead:
    """The safeguarding lead, elevated."""

    def __init__(self, keys: Keys, port: int) -> None:
        self.keys, self.browser = keys, Visitor(port, keys.lead)
        self._cases = itertools.cycle(keys.cases)

    def queue(self) -> int:
        """The triage queue, fifty lines; its size in bytes."""
        return self._page("/queue")

    def case(self) -> int:
        """A case with its chronology; its size in bytes."""
        return self._page(f"/cases/{next(self._cases)}")

    def _page(self, path: str) -> int:
        body = self.browser.ask(path)
        if self.browser.status != 200:
            raise RuntimeError(f"{path}: {self.browser.status}")
        return len(body)


class Finder:
    """The lead on the find page, each time with a sign-in of its own."""

    def __init__(self, port: int, cookie: str) -> None:
        self.browser = Visitor(port, cookie)
        self.form = self.browser.open_form("/find")

    @classmethod
    def in_a_hurry(cls, keys: Keys, port: int) -> "Finder":
        """The same, but the page was never opened: nothing was begun for it."""
        finder = cls.__new__(cls)
        finder.browser = Visitor(port, keys.lead)
        finder.browser.open_form("/queue")
        finder.form = form_id(keys.app, keys.lead_ref)
        return finder

    def find(self, words: str) -> str:
        """Ask; the page that answers."""
        fields = [("csrf_token", self.browser.token), ("form_id", self.form)]
        body = self.browser.ask("/find", [*fields, ("text", words)])
        if self.browser.status != 200 or "record" not in body:
            raise RuntimeError(f"find: {self.browser.status}")
        return body


class Teacher:
    """A teacher who raises one concern after another."""

    def __init__(self, keys: Keys, port: int) -> None:
        self.keys, self.browser = keys, Visitor(port, keys.teacher)
        self.browser.open_form("/concerns/raise")

    def raise_one(self) -> None:
        """A concern of 1.5 kB about one child, with the child's own words."""
        fields = [
            ("csrf_token", self.browser.token),
            ("form_id", form_id(self.keys.app, self.keys.teacher_ref)),
            ("press", "send"),
            ("children-0-ref", self.keys.pupil),
            ("children-0-part", "harmed"),
            ("narrative", f"{COMMON} " * 160),
            ("own_words", "He said it would happen again tomorrow."),
            ("teller", "own_observation"),
            ("happened", "just_now"),
            ("about_adult", "no"),
            ("in_danger", "no"),
            ("image", "no"),
        ]
        self.browser.ask("/concerns/raise", fields)
        if self.browser.status != 303 or "receipt" not in self.browser.location:
            raise RuntimeError(f"raising: {self.browser.status}")


class Entrance:
    """Signing in, each time from an address of its own, so that nothing is held."""

    def __init__(self, keys: Keys, port: int) -> None:
        self.keys, self.page = keys, Visitor(port)
        self.page.open_form("/sign-in")

    def right(self) -> None:
        """A teacher, with the right password."""
        self._try("teacher1", 303)

    def unknown(self) -> None:
        """A name that nobody has."""
        self._try(f"nobody{next(_names)}", 422)

    def _try(self, name: str, expected: int) -> None:
        browser = replace(self.page, address=next(_addresses), _wire=None)
        fields = [
            ("csrf_token", browser.token),
            ("form_id", form_id(self.keys.app, "nobody")),
            ("username", name),
            ("password", PASSWORD),
            ("code", ""),
        ]
        browser.ask("/sign-in", fields)
        browser.close()
        if browser.status != expected:
            raise RuntimeError(f"sign-in: {browser.status}")


class Plain:
    """The references, asked for in the same way."""

    def __init__(self, port: int) -> None:
        self.browser = Visitor(port)

    def show(self, size: int) -> None:
        """The bare list of fifty as a page of that size."""
        self.browser.ask(f"/list/{size}")

    def read(self, size: int) -> None:
        """The same, after one durable insert."""
        self.browser.ask(f"/read/{size}/{secrets.token_hex(8)}")

    def raise_one(self, rows: str) -> None:
        """As many rows in as many tables, durably."""
        fields = [("ref", secrets.token_hex(8)), ("rows", rows)]
        self.browser.ask("/raise", fields)

    def hash_one(self) -> None:
        """One Argon2id hash, over a connection of its own, as a sign-in has it."""
        browser = Visitor(self.browser.port)
        browser.ask("/hash")
        browser.close()


def rows_written(settings: Settings, teacher: Teacher) -> str:
    """How many rows raising writes into each table it reaches: "1,2,1"."""
    teacher.raise_one()
    before = _counts(settings)
    teacher.raise_one()
    after = _counts(settings)
    return ",".join(
        str(after[name] - count)
        for name, count in before.items()
        if after[name] > count
    )


def _counts(settings: Settings) -> dict[str, int]:
    engine = create_engine(settings.reader_url)
    with engine.connect() as connection:
        found = {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in db.metadata.sorted_tables
            if kept(table) and connection.scalar(text("SELECT 1"))
        }
    engine.dispose()
    return found

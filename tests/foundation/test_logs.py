"""The log: one plain line an event, codes and places in the code, and never a value."""

import io
import logging
import re
import sqlite3
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import text

from safeguard.cases.commands.raising import Narrative
from school.foundation.database import db
from school.foundation.errors import Hidden, OutsideGate
from school.foundation.logs import speak
from school.identity.models import Org
from tests.cases.raised import raised
from tests.factories.world import World
from tests.visitors import visit
from tests.words import marks_of, planted_sentences

LINE = re.compile(
    r'at=\S+ level=(debug|info|warning|error|critical) from=\S+ said="[^"]*"'
    r"( error=\w+ place=\S+)?"
)
PLANTED = planted_sentences(12, seed=77)
WORDS = [*PLANTED, *marks_of(PLANTED), "Thornbury", "Okafor", "ruth.adeyemi"]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Whatever is logged from now on, at every level, by everybody."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    told = io.StringIO()
    speak(logging.DEBUG, told)
    yield told
    root.handlers[:] = before
    root.setLevel(level)


def _lines(log: io.StringIO) -> list[str]:
    return log.getvalue().splitlines()


def test_an_event_is_one_line_of_parts(log: io.StringIO) -> None:
    """When, how grave, who says it, what: for people and for programs."""
    logging.getLogger("safeguard.outbox").warning(
        "a mail was not carried: %s", "OSError"
    )

    (line,) = _lines(log)
    assert LINE.fullmatch(line)
    assert line.endswith('from=safeguard.outbox said="a mail was not carried: OSError"')


def test_an_error_is_told_by_kind_and_place_alone(log: io.StringIO) -> None:
    """Its message may quote what it choked on."""
    try:
        sqlite3.connect(":memory:").execute(f"SELECT {PLANTED[0]!r} FRM x")
    except sqlite3.Error:
        logging.getLogger("safeguard").exception("failed")
    try:
        int(PLANTED[1])
    except ValueError:
        logging.getLogger("waitress").exception(f"Exception while serving {PLANTED[1]}")  # noqa: G004

    first, second = _lines(log)
    assert "error=OperationalError place=test_an_error_is_told" in first
    assert "error=ValueError" in second
    assert not any(word in log.getvalue() for word in WORDS)


def test_what_a_library_says_is_kept_by_its_shape(log: io.StringIO) -> None:
    """Its template without what was put into it; nothing where it put it in itself."""
    logging.getLogger("urllib3").info("GET %s", f"/people/{PLANTED[2]}")
    logging.getLogger("urllib3").info(f"read {PLANTED[3]}")  # noqa: G004

    assert 'said="GET %s"' in _lines(log)[0]
    assert not any(word in log.getvalue() for word in WORDS)


def test_a_text_of_many_lines_stays_one_line(log: io.StringIO) -> None:
    """Nobody writes a second line into the log by way of the first."""
    logging.getLogger("safeguard").info('one\nat=now level=error "two"')

    assert len(_lines(log)) == 1
    assert LINE.fullmatch(_lines(log)[0])


@pytest.mark.both_engines
def test_planted_words_do_not_reach_the_log(
    app: Flask, world: World, log: io.StringIO
) -> None:
    """A school's morning, with faults in it, listened to at the lowest level."""
    for sentence in PLANTED:
        raised(world, "teacher", "ellis", narrative=Narrative(sentence))
    visitor = visit(app, world, "teacher")
    visitor.get("/trail/own")
    visitor.get(f"/concerns/{PLANTED[4]}")
    visitor.post("/trail/verify", data={"text": PLANTED[5]})
    db.session.add(Org(ref="X" * 16, kind="school", name=PLANTED[8]))
    with pytest.raises(OutsideGate):
        db.session.flush()
    db.session.rollback()
    with pytest.raises(Exception):  # noqa: B017, PT011
        db.session.execute(text("SELECT nothing FROM nowhere"), {"x": PLANTED[6]})
    db.session.rollback()
    logging.getLogger("safeguard").info("control: %s", Hidden.__name__)

    assert _lines(log)
    assert not any(word in log.getvalue() for word in WORDS)
    assert all(LINE.fullmatch(line) for line in _lines(log))


def test_an_unforeseen_fault_in_a_page_is_logged_without_its_message(
    app: Flask, log: io.StringIO
) -> None:
    """The page says that it is down; the log says where, not what was in hand."""

    @app.get("/falls")
    def falls() -> str:
        raise KeyError(PLANTED[7])

    app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = app.test_client().get("/falls")

    assert answer.status_code == 500
    assert "KeyError" in log.getvalue()
    assert "falls" in log.getvalue()
    assert not any(word in log.getvalue() or word in answer.text for word in PLANTED)

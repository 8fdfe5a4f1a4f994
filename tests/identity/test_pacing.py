"""Whoever guesses at references, or has everything proven again and again, waits."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from school.foundation import clock
from school.foundation.references import new_reference
from school.identity.states import FIRST_HOLD, GUESSES, PROOFS
from tests.cases.raised import raised
from tests.factories.world import World
from tests.trail.reading import entries, facts
from tests.visitors import Visitor, visit

_TOKENS = re.compile(r'(name="csrf[-_]token" (?:content|value)=")[^"]*')


def _guess(visitor: Visitor, ref: str) -> TestResponse:
    return visitor.get(f"/concerns/{ref}/own")


def _slowed(world: World) -> list[dict[str, object]]:
    return [
        facts(leaf) for leaf in entries(world.birch) if leaf.action == "sign_in.slowed"
    ]


def _as_read(answer: TestResponse) -> tuple[int, str, object]:
    kept = [each for each in answer.headers if each[0] != "Set-Cookie"]
    return answer.status_code, _TOKENS.sub(r"\1", answer.text), sorted(kept)


def _guess_until_held(visitor: Visitor, ref: Callable[[], str]) -> list[TestResponse]:
    return [_guess(visitor, ref()) for _ in range(GUESSES.free + 1)]


def test_whoever_guesses_twenty_times_must_wait(app: Flask, world: World) -> None:
    visitor = visit(app, world, "teacher")
    *first, last = _guess_until_held(visitor, new_reference)
    assert {answer.status_code for answer in first} == {404}
    assert last.status_code == 429
    assert "Try again from 1:42pm on" in last.text
    assert 0 < int(last.headers["Retry-After"]) <= FIRST_HOLD.total_seconds() + 1

    with clock.moved_on(FIRST_HOLD):
        assert _guess(visitor, new_reference()).status_code == 404
        # The next wait is longer.
        assert _guess(visitor, new_reference()).status_code == 429
    with clock.moved_on(2 * FIRST_HOLD):
        assert _guess(visitor, new_reference()).status_code == 429


def test_it_is_recorded_once_and_in_codes(app: Flask, world: World) -> None:
    visitor = visit(app, world, "teacher")
    _guess_until_held(visitor, new_reference)
    with clock.moved_on(FIRST_HOLD):
        for _ in range(3):
            _guess(visitor, new_reference())
    assert _slowed(world) == [{"why": "guessed", "times": GUESSES.free}]


def test_hidden_and_missing_records_count_alike_and_are_one_page(
    app: Flask, world: World
) -> None:
    """Another teacher's concern, a foreign school's, one that never was."""
    theirs = raised(world, "other_teacher", "ellis")
    foreign = raised(world, "cedar_teacher", "cedar_pupil")
    seen = {}
    for who, ref in (
        ("teacher", lambda: theirs),
        ("office", lambda: foreign),
        ("volunteer", new_reference),
    ):
        visitor = visit(app, world, who)
        answers = _guess_until_held(visitor, ref)
        seen[who] = [answer.status_code for answer in answers]
    assert len({tuple(statuses) for statuses in seen.values()}) == 1

    # One and the same person, held: what is there and what is not look the same,
    # and so does what this person may open.
    mine = raised(world, "teacher", "ellis")
    teacher = visit(app, world, "teacher")
    pages = [_as_read(_guess(teacher, ref)) for ref in (theirs, new_reference(), mine)]
    assert pages[0] == pages[1] == pages[2]
    assert pages[0][0] == 429


def test_a_concern_can_be_raised_while_one_waits(app: Flask, world: World) -> None:
    visitor = visit(app, world, "teacher")
    _guess_until_held(visitor, new_reference)
    for path in ("/", "/concerns/raise", "/account", "/trail/own"):
        assert visitor.get(path).status_code == 200
    sent = visitor.submit(
        "/concerns/raise",
        narrative="He would not say why.",
        **{"children-0-ref": world["ellis"]},
    )
    assert sent.status_code == 303
    assert "Wait a little" in visitor.get(sent.location).text


def test_what_was_typed_while_one_waits_is_not_lost(app: Flask, world: World) -> None:
    mine = raised(world, "teacher", "ellis")
    path, words = f"/concerns/{mine}/add", "He came back on Tuesday."
    visitor = visit(app, world, "teacher")
    hidden = visitor.hidden_fields(path)
    _guess_until_held(visitor, new_reference)

    answer = visitor.post(path, data={**hidden, "text": words})

    assert answer.status_code == 429
    assert words in answer.text
    assert "Send what you had written" in answer.text


def test_other_people_and_an_hours_rest_begin_afresh(app: Flask, world: World) -> None:
    visitor = visit(app, world, "teacher")
    _guess_until_held(visitor, new_reference)
    other = visit(app, world, "other_teacher")
    assert _guess(other, new_reference()).status_code == 404
    with clock.moved_on(GUESSES.forgotten + timedelta(minutes=1)):
        again = visit(app, world, "teacher")
        answers = _guess_until_held(again, new_reference)
    assert [answer.status_code for answer in answers] == [404] * GUESSES.free + [429]


def test_a_stranger_is_not_counted(app: Flask, world: World) -> None:
    """Nobody is signed in: the sign-in page comes first, whatever was asked for."""
    visitor = visit(app, world, "teacher")
    visitor.submit("/account", to="/sign-out", form=0)
    for _ in range(GUESSES.free + 1):
        assert _guess(visitor, new_reference()).status_code == 303


@pytest.mark.parametrize("who", ["teacher", "head"])
def test_the_record_is_proven_three_times_and_then_after_a_rest(
    app: Flask, world: World, who: str
) -> None:
    visitor = visit(app, world, who)
    for _ in range(PROOFS.free):
        assert visitor.submit("/trail/verify").status_code == 303
    proven = _proofs(world)
    held = visitor.submit("/trail/verify")
    assert held.status_code == 429
    assert held.headers["Retry-After"]
    assert _proofs(world) == proven == PROOFS.free
    # What it last said can be looked at meanwhile.
    assert "The record holds." in visitor.get("/trail/verify").text
    with clock.moved_on(FIRST_HOLD):
        assert visitor.submit("/trail/verify").status_code == 303


def _proofs(world: World) -> int:
    return sum(leaf.action == "trail.verified" for leaf in entries(world.birch))

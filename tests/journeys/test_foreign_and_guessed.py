"""A foreign school's reference, an invented one, a walled one: one and the same page.

Threats T2 and T19 of the security brief. Whoever guesses learns nothing from the
answer, and whoever reads the trail learns nothing from the entry (decision 14).
"""

import re
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from school.foundation.references import new_reference
from school.trail.entries import Leaf
from tests.factories.world import World
from tests.house.round import DOES, LOOKS, House, Walk
from tests.house.round.forms_of_people import ROLL
from tests.journeys.guesses import (
    NOT_A_RECORD,
    OF_NO_RECORD,
    ONLY_INVENTED,
    REASON,
    ROWS,
    SECOND,
    WRONG,
    case_elsewhere,
)
from tests.journeys.wrong import Wrong
from tests.trail.reading import facts
from tests.visitors import Visitor

_TOKENS = re.compile(
    r'(name="(?:csrf[-_]token|form_id)" (?:content|value)=")[^"]*|'
    r'(content=")[\w.\-]{60,}(?=" name="csrf)'
)
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


def _masked(answer: TestResponse) -> tuple[int, str, tuple[tuple[str, str], ...]]:
    headers = tuple(sorted((k, v) for k, v in answer.headers if k != "Set-Cookie"))
    return answer.status_code, _TOKENS.sub(r"\1\2", answer.text), headers


def _shape(leaf: Leaf) -> tuple[object, ...]:
    lengths = tuple(len(ref) for ref in leaf.objects)
    return (
        leaf.log_ref,
        leaf.action,
        leaf.result,
        leaf.elevated,
        leaf.roles,
        lengths,
        tuple(facts(leaf).get(name) for name in ("code",)),
        leaf.rows,
    )


def _asked(
    house: House, visitor: Visitor, path: str, sent: dict[str, Any] | None
) -> tuple[object, object]:
    """The answer without its tokens, and the shape of what was recorded."""
    before = house.mark()
    answer = visitor.get(path) if sent is None else visitor.post(path, data=sent)
    entries = house.entries_since(before)
    # What was asked for is kept as a keyed fingerprint: no part of it is the address.
    objects = {
        ref for leaf in entries if leaf.result == "refused" for ref in leaf.objects
    }
    assert all(_FINGERPRINT.fullmatch(ref) for ref in objects), path
    return _masked(answer), [_shape(leaf) for leaf in entries]


def _form(house: House, visitor: Visitor, walk: Walk) -> dict[str, Any]:
    """Tokens that the person rightly holds, and fields that are filled in well."""
    has_form = house.address("inspection.verify_trail", {})
    fields = dict(walk.fields(house))
    if "file" in fields:
        fields["file"] = ROLL
    return {**visitor.hidden_fields(has_form), **fields}


def faults_at(house: House, endpoint: str, walk: Walk, wrong: Wrong) -> list[str]:
    """Where a wrong reference of one kind is told from one of another."""
    visitor = house.visitor(walk.who, walk.reason)
    right = walk.at(house)
    name = list(right)[-1]
    faults: list[str] = []
    for posting in (False, True):
        doing = (DOES if posting else LOOKS).get(endpoint)
        if doing is None:
            continue
        sent = _form(house, visitor, doing) if posting else None
        seen = {}
        for kind, made in wrong.kinds.items():
            ref = made(house)
            path = house.address(endpoint, {**right, name: ref})
            seen[kind] = _asked(house, visitor, path, sent)
        how = "POST" if posting else "GET"
        faults += _told_apart(f"{how} {endpoint}", seen)
    return faults


def _told_apart(where: str, seen: dict[str, tuple[Any, Any]]) -> list[str]:
    (status, page, headers), shape = seen["invented"]
    faults = [] if status == 404 else [f"{where}: an invented one answers {status}"]
    for kind, ((code, other, others), entries) in seen.items():
        if code != 404:
            faults.append(f"{where}: {kind} answers {code}")
        elif other != page or others != headers:
            faults.append(f"{where}: {kind} gives another page")
        if entries != shape:
            faults.append(f"{where}: {kind} is recorded otherwise: {entries} {shape}")
    return faults


def _walk(endpoint: str) -> Walk:
    return LOOKS.get(endpoint) or DOES[endpoint]


def test_every_address_of_a_record_is_tried(app: Flask) -> None:
    named = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.arguments and rule.endpoint != "static"
    }
    tried = set(WRONG) | set(SECOND) | ONLY_INVENTED | NOT_A_RECORD
    assert named == tried, OF_NO_RECORD


@pytest.mark.usefixtures("unhurried")
def test_hidden_foreign_and_invented_are_one_page_and_one_entry(
    app: Flask, world: World
) -> None:
    house, faults = House(app, world), []
    for endpoint, wrong in {**WRONG, **SECOND}.items():
        faults += faults_at(house, endpoint, _walk(endpoint), wrong)
    assert not faults, "\n".join(faults)


@pytest.mark.usefixtures("unhurried")
def test_what_is_ones_own_or_of_ones_office_is_not_found_by_guessing(
    app: Flask, world: World
) -> None:
    house, faults = House(app, world), []
    for endpoint in sorted(ONLY_INVENTED):
        faults += faults_at(house, endpoint, _walk(endpoint), ROWS)
    assert not faults, "\n".join(faults)


def test_every_refusal_of_a_guess_is_in_the_guessers_own_log(
    app: Flask, world: World
) -> None:
    """The other school's log does not grow, so nobody there learns of it either."""
    house = House(app, world)
    foreign = case_elsewhere(house)
    before = house.mark()
    visitor = house.visitor("dsl", REASON)
    visitor.get(house.address("cases.case", {"case_ref": foreign}))
    logs = {
        leaf.log_ref for leaf in house.entries_since(before) if leaf.result == "refused"
    }
    assert logs == {world.birch}


def test_a_page_that_tells_them_apart_would_be_seen() -> None:
    """Must fail: one word more, or one entry more, is a fault."""
    page = (404, "Not found", ())
    shape = [("log", "case.read", "refused")]
    assert not _told_apart("x", {"invented": (page, shape), "foreign": (page, shape)})
    for other in (
        ((404, "Not found here", ()), shape),
        ((404, "Not found", (("X-Seen", "1"),)), shape),
        ((403, "Not found", ()), shape),
        (page, []),
    ):
        assert _told_apart("x", {"invented": (page, shape), "walled": other})


@pytest.mark.parametrize("who", ["teacher", "trustee", "ict", "office"])
def test_who_may_not_read_cases_cannot_tell_a_real_one_from_a_guess(
    app: Flask, world: World, who: str
) -> None:
    house = House(app, world)
    visitor = house.visitor(who, REASON)
    seen = {
        kind: _asked(
            house, visitor, house.address("cases.case", {"case_ref": ref}), None
        )
        for kind, ref in (
            ("invented", new_reference()),
            ("real", house.case()),
            ("closed", house.closed()),
            ("foreign", case_elsewhere(house)),
        )
    }
    assert not _told_apart("GET cases.case", seen)

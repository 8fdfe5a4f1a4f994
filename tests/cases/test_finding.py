"""Finding records by words, names and references; nothing searchable on disk."""

import dataclasses

import pytest

from safeguard.cases.commands.raising import Narrative, Setting
from safeguard.cases.queries import finding
from safeguard.cases.queries.finding import Wanted, find_records
from school.foundation.actor import Role
from school.foundation.errors import ElevationNeeded, Invalid, Refused
from school.foundation.references import spoken
from tests.cases.raised import raised
from tests.cases.worked import TITLE, acknowledged, decided, dsl, opened
from tests.trail.reading import entries, facts, last

pytestmark = pytest.mark.both_engines
STORY = "He said the picture would be on every phone by Friday unless she paid."


@pytest.fixture(autouse=True)
def _no_hurry(monkeypatch):
    """On a busy machine two seconds may pass before anything was opened."""
    monkeypatch.setattr(finding, "BUDGET_SECONDS", 60.0)


def found(actor, text: str) -> list[str]:
    return [each.reference for each in find_records(actor, Wanted(text)).found]


FOUND = [
    *("picture friday", "FRIDAY", '"every phone"', "“by Friday” paid", "pict"),
    *("thornbury", "Ellis picture", "9H", "gambling"),
]


def test_every_word_and_phrase_is_found(world):
    ref = raised(world, narrative=Narrative(STORY), category="gambling")
    raised(world, "teacher", "jayden")
    for text in FOUND:
        assert found(dsl(world), text) == [ref]


NOT_FOUND = ["picture monday", '"phone every"', "icture", "jayden picture", "otter"]


def test_what_lacks_one_word_is_not_found(world):
    raised(world, narrative=Narrative(STORY))
    raised(world, "teacher", "jayden")
    for text in NOT_FOUND:
        assert found(dsl(world), text) == []


NAMES = [
    ("zazolc", "zażółć"),
    ("zazolc", "ZAZOLC GESLA"),
    ("wang", "王小明"),
    ("wang", "小明"),
    ("nandu", "o'brien"),
    ("nandu", "Siobhan OBrien-Nandu"),
    ("nandu", "O’Brien-Ñandú"),
]


def test_names_of_any_script_are_found(world):
    children = {name for name, _ in NAMES}
    refs = {name: raised(world, "teacher", name) for name in children}
    raised(world, "teacher", "ellis")
    for child, text in NAMES:
        assert found(dsl(world), text) == [refs[child]]


def test_words_of_any_script_and_emoji_are_found(world):
    ref = raised(world, narrative=Narrative("他说不要告诉老师 😢 Straße"))
    for text in ("告诉老师", "😢", "strasse"):
        assert found(dsl(world), text) == [ref]


def test_two_of_the_same_name_are_told_apart(world):
    raised(world, "teacher", "maya")
    raised(world, "teacher", "other_maya")
    both = find_records(dsl(world), Wanted("maya castellan")).found
    assert {each.children[0].where for each in both} == {"8K, Year 8", "10R, Year 10"}


def test_a_case_is_found_by_its_title_and_its_reasons(world):
    case = opened(world)
    decided(world, case, reason="Grandmother keeps the tablet from now on.")
    assert case in found(dsl(world), TITLE)
    assert found(dsl(world), "grandmother tablet") == [case]


TYPED = ["{}", " {} ", "{} "]


def test_a_reference_leads_straight_to_its_record(world):
    for typed in TYPED:
        for ref in (acknowledged(world), opened(world, "jayden")):
            for text in (ref, spoken(ref), spoken(ref).lower()):
                answer = find_records(dsl(world), Wanted(typed.format(text)))
                assert answer.exact
                assert [each.reference for each in answer.found] == [ref]


def test_an_invented_reference_finds_nothing(world):
    answer = find_records(dsl(world), Wanted("0000000000"))
    assert (answer.found, answer.exact) == ((), False)


def test_walls_and_levels_hold_when_finding(world):
    restricted = opened(world, "jayden", level="C4")
    for text in (TITLE, "jayden", restricted):
        assert restricted in found(dsl(world), text)
        assert found(world.acting("deputy_dsl", reason="cover"), text) == []
        assert found(world.acting("cedar_dsl", reason="cover"), text) == []


def test_what_was_asked_stands_in_the_entry_as_a_fingerprint_only(world):
    ref = raised(world, narrative=Narrative(STORY))
    before = len(entries(world.birch))
    find_records(dsl(world), Wanted("picture FRIDAY"))
    [leaf] = entries(world.birch)[before:]
    assert (leaf.action, leaf.objects) == ("records.found", (ref,))
    told = facts(leaf)
    assert told.keys() == {"asked", "terms", "found", "looked_through", "complete"}
    assert (told["terms"], told["found"], told["complete"]) == (2, 1, True)
    assert "friday" not in str(told).casefold()
    find_records(dsl(world), Wanted("friday picture"))
    assert facts(last(world.birch))["asked"] == told["asked"]
    assert "FRIDAY" not in repr(Wanted("picture FRIDAY"))


def test_finding_needs_elevation_and_a_reason(world):
    with pytest.raises(ElevationNeeded) as asked:
        find_records(world.acting("dsl", elevated=True), Wanted("picture"))
    assert asked.value.reason_needed


NOBODY = ["teacher", "head", "trustee", "executive_head", "ict"]


def test_nobody_else_finds_anything(world):
    for name in NOBODY:
        with pytest.raises(Refused):
            find_records(world.acting(name, reason="curious"), Wanted("picture"))


def test_digital_safety_finds_technical_incidents_by_technical_fields_only(world):
    online = Setting(online_service=Narrative("vpn.example.org"))
    ref = raised(
        world, category="filter_bypass", where=online, narrative=Narrative(STORY)
    )
    raised(world, where=online)
    who = world.acting("digital_safety")
    assert found(who, "vpn.example") == [ref]
    assert found(who, ref) == [ref]
    for text in ("friday", "ellis", "thornbury", "okafor"):
        assert found(who, text) == []


def test_an_unelevated_dsl_who_also_keeps_the_network_finds_technical_fields_only(
    world,
):
    raised(world, narrative=Narrative(STORY))
    ref = raised(world, category="filter_bypass", narrative=Narrative(STORY))
    both = dataclasses.replace(
        world.acting("digital_safety"), roles=frozenset({Role.DSL, Role.DIGITAL_SAFETY})
    )
    assert found(both, "friday") == []
    assert found(both, "filter") == [ref]


NOTHING = ["", "   ", "“”", "x" * 201]


def test_something_is_typed_and_not_too_much(world):
    for text in NOTHING:
        with pytest.raises(Invalid):
            find_records(dsl(world), Wanted(text))


def test_what_could_not_be_looked_through_is_said(world, monkeypatch):
    monkeypatch.setattr(finding, "SLICE", 1)
    monkeypatch.setattr(finding, "BUDGET_SECONDS", 0.0)
    raised(world, narrative=Narrative(STORY))
    answer = find_records(dsl(world), Wanted("picture"))
    assert not answer.complete
    assert facts(last(world.birch))["complete"] is False


def test_slices_lose_nothing(world, monkeypatch):
    monkeypatch.setattr(finding, "SLICE", 2)
    refs = {raised(world, narrative=Narrative(STORY)) for _ in range(5)}
    answer = find_records(dsl(world), Wanted("picture"))
    assert {each.reference for each in answer.found} == refs
    assert answer.complete

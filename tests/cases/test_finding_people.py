"""Finding a child or a colleague by name, as people type names."""

import pytest

from safeguard.allegations.queries.naming import find_children, find_colleagues
from safeguard.cases.queries.finder import find_pupils, find_staff

pytestmark = pytest.mark.both_engines
MAYA = [("Maya Castellan", "8K, Year 8")]
BOTH = [*MAYA, ("Maya Castellan", "10R, Year 10")]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("maya", BOTH),
        ("Castellan, Maya", BOTH),
        ("CASTELLÁN,maya", BOTH),
        ("maya 8K", MAYA),
        ("8k, Maya", MAYA),
        ("Castellan, M. year 8", MAYA),
        ("gesla zazolc", [("Zażółć Gęślą", "8K, Year 8")]),
        ("siobhan obrien nandu", [("Siobhán O’Brien-Ñandú", "8K, Year 8")]),
        ("王小明", [("小明 王", "9H, Year 9")]),
        ("maya 9H", []),
        # A form alone is no name: it would be a list of the form.
        ("8K", []),
        (", .", []),
    ],
)
def test_a_child_is_found_as_people_type_names(world, typed, meant):
    for find in (find_pupils, find_children):
        found = find(world.acting("teacher"), typed)
        assert sorted((each.name, each.where) for each in found) == sorted(meant)


@pytest.mark.parametrize("typed", ["okafor, hannah", "HANNAH Okáfor", "hannah"])
def test_a_colleague_is_found_as_people_type_names(world, typed):
    for find in (find_staff, find_colleagues):
        found = find(world.acting("other_teacher"), typed)
        assert [each.name for each in found] == ["Hannah Okafor"]

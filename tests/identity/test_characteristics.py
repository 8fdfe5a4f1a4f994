"""What pupils are counted by: brought by the roll or entered, sealed, on no list."""

import pytest

from school.foundation.errors import Hidden, Invalid, Refused
from school.foundation.sealing import unseal
from school.identity.commands.characteristics import change_characteristics
from school.identity.commands.roll import (
    approve_roll,
    import_roll,
    put_roll_forward,
)
from school.identity.models import RollKind
from school.identity.permissions.characteristics import characteristics_of
from tests.cases.worked import opened
from tests.identity.rolls import brought, imported, outcomes, person_called, seen
from tests.trail.reading import entries, facts, last
from tests.visitors import visit

HEADER = "Adno,Forename,Surname,Reg group,Year group,Ethnic code,SEN status,FSM"
ADA = "0042,Ada,Brandt,8K,8,BAFR,K,Y"
PUPILS = RollKind.PUPILS


def kept(person_ref: str) -> tuple[str | None, ...]:
    """Ethnicity, special needs, free meals: the codes, opened."""
    row = characteristics_of(person_ref)
    assert row
    return tuple(unseal(row, name) for name in ("ethnicity", "send", "meals"))


def ada() -> str:
    found = person_called("Ada", "Brandt")
    assert found
    return found.ref


def changed(world, row: str) -> tuple[str, ...]:
    """A roll of one pupil whom the school knows, approved by the head and imported:
    what it changed.
    """
    ict = world.acting("ict")
    ref = brought(ict, PUPILS, row, header=HEADER)
    shown = seen(ict, ref)
    assert shown.rows[0].name not in repr(shown.rows[0].changes)
    put_roll_forward(ict, ref)
    head = world.acting("head")
    approve_roll(head, ref, seen(head, ref).version)
    import_roll(ict, ref, seen(ict, ref).version)
    return shown.rows[0].changes


def test_a_roll_brings_them_and_a_gap_takes_nothing_away(world):
    ict = world.acting("ict")
    imported(ict, PUPILS, ADA, header=HEADER)
    assert kept(ada()) == ("BAFR", "K", "Y")
    assert changed(world, "0042,Ada,Brandt,8K,8,,E,") == ("send",)
    assert kept(ada()) == ("BAFR", "E", "Y")
    again = "0042,Ada,Brandt,8K,8,bafr,ehcp,yes"
    assert outcomes(ict, PUPILS, again, header=HEADER) == ["same"]


def test_what_registers_write_instead_is_understood_and_the_rest_is_refused(world):
    ict = world.acting("ict")
    words = "0043,Bo,Lund,9H,9,Black - African,SEN support,No"
    assert outcomes(ict, PUPILS, ADA, words, header=HEADER) == ["added", "added"]
    wrong = "0044,Cy,Lund,9H,9,Martian,often,sometimes"
    shown = seen(ict, brought(ict, PUPILS, wrong, header=HEADER)).rows[0]
    assert [(each.code, each.column) for each in shown.problems] == [
        ("not_ethnicity", "ethnicity"), ("not_send", "send"), ("not_meals", "meals"),
    ]  # fmt: skip
    # What was written may say more of a child than a code does: it is not repeated.
    assert "Martian" not in repr(shown.problems)


def test_what_a_roll_would_change_is_named_and_never_shown(world):
    ict = world.acting("ict")
    imported(ict, PUPILS, ADA, header=HEADER)
    row = "0042,Ada,Brandt,8K,8,WROM,K,Y"
    shown = seen(ict, brought(ict, PUPILS, row, header=HEADER))
    assert shown.rows[0].changes == ("ethnicity",)
    assert "WROM" not in repr(shown)


def test_they_are_entered_where_the_roll_is_kept_and_the_trail_tells_no_code(world):
    ellis = world["ellis"]
    change_characteristics(world.acting("roll_officer"), ellis, {"ethnicity": "CHNE"})
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == (
        "characteristics.changed", {"changed": ["ethnicity"]},
    )  # fmt: skip
    change_characteristics(world.acting("ict"), ellis, {"send": "E"})
    assert kept(ellis) == ("CHNE", "E", None)
    assert "CHNE" not in repr([facts(leaf) for leaf in entries(world.birch)])
    with pytest.raises(Invalid) as refused:
        change_characteristics(world.acting("ict"), ellis, {"send": "X", "meals": "?"})
    assert set(refused.value.problems) == {"send", "meals"}


def test_who_keeps_no_roll_enters_none_and_no_other_school_does(world):
    for name in ("teacher", "dsl", "office", "trustee"):
        with pytest.raises(Refused):
            change_characteristics(world.acting(name), world["ellis"], {"send": "K"})
    with pytest.raises(Hidden):
        change_characteristics(world.acting("ict"), world["cedar_pupil"], {"send": "K"})


def test_no_page_of_people_shows_them_and_the_childs_page_does(app, world):
    codes = {"ethnicity": "BCRB", "send": "E", "meals": "Y"}
    change_characteristics(world.acting("ict"), world["ellis"], codes)
    ict = visit(app, world, "ict")
    person = f"/people/{world['ellis']}"
    for path in (person, "/people", f"{person}/change"):
        page = ict.get(path).text
        for words in ("BCRB", "Caribbean", "health and care", "Eligible"):
            assert words not in page, path
    assert "are kept for counting" in ict.get(person).text
    form = ict.get(f"{person}/characteristics").text
    assert " selected" not in form.partition("<form")[2].replace(
        '<option selected value="">', ""
    )
    opened(world, "ellis")
    dsl = visit(app, world, "dsl", reason="reading the child")
    page = dsl.get(f"/children/{world['ellis']}").text
    assert "Black: Caribbean" in page
    assert "Education, health and care plan" in page
    assert "Black: Caribbean" not in visit(app, world, "teacher").get("/").text


def test_the_page_keeps_what_is_chosen_and_leaves_the_rest(app, world):
    ict = visit(app, world, "ict")
    path = f"/people/{world['ellis']}/characteristics"
    done = ict.submit(path, ethnicity="AIND", send="", meals="N")
    assert done.status_code == 303
    assert kept(world["ellis"]) == ("AIND", None, "N")
    answer = ict.submit(path, ethnicity="ZZZZ")
    assert answer.status_code == 422
    assert "Choose one of the answers shown." in answer.text
    assert ict.get(f"/people/{world['teacher']}/characteristics").status_code == 404

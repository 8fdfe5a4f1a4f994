"""Comparing a roll of pupils with the pupils that the school knows."""

from school.foundation.sealing import unseal
from school.identity.commands.characteristics import differs as differs_from
from school.identity.commands.roll.plan import (
    Once,
    PlannedRow,
    begin,
    differs,
    is_another,
)
from school.identity.commands.roll.reading import RollRow
from school.identity.commands.roll.register import Register
from school.identity.permissions.known import folded


def plan_pupils(rows: list[RollRow], register: Register) -> list[PlannedRow]:
    """Each pupil found by roll number or UPN, never by name alone (§2.4.1)."""
    numbers, upns = Once("roll_number"), Once("upn")
    names: dict[tuple[str, str], int] = {}
    planned = []
    for row in rows:
        each = begin(row, "pupil")
        each.where = row["form"] or ""
        numbers.check(each, row["roll_number"])
        upns.check(each, row["upn"])
        if not each.refused:
            _match_pupil(each, register)
        if not each.refused:
            _look_at_form(each, register)
            _look_at_characteristics(each, register)
            if each.person is None:
                _look_for_twins(each, names)
        planned.append(each)
    return planned


def _match_pupil(each: PlannedRow, register: Register) -> None:
    row, new = each.row, each.new
    by_number = register.numbered("pupil", row["roll_number"])
    by_upn = register.with_upn(row["upn"])
    if by_number and by_upn and by_number.row.ref != by_upn.row.ref:
        each.refuse("number_and_upn_differ", "upn", register.told_apart_by(by_upn))
        return
    found = by_number or by_upn
    if found is None:
        _look_for_pupil_by_name(each, register)
    elif not register.is_pupil(found):
        each.refuse("not_a_pupil", "roll_number")
    elif is_another(found, new):
        each.refuse("another_person", "roll_number", register.told_apart_by(found))
    else:
        each.person = found
        each.changes = differs(found, new)
        if by_number is None:
            each.changes.append("roll_number")
            each.warn("found_by_upn", "roll_number")


def _look_for_pupil_by_name(each: PlannedRow, register: Register) -> None:
    new = each.new
    alike = [
        one
        for one in register.of_name(new.given_name, new.family_name)
        if register.is_pupil(one)
    ]
    for one in alike:
        born_on = unseal(one.row, "born_on")
        same_day = new.born_on is None or born_on in {None, new.born_on.isoformat()}
        if same_day and not one.row.roll_number_mac:
            # Only people decide that two rows are one child (§2.4.1).
            each.refuse("looks_the_same", "given_name", register.told_apart_by(one))
            return
    if alike:
        each.warn("namesake", "given_name", register.told_apart_by(alike[0]))


def _look_at_form(each: PlannedRow, register: Register) -> None:
    row = each.row
    known = register.classes.get(folded(row["form"]))
    if known is None:
        each.warn("new_form", "form", row["form"])
    elif row["year"] and known.year_group not in {None, row["year"]}:
        each.warn("other_year", "year", known.year_group or "")
    if each.person and folded(register.form_of(each.person)) != folded(row["form"]):
        each.changes.append("form")


def _look_at_characteristics(each: PlannedRow, register: Register) -> None:
    if each.person is not None:
        held = register.characteristics.get(each.person.row.ref)
        each.changes += sorted(differs_from(held, each.row.values))


def _look_for_twins(each: PlannedRow, names: dict[tuple[str, str], int]) -> None:
    name = folded(each.new.family_name), folded(each.new.given_name)
    first = names.setdefault(name, each.row.line)
    if first != each.row.line:
        each.warn("namesake_in_file", "given_name", str(first))

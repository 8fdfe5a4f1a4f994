"""Comparing a roll of contacts with the adults that the school knows."""

from school.foundation.sealing import unseal
from school.identity.commands.people import NewPerson
from school.identity.commands.roll.plan import PlannedRow, begin, differs
from school.identity.commands.roll.reading import NOBODY_ON_THE_STAFF, RollRow
from school.identity.commands.roll.register import Register
from school.identity.permissions.known import Called, folded


def plan_contacts(rows: list[RollRow], register: Register) -> list[PlannedRow]:
    """Each found by staff number, or by name with the child, e-mail or telephone."""
    seen: dict[tuple[str, str], int] = {}
    planned = []
    for row in rows:
        each = begin(row, "contact")
        if not each.refused:
            _match_contact(each, register)
        if not each.refused:
            _compare_contact(each, register, seen)
        planned.append(each)
    return planned


def _match_contact(each: PlannedRow, register: Register) -> None:
    pupil = register.numbered("pupil", each.row["pupil_roll_number"])
    if pupil is None or not register.is_pupil(pupil):
        each.refuse("no_such_pupil", "pupil_roll_number")
        return
    each.pupil_ref = pupil.row.ref
    each.where = f"{pupil.name}, {register.form_of(pupil)}"
    each.person = _adult(each, register)


def _adult(each: PlannedRow, register: Register) -> Called | None:
    """Who this adult is, among those who are known; in doubt the row is refused,
    because a parent who works here must not read about her own child (T1).
    """
    new, number = each.new, each.row["staff_number"]
    not_staff = bool(number) and number.casefold() == NOBODY_ON_THE_STAFF
    if number and not not_staff:
        return _adult_on_the_staff(each, register)
    alike = [
        one
        for one in register.of_name(new.given_name, new.family_name)
        if not register.is_pupil(one)
    ]
    for one in alike:
        if _same_adult(each, one, register):
            return one
    if not not_staff and any(register.is_staff(one) for one in alike):
        each.refuse("name_of_staff", "staff_number", register.told_apart_by(alike[0]))
    return None


def _adult_on_the_staff(each: PlannedRow, register: Register) -> Called | None:
    found = register.numbered("staff", each.row["staff_number"])
    if found is None:
        each.refuse("no_such_staff", "staff_number")
    elif not found.shares_a_name(each.new.given_name, each.new.family_name):
        each.refuse("staff_of_another_name", "staff_number")
    return found


def _same_adult(each: PlannedRow, one: Called, register: Register) -> bool:
    if (each.pupil_ref, one.row.ref) in register.relations:
        return True
    email, telephone = unseal(one.row, "email"), unseal(one.row, "telephone")
    if each.new.email and folded(email or "") == folded(each.new.email):
        return True
    wanted = folded(each.new.telephone or "")
    return bool(wanted) and folded(telephone or "") == wanted


def _compare_contact(
    each: PlannedRow, register: Register, seen: dict[tuple[str, str], int]
) -> None:
    row, new = each.row, each.new
    each.key = each.person.row.ref if each.person else _adult_key(new, row.line)
    first = seen.setdefault((each.pupil_ref, each.key), row.line)
    if first != row.line:
        each.refuse("twice_in_file", "given_name", str(first))
        return
    if each.person is None:
        return
    each.changes = differs(each.person, new)
    if register.is_staff(each.person):
        each.warn("works_here", "staff_number")
        # The staff roll keeps a colleague's own address and name.
        each.changes = [name for name in each.changes if name == "telephone"]
    relation = register.relations.get((each.pupil_ref, each.person.row.ref))
    if relation is None:
        each.changes.append("relationship")
        return
    wanted = {
        "relationship": (row["relationship"], relation.kind),
        "parental_responsibility": (
            row["parental_responsibility"],
            relation.parental_responsibility,
        ),
        "priority": (row["priority"], relation.priority),
    }
    each.changes += [
        name for name, (new, old) in wanted.items() if new not in {None, old}
    ]


def _adult_key(new: NewPerson, line: int) -> str:
    """What makes two rows of a file one new adult: the name, with an address or a
    telephone. Without either every row is a person of its own.
    """
    at = new.email or new.telephone
    name = f"{folded(new.family_name)}/{folded(new.given_name)}"
    return f"{name}/{folded(at)}" if at else f"{name}/line {line}"

"""Comparing a roll of staff with the staff, and the parents, that the school knows."""

from school.foundation.actor import Role
from school.identity.commands.roll.plan import Once, PlannedRow, begin, differs
from school.identity.commands.roll.reading import RollRow
from school.identity.commands.roll.register import Register
from school.identity.permissions.known import Called, folded


def plan_staff(rows: list[RollRow], register: Register) -> list[PlannedRow]:
    """Each found by staff number, or by e-mail and name together. Roles that open
    records never come this way (shared identity, rule 1).
    """
    numbers, emails = Once("roll_number"), Once("email")
    planned = []
    for row in rows:
        each = begin(row, "staff")
        row.values.setdefault("role", Role.STAFF)
        each.where = row["role"].value
        numbers.check(each, row["roll_number"])
        emails.check(each, row["email"])
        if not each.refused:
            _match_staff(each, register)
        if not each.refused:
            _look_at_role(each, register)
            _look_at_taught(each, register)
        planned.append(each)
    return planned


def _match_staff(each: PlannedRow, register: Register) -> None:
    row, new = each.row, each.new
    found = register.numbered("staff", row["roll_number"])
    if found is None:
        found = _staff_by_email(each, register)
    if each.refused:
        return
    if found is None:
        alike = register.of_name(new.given_name, new.family_name)
        adults = [one for one in alike if not register.is_pupil(one)]
        if adults:
            code = (
                "looks_the_same" if register.is_staff(adults[0]) else "looks_like_adult"
            )
            each.refuse(code, "given_name", register.told_apart_by(adults[0]))
    elif register.is_pupil(found):
        each.refuse("is_a_pupil", "roll_number")
    elif not found.shares_a_name(new.given_name, new.family_name):
        each.refuse("another_person", "roll_number", register.told_apart_by(found))
    else:
        each.person = found
        each.changes += differs(found, new)


def _staff_by_email(each: PlannedRow, register: Register) -> Called | None:
    new = each.new
    having = register.with_email(new.email)
    of_name = [one for one in having if one.is_called(new.given_name, new.family_name)]
    if of_name:
        each.changes.append("roll_number")
        each.warn("found_by_email", "email")
        return of_name[0]
    staff = [one for one in having if register.is_staff(one)]
    if staff:
        each.refuse("email_of_another", "email", register.told_apart_by(staff[0]))
    return None


def _look_at_role(each: PlannedRow, register: Register) -> None:
    role: Role = each.row["role"]
    if each.person and each.person.row.ref == register.actor.person_ref:
        each.row.values["role"] = None
        each.warn("own_role", "job_title")
        return
    held = register.roles.get(each.person.row.ref, set()) if each.person else set()
    # Whoever holds some role already gains nothing from being "a member of staff".
    if role.value in held or (held and role is Role.STAFF):
        each.row.values["role"] = None
    elif each.person:
        each.changes.append("role")


def _look_at_taught(each: PlannedRow, register: Register) -> None:
    titles = (each.row["forms"] or "").replace(";", ",").split(",")
    taught = register.taught.get(each.person.row.ref, set()) if each.person else set()
    wanted = []
    for title in (title.strip() for title in titles if title.strip()):
        known = register.classes.get(folded(title))
        if known is None:
            each.warn("no_such_form", "forms", title)
        elif known.ref not in taught and known.ref not in wanted:
            wanted.append(known.ref)
    each.row.values["taught"] = wanted
    if wanted and each.person:
        each.changes.append("forms")

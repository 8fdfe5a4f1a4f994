"""What a pupil is counted by: codes of the school census, sealed, shown on no list."""

from collections.abc import Mapping

from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid
from school.foundation.references import new_ref
from school.foundation.sealing import reseal, seal, unseal
from school.gate import command, note
from school.identity.models import Characteristics, Person
from school.identity.models.census import KEPT, code_set
from school.identity.permissions import Act
from school.identity.permissions.characteristics import characteristics_of
from school.identity.permissions.known import pupil_visible


@command(Act.CHANGE_CHARACTERISTICS, of=pupil_visible)
def change_characteristics(actor: Actor, row: Person, given: Mapping[str, str]) -> str:
    """Keep codes of the school census (DfE common basic data set) for a pupil; what is
    not given stays as it is. Raises Invalid for a code that is in no set.
    """
    problems = {
        trait.value: "not_a_code"
        for trait in KEPT
        if given.get(trait) and given[trait] not in code_set(trait).codes
    }
    if problems:
        raise Invalid(problems)
    held = characteristics_of(row.ref)
    changed = keep(row, held, given, actor)
    note(changed=changed)
    return row.ref


def keep(
    person: Person,
    held: Characteristics | None,
    given: Mapping[str, str | None],
    actor: Actor,
) -> list[str]:
    """Seal what differs, inside an act, and give the names of what changed."""
    wanted = differs(held, given)
    if not wanted:
        return []
    row = held or Characteristics(
        ref=new_ref(), school_ref=actor.school_ref, person_ref=person.ref
    )
    if held is None:
        for name, code in wanted.items():
            seal(row, name, code)
        db.session.add(row)
    else:
        reseal(row, **wanted)
    row.changed_by, row.changed_at = actor.person_ref, clock.now()
    return sorted(wanted)


def differs(
    held: Characteristics | None, given: Mapping[str, str | None]
) -> dict[str, str]:
    """What is given and is not what is kept; what is left empty stays."""
    found = {}
    for trait in KEPT:
        code = given.get(trait.value)
        before = unseal(held, trait.value) if held else None
        if code and code != before:
            found[trait.value] = code
    return found

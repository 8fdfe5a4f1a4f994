"""Pages and forms on the use of force."""

from safeguard.force.commands.new_force import NEEDED
from tests.force import told as force
from tests.force.told import WHY
from tests.house.round.filling import ref, row
from tests.house.round.walking import House, Walk
from tests.house.round.who import DSL, HEAD, NO_RECORD, TODAY, WORDS


def recorded(house: House) -> dict[str, str]:
    """Written down, nobody told."""
    make = lambda: force.recorded(house.world)  # noqa: E731
    return {"force_ref": house.spare("force recorded", make)}


def told(house: House) -> dict[str, str]:
    """A parent was told."""
    make = lambda: force.told(house.world)  # noqa: E731
    return {"force_ref": house.spare("force told", make)}


TOLD = row(whom=WORDS, way="telephone", parts=list(force.ALL_PARTS))
LOOKS_AT_FORCE: dict[str, Walk] = {
    "force.forces": Walk(**DSL, leaves="forces.read"),
    "force.force_of_case": Walk(
        **DSL, at=lambda h: {"case_ref": h.case()}, leaves="force_of_case.read"
    ),
    "force.force": Walk(**DSL, at=told, leaves="force.read"),
    "force.print_record": Walk(**DSL, at=told, leaves="force.printed"),
    "force.print_letter": Walk(**DSL, at=told, leaves="force.printed"),
    "force.record_force": Walk(why_none=NO_RECORD),
    "force.add_to_force": Walk(**DSL, at=recorded, leaves="force.read"),
    "force.tell_parents": Walk(**DSL, at=recorded, leaves="force.read"),
    "force.tell_council": Walk(**DSL, at=recorded, leaves="force.read"),
    "force.review_force": Walk(**HEAD, at=told, leaves="force.read"),
}
TO_FORCE: dict[str, Walk] = {
    "force.record_force": Walk(
        fields=row(
            **{"children-0-ref": ref("ellis"), "adults-0-ref": ref("other_teacher")},
            **dict.fromkeys(NEEDED, WORDS),
            need="none",
            kinds="hold",
            degree="firm",
            minutes="2",
            pupil_injury="none",
            staff_injury="none",
            room="no",
            happened_on=TODAY,
            happened_time="13:30",
            press="send",
        ),
        leaves="force.recorded",
    ),
    "force.add_to_force": Walk(
        **DSL, at=recorded, fields=row(text=WORDS), leaves="force.added_to"
    ),
    "force.tell_parents": Walk(
        **DSL, at=recorded, fields=TOLD, leaves="force.parents_told"
    ),
    "force.tell_council": Walk(
        **DSL,
        at=recorded,
        fields=lambda h: {**TOLD(h), "ground": "significant_harm", "reason": WHY},
        leaves="force.council_told",
    ),
    "force.review_force": Walk(
        **HEAD,
        at=told,
        fields=row(outcome="justified", reason=WHY),
        leaves="force.reviewed",
    ),
}

"""Pages and forms on the texts of agreements."""

from typing import Any

from tests.agreements import told
from tests.house.round.filling import row
from tests.house.round.walking import House, Walk
from tests.house.round.who import NO_RECORD, WORDS

PRIYA: dict[str, Any] = {"who": "digital_safety"}
APPROVER: dict[str, Any] = {"who": "head"}
READ = "agreement_template.read"


def draft(house: House) -> dict[str, str]:
    """A draft of a text."""

    def make() -> str:
        told.nothing_open(house.world, "older")
        return told.started(house.world)

    if told.words(house.spare("text drafted", make)).state != "draft":
        # Another walk began with a text of its own.
        house.used_up()
    return {"template_ref": house.spare("text drafted", make)}


def clause(house: House) -> dict[str, str]:
    """A clause of it."""
    return {"clause_ref": told.words(draft(house)["template_ref"]).clauses[0].ref}


def approved(house: House) -> dict[str, str]:
    """A version that a second person has approved."""

    def make() -> str:
        told.nothing_open(house.world, "early")
        return told.approved(house.world, "early")

    if told.words(house.spare("text approved", make)).state != "approved":
        # Another walk put a text of its own in force.
        house.used_up()
    return {"template_ref": house.spare("text approved", make)}


def two(house: House) -> dict[str, str]:
    """Two versions of one text, and of one that no other walk signs."""

    def make() -> tuple[str, str]:
        told.nothing_open(house.world, "early")
        first = told.live(house.world, "early")
        return first, told.live_again(house.world, "early")

    first, second = house.spare("two texts", make)
    return {"template_ref": second, "other_ref": first}


LOOKS_AT_AGREEMENTS: dict[str, Walk] = {
    "agreements.templates": Walk(**PRIYA, leaves="agreement_templates.read"),
    "agreements.text": Walk(leaves="agreement_text.read"),
    "agreements.template": Walk(**PRIYA, at=draft, leaves=READ),
    "agreements.compare_templates": Walk(**PRIYA, at=two, leaves=READ),
    "agreements.print_template": Walk(
        **PRIYA, at=draft, leaves="agreement_template.printed"
    ),
    "agreements.start_template": Walk(**PRIYA, why_none=NO_RECORD),
    "agreements.add_clause": Walk(**PRIYA, at=draft, leaves=READ),
    "agreements.edit_clause": Walk(**PRIYA, at=clause, leaves=READ),
    "agreements.remove_clause": Walk(**PRIYA, at=clause, leaves=READ),
    "agreements.choose_variant": Walk(**PRIYA, at=draft, leaves=READ),
    "agreements.write_variant": Walk(**PRIYA, at=draft, leaves=READ),
    "agreements.approve_template": Walk(**APPROVER, at=draft, leaves=READ),
    "agreements.make_template_live": Walk(**PRIYA, at=approved, leaves=READ),
    "agreements.discard_template": Walk(**PRIYA, at=draft, leaves=READ),
}


def _nothing_begun(house: House) -> dict[str, str]:
    told.nothing_open(house.world, "adults")
    return {}


TO_AGREEMENTS: dict[str, Walk] = {
    "agreements.start_template": Walk(
        **PRIYA,
        at=_nothing_begun,
        fields=row(kind="adults", basis="starting"),
        leaves="agreement_template.started",
    ),
    "agreements.add_clause": Walk(
        **PRIYA,
        at=draft,
        fields=row(part="pupil", wording=WORDS),
        leaves="agreement_clause.added",
    ),
    "agreements.edit_clause": Walk(
        **PRIYA,
        at=clause,
        fields=row(part="pupil", wording=WORDS, still_fit="y"),
        leaves="agreement_clause.edited",
    ),
    "agreements.remove_clause": Walk(
        **PRIYA, at=clause, leaves="agreement_clause.removed"
    ),
    "agreements.write_variant": Walk(
        **PRIYA, at=draft, leaves="agreement_variant.written"
    ),
    "agreements.approve_template": Walk(
        **APPROVER,
        at=draft,
        fields=row(translations_read="y"),
        leaves="agreement_template.approved",
    ),
    "agreements.make_template_live": Walk(
        **PRIYA, at=approved, leaves="agreement_template.made_live"
    ),
    "agreements.discard_template": Walk(
        **PRIYA, at=draft, leaves="agreement_template.discarded"
    ),
}

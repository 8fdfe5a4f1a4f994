"""Texts of agreements that somebody must not find: invented, another school's."""

from tests.agreements import told
from tests.house.round import House
from tests.journeys.wrong import Wrong, invented_row


def _text_elsewhere(house: House) -> str:
    make = lambda: told.started(house.world, by="cedar_dsl")  # noqa: E731
    return str(house.spare("text elsewhere", make))


def _clause_elsewhere(house: House) -> str:
    return told.words(_text_elsewhere(house)).clauses[0].ref


TEXTS = Wrong({"invented": invented_row, "foreign": _text_elsewhere})
CLAUSES = Wrong({"invented": invented_row, "foreign": _clause_elsewhere})
WRONG_IN_AGREEMENTS: dict[str, Wrong] = {
    **{
        f"agreements.{name}": TEXTS
        for name in (
            *("template", "print_template", "compare_templates", "add_clause"),
            *("choose_variant", "write_variant", "approve_template"),
            *("make_template_live", "discard_template"),
        )
    },
    **{f"agreements.{name}": CLAUSES for name in ("edit_clause", "remove_clause")},
}

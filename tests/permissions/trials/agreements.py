"""Texts of agreements: whoever runs the signing writes, approves and reads them."""

from safeguard.agreements.commands.clauses import (
    EditedClause,
    NewClause,
    WrittenVariant,
    add_clause,
    edit_clause,
    remove_clause,
    write_variant,
)
from safeguard.agreements.commands.templates import (
    NewTemplate,
    approve_template,
    discard_template,
    make_template_live,
    start_template,
)
from safeguard.agreements.permissions import Act
from safeguard.agreements.queries.templates import (
    print_template,
    read_template,
    read_templates,
)
from school.foundation.actor import Actor
from tests.agreements import told
from tests.permissions.trials.trial import Trial, Try

WORDS = "I wash my hands before I use a tablet."


def _draft(trial: Trial, but: Actor | None = None) -> str:
    """A draft by somebody other than whoever tries."""
    mine = but is not None and but.person_ref == trial.world["digital_safety"]
    by = "head" if mine else "digital_safety"

    def make() -> str:
        told.nothing_open(trial.world, "older")
        return told.started(trial.world, by=by)

    return str(trial.spare(f"agreement draft {by}", make))


def _clause(trial: Trial) -> str:
    return told.words(_draft(trial)).clauses[0].ref


def _approved(trial: Trial) -> str:
    def make() -> str:
        told.nothing_open(trial.world, "early")
        return told.approved(trial.world, "early")

    return str(trial.spare("agreement approved", make))


AGREEMENTS: dict[str, list[Try]] = {
    "run_agreement_campaign": [
        Try(Act.READ_TEMPLATES, lambda t, a: read_templates(a)),
        Try(Act.READ_TEMPLATE, lambda t, a: read_template(a, _draft(t))),
        Try(
            Act.PRINT_TEMPLATE,
            lambda t, a: print_template(a, _draft(t), "standard"),
        ),
        Try(
            Act.START_TEMPLATE,
            lambda t, a: start_template(a, NewTemplate("adults")),
        ),
        Try(
            Act.ADD_CLAUSE,
            lambda t, a: add_clause(a, _draft(t), NewClause("pupil", WORDS)),
        ),
        Try(
            Act.EDIT_CLAUSE,
            lambda t, a: edit_clause(
                a, _clause(t), EditedClause("pupil", WORDS, still_fit=True)
            ),
        ),
        Try(Act.REMOVE_CLAUSE, lambda t, a: remove_clause(a, _clause(t))),
        Try(
            Act.WRITE_VARIANT,
            lambda t, a: write_variant(a, _draft(t), WrittenVariant("uk", {})),
        ),
        Try(
            Act.APPROVE_TEMPLATE,
            lambda t, a: approve_template(a, _draft(t, a), told.READ),
        ),
        Try(
            Act.MAKE_TEMPLATE_LIVE,
            lambda t, a: make_template_live(a, _approved(t)),
        ),
        Try(Act.DISCARD_TEMPLATE, lambda t, a: discard_template(a, _draft(t))),
    ]
}

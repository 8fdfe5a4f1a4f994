"""Texts of agreements: whoever runs the signing writes, approves and reads them."""

from safeguard.agreements.commands.answering import Said
from safeguard.agreements.commands.clauses import (
    EditedClause,
    NewClause,
    WrittenVariant,
    add_clause,
    edit_clause,
    remove_clause,
    write_variant,
)
from safeguard.agreements.commands.paper import (
    Paper,
    record_paper,
    withdraw_agreement,
)
from safeguard.agreements.commands.signing import (
    decline_agreement,
    sign_agreement,
    take_back_agreement,
)
from safeguard.agreements.commands.templates import (
    NewTemplate,
    approve_template,
    discard_template,
    make_template_live,
    start_template,
)
from safeguard.agreements.permissions import Act, SigningAct
from safeguard.agreements.queries.own import read_own_agreement, read_own_agreements
from safeguard.agreements.queries.records import read_agreement
from safeguard.agreements.queries.templates import (
    print_template,
    read_template,
    read_templates,
)
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.references import new_ref
from tests.agreements import issued, told
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


def _of_ellis(trial: Trial) -> str:
    """A pupil's agreement, with nothing on it."""

    def make() -> str:
        return issued.issued(trial.world, "ellis", campaign=new_ref())

    return str(trial.spare("agreement of Ellis", make))


def _paper(trial: Trial) -> Paper:
    ref = _of_ellis(trial)
    signer = trial.world["ellis"]
    return Paper(signer, "signed", clock.today(), issued.said(ref))


def _own(trial: Trial, actor: Actor) -> str:
    """The actor's own; for somebody without a place here, the teacher's."""
    known = {ref: name for name, ref in trial.world.people.items()}
    name = known.get(actor.person_ref, "teacher")

    def make() -> str:
        campaign = new_ref()
        return issued.issued(trial.world, name, kind="adults", campaign=campaign)

    return str(trial.spare(f"agreement of {name}", make))


def _said(trial: Trial, actor: Actor) -> Said:
    return issued.said(_own(trial, actor))


def _own_signed(trial: Trial, actor: Actor) -> str:
    ref = _own(trial, actor)
    if actor.works_here:
        sign_agreement(actor, ref, issued.said(ref))
    return ref


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
        Try(
            SigningAct.READ_AGREEMENT,
            lambda t, a: read_agreement(a, _of_ellis(t), "standard"),
        ),
        Try(
            SigningAct.RECORD_PAPER,
            lambda t, a: record_paper(a, _of_ellis(t), _paper(t)),
        ),
        Try(
            SigningAct.WITHDRAW_AGREEMENT,
            lambda t, a: withdraw_agreement(a, _of_ellis(t), "issued_wrongly"),
        ),
    ],
    "sign_agreement": [
        Try(SigningAct.READ_OWN_AGREEMENTS, lambda t, a: read_own_agreements(a)),
        Try(
            SigningAct.READ_OWN_AGREEMENT,
            lambda t, a: read_own_agreement(a, _own(t, a), "standard"),
        ),
        Try(
            SigningAct.SIGN_AGREEMENT,
            lambda t, a: sign_agreement(a, _own(t, a), _said(t, a)),
        ),
        Try(
            SigningAct.DECLINE_AGREEMENT,
            lambda t, a: decline_agreement(a, _own(t, a), _said(t, a)),
        ),
        Try(
            SigningAct.TAKE_BACK_AGREEMENT,
            lambda t, a: take_back_agreement(a, _own_signed(t, a)),
        ),
    ],
}

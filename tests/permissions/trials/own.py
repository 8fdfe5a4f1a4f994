"""Raising, and what one has raised oneself."""

from safeguard.allegations.commands import raising as adults
from safeguard.allegations.commands.drafts import Written as AdultWritten
from safeguard.allegations.commands.drafts import (
    discard_adult_draft,
    save_adult_draft,
)
from safeguard.allegations.permissions import Act as Vault
from safeguard.allegations.queries import reading as vault
from safeguard.cases.commands.drafts import Written, discard_draft, save_draft
from safeguard.cases.commands.raising import (
    Addition,
    Narrative,
    add_to_concern,
    raise_concern,
)
from safeguard.cases.permissions import Act as Case
from safeguard.cases.queries import own
from school.foundation.actor import Actor
from school.foundation.references import new_ref
from tests.allegations import telling
from tests.cases.raised import about
from tests.permissions.trials.trial import Trial, Try


def _adult(trial: Trial) -> adults.NewAdultConcern:
    return adults.NewAdultConcern(
        subjects=(trial.world["counsellor"],),
        what=telling.WHAT,
        own_words=telling.OWN_WORDS,
    )


def _own_adult_concern(trial: Trial, actor: Actor) -> str:
    """Raised by the actor where that is one who may."""
    if not actor.works_here:
        return trial.allegation()
    return adults.raise_adult_concern(actor, _adult(trial))


def _own_concern(trial: Trial, actor: Actor) -> str:
    if not actor.works_here:
        return trial.concern()
    return raise_concern(actor, about(trial.world, "ellis"))


def _own_draft(trial: Trial, actor: Actor) -> str:
    author = actor if actor.works_here else trial.world.acting("teacher")
    kept = save_draft(author, Written(new_ref(), "{}"))
    assert kept
    return kept.ref


def _own_adult_draft(trial: Trial, actor: Actor) -> str:
    author = actor if actor.works_here else trial.world.acting("teacher")
    kept = save_adult_draft(author, AdultWritten(new_ref(), [("what", ["x"])]))
    assert kept
    return kept.ref


OWN: dict[str, list[Try]] = {
    "raise_concern": [
        Try(Case.RAISE_CONCERN, lambda t, a: raise_concern(a, about(t.world, "ellis"))),
        Try(Case.READ_DRAFT, lambda t, a: own.read_draft(a, _own_draft(t, a))),
        Try(Case.DISCARD_DRAFT, lambda t, a: discard_draft(a, _own_draft(t, a))),
        Try(Vault.RAISE, lambda t, a: adults.raise_adult_concern(a, _adult(t))),
        Try(Vault.EXHAUST_ROUTE, lambda t, a: adults.exhaust_route(a, new_ref())),
        Try(
            Vault.READ_DRAFT,
            lambda t, a: vault.read_adult_draft(a, _own_adult_draft(t, a)),
        ),
        Try(
            Vault.DISCARD_DRAFT,
            lambda t, a: discard_adult_draft(a, _own_adult_draft(t, a)),
        ),
    ],
    "read_own_concern": [
        Try(
            Case.READ_OWN_CONCERN,
            lambda t, a: own.read_own_concern(a, _own_concern(t, a)),
        ),
        Try(Case.READ_OWN_CONCERNS, lambda t, a: own.read_own_concerns(a)),
        Try(
            Case.ADD_TO_CONCERN,
            lambda t, a: add_to_concern(
                a, _own_concern(t, a), Addition(Narrative("And then he left."))
            ),
        ),
        Try(
            Vault.READ_RECEIPT,
            lambda t, a: vault.read_adult_receipt(a, _own_adult_concern(t, a)),
        ),
        Try(Vault.READ_RECEIPTS, lambda t, a: vault.read_adult_receipts(a)),
    ],
}

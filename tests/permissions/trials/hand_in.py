"""The day's phones: whoever works with children here marks them."""

from safeguard.hand_in.commands.losing import NewLoss, record_loss
from safeguard.hand_in.commands.marking import (
    Collecting,
    Marking,
    collect_phones,
    mark_phones,
)
from safeguard.hand_in.permissions import Act
from safeguard.hand_in.queries.ledger import print_phones, read_ledger, read_phones
from safeguard.hand_in.queries.losses import prepare_loss
from school.foundation import clock
from school.foundation.actor import Actor
from tests.hand_in.told import WHAT
from tests.permissions.trials.trial import Trial, Try


def _class(trial: Trial) -> str:
    return trial.world.classes["8K"]


def _report(trial: Trial, actor: Actor) -> str:
    new = NewLoss("lost", clock.today(), WHAT)
    return record_loss(actor, trial.world["maya"], new)


HAND_IN: dict[str, list[Try]] = {
    "hand_in_phones": [
        Try(Act.READ_LEDGER, lambda t, a: read_ledger(a)),
        Try(Act.READ_PHONES, lambda t, a: read_phones(a, _class(t))),
        Try(Act.PRINT_PHONES, lambda t, a: print_phones(a, _class(t))),
        Try(Act.MARK_PHONES, lambda t, a: mark_phones(a, _class(t), Marking(()))),
        Try(
            Act.COLLECT_PHONES,
            lambda t, a: collect_phones(a, _class(t), Collecting(())),
        ),
        Try(Act.PREPARE_LOSS, lambda t, a: prepare_loss(a, t.world["maya"])),
        Try(Act.RECORD_LOSS, _report),
    ]
}

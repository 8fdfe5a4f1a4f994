"""What is done to an installation as a whole, as far as the trail must know of it."""

from dataclasses import dataclass

from school.foundation.actor import Actor
from school.gate import command, note, touch
from school.inspection.permissions import Act


@dataclass(frozen=True)
class BackupFacts:
    """A backup: its reference, when it was taken, and each log's size and root."""

    ref: str
    taken_at: str
    # Of each log: its reference, its size, its root as hexadecimal digits.
    logs: tuple[tuple[str, int, str], ...]
    rows: int


@command(Act.TAKE_BACKUP)
def take_backup(actor: Actor, facts: BackupFacts) -> str:
    """Record that a backup was taken and proved itself in a scratch place."""
    _tell(facts)
    return facts.ref


@command(Act.RESTORE_BACKUP)
def restore_backup(actor: Actor, facts: BackupFacts) -> str:
    """Record that a backup was put in place, naming the sizes and roots it began
    with: whoever holds a later checkpoint sees what was lost (brief §5.4).
    """
    _tell(facts)
    return facts.ref


def _tell(facts: BackupFacts) -> None:
    touch(facts.ref)
    note(
        taken_at=facts.taken_at,
        logs=[list(each) for each in facts.logs],
        rows=facts.rows,
    )

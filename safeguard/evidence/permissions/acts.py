"""The acts on files: the record that holds them says who may do them."""

from enum import StrEnum
from typing import Any

from safeguard.evidence.permissions.holders import Holder
from school.foundation.actor import Actor
from school.foundation.permits import PERMIT, Answer, Refusal, Rule, yes


class Act(StrEnum):
    """What can happen, as the trail names it."""

    ATTACH_FILE = "file.attached"
    REFUSE_FILE = "file.refused"
    READ_FILES = "files.read"
    DOWNLOAD_FILE = "file.downloaded"


def attaches(actor: Actor, holder: Holder) -> Answer:
    """Matrix, attach_evidence: as the kind of record says."""
    return holder.kind.attaches(actor, holder.record)


def views(actor: Actor, subject: Any) -> Answer:
    """Matrix, view_evidence: as the kind of record says."""
    holder: Holder = getattr(subject, "holder", subject)
    return holder.kind.views(actor, holder.record)


def downloads(actor: Actor, subject: Any) -> Answer:
    """Likewise; what lies where a stop stands nobody opens (security brief §3.1)."""
    answer = views(actor, subject)
    if answer == PERMIT and subject.stopped:
        return Refusal("sealed_away")
    return answer


RULES: dict[Act, Rule] = {
    Act.ATTACH_FILE: attaches,
    # Whoever sees the record: that they tried is all that is recorded.
    Act.REFUSE_FILE: yes,
    Act.READ_FILES: views,
    Act.DOWNLOAD_FILE: downloads,
}
WORDINGS: dict[Act, str] = {
    Act.ATTACH_FILE: "attached a file",
    Act.REFUSE_FILE: "tried to send a file where an intimate image is suspected",
    Act.READ_FILES: "looked at which files a record has",
    Act.DOWNLOAD_FILE: "took a file out of a record",
}

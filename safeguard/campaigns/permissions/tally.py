"""How far a campaign has come: what counts for each person whom it asks."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from safeguard.agreements.queries.standing import AgreementLine, lines_of
from safeguard.agreements.states import ENDED, AgreementState
from safeguard.campaigns.models import Campaign
from safeguard.campaigns.permissions.asked import Asked, asked_by


class Standing(StrEnum):
    """Where somebody stands who is asked, in the order of a picture."""

    COMPLETE = "complete"
    PUPIL_SIGNED = "pupil_signed"
    PARENT_SIGNED = "parent_signed"
    WAITING = "waiting"
    DECLINED = "declined"
    # By whoever had signed; nobody is asked again by a machine.
    WITHDRAWN = "withdrawn"
    # Expired with the campaign.
    EXPIRED = "expired"
    # No text is in force, or the slice has not come yet.
    NOT_ISSUED = "not_issued"


_STANDS: dict[AgreementState, Standing] = {
    AgreementState.COMPLETE: Standing.COMPLETE,
    AgreementState.PUPIL_SIGNED: Standing.PUPIL_SIGNED,
    AgreementState.PARENT_SIGNED: Standing.PARENT_SIGNED,
    AgreementState.ISSUED: Standing.WAITING,
    AgreementState.DECLINED: Standing.DECLINED,
    AgreementState.EXPIRED: Standing.EXPIRED,
    AgreementState.WITHDRAWN: Standing.WITHDRAWN,
}


@dataclass(frozen=True)
class Stands:
    """Somebody who is asked, where they stand, and the agreement that counts."""

    person: Asked
    standing: Standing
    line: AgreementLine | None

    @property
    def is_complete(self) -> bool:
        """Whether all have signed who must."""
        return self.standing is Standing.COMPLETE

    @property
    def needs_parent(self) -> bool:
        """Whether a parent's answer is missing, or may be given anew."""
        return self.person.form is not None and self.standing in {
            Standing.WAITING,
            Standing.PUPIL_SIGNED,
            Standing.DECLINED,
        }

    @property
    def needs_letter(self) -> bool:
        """Whether a letter to a parent is due: an answer is missing."""
        return self.needs_parent and self.standing is not Standing.DECLINED


def where_all_stand(campaign: Campaign) -> list[Stands]:
    """Everybody whom a campaign asks today, with what was issued to them last. Whoever
    has left the school or its groups is not among them.
    """
    asked = asked_by(campaign.ref, campaign.school_ref)
    latest = _latest(lines_of(campaign.ref))
    return [_stands(person, latest.get(ref)) for ref, person in asked.items()]


def tally(stands: Iterable[Stands]) -> Counter[Standing]:
    """How many stand where."""
    return Counter(each.standing for each in stands)


def _latest(lines: Iterable[AgreementLine]) -> dict[str, AgreementLine]:
    """Of each person the agreement that was issued last, one that stands before one
    that has ended.
    """
    found: dict[str, AgreementLine] = {}
    for line in lines:
        before = found.get(line.person_ref)
        if before is None or line.state not in ENDED or before.state in ENDED:
            found[line.person_ref] = line
    return found


def _stands(person: Asked, line: AgreementLine | None) -> Stands:
    if line is None or line.kind != person.kind:
        return Stands(person, Standing.NOT_ISSUED, None)
    standing = _STANDS[line.state]
    if standing is Standing.WITHDRAWN and line.ended_why != "by_signer":
        standing = Standing.NOT_ISSUED
    return Stands(person, standing, line)

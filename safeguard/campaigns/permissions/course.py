"""What a campaign has still to do: to whom to issue, whose agreement holds no longer.

Worked out from the roll and from what was issued, every time anew: so it does not
matter when the product was stopped, who came and who left, or that two workers ask.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, select

from safeguard.agreements.models import AgreementTemplate
from safeguard.agreements.queries.standing import AgreementLine, lines_of
from safeguard.agreements.states import ENDED, OPEN, TemplateState, Withdrawal
from safeguard.campaigns.models import Campaign
from safeguard.campaigns.permissions.asked import (
    Asked,
    everybody,
    groups_of,
    of_groups,
)
from safeguard.campaigns.states import CampaignState
from school.foundation.questions import question


@dataclass(frozen=True)
class ToIssue:
    """People who get the same version in the same capacity."""

    kind: str
    template_ref: str
    capacity: str | None
    people: tuple[str, ...]


@dataclass(frozen=True)
class Course:
    """What is to be done, in the order in which it is done."""

    withdraw: dict[Withdrawal, tuple[str, ...]] = field(default_factory=dict)
    expire: tuple[str, ...] = ()
    issue: tuple[ToIssue, ...] = ()

    @property
    def size(self) -> int:
        """How many agreements it touches or makes."""
        ended = sum(len(refs) for refs in self.withdraw.values()) + len(self.expire)
        return ended + sum(len(each.people) for each in self.issue)


@question
def _live() -> Any:
    columns = (AgreementTemplate.kind, AgreementTemplate.ref)
    asked = select(*columns).where(
        AgreementTemplate.school_ref == bindparam("school"),
        AgreementTemplate.state == TemplateState.LIVE.value,
    )
    return asked.order_by(AgreementTemplate.number)


def live_versions(school_ref: str) -> dict[str, str]:
    """The version of each kind that is in force."""
    return {row.kind: row.ref for row in _live(school=school_ref)}


def course_of(campaign: Campaign) -> Course:
    """What a campaign has to do now; nothing while it is a draft or when it is over."""
    if campaign.state == CampaignState.CLOSING:
        lines = lines_of(campaign.ref)
        return Course(expire=tuple(each.ref for each in lines if each.state in OPEN))
    if campaign.state not in {CampaignState.ISSUING, CampaignState.OPEN}:
        return Course()
    people = everybody(campaign.school_ref)
    wanted = of_groups(people.values(), groups_of(campaign.ref))
    live = live_versions(campaign.school_ref)
    lines = lines_of(campaign.ref)
    return Course(
        withdraw=_to_withdraw(lines, people, live),
        issue=_to_issue(lines, wanted, live),
    )


def _to_withdraw(
    lines: Iterable[AgreementLine], people: dict[str, Asked], live: dict[str, str]
) -> dict[Withdrawal, tuple[str, ...]]:
    """Only what is not complete: what both have signed holds until a later one does."""
    found: dict[Withdrawal, list[str]] = defaultdict(list)
    for line in lines:
        why = _ended_why(line, people.get(line.person_ref), live)
        if line.state in OPEN and why:
            found[why].append(line.ref)
    return {why: tuple(refs) for why, refs in found.items()}


def _ended_why(
    line: AgreementLine, person: Asked | None, live: dict[str, str]
) -> Withdrawal | None:
    if person is None:
        return Withdrawal.LEFT
    if person.kind and person.kind != line.kind:
        return Withdrawal.NEW_STAGE
    if live.get(line.kind, line.template_ref) != line.template_ref:
        return Withdrawal.NEW_VERSION
    return None


def _to_issue(
    lines: Iterable[AgreementLine], wanted: dict[str, Asked], live: dict[str, str]
) -> tuple[ToIssue, ...]:
    # Whoever has withdrawn a signature is not asked again by a machine.
    have = {
        (line.person_ref, line.template_ref)
        for line in lines
        if line.state not in ENDED or line.ended_why == Withdrawal.BY_SIGNER
    }
    found: dict[tuple[str, str, str | None], list[str]] = defaultdict(list)
    for person in wanted.values():
        template = live.get(person.kind)
        if template and (person.person_ref, template) not in have:
            found[person.kind, template, person.capacity].append(person.person_ref)
    return tuple(
        ToIssue(kind, template, capacity, tuple(sorted(refs)))
        for (kind, template, capacity), refs in sorted(found.items(), key=str)
    )

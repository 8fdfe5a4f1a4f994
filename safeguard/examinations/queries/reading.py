"""Reading an examination: the reason, what was done, what was decided, what was not."""

from dataclasses import dataclass, field
from datetime import datetime

from safeguard.examinations.models import (
    Examination,
    ExaminationAccount,
    ExaminationProposal,
)
from safeguard.examinations.permissions import Act
from safeguard.examinations.permissions.seeing import examination_visible
from safeguard.examinations.permissions.signing import Side, seconds
from safeguard.examinations.permissions.standing import (
    account_of,
    deviation_answers_of,
    deviations_of,
    erasure_of,
    evidence_answers_of,
    finding_of,
    halt_of,
    has_unanswered,
    proposals_of,
    standing_of,
)
from safeguard.searches.models import Search
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.sealing import unseal
from school.gate import disclosure, touch
from school.identity.queries.people import names_of


@dataclass(frozen=True)
class AccountRead:
    """How it was examined."""

    examiner: str = field(repr=False)
    present: tuple[str, ...] = field(repr=False)
    others: str = field(repr=False)
    areas: tuple[str, ...]
    opening: str
    copied: str
    at: datetime
    by: str = field(repr=False)
    recorded_at: datetime


@dataclass(frozen=True)
class FindingRead:
    """What came of it."""

    found: str
    kinds: tuple[str, ...]
    words: str = field(repr=False)
    by: str = field(repr=False)
    at: datetime


@dataclass(frozen=True)
class Said:
    """A code, words beside it, by whom and when."""

    code: str
    words: str = field(repr=False)
    by: str = field(repr=False)
    at: datetime


@dataclass(frozen=True)
class ProposalRead:
    """A proposal and its answer. `able`: who may sign while it waits, by office."""

    about: str
    codes: tuple[str, ...]
    reason: str = field(repr=False)
    by: str = field(repr=False)
    at: datetime
    answer: str | None
    answer_words: str = field(repr=False)
    answered_by: str = field(repr=False)
    answered_at: datetime | None
    able: tuple[tuple[Role, tuple[str, ...]], ...] = field(default=(), repr=False)
    # For the rule that decides about a signature.
    proposed_by: str = ""
    proposed_as: str = ""
    school_ref: str = ""


@dataclass(frozen=True)
class ErasureRead:
    """What was erased."""

    areas: tuple[str, ...]
    erased_by: str = field(repr=False)
    witness: str = field(repr=False)
    at: datetime


@dataclass(frozen=True)
class ExaminationRead:
    """An examination as its page shows it."""

    reference: str
    school_ref: str
    search_ref: str
    item_ref: str | None
    state: str
    response_waits: bool
    evidence: str
    erase: str
    after_the_fact: bool
    version: int
    pupil: str = field(repr=False)
    reasons: tuple[str, ...]
    facts: str = field(repr=False)
    reason_at: datetime | None
    examiner: str = field(repr=False)
    authorised_at: datetime | None
    declined_why: str | None
    declined_words: str = field(repr=False)
    opened_by: str
    examiner_ref: str | None
    opener: str = field(repr=False)
    opened_at: datetime
    halt: Said | None
    case_ref: str | None
    account: AccountRead | None
    finding: FindingRead | None
    deviations: tuple[Said, ...]
    deviation_answers: tuple[Said, ...]
    unanswered: bool
    evidence_answers: tuple[Said, ...]
    proposals: tuple[ProposalRead, ...]
    erasure: ErasureRead | None

    def waits(self, about: str) -> ProposalRead | None:
        """The proposal that waits for a second person."""
        found = (each for each in self.proposals if each.about == about)
        return next((each for each in found if each.answer is None), None)


@disclosure(Act.READ_EXAMINATION, of=examination_visible)
def read_examination(actor: Actor, row: Examination) -> ExaminationRead:
    """One examination, whole."""
    search = db.session.get_one(Search, row.search_ref)
    touch(row.search_ref)
    account = account_of(row.ref)
    rows = _Rows(row, account)
    halt, at = halt_of(row.ref), standing_of(row)
    return ExaminationRead(
        reference=row.ref,
        school_ref=row.school_ref,
        search_ref=row.search_ref,
        item_ref=row.item_ref,
        state=at.examination,
        response_waits=at.response_waits,
        evidence=at.evidence,
        erase=at.erase,
        after_the_fact=row.after_the_fact,
        version=row.version,
        pupil=rows.name(search.pupil_ref) or unseal(search, "described") or "",
        reasons=_codes(unseal(row, "reasons")),
        facts=unseal(row, "facts") or "",
        reason_at=row.reason_at,
        examiner=rows.name(row.examiner_ref),
        authorised_at=row.authorised_at,
        declined_why=row.declined_why,
        declined_words=unseal(row, "declined_words") or "",
        opened_by=row.opened_by,
        examiner_ref=row.examiner_ref,
        opener=rows.name(row.opened_by),
        opened_at=row.opened_at,
        halt=Said(halt.sighting, "", rows.name(halt.by_ref), halt.recorded_at)
        if halt
        else None,
        case_ref=halt.case_ref if halt else None,
        account=rows.account(),
        finding=rows.finding(),
        deviations=rows.deviations(),
        deviation_answers=rows.deviation_answers(),
        unanswered=has_unanswered(row.ref),
        evidence_answers=rows.evidence(),
        proposals=rows.proposals(actor),
        erasure=rows.erasure(),
    )


class _Rows:
    """What belongs to one examination, with the names of whoever did it."""

    def __init__(self, row: Examination, account: ExaminationAccount | None) -> None:
        self._row, self._account = row, account
        self._names: dict[str, str] = {}

    def name(self, ref: str | None) -> str:
        """The full name, read once."""
        if not ref:
            return ""
        if ref not in self._names:
            self._names |= {ref: "", **names_of([ref])}
        return self._names[ref]

    def account(self) -> AccountRead | None:
        """How it was examined."""
        row = self._account
        if row is None:
            return None
        present = _codes(unseal(row, "present"))
        return AccountRead(
            examiner=self.name(row.examiner_ref),
            present=tuple(self.name(ref) for ref in present),
            others=unseal(row, "others_present") or "",
            areas=_codes(unseal(row, "areas")),
            opening=row.opening,
            copied=row.copied,
            at=row.examined_at,
            by=self.name(row.by_ref),
            recorded_at=row.recorded_at,
        )

    def finding(self) -> FindingRead | None:
        """What came of it."""
        row = finding_of(self._row.ref)
        if row is None:
            return None
        return FindingRead(
            found=row.found,
            kinds=_codes(unseal(row, "kinds")),
            words=unseal(row, "words") or "",
            by=self.name(row.by_ref),
            at=row.recorded_at,
        )

    def deviations(self) -> tuple[Said, ...]:
        """What was not as the policy says."""
        return tuple(
            Said(
                each.code,
                unseal(each, "words") or "",
                self.name(each.by_ref),
                each.recorded_at,
            )
            for each in deviations_of(self._row.ref)
        )

    def deviation_answers(self) -> tuple[Said, ...]:
        """What the head said to that."""
        return tuple(
            Said(
                "",
                unseal(each, "words") or "",
                self.name(each.by_ref),
                each.answered_at,
            )
            for each in deviation_answers_of(self._row.ref)
        )

    def evidence(self) -> tuple[Said, ...]:
        """Whether it could be evidence."""
        return tuple(
            Said(
                each.answer,
                unseal(each, "reason") or "",
                self.name(each.by_ref),
                each.recorded_at,
            )
            for each in evidence_answers_of(self._row.ref)
        )

    def proposals(self, actor: Actor) -> tuple[ProposalRead, ...]:
        """What was proposed and answered, the newest first."""
        return tuple(
            self._proposal(actor, each) for each in proposals_of(self._row.ref)
        )

    def _proposal(self, actor: Actor, row: ExaminationProposal) -> ProposalRead:
        able: dict[Role, list[str]] = {}
        if row.answer is None:
            side = Side(row.proposed_as)
            able = seconds(side, row.proposed_by, row.school_ref, actor.trust_ref)
        return ProposalRead(
            about=row.about,
            codes=_codes(unseal(row, "codes")),
            reason=unseal(row, "reason") or "",
            by=self.name(row.proposed_by),
            at=row.proposed_at,
            answer=row.answer,
            answer_words=unseal(row, "answer_words") or "",
            answered_by=self.name(row.answered_by),
            answered_at=row.answered_at,
            able=tuple(
                (role, tuple(self.name(ref) for ref in refs))
                for role, refs in able.items()
            ),
            proposed_by=row.proposed_by,
            proposed_as=row.proposed_as,
            school_ref=row.school_ref,
        )

    def erasure(self) -> ErasureRead | None:
        """What was erased."""
        row = erasure_of(self._row.ref)
        if row is None:
            return None
        return ErasureRead(
            areas=_codes(unseal(row, "areas")),
            erased_by=self.name(row.erased_by),
            witness=self.name(row.witness_ref),
            at=row.erased_at,
        )


def _codes(sealed: str | None) -> tuple[str, ...]:
    return tuple((sealed or "").split())

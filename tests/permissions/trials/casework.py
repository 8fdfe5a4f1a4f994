"""Concerns and cases on the DSL’s desk."""

from safeguard.cases.commands.acknowledging import (
    Told,
    acknowledge_concern,
    give_feedback,
)
from safeguard.cases.commands.closing import (
    CaseClosure,
    Reopening,
    close_case,
    reopen_case,
)
from safeguard.cases.commands.deciding import (
    Joining,
    NewCase,
    NewDecision,
    decide_case,
    join_case,
    open_case,
)
from safeguard.cases.commands.recording import (
    NewEntry,
    ParentsAnswer,
    add_entry,
    record_parents,
    suspect_image,
)
from safeguard.cases.commands.referring import follow_referral, refer_case
from safeguard.cases.permissions import Act as Case
from safeguard.cases.queries import finding, listing, queue, reading
from safeguard.cases.states import EntryKind
from safeguard.children.commands import (
    Linked,
    Said,
    change_need,
    link_child,
    record_need,
    unlink_child,
)
from safeguard.children.permissions import Act as Child
from safeguard.children.permissions import links_of
from safeguard.children.queries import reading as across
from safeguard.children.states import Limits
from safeguard.referrals.commands import (
    NewStep,
    make_referral,
    record_outcome,
    record_step,
)
from safeguard.referrals.permissions import Act as Referral
from safeguard.referrals.states import Outcome, StepKind
from school.foundation import clock
from tests.cases import worked
from tests.permissions.trials.acting import ACTING
from tests.permissions.trials.actions import ACTIONS
from tests.permissions.trials.trial import WHY, Trial, Try
from tests.permissions.trials.words import FOR_TECHNICIANS_ALONE, NOT_FOR_TECHNICIANS


def _step(kind: StepKind) -> NewStep:
    return NewStep(kind, happened_at=clock.now(), method="telephone")


def _child(t: Trial) -> tuple[str, Limits]:
    t.case()
    return t.world["ellis"], Limits()


def _need() -> tuple[str, Said]:
    return "looked_after", Said(clock.today(), "parent")


def _changed(t: Trial) -> tuple[str, str, str, Said]:
    child, (kind, said) = _child(t)[0], _need()
    make = lambda: record_need(worked.dsl(t.world), child, kind, said)  # noqa: E731
    ref = t.spare("need", make)
    return child, ref, ref, said


def _link(t: Trial) -> Linked:
    return Linked(t.world["jayden"], "associate")


def _linked(t: Trial) -> tuple[str, str]:
    child, new = _child(t)[0], Linked(t.world["maya"], "sibling")
    for each in links_of(t.world.birch, child):
        if t.world["maya"] in {each.one_ref, each.other_ref}:
            return child, each.link_ref
    return child, link_child(worked.dsl(t.world), child, new)


def _reads_at(level: str) -> list[Try]:
    return [
        Try(
            Case.READ_CASE,
            lambda t, a: reading.read_case(a, t.case(level)),
            NOT_FOR_TECHNICIANS,
        ),
        Try(
            Case.PRINT_CASE,
            lambda t, a: reading.print_case(a, t.case(level)),
            NOT_FOR_TECHNICIANS,
        ),
        # Taking it away is reading it (ADR 0013); handing it on is export_case.
        Try(
            Child.DOWNLOAD_CASE,
            lambda t, a: across.download_case(a, t.case(level)),
            NOT_FOR_TECHNICIANS,
        ),
    ]


CASEWORK: dict[str, list[Try]] = {
    "acknowledge_concern": [
        Try(
            Case.ACKNOWLEDGE_CONCERN,
            lambda t, a: acknowledge_concern(a, t.concern()),
            NOT_FOR_TECHNICIANS,
        ),
        Try(
            Case.ACKNOWLEDGE_CONCERN,
            lambda t, a: acknowledge_concern(a, t.concern(category="technical")),
            {"technical": "yes"},
        ),
    ],
    "read_case_online_safety": [
        *_reads_at("C2"),
        Try(
            Case.READ_CONCERN,
            lambda t, a: reading.read_concern(a, t.concern(category="technical")),
            NOT_FOR_TECHNICIANS,
        ),
        Try(
            Case.READ_TECHNICAL_INCIDENT,
            lambda t, a: listing.read_technical_incident(
                a, t.concern(category="technical")
            ),
            FOR_TECHNICIANS_ALONE,
        ),
        Try(
            Case.READ_TECHNICAL_QUEUE,
            lambda t, a: listing.read_technical_queue(a),
            FOR_TECHNICIANS_ALONE,
        ),
    ],
    "read_case_child_protection": [
        *_reads_at("C3"),
        Try(Case.READ_CONCERN, lambda t, a: reading.read_concern(a, t.concern())),
        Try(Child.READ_CHILD, lambda t, a: across.read_child(a, *_child(t))),
        Try(Child.PRINT_CHILD, lambda t, a: across.print_child(a, *_child(t))),
        Try(Child.DOWNLOAD_CHILD, lambda t, a: across.download_child(a, *_child(t))),
        Try(Case.READ_QUEUE, lambda t, a: queue.read_queue(a)),
        Try(Case.READ_CASES, lambda t, a: listing.read_cases(a)),
    ],
    "read_case_restricted": _reads_at("C4"),
    "triage_decide_close": [
        Try(
            Case.OPEN_CASE,
            lambda t, a: open_case(
                a, t.acknowledged(), NewCase("x", "C3", "cyber_bullying")
            ),
        ),
        Try(Child.PREPARE_CHILD, lambda t, a: across.prepare_child(a, _child(t)[0])),
        Try(Child.RECORD_NEED, lambda t, a: record_need(a, _child(t)[0], *_need())),
        Try(Child.CHANGE_NEED, lambda t, a: change_need(a, *_changed(t))),
        Try(Child.LINK_CHILD, lambda t, a: link_child(a, _child(t)[0], _link(t))),
        Try(Child.UNLINK_CHILD, lambda t, a: unlink_child(a, *_linked(t), "x")),
        Try(
            Case.JOIN_CASE,
            lambda t, a: join_case(a, t.acknowledged(), Joining(t.case())),
        ),
        Try(
            Case.DECIDE_CASE,
            lambda t, a: decide_case(a, t.case(), NewDecision("internal_support", WHY)),
        ),
        Try(
            Case.ADD_ENTRY,
            lambda t, a: add_entry(a, t.case(), NewEntry(EntryKind.NOTE, "Seen.")),
        ),
        Try(
            Case.RECORD_PARENTS,
            lambda t, a: record_parents(
                a, t.case(), ParentsAnswer("told", worked.ENDED)
            ),
        ),
        Try(Case.SUSPECT_IMAGE, lambda t, a: suspect_image(a, t.case())),
        Try(
            Case.GIVE_FEEDBACK,
            lambda t, a: give_feedback(a, t.acknowledged(), Told("Thank you.")),
        ),
        Try(
            Case.CLOSE_CASE,
            lambda t, a: close_case(
                a,
                t.spare(
                    "ready",
                    lambda: worked.ready_to_close(t.world, worked.opened(t.world)),
                ),
                CaseClosure(worked.ENDED),
            ),
        ),
        Try(
            Case.REOPEN_CASE,
            lambda t, a: reopen_case(a, t.closed(), Reopening("It began again today.")),
        ),
        *ACTING,
        *ACTIONS,
    ],
    "refer_to_agency": [
        Try(Case.PREPARE_REFERRAL, lambda t, a: reading.prepare_referral(a, t.case())),
        Try(Case.REFER_CASE, lambda t, a: refer_case(a, t.case(), worked.rung())),
        Try(Case.FOLLOW_REFERRAL, lambda t, a: follow_referral(a, *t.referred())),
        Try(Referral.MAKE_REFERRAL, lambda t, a: make_referral(a, t.new_referral())),
        Try(
            Referral.RECORD_STEP,
            lambda t, a: record_step(a, t.referral(), _step(StepKind.CONFIRMED)),
        ),
        Try(
            Referral.RECORD_OUTCOME,
            lambda t, a: record_outcome(
                a,
                t.referral(),
                NewStep(
                    StepKind.OUTCOME,
                    outcome=Outcome.ACCEPTED,
                    happened_at=clock.now(),
                ),
            ),
        ),
    ],
    "find_in_narratives": [
        Try(
            Case.FIND_RECORDS,
            lambda t, a: finding.find_records(a, finding.Wanted("registration")),
            {"technical": "yes"},
        ),
    ],
}

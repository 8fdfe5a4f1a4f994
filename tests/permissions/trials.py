"""How each act of the matrix is tried: on which record, made how, with which words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from safeguard.allegations.commands import raising as adults
from safeguard.allegations.commands import reviewing as reviews
from safeguard.allegations.commands.drafts import Written as AdultWritten
from safeguard.allegations.commands.drafts import (
    discard_adult_draft,
    save_adult_draft,
)
from safeguard.allegations.permissions import Act as Vault
from safeguard.allegations.queries import reading as vault
from safeguard.allegations.states import AdultConcernState
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
from safeguard.cases.commands.drafts import Written, discard_draft, save_draft
from safeguard.cases.commands.raising import (
    Addition,
    Narrative,
    add_to_concern,
    raise_concern,
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
from safeguard.cases.queries import finding, listing, own, queue, reading
from safeguard.cases.states import EntryKind
from safeguard.referrals.commands import (
    NewReferral,
    NewStep,
    make_referral,
    record_outcome,
    record_step,
)
from safeguard.referrals.permissions import Act as Referral
from safeguard.referrals.states import Outcome, StepKind
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.errors import SafeguardError
from school.foundation.references import new_ref
from school.identity.commands import accounts
from school.identity.commands.adding import (
    NewContact,
    NewPupil,
    NewStaff,
    add_contact,
    add_pupil,
    add_staff,
    change_person,
)
from school.identity.commands.appointments import (
    NewAppointment,
    appoint,
    approve_appointment,
    end_appointment,
)
from school.identity.commands.people import (
    NewClass,
    NewEnrolment,
    NewPerson,
    NewRelationship,
    add_class,
    add_person,
    enrol,
    relate,
)
from school.identity.commands.roll import (
    approve_roll,
    check_roll,
    discard_roll,
    import_roll,
    put_roll_forward,
)
from school.identity.models import RollKind
from school.identity.permissions import Act as People
from school.identity.permissions import SigningAct
from school.identity.queries.accounts import read_accounts, read_kept_account
from school.identity.queries.lists import Wanted as WantedPeople
from school.identity.queries.lists import read_people, read_person
from school.identity.queries.rolls import read_roll, read_rolls
from school.inspection.permissions import Act as Trail
from school.inspection.queries.reading import (
    count_school_trail,
    read_own_trail,
    read_school_trail,
    read_technical_trail,
)
from school.inspection.queries.verifying import verify_trail
from tests.allegations import telling
from tests.cases import worked
from tests.cases.raised import about, raised
from tests.factories.world import World
from tests.identity.rolls import brought, upload_row

WHY = "The form tutor can meet the need and will see whether it works."


def talked() -> reviews.LadoContact:
    """A talk with the LADO, just now."""
    return reviews.LadoContact(clock.now(), "Ms Ferro", "LA-77", "Say nothing yet")


class Trial:
    """A world in which one act is tried; a record serves until somebody changed it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._spare: dict[str, Any] = {}

    def spare(self, name: str, make: Callable[[], Any]) -> Any:
        """The record that is still as it was made, else a fresh one."""
        if name not in self._spare:
            try:
                self._spare[name] = make()
            except SafeguardError as fault:
                raise AssertionError(f"could not make: {name}") from fault
        return self._spare[name]

    def used_up(self) -> None:
        """Somebody was let in: whatever they found may be another now."""
        self._spare.clear()

    # ---- Records ------------------------------------------------------------

    def concern(self, **changes: Any) -> str:
        """A concern nobody has opened."""
        return self.spare(f"concern {changes}", lambda: raised(self.world, **changes))

    def acknowledged(self) -> str:
        """A concern the DSL has opened."""
        return self.spare("acknowledged", lambda: worked.acknowledged(self.world))

    def case(self, level: str = "C3", **changes: Any) -> str:
        """A case at a level."""
        make = lambda: worked.opened(self.world, level=level, **changes)  # noqa: E731
        return self.spare(f"case {level} {changes}", make)

    def closed(self) -> str:
        """A closed case."""
        make = lambda: worked.closed(self.world, worked.opened(self.world))  # noqa: E731
        return self.spare("closed", make)

    def referred(self) -> tuple[str, Any]:
        """A case that was referred, and its answer."""

        def make() -> tuple[str, Any]:
            case = worked.opened(self.world)
            refer_case(worked.dsl(self.world), case, worked.rung())
            return case, worked.answered(case)

        return self.spare("referred", make)

    def referral(self) -> str:
        """A referral that was made."""
        return str(self.referred()[1].referral_ref)

    def new_referral(self) -> NewReferral:
        """A referral of a case, as the case's own act would make it."""
        row = worked.case_file(self.case())
        first = worked.rung().first
        return NewReferral(row.ref, row.school_ref, row.key_ref, "social_care", first)

    def allegation(self) -> str:
        """A concern about a counsellor: it goes to the head alone."""
        make = lambda: telling.raised(self.world, "teacher", "counsellor")  # noqa: E731
        return self.spare("allegation", make)

    def version_of(self, allegation: str) -> int:
        """The version that the head's page of an allegation shows."""
        head = self.world.acting("head", elevated=True)
        return vault.read_adult_concern(head, allegation).version

    def looked_into(self) -> str:
        """An allegation that the head has decided about, with the LADO's advice."""

        def make() -> str:
            ref = telling.raised(self.world, "teacher", "counsellor")
            head = self.world.acting("head", elevated=True)
            reviews.contact_lado(head, ref, talked())
            said = (AdultConcernState.ALLEGATION, "May harm.", self.version_of(ref))
            reviews.decide_adult_concern(head, ref, reviews.AdultDecision(*said))
            return ref

        return self.spare("looked into", make)

    def account(self, *, blocked: bool = False) -> str:
        """A newcomer's account."""

        def make() -> str:
            new = accounts.NewAccount(self.newcomer(), new_ref().lower(), "x")
            user = accounts.open_account(self.world.system(), new)
            if blocked:
                accounts.block_account(self.world.system(), user, "suspected_misuse")
            return user

        return self.spare("account", make)

    def newcomer(self, what_for: str = "") -> str:
        """Somebody new on the staff, without an account."""
        new = NewStaff(NewPerson("Nia", "Brand"), "teacher", another=True)
        make = lambda: add_staff(self.world.system(), new)  # noqa: E731
        return self.spare(f"newcomer {what_for}", make)

    def reset(self) -> str:
        """Somebody has asked that a newcomer's factors be removed."""
        return self.spare(
            "reset",
            lambda: accounts.request_factor_reset(
                self.world.system(), self.account(), "lost_telephone"
            ),
        )

    def roll(self, by: Actor, *, forward: bool = False) -> str:
        """A roll of one pupil, brought by somebody."""

        def make() -> str:
            row = f"{new_ref()},Ada,Lovelane,2014-05-04,F,,8K,8"
            ref = brought(by, RollKind.PUPILS, row)
            if forward:
                put_roll_forward(by, ref)
            return ref

        return self.spare(f"roll {by.person_ref}", make)

    def appointment(self, by: str) -> str:
        """A newcomer is to be deputy DSL; a second person has not agreed yet."""
        new = NewAppointment(self.newcomer(by), Role.DEPUTY_DSL.value)
        granter = self.world.acting(by, elevated=True)
        return self.spare(f"appointment {by}", lambda: appoint(granter, new))


@dataclass(frozen=True)
class Try:
    """One act, how it is tried, and what the row's words mean for this act."""

    act: Any
    do: Callable[[Trial, Actor], object]
    words: Mapping[str, str] = field(default_factory=dict)


def _brings(trial: Trial, actor: Actor) -> Actor:
    """The actor where that is one who may bring a roll, else the technician."""
    able = actor.has(Role.ICT, Role.ROLL_OFFICER, Role.MACHINE)
    return actor if able else trial.world.acting("ict")


def _step(kind: StepKind) -> NewStep:
    return NewStep(kind, happened_at=clock.now(), method="telephone")


def _other_granter(actor: Actor, world: World) -> str:
    return "head" if actor.person_ref != world["head"] else "executive_head"


NOT_FOR_TECHNICIANS = {"technical": "no"}
# Only a technician's cell opens this one; who reads the whole has no need of it.
FOR_TECHNICIANS_ALONE = {
    **dict.fromkeys(("elevated", "elevated+reason", "yes", "counts"), "no"),
    "technical": "yes",
}


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
    ]


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


TRIALS: dict[str, list[Try]] = {
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
        Try(Case.READ_QUEUE, lambda t, a: queue.read_queue(a)),
        Try(Case.READ_CASES, lambda t, a: listing.read_cases(a)),
    ],
    "read_case_restricted": _reads_at("C4"),
    "read_allegation": [
        Try(
            Vault.READ,
            lambda t, a: vault.read_adult_concern(a, t.allegation()),
            {"routed": "routed here"},
        ),
    ],
    "triage_decide_close": [
        Try(
            Case.OPEN_CASE,
            lambda t, a: open_case(
                a, t.acknowledged(), NewCase("x", "C3", "cyber_bullying")
            ),
        ),
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
    "grant_dsl": [
        Try(
            People.APPOINT,
            lambda t, a: appoint(
                a, NewAppointment(t.newcomer(), Role.DEPUTY_DSL.value)
            ),
            {"two": "elevated"},
        ),
        Try(
            People.APPROVE_APPOINTMENT,
            lambda t, a: approve_appointment(
                a, t.appointment(_other_granter(a, t.world))
            ),
            {"two": "elevated"},
        ),
        Try(
            People.END_APPOINTMENT,
            lambda t, a: end_appointment(a, t.appointment(_other_granter(a, t.world))),
            # Ending needs no second person, and must be possible at once.
            {"two": "yes"},
        ),
    ],
    "manage_accounts": [
        Try(People.ADD_PERSON, lambda t, a: add_person(a, NewPerson("Nia", "Brand"))),
        Try(
            People.ADD_PUPIL,
            lambda t, a: add_pupil(
                a, NewPupil(NewPerson("Nia", "Brand"), "8K", "8", another=True)
            ),
        ),
        Try(
            People.ADD_STAFF,
            lambda t, a: add_staff(
                a, NewStaff(NewPerson("Nia", "Brand"), "teacher", another=True)
            ),
        ),
        Try(
            People.ADD_CONTACT,
            lambda t, a: add_contact(
                a,
                NewContact(
                    NewPerson("Nia", "Brand"),
                    t.world["ellis"],
                    "parent",
                    another=True,
                ),
            ),
        ),
        Try(
            People.CHANGE_PERSON,
            lambda t, a: change_person(a, t.newcomer(), NewPerson("Nia", "Brandt"), 1),
        ),
        Try(People.READ_PEOPLE, lambda t, a: read_people(a, WantedPeople())),
        Try(People.READ_PERSON, lambda t, a: read_person(a, t.world["ellis"])),
        Try(
            People.OPEN_ACCOUNT,
            lambda t, a: accounts.open_account(
                a, accounts.NewAccount(t.newcomer(), new_ref().lower(), "x")
            ),
        ),
        Try(People.ADD_CLASS, lambda t, a: add_class(a, NewClass(new_ref()[:4]))),
        Try(
            People.ENROL,
            lambda t, a: enrol(
                a, NewEnrolment(t.world.classes["8K"], t.world["ellis"])
            ),
        ),
        Try(
            People.RELATE,
            lambda t, a: relate(
                a, NewRelationship(t.world["ellis"], t.newcomer(), "aunt")
            ),
        ),
        Try(SigningAct.READ_ACCOUNTS, lambda t, a: read_accounts(a)),
        Try(
            SigningAct.READ_KEPT_ACCOUNT,
            lambda t, a: read_kept_account(a, t.world["counsellor"]),
        ),
        Try(
            SigningAct.ISSUE_PASSWORD,
            lambda t, a: accounts.issue_password(a, t.account(), "x"),
        ),
        Try(
            SigningAct.BLOCK_ACCOUNT,
            lambda t, a: accounts.block_account(a, t.account(), "suspected_misuse"),
        ),
        Try(
            SigningAct.UNBLOCK_ACCOUNT,
            lambda t, a: accounts.unblock_account(
                a,
                t.account(blocked=True),
                accounts.Unblocking(accounts.UNBLOCKING_STEPS, "Spoke with her.", "x"),
            ),
        ),
        Try(
            SigningAct.REQUEST_FACTOR_RESET,
            lambda t, a: accounts.request_factor_reset(
                a, t.account(), "lost_telephone"
            ),
        ),
        Try(
            SigningAct.RESET_FACTORS, lambda t, a: accounts.reset_factors(a, t.reset())
        ),
    ],
    "import_people": [
        Try(
            People.UPLOAD_ROLL,
            lambda t, a: brought(
                a, RollKind.PUPILS, f"{new_ref()},Ada,Lovelane,2014-05-04,F,,8K,8"
            ),
            {"approve": "no", "held": "yes"},
        ),
        Try(
            People.CHECK_ROLL,
            lambda t, a: check_roll(a, t.roll(_brings(t, a))),
            {"approve": "no", "held": "yes"},
        ),
        Try(
            People.PUT_ROLL_FORWARD,
            lambda t, a: put_roll_forward(a, t.roll(_brings(t, a))),
            {"approve": "no", "held": "yes"},
        ),
        Try(
            People.APPROVE_ROLL,
            lambda t, a: approve_roll(
                a,
                t.roll(t.world.acting("ict"), forward=True),
                upload_row(t.roll(t.world.acting("ict"))).version,
            ),
            {"yes": "no", "approve": "yes", "held": "no"},
        ),
        Try(
            People.IMPORT_ROLL,
            lambda t, a: import_roll(
                a,
                t.roll(_brings(t, a)),
                upload_row(t.roll(_brings(t, a))).version,
            ),
            {"approve": "no", "held": "no"},
        ),
        Try(
            People.DISCARD_ROLL,
            lambda t, a: discard_roll(a, t.roll(_brings(t, a))),
            {"approve": "yes", "held": "yes"},
        ),
        Try(
            People.READ_ROLL,
            lambda t, a: read_roll(a, t.roll(_brings(t, a))),
            {"approve": "yes", "held": "no"},
        ),
        Try(
            People.READ_ROLLS,
            lambda t, a: read_rolls(a),
            {"approve": "yes", "held": "no"},
        ),
    ],
    "read_trail_own": [
        Try(Trail.READ_OWN_TRAIL, lambda t, a: read_own_trail(a, clock.today())),
    ],
    "read_trail_school": [
        Try(
            Trail.READ_SCHOOL_TRAIL,
            lambda t, a: read_school_trail(a, clock.today()),
            {"technical": "no", "counts": "no"},
        ),
        Try(
            Trail.READ_TECHNICAL_TRAIL,
            lambda t, a: read_technical_trail(a, clock.today()),
            FOR_TECHNICIANS_ALONE,
        ),
        Try(
            Trail.COUNT_SCHOOL_TRAIL,
            lambda t, a: count_school_trail(a, clock.today()),
            {"technical": "no", "elevated": "no", "counts": "yes"},
        ),
    ],
    "verify_trail": [Try(Trail.VERIFY_TRAIL, lambda t, a: verify_trail(a))],
}
# Looking into an allegation is the routed person's, as reading it is.
_AFTER_READING: list[Try] = [
    Try(Vault.READ_ALL, lambda t, a: vault.read_adult_concerns(a)),
    Try(
        Vault.NOTE,
        lambda t, a: reviews.add_review_note(
            a, t.allegation(), reviews.ReviewNote("On duty that day.")
        ),
    ),
    Try(
        Vault.CONTACT_LADO,
        lambda t, a: reviews.contact_lado(a, t.allegation(), talked()),
    ),
    Try(
        Vault.DECIDE,
        lambda t, a: reviews.decide_adult_concern(
            a,
            t.allegation(),
            reviews.AdultDecision(
                AdultConcernState.ALLEGATION,
                "May harm.",
                t.version_of(t.allegation()),
            ),
        ),
    ),
    Try(
        Vault.ADD_SUBJECT,
        lambda t, a: reviews.add_subject(
            a, t.allegation(), reviews.NewSubject(t.world["tutor"])
        ),
    ),
    Try(
        Vault.FINISH,
        lambda t, a: reviews.finish_adult_concern(
            a, t.looked_into(), reviews.Ending("Ended.", t.version_of(t.looked_into()))
        ),
    ),
]
TRIALS["read_allegation"] += [
    Try(each.act, each.do, {"routed": "routed here"}) for each in _AFTER_READING
]
# To list what went to oneself is every recipient's; the list is empty for the others.
for _number, _each in enumerate(TRIALS["read_allegation"]):
    if _each.act is Vault.READ_ALL:
        TRIALS["read_allegation"][_number] = Try(
            _each.act, _each.do, {"routed": "lists what is routed"}
        )

# Rows of the matrix that no act of this product does yet.
COMES_LATER = frozenset(
    {
        *("share_case_part", "break_glass", "grant_search_authority", "record_search"),
        *("advise_search", "review_search", "examine_device_data"),
        *("erase_device_data", "custody_hand_over", "hand_in_phones"),
        *("attach_evidence", "view_evidence", "export_case", "void_concern"),
        *("destroy_record", "read_trail_case", "cosign_trail", "read_report"),
        *("write_report", "decide_unblock", "sign_off_filter_check"),
        *("run_agreement_campaign", "sign_agreement", "answer_self_audit"),
        *("review_self_audit", "plan_training"),
    }
)
# Acts that no row of the matrix speaks of, and why that is right.
OUTSIDE_THE_MATRIX: dict[str, str] = {
    **dict.fromkeys(
        [
            *("sign_in.begun", "sign_in.failed", "sign_in.ended", "sign_in.moved"),
            *("sign_in.disowned", "elevation.begun", "elevation.failed"),
            *("elevation.ended", "authenticator.added", "passkey.added"),
            *("factor.removed", "recovery_codes.renewed", "password.changed"),
            "account.read",
        ],
        "one’s own account and sign-in: tests/identity",
    ),
    **dict.fromkeys(
        [
            *("trust.founded", "school.added", "founding.begun", "founding.read"),
            *("founding.proposed", "founding.confirmed"),
        ],
        "the first start, once: tests/identity/test_founding.py",
    ),
    **dict.fromkeys(
        [
            *("setting.changed", "settings.changed", "settings.read", "set_up.read"),
            *("term.added", "term.removed", "closure.added", "closure.removed"),
            "appointments.read",
        ],
        "local numbers, terms and posts: no row of the matrix, no case content",
    ),
    **dict.fromkeys(
        ["backup.taken", "backup.restored", "trail.listed"],
        "the operator at the console alone",
    ),
}

"""A world in which one act is tried, and how it is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from safeguard.allegations.commands import reviewing as reviews
from safeguard.allegations.queries import reading as vault
from safeguard.allegations.states import AdultConcernState
from safeguard.cases.commands.referring import refer_case
from safeguard.cases.commands.voiding import NewProposal, propose_void
from safeguard.referrals.commands import (
    NewReferral,
)
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.errors import SafeguardError
from school.foundation.references import new_ref
from school.identity.commands import accounts
from school.identity.commands.adding import (
    NewPupil,
    NewStaff,
    add_pupil,
    add_staff,
)
from school.identity.commands.appointments import (
    NewAppointment,
    appoint,
)
from school.identity.commands.enrolling import Leaving, end_enrolment
from school.identity.commands.people import (
    NewPerson,
)
from school.identity.commands.roll import (
    put_roll_forward,
)
from school.identity.models import RollKind
from tests.allegations import telling
from tests.cases import worked
from tests.cases.raised import raised
from tests.factories.world import World
from tests.identity.rolls import brought

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

    def in_error(self, by: str) -> str:
        """A concern that somebody proposes to void."""
        new = NewProposal("It was typed twice by mistake today.")

        def make() -> str:
            concern = worked.acknowledged(self.world)
            return propose_void(self.world.acting(by, elevated=True), concern, new)

        return self.spare(f"in error {by}", make)

    def sent_here(self) -> str:
        """What Cedar sends to Birch."""
        return self.spare("sent here", lambda: worked.sent_here(self.world))

    def decided(self) -> str:
        """A case that is decided about, with nothing owed to others."""

        def make() -> str:
            case = worked.opened(self.world)
            worked.decided(self.world, case)
            return case

        return self.spare("decided", make)

    def watched(self) -> str:
        """A case that is watched."""
        make = lambda: worked.watched(self.world, worked.opened(self.world))  # noqa: E731
        return self.spare("watched", make)

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

    def pupil(self) -> str:
        """A pupil of whom nothing is recorded."""
        new = NewPupil(NewPerson("Ivo", "Marshlow"), "8K", another=True)
        return str(self.spare("pupil", lambda: add_pupil(self.world.system(), new)))

    def leaver(self) -> str:
        """A pupil who has left."""

        def make() -> str:
            new = NewPupil(NewPerson("Ivo", "Marshlow"), "8K", another=True)
            ref = add_pupil(self.world.system(), new)
            return end_enrolment(self.world.system(), ref, Leaving(clock.today()))

        return str(self.spare("leaver", make))

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

"""People, roles, rolls, and the trail."""

from school.foundation import clock
from school.foundation.actor import Actor, Role
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
from school.identity.commands.characteristics import change_characteristics
from school.identity.commands.enrolling import (
    ComingBack,
    Leaving,
    end_enrolment,
    resume_enrolment,
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
from tests.factories.world import World
from tests.identity.rolls import brought, upload_row
from tests.permissions.trials.trial import Trial, Try
from tests.permissions.trials.words import FOR_TECHNICIANS_ALONE


def _brings(trial: Trial, actor: Actor) -> Actor:
    """The actor where that is one who may bring a roll, else the technician."""
    able = actor.has(Role.ICT, Role.ROLL_OFFICER, Role.MACHINE)
    return actor if able else trial.world.acting("ict")


def _other_granter(actor: Actor, world: World) -> str:
    return "head" if actor.person_ref != world["head"] else "executive_head"


PEOPLE: dict[str, list[Try]] = {
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
        Try(
            People.CHANGE_CHARACTERISTICS,
            lambda t, a: change_characteristics(a, t.pupil(), {"send": "K"}),
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
            People.END_ENROLMENT,
            lambda t, a: end_enrolment(a, t.pupil(), Leaving(clock.today())),
        ),
        Try(
            People.RESUME_ENROLMENT,
            lambda t, a: resume_enrolment(
                a, t.leaver(), ComingBack(t.world.classes["8K"])
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
            SigningAct.HAND_OVER_SLIP,
            lambda t, a: accounts.hand_over_slip(a, t.account()),
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

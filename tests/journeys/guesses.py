"""References that somebody must not find: invented, foreign, walled, a colleague's."""

from collections.abc import Callable

from safeguard.actions.commands.acting import NewAction, set_action
from safeguard.allegations.commands.raising import (
    NewAdultConcern,
    raise_adult_concern,
)
from safeguard.cases.commands.acknowledging import acknowledge_concern
from safeguard.cases.commands.deciding import NewCase, open_case
from safeguard.cases.commands.drafts import Written, save_draft
from safeguard.cases.commands.referring import refer_case
from school.foundation.actor import Actor
from school.foundation.references import new_ref
from school.identity.commands.accounts import NewAccount, open_account
from school.identity.commands.people import (
    NewPerson,
    NewRelationship,
    add_person,
    relate,
)
from tests.actions.tasked import WHAT
from tests.allegations import telling
from tests.cases import worked
from tests.cases.raised import raised
from tests.house.round import House
from tests.house.round import places as at
from tests.journeys.guesses_at_agreements import WRONG_IN_AGREEMENTS
from tests.journeys.guesses_at_audits import WRONG_IN_AUDITS
from tests.journeys.guesses_at_campaigns import WRONG_IN_CAMPAIGNS
from tests.journeys.guesses_at_items import (
    WRONG_IN_COMPLAINTS,
    WRONG_IN_CUSTODY,
    WRONG_IN_DEVICES,
)
from tests.journeys.guesses_at_searches import SEARCHES
from tests.journeys.guesses_at_signing import WRONG_IN_SIGNING
from tests.journeys.guesses_at_training import SECOND_IN_TRAINING, WRONG_IN_TRAINING
from tests.journeys.hard_moments import OF_A_CASE, OF_A_RECORD, OF_THE_LEDGER, OF_TWO
from tests.journeys.wrong import Wrong, invented, invented_row

REASON = "going round the house"
OF_NO_RECORD = "no argument of an address names a record"


def _elsewhere(house: House) -> str:
    """A concern raised in the other school."""
    make = lambda: raised(house.world, "cedar_teacher", "cedar_pupil")  # noqa: E731
    return house.spare("elsewhere", make)


def _of_kin(house: House) -> str:
    """A concern about a child of the DSL's own."""

    def make() -> str:
        world = house.world
        kin = NewRelationship(world["nandu"], world["dsl"], "parent", True)
        relate(world.system(), kin)
        return raised(world, "teacher", "nandu")

    return house.spare("of kin", make)


def _case(house: House, name: str, concern: str, lead: Actor) -> str:
    def make() -> str:
        acknowledge_concern(lead, concern)
        return open_case(lead, concern, NewCase("x y z", "C3", "cyber_bullying"))

    return house.spare(name, make)


def case_elsewhere(house: House) -> str:
    lead = house.world.acting("cedar_dsl", reason=REASON)
    return _case(house, "case elsewhere", _elsewhere(house), lead)


def _case_of_kin(house: House) -> str:
    concern = _of_kin(house)
    lead = house.world.acting("deputy_dsl", reason=REASON)
    return _case(house, "case of kin", concern, lead)


def _adults(by: str, about: str) -> Callable[[House], str]:
    def made(house: House) -> str:
        return house.spare(
            f"about {about}", lambda: telling.raised(house.world, by, about)
        )

    return made


def _adults_elsewhere(house: House) -> str:
    world = house.world
    new = NewAdultConcern(subjects=(world["cedar_dsl"],), what=telling.WHAT)
    noel = world.acting("cedar_teacher")
    return house.spare("adult elsewhere", lambda: raise_adult_concern(noel, new))


def _draft_of(name: str) -> Callable[[House], str]:
    def made(house: House) -> str:
        kept = save_draft(house.world.acting(name), Written(new_ref(), "[]"))
        assert kept
        return kept.ref

    return made


def _referral_of_another_case(house: House) -> str:
    def make() -> str:
        case = worked.opened(house.world)
        refer_case(worked.dsl(house.world), case, worked.rung())
        return str(worked.answered(case).referral_ref)

    return house.spare("another referral", make)


def _account_elsewhere(house: House) -> str:
    def make() -> str:
        system = house.world.system(house.world.cedar)
        ref = add_person(system, NewPerson("Ola", "Brandt"))
        open_account(system, NewAccount(ref, new_ref().lower(), "x"))
        return ref

    return house.spare("account elsewhere", make)


def _own_child(house: House) -> str:
    _of_kin(house)
    return house.world["nandu"]


def _action_of_another(house: House) -> str:
    """An action of a case about the DSL's own child: the wall hides it from her, and
    whose it is not never finds it.
    """

    def make() -> str:
        deputy = house.world.acting("deputy_dsl", reason=REASON)
        new = NewAction(
            what=WHAT, owner_ref=house.world["counsellor"], when="action_next_day"
        )
        return set_action(deputy, _case_of_kin(house), new)

    return house.spare("another's action", make)


def _of_the_trust(house: House) -> str:
    return house.world["chair"]


CONCERNS = Wrong({"invented": invented, "foreign": _elsewhere, "walled": _of_kin})
CASES = Wrong({"invented": invented, "foreign": case_elsewhere, "walled": _case_of_kin})
OWN = Wrong(
    {
        "invented": invented,
        "foreign": _elsewhere,
        "a colleague's": lambda house: house.spare(
            "other's", lambda: raised(house.world, "other_teacher")
        ),
    }
)
TECHNICAL = Wrong(
    {
        "invented": invented,
        "foreign": _elsewhere,
        "not technical": lambda house: house.concern(),
    }
)
# The head looks: what went past the head, and what went to the head of Cedar.
ADULTS = Wrong(
    {
        "invented": invented,
        "about oneself": _adults("teacher", "head"),
        "foreign": _adults_elsewhere,
    }
)
# Whoever asks is the DSL: a pupil of the other school, a child of her own.
CHILDREN = Wrong(
    {
        "invented": invented_row,
        "foreign": lambda house: house.world["cedar_pupil"],
        "walled": _own_child,
    }
)


# A record of another school, whatever kind it is.
RECORDS = Wrong({"invented": invented, "foreign": _elsewhere})
ACTIONS = Wrong({"invented": invented, "a colleague's": _action_of_another})
ROWS = Wrong({"invented": invented_row, "a concern's": lambda h: new_ref()})
WRONG: dict[str, Wrong] = {
    **{name: Wrong(kinds) for name, kinds in SEARCHES.items()},
    "searches.case_searches": CASES,
    **{
        f"cases.{name}": CONCERNS
        for name in (
            *("concern", "acknowledge_concern", "suspect_image", "give_feedback"),
            *("open_case", "join_case", "relink_concern", "send_concern"),
            *("propose_void", "answer_void"),
        )
    },
    **{
        f"cases.{name}": CASES
        for name in (
            *("case", "print_case", "add_entry", "decide_case", "record_parents"),
            *("suspect_image_in_case", "close_case", "reopen_case", "refer_case"),
            *("record_contact", "record_meeting", "set_risk", "watch_case"),
            *("review_case", "mark_body", "refer_to_sanction"),
        )
    },
    **{
        f"bullying.{name}": CASES
        for name in (
            *("bullying", "open_bullying", "place_children", "assess_bullying"),
            *("contain_bullying", "investigate_bullying", "agree_bullying_plan"),
            *("review_bullying", "relink_bullying", "close_bullying"),
        )
    },
    **WRONG_IN_CUSTODY,
    **WRONG_IN_COMPLAINTS,
    **WRONG_IN_SIGNING,
    **WRONG_IN_AGREEMENTS,
    **WRONG_IN_DEVICES,
    **WRONG_IN_TRAINING,
    **WRONG_IN_CAMPAIGNS,
    "children.download_case": CASES,
    **dict.fromkeys(OF_A_CASE, CASES),
    **dict.fromkeys(OF_A_RECORD, RECORDS),
    **{
        f"hand_in.{name}": Wrong(
            {
                "invented": invented_row,
                "foreign": lambda house: house.world["cedar_pupil"],
            }
        )
        for name in ("pupil_phone", "grant_exemption", "record_permission")
    },
    **WRONG_IN_AUDITS,
    "evidence.attach_file": CONCERNS,
    **{f"actions.{name}": CASES for name in ("case_actions", "set_action")},
    **{
        f"actions.{name}": ACTIONS
        for name in ("action", "finish_action", "cancel_action", "hand_over_action")
    },
    **{
        f"children.{name}": CHILDREN
        for name in (
            *("child", "print_child", "download_child", "record_need", "link_child"),
        )
    },
    **{
        f"harm.{name}": CASES
        for name in ("harm", "open_harm", "assess_harm", "review_harm")
    },
    **{f"cases.{name}": OWN for name in ("own_concern", "receipt", "add_to_concern")},
    "cases.technical_incident": TECHNICAL,
    **{
        f"allegations.{name}": ADULTS
        for name in (
            *("adult_concern", "add_review_note", "contact_lado"),
            *("decide_adult_concern", "add_subject", "finish_adult_concern"),
        )
    },
    **{
        f"cases.{name}": Wrong(
            {
                "invented": invented_row,
                "a colleague's": _draft_of("other_teacher"),
                "foreign": _draft_of("cedar_teacher"),
            }
        )
        for name in ("draft", "discard_draft")
    },
    **{
        f"allegations.{name}": Wrong(
            {
                "invented": invented_row,
                "a draft of the other kind": lambda h: at.draft(h)["draft_ref"],
            }
        )
        for name in ("adult_draft", "discard_adult_draft")
    },
    **{
        f"identity.{name}": Wrong(
            {
                "invented": invented_row,
                "foreign": _account_elsewhere,
                "of the trust": _of_the_trust,
            }
        )
        for name in (
            *("kept_account", "open_account", "issue_password", "block_account"),
            *("unblock_account", "request_factor_reset", "hand_over_slip"),
        )
    },
    **{
        f"people.{name}": Wrong(
            {
                "invented": invented_row,
                "foreign": lambda house: house.world["cedar_pupil"],
                "foreign staff": lambda house: house.world["cedar_teacher"],
            }
        )
        for name in (
            *("person", "add_contact", "change_person"),
            *("end_enrolment", "resume_enrolment", "change_characteristics"),
        )
    },
}
# What else an address of two arguments needs, so that only one of them is wrong.
SECOND: dict[str, Wrong] = {
    **SECOND_IN_TRAINING,
    **{
        f"children.{name}": Wrong({"invented": invented_row})
        for name in ("change_need", "unlink_child")
    },
    **{name: Wrong({"invented": invented_row}) for name in OF_TWO},
    "cases.follow_referral": Wrong(
        {"invented": invented_row, "of another case": _referral_of_another_case}
    ),
}
# The rest names things of one's own or of one's office; each is invented only here,
# and foreign ones are tried beside the acts themselves (tests/identity).
ONLY_INVENTED = {
    *(f"hand_in.{name}" for name in OF_THE_LEDGER),
    *("identity.reset_factors", "identity.end_sign_in", "identity.remove_factor"),
    *("people.roll", "people.check_roll", "people.put_roll_forward"),
    *("people.approve_roll", "people.import_roll", "people.discard_roll"),
    *("people.approve_appointment", "people.end_appointment"),
    *("people.remove_term", "people.remove_closure", "people.remove_duty_turn"),
    "cases.answer_transfer",
}
# Not a record: a table to fill in, a notice that is only ticked off, a chapter of the
# manual, and a colleague whose work is handed over (tests/actions).
NOT_A_RECORD = {
    # On a tablet that knows no sitting no name leads anywhere (tests/agreements).
    *("agreements.sign_at_sitting", "agreements.decline_at_sitting"),
    *("people.roll_template", "cases.read_notice", "help.topic"),
    "actions.hand_over_work",
    # What an item was taken in (tests/custody); a reference told in passing, of which
    # nobody learns whether it leads anywhere (tests/complaints).
    *("custody.seize_item", "complaints.record_complaint"),
    # What it begins from, which need not be (tests/force, tests/police_visits).
    *("force.record_force", "police_visits.consider_visit"),
    "police_visits.record_visit",
    # What to do at once is said to anybody, of any reference (tests/examinations).
    "examinations.halt_examination",
}

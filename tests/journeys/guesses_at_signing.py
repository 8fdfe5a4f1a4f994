"""Agreements, classes and sittings that somebody must not find."""

from safeguard.agreements.commands.issuing import NewAgreements, issue_agreements
from safeguard.agreements.commands.sitting import NewSitting, open_sitting
from school.foundation.references import new_ref
from tests.agreements import issued, told
from tests.house.round import House
from tests.journeys.wrong import Wrong, invented_row

OWN_PAGES = (
    *("own_agreement", "sign_agreement", "decline_agreement", "take_back_agreement"),
)
KEPT_PAGES = ("agreement", "record_paper", "withdraw_agreement")
SITTING_PAGES = ("sitting", "end_sitting", "use_here")


def _a_colleagues(house: House) -> str:
    def make() -> str:
        return issued.issued(
            house.world, "other_teacher", kind="adults", capacity="staff"
        )

    return str(house.spare("a colleague's agreement", make))


def _elsewhere(house: House) -> str:
    """Issued in the other school, to a teacher there."""

    def make() -> str:
        world = house.world
        text = told.live_elsewhere(world)
        people = (world["cedar_teacher"],)
        new = NewAgreements(new_ref(), text, "adults", people, "staff")
        issue_agreements(world.acting("cedar_dsl"), new)
        return issued.agreement_of(world, "cedar_teacher")

    return str(house.spare("agreement elsewhere", make))


def _class_of_another(house: House) -> str:
    return house.world.classes["10R"]


def _sitting_of_another(house: House) -> str:
    def make() -> str:
        actor = house.world.acting("dsl")
        return open_sitting(actor, house.world.classes["10R"], NewSitting())

    return str(house.spare("a colleague's sitting", make))


WRONG_IN_SIGNING: dict[str, Wrong] = {
    **{
        f"agreements.{name}": Wrong(
            {
                "invented": invented_row,
                "a colleague's": _a_colleagues,
                "foreign": _elsewhere,
            }
        )
        for name in OWN_PAGES
    },
    **{
        f"agreements.{name}": Wrong({"invented": invented_row, "foreign": _elsewhere})
        for name in KEPT_PAGES
    },
    **{
        f"agreements.{name}": Wrong(
            {"invented": invented_row, "a colleague's": _sitting_of_another}
        )
        for name in SITTING_PAGES
    },
    "agreements.open_sitting": Wrong(
        {
            "invented": invented_row,
            "a colleague's": _class_of_another,
            "foreign": lambda house: house.world.classes["7T"],
        }
    ),
}

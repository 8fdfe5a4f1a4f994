"""Pages and forms of an intimate image."""

from safeguard.intimate_images.commands.keeping_safe import plan_safety
from school.foundation import clock
from tests.cases.worked import dsl
from tests.house.round.walking import House, Walk
from tests.house.round.who import DSL, HEAD, TODAY, WORDS
from tests.intimate_images import told


def suspected(house: House) -> dict[str, str]:
    """An image is suspected; nothing is written yet."""
    make = lambda: told.image_case(house.world)  # noqa: E731
    return {"case_ref": house.spare("image suspected", make)}


def child(house: House) -> dict[str, str]:
    """One of its children."""
    return {**suspected(house), "child_ref": house.world["ellis"]}


def to_sign(house: House) -> dict[str, str]:
    """Everything is answered with no."""
    return {"case_ref": house.spare("image to sign", lambda: told.all_no(house.world))}


def signed(house: House) -> dict[str, str]:
    """The DSL has signed."""
    make = lambda: told.proposed(house.world)  # noqa: E731
    return {"case_ref": house.spare("image signed", make)}


def managed(house: House) -> dict[str, str]:
    """Two have signed."""
    make = lambda: told.managed(house.world)  # noqa: E731
    return {"case_ref": house.spare("image managed", make)}


def planned(house: House) -> dict[str, str]:
    """A plan is in place."""
    make = lambda: told.planned(house.world)  # noqa: E731
    return {"case_ref": house.spare("image planned", make)}


def ended(house: House) -> dict[str, str]:
    """The plan is no longer needed."""
    return {"case_ref": house.spare("image ended", lambda: told.ended(house.world))}


def closed(house: House) -> dict[str, str]:
    """The process is closed, and it was planned twice."""

    def make() -> str:
        case = told.planned(house.world)
        plan_safety(dsl(house.world), case, told.plan())
        return told.ended(house.world, case)

    return {"case_ref": house.spare("image closed", make)}


READ = {**DSL, "leaves": "intimate_image.read"}
LOOKS_AT_IMAGES: dict[str, Walk] = {
    "intimate_images.image": Walk(**READ, at=closed),
    "intimate_images.print_child": Walk(
        **DSL, at=child, leaves="intimate_image.printed"
    ),
    "intimate_images.secure_device": Walk(**READ, at=suspected),
    "intimate_images.enter_child": Walk(**READ, at=child),
    "intimate_images.review_first": Walk(**READ, at=suspected),
    "intimate_images.propose_managing": Walk(**READ, at=to_sign),
    "intimate_images.answer_managing": Walk(
        **HEAD, at=signed, leaves="intimate_image.managing_read"
    ),
    "intimate_images.plan_safety": Walk(**READ, at=managed),
    "intimate_images.record_removal": Walk(**READ, at=planned),
    "intimate_images.decide_viewing": Walk(**READ, at=suspected),
    "intimate_images.add_number": Walk(**READ, at=suspected),
    "intimate_images.review_plan": Walk(**READ, at=planned),
    "intimate_images.close_image": Walk(**READ, at=ended),
}
QUESTIONS = ("adult", "coercion", "unusual", "under_13", "at_risk", "threats")
TO_IMAGES: dict[str, Walk] = {
    "intimate_images.secure_device": Walk(
        **DSL,
        at=suspected,
        fields=lambda _: {"device": "secured"},
        leaves="intimate_image.device_secured",
    ),
    "intimate_images.enter_child": Walk(
        **DSL,
        at=child,
        fields=lambda _: {
            "part": "pictured",
            "band": "from_13",
            "send": "no",
            "support": WORDS,
            "parents": "involved",
        },
        leaves="intimate_image.child_entered",
    ),
    "intimate_images.review_first": Walk(
        **DSL,
        at=suspected,
        fields=lambda _: {
            **dict.fromkeys(QUESTIONS, "no"),
            **dict.fromkeys(
                ("attendees", "platforms", "removal_plan", "rationale"), WORDS
            ),
            "met_on": TODAY,
            "nature": "experimental",
            "spread": "peers",
            "ai_made": "no",
            "need_to_view": "no",
        },
        leaves="intimate_image.first_reviewed",
    ),
    "intimate_images.propose_managing": Walk(
        **DSL,
        at=to_sign,
        fields=lambda _: {"statement": WORDS},
        leaves="intimate_image.managing_proposed",
    ),
    "intimate_images.answer_managing": Walk(
        **HEAD,
        at=signed,
        fields=lambda _: {"answer": "agreed"},
        leaves="intimate_image.managing_answered",
    ),
    "intimate_images.plan_safety": Walk(
        **DSL,
        at=managed,
        fields=lambda _: dict.fromkeys(
            ("at_school", "spreading", "support", "checked_by"), WORDS
        ),
        leaves="intimate_image.safety_planned",
    ),
    "intimate_images.record_removal": Walk(
        **DSL,
        at=planned,
        fields=lambda house: {
            "child_ref": house.world["ellis"],
            "outcome": "nothing_held",
            "words": WORDS,
        },
        leaves="intimate_image.removal_recorded",
    ),
    "intimate_images.decide_viewing": Walk(
        **DSL,
        at=suspected,
        fields=lambda house: {
            "why": WORDS,
            "agreed_by": house.world["head"],
            "agreed_on": TODAY,
            "agreed_time": "09:00",
            "present": "Tom Pellow",
            "same_sex": "yes",
            "place": "The head’s office",
            "viewed_on": clock.today().isoformat(),
            "viewed_time": "15:00",
            "signed": "y",
        },
        leaves="intimate_image.viewing_decided",
    ),
    "intimate_images.add_number": Walk(
        **DSL,
        at=suspected,
        fields=lambda _: {"kind": "iwf", "given": "IWF-20261124"},
        leaves="intimate_image.number_added",
    ),
    "intimate_images.review_plan": Walk(
        **DSL,
        at=planned,
        fields=lambda _: {"answer": "holds", "reason": WORDS},
        leaves="intimate_image.plan_reviewed",
    ),
    "intimate_images.close_image": Walk(
        **DSL,
        at=ended,
        fields=lambda _: {
            "summary": WORDS,
            "outcome_21": "not_told",
            "why_not_told": WORDS,
        },
        leaves="intimate_image.closed",
    ),
}

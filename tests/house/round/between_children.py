"""Pages and forms of cyber-bullying and of sexual harm between children."""

from datetime import timedelta

from safeguard.cases.commands.acknowledging import acknowledge_concern
from safeguard.cases.commands.deciding import Joining, join_case
from school.foundation import clock
from tests.bullying import told as bullying
from tests.cases import worked
from tests.harm import told as harm
from tests.house.round.filling import row
from tests.house.round.walking import House, Walk
from tests.house.round.who import DSL, TODAY, WORDS


def pair(house: House) -> dict[str, str]:
    """A case of two children."""
    make = lambda: bullying.pair_case(house.world)  # noqa: E731
    return {"case_ref": house.spare("pair", make)}


def reported(house: House) -> dict[str, str]:
    """Treated as cyber-bullying."""
    make = lambda: bullying.begun(house.world)  # noqa: E731
    return {"case_ref": house.spare("bullying reported", make)}


def found(house: House) -> dict[str, str]:
    """Found to be cyber-bullying."""
    make = lambda: bullying.found_bullying(house.world)  # noqa: E731
    return {"case_ref": house.spare("bullying found", make)}


def planned(house: House) -> dict[str, str]:
    """With a plan agreed."""
    make = lambda: bullying.planned(house.world)  # noqa: E731
    return {"case_ref": house.spare("bullying planned", make)}


def owed(house: House) -> dict[str, str]:
    """The day of the first review has come."""
    make = lambda: bullying.owed(house.world)  # noqa: E731
    return {"case_ref": house.spare("bullying owed", make)}


def ended(house: House) -> dict[str, str]:
    """It has stopped and is contained."""
    make = lambda: bullying.ended(house.world)  # noqa: E731
    return {"case_ref": house.spare("bullying ended", make)}


def again(house: House) -> dict[str, str]:
    """It had stopped, and something new came."""

    def make() -> str:
        case = bullying.resolved(house.world)
        with clock.moved_on(timedelta(minutes=1)):
            concern = bullying.concern_on(house.world)
        acknowledge_concern(worked.dsl(house.world), concern)
        join_case(worked.dsl(house.world), concern, Joining(case))
        return case

    return {"case_ref": house.spare("bullying again", make)}


def harmed(house: House) -> dict[str, str]:
    """Treated as sexual harm."""
    make = lambda: harm.begun(house.world)  # noqa: E731
    return {"case_ref": house.spare("harm begun", make)}


def kept_apart(house: House) -> dict[str, str]:
    """With an assessment in place."""
    make = lambda: harm.assessed(house.world)  # noqa: E731
    return {"case_ref": house.spare("harm assessed", make)}


QUESTIONS = ("online", "intent", "repetition", "power_imbalance")
BULLYING_READ = {**DSL, "leaves": "bullying.read"}
HARM_READ = {**DSL, "leaves": "harm.read"}
LOOKS_BETWEEN_CHILDREN: dict[str, Walk] = {
    "bullying.bullying": Walk(**BULLYING_READ, at=ended),
    "bullying.bullying_patterns": Walk(**DSL, leaves="bullying_patterns.read"),
    "bullying.open_bullying": Walk(**BULLYING_READ, at=pair),
    "bullying.place_children": Walk(**BULLYING_READ, at=reported),
    "bullying.assess_bullying": Walk(**BULLYING_READ, at=reported),
    "bullying.contain_bullying": Walk(**BULLYING_READ, at=found),
    "bullying.investigate_bullying": Walk(**BULLYING_READ, at=found),
    "bullying.agree_bullying_plan": Walk(**BULLYING_READ, at=found),
    "bullying.review_bullying": Walk(**BULLYING_READ, at=planned),
    "bullying.relink_bullying": Walk(**BULLYING_READ, at=again),
    "bullying.close_bullying": Walk(**BULLYING_READ, at=ended),
    "harm.harm": Walk(**HARM_READ, at=kept_apart),
    "harm.harm_patterns": Walk(**DSL, leaves="harm_patterns.read"),
    "harm.open_harm": Walk(**HARM_READ, at=pair),
    "harm.assess_harm": Walk(**HARM_READ, at=harmed),
    "harm.review_harm": Walk(**HARM_READ, at=kept_apart),
}
TO_CHILDREN: dict[str, Walk] = {
    "bullying.open_bullying": Walk(
        **DSL,
        at=pair,
        fields=row(side_0="harmed", side_1="alleged_to_have_harmed"),
        leaves="bullying.opened",
    ),
    "bullying.place_children": Walk(
        **DSL,
        at=reported,
        fields=row(side_0="alleged_to_have_harmed", side_1="harmed"),
        leaves="bullying.children_placed",
    ),
    "bullying.assess_bullying": Walk(
        **DSL,
        at=reported,
        fields=row(
            **dict.fromkeys(QUESTIONS, "yes"),
            **{f"{each}_words": WORDS for each in QUESTIONS},
            platform="snapchat",
        ),
        leaves="bullying.assessed",
    ),
    "bullying.contain_bullying": Walk(
        **DSL,
        at=found,
        fields=row(done_parents="done", on_parents=TODAY, words_parents="Ruth Adeyemi"),
        leaves="bullying.contained",
    ),
    "bullying.investigate_bullying": Walk(
        **DSL, at=found, fields=row(words=WORDS), leaves="bullying.investigated"
    ),
    "bullying.agree_bullying_plan": Walk(
        **DSL,
        at=found,
        fields=row(harmed=WORDS, other=WORDS, restorative="no"),
        leaves="bullying.plan_agreed",
    ),
    "bullying.review_bullying": Walk(
        **DSL,
        at=owed,
        fields=lambda h: {
            "child_ref": h.world["ellis"],
            "answer": "yes",
            "own_words": WORDS,
        },
        leaves="bullying.reviewed",
    ),
    "bullying.relink_bullying": Walk(
        **DSL,
        at=again,
        fields=lambda h: {
            "process_ref": bullying.process(again(h)["case_ref"]).ref,
            "words": WORDS,
        },
        leaves="bullying.relinked",
    ),
    "bullying.close_bullying": Walk(
        **DSL, at=ended, fields=row(words=WORDS), leaves="bullying.closed"
    ),
    "harm.open_harm": Walk(
        **DSL,
        at=pair,
        fields=row(kind="violence", place="corridor", time="break"),
        leaves="harm.opened",
    ),
    "harm.assess_harm": Walk(
        **DSL,
        at=harmed,
        fields=row(
            **dict.fromkeys(
                ("harmed", "other", "classes", "transport", "breaks", "checked_by"),
                WORDS,
            ),
            condition="none",
            option="manage",
            reason=WORDS,
        ),
        leaves="harm.assessed",
    ),
    "harm.review_harm": Walk(
        **DSL,
        at=kept_apart,
        fields=row(answer="holds", reason=WORDS),
        leaves="harm.reviewed",
    ),
}

"""Planting where force was used and where the police came: every free text there."""

from typing import TYPE_CHECKING, Any

from safeguard.force.commands.new_force import NEEDED, OPTIONAL
from safeguard.guidance import force
from tests.house.round.who import TODAY

if TYPE_CHECKING:
    from tests.canaries.planting import Gardener

MOMENT: dict[str, Any] = {"happened_on": TODAY, "happened_time": "13:30"}
SEND: dict[str, Any] = {"press": "send"}
PARTS = [each.code for each in force.parts]


def plant_in_force(garden: "Gardener") -> None:
    """Written down, added to, told to a parent and the council, reviewed."""
    teacher, dsl = garden.by("teacher", opened=False), garden.by("dsl")
    here: dict[str, Any] = {
        "children-0-ref": garden.house.world["ellis"],
        "adults-0-ref": garden.house.world["other_teacher"],
    }
    chosen: dict[str, Any] = {
        "need": "none",
        "kinds": ["other"],
        "degree": "firm",
        "minutes": "1",
        "pupil_injury": "marks",
        "staff_injury": "marks",
        "room": "not_free",
        "room_minutes": "5",
        **MOMENT,
        **SEND,
    }
    words = garden.words(*NEEDED, *OPTIONAL)
    sent = garden.send(teacher, "/force/record", **here, **chosen, **words)
    path = sent.location
    garden.send(teacher, f"{path}/add", **garden.words("text"))
    told: dict[str, Any] = {"way": "letter", "parts": PARTS}
    council = garden.words("whom", "reason", "said")
    ground: dict[str, Any] = {"ground": "no_parent", **told}
    garden.send(dsl, f"{path}/tell-council", **ground, **council)
    garden.send(dsl, f"{path}/tell-parents", **told, **garden.words("whom", "said"))
    found: dict[str, Any] = {"outcome": "to_learn"}
    reviewed = garden.words("reason", "learning")
    garden.send(dsl, f"{path}/review", **found, **reviewed)
    for tail in ("", "/print", "/letter"):
        assert dsl.get(path + tail).status_code == 200


def plant_with_the_police(garden: "Gardener") -> None:
    """Weighed, called, here, looked after, closed."""
    dsl = garden.by("dsl")
    about: dict[str, Any] = {
        "children-0-ref": garden.house.world["ellis"],
        "purpose": "search",
        **SEND,
    }
    weighed = garden.words("concern", "less_invasive", "harm")
    path = garden.send(dsl, "/police/consider", **about, **weighed).location
    named = ("police_force", "police_reference")
    garden.send(dsl, f"{path}/call", **SEND, **garden.words("reason", *named))
    seen: dict[str, Any] = {
        "came": "called",
        "power": "other",
        **SEND,
        "colleagues-0-ref": garden.house.world["deputy_dsl"],
    }
    words = garden.words("officers", "power_words", "advocate_words", *named)
    garden.send(dsl, f"{path}/attended", **seen, **words)
    beside: dict[str, Any] = {
        "presence": "present",
        "relation": "parent",
        "wish": "wants",
        **MOMENT,
    }
    adult = garden.words("name", "wish_words", "reason")
    garden.send(dsl, f"{path}/adult", **beside, **adult)
    knew: dict[str, Any] = {"answer": "told", **MOMENT}
    garden.send(dsl, f"{path}/parents", **knew, **garden.words("whom", "words"))
    did: dict[str, Any] = {
        "kind": "search",
        "present": "2",
        "sexes": "same",
        "found": "nothing",
        "happened_on": TODAY,
        "happened_time": "13:40",
    }
    done = garden.words("place", "present_words", "words")
    garden.send(dsl, f"{path}/outcome", **did, **done)
    care: dict[str, Any] = {"referral": "not_needed"}
    plan = garden.words("plan", "own_words", "follow_up", "referral_reason")
    garden.send(dsl, f"{path}/aftercare", **care, **plan)
    garden.send(dsl, f"{path}/add", **garden.words("words"))
    garden.send(dsl, f"{path}/close", **garden.words("words"))
    for tail in ("", "/print"):
        assert dsl.get(path + tail).status_code == 200

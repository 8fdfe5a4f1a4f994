"""Planting in what was taken from pupils and in what was complained of."""

from typing import TYPE_CHECKING, Any

from tests.custody import held

if TYPE_CHECKING:
    from tests.canaries.planting import Gardener


def plant_in_custody(garden: "Gardener") -> None:
    """Taken, sealed, opened, offered, held, given back; counted, and found missing."""
    world = garden.house.world
    dsl, deputy = garden.by("dsl"), garden.by("deputy_dsl")
    taken: dict[str, Any] = {"kind": "phone", "pupil_ref": world["ellis"]}
    words = garden.words("description", "serial", "condition", "why", "place")
    path = garden.send(dsl, "/custody/seize", **taken, **words).location
    garden.send(dsl, f"{path}/seal", bag_number=held.numbers().bag_number)
    garden.send(dsl, f"{path}/seal/break", how="opened", **garden.words("why"))
    garden.send(dsl, f"{path}/seal", bag_number=held.numbers().bag_number)
    garden.send(dsl, f"{path}/store", store_ref=held.store(world))
    to: dict[str, Any] = {"to_ref": world["deputy_dsl"]}
    garden.send(dsl, f"{path}/offer", **to, **garden.words("purpose"))
    garden.send(deputy, f"{path}/decline", **garden.words("words"))
    garden.send(dsl, f"{path}/hold", **garden.words("asked_by", "police_ref"))
    garden.send(dsl, f"{path}/hold/lift", **garden.words("words"))
    count = f"/custody/stores/{held.store(world)}/count"
    garden.send(dsl, count, extra="1", **garden.words("words"))
    back: dict[str, Any] = {"way": "parent", "journey": "other"}
    given = garden.words("taken_by", "journey_words")
    garden.send(dsl, f"{path}/return", **back, **given)
    for tail in ("", "/label", "/receipt"):
        assert dsl.get(path + tail).status_code == 200


def plant_in_complaints(garden: "Gardener") -> None:
    """Told to a teacher, looked into, answered, withdrawn in the end."""
    world = garden.house.world
    teacher, head = garden.by("teacher", opened=False), garden.by("head")
    about: dict[str, Any] = {
        "type": "searching",
        "who": "parent",
        "channel": "letter",
        "pupil_ref": world["ellis"],
    }
    words = garden.words("complainant", "words", "wanted")
    sent = garden.send(teacher, "/complaints/record", **about, **words)
    path = sent.location.removesuffix("/receipt")
    garden.send(head, f"{path}/acknowledge", **garden.words("words"))
    to: dict[str, Any] = {"handler_ref": world["tutor"]}
    garden.send(head, f"{path}/assign", **to, **garden.words("words"))
    garden.send(head, f"{path}/add", **garden.words("words"))
    found: dict[str, Any] = {"outcome": "upheld"}
    garden.send(head, f"{path}/answer", **found, **garden.words("reasons"))
    garden.send(head, f"{path}/close", ending="content", **garden.words("words"))
    for tail in ("", "/print"):
        assert head.get(path + tail).status_code == 200

"""A concern about somebody changes not one byte of what they can ever see (T2).

Two copies of one world; in the second there are concerns about the DSL, and the head
looks into them. The DSL takes the same random steps in both: home, queue, lists,
finding, own concerns, notices, counts, the trail, guessed and invented references.
"""

import difflib
import itertools
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from safeguard.allegations.commands.reviewing import (
    AdultDecision,
    LadoContact,
    NewSubject,
    ReviewNote,
    add_review_note,
    add_subject,
    contact_lado,
    decide_adult_concern,
)
from safeguard.allegations.queries.reading import (
    read_adult_concern,
    read_adult_concerns,
    read_adult_receipt,
)
from safeguard.allegations.states import AdultConcernState
from safeguard.cases.commands.referring import refer_case
from safeguard.installation.opening import close
from school.foundation import clock
from school.foundation.references import spoken
from tests.allegations.telling import raised as about_an_adult
from tests.allegations.two_worlds import (
    Place,
    Seen,
    Walk,
    keep_keys_apart,
    opened,
    throw_dice,
    walked,
)
from tests.cases.raised import raised
from tests.cases.worked import acknowledged, rung
from tests.cases.worked import opened as case_opened
from tests.factories.world import TUESDAY, World

INVENTED = ["7KQ4M2XF9B", "0000000000", "ZZZZZZZZZZ"]
PAGES = [
    "/",
    "/?all=yes",
    "/queue",
    "/queue/count",
    "/queue?only=new",
    "/cases",
    "/cases?only=closed",
    "/find",
    "/concerns/adult",
    "/concerns/adult/received",
    "/concerns/raise",
    "/trail/own",
    "/trail/school",
    "/trail/technical",
    "/trail/counts",
    "/trail/verify",
]
GUESSED = [
    "/concerns/{}",
    "/concerns/{}/receipt",
    "/concerns/{}/own",
    "/concerns/{}/acknowledge",
    "/concerns/{}/add",
    "/cases/{}",
    "/concerns/adult/{}",
    "/concerns/adult/{}/decide",
    "/concerns/adult/{}/subject",
]
CONCERN = re.compile(r"/concerns/[0-9A-Z]{5}-[0-9A-Z]{5}")
WORDS = ["Adeyemi", "Ruth", "stay behind alone", "Maya Castellan", "shut the door"]


def furnish(world: World) -> None:
    """An ordinary term: concerns new, opened and in cases, one raised by the DSL."""
    raised(world, "teacher", "ellis")
    raised(world, "dsl", "maya")
    acknowledged(world, "jayden")
    case = case_opened(world, "nandu")
    refer_case(world.acting("dsl", reason="working the queue"), case, rung())


def conceal(world: World, number: int, about: str, by: str) -> list[str]:
    """What the second world has besides: a concern about somebody, and the work of
    whom it went to.
    """
    ref = about_an_adult(world, "other_teacher", about, children=(world["maya"],))
    read_adult_receipt(world.acting("other_teacher"), ref)
    manager = world.acting(by, elevated=True)
    read_adult_concerns(manager)
    add_review_note(manager, ref, ReviewNote("On duty that day", facts=True))
    contact_lado(manager, ref, LadoContact(clock.now(), advice="Say nothing yet"))
    if number % 2:
        outcome = AdultConcernState.ALLEGATION
        version = read_adult_concern(manager, ref).version
        decide_adult_concern(manager, ref, AdultDecision(outcome, "Harm", version))
    return [ref]


def conceal_later(world: World) -> list[str]:
    """A concern that turns out to be about the DSL too after it was raised."""
    ref = about_an_adult(world, "teacher", "volunteer", in_danger=True)
    add_subject(world.acting("head", elevated=True), ref, NewSubject(world["dsl"]))
    return [ref]


def guess(walk: Walk) -> None:
    """An invented reference, or the very one that must not be known."""
    reference = walk.dice.choice([*INVENTED, *walk.guesses])
    walk.get(walk.dice.choice(GUESSED).format(spoken(reference)))


def find(walk: Walk) -> None:
    """By words of the concern, by one's own name, by its reference."""
    words = [*WORDS, *(spoken(each) for each in walk.guesses)]
    walk.send("/find", words=walk.dice.choice(words), text=walk.dice.choice(words))


def raise_one(walk: Walk) -> None:
    """A concern about a child, as anybody would."""
    child = walk.world[walk.dice.choice(["ellis", "maya", "wang"])]
    walk.send("/concerns/raise", narrative="He fell", **{"children-0-ref": child})


def raise_about_an_adult(walk: Walk) -> None:
    """A concern of the DSL's own about a colleague, or about herself."""
    adult = walk.world[walk.dice.choice(["teacher", "volunteer", "dsl"])]
    walk.send(
        "/concerns/adult",
        narrative="He shouted",
        press="send_adult",
        **{"adults-0-ref": adult},
    )


def acknowledge_one(walk: Walk) -> None:
    """Open something of the queue and take it on."""
    walk.get("/queue")
    concerns = [link for link in walk.links() if CONCERN.fullmatch(link)]
    if concerns:
        one = walk.dice.choice(concerns)
        walk.get(one)
        walk.send(f"{one}/acknowledge")


def follow_a_notice(walk: Walk) -> None:
    """Home, and the first thing that waits there."""
    walk.get("/")
    for path in walk.notices()[:1]:
        walk.press(path, walk.page)


STEPS = {
    "page": lambda walk: walk.get(walk.dice.choice(PAGES)),
    "page again": lambda walk: walk.get(walk.dice.choice(PAGES)),
    "link": lambda walk: walk.get(walk.dice.choice(walk.links())),
    "link again": lambda walk: walk.get(walk.dice.choice(walk.links())),
    "guess": guess,
    "guess again": guess,
    "find": find,
    "raise": raise_one,
    "raise about an adult": raise_about_an_adult,
    "acknowledge": acknowledge_one,
    "notice": follow_a_notice,
}


@pytest.fixture
def worlds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Place, Place]]:
    """Two copies of the same furnished world."""
    pair = opened(tmp_path, "without"), opened(tmp_path, "with")
    keep_keys_apart(monkeypatch)
    for place in pair:
        throw_dice(monkeypatch, 0)
        with place.at(TUESDAY - timedelta(hours=3)) as world:
            furnish(world)
    yield pair
    for place in pair:
        close(place.app)


def differences(without: list[Seen], beside: list[Seen]) -> list[str]:
    """Where two walks part, as the steps that led there."""
    return [
        parting(one, other)
        for one, other in itertools.zip_longest(without, beside)
        if one != other
    ]


def parting(one: Seen | None, other: Seen | None) -> str:
    """What differs between two answers: the step, and the first lines apart."""
    if one is None or other is None:
        return "one walk is shorter"
    lines = difflib.unified_diff(one.body.split("\n"), other.body.split("\n"), n=0)
    shown = "\n".join(itertools.islice(lines, 2, 12))
    return f"{one.step} {one.status} {one.location} | {other.status} {shown}"


@pytest.mark.parametrize(
    ("about", "by", "sessions"), [("dsl", "head", 20), ("head", "executive_head", 4)]
)
def test_every_page_of_the_subject_is_the_same_in_both_worlds(
    about: str,
    by: str,
    sessions: int,
    worlds: tuple[Place, Place],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Twenty sessions of the DSL and some of the head, to whom others' concerns go:
    the same dice in both worlds, not one byte apart.
    """
    without, beside = worlds
    known: list[str] = []
    looked_at = 0
    for seed in range(1, sessions + 1):
        before = TUESDAY + timedelta(minutes=15 * seed - 5)
        throw_dice(monkeypatch, 10_000 + seed)
        with beside.at(before) as world:
            known += conceal(world, seed, about, by)
            known += conceal_later(world) if about == "dsl" and seed % 3 else []
        seen = []
        for place in (without, beside):
            throw_dice(monkeypatch, seed)
            seen.append(walked(place, about, seed, STEPS, known))
        assert differences(*seen) == []
        looked_at += len(seen[0])
    # A walk that meets nothing but closed doors would prove little.
    assert looked_at > sessions * 12


def test_an_ordinary_concern_does_make_a_difference(
    worlds: tuple[Place, Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same walk in a world with one more concern about a child parts at once: so
    the walk can see.
    """
    without, beside = worlds
    with beside.at(TUESDAY) as world:
        raised(world, "teacher", "wang")
    parted = []
    for seed in range(1, 4):
        seen = []
        for place in (without, beside):
            throw_dice(monkeypatch, seed)
            seen.append(walked(place, "dsl", seed, STEPS, []))
        parted += differences(*seen)
    assert parted

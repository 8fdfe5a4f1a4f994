"""Search, examination, erasing and custody as one: what one of them forbids the others.

Each is walked whole for itself in its own tests. Here they move together, over
everything that can be reached: a search, one examination in it, and one phone with one
holder, its bag and store left out.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from safeguard.custody import states as custody
from safeguard.examinations import states as examining
from safeguard.examinations.states import Evidence
from safeguard.searches import states as searching
from safeguard.searches.states import State as SearchState

Moved = tuple[str, "Whole"]
Graph = dict["Whole", list[Moved]]
# What becomes of the phone, as far as the others have a part in it.
OF_THE_ITEM = (
    custody.Move.HOLD,
    custody.Move.LIFT,
    custody.Move.DECIDE,
    custody.Move.RETURN_TO_PARENT,
    custody.Move.RETURN_TO_PUPIL,
    custody.Move.HAND_TO_POLICE,
    custody.Move.PROPOSE_DISPOSAL,
    custody.Move.DISPOSE,
)
NOT_ASKED = examining.Standing()
CLOSES = {searching.Move.CLOSE}


@dataclass(frozen=True)
class Whole:
    """All of it. `stopped`: an indecent image is suspected on any of it."""

    search: SearchState = SearchState.PROPOSED
    examination: examining.Standing = NOT_ASKED
    item: custody.Standing | None = None
    stopped: bool = False
    # A file that was taken in; nothing else is asked of it here.
    files: bool = False


def walk(begin: Whole | None = None) -> Graph:
    """Breadth first: whatever can be reached, with every move from there."""
    graph: Graph = {}
    waiting = deque([begin or Whole()])
    while waiting:
        at = waiting.popleft()
        if at in graph:
            continue
        graph[at] = list(moves(at))
        waiting.extend(then for _, then in graph[at])
    return graph


def moves(at: Whole) -> Iterator[Moved]:
    """What anybody can do next."""
    yield from _of_the_search(at)
    yield from _of_the_examination(at)
    yield from _of_the_item(at)
    if not at.stopped and not at.files:
        yield "attach", replace(at, files=True)


def _of_the_search(at: Whole) -> Iterator[Moved]:
    for move, states in searching.EDGES[at.search].items():
        if move in CLOSES and examining.is_open(at.examination):
            continue
        for state in states - {at.search}:
            yield f"search.{move}", replace(at, search=state)
    if not at.stopped:
        yield "search.suspect_image", stopped(at)


def _of_the_examination(at: Whole) -> Iterator[Moved]:
    for move in examining.Move:
        reached = examining.after(at.examination, move, stopped=at.stopped)
        if reached is None:
            continue
        then = replace(at, examination=reached)
        if move is examining.Move.SUSPECT_IMAGE:
            then = stopped(then)
        elif _for_police(at.examination) < _for_police(reached):
            then = replace(then, item=_kept(then.item))
        yield f"examination.{move}", then


def _of_the_item(at: Whole) -> Iterator[Moved]:
    if at.item is None:
        item = custody.Standing(holder="anne", stopped=at.stopped)
        yield "item.seize", replace(at, item=item)
        return
    for move in OF_THE_ITEM:
        for to in custody.Decided if move is custody.Move.DECIDE else ["ben"]:
            after = custody.moved(at.item, move, to)
            if after is not None and after != at.item:
                yield f"item.{move}", replace(at, item=after)


def stopped(at: Whole) -> Whole:
    """A suspicion anywhere: all of it stops, for good."""
    item = at.item
    if item is not None:
        item = custody.moved(item, custody.Move.STOP) or item
    examination = examining.under_stop(at.examination)
    search = searching.waits_again(at.search, found=True, settled=True)
    return replace(at, search=search, stopped=True, item=item, examination=examination)


def _kept(item: custody.Standing | None) -> custody.Standing | None:
    return item and (custody.moved(item, custody.Move.HOLD) or item)


def _for_police(at: examining.Standing) -> bool:
    return at.evidence in {Evidence.YES, Evidence.UNSURE}

"""Walking all that can happen to an examination, on the model alone."""

from collections import deque
from collections.abc import Iterator

from safeguard.examinations.states import Move, Standing, after

Graph = dict[Standing, dict[Move, Standing]]


def all_reachable(start: Standing | None = None) -> Graph:
    """Breadth first: each standing that can be reached, with where each move leads."""
    first = start or Standing()
    graph: Graph = {}
    waiting = deque([first])
    while waiting:
        at = waiting.popleft()
        if at in graph:
            continue
        graph[at] = {move: then for move in Move if (then := after(at, move))}
        waiting.extend(graph[at].values())
    return graph


def paths(graph: Graph, at: Standing, past: frozenset[Standing]) -> Iterator[int]:
    """The length of each way that comes to no standing twice, wherever it stops."""
    yield len(past)
    for then in set(graph[at].values()):
        if then not in past and then != at:
            yield from paths(graph, then, past | {at})


def next_moves(
    graph: Graph, left: set[tuple[Standing, Move]], first: Standing
) -> Iterator[Move]:
    """From one beginning, every edge that is left on the way, as far as it leads. The
    caller takes each edge out of `left` once it was made.
    """
    at = first
    while (way := _nearest(graph, left, at)) is not None:
        for move in way:
            yield move
            at = graph[at][move]


def _nearest(
    graph: Graph, left: set[tuple[Standing, Move]], start: Standing
) -> list[Move] | None:
    """The shortest way that ends with an edge that is left."""
    waiting: deque[tuple[Standing, list[Move]]] = deque([(start, [])])
    seen = {start}
    while waiting:
        at, way = waiting.popleft()
        # What halts comes last: nothing leads on from there.
        for move in sorted(graph[at], key=lambda each: each is Move.SUSPECT_IMAGE):
            if (at, move) in left:
                return [*way, move]
        for move, then in graph[at].items():
            if then not in seen:
                seen.add(then)
                waiting.append((then, [*way, move]))
    return None

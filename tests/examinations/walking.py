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

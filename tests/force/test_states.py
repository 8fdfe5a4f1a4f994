"""All ways through a record of force, on its own table; the counts are written down."""

from collections import deque

from safeguard.force.states import BEGINS, MOVES, OPEN, UNTOLD, WRITTEN, State, may_move


def walked() -> tuple[set[State], set[tuple[State, State]]]:
    """Breadth first from wherever a record begins: states reached, edges gone."""
    reached, edges = set(BEGINS), set()
    queue = deque(sorted(BEGINS))
    while queue:
        before = queue.popleft()
        for after in sorted(MOVES[before]):
            edges.add((before, after))
            if after not in reached:
                reached.add(after)
                queue.append(after)
    return reached, edges


def test_every_state_is_reached_and_every_edge_counted():
    reached, edges = walked()
    assert reached == set(State) == set(MOVES)
    assert len(edges) == 7


def test_nothing_is_reviewed_before_somebody_was_told():
    before = {a for a, b in walked()[1] if b == State.REVIEWED}
    assert before == {State.PARENTS_TOLD, State.COUNCIL_TOLD}
    assert not before & UNTOLD


def test_a_review_is_the_end_and_nothing_is_told_before_it_is_written():
    assert not MOVES[State.REVIEWED]
    assert State.REVIEWED not in OPEN
    assert MOVES[State.OWED] == {State.RECORDED}
    assert State.OWED not in WRITTEN
    assert not may_move(State.OWED, State.PARENTS_TOLD)

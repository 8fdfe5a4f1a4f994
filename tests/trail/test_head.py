"""The head of a log, from its tiles, is the root over all its leaves."""

import pytest

from school.foundation.errors import Hidden
from school.inspection.queries.proving import root_of_the_first
from school.trail import tree
from school.trail.head import head_of
from tests.trail.reading import entries


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 511, 512, 700, 1024, 1300])
def test_full_tiles_and_the_rest_give_the_root_over_all_leaves(size):
    leaves = [tree.leaf_hash(n.to_bytes(4)) for n in range(size)]
    full = size // tree.TILE
    tiles = [
        tree.root_of(leaves[n * tree.TILE : (n + 1) * tree.TILE]) for n in range(full)
    ]
    rest = leaves[full * tree.TILE :]
    assert tree.root_of([*tiles, *([tree.root_of(rest)] if rest else [])]) == (
        tree.root_of(leaves)
    )


@pytest.mark.both_engines
def test_the_head_of_a_log_longer_than_a_tile(world):
    from safeguard.children.queries.reading import read_child  # noqa: PLC0415
    from safeguard.children.states import Limits  # noqa: PLC0415

    who = world.acting("dsl", reason="x")
    while len(entries(world.birch)) < tree.TILE + 3:
        with pytest.raises(Hidden):
            read_child(who, "0" * 16, Limits())
    size, root = head_of(world.birch)
    assert size == len(entries(world.birch)) > tree.TILE
    assert root == root_of_the_first(world.birch, size)

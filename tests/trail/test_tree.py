"""The Merkle tree, against RFC 6962's own words and against another implementation."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from school.trail import tree


def _leaves(count: int) -> list[bytes]:
    return [b"entry %d" % number for number in range(count)]


def _range_root(leaves: list[bytes]) -> tree.RangeRoot:
    hashes = [tree.leaf_hash(leaf) for leaf in leaves]
    return lambda start, end: tree.root_of(hashes[start:end])


def _by_definition(leaves: list[bytes]) -> bytes:
    # RFC 6962 §2.1, word for word.
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return tree.leaf_hash(leaves[0])
    k = tree.split(len(leaves))
    return tree.node_hash(_by_definition(leaves[:k]), _by_definition(leaves[k:]))


@pytest.mark.parametrize("size", [*range(20), 255, 256, 257, 600])
def test_the_root_is_the_one_the_rfc_defines(size: int) -> None:
    """Side by side or recursively, the root is the same."""
    leaves = _leaves(size)
    assert _range_root(leaves)(0, size) == _by_definition(leaves)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 100])
def test_another_implementation_finds_the_same_root(size: int) -> None:
    """pymerkle, written by others, agrees."""
    other = InmemoryTree(algorithm="sha256")
    for leaf in _leaves(size):
        other.append_entry(leaf)
    assert other.get_root() == _by_definition(_leaves(size))


@given(st.integers(1, 300), st.data())
def test_every_entry_can_be_proven_and_no_other(size: int, data: st.DataObject) -> None:
    """An inclusion proof holds for its own entry and fails for any other."""
    leaves = _leaves(size)
    root = _range_root(leaves)
    index = data.draw(st.integers(0, size - 1))
    proof = tree.inclusion_proof(index, size, root)
    whole = root(0, size)
    mine = tree.leaf_hash(leaves[index])
    assert tree.verify_inclusion(mine, index, size, proof, whole)
    assert not tree.verify_inclusion(
        tree.leaf_hash(b"forged"), index, size, proof, whole
    )
    if size > 1:
        other = (index + 1) % size
        assert not tree.verify_inclusion(mine, other, size, proof, whole)


@given(st.integers(1, 300), st.data())
def test_a_longer_log_is_shown_to_begin_with_the_shorter(
    size: int, data: st.DataObject
) -> None:
    """A consistency proof holds, and fails as soon as the past was changed."""
    leaves = _leaves(size)
    old = data.draw(st.integers(1, size))
    root = _range_root(leaves)
    proof = tree.consistency_proof(old, size, root)
    before, after = root(0, old), root(0, size)
    assert tree.verify_consistency(old, size, proof, before, after)
    rewritten = _range_root([b"rewritten", *leaves[1:]])(0, old)
    assert not tree.verify_consistency(old, size, proof, rewritten, after)


def test_there_is_no_proof_of_what_is_not_there() -> None:
    """Asking past the end is an error, and never a proof."""
    root = _range_root(_leaves(4))
    with pytest.raises(IndexError):
        tree.inclusion_proof(4, 4, root)
    with pytest.raises(IndexError):
        tree.consistency_proof(5, 4, root)
    assert not tree.verify_inclusion(b"", 4, 4, [], b"")

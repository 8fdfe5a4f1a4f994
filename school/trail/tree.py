"""The Merkle tree of RFC 6962 (RFC 9162 §2.1): hashes, roots and both proofs."""

import hashlib
from collections.abc import Callable, Sequence

TILE = 256
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    """Hash of one leaf's bytes (0x00 in front, RFC 6962 §2.1)."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of two nodes (0x01 in front, RFC 6962 §2.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def split(size: int) -> int:
    """The largest power of two smaller than `size`, for sizes of two and more."""
    return 1 << (size - 1).bit_length() - 1


def root_of(hashes: Sequence[bytes]) -> bytes:
    """Root over hashes that lie side by side at one level."""
    if not hashes:
        return EMPTY_ROOT
    level = list(hashes)
    while len(level) > 1:
        paired = [
            node_hash(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)
        ]
        # An odd node climbs unhashed: the same tree as the recursive definition.
        level = paired + level[len(paired) * 2 :]
    return level[0]


# Gives the root of leaves [start, end): the tiles answer it without reading leaves.
RangeRoot = Callable[[int, int], bytes]


def inclusion_proof(index: int, size: int, root: RangeRoot) -> list[bytes]:
    """The path that proves leaf `index` is in the tree of `size` (RFC 6962 §2.1.1).

    Raises IndexError when there is no such leaf.
    """
    if not 0 <= index < size:
        raise IndexError("no such leaf")
    return _path(index, 0, size, root)


def _path(index: int, start: int, end: int, root: RangeRoot) -> list[bytes]:
    if end - start == 1:
        return []
    middle = start + split(end - start)
    if index < middle:
        return [*_path(index, start, middle, root), root(middle, end)]
    return [*_path(index, middle, end, root), root(start, middle)]


def consistency_proof(old: int, size: int, root: RangeRoot) -> list[bytes]:
    """The proof that the tree of `size` begins with the tree of `old` leaves.

    RFC 6962 §2.1.2. Raises IndexError unless 0 < old <= size.
    """
    if not 0 < old <= size:
        raise IndexError("no such tree")
    return _consistency(old, 0, size, root, whole=True)


def _consistency(
    old: int, start: int, end: int, root: RangeRoot, *, whole: bool
) -> list[bytes]:
    if old == end:
        return [] if whole else [root(start, end)]
    middle = start + split(end - start)
    if old <= middle:
        left = _consistency(old, start, middle, root, whole=whole)
        return [*left, root(middle, end)]
    right = _consistency(old, middle, end, root, whole=False)
    return [*right, root(start, middle)]


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether the proof leads from a leaf's hash to the root (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, last, computed = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            computed = node_hash(sibling, computed)
            node, last = _climb(node, last)
        else:
            computed = node_hash(computed, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and computed == root


def verify_consistency(
    old: int, size: int, proof: Sequence[bytes], old_root: bytes, root: bytes
) -> bool:
    """Whether the new tree begins with the old one (RFC 9162 §2.1.4.2)."""
    if old == size:
        return not proof and old_root == root
    if not 0 < old < size or not proof:
        return False
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    node, last = _strip(old - 1, size - 1)
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            node, last = _climb(node, last)
        else:
            second = node_hash(second, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and first == old_root and second == root


def _strip(node: int, last: int) -> tuple[int, int]:
    """Go up while the node is a right child: those levels are the same in both."""
    while node & 1:
        node, last = node >> 1, last >> 1
    return node, last


def _climb(node: int, last: int) -> tuple[int, int]:
    """Go up while the node is a left child that has no sibling."""
    while node and not node & 1:
        node, last = node >> 1, last >> 1
    return node, last

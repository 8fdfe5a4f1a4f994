"""Sealed files: whole or not at all, and nowhere but where they were written."""

import io
import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from school.foundation.errors import BrokenSeal
from school.foundation.sealed_files import MARK, PIECE, TAG, SealedFile, SealedFiles

OWNER = "BIRCHBIRCHBIRCH0"


class Dribble(io.BytesIO):
    """A stream that gives a little at a time, as a network does."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size or 0, 1000))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> SealedFiles:
    return SealedFiles(tmp_path_factory.mktemp("data") / "files")


@settings(deadline=None, max_examples=40)
@given(
    st.sampled_from([0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE]),
    st.binary(max_size=40),
)
def test_what_went_in_comes_out(files: SealedFiles, size: int, more: bytes) -> None:
    content = (b"x" * size) + more
    for stream in (io.BytesIO(content), Dribble(content)):
        sealed = files.write(OWNER, stream)
        assert files.read(OWNER, sealed) == content
        pieces = max(1, -(-len(content) // PIECE))
        lies = files.path(sealed.ref).stat().st_size
        assert lies == len(MARK) + len(content) + pieces * TAG
        files.remove(sealed.ref)


def written(files: SealedFiles, content: bytes) -> tuple[SealedFile, Path, list[bytes]]:
    sealed = files.write(OWNER, io.BytesIO(content))
    raw = files.path(sealed.ref).read_bytes()[len(MARK) :]
    step = PIECE + TAG
    return (
        sealed,
        files.path(sealed.ref),
        [raw[at : at + step] for at in range(0, len(raw), step)],
    )


def test_no_piece_is_moved_left_out_doubled_or_cut(files: SealedFiles) -> None:
    content = b"".join(bytes([each]) * PIECE for each in range(4))
    sealed, path, pieces = written(files, content)
    harmed = [
        list(order)
        for length in range(6)
        for order in itertools.product(pieces, repeat=length)
        if list(order) != pieces and length in {0, 3, 4, 5}
    ]
    assert len(harmed) > 1000
    for each in harmed[:: 1 + len(harmed) // 300]:
        path.write_bytes(MARK + b"".join(each))
        with pytest.raises(BrokenSeal):
            files.read(OWNER, sealed)
    path.write_bytes(MARK + b"".join(pieces))
    assert files.read(OWNER, sealed) == content


def test_a_file_opens_under_its_own_name_owner_and_key_alone(
    files: SealedFiles,
) -> None:
    one, path, _ = written(files, b"one" * 100)
    other, elsewhere, _ = written(files, b"two" * 100)
    with pytest.raises(BrokenSeal):
        files.read("CEDARCEDARCEDAR0", one)
    with pytest.raises(BrokenSeal):
        files.read(OWNER, SealedFile(one.ref, one.size, other.key))
    elsewhere.write_bytes(path.read_bytes())
    with pytest.raises(BrokenSeal):
        files.read(OWNER, SealedFile(other.ref, one.size, one.key))
    path.write_bytes(b"SGF2\x01" + path.read_bytes()[5:])
    with pytest.raises(BrokenSeal):
        files.read(OWNER, one)


def test_no_two_files_have_one_key_and_no_repr_tells_it(files: SealedFiles) -> None:
    made = [files.write(OWNER, io.BytesIO(b"x")) for _ in range(50)]
    assert len({each.key for each in made}) == 50
    assert made[0].key.hex() not in repr(made[0])
    assert repr(made[0].key) not in repr(made[0])


def test_a_stream_that_breaks_leaves_nothing(files: SealedFiles) -> None:
    class Breaks(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 2 * PIECE:
                raise OSError("gone")
            return super().read(size)

    before = list(files.refs())
    with pytest.raises(OSError, match="gone"):
        files.write(OWNER, Breaks(bytes(5 * PIECE)))
    assert list(files.refs()) == before

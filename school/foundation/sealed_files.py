"""Files, sealed piece by piece while they are written: nothing readable lies there.

Each file has a key of its own, made when writing begins and given to whoever wrote it
when all of it is on the disk. A file that was not finished leaves no key and no bytes.

A mark, then pieces of 64 KiB, each AES-256-GCM under its number as nonce (one key, one
file: no nonce comes twice). What each piece is bound to: whose file it is, its number,
and whether it is the last one. So no piece can be moved, left out or cut off.
"""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app

from school.foundation import clock
from school.foundation.errors import BrokenSeal
from school.foundation.keys import NONCE_BYTES
from school.foundation.references import new_ref

PIECE = 64 * 1024
TAG = 16
# The form of the file, then the algorithm: AES-256-GCM, as in `sealing`.
MARK = b"SGF1\x01"
EXTENSION = "safeguard_files"


@dataclass(frozen=True)
class SealedFile:
    """A file that lies sealed on the disk, and the only copy of its key."""

    ref: str
    size: int
    key: bytes = field(repr=False)


class SealedFiles:
    """The folder of sealed files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # Those that were asked about and are known to belong to a row.
        self.known: set[str] = set()

    def path(self, ref: str) -> Path:
        """Where a file lies."""
        return self.folder / ref

    def write(self, owner: str, content: IO[bytes]) -> SealedFile:
        """Seal what can be read into a new file and have the disk keep it. On any fault
        nothing of it stays. `owner`: the school whose file it is.
        """
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        ref, key = new_ref(), AESGCM.generate_key(bit_length=256)
        path = self.path(ref)
        try:
            with _new(path) as file:
                size = _seal(file, AESGCM(key), (owner, ref), content)
                file.flush()
                os.fsync(file.fileno())
            _sync(self.folder)
        except BaseException:
            self.remove(ref)
            raise
        return SealedFile(ref, size, key)

    def read(self, owner: str, file: SealedFile) -> bytes:
        """All of a file. Raises BrokenSeal when it is missing, or in any way another
        than what was written.
        """
        try:
            with self.path(file.ref).open("rb") as sealed:
                content = b"".join(_open(sealed, AESGCM(file.key), (owner, file.ref)))
        except FileNotFoundError:
            raise BrokenSeal("a sealed file is missing") from None
        if len(content) != file.size:
            raise BrokenSeal("a sealed file is not as long as it was")
        return content

    def remove(self, ref: str) -> None:
        """Take a file away that no row names. Twice is once."""
        self.path(ref).unlink(missing_ok=True)

    def refs(self) -> Iterator[str]:
        """Every file that lies here."""
        with suppress(FileNotFoundError):
            yield from sorted(path.name for path in self.folder.iterdir())

    def age(self, ref: str) -> float:
        """How many seconds ago it was last written to; 0 where it is gone."""
        with suppress(FileNotFoundError):
            return clock.now().timestamp() - self.path(ref).stat().st_mtime
        return 0.0


def sealed_files() -> SealedFiles:
    """The application's folder of sealed files."""
    files: SealedFiles = current_app.extensions[EXTENSION]
    return files


def _new(path: Path) -> IO[bytes]:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, stat.S_IRUSR | stat.S_IWUSR), "wb")


def _seal(
    file: IO[bytes], cipher: AESGCM, owner: tuple[str, str], content: IO[bytes]
) -> int:
    file.write(MARK)
    size, number, piece = 0, 0, _full(content)
    while True:
        following = _full(content)
        size += len(piece)
        bound_to = _bound_to(owner, number, last=not following)
        file.write(cipher.encrypt(_nonce(number), piece, bound_to))
        if not following:
            return size
        number, piece = number + 1, following


def _open(sealed: IO[bytes], cipher: AESGCM, owner: tuple[str, str]) -> Iterator[bytes]:
    if sealed.read(len(MARK)) != MARK:
        raise BrokenSeal("unknown form of file")
    number, piece = 0, sealed.read(PIECE + TAG)
    while True:
        following = sealed.read(PIECE + TAG)
        bound_to = _bound_to(owner, number, last=not following)
        try:
            yield cipher.decrypt(_nonce(number), piece, bound_to)
        except (InvalidTag, ValueError):
            raise BrokenSeal("a sealed file does not open") from None
        if not following:
            return
        number, piece = number + 1, following


def _full(content: IO[bytes]) -> bytes:
    """A whole piece, however little comes at once; less only at the end."""
    piece = content.read(PIECE)
    while 0 < len(piece) < PIECE:
        more = content.read(PIECE - len(piece))
        if not more:
            break
        piece += more
    return piece


def _nonce(number: int) -> bytes:
    return number.to_bytes(NONCE_BYTES, "big")


def _bound_to(owner: tuple[str, str], number: int, *, last: bool) -> bytes:
    parts = ("sg1", "file", *owner, str(number), "last" if last else "more")
    encoded = [part.encode() for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)


def _sync(folder: Path) -> None:
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""Made-up files of every kind: a real beginning and random bytes after it.

Never a picture of anything, and no hash or look-alike of one.
"""

import io
import random
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Noise:
    """A made-up file: its name, what it says it is, and random bytes."""

    name: str
    content: bytes
    # Whether a record takes it where no stop stands.
    taken: bool = False

    def __repr__(self) -> str:
        return f"<{self.name}, {len(self.content)} bytes>"


def _riff(kind: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", 4000) + kind


def _box(brand: bytes) -> bytes:
    return b"\0\0\0\x18ftyp" + brand + b"\0\0\0\0mp41isom"


def _zipped(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 50)
    return packed.getvalue()


# Kinds that a record takes: the ending, and how such a file begins.
TAKEN: dict[str, bytes] = {
    "jpg": b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0",
    "jpeg": b"\xff\xd8\xff\xe1\0\x10Exif\0\0II*\0\x08\0\0\0",
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x02\0\0\0",
    "gif": b"GIF89a\x10\0\x10\0",
    "webp": _riff(b"WEBPVP8 "),
    "heic": _box(b"heic"),
    "mp4": _box(b"isom"),
    "mov": b"\0\0\0\x14ftypqt  \0\0\0\0qt  ",
    "m4a": _box(b"M4A "),
    "mp3": b"\xff\xfb\x90\x64",
    "wav": _riff(b"WAVEfmt \x10\0\0\0\x01\0\x01\0"),
    "pdf": b"%PDF-1.7\n",
}
# Kinds that nobody takes: archives, programs, pages, drawings, office files, unknown.
REFUSED: dict[str, bytes] = {
    "zip": b"PK\x03\x04\x14\0\0\0\x08\0",
    "docx": _zipped("[Content_Types].xml", "word/document.xml"),
    "docm": _zipped("[Content_Types].xml", "word/vbaProject.bin"),
    "xlsm": _zipped("[Content_Types].xml", "xl/vbaProject.bin"),
    "odt": _zipped("mimetype", "content.xml"),
    "jar": _zipped("META-INF/MANIFEST.MF"),
    "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "rar": b"Rar!\x1a\x07\x01\0",
    "7z": b"7z\xbc\xaf'\x1c\0\x04",
    "gz": b"\x1f\x8b\x08\0",
    "exe": b"MZ\x90\0" + b"\0" * 56 + struct.pack("<I", 64) + b"PE\0\0",
    "so": b"\x7fELF\x02\x01\x01" + b"\0" * 9,
    "sh": b"#!/bin/sh\necho said\n",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    "html": b"<!DOCTYPE html><html><body>said</body></html>",
    "xml": b'<?xml version="1.0"?><said/>',
    "bmp": b"BM" + struct.pack("<I", 4000) + b"\0\0\0\0\x36\0\0\0\x28\0\0\0",
    "tiff": b"II*\0\x08\0\0\0",
    "psd": b"8BPS\0\x01",
    "avif": _box(b"avif"),
    "avi": _riff(b"AVI LIST"),
    "mkv": b"\x1a\x45\xdf\xa3\x01\0\0\0\0\0\0\x23\x42\x82\x88matroska",
    "webm": b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm",
    "eml": b"From: a@b\nTo: c@d\nSubject: x\n\nsaid",
    "rtf": b"{\\rtf1 said}",
    "bin": b"",
}
# A name that does not end as the content says, a name that tries to climb out.
MISNAMED = (
    ("photo.pdf", TAKEN["jpg"]),
    ("letter.jpg", TAKEN["pdf"]),
    ("note.txt", REFUSED["html"]),
    ("sound.mp3", REFUSED["exe"]),
    ("picture.png", REFUSED["svg"]),
    ("archive.pdf", REFUSED["zip"]),
    ("noending", TAKEN["png"]),
    ("photo.jpg.exe", TAKEN["jpg"]),
)


def noise(many: int, seed: int = 24) -> Iterator[Noise]:
    """So many files, of all kinds in turn."""
    dice = random.Random(seed)
    kinds = [
        *((f"file.{ending}", start, True) for ending, start in TAKEN.items()),
        *((f"file.{ending}", start, False) for ending, start in REFUSED.items()),
        *((name, start, False) for name, start in MISNAMED),
    ]
    for number in range(many):
        name, start, taken = kinds[number % len(kinds)]
        rest = dice.randbytes(dice.choice([300, 1_500, 4_000, 70_000]))
        yield Noise(f"{number}-{name}", start + rest, taken)

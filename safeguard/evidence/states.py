"""How far a file has come: arrived, sealed on the disk, made known by an act."""

from dataclasses import dataclass, field
from io import BytesIO

from school.foundation.sealed_files import SealedFile


@dataclass(frozen=True)
class Arrived:
    """A file in memory, as somebody sent it, and what they say of it."""

    name: str = field(repr=False)
    content: BytesIO = field(repr=False)
    about: str = field(repr=False)
    # That it shows no child undressed.
    declared: bool = False


@dataclass(frozen=True)
class Sealed:
    """The same, sealed on the disk and not known to anybody yet."""

    file: SealedFile
    kind: str
    name: str = field(repr=False)
    about: str = field(repr=False)
    declared: bool = False

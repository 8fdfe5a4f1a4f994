"""Files that may be attached, and what is done instead where none may be."""

from dataclasses import dataclass

from safeguard.guidance.shelf import Entry, fill


@dataclass(frozen=True, kw_only=True)
class FileKind(Entry):
    """A kind of file: what its content is found to be, and how its name may end.

    `pictures`: it may show somebody, so it is attached only with the declaration that
    it shows no child undressed.
    """

    types: tuple[str, ...]
    endings: tuple[str, ...]
    pictures: bool = False


@dataclass(frozen=True, kw_only=True)
class Step(Entry):
    """One thing to do where an intimate image is suspected."""

    hint: str = ""


kinds = fill("files", FileKind, "kind")
instead = fill("files", Step, "instead")

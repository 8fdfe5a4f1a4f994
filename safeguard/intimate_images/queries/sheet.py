"""One child's part of an intimate-image case, for paper: the others have no names."""

from dataclasses import dataclass, replace

from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.seeing import case_visible
from safeguard.cases.queries.people_in import Child
from safeguard.intimate_images.permissions import Act
from safeguard.intimate_images.permissions.naming import without_names
from safeguard.intimate_images.queries.reading import (
    ProcessRead,
    Row,
    image_read,
    ref_of,
)
from school.foundation.actor import Actor
from school.foundation.errors import Hidden
from school.gate import disclosure

LETTERS = "BCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class Other:
    """Another child of the case: a letter, and the part that the child had."""

    letter: str
    part: str | None


@dataclass(frozen=True)
class Sheet:
    """What may be handed out about one child."""

    reference: str
    child_ref: str
    child: Child
    others: tuple[Other, ...]
    entry: Row | None
    removals: tuple[Row, ...]
    numbers: tuple[Row, ...]
    process: ProcessRead


@disclosure(Act.PRINT_IMAGE, of=case_visible)
def print_image(actor: Actor, case: CaseFile, child_ref: str) -> Sheet:
    """One child’s own entry, the numbers and what was deleted. Of the others stands
    a letter and the part they had; their names leave this child's texts (§2.5). Texts
    about all of them stay in the case. Raises Hidden for a child of another case.
    """
    read = image_read(actor, case)
    children = {ref_of(each): each for each in read.children}
    if child_ref not in children:
        raise Hidden("no such child in this case")
    child = children.pop(child_ref)
    lettered = dict(zip(children, _letters(len(children)), strict=True))
    hidden = {each.name: lettered[ref] for ref, each in children.items() if each.known}
    entries = read.process.entries
    entry = entries.get(child_ref)
    return Sheet(
        reference=read.reference,
        child_ref=child_ref,
        child=child,
        others=tuple(
            Other(letter, entries[ref].codes["part"] if ref in entries else None)
            for ref, letter in lettered.items()
        ),
        entry=_without_names(entry, hidden) if entry else None,
        removals=tuple(
            _without_names(row, hidden) for row in _of(child_ref, read.process.removals)
        ),
        numbers=_of(child_ref, read.process.numbers),
        process=read.process,
    )


def _letters(number: int) -> list[str]:
    return [
        LETTERS[n] if n < len(LETTERS) else f"B{n - len(LETTERS) + 2}"
        for n in range(number)
    ]


def _of(child_ref: str, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.codes["child_ref"] == child_ref)


def _without_names(row: Row, hidden: dict[str, str]) -> Row:
    texts = {name: without_names(text, hidden) for name, text in row.texts.items()}
    return replace(row, texts=texts)

"""Files as the tests attach them, and everything that could have been left of one."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from safeguard.evidence.commands.attaching import take_in
from safeguard.evidence.models import EvidenceFile
from safeguard.evidence.states import Arrived
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.references import spoken
from tests.evidence.noise import TAKEN
from tests.visitors import Visitor, hidden_fields_in

ABOUT = "A letter that Ellis’s mother brought."
PDF = TAKEN["pdf"] + b"A plain letter." * 50


def arrived(name: str = "letter.pdf", content: bytes = PDF, **changes: Any) -> Arrived:
    """A file in memory, declared unless told otherwise."""
    said: dict[str, Any] = {"about": ABOUT, "declared": True, **changes}
    return Arrived(name, io.BytesIO(content), **said)


def attach(actor: Actor, holder: str, *args: Any, **changes: Any) -> str:
    """The reference of a file that was attached."""
    return take_in(actor, holder, arrived(*args, **changes))


def rows() -> int:
    """How many files are known."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(EvidenceFile)) or 0


def address(holder: str) -> str:
    """Where a file is attached."""
    return f"/files/{spoken(holder)}/attach"


def form_of(visitor: Visitor, holder: str) -> dict[str, str]:
    """The hidden fields of the page on which one attaches to this record."""
    page = visitor.get(address(holder))
    assert page.status_code == 200
    return hidden_fields_in(page.text)


def send(
    visitor: Visitor,
    path: str,
    hidden: dict[str, str],
    file: tuple[str, bytes],
    **fields: str,
) -> TestResponse:
    """A form with a file, put together in memory: the client would write it to disk."""
    name, content = file
    sent = FileStorage(io.BytesIO(content), name, "file")
    said = {"about": ABOUT, "declared": "y", **fields}
    boundary, body = encode_multipart({**hidden, **said, "file": sent})
    return visitor.post(
        path,
        input_stream=io.BytesIO(body),
        content_length=len(body),
        content_type=f"multipart/form-data; boundary={boundary}",
    )


@dataclass
class Watch:
    """Places in which something may have been left: which files, and how large."""

    places: tuple[Path, ...]
    before: dict[Path, int] = field(default_factory=dict)

    def files(self) -> dict[Path, int]:
        """Every file in them, with its size."""
        return {
            path: path.stat().st_size
            for place in self.places
            for path in place.rglob("*")
            if path.is_file()
        }

    def left(self) -> dict[Path, int]:
        """Files that are new or larger than before, less the database's own pages."""
        return {
            path: size - self.before.get(path, 0)
            for path, size in self.files().items()
            if size != self.before.get(path, 0)
        }


@contextmanager
def watching(*places: Path) -> Iterator[Watch]:
    """Look at these places before and after."""
    watch = Watch(places)
    watch.before = watch.files()
    yield watch

"""The form with which a file is attached, and how kinds and sizes are said."""

import hashlib
from io import BytesIO
from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, StringField
from wtforms.validators import Length

from safeguard.evidence.states import Arrived
from safeguard.guidance import files
from school.foundation import clock
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import ActForm

KIB, MIB = 1024, 1024 * 1024


class AttachFileForm(ActForm):
    """A file, what it is, and that it shows no child undressed."""

    file = FileField(
        _l("The file"), [FileRequired(_l("Choose the file from your computer."))]
    )
    about = StringField(
        _l("What is it, and who gave it to you?"),
        [Length(max=500, message=_l("Use at most 500 characters."))],
    )
    declared = BooleanField(
        _l("It shows no child undressed, and nobody has told me that it might")
    )

    def _digest(self) -> str:
        """Another file under the same form is another act: told by name and size, so
        that nothing is reckoned of what it shows.
        """
        sent: Any = self.file.data
        told = (sent.filename, sent.stream.seek(0, 2)) if sent else ()
        return hashlib.sha256(f"{super()._digest()}{told}".encode()).hexdigest()

    def arrived(self) -> Arrived:
        """The file as it was sent, in memory."""
        sent: Any = self.file.data
        content = sent.stream if isinstance(sent.stream, BytesIO) else BytesIO()
        return Arrived(
            sent.filename or "",
            content,
            self.about.data or "",
            bool(self.declared.data),
        )


def taken() -> list[str]:
    """The kinds of files that are taken, in words, with their endings."""
    return [
        f"{_(kind.wording)}: {', '.join(kind.endings)}"
        for kind in files.kinds.offered(clock.today())
    ]


def endings() -> str:
    """What the browser offers to choose from."""
    offered = files.kinds.offered(clock.today())
    return ",".join(ending for kind in offered for ending in kind.endings)


def size_words(size: int) -> str:
    """How large a file is, as people say it."""
    if size < MIB:
        return _("%(n)d KB", n=max(1, round(size / KIB)))
    return _("%(n)s MB", n=f"{size / MIB:.1f}")

"""Attaching a file: sealed first, made known by the act, or left nowhere."""

from pathlib import PurePosixPath, PureWindowsPath

import magic

from safeguard.evidence.commands.holding import hold, take_turn
from safeguard.evidence.models import EvidenceFile
from safeguard.evidence.permissions.acts import Act, attaches
from safeguard.evidence.permissions.holders import Holder, holder_visible
from safeguard.evidence.permissions.standing import is_stopped
from safeguard.evidence.states import Arrived, Sealed
from safeguard.guidance import files
from safeguard.guidance.files import FileKind
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, SafeguardError, Stopped
from school.foundation.form_ids import FormId
from school.foundation.permits import PERMIT
from school.foundation.sealed_files import sealed_files
from school.foundation.sealing import seal
from school.gate import command, note, touch
from school.web.catalogue import gettext as _

# Matrix, attach_evidence; ASVS 5.2.1: more is refused, never cut off.
LARGEST = 25 * 1024 * 1024
LONGEST_NAME, LEAST_WORDS = 200, 5
# So much of its beginning tells libmagic what it is.
_LOOKED_AT = 256 * 1024


def take_in(
    actor: Actor, holder_ref: str, arrived: Arrived, form: FormId | None = None
) -> str:
    """Attach a file that has arrived in memory: its reference.

    Nothing of it is written before it is known that it may be. Then it is sealed into
    the folder, and the act asks all of it again inside its transaction. A refusal
    takes the sealed file away, whose key nobody ever kept. Raises Invalid, Stopped,
    Hidden and Refused.
    """
    holder = holder_visible(actor, holder_ref)
    if holder is None or attaches(actor, holder) != PERMIT:
        # Nothing was written: the gate says no, and records that it did.
        return attach_file(actor, holder_ref, None, form=form)
    if is_stopped(holder_ref):
        raise Stopped("no file is taken here")
    kind = _insist(arrived)
    store = sealed_files()
    arrived.content.seek(0)
    file = store.write(holder.school_ref, arrived.content)
    sealed = Sealed(
        file, kind.code, _plain(arrived.name), arrived.about, arrived.declared
    )
    try:
        ref = attach_file(actor, holder_ref, sealed, form=form)
    except SafeguardError as fault:
        # After a fault of the database nobody knows whether a row names the file: if
        # none does, it is swept up, and without its key it says nothing until then.
        if fault.status < 500:
            store.remove(file.ref)
        raise
    if ref != file.ref:
        # The same form again: the file it brought the first time stands.
        store.remove(file.ref)
    return ref


@command(Act.ATTACH_FILE, of=holder_visible)
def attach_file(actor: Actor, holder: Holder, sealed: Sealed | None) -> str:
    """Make a sealed file known as one of the record's (matrix, attach_evidence).

    Raises Stopped where an image came to be suspected while the file was on its way:
    from here to the commit nobody can set a stop.
    """
    take_turn()
    if sealed is None or is_stopped(holder.ref):
        raise Stopped("no file is taken here")
    hold(holder.ref, holder.school_ref)
    row = EvidenceFile(
        ref=sealed.file.ref,
        school_ref=holder.school_ref,
        key_ref=holder.key_ref,
        holder_ref=holder.ref,
        kind=sealed.kind,
        size=sealed.file.size,
        declared=sealed.declared,
        attached_by=actor.person_ref,
        attached_at=clock.now(),
    )
    seal(row, "file_key", sealed.file.key.hex())
    seal(row, "name", sealed.name)
    seal(row, "about", sealed.about.strip() or None)
    db.session.add(row)
    touch(row.ref)
    note(kind=row.kind, size=row.size, declared=row.declared)
    return row.ref


@command(Act.REFUSE_FILE, of=holder_visible)
def refuse_file(actor: Actor, holder: Holder) -> str:
    """Record that somebody tried to send a file where none is taken: what was sent was
    not read, so nothing is known of it.
    """
    return holder.ref


def _insist(arrived: Arrived) -> FileKind:
    """What kind of file it is. Raises Invalid with what must be mended."""
    problems: dict[str, str] = {}
    size = arrived.content.seek(0, 2)
    kind = None
    if not size:
        problems["file"] = _("Nothing is in this file.")
    elif size > LARGEST:
        problems["file"] = _("This file is larger than 25 MB.")
    else:
        kind = _kind(arrived)
    if kind is None and not problems:
        problems["file"] = _(
            "Files of this kind are not taken, or its name does not end as its content "
            "says. Send a PDF, a photograph, a video, a sound recording or plain text."
        )
    if kind is not None and kind.pictures and not arrived.declared:
        problems["declared"] = _(
            "Say that it shows no child undressed. If you are not sure, attach nothing "
            "and tell the DSL."
        )
    if len(arrived.about.strip()) < LEAST_WORDS:
        problems["about"] = _("Write in a few words what it is and who gave it to you.")
    if problems or kind is None:
        raise Invalid(problems)
    return kind


def _kind(arrived: Arrived) -> FileKind | None:
    """What it is by its content, where its name ends accordingly."""
    content = arrived.content.getbuffer()
    found = magic.from_buffer(bytes(content[:_LOOKED_AT]), mime=True)
    ending = PurePosixPath(_plain(arrived.name)).suffix.lower()
    for kind in files.kinds.offered(clock.today()):
        if found in kind.types and ending in kind.endings:
            return kind
    return None


def _plain(name: str) -> str:
    """The last part of a name, without what cannot be seen in it."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    shown = "".join(each for each in last if each.isprintable()).strip()
    if len(shown) <= LONGEST_NAME:
        return shown
    ending = PurePosixPath(shown).suffix[:12]
    return shown[: LONGEST_NAME - len(ending)] + ending

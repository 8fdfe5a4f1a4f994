"""What a record's page shows of its files."""

from typing import Any

from flask import url_for
from markupsafe import Markup

from safeguard.evidence.forms import size_words
from safeguard.evidence.permissions.holders import HolderKind, holder_visible
from safeguard.evidence.permissions.standing import standing_of
from safeguard.evidence.queries import count_files, read_files
from safeguard.guidance import files
from school.foundation.permits import PERMIT
from school.web.acting import current_actor
from school.web.pages import panel


def files_of(holder_ref: str) -> Markup | str:
    """The files of a record, and the way to attach one, each for whoever may; where a
    stop stands, that nothing can be attached and what is there is sealed away.
    """
    holder = holder_visible(current_actor(), holder_ref)
    return files_beside(holder.kind, holder_ref, holder.record) if holder else ""


def files_beside(kind: HolderKind, holder_ref: str, read: Any) -> Markup | str:
    """The same on a page that has just read the record; `read` has what the kind's
    rules ask for, such as its level.
    """
    actor = current_actor()
    may_attach = kind.attaches(actor, read) == PERMIT
    may_view = kind.views(actor, read) == PERMIT
    if not (may_attach or may_view):
        return ""
    standing = standing_of(kind, holder_ref)
    attached = count_files(holder_ref) if standing.holds else 0
    there = may_view and bool(attached)
    return panel(
        "evidence/panels/files_of.html",
        holder_ref=holder_ref,
        stopped=standing.stopped,
        attached=attached,
        files=read_files(actor, holder_ref).files if there else (),
        kind_of=files.kinds.named,
        size=size_words,
        attach=url_for("evidence.attach_file", holder_ref=holder_ref)
        if may_attach
        else None,
    )

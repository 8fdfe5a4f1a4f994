"""The one page on which a file is attached, and the address where one is taken out."""

from typing import Any

from flask import Response, make_response, redirect, url_for

from safeguard.evidence.commands.attaching import LARGEST, take_in
from safeguard.evidence.forms import AttachFileForm, endings, taken
from safeguard.evidence.permissions.acts import Act
from safeguard.evidence.permissions.holders import Holder, holder_visible
from safeguard.evidence.permissions.standing import is_stopped
from safeguard.evidence.queries import download_file as take_out
from safeguard.evidence.views.blueprint import bp
from safeguard.guidance import files
from school.foundation.errors import (
    ElevationNeeded,
    Hidden,
    Invalid,
    Refused,
    Stopped,
)
from school.foundation.permits import NEEDS_ELEVATION, NEEDS_REASON, Refusal
from school.gate import decide
from school.web.acting import current_actor
from school.web.bodies import AROUND, takes_files
from school.web.pages import UNPROCESSABLE, render

SEE_OTHER = 303
# Whatever it holds: a browser shows nothing of it and runs nothing in it.
HANDED_OVER = {
    "Content-Type": "application/octet-stream",
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
}


@bp.route("/files/<reference:holder_ref>/attach", methods=["GET", "POST"])
@takes_files(LARGEST + AROUND)
def attach_file(holder_ref: str) -> Any:
    """Attach a file to a record. Where a stop stands: what to do instead."""
    actor = current_actor()
    holder = _insist(holder_ref)
    form = AttachFileForm()
    if not form.is_submitted():
        return _page(form, holder)
    if not form.validate():
        return _page(form, holder), UNPROCESSABLE
    try:
        take_in(actor, holder_ref, form.arrived(), form.identity())
    except Invalid as objected:
        form.take_back(objected.problems)
        return _page(form, holder), UNPROCESSABLE
    return redirect(_back(holder), SEE_OTHER)


@bp.get("/files/<reference:holder_ref>/<ref:file_ref>")
def download_file(holder_ref: str, file_ref: str) -> Response:
    """Hand a file over: to be kept by whoever asked, never shown in the browser."""
    found = take_out(current_actor(), file_ref, holder_ref)
    ending = files.kinds.named(found.kind).endings[0]
    answer = make_response(found.content)
    answer.headers.update(HANDED_OVER)
    # A name of ours: it says nothing of anybody, in no list of downloads.
    name = f"file-{found.ref}{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _insist(holder_ref: str) -> Holder:
    """Say no before anything is chosen. Raises Hidden, Refused and Stopped."""
    actor = current_actor()
    holder = holder_visible(actor, holder_ref)
    if holder is None:
        raise Hidden("no such record")
    answer = decide(Act.ATTACH_FILE, actor, holder)
    if answer in (NEEDS_ELEVATION, NEEDS_REASON):
        raise ElevationNeeded(reason_needed=answer == NEEDS_REASON)
    if isinstance(answer, Refusal):
        raise Refused(answer.code)
    if is_stopped(holder_ref):
        raise Stopped("no file is taken here")
    return holder


def _back(holder: Holder) -> str:
    named: dict[str, Any] = {holder.kind.argument: holder.ref}
    return url_for(holder.kind.page, **named)


def _page(form: AttachFileForm, holder: Holder) -> str:
    return render(
        "evidence/attach_file.html",
        form=form,
        reference=holder.ref,
        back_href=_back(holder),
        taken=taken(),
        endings=endings(),
    )

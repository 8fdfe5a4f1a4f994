"""Bringing a roll: the templates, the upload, what it would change, and its end."""

import csv
import io
from typing import Any

from flask import Response, flash

from school.foundation.errors import Hidden
from school.identity.commands import roll as acts
from school.identity.commands.roll.reading import LARGEST
from school.identity.forms.roll import (
    COLUMN_WORDS,
    KINDS,
    STATES,
    RollForm,
    UploadRollForm,
    change_words,
    reason_words,
    where_words,
)
from school.identity.models import RollKind
from school.identity.models.roll_columns import COLUMNS, SAMPLES
from school.identity.permissions import Act
from school.identity.queries.rolls import RollShown, read_roll, read_rolls
from school.identity.views.people.answering import (
    done,
    may,
    on_to,
    only_for,
    status_of,
)
from school.identity.views.people.blueprint import bp
from school.web.acting import current_actor
from school.web.bodies import AROUND, takes_files
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.pages import render

OLD_LETTERS = _l(
    "The file is not in UTF-8; it was read as the letters of an older Windows. Look at "
    "the names with accents below before you import it."
)
WORDS = {
    "kinds": KINDS,
    "states": STATES,
    "columns": COLUMNS,
    "column_words": COLUMN_WORDS,
    "reason_words": reason_words,
    "change_words": change_words,
    "where_words": where_words,
}


@bp.route("/roll", methods=["GET", "POST"], endpoint="upload_roll")
@takes_files(LARGEST + AROUND)
def upload_roll() -> Any:
    """The rolls that were brought, the templates, and a new file to be checked."""
    actor, form = current_actor(), UploadRollForm()
    ref = done(form, lambda sent: acts.upload_roll(actor, form.details(), form=sent))
    if ref:
        if form.has_old_letters:
            flash(str(OLD_LETTERS), "warning")
        return on_to("people.roll", roll_ref=ref)
    page = render(
        "people/upload_roll.html",
        form=form,
        rolls=read_rolls(actor),
        may_bring=may(Act.UPLOAD_ROLL, actor),
        **WORDS,
    )
    return page, status_of(form)


@bp.get("/roll/templates/<kind>-<variant>.csv")
def roll_template(kind: str, variant: str) -> Response:
    """A template: the header alone, or with invented people."""
    only_for(Act.READ_ROLLS, current_actor())
    if kind not in set(RollKind) or variant not in {"empty", "sample"}:
        raise Hidden("no such template")
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(column.name for column in COLUMNS[RollKind(kind)])
    writer.writerows(SAMPLES[RollKind(kind)] if variant == "sample" else [])
    # The mark at the start tells spreadsheets that these are letters of every script.
    return Response(
        "\ufeff" + out.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f"attachment; filename={kind}-{variant}.csv"},
    )


@bp.get("/roll/<ref:roll_ref>")
def roll(roll_ref: str) -> Any:
    """What a roll would change, row by row, and the next step."""
    return _page(read_roll(current_actor(), roll_ref), RollForm(formdata=None))


def _page(shown: RollShown, form: RollForm) -> Any:
    actor = current_actor()
    form.version.data = str(shown.version)
    page = render(
        "people/roll.html",
        roll=shown,
        form=form,
        brings=may(Act.UPLOAD_ROLL, actor),
        **WORDS,
    )
    return page, status_of(form)


@bp.post("/roll/<ref:roll_ref>/check")
def check_roll(roll_ref: str) -> Any:
    """Compare it with the school again."""
    return _step(roll_ref, _("Checked again."), acts.check_roll)


@bp.post("/roll/<ref:roll_ref>/put-forward")
def put_roll_forward(roll_ref: str) -> Any:
    """Ask the head to approve it."""
    return _step(roll_ref, _("The head is told that it waits."), acts.put_roll_forward)


@bp.post("/roll/<ref:roll_ref>/approve")
def approve_roll(roll_ref: str) -> Any:
    """The head's yes to what the page showed."""
    return _step(roll_ref, _("Approved. It can be imported now."), acts.approve_roll, 1)


@bp.post("/roll/<ref:roll_ref>/import")
def import_roll(roll_ref: str) -> Any:
    """Write it into the school."""
    return _step(roll_ref, _("Imported."), acts.import_roll, 1)


@bp.post("/roll/<ref:roll_ref>/discard")
def discard_roll(roll_ref: str) -> Any:
    """Put it away with everybody's names in it."""
    told = _("Discarded: the file and the names in it are gone.")
    return _step(roll_ref, told, acts.discard_roll)


def _step(roll_ref: str, told: str, do: Any, versioned: int = 0) -> Any:
    """One step of a roll; with the version that was looked at where it matters."""
    actor, form = current_actor(), RollForm()
    seen = (form.seen,) * versioned
    ref = done(form, lambda sent: do(actor, roll_ref, *seen, form=sent))
    if ref:
        return on_to("people.roll", told, roll_ref=roll_ref)
    return _page(read_roll(actor, roll_ref), form)

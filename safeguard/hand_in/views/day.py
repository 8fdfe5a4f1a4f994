"""The day's phones: all classes, one class to mark or collect, on paper, and before."""

from datetime import date
from typing import Any

from flask import flash, request, url_for

from safeguard.guidance import hand_in
from safeguard.hand_in.commands.marking import collect_phones as collect
from safeguard.hand_in.commands.marking import mark_phones as mark
from safeguard.hand_in.forms.marking import CollectPhonesForm, MarkPhonesForm
from safeguard.hand_in.forms.words import MARKS, SHAPES, STANDINGS
from safeguard.hand_in.permissions import Act
from safeguard.hand_in.queries import registers
from safeguard.hand_in.queries.ledger import (
    print_phones as read_for_paper,
)
from safeguard.hand_in.queries.ledger import (
    read_earlier_phones,
    read_ledger,
    read_phones,
)
from safeguard.hand_in.views.blueprint import bp
from school.foundation.errors import Hidden
from school.foundation.form_ids import FormId
from school.identity.views.allowing import may
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.catalogue import gettext as _
from school.web.pages import render


@bp.get("/phones")
def ledger() -> str:
    """Every class of the school today, and what nobody collected."""
    actor = current_actor()
    reviews = may(Act.READ_EXEMPTIONS)
    return render(
        "hand_in/ledger.html",
        ledger=read_ledger(actor),
        keeps=may(Act.READ_PUPIL_PHONE),
        reads_exemptions=reviews,
        reviews_due=registers.count_reviews_due(actor) if reviews else 0,
        kept=hand_in.retention.named("phones_of_a_day"),
    )


@bp.route("/phones/classes/<ref:class_ref>/mark", methods=["GET", "POST"])
def mark_phones(class_ref: str) -> Any:
    """One class, one form."""
    actor, form = current_actor(), MarkPhonesForm()

    def done(identity: FormId) -> str:
        mark(actor, class_ref, form.details(), form=identity)
        flash(_("The class is marked."), "success")
        return url_for("hand_in.mark_phones", class_ref=class_ref)

    def page(*, stale: bool = False) -> str:
        sheet = read_phones(actor, class_ref)
        return _page("mark_phones", sheet=sheet, form=form, stale=stale)

    return answer(form, done, page)


@bp.route("/phones/classes/<ref:class_ref>/collect", methods=["GET", "POST"])
def collect_phones(class_ref: str) -> Any:
    """What is here goes home; a tick keeps a phone here."""
    actor, form = current_actor(), CollectPhonesForm()

    def done(identity: FormId) -> str:
        collect(actor, class_ref, form.details(), form=identity)
        flash(_("Collected."), "success")
        return url_for("hand_in.ledger")

    def page(*, stale: bool = False) -> str:
        sheet = read_phones(actor, class_ref)
        return _page("collect_phones", sheet=sheet, form=form, stale=stale)

    return answer(form, done, page)


@bp.get("/phones/classes/<ref:class_ref>/print")
def print_phones(class_ref: str) -> str:
    """A sheet for a day on which nothing else works."""
    return _page("print_phones", sheet=read_for_paper(current_actor(), class_ref))


@bp.get("/phones/classes/<ref:class_ref>/earlier")
def earlier_phones(class_ref: str) -> str:
    """What was marked on the last day, or on the one that the address names."""
    asked = request.args.get("day")
    try:
        on = date.fromisoformat(asked) if asked else None
    except ValueError:
        raise Hidden("no such day") from None
    sheet = read_earlier_phones(current_actor(), class_ref, on)
    return _page("earlier_phones", sheet=sheet)


def _page(template: str, **context: Any) -> str:
    return render(
        f"hand_in/{template}.html",
        marks=MARKS,
        standings=STANDINGS,
        shapes=SHAPES,
        keeps=may(Act.READ_PUPIL_PHONE),
        **context,
    )

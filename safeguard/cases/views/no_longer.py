"""What the record's state no longer allows: what is true of it, and the ways on."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from wtforms import HiddenField, StringField

from safeguard.cases.commands.watching import MAY_BE_WATCHED
from safeguard.cases.queries.reading import ConcernRead
from safeguard.cases.states import CaseState, ConcernState
from safeguard.cases.views.leading import leads
from school.web.catalogue import gettext as _
from school.web.forms import ActForm
from school.web.pages import render, shown_at

NEEDS_AN_OPEN_CASE = frozenset(
    {"decide_case", "refer_case", "close_case", "watch_case", "review_case"}
)
NEEDED_OF_A_CONCERN = {
    "acknowledge_concern": ConcernState.SUBMITTED,
    "open_case": ConcernState.ACKNOWLEDGED,
    "join_case": ConcernState.ACKNOWLEDGED,
}


@dataclass(frozen=True)
class Way:
    """A page to go on to."""

    text: str
    href: str


@dataclass(frozen=True)
class Over:
    """What is true instead, why that ends the matter, and the ways on."""

    title: str
    because: str
    ways: tuple[Way, ...]


def no_longer(reference: str, over: Over, form: ActForm) -> str:
    """The page instead of a form that could only be refused. What was typed stands on
    it, to be copied.
    """
    return render(
        "cases/no_longer.html", reference=reference, over=over, typed=_typed_in(form)
    )


def past_of_case(verb: str, case: Any) -> Over | None:
    """Why an act on a case is past, or None: by its state alone, never by a race."""
    there = Way(_("Go to the case"), url_for("cases.case", case_ref=case.reference))
    closed = case.state == CaseState.CLOSED
    if verb == "suspect_image" and case.intimate_image:
        return _marked(there)
    if verb == "reopen_case" and not closed:
        return Over(
            _("This case is open"), _("There is nothing to open again."), (there,)
        )
    if verb in NEEDS_AN_OPEN_CASE and closed:
        again = url_for("cases.reopen_case", case_ref=case.reference)
        return Over(
            _("This case is closed"),
            _("Nothing more is decided, referred or closed in it until it is open."),
            (Way(_("Open it again"), again), there) if leads(case) else (there,),
        )
    if verb == "review_case" and case.state != CaseState.MONITORING:
        return Over(
            _("This case is not being watched"),
            _("There is no review to record. Watch it first, or decide what is next."),
            (there,),
        )
    if verb == "watch_case" and case.next_step not in MAY_BE_WATCHED:
        return Over(
            _("This case cannot be watched yet"),
            _("Something else comes first: it stands on the case’s page."),
            (there,),
        )
    return None


def past_of_concern(verb: str, concern: ConcernRead) -> Over | None:
    """The same of a concern."""
    here: dict[str, Any] = {"concern_ref": concern.reference}
    there = Way(_("Go to the concern"), url_for("cases.concern", **here))
    if verb == "suspect_image":
        return _marked(there) if concern.flags.intimate_image else None
    needed = NEEDED_OF_A_CONCERN.get(verb)
    if needed is None or concern.state == needed:
        return None
    if concern.state == ConcernState.SUBMITTED:
        take = Way(_("Take it on"), url_for("cases.acknowledge_concern", **here))
        return Over(
            _("Nobody has taken this concern on yet"),
            _("Take it on first; then it can go into a case."),
            (take, there),
        )
    if concern.case_ref:
        href = url_for("cases.case", case_ref=concern.case_ref)
        return Over(
            _("This concern is in a case already"),
            _taken_on(concern),
            (Way(_("Go to the case"), href), there),
        )
    return Over(_("This concern has been taken on"), _taken_on(concern), (there,))


def _marked(there: Way) -> Over:
    return Over(
        _("It is recorded already that an image is suspected"),
        _("The mark stays for good. There is nothing more to record here."),
        (there,),
    )


def _taken_on(concern: ConcernRead) -> str:
    if concern.acknowledged_at is None:
        return ""
    return _(
        "%(name)s has it since %(when)s.",
        name=concern.acknowledged_by,
        when=shown_at(concern.acknowledged_at),
    )


def _typed_in(form: ActForm) -> list[tuple[str, str]]:
    fields: Any = form if form.is_submitted() else ()
    return [
        (field.label.text, field.data)
        for field in fields
        if isinstance(field, StringField)
        and not isinstance(field, HiddenField)
        and field.data
    ]

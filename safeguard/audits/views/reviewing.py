"""The colleagues' self-audits: the list, one of them, reading it and planning."""

from collections.abc import Iterator
from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from safeguard.audits.commands import asking
from safeguard.audits.commands import reviewing as acts
from safeguard.audits.forms.reviewing import (
    AskSelfAuditForm,
    PlanSelfAuditForm,
    ReviewSelfAuditForm,
    WithdrawSelfAuditForm,
)
from safeguard.audits.forms.words import STATES
from safeguard.audits.permissions import Act
from safeguard.audits.queries import listing, reading
from safeguard.audits.states import Move, year_words
from safeguard.audits.states import may as may_move
from safeguard.audits.views.blueprint import bp, show
from safeguard.guidance import self_audit
from safeguard.guidance.choosing import hints_of
from safeguard.training.queries.sessions import sessions_to_choose
from school.calendars.days import school_year_of
from school.foundation import clock
from school.foundation.errors import Hidden
from school.foundation.form_ids import FormId
from school.identity.views.allowing import only_for
from school.web.acting import current_actor
from school.web.answering import SEE_OTHER, answer
from school.web.catalogue import gettext as _
from school.web.sheets import as_csv, as_xlsx

EARLIEST, LATEST = 2000, 9000
# The name of what is taken away: it names no school and nobody.
NAME = "self-audits"


@bp.get("/self-audits/colleagues")
def colleagues() -> str:
    """Who has answered, and what waits to be read or planned for."""
    found = listing.read_self_audits(current_actor(), _year())
    return show("colleagues", found=found, shown=listing.SHOWN)


@bp.get("/self-audits/colleagues.csv")
def export_csv() -> Response:
    """The list as CSV."""
    return as_csv(NAME, _heads(), _rows())


@bp.get("/self-audits/colleagues.xlsx")
def export_xlsx() -> Response:
    """The list as a workbook."""
    return as_xlsx(NAME, _heads(), _rows())


@bp.get("/self-audits/colleagues/<ref:audit_ref>")
def self_audit_of(audit_ref: str) -> str:
    """A colleague's answers, and what was planned."""
    found = reading.read_self_audit(current_actor(), audit_ref)
    return show("self_audit_of", audit=found)


@bp.route("/self-audits/colleagues/<ref:audit_ref>/review", methods=["GET", "POST"])
def review_self_audit(audit_ref: str) -> Any:
    """It was read; a word to the colleague."""
    actor, form = current_actor(), ReviewSelfAuditForm()
    found = reading.read_self_audit(actor, audit_ref)
    if not form.is_submitted() and not may_move(Move.REVIEW, found.stored_state):
        return _to(audit_ref)

    def done(identity: FormId) -> str:
        acts.review_self_audit(actor, audit_ref, form.details(), form=identity)
        if found.owed:
            return url_for("audits.plan_self_audit", audit_ref=audit_ref)
        flash(_("Recorded. Nothing is left to plan."), "success")
        return url_for("audits.colleagues")

    def page(*, stale: bool = False) -> str:
        form.show_version(found.version, renew=stale)
        return show("review_self_audit", audit=found, form=form, stale=stale)

    return answer(form, done, page)


@bp.route("/self-audits/colleagues/<ref:audit_ref>/plan", methods=["GET", "POST"])
def plan_self_audit(audit_ref: str) -> Any:
    """Training, a talk, or nothing with a reason, gap by gap."""
    actor = current_actor()
    found = reading.read_self_audit(actor, audit_ref)
    form = PlanSelfAuditForm.planning(found, sessions_to_choose(actor))
    if not form.is_submitted() and not may_move(Move.PLAN, found.stored_state):
        return _to(audit_ref)

    def done(identity: FormId) -> str:
        acts.plan_self_audit(actor, audit_ref, form.details(), form=identity)
        flash(_("Planned. Your colleague reads it on their own page."), "success")
        return url_for("audits.self_audit_of", audit_ref=audit_ref)

    def page(*, stale: bool = False) -> str:
        form.show_version(found.version, renew=stale)
        hints = hints_of(self_audit.plans)
        return show("plan_self_audit", audit=found, form=form, stale=stale, hints=hints)

    return answer(form, done, page)


@bp.route("/self-audits/colleagues/<ref:audit_ref>/withdraw", methods=["GET", "POST"])
def withdraw_self_audit(audit_ref: str) -> Any:
    """Nobody waits for it any more."""
    actor, form = current_actor(), WithdrawSelfAuditForm()

    def done(identity: FormId) -> str:
        asking.withdraw_self_audit(actor, audit_ref, form.details(), form=identity)
        flash(_("Withdrawn. Nobody waits for it any more."), "success")
        return url_for("audits.colleagues")

    def page(*, stale: bool = False) -> str:
        found = reading.read_self_audit(actor, audit_ref)
        form.show_version(found.version, renew=stale)
        return show("withdraw_self_audit", audit=found, form=form, stale=stale)

    return answer(form, done, page)


@bp.route("/self-audits/colleagues/ask", methods=["GET", "POST"])
def ask_self_audit() -> Any:
    """One colleague, besides the yearly round."""
    actor, form = current_actor(), AskSelfAuditForm()
    only_for(Act.ASK_SELF_AUDIT)
    form.offer(listing.colleagues_to_ask(actor))

    def done(identity: FormId) -> str:
        asking.ask_self_audit(actor, form.details(), form=identity)
        flash(_("Asked. Your colleague hears that something waits."), "success")
        return url_for("audits.colleagues")

    return answer(form, done, lambda **said: show("ask_self_audit", form=form, **said))


def _to(audit_ref: str) -> Any:
    return redirect(url_for("audits.self_audit_of", audit_ref=audit_ref), SEE_OTHER)


def _year() -> int:
    asked = request.args.get("year", "")
    if not asked:
        return school_year_of(clock.today())
    if not asked.isdecimal() or not EARLIEST < int(asked[:6]) < LATEST:
        raise Hidden("no such year")
    return int(asked)


def _heads() -> list[str]:
    return [
        _("Name"),
        _("School year"),
        _("Occasion"),
        _("State"),
        _("Due on"),
        _("Sent"),
        _("Gaps"),
        _("Gaps still open"),
    ]


def _rows() -> Iterator[list[Any]]:
    for line in listing.export_self_audits(current_actor(), _year()).lines:
        gaps = [_(self_audit.questions.named(code).short) for code in line.gaps]
        yield [
            line.name,
            year_words(line.school_year),
            _(self_audit.occasions.named(line.occasion).wording),
            str(STATES[line.state]),
            line.due_on,
            line.submitted_at,
            "; ".join(gaps),
            line.owed,
        ]

"""One's own self-audits: what is asked, answering it, and what was planned then."""

from typing import Any

from flask import flash, redirect, url_for

from safeguard.audits.commands import answering, asking
from safeguard.audits.forms.answering import AnswerSelfAuditForm, BeginSelfAuditForm
from safeguard.audits.permissions import Act
from safeguard.audits.queries import reading
from safeguard.audits.states import AuditState
from safeguard.audits.views.blueprint import bp, show
from school.foundation.form_ids import FormId
from school.identity.views.allowing import only_for
from school.web.acting import current_actor
from school.web.answering import SEE_OTHER, answer
from school.web.catalogue import gettext as _


@bp.get("/self-audits")
def self_audits() -> str:
    """What is to be answered, and what became of what was."""
    return show("self_audits", lines=reading.read_own_self_audits(current_actor()))


@bp.get("/self-audits/<ref:audit_ref>")
def own_self_audit(audit_ref: str) -> str:
    """What one has answered, and what was planned."""
    found = reading.read_own_self_audit(current_actor(), audit_ref)
    return show("own_self_audit", audit=found)


@bp.route("/self-audits/begin", methods=["GET", "POST"])
def begin_self_audit() -> Any:
    """A self-audit without being asked."""
    actor, form = current_actor(), BeginSelfAuditForm()

    def done(identity: FormId) -> str:
        ref = asking.begin_self_audit(actor, form=identity)
        return url_for("audits.submit_self_audit", audit_ref=ref)

    def page(**said: bool) -> str:
        only_for(Act.BEGIN_SELF_AUDIT)
        return show("begin_self_audit", form=form, **said)

    return answer(form, done, page)


@bp.route("/self-audits/<ref:audit_ref>/submit", methods=["GET", "POST"])
def submit_self_audit(audit_ref: str) -> Any:
    """Eight questions on one page, to be sent."""
    return _answering(audit_ref, save=False)


@bp.post("/self-audits/<ref:audit_ref>/save")
def save_self_audit(audit_ref: str) -> Any:
    """The same page, to come back to."""
    return _answering(audit_ref, save=True)


def _answering(audit_ref: str, *, save: bool) -> Any:
    actor = current_actor()
    found = reading.read_own_self_audit(actor, audit_ref)
    form = AnswerSelfAuditForm.asking(found)
    if found.state is not AuditState.ASSIGNED and not form.is_submitted():
        return redirect(
            url_for("audits.own_self_audit", audit_ref=audit_ref), SEE_OTHER
        )

    def done(identity: FormId) -> str:
        act = answering.save_self_audit if save else answering.submit_self_audit
        act(actor, audit_ref, form.details(), form=identity)
        if save:
            flash(_("Saved. Nobody else reads it before you send it."), "success")
            return url_for("audits.self_audits")
        flash(_("Thank you. It is sent."), "success")
        return url_for("audits.own_self_audit", audit_ref=audit_ref)

    def page(*, stale: bool = False) -> str:
        now = reading.read_own_self_audit(actor, audit_ref) if stale else found
        form.show_version(now.version, renew=stale)
        return show("submit_self_audit", audit=now, form=form, stale=stale)

    return answer(form, done, page)

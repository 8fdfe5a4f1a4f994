"""Needs: asked for by a colleague or seen by somebody; planned; ended."""

from typing import Any

from flask import flash, request, url_for

from safeguard.guidance import training
from safeguard.training.commands import needs
from safeguard.training.forms.people import EndNeedForm, OpenNeedForm, PlanNeedForm
from safeguard.training.permissions import Act
from safeguard.training.queries.people import read_own_training
from safeguard.training.queries.reviewing import people_to_choose, read_need
from safeguard.training.queries.sessions import sessions_to_choose
from safeguard.training.views.blueprint import bp, page_of
from school.foundation.errors import Refused
from school.foundation.form_ids import FormId
from school.identity.views.allowing import may
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.catalogue import gettext as _
from school.web.pages import shown_at


@bp.route("/training/mine/ask", methods=["GET", "POST"])
def ask_for_training() -> Any:
    """Ask for training oneself."""
    actor, form = current_actor(), OpenNeedForm()

    def done(identity: FormId) -> str:
        needs.open_need(actor, form.details(actor.person_ref), form=identity)
        flash(_("Asked for. You will see here what is planned."), "success")
        return url_for("training.own_training")

    def page(*, stale: bool = False) -> str:
        read_own_training(actor)
        return page_of("ask_for_training", form=form, stale=stale)

    return answer(form, done, page)


@bp.route("/training/needs/open", methods=["GET", "POST"])
def open_need() -> Any:
    """Somebody saw that a colleague needs something."""
    actor, form = current_actor(), OpenNeedForm()
    _only_for_planners()

    def done(identity: FormId) -> str:
        new = form.details(None)
        needs.open_need(actor, new, form=identity)
        flash(_("Recorded."), "success")
        return url_for("training.person_training", person_ref=new.person_ref)

    def page(*, stale: bool = False) -> str:
        form.offer(people_to_choose(actor), request.args.get("person", ""))
        return page_of("open_need", form=form, stale=stale)

    return answer(form, done, page)


@bp.route("/training/needs/<ref:need_ref>/plan", methods=["GET", "POST"])
def plan_need(need_ref: str) -> Any:
    """What is done about it."""
    actor, form = current_actor(), PlanNeedForm()

    def done(identity: FormId) -> str:
        needs.plan_need(actor, need_ref, form.details(), form=identity)
        flash(_("Planned. The colleague is told."), "success")
        return url_for("training.training")

    def page(*, stale: bool = False) -> str:
        found = read_need(actor, need_ref)
        courses = training.courses
        form.offer(
            (ref, f"{_(courses.named(course).short)}, {shown_at(starts_at)}, {place}")
            for ref, course, starts_at, place in sessions_to_choose(actor)
        )
        if not form.is_submitted():
            form.words.data = found.need.plan
            form.session_ref.data = found.need.session_ref or ""
            form.due_on.data = found.need.due_on
        form.show_version(found.need.version, renew=stale)
        return page_of("plan_need", line=found, form=form, stale=stale)

    return answer(form, done, page)


@bp.route("/training/needs/<ref:need_ref>/end", methods=["GET", "POST"])
def end_need(need_ref: str) -> Any:
    """It ends without training."""
    actor, form = current_actor(), EndNeedForm()

    def done(identity: FormId) -> str:
        needs.end_need(actor, need_ref, form.details(), form=identity)
        flash(_("Ended."), "success")
        return url_for("training.training")

    def page(*, stale: bool = False) -> str:
        found = read_need(actor, need_ref)
        form.show_version(found.need.version, renew=stale)
        return page_of("end_need", line=found, form=form, stale=stale)

    return answer(form, done, page)


def _only_for_planners() -> None:
    """The rule lets everybody open their own need; this page is for other people's."""
    if not may(Act.PLAN_NEED):
        raise Refused("role")

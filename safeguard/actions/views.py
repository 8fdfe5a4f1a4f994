"""The pages of actions, and of handing over work when one is away."""

from typing import Any

from flask import Blueprint, flash, request, url_for

from safeguard.actions.commands import acting, work
from safeguard.actions.forms import (
    STATES,
    STEPS,
    CancelActionForm,
    FinishActionForm,
    HandOverActionForm,
    HandOverWorkForm,
    SetActionForm,
    day_hints,
)
from safeguard.actions.panels import item_of, state_of
from safeguard.actions.permissions import Act
from safeguard.actions.queries import choosing
from safeguard.actions.queries import work as works
from safeguard.actions.queries.lines import actions_of
from safeguard.actions.queries.reading import ActionRead, read_action
from safeguard.cases.queries.reading import read_case
from safeguard.cases.views.case_page import case_page
from safeguard.cases.views.leading import insist_on_leading
from safeguard.cases.views.queue_rows import names_of
from school.calendars.due import Why
from school.calendars.wordings import WORDINGS as WHYS
from school.foundation.errors import Refused, Stale
from school.foundation.permits import Permit, Refusal
from school.gate import decide
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.catalogue import gettext as _
from school.web.pages import render

bp = Blueprint("actions", __name__)


@bp.get("/cases/<reference:case_ref>/actions")
def case_actions(case_ref: str) -> str:
    """Every action of a case."""
    found = read_case(current_actor(), case_ref)
    every = actions_of(found)
    return case_page(
        "actions/case_actions.html",
        found,
        still=[item_of(each) for each in every if each.is_open],
        ended=[item_of(each) for each in every if not each.is_open],
    )


@bp.route("/cases/<reference:case_ref>/actions/set", methods=["GET", "POST"])
def set_action(case_ref: str) -> Any:
    """What is to be done, by whom, by when."""
    actor, form = current_actor(), SetActionForm()
    found = read_case(actor, case_ref)
    insist_on_leading(found)
    days = choosing.days_to_choose(actor)
    form.offer(choosing.owners_to_choose(actor, case_ref), found.children, days)

    def page(**context: Any) -> str:
        hints = day_hints(days)
        return case_page(
            "actions/set_action.html", found, form=form, hints=hints, **context
        )

    def act(identity: Any) -> str:
        acting.set_action(actor, case_ref, form.details(), form=identity)
        flash(_("The action is set. Whoever does it has a notice."), "success")
        return url_for("cases.case", case_ref=case_ref)

    return answer(form, act, page)


@bp.get("/actions/<reference:action_ref>")
def action(action_ref: str) -> str:
    """One action: its own words, and its history."""
    return _action_page("actions/action.html", action_ref)


@bp.route("/actions/<reference:action_ref>/finish", methods=["GET", "POST"])
def finish_action(action_ref: str) -> Any:
    """What was done."""
    actor, form = current_actor(), FinishActionForm()

    def page(*, stale: bool = False) -> str:
        return _action_page("actions/finish_action.html", action_ref, form, stale=stale)

    def act(identity: Any) -> str:
        acting.finish_action(actor, action_ref, form.details(), form=identity)
        flash(_("Done. It stands in the chronology of the case."), "success")
        return url_for("actions.action", action_ref=action_ref)

    return answer(form, act, page)


@bp.route("/actions/<reference:action_ref>/cancel", methods=["GET", "POST"])
def cancel_action(action_ref: str) -> Any:
    """Why it is no longer needed."""
    actor, form = current_actor(), CancelActionForm()

    def page(*, stale: bool = False) -> str:
        return _action_page(
            "actions/cancel_action.html",
            action_ref,
            form,
            Act.CANCEL_ACTION,
            stale=stale,
        )

    def act(identity: Any) -> str:
        acting.cancel_action(actor, action_ref, form.details(), form=identity)
        return url_for("actions.action", action_ref=action_ref)

    return answer(form, act, page)


@bp.route("/actions/<reference:action_ref>/hand-over", methods=["GET", "POST"])
def hand_over_action(action_ref: str) -> Any:
    """Who does it from now on."""
    actor, form = current_actor(), HandOverActionForm()
    found = read_action(actor, action_ref)
    form.offer(_who_can_have(found), found.owner_ref)

    def page(*, stale: bool = False) -> str:
        template = "actions/hand_over_action.html"
        return _action_page(template, action_ref, form, stale=stale)

    def act(identity: Any) -> str:
        acting.hand_over_action(actor, action_ref, form.details(), form=identity)
        flash(_("Handed over. Whoever has it now has a notice."), "success")
        if found.owner_ref == actor.person_ref and not _leads(found):
            return url_for("cases.home")
        return url_for("actions.action", action_ref=action_ref)

    return answer(form, act, page)


@bp.route("/away", methods=["GET", "POST"])
@bp.route("/away/of/<ref:person_ref>", methods=["GET", "POST"])
def hand_over_work(person_ref: str | None = None) -> Any:
    """One's own work, or what a colleague cannot work on, to who may read it."""
    actor, form = current_actor(), HandOverWorkForm()
    found = works.read_work(actor, person_ref)
    form.offer(found, works.who_can_take_over(actor, person_ref))
    form.suggest(*_suggested(found, person_ref))

    def page(**context: Any) -> str:
        return render(
            "actions/hand_over_work.html",
            form=form,
            work=found,
            of_ref=person_ref,
            child_names={
                each.reference: names_of(each.children) for each in found.cases
            },
            **context,
        )

    def act(identity: Any) -> str:
        work.hand_over_work(actor, form.details(person_ref), form=identity)
        flash(_("Handed over. Each case says so in its chronology."), "success")
        return url_for("cases.queue")

    return answer(form, act, page)


def _suggested(
    found: works.Work, of_ref: str | None
) -> tuple[str, list[str], list[str]]:
    """Of one's own work nothing is chosen: each is handed over on purpose. Going back,
    what came with that handing over; of somebody who has left, everything.
    """
    going_back = request.args.get("back")
    for each in found.taken_over:
        if each.reference == going_back:
            return each.from_ref, list(each.case_refs), []
    if of_ref is None:
        return "", [], []
    return (
        "",
        [each.reference for each in found.cases],
        [each.reference for each in found.actions],
    )


def _action_page(
    template: str,
    action_ref: str,
    form: Any = None,
    act: Act | None = None,
    *,
    stale: bool = False,
) -> str:
    """A page about one action. Raises Refused for an act that is not this person's."""
    found = read_action(current_actor(), action_ref)
    if act is not None:
        refused = decide(act, current_actor(), found)
        if isinstance(refused, Refusal):
            raise Refused(refused.code)
    if form is not None and not found.is_open and not stale:
        # There is nothing left to do with it; the page says what became of it.
        raise Stale("the action has ended")
    if form is not None:
        form.show_version(found.version, renew=stale)
    return render(
        template,
        action=found,
        state=state_of(found.state, found.due_at),
        states=STATES,
        steps=STEPS,
        why=WHYS[Why(found.due_why)],
        mine=found.owner_ref == current_actor().person_ref,
        leads=_leads(found),
        form=form,
        stale=stale,
    )


def _leads(found: ActionRead) -> bool:
    return isinstance(decide(Act.CANCEL_ACTION, current_actor(), found), Permit)


def _who_can_have(found: ActionRead) -> Any:
    people = choosing.owners_to_choose(current_actor(), found.case_ref)
    if _leads(found):
        return people
    return [one for one in people if one.ref in found.back_to]

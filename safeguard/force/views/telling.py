"""Recording who was told, and reviewing what was done."""

from collections.abc import Callable
from typing import Any

from flask import flash, url_for

from safeguard.cases.forms.working import VersionedForm
from safeguard.force.commands import telling as acts
from safeguard.force.forms.telling import (
    ReviewForceForm,
    TellCouncilForm,
    TellParentsForm,
)
from safeguard.force.permissions import Act
from safeguard.force.queries.reading import read_force
from safeguard.force.states import State, may_move
from safeguard.force.views.blueprint import bp
from safeguard.force.views.reading import show
from safeguard.guidance import force as lists
from safeguard.guidance.choosing import hints_of
from school.foundation.errors import Refused
from school.foundation.permits import Refusal
from school.gate import decide
from school.web.acting import current_actor
from school.web.answering import answer, not_now
from school.web.catalogue import lazy_gettext as _l

LEADS_TO = {
    Act.TELL_PARENTS: State.PARENTS_TOLD,
    Act.TELL_COUNCIL: State.COUNCIL_TOLD,
    Act.REVIEW_FORCE: State.REVIEWED,
}


@bp.route("/force/<reference:force_ref>/tell-parents", methods=["GET", "POST"])
def tell_parents(force_ref: str) -> Any:
    """A parent was told."""
    said = _l("Recorded that a parent was told.")
    form = TellParentsForm()
    return _perform(Act.TELL_PARENTS, acts.tell_parents, force_ref, form, said)


@bp.route("/force/<reference:force_ref>/tell-council", methods=["GET", "POST"])
def tell_council(force_ref: str) -> Any:
    """The council was told, and no parent."""
    said = _l("Recorded that the council was told.")
    form = TellCouncilForm()
    return _perform(Act.TELL_COUNCIL, acts.tell_council, force_ref, form, said)


@bp.route("/force/<reference:force_ref>/review", methods=["GET", "POST"])
def review_force(force_ref: str) -> Any:
    """Was it necessary, reasonable and proportionate?"""
    said = _l("Reviewed.")
    form = ReviewForceForm()
    return _perform(Act.REVIEW_FORCE, acts.review_force, force_ref, form, said)


def _perform(
    act: Act,
    perform: Callable[..., str],
    force_ref: str,
    form: VersionedForm,
    said: Any,
) -> Any:
    actor: Any = current_actor()

    def page(*, stale: bool = False) -> Any:
        read = read_force(actor, force_ref)
        refused = decide(act, actor, read)
        if isinstance(refused, Refusal):
            raise Refused(refused.code)
        here = may_move(State(read.state), LEADS_TO[act])
        if not form.is_submitted() and not here:
            return not_now("force.force", force_ref=force_ref)
        form.show_version(read.version, renew=stale)
        return show(
            perform.__name__,
            read,
            form=form,
            stale=stale,
            hints={
                "ground": hints_of(lists.grounds),
                "outcome": hints_of(lists.outcomes),
            },
        )

    def done(identity: Any) -> str:
        details: Any = form
        perform(actor, force_ref, details.details(), form=identity)
        flash(said, "success")
        return url_for("force.force", force_ref=force_ref)

    return answer(form, done, page)

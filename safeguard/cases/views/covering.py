"""Cover for the DSL: what waits, who has it, taking it on and handing it back."""

from typing import Any

from flask import url_for

from safeguard.cases.forms.covering import REASONS, HandBackCoverForm, TakeCoverForm
from safeguard.cases.queries.unheard import count_unheard
from safeguard.cases.views.blueprint import bp
from school.foundation.actor import Actor, Role
from school.foundation.errors import Refused
from school.identity.commands.cover import hand_back_cover as hand_back
from school.identity.commands.cover import take_cover as take
from school.identity.queries.cover import covering, on_duty
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.pages import render

# Who may know whether cover is needed, and who has it.
CONCERNED = (
    Role.DSL,
    Role.DEPUTY_DSL,
    Role.ACTING_DSL,
    Role.STAND_IN_DSL,
    Role.HEAD,
    Role.EXECUTIVE_HEAD,
    Role.TRUST_SAFEGUARDING_LEAD,
)


@bp.route("/cover", methods=["GET", "POST"])
def take_cover() -> Any:
    """Take cover, by a right approved in advance (decision 26)."""
    actor, form = _concerned(), TakeCoverForm()

    def act(identity: Any) -> str:
        take(actor, form.reason.data, form=identity)
        return url_for("cases.queue")

    return answer(form, act, lambda **context: _page(actor, form, **context))


@bp.route("/cover/hand-back", methods=["GET", "POST"])
def hand_back_cover() -> Any:
    """Hand cover back before its end."""
    actor, form = _concerned(), HandBackCoverForm()

    def act(identity: Any) -> str:
        hand_back(actor, form=identity)
        return url_for("cases.take_cover")

    def page(**context: Any) -> str:
        return render("cases/hand_back_cover.html", form=form, **context)

    return answer(form, act, page)


def _page(actor: Actor, form: TakeCoverForm, **context: Any) -> str:
    now = covering(actor)
    return render(
        "cases/take_cover.html",
        form=form,
        covering=now,
        reasons=REASONS,
        mine=any(each.person_ref == actor.person_ref for each in now),
        may_take=actor.has(Role.STAND_IN_DSL),
        unheard=count_unheard(actor),
        duty=on_duty(actor.school_ref),
        **context,
    )


def _concerned() -> Actor:
    actor = current_actor()
    if not actor.has(*CONCERNED):
        raise Refused("not_this_role")
    return actor

"""The first start: two founders agree who holds the first posts."""

from typing import Any

from flask import redirect

from school.foundation.role_names import ROLE_NAMES
from school.identity.commands import founding as acts
from school.identity.forms.founding import (
    ConfirmPostsForm,
    ProposePostsForm,
    propose_posts_form,
)
from school.identity.queries.founding import FoundingShown, read_founding
from school.identity.views.people.answering import SEE_OTHER, done, on_to, status_of
from school.identity.views.people.blueprint import bp
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.pages import render


@bp.get("/founding")
def founding() -> Any:
    """How far the founding is: who is safe, what is proposed, who must still agree."""
    shown = read_founding(acts.at_the_trust(current_actor()))
    return _page(shown, propose_posts_form(shown))


def _page(shown: FoundingShown, form: ProposePostsForm) -> Any:
    confirm = ConfirmPostsForm(formdata=None)
    confirm.proposal_ref.data = shown.proposal_ref
    page = render(
        "people/founding.html",
        shown=shown,
        form=form,
        confirm=confirm,
        role_names=ROLE_NAMES,
    )
    return page, status_of(form)


@bp.post("/founding/propose")
def propose_posts() -> Any:
    """One founder proposes."""
    actor = acts.at_the_trust(current_actor())
    shown = read_founding(actor)
    form = propose_posts_form(shown)
    ref = done(
        form,
        lambda sent: acts.propose_posts(actor, shown.ref, form.details(), form=sent),
    )
    if ref:
        told = _("Proposed. %(name)s must now agree.", name=shown.other.name)
        return on_to("people.founding", told)
    return _page(shown, form)


@bp.post("/founding/confirm")
def confirm_posts() -> Any:
    """The other one agrees, and the founding closes."""
    actor = acts.at_the_trust(current_actor())
    shown = read_founding(actor)
    form = ConfirmPostsForm()
    proposal_ref = form.proposal_ref.data or ""
    ref = done(
        form,
        lambda sent: acts.confirm_posts(actor, shown.ref, proposal_ref, form=sent),
    )
    if ref:
        # Home, where the new post's own pages are.
        return redirect("/", SEE_OTHER)
    return _page(shown, propose_posts_form(shown))

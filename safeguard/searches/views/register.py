"""The pages of the register: who may search, and every search one may see."""

from collections.abc import Iterable
from typing import Any

from flask import request, url_for

from safeguard.guidance import searches as lists
from safeguard.guidance.training import courses
from safeguard.searches.commands import authorising
from safeguard.searches.forms.authorising import (
    AuthoriseSearcherForm,
    EndAdviserForm,
    NameAdviserForm,
    RevokeSearcherForm,
    SetSearchRulesForm,
)
from safeguard.searches.forms.words import SHAPES, STATES
from safeguard.searches.permissions import Act
from safeguard.searches.queries.listing import (
    Wanted,
    read_case_searches,
    read_searches,
)
from safeguard.searches.queries.register import (
    chosen_staff,
    lapsed_training,
    read_authorities,
    trust_staff,
)
from safeguard.searches.views.blueprint import bp
from safeguard.searches.views.leading import insist_on
from school.foundation.errors import Hidden
from school.foundation.form_ids import FormId
from school.foundation.permits import Refusal
from school.gate import decide
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.catalogue import lazy_gettext as _l
from school.web.pages import render

PARTS = {
    "all": _l("All"),
    "open": _l("Open"),
    "ended": _l("Ended"),
    "deviations": _l("With deviations"),
}


@bp.get("/searches")
def searches() -> str:
    """The register, newest first; one's own, or the school's."""
    actor = current_actor()
    asked = request.args
    part = asked.get("show", "all")
    item = asked.get("item", "")
    page = asked.get("page", "1")
    wanted = Wanted(
        part if part in PARTS else "all",
        item if item in lists.items else "",
        int(page) if page.isdecimal() and len(page) < 5 else 1,
    )
    return render(
        "searches/searches.html",
        listed=read_searches(actor, wanted),
        wanted=wanted,
        parts=PARTS,
        lists=lists,
        states=STATES,
        shapes=SHAPES,
        may_start=not isinstance(decide(Act.START_SEARCH, actor), Refusal),
    )


@bp.get("/cases/<reference:case_ref>/searches")
def case_searches(case_ref: str) -> str:
    """The searches that belong to a case."""
    return render(
        "searches/case_searches.html",
        case_ref=case_ref,
        lines=read_case_searches(current_actor(), case_ref),
        lists=lists,
        states=STATES,
        shapes=SHAPES,
    )


@bp.get("/searches/authorities")
def authorities() -> str:
    """Who may search for what and until when, across the trust."""
    actor = current_actor()
    return render(
        "searches/authorities.html",
        register=read_authorities(actor),
        lists=lists,
        courses=courses,
        may_authorise=not isinstance(decide(Act.AUTHORISE_SEARCHER, actor), Refusal),
        may_name=not isinstance(decide(Act.NAME_ADVISER, actor), Refusal),
        here=actor.school_ref,
    )


@bp.route("/searches/authorities/authorise", methods=["GET", "POST"])
def authorise_searcher() -> Any:
    """Put somebody on the list."""
    actor, form = current_actor(), AuthoriseSearcherForm()
    insist_on(Act.AUTHORISE_SEARCHER, actor)
    people = chosen_staff(actor)
    form.offer_warned(people, lapsed_training(actor, people))
    return _perform(
        "authorise_searcher",
        form,
        lambda identity: authorising.authorise_searcher(
            actor, form.details(), form=identity
        ),
    )


@bp.route("/searches/authorities/<ref:listing_ref>/revoke", methods=["GET", "POST"])
def revoke_searcher(listing_ref: str) -> Any:
    """Take an authorisation back."""
    actor, form = current_actor(), RevokeSearcherForm()
    insist_on(Act.REVOKE_SEARCHER, actor)
    return _perform(
        "revoke_searcher",
        form,
        lambda identity: authorising.revoke_searcher(
            actor, listing_ref, form.details(), form=identity
        ),
        about=_listed(listing_ref),
    )


@bp.route("/searches/advisers/name", methods=["GET", "POST"])
def name_adviser() -> Any:
    """Name somebody whose advice counts as the executive headteacher's."""
    actor, form = current_actor(), NameAdviserForm()
    insist_on(Act.NAME_ADVISER, actor)
    form.offer(trust_staff(actor))
    return _perform(
        "name_adviser",
        form,
        lambda identity: authorising.name_adviser(actor, form.details(), form=identity),
    )


@bp.route("/searches/advisers/<ref:adviser_ref>/end", methods=["GET", "POST"])
def end_adviser(adviser_ref: str) -> Any:
    """That advice counts no more."""
    actor, form = current_actor(), EndAdviserForm()
    insist_on(Act.END_ADVISER, actor)
    return _perform(
        "end_adviser",
        form,
        lambda identity: authorising.end_adviser(actor, adviser_ref, form=identity),
        about=_name_of(adviser_ref, read_authorities(actor).advisers),
    )


@bp.route("/searches/rules", methods=["GET", "POST"])
def set_search_rules() -> Any:
    """What a version of the school's rules names as searchable."""
    actor, form = current_actor(), SetSearchRulesForm()
    insist_on(Act.SET_SEARCH_RULES, actor)
    return _perform(
        "set_search_rules",
        form,
        lambda identity: authorising.set_search_rules(
            actor, form.details(), form=identity
        ),
    )


def _listed(listing_ref: str) -> str:
    actor = current_actor()
    schools = read_authorities(actor).schools
    here = (each for each in schools if each.school_ref == actor.school_ref)
    return _name_of(listing_ref, [one for each in here for one in each.listed])


def _name_of(ref: str, rows: Iterable[Any]) -> str:
    """Whose line it is. Raises Hidden for one that is none of these."""
    name = next((str(each.name) for each in rows if each.ref == ref), None)
    if name is None:
        raise Hidden("there is no such line")
    return name


def _perform(template: str, form: Any, act: Any, **context: Any) -> Any:
    def page(*, stale: bool = False) -> str:
        return render(f"searches/{template}.html", form=form, stale=stale, **context)

    def done(identity: FormId) -> str:
        act(identity)
        return url_for("searches.authorities")

    return answer(form, done, page)

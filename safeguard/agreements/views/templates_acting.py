"""Each act on a text as a page of its own."""

from collections.abc import Callable
from typing import Any, NamedTuple

from flask import flash, redirect, url_for

from safeguard.agreements.commands import clauses as words
from safeguard.agreements.commands import templates as commands
from safeguard.agreements.forms.templates import (
    AddClauseForm,
    ApproveTemplateForm,
    StartTemplateForm,
    StepForm,
    asked_variant,
    edit_form,
    variant_form,
)
from safeguard.agreements.permissions import Act
from safeguard.agreements.queries import templates as queries
from safeguard.agreements.queries.counting import count_ending_with
from safeguard.agreements.states import TEMPLATE_MOVES, TemplateState
from safeguard.agreements.views.blueprint import bp
from safeguard.agreements.views.templates import of_version, page
from safeguard.guidance import agreements as guidance
from safeguard.guidance.agreements import EASY
from safeguard.guidance.choosing import hints_of
from school.foundation.errors import SecondPersonNeeded
from school.foundation.form_ids import FormId
from school.identity.views.allowing import only_for
from school.web.acting import current_actor
from school.web.answering import SEE_OTHER, answer
from school.web.catalogue import gettext as _
from school.web.forms import SeenForm


@bp.route("/agreements/texts/start", methods=["GET", "POST"])
def start_template() -> Any:
    """Whom it is for, and from which words it begins."""
    actor, form = current_actor(), StartTemplateForm()

    def done(identity: FormId) -> str:
        ref = commands.start_template(actor, form.details(), form=identity)
        said = _("A draft. Change what is to change; a second person approves it.")
        return _at(ref, said)

    def shown(**_context: Any) -> str:
        only_for(Act.START_TEMPLATE)
        return page("start_template", form=form, hints=hints_of(guidance.kinds))

    return answer(form, done, shown)


@bp.route("/agreements/texts/<ref:template_ref>/clauses/add", methods=["GET", "POST"])
def add_clause(template_ref: str) -> Any:
    """A clause of the school's own."""
    actor, form = current_actor(), AddClauseForm()

    def done(identity: FormId) -> str:
        words.add_clause(actor, template_ref, form.details(), form=identity)
        return _at(
            template_ref,
            _("Added. Its easy words and other languages are still to be written."),
        )

    def shown(*, stale: bool = False) -> Any:
        found = queries.read_template(actor, template_ref)
        if not (stale or can(found, TemplateState.DRAFT)):
            return _no_longer(template_ref)
        form.offer(found.words)
        form.show_version(found.words.version, renew=stale)
        return page("add_clause", form=form, stale=stale, **of_version(found))

    return answer(form, done, shown)


@bp.route("/agreements/clauses/<ref:clause_ref>/edit", methods=["GET", "POST"])
def edit_clause(clause_ref: str) -> Any:
    """A clause with all its other words."""
    actor = current_actor()
    found, clause = queries.read_clause(actor, clause_ref)
    form = edit_form(found.words.begun_variants)
    for code in found.words.begun_variants:
        if not form.is_submitted():
            form[f"words_{code}"].data = clause.words_in(code)

    def done(identity: FormId) -> str:
        words.edit_clause(actor, clause_ref, form.details(), form=identity)
        return _at(found.words.ref, _("Changed."))

    def shown(*, stale: bool = False) -> Any:
        if not (stale or can(found, TemplateState.DRAFT)):
            return _no_longer(found.words.ref)
        form.offer(found.words, but=clause)
        form.begin(found.words, clause)
        form.show_version(found.words.version, renew=stale)
        return page(
            "edit_clause", form=form, clause=clause, stale=stale, **of_version(found)
        )

    return answer(form, done, shown)


@bp.route("/agreements/clauses/<ref:clause_ref>/remove", methods=["GET", "POST"])
def remove_clause(clause_ref: str) -> Any:
    """Take a clause out."""
    actor, form = current_actor(), SeenForm()
    found, clause = queries.read_clause(actor, clause_ref)

    def done(identity: FormId) -> str:
        words.remove_clause(actor, clause_ref, form.seen(), form=identity)
        return _at(found.words.ref, _("Taken out."))

    def shown(*, stale: bool = False) -> Any:
        if not (stale or can(found, TemplateState.DRAFT)):
            return _no_longer(found.words.ref)
        form.show_version(found.words.version, renew=stale)
        asked_for = clause.code in guidance.clauses
        return page(
            "remove_clause",
            form=form,
            clause=clause,
            asked_for=guidance.clauses.named(clause.code) if asked_for else None,
            stale=stale,
            **of_version(found),
        )

    return answer(form, done, shown)


@bp.get("/agreements/texts/<ref:template_ref>/words")
def choose_variant(template_ref: str) -> Any:
    """In which other words a draft is written."""
    found = queries.read_template(current_actor(), template_ref)
    if not can(found, TemplateState.DRAFT):
        return _no_longer(template_ref)
    return page("choose_variant", **of_version(found))


@bp.route("/agreements/texts/<ref:template_ref>/words/write", methods=["GET", "POST"])
def write_variant(template_ref: str) -> Any:
    """A whole text in the language that is asked for, or in easy words."""
    actor, variant = current_actor(), asked_variant() or EASY
    found = queries.read_template(actor, template_ref)
    if not can(found, TemplateState.DRAFT):
        return _no_longer(template_ref)
    form = variant_form(found.words)
    form.begin(found.words, variant)

    def done(identity: FormId) -> str:
        written = form.written(variant)
        words.write_variant(actor, template_ref, written, form=identity)
        return _at(template_ref, _("Saved."))

    def shown(*, stale: bool = False) -> str:
        form.show_version(found.words.version, renew=stale)
        return page(
            "write_variant",
            form=form,
            variant=variant,
            language=variant if variant in guidance.languages else "en",
            direction=(
                guidance.languages.named(variant).direction
                if variant in guidance.languages
                else "ltr"
            ),
            stale=stale,
            **of_version(found),
        )

    return answer(form, done, shown)


@bp.route("/agreements/texts/<ref:template_ref>/approve", methods=["GET", "POST"])
def approve_template(template_ref: str) -> Any:
    """The second person has read it all."""
    said = _("Approved: its words are fixed now. Put it in force when it is time.")
    step = Step("approve_template", TemplateState.APPROVED, commands.approve_template)
    return _ask(template_ref, step, said, ApproveTemplateForm())


@bp.route("/agreements/texts/<ref:template_ref>/make-live", methods=["GET", "POST"])
def make_template_live(template_ref: str) -> Any:
    """From now on this is what is signed."""
    said = _("In force. Whoever signs from now on signs this version.")
    step = Step("make_template_live", TemplateState.LIVE, commands.make_template_live)
    return _ask(template_ref, step, said, StepForm())


@bp.route("/agreements/texts/<ref:template_ref>/discard", methods=["GET", "POST"])
def discard_template(template_ref: str) -> Any:
    """It will not be used."""
    said = _("Discarded. It stays to be read.")
    step = Step("discard_template", TemplateState.DISCARDED, commands.discard_template)
    return _ask(template_ref, step, said, StepForm())


class Step(NamedTuple):
    """A move of a version: its verb, where it leads, what does it."""

    verb: str
    after: TemplateState
    act: Callable[..., str]


def _ask(template_ref: str, step: Step, said: str, form: StepForm) -> Any:
    """A version's next step on a page of its own. Raises Refused where it is for a
    second person.
    """
    actor = current_actor()

    def done(identity: FormId) -> str:
        step.act(actor, template_ref, form.details(), form=identity)
        return _at(template_ref, said)

    def shown(*, stale: bool = False) -> Any:
        found = queries.read_template(actor, template_ref)
        if not (stale or can(found, step.after)):
            return _no_longer(template_ref)
        if step.after is TemplateState.APPROVED and found.is_mine:
            raise SecondPersonNeeded
        form.show_version(found.words.version, renew=stale)
        ending = (
            count_ending_with(actor.school_ref, found.words.kind)
            if step.after is TemplateState.LIVE
            else None
        )
        return page(
            step.verb, form=form, stale=stale, ending=ending, **of_version(found)
        )

    return answer(form, done, shown)


def can(found: queries.TemplatePage, after: TemplateState) -> bool:
    """Whether a version can go there; a draft can go on being one."""
    now = TemplateState(found.words.state)
    return after in TEMPLATE_MOVES[now] or after is now is TemplateState.DRAFT


def _no_longer(template_ref: str) -> Any:
    """Back to the version, instead of a form that could only be refused."""
    flash(_("That cannot be done with this version now."), "warning")
    return redirect(
        url_for("agreements.template", template_ref=template_ref), SEE_OTHER
    )


def _at(template_ref: str, said: str) -> str:
    flash(said, "success")
    return url_for("agreements.template", template_ref=template_ref)

"""The texts of agreements: all versions, one of them, two compared, one printed."""

from typing import Any

from flask import url_for

from safeguard.agreements.forms.templates import (
    OWN_KIND,
    SHAPES,
    STATES,
    asked_kind,
    asked_variant,
    name_of,
)
from safeguard.agreements.permissions import Act
from safeguard.agreements.queries import templates as queries
from safeguard.agreements.queries.templates import TemplatePage
from safeguard.agreements.states import TEMPLATE_MOVES, TemplateState
from safeguard.agreements.views.blueprint import bp
from safeguard.guidance import agreements as guidance
from safeguard.guidance.agreements import EASY, STANDARD
from school.identity.views.allowing import may
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.pages import render


@bp.get("/agreements/texts")
def templates() -> str:
    """Each text: the version in force, the one being written, those before."""
    found = queries.read_templates(current_actor())
    by_kind = [
        (kind, [line for line in found if line.kind == kind.code])
        for kind in guidance.kinds
    ]
    return page("templates", by_kind=by_kind)


@bp.get("/agreements/texts/in-force")
def text() -> str:
    """The text that is in force, for everybody who works here: the adults’ own, or the
    one that the address asks for.
    """
    kind = asked_kind() or OWN_KIND
    variant = asked_variant() or STANDARD
    found = queries.read_text(current_actor(), kind, variant)
    whose = [
        {
            "text": _(each.wording),
            "href": url_for("agreements.text", kind=each.code),
            "current": each.code == kind,
        }
        for each in guidance.kinds
    ]
    words = [
        {
            "text": name_of(code),
            "href": url_for("agreements.text", kind=kind, words=_named(code)),
            "current": code == variant,
        }
        for code in (found.variants if found else ())
    ]
    named = guidance.kinds.named(kind)
    return page("text", kind=named, text=found, whose=whose, words=words)


@bp.get("/agreements/texts/<ref:template_ref>")
def template(template_ref: str) -> str:
    """One version with all its words, and what can be done with it."""
    found = queries.read_template(current_actor(), template_ref)
    return page("template", **of_version(found))


@bp.get("/agreements/texts/<ref:template_ref>/print")
def print_template(template_ref: str) -> str:
    """A version as it is printed, in the words that are asked for."""
    variant = asked_variant() or STANDARD
    found = queries.print_template(current_actor(), template_ref, variant)
    return page("print_template", text=found, kind=guidance.kinds.named(found.kind))


@bp.get("/agreements/texts/<ref:template_ref>/compare/<ref:other_ref>")
def compare_templates(template_ref: str, other_ref: str) -> str:
    """Two versions side by side."""
    found = queries.compare_templates(current_actor(), template_ref, other_ref)
    changed = [each for each in found.differences if each.how != "same"]
    return page(
        "compare_templates",
        compared=found,
        changed=changed,
        same=len(found.differences) - len(changed),
        kind=guidance.kinds.named(found.after.kind),
        template_ref=template_ref,
    )


def of_version(found: TemplatePage) -> dict[str, Any]:
    """What the pages about one version show of it."""
    words = found.words
    return {
        "version": words,
        "shown": found,
        "kind": guidance.kinds.named(words.kind),
        "doings": list(_doings(found)),
        "is_draft": words.state == TemplateState.DRAFT,
        "lacking": {code: words.lacking(code) for code in words.begun_variants},
        "begun": words.begun_variants,
    }


def page(template: str, **context: Any) -> str:
    """A page on texts."""
    return render(
        f"agreements/{template}.html",
        lists=guidance,
        states=STATES,
        shapes=SHAPES,
        name_of=name_of,
        heading_of=guidance.heading_of,
        writes=may(Act.START_TEMPLATE),
        EASY=EASY,
        STANDARD=STANDARD,
        **context,
    )


def _named(variant: str) -> str | None:
    """How an address names a variant; the standard words need no name."""
    return None if variant == STANDARD else variant


def _doings(found: TemplatePage) -> Any:
    """What can be done with a version now, the next right step first."""
    words, ref = found.words, found.words.ref
    moves = TEMPLATE_MOVES[TemplateState(words.state)]
    if TemplateState.LIVE in moves:
        yield (
            _("Put it in force"),
            url_for("agreements.make_template_live", template_ref=ref),
        )
    if TemplateState.APPROVED in moves and not found.is_mine:
        yield _("Approve it"), url_for("agreements.approve_template", template_ref=ref)
    if words.state == TemplateState.DRAFT:
        yield _("Add a clause"), url_for("agreements.add_clause", template_ref=ref)
        yield (
            _("Write it in easy words or another language"),
            url_for("agreements.choose_variant", template_ref=ref),
        )
    if TemplateState.DISCARDED in moves:
        yield _("Discard it"), url_for("agreements.discard_template", template_ref=ref)

"""A child's page, and the same on paper."""

from typing import Any

from flask import request, url_for

from safeguard.cases.forms.words import CASE_SHAPES, CASE_STATES, CONCERN_STATES
from safeguard.children.forms import ChronologyForm
from safeguard.children.panels.wordings import contact_of, days_of, need_of
from safeguard.children.permissions import Act
from safeguard.children.queries import reading
from safeguard.children.queries.reading import PAGE, ChildRead
from safeguard.children.views.blueprint import bp
from safeguard.children.views.slots import CHILD_BESIDE
from safeguard.guidance import categories
from safeguard.guidance import children as guidance
from school.foundation.permits import Refusal
from school.foundation.references import spoken
from school.gate import decide
from school.web.acting import current_actor
from school.web.pages import render


@bp.get("/children/<ref:child_ref>")
def child(child_ref: str) -> str:
    """Everything about a child that the reader may see, newest first."""
    form = ChronologyForm(request.args)
    found = reading.read_child(
        current_actor(), child_ref, form.limits(), form.skipped()
    )
    every = (*found.open_cases, *found.closed_cases)
    form.offer(
        {each.reference: f"{spoken(each.reference)}: {each.title}" for each in every}
    )
    return child_page("children/child.html", found, form, pages=_pages(found))


@bp.get("/children/<ref:child_ref>/print")
def print_child(child_ref: str) -> str:
    """The chronology on paper, whole, as it was filtered."""
    form = ChronologyForm(request.args)
    found = reading.print_child(current_actor(), child_ref, form.limits())
    return child_page("children/print_child.html", found, form)


def child_page(
    template: str, child: ChildRead, form: ChronologyForm, **context: Any
) -> str:
    """A page about the child, with the words for what it holds."""
    answer = decide(Act.RECORD_NEED, current_actor(), child)
    return render(
        template,
        child=child,
        form_of=form,
        asked=_asked(),
        leads=not isinstance(answer, Refusal),
        days=days_of(child.told, oldest_first=form.oldest_first),
        needs=[need_of(each) for each in child.needs],
        needs_over=[need_of(each) for each in child.needs_over],
        contacts=[contact_of(each) for each in child.contacts],
        link_words={each.code: each.wording for each in guidance.links},
        states=CASE_STATES,
        concern_states=CONCERN_STATES,
        shapes=CASE_SHAPES,
        category_of=categories.named,
        beside=CHILD_BESIDE.ask(child),
        **context,
    )


def _asked() -> dict[str, Any]:
    """The filters of this address, without its place in the list."""
    known = ("since", "until", "kind", "words", "case", "order")
    return {name: request.args[name] for name in known if request.args.get(name)}


def _pages(found: ChildRead) -> dict[str, str | None]:
    later = max(found.skipped - PAGE, 0)
    earlier = found.skipped + PAGE

    def at(skip: int) -> str:
        return url_for("children.child", child_ref=found.ref, **_asked(), skip=skip)

    return {
        "newer": at(later) if found.skipped else None,
        "older": at(earlier) if earlier < found.total else None,
    }

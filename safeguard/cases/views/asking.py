"""An act on a concern or a case, as a page of one question."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, url_for

from safeguard.cases.forms.working import VersionedForm
from safeguard.cases.views.leading import insist_on_leading
from safeguard.cases.views.no_longer import Over, no_longer
from school.web.acting import current_actor
from school.web.answering import answer


@dataclass(frozen=True)
class Kind:
    """What acts are done on: how it is read and shown, and when an act is past."""

    name: str
    read: Callable[..., Any]
    show: Callable[..., str]
    past: Callable[[str, Any], Over | None]

    def page_of(self, reference: str) -> str:
        """The address of the record's own page."""
        which: dict[str, Any] = {f"{self.name}_ref": reference}
        return url_for(f"cases.{self.name}", **which)


@dataclass(frozen=True)
class Question:
    """One act: its verb, the command that does it, what is said when it is done.

    `onward` gives the address to go on to from the reference that the command gives;
    None: the record's own page. `begin` fills in the form from what was read.
    """

    kind: Kind
    verb: str
    perform: Callable[..., str]
    said: Any = None
    onward: Callable[[str], str] | None = None
    begin: Callable[[Any, Any], None] | None = None


def ask(question: Question, reference: str, form: Any, **context: Any) -> Any:
    """Ask it, or do it and go on. Raises Refused where the act is not this person's,
    before anything is typed.
    """
    actor, kind = current_actor(), question.kind
    back = kind.page_of(reference)

    def page(*, stale: bool = False) -> str:
        found = kind.read(actor, reference)
        insist_on_leading(found)
        over = kind.past(question.verb, found)
        if over is not None:
            return no_longer(reference, over, form)
        if question.begin is not None:
            question.begin(form, found)
        if isinstance(form, VersionedForm):
            form.show_version(found.version, renew=stale)
        context.update(form=form, stale=stale, reference=reference, back=back)
        return kind.show(f"cases/{question.verb}.html", found, **context)

    def act(identity: Any) -> str:
        details = [form.details()] if hasattr(form, "details") else []
        result = question.perform(actor, reference, *details, form=identity)
        if question.said is not None:
            flash(question.said, "success")
        return (question.onward or kind.page_of)(result)

    return answer(form, act, page)

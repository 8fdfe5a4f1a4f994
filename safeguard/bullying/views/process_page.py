"""What every page about a process shows, and how one of its acts is performed."""

from collections.abc import Callable
from typing import Any

from flask import current_app, url_for

from safeguard.bullying.forms.words import (
    ANSWERS,
    DONE,
    RESTORATIVE,
    RESULTS,
    SHAPES,
    SIDES,
    STATES,
)
from safeguard.bullying.queries.reading import (
    BullyingRead,
    ProcessRead,
    read_bullying,
)
from safeguard.bullying.states import (
    MAY_ASSESS,
    MAY_INVESTIGATE,
    MAY_PLAN,
    MOVES,
    State,
)
from safeguard.cases.forms.working import VersionedForm
from safeguard.cases.views.leading import insist_on_leading, leads
from safeguard.cases.views.moments import by_when, since_when
from safeguard.guidance import bullying
from school.foundation import clock
from school.foundation.errors import Hidden
from school.foundation.form_ids import FormId
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import ActForm
from school.web.pages import render, shown_on

Shown = dict[str, Any]
BEFORE_A_PROCESS = {"open_bullying", "relink_bullying"}
# The one right step in each state: what its button says, and its page.
NEXT: dict[State, tuple[str, Any]] = {
    State.REPORTED: ("assess_bullying", _l("Is it cyber-bullying?")),
    State.ASSESSED_BULLYING: ("agree_bullying_plan", _l("Agree the plan")),
    State.ASSESSED_UNCLEAR: ("investigate_bullying", _l("Look into it")),
    State.ASSESSED_NOT: ("close_bullying", _l("Close it")),
    State.INVESTIGATING: ("assess_bullying", _l("Test it again")),
    State.PLAN: ("agree_bullying_plan", _l("Agree the plan")),
    State.REVIEW_DUE: ("review_bullying", _l("Has it stopped?")),
    State.RESOLVED: ("close_bullying", _l("Close it")),
}
CONTAIN = ("contain_bullying", _l("Containment"))


def process_page(template: str, read: BullyingRead, **context: Any) -> str:
    """A page about the process of one case, with the words for what it holds."""
    return render(
        f"bullying/{template}.html",
        case=read,
        process=read.process,
        leads=leads(read),
        states=STATES,
        shapes=SHAPES,
        results=RESULTS,
        sides=SIDES,
        answers=ANSWERS,
        done_words=DONE,
        restorative=RESTORATIVE,
        lists=bullying,
        next_step=_next_step(read),
        may=_may(read),
        review_clock=_review_clock(read),
        harm_href=_address("harm.harm", read),
        **context,
    )


def perform(
    case_ref: str,
    template: str,
    form: ActForm,
    act: Callable[[FormId], object],
    **prepared: Any,
) -> Any:
    """One act on its own page: shown, objected to, overtaken, or done. `prepared`:
    `prepare` fills the form from what stands; all else goes to the template.
    """
    actor = current_actor()
    prepare = prepared.pop("prepare", None)

    def page(*, stale: bool = False) -> str:
        read = read_bullying(actor, case_ref)
        insist_on_leading(read)
        if read.process is None and template not in BEFORE_A_PROCESS:
            raise Hidden("the case has no such process")
        if prepare is not None:
            prepare(read)
        if read.process is not None and isinstance(form, VersionedForm):
            form.show_version(read.process.version, renew=stale)
        return process_page(template, read, form=form, stale=stale, **prepared)

    def done(identity: FormId) -> str:
        act(identity)
        return url_for("bullying.bullying", case_ref=case_ref)

    return answer(form, done, page)


def _next_step(read: BullyingRead) -> Shown | None:
    if not read.is_open or read.process is None:
        return None
    found = NEXT.get(State(read.process.state))
    if _waits(read.process):
        found = CONTAIN if read.process.to_contain else None
    if found is None:
        return None
    endpoint, words = found
    return {
        "text": str(words),
        "href": url_for(f"bullying.{endpoint}", case_ref=read.reference),
    }


def _waits(process: ProcessRead) -> bool:
    """Whether the step of the state cannot be taken yet: its day is still to come, or
    containment is open.
    """
    return process.early or (
        process.state == State.RESOLVED and process.to_contain != ()
    )


def _may(read: BullyingRead) -> dict[str, bool]:
    """Which further acts may follow now; a page offers none that would be refused."""
    if not read.is_open or read.process is None:
        return {}
    state = State(read.process.state)
    return {
        "assess": state in MAY_ASSESS,
        "investigate": state in MAY_INVESTIGATE,
        "plan": state in MAY_PLAN,
        "look_early": read.process.early,
        "close": State.CLOSED in MOVES[state],
    }


def _review_clock(read: BullyingRead) -> Shown | None:
    due_at = read.process.review_due_at if read.process else None
    if due_at is None:
        return None
    late = due_at < clock.now()
    return {
        "kind": "overdue" if late else "clock",
        "word": _("Overdue") if late else _("Later"),
        "more": since_when(due_at) if late else by_when(due_at),
        "late": late,
        "on": shown_on(clock.local(due_at).date()),
    }


def _address(endpoint: str, read: BullyingRead) -> str | None:
    """A page of another feature, where the product has it."""
    if endpoint not in current_app.view_functions:
        return None
    return url_for(endpoint, case_ref=read.reference)

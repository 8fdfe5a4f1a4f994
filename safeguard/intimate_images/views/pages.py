"""The page of the process, what every page about it shows, one child's sheet."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import url_for

from safeguard.cases.forms.working import VersionedForm
from safeguard.cases.views.leading import insist_on_leading, leads
from safeguard.cases.views.moments import by_when, since_when
from safeguard.guidance import agencies
from safeguard.guidance import intimate_images as lists
from safeguard.intimate_images.forms.words import (
    ANSWERS,
    OWED,
    SHAPES,
    SIGNED,
    TEXTS,
    WHY,
    state_word,
    trigger_words,
)
from safeguard.intimate_images.permissions import Act
from safeguard.intimate_images.queries.reading import (
    ImageRead,
    ProcessRead,
    read_image,
    ref_of,
)
from safeguard.intimate_images.queries.sheet import print_image
from safeguard.intimate_images.states import MOVES, State, Step
from safeguard.intimate_images.views.blueprint import bp
from school.foundation import clock
from school.foundation.form_ids import FormId
from school.foundation.permits import Permit
from school.foundation.role_names import ROLE_NAMES
from school.gate import decide
from school.web.acting import current_actor
from school.web.answering import answer, not_now
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import ActForm
from school.web.pages import render

Shown = dict[str, Any]
# The one right step in each state: its page, and what its button says.
NEXT: dict[State, tuple[str, Any]] = {
    State.REPORTED: ("secure_device", _l("Is the device secured?")),
    State.REVIEW_OWED: ("review_first", _l("Answer the questions")),
    State.MORE_INFO: ("review_first", _l("Ask the open question again")),
    State.DECISION_OWED: ("propose_managing", _l("Sign that it stays in school")),
    State.REFERRAL: ("plan_safety", _l("Make the safety plan")),
    State.MANAGED: ("plan_safety", _l("Make the safety plan")),
    State.PLAN: ("record_removal", _l("What became of the image?")),
    State.REMOVAL: ("review_plan", _l("Does the plan hold?")),
    State.REVIEWED: ("close_image", _l("Close the process")),
}
# What else may be done, and in which states.
_DECIDED = frozenset({State.PLAN, State.REMOVAL})
ALSO: tuple[tuple[str, Any, frozenset[State]], ...] = (
    ("review_first", _l("Answer the questions again"), frozenset(State)),
    ("secure_device", _l("Where the device is"), frozenset(State) - {State.CLOSED}),
    ("plan_safety", _l("Change the safety plan"), _DECIDED),
    ("record_removal", _l("What became of the image?"), _DECIDED),
    ("review_plan", _l("Does the plan hold?"), _DECIDED),
    ("add_number", _l("Add a number of a report"), frozenset(State) - {State.CLOSED}),
)

# The step that a page takes.
STEPS: dict[str, Step] = {
    "secure_device": Step.SECURE,
    "propose_managing": Step.PROPOSE,
    "plan_safety": Step.PLAN,
    "record_removal": Step.REMOVE,
    "review_plan": Step.HOLDS,
    "close_image": Step.CLOSE,
}


@bp.get("/cases/<reference:case_ref>/image")
def image(case_ref: str) -> str:
    """How the case deals with it: questions, signatures, plan, removal, reviews."""
    return page_of("image", read_image(current_actor(), case_ref))


@bp.get("/cases/<reference:case_ref>/image/children/<ref:child_ref>/print")
def print_child(case_ref: str, child_ref: str) -> str:
    """One child's own part on paper; the others under letters."""
    sheet = print_image(current_actor(), case_ref, child_ref)
    return render(
        "intimate_images/print_child.html",
        sheet=sheet,
        process=sheet.process,
        lists=lists,
        state_word=state_word(sheet.process.state, owed=bool(sheet.process.owed)),
        answers=ANSWERS,
        told_words=_told(sheet.process),
    )


def page_of(template: str, read: ImageRead, **context: Any) -> str:
    """A page about the process of one case, with the words for what it holds."""
    process = read.process
    return render(
        f"intimate_images/{template}.html",
        case=read,
        process=process,
        leads=leads(read),
        lists=lists,
        state_word=state_word(process.state, owed=bool(process.owed)),
        shapes=SHAPES,
        answers=ANSWERS,
        texts=TEXTS,
        why_passed=WHY,
        signed_words=SIGNED,
        roles=ROLE_NAMES,
        questions=trigger_words(),
        ref_of=ref_of,
        agency_of=agencies.named,
        told_words=_told(process),
        next_step=_next_step(read),
        also=_also(read),
        looks=isinstance(decide(Act.DECIDE_VIEWING, current_actor(), read), Permit),
        clocks=_clocks(process),
        **context,
    )


def perform(
    case_ref: str,
    template: str,
    form: ActForm,
    act: Callable[[FormId], object],
    **prepared: Any,
) -> Any:
    """One act on its own page: shown, objected to, overtaken, or done. `prepare` fills
    the form from what stands; all else goes to the template.
    """
    actor = current_actor()
    prepare = prepared.pop("prepare", None)

    def page(*, stale: bool = False) -> Any:
        read = read_image(actor, case_ref)
        insist_on_leading(read)
        if not form.is_submitted() and not _can_be_done(template, read):
            return not_now("intimate_images.image", case_ref=case_ref)
        if prepare is not None:
            prepare(read)
        if isinstance(form, VersionedForm):
            form.show_version(read.process.version, renew=stale)
        return page_of(template, read, form=form, stale=stale, **prepared)

    def done(identity: FormId) -> str:
        act(identity)
        return url_for("intimate_images.image", case_ref=case_ref)

    return answer(form, done, page)


def _can_be_done(page: str, read: ImageRead) -> bool:
    """Whether the process stands where the page's step may be taken."""
    return page not in STEPS or State(read.process.state) in MOVES[STEPS[page]]


def _told(process: ProcessRead) -> str:
    """Which agencies were told, in words."""
    short = [_(agencies.named(code).short) for code in sorted(process.told)]
    return ", ".join(short) or _("Nobody outside the school")


def _next_step(read: ImageRead) -> Shown | None:
    process = read.process
    step = NEXT.get(State(process.state))
    if step is None or (step[0] == "propose_managing" and not process.to_sign.mine):
        return None
    return _link(read, *step)


def _also(read: ImageRead) -> list[Shown]:
    state = State(read.process.state)
    main = NEXT.get(state, ("", ""))[0]
    return [
        _link(read, page, words)
        for page, words, states in ALSO
        if state in states and page != main
    ]


def _link(read: ImageRead, page: str, words: Any) -> Shown:
    href = url_for(f"intimate_images.{page}", case_ref=read.reference)
    return {"href": href, "text": words}


def _clocks(process: ProcessRead) -> list[Shown]:
    found = [(process.due_at, OWED[process.state])]
    if process.state != State.MORE_INFO:
        found.append((process.unknown_by_at, OWED[State.MORE_INFO]))
    return [{"text": words, **clock_of(at)} for at, words in found if at is not None]


def clock_of(at: datetime) -> Shown:
    """The shape and word of a clock."""
    late = at < clock.now()
    return {
        "kind": "overdue" if late else "clock",
        "word": _("Overdue") if late else _("Later"),
        "more": since_when(at) if late else by_when(at),
    }

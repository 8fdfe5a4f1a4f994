"""What a reader may do with a search: pages offer no act that is refused."""

from typing import Any

from flask import url_for

from safeguard.cases.views.slots import Link
from safeguard.searches.forms.words import MOVES, PAGES
from safeguard.searches.permissions import Act
from safeguard.searches.permissions.closing import CLOSING
from safeguard.searches.queries.reading import SearchRead
from safeguard.searches.queries.waiting import next_step, stays_visible
from safeguard.searches.states import (
    AFTER,
    BEFORE,
    ENDED,
    Move,
    State,
    leads_to,
    next_move,
)
from school.foundation.actor import Actor
from school.foundation.errors import Refused
from school.foundation.permits import Refusal
from school.gate import decide
from school.web.acting import current_actor
from school.web.catalogue import gettext as _

ACTS: dict[Move, Act] = {
    Move.ASSESS_URGENCY: Act.ASSESS_URGENCY,
    Move.REQUEST_ADVICE: Act.REQUEST_ADVICE,
    Move.CHECK_AUTHORITY: Act.CHECK_AUTHORITY,
    Move.EXPLAIN: Act.EXPLAIN_SEARCH,
    Move.RECORD_COOPERATION: Act.RECORD_COOPERATION,
    Move.CONDUCT: Act.CONDUCT_SEARCH,
    Move.RECORD_FINDING: Act.RECORD_FINDING,
    Move.INFORM_PARENTS: Act.INFORM_PARENTS,
    Move.REVIEW: Act.REVIEW_SEARCH,
    Move.CLOSE: Act.CLOSE_SEARCH,
}
_BY_ACT = {
    **{act: move for move, act in ACTS.items()},
    Act.CALL_OFF_SEARCH: Move.CALL_OFF,
    Act.REVIEW_DEVIATIONS: Move.REVIEW_DEVIATIONS,
}


def may(act: Act, search: SearchRead) -> bool:
    """Whether this act on the search is the reader's to do."""
    return not isinstance(decide(act, current_actor(), search), Refusal)


def insist_on(act: Act, actor: Actor, subject: Any = None) -> None:
    """Say no before anything is typed. Raises Refused."""
    answer = decide(act, actor, subject)
    if isinstance(answer, Refusal):
        raise Refused(answer.code)


def can_be_done(act: Act, search: SearchRead) -> bool:
    """Whether the search stands where the act may be done, by whomever."""
    if act is Act.REVIEW_DEVIATIONS and all(e.answered for e in search.deviations):
        return False
    if act is Act.RAISE_FROM_SEARCH:
        return search.concern_ref is None
    if act is Act.SUSPECT_IMAGE:
        return not search.image_suspected
    move, state = _BY_ACT.get(act), State(search.state)
    if act is Act.CLOSE_SEARCH:
        # Its page says what is missing before it can be closed.
        return state not in ENDED
    return move is None or any(
        leads_to(state, move, after, urgent=search.urgent) for after in State
    )


def primary_of(search: SearchRead) -> Link | None:
    """The next right step as the page's one button, where it is this reader's."""
    if may_answer(search):
        page = to("review_deviations", search)
        return Link(_("Answer the deviations"), page)
    step = next_move(State(search.state), urgent=bool(search.urgent))
    if step is Move.CLOSE and missing_of(search):
        return None
    if step is None or not may(ACTS[step], search):
        return None
    return Link(MOVES[step], to(PAGES[step], search))


def may_answer(search: SearchRead) -> bool:
    """Whether a deviation waits for this reader's answer."""
    open_ones = any(not each.answered for each in search.deviations)
    return open_ones and may(Act.REVIEW_DEVIATIONS, search)


def missing_of(search: SearchRead) -> list[Link]:
    """What must be settled before it closes; a link for whoever may settle it."""
    state = State(search.state)
    if state not in AFTER:
        return []
    found = {State.NOTHING_FOUND, State.ITEM_FOUND}
    waits = any(not (each.answered or each.warning) for each in search.deviations)
    owed: list[tuple[bool, Any, str, Act]] = [
        (
            state is State.CONDUCTED,
            _("What was found"),
            "record_finding",
            Act.RECORD_FINDING,
        ),
        (
            state in found | {State.CONDUCTED},
            _("Parents: told, or why not"),
            "inform_parents" if state in found else "",
            Act.INFORM_PARENTS,
        ),
        (
            state is not State.DSL_REVIEWED,
            _("Reviewed again: an intimate image was suspected after the review")
            if search.reviewed_too_soon
            else _("Reviewed for safeguarding"),
            "review_search" if state is State.PARENTS_INFORMED else "",
            Act.REVIEW_SEARCH,
        ),
        (
            waits,
            _("Each deviation answered by the head"),
            "review_deviations",
            Act.REVIEW_DEVIATIONS,
        ),
    ]
    own = [
        Link(text, to(page, search) if page and may(act, search) else "")
        for is_owed, text, page, act in owed
        if is_owed
    ]
    above = [CLOSING[code] for code in search.open_matters]
    return own + [
        Link(each.wording, url_for(each.endpoint, search_ref=search.reference))
        for each in above
    ]


def others_of(search: SearchRead) -> list[Link]:
    """What else the reader may do with it, rare things last."""
    state = State(search.state)
    found: list[tuple[bool, Any, str]] = [
        (
            state
            in {State.ADVICE_REQUESTED, State.ADVICE_GIVEN, State.URGENCY_ASSESSED}
            and may(Act.ASSESS_URGENCY, search),
            _("It has become more or less urgent"),
            "assess_urgency",
        ),
        (
            state is State.NOT_COOPERATING and may(Act.RECORD_COOPERATION, search),
            _("The pupil was asked again"),
            "record_cooperation",
        ),
        (
            _out_of_order(search, state),
            _("It has been done already"),
            "conduct_search",
        ),
        (
            state in BEFORE and may(Act.CALL_OFF_SEARCH, search),
            _("It is not done after all"),
            "call_off_search",
        ),
        (
            not search.image_suspected
            and state in AFTER
            and may(Act.SUSPECT_IMAGE, search),
            _("An intimate image is suspected"),
            "suspect_image",
        ),
        (
            search.concern_ref is None
            and search.case_ref is None
            and may(Act.RAISE_FROM_SEARCH, search),
            _("Raise a concern from it"),
            "raise_from_search",
        ),
        (may(Act.ADD_TO_SEARCH, search), _("Add to it"), "add_to_search"),
        (True, _("Lay it out for printing"), "print_search"),
    ]
    return [Link(text, to(page, search)) for shown, text, page in found if shown]


def _out_of_order(search: SearchRead, state: State) -> bool:
    before = state in BEFORE - {State.COOPERATING, State.NOT_COOPERATING}
    return before and may(Act.CONDUCT_SEARCH, search)


def to(page: str, search: SearchRead) -> str:
    """The address of a page of the search."""
    return url_for(f"searches.{page}", search_ref=search.reference)


def onward(actor: Actor, ref: str) -> str:
    """Where one's own search goes on: the next step, its page, or only the receipt."""
    step = next_step(actor, ref)
    if step in PAGES and step not in {Move.REVIEW, Move.CLOSE}:
        return url_for(f"searches.{PAGES[step]}", search_ref=ref)
    page = "search" if stays_visible(actor, ref) else "search_receipt"
    return url_for(f"searches.{page}", search_ref=ref)

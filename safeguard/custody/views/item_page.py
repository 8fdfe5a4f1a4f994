"""An item as its pages show it, and which acts on it are this person's now."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from safeguard.custody.forms import words
from safeguard.custody.permissions import Act
from safeguard.custody.permissions.acts import LEADS
from safeguard.custody.queries.reading import Event, ItemRead, Link
from safeguard.custody.states import HeldBy, ItemState, Move, Way, may
from safeguard.guidance import custody
from school.foundation.permits import NEEDS_ELEVATION, Permit
from school.gate import decide
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.pages import render, shown_at

Shown = dict[str, Any]


@dataclass(frozen=True)
class Doing:
    """An act on an item: its verb, what the states call it, its words on a button."""

    verb: str
    act: Act
    moves: tuple[Move, ...]
    text: Any


# In the order in which they are offered: the first one that can be done is the next
# right step, the others stand under "More".
DOINGS = (
    Doing("accept_item", Act.ACCEPT_ITEM, (Move.ACCEPT,), _l("Take it over")),
    Doing("dispose_item", Act.DISPOSE_ITEM, (Move.DISPOSE,), _l("I saw it destroyed")),
    Doing("decline_item", Act.DECLINE_ITEM, (Move.DECLINE,), _l("Do not take it")),
    Doing("seal_item", Act.SEAL_ITEM, (Move.SEAL,), _l("Seal it")),
    Doing("store_item", Act.STORE_ITEM, (Move.STORE,), _l("Put it into a store")),
    Doing(
        "hand_to_police",
        Act.HAND_TO_POLICE,
        (Move.HAND_TO_POLICE,),
        _l("Hand it to the police"),
    ),
    Doing(
        "return_item",
        Act.RETURN_ITEM,
        (Move.RETURN_TO_PARENT, Move.RETURN_TO_PUPIL),
        _l("Return it"),
    ),
    Doing("offer_item", Act.OFFER_ITEM, (Move.OFFER,), _l("Hand it over")),
    Doing("withdraw_item", Act.WITHDRAW_ITEM, (Move.WITHDRAW,), _l("Take it back")),
    Doing(
        "propose_disposal",
        Act.PROPOSE_DISPOSAL,
        (Move.PROPOSE_DISPOSAL,),
        _l("Dispose of it"),
    ),
    Doing("hold_item", Act.HOLD_ITEM, (Move.HOLD,), _l("Police hold")),
    Doing("lift_hold", Act.LIFT_HOLD, (Move.LIFT,), _l("Lift the police hold")),
    Doing("decide_item", Act.DECIDE_ITEM, (Move.DECIDE,), _l("Decide about it")),
    Doing("retain_item", Act.RETAIN_ITEM, (Move.RETAIN,), _l("Keep it as evidence")),
    Doing("release_item", Act.RELEASE_ITEM, (Move.RELEASE,), _l("Release it")),
    Doing("break_seal", Act.BREAK_SEAL, (Move.BREAK,), _l("The seal is broken")),
    Doing("take_charge", Act.TAKE_CHARGE, (Move.TAKE_CHARGE,), _l("Take charge of it")),
)
BY_VERB = {each.verb: each for each in DOINGS}


def can_be_done(item: ItemRead, doing: Doing) -> bool:
    """Whether the item's state lets it be done now, by whomever."""
    return any(may(item.standing, move) for move in doing.moves)


def is_mine(item: ItemRead, doing: Doing) -> bool:
    """Whether it is this person's to do, a fresh second factor aside."""
    answer = decide(doing.act, current_actor(), item)
    return isinstance(answer, Permit) or answer == NEEDS_ELEVATION


def _offered(item: ItemRead, doing: Doing) -> bool:
    if not can_be_done(item, doing) or not is_mine(item, doing):
        return False
    if doing.verb == "take_charge":
        mine = item.holder_ref == current_actor().person_ref
        return item.may_be_charged and not mine
    return True


def _in_order(item: ItemRead) -> list[Doing]:
    """What can be done now; what is next right for this item on top."""
    found = [each for each in DOINGS if _offered(item, each)]
    last = {"seal_item"} if not item.standing.sealed_only else set()
    if item.standing.state is ItemState.STORED:
        last |= {"store_item"}
    if Way.PUPIL in item.standing.ways or Way.PARENT in item.standing.ways:
        last |= set() if item.standing.on_hold else {"hand_to_police"}
    return sorted(found, key=lambda each: each.verb in last)


def item_page(template: str, item: ItemRead, **context: Any) -> str:
    """A page about one item, with all that its panels show."""
    brief = item.brief
    kind, word = words.state_of(brief)
    doings = _in_order(item) if item.is_here else []
    return render(
        template,
        item=item,
        brief=brief,
        title=words.title_of(brief),
        kind=custody.kinds.named(brief.kind),
        state={"kind": kind, "word": word},
        holder=words.holder_of(brief),
        seals=words.SEALS,
        doings=[_link(item, each) for each in doings],
        chain=[_of_chain(each) for each in item.chain],
        events=[_of_event(each) for each in item.events],
        device=_device(item),
        lists=custody,
        forbidden=_forbidden(item),
        to_police=words.goes_to_police(brief),
        leads=current_actor().has(*LEADS),
        **context,
    )


def _link(item: ItemRead, doing: Doing) -> Shown:
    href = url_for(f"custody.{doing.verb}", item_ref=item.reference)
    return {"href": href, "text": str(doing.text)}


def _forbidden(item: ItemRead) -> str:
    """What a hold or a stop takes away, in one sentence."""
    if not item.is_here:
        return ""
    if item.standing.on_hold:
        return _(
            "Nobody returns it, disposes of it or opens it while the police hold lasts."
        )
    if item.standing.stopped and item.standing.decided is None:
        return _(
            "It goes to the police. Nobody returns it or disposes of it unless the DSL "
            "decides so. Do not open, charge or look into it."
        )
    return ""


def _device(item: ItemRead) -> str:
    said = [
        _(shelf.named(code).wording)
        for shelf, code in (
            (custody.power, item.power),
            (custody.locks, item.lock),
            (custody.flight, item.flight),
        )
        if code
    ]
    return " · ".join(said)


def _of_chain(link: Link) -> Shown:
    ended = link.until is not None
    who = link.holder or str(words.HOLDERS.get(link.held_by, ""))
    late = (link.recorded_at - link.since).total_seconds() > 60
    return {
        "icon": "done" if ended or link.held_by != HeldBy.STAFF else "clock",
        "title": words.LINKS[link.kind],
        "who": who,
        "store": link.store,
        "times": _("from %(since)s until %(until)s",
                   since=shown_at(link.since), until=shown_at(link.until))
        if link.until
        else _("since %(since)s", since=shown_at(link.since)),
        "recorded": _("recorded %(when)s by %(who)s",
                      when=shown_at(link.recorded_at), who=link.by)
        if late or link.by != who
        else "",
        "words": link.words,
    }  # fmt: skip


def _of_event(event: Event) -> Shown:
    title, icon = words.EVENTS[event.kind]
    more = ""
    if event.kind == "decided":
        more = str(words.DECISIONS[event.code])
    elif event.kind == "broken":
        more = _(custody.breaks.named(event.code).wording)
    elif event.other:
        more = event.other
    elif event.number:
        more = event.number
    return {
        "icon": icon,
        "title": str(title),
        "more": more,
        "by": event.by,
        "at": shown_at(event.at),
        "words": event.words,
    }

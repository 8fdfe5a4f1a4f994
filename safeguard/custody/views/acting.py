"""Each act on an item as a page of one question."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, url_for

from safeguard.custody.commands import ending, handing_over, sealing
from safeguard.custody.commands.seizing import seize
from safeguard.custody.forms import passing, taking
from safeguard.custody.queries.choosing import (
    is_origin,
    stores_to_choose,
    takers_to_choose,
)
from safeguard.custody.queries.reading import ItemRead, read_item
from safeguard.custody.views.blueprint import bp
from safeguard.custody.views.item_page import BY_VERB, can_be_done, item_page
from safeguard.guidance import custody
from safeguard.guidance.choosing import hints_of
from school.foundation.errors import ElevationNeeded, Hidden, Refused
from school.foundation.permits import NEEDS_ELEVATION, Refusal
from school.gate import decide
from school.web.acting import current_actor
from school.web.answering import SEE_OTHER, answer
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.pages import render


@dataclass(frozen=True)
class Question:
    """An act on an item: its verb, what does it, its form, what is said when it is
    done. `begin` fills in what can be chosen.
    """

    verb: str
    perform: Callable[..., str]
    form: Callable[[], Any]
    said: Any
    begin: Callable[[Any, ItemRead], None] | None = None


def _to_choose(form: Any, found: ItemRead) -> None:
    form.offer(takers_to_choose(current_actor(), found))


def _to_see(form: Any, found: ItemRead) -> None:
    form.offer(takers_to_choose(current_actor(), found, to_dispose=True))


def _stores(form: Any, found: ItemRead) -> None:
    stores = stores_to_choose(found.school_ref)
    stores.pop(found.standing.store or "", None)
    form.offer(stores)


QUESTIONS = {
    each.verb: each
    for each in (
        Question(
            "seal_item",
            sealing.seal_item,
            taking.SealItemForm,
            _l("It is sealed. Print its label, or write its number on the bag."),
        ),
        Question(
            "break_seal",
            sealing.break_seal,
            taking.BreakSealForm,
            _l("It is recorded that the seal is broken. Seal it again."),
        ),
        Question(
            "store_item",
            sealing.store_item,
            taking.StoreItemForm,
            _l("It lies there. You are its holder until somebody takes it over."),
            _stores,
        ),
        Question(
            "hold_item",
            sealing.hold_item,
            taking.HoldItemForm,
            _l("The police hold stands."),
        ),
        Question(
            "lift_hold",
            sealing.lift_hold,
            taking.LiftHoldForm,
            _l("The police hold is lifted. Its clock runs again."),
        ),
        Question(
            "retain_item",
            sealing.retain_item,
            taking.RetainItemForm,
            _l("It is kept as evidence."),
        ),
        Question(
            "release_item",
            sealing.release_item,
            taking.ReleaseItemForm,
            _l("It is released. Its clock runs again."),
        ),
        Question(
            "offer_item",
            handing_over.offer_item,
            passing.OfferItemForm,
            _l("They have a notice. You are its holder until they have taken it over."),
            _to_choose,
        ),
        Question(
            "accept_item",
            handing_over.accept_item,
            passing.AcceptItemForm,
            _l("You are its holder from now on."),
        ),
        Question(
            "decline_item",
            handing_over.decline_item,
            passing.DeclineItemForm,
            _l("Its holder has a notice, and still has it."),
        ),
        Question(
            "withdraw_item",
            handing_over.withdraw_item,
            passing.WithdrawItemForm,
            _l("Taken back. You are its holder, as before."),
        ),
        Question(
            "take_charge",
            handing_over.take_charge,
            passing.TakeChargeForm,
            _l("You are its holder from now on. Those whom it concerns have a notice."),
        ),
        Question(
            "return_item",
            ending.return_item,
            passing.ReturnItemForm,
            _l("It is returned."),
            lambda form, found: form.offer(found.brief.kind),
        ),
        Question(
            "hand_to_police",
            ending.hand_to_police,
            passing.HandToPoliceForm,
            _l("The police have it."),
        ),
        Question(
            "propose_disposal",
            ending.propose_disposal,
            passing.ProposeDisposalForm,
            _l("They have a notice. It is disposed of once they say that they saw it."),
            _to_see,
        ),
        Question(
            "dispose_item",
            ending.dispose_item,
            passing.DisposeItemForm,
            _l("It is recorded that it was disposed of, and that you saw it."),
        ),
        Question(
            "decide_item",
            ending.decide_item,
            passing.DecideItemForm,
            _l("Decided."),
        ),
    )
}


@bp.route("/custody/seize", methods=["GET", "POST"])
@bp.route("/custody/of/<reference:origin_ref>/seize", methods=["GET", "POST"])
def seize_item(origin_ref: str | None = None) -> Any:
    """What was taken, from whom and why; in which concern or case, if in one."""
    actor, form = current_actor(), taking.SeizeItemForm()
    if not actor.works_here:
        raise Refused("role")
    if origin_ref is not None and not is_origin(actor, origin_ref):
        raise Hidden("no such record")

    def page(**context: Any) -> str:
        return render(
            "custody/seize_item.html",
            form=form,
            origin_ref=origin_ref,
            hints=hints_of(custody.kinds),
            **context,
        )

    def act(identity: Any) -> str:
        item_ref = seize(actor, form.details(origin_ref), form=identity)
        flash(_("It is recorded. You are its holder."), "success")
        return url_for("custody.item", item_ref=item_ref)

    if form.is_submitted():
        form.offer(actor)
    if form.is_to_find:
        return page(asked=True)
    return answer(form, act, page)


def _ask(verb: str, item_ref: str) -> Any:
    """Ask it, or do it. Raises Refused for an act that is not this person's; one that
    cannot be done any more leads back to the item.
    """
    actor, question = current_actor(), QUESTIONS[verb]
    form = question.form()

    def page(*, stale: bool = False) -> Any:
        found = read_item(actor, item_ref)
        _insist(verb, found)
        if not stale and not can_be_done(found, BY_VERB[verb]):
            flash(_("That cannot be done with this item now."), "warning")
            return redirect(url_for("custody.item", item_ref=item_ref), SEE_OTHER)
        if question.begin is not None:
            question.begin(form, found)
        form.show_version(found.version, renew=stale)
        return item_page(f"custody/{verb}.html", found, form=form, stale=stale)

    def act(identity: Any) -> str:
        question.perform(actor, item_ref, form.details(), form=identity)
        flash(str(question.said), "success")
        return url_for("custody.item", item_ref=item_ref)

    return answer(form, act, page)


def _insist(verb: str, found: ItemRead) -> None:
    refused = decide(BY_VERB[verb].act, current_actor(), found)
    if refused == NEEDS_ELEVATION:
        raise ElevationNeeded
    if isinstance(refused, Refusal):
        raise Refused(refused.code)


@bp.route("/custody/<reference:item_ref>/seal", methods=["GET", "POST"])
def seal_item(item_ref: str) -> Any:
    """The numbers on bag and seal."""
    return _ask("seal_item", item_ref)


@bp.route("/custody/<reference:item_ref>/seal/break", methods=["GET", "POST"])
def break_seal(item_ref: str) -> Any:
    """How the seal came to be broken."""
    return _ask("break_seal", item_ref)


@bp.route("/custody/<reference:item_ref>/store", methods=["GET", "POST"])
def store_item(item_ref: str) -> Any:
    """Into which store."""
    return _ask("store_item", item_ref)


@bp.route("/custody/<reference:item_ref>/hold", methods=["GET", "POST"])
def hold_item(item_ref: str) -> Any:
    """Which officer asks that it stays as it is."""
    return _ask("hold_item", item_ref)


@bp.route("/custody/<reference:item_ref>/hold/lift", methods=["GET", "POST"])
def lift_hold(item_ref: str) -> Any:
    """Who said that they need it no longer."""
    return _ask("lift_hold", item_ref)


@bp.route("/custody/<reference:item_ref>/retain", methods=["GET", "POST"])
def retain_item(item_ref: str) -> Any:
    """As evidence of what."""
    return _ask("retain_item", item_ref)


@bp.route("/custody/<reference:item_ref>/release", methods=["GET", "POST"])
def release_item(item_ref: str) -> Any:
    """Why it is evidence no longer."""
    return _ask("release_item", item_ref)


@bp.route("/custody/<reference:item_ref>/offer", methods=["GET", "POST"])
def offer_item(item_ref: str) -> Any:
    """To whom, and what for."""
    return _ask("offer_item", item_ref)


@bp.route("/custody/<reference:item_ref>/accept", methods=["GET", "POST"])
def accept_item(item_ref: str) -> Any:
    """I have it."""
    return _ask("accept_item", item_ref)


@bp.route("/custody/<reference:item_ref>/decline", methods=["GET", "POST"])
def decline_item(item_ref: str) -> Any:
    """Why it is not taken."""
    return _ask("decline_item", item_ref)


@bp.route("/custody/<reference:item_ref>/withdraw", methods=["GET", "POST"])
def withdraw_item(item_ref: str) -> Any:
    """The offer is taken back."""
    return _ask("withdraw_item", item_ref)


@bp.route("/custody/<reference:item_ref>/take-charge", methods=["GET", "POST"])
def take_charge(item_ref: str) -> Any:
    """Why its holder cannot hand it over."""
    return _ask("take_charge", item_ref)


@bp.route("/custody/<reference:item_ref>/return", methods=["GET", "POST"])
def return_item(item_ref: str) -> Any:
    """Who took it, and the way home."""
    return _ask("return_item", item_ref)


@bp.route("/custody/<reference:item_ref>/hand-to-police", methods=["GET", "POST"])
def hand_to_police(item_ref: str) -> Any:
    """Officer, force and receipt."""
    return _ask("hand_to_police", item_ref)


@bp.route("/custody/<reference:item_ref>/dispose/propose", methods=["GET", "POST"])
def propose_disposal(item_ref: str) -> Any:
    """How, why, and before whom."""
    return _ask("propose_disposal", item_ref)


@bp.route("/custody/<reference:item_ref>/dispose", methods=["GET", "POST"])
def dispose_item(item_ref: str) -> Any:
    """I saw it disposed of."""
    return _ask("dispose_item", item_ref)


@bp.route("/custody/<reference:item_ref>/decide", methods=["GET", "POST"])
def decide_item(item_ref: str) -> Any:
    """What may become of the device of a stopped record."""
    return _ask("decide_item", item_ref)

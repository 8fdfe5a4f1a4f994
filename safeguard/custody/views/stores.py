"""Stores: the list the school keeps, one store, counting it."""

from typing import Any

from flask import flash, url_for

from safeguard.custody.commands import stores as acts
from safeguard.custody.forms.stores import AddStoreForm, CloseStoreForm, CountStoreForm
from safeguard.custody.permissions import Act
from safeguard.custody.queries.stores import StoreRead, read_store, read_stores
from safeguard.custody.views.blueprint import bp
from safeguard.custody.views.reading import row_of, store_of
from school.foundation.errors import Refused
from school.foundation.permits import Permit
from school.gate import decide
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.catalogue import gettext as _
from school.web.pages import render


@bp.get("/custody/stores")
def stores() -> str:
    """The places in which the school keeps items."""
    actor = current_actor()
    return render(
        "custody/stores.html",
        stores=[store_of(each) for each in read_stores(actor)],
        may_add=_may(Act.ADD_STORE),
    )


@bp.get("/custody/stores/<ref:store_ref>")
def store(store_ref: str) -> str:
    """What should lie in a store, and how it was counted."""
    found = read_store(current_actor(), store_ref)
    return _page("custody/store.html", found, may_close=_may(Act.CLOSE_STORE))


@bp.route("/custody/stores/add", methods=["GET", "POST"])
def add_store() -> Any:
    """What a new store is called."""
    actor, form = current_actor(), AddStoreForm()
    if not _may(Act.ADD_STORE):
        raise Refused("role")

    def act(identity: Any) -> str:
        acts.add_store(actor, form.details(), form=identity)
        flash(_("The store is added."), "success")
        return url_for("custody.stores")

    return answer(form, act, lambda **context: render(
        "custody/add_store.html", form=form, **context))  # fmt: skip


@bp.route("/custody/stores/<ref:store_ref>/close", methods=["GET", "POST"])
def close_store(store_ref: str) -> Any:
    """It is used no longer."""
    actor, form = current_actor(), CloseStoreForm()
    if not _may(Act.CLOSE_STORE):
        raise Refused("role")

    def page(*, stale: bool = False) -> str:
        found = read_store(actor, store_ref)
        form.show_version(found.version, renew=stale)
        return _page("custody/close_store.html", found, form=form, stale=stale)

    def act(identity: Any) -> str:
        acts.close_store(actor, store_ref, form.details(), form=identity)
        flash(_("The store is closed."), "success")
        return url_for("custody.stores")

    return answer(form, act, page)


@bp.route("/custody/stores/<ref:store_ref>/count", methods=["GET", "POST"])
def count_store(store_ref: str) -> Any:
    """What is there of what should be."""
    actor, form = current_actor(), CountStoreForm()

    def page(*, stale: bool = False) -> str:
        found = read_store(actor, store_ref)
        form.list_items(found.items, renew=stale)
        return _page("custody/count_store.html", found, form=form, stale=stale)

    def act(identity: Any) -> str:
        acts.count_store(actor, store_ref, form.details(), form=identity)
        flash(_("The count is recorded."), "success")
        return url_for("custody.store", store_ref=store_ref)

    return answer(form, act, page)


def _page(template: str, found: StoreRead, **context: Any) -> str:
    items = [row_of(each) for each in found.items]
    return render(template, store=found, items=items, **context)


def _may(act: Act) -> bool:
    return isinstance(decide(act, current_actor()), Permit)

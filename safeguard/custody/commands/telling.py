"""The head hears of items that are kept too long, and of stores nobody counted."""

from safeguard.custody.commands.chain import page_of
from safeguard.custody.models import CustodyItem, CustodyStore
from safeguard.custody.permissions.acts import Act
from safeguard.custody.permissions.people import who_hears
from safeguard.custody.permissions.seeing import item_of_school, store_visible
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.errors import Stale
from school.gate import command, note
from school.notices import WAITS, notify


@command(Act.TELL_OF_ITEM, of=item_of_school)
def tell_of_item(actor: Actor, item: CustodyItem) -> str:
    """An item is kept beyond its clock: the head hears of it, once (§2.4).

    Raises Stale where somebody was quicker.
    """
    if item.told_at is not None or item.due_at is None or item.due_at > clock.now():
        raise Stale("there is nothing to tell any more")
    item.told_at = clock.now()
    told = who_hears(item.school_ref, actor.trust_ref, item.ref)
    for person_ref in told:
        notify(person_ref, item.school_ref, WAITS, page_of(item))
    note(told=len(told))
    return item.ref


@command(Act.TELL_OF_STORE, of=store_visible)
def tell_of_store(actor: Actor, store: CustodyStore) -> str:
    """A store was not counted in time: the head hears of it, once a count."""
    until = store.count_due_at
    if store.told_at is not None or until is None or until > clock.now():
        raise Stale("there is nothing to tell any more")
    store.told_at = clock.now()
    told = who_hears(store.school_ref, actor.trust_ref, store.ref)
    for person_ref in told:
        path = f"/custody/stores/{store.ref}"
        notify(person_ref, store.school_ref, WAITS, path)
    note(told=len(told))
    return store.ref

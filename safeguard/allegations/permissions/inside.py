"""Acting inside the vault: under a mark, so that its log names nobody in clear.

A leaf of any log carries its actor in clear, and an actor leads to a school. Inside
the vault an actor therefore stands under a keyed mark, another one for every record.
Whoever holds the vault's key finds the person again (`mark_of`), and each entry's
sealed facts say who it was.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from school.foundation.actor import Actor
from school.foundation.sealing import mac, vault_of

T = TypeVar("T")
NOBODY = Actor.nobody("")
_LENGTH = 32


@dataclass(frozen=True)
class VaultActor(Actor):
    """Somebody acting inside the vault. `behind` is who it is, for rules only."""

    behind: Actor = field(default=NOBODY, repr=False)


def mark(vault: str, purpose: str, record_ref: str, person_ref: str) -> str:
    """A keyed mark of a person in one record, for one purpose."""
    return mac(vault, f"vault {purpose}", f"{record_ref} {person_ref}")[:_LENGTH]


def mark_of(vault: str, matter: str, person_ref: str) -> str:
    """How the vault's log calls a person.

    `matter` is the fingerprint of the reference that was asked for, which a refusal
    has as its object; of a form that made a record, its reference; and of a list
    the sign-in. The sealed facts of what was done say who it was in any case.
    """
    return f"vault:{mark(vault, 'actor', matter, person_ref)}"


def in_vault(actor: Actor, matter: str) -> VaultActor:
    """The same person inside the vault, acting in one matter."""
    vault = vault_of(actor.trust_ref)
    return VaultActor(
        person_ref=mark_of(vault, matter, actor.person_ref),
        school_ref=vault,
        trust_ref=actor.trust_ref,
        elevated=actor.elevated,
        behind=actor,
    )


def vaulted(act: Callable[..., T]) -> Callable[..., T]:
    """Let a door of the gate be entered by anybody and be passed inside the vault."""

    @wraps(act)
    def perform(actor: Actor, *args: Any, **kwargs: Any) -> T:
        form = kwargs.get("form")
        matter = actor.sign_in_ref
        if args and isinstance(args[0], str):
            matter = fingerprint(vault_of(actor.trust_ref), args[0])
        elif form is not None:
            # The same form sent twice must be known as the same.
            matter = form.form_ref
        return act(in_vault(actor, matter), *args, **kwargs)

    return perform


def fingerprint(vault: str, record_ref: str) -> str:
    """What the gate writes of a reference that somebody was refused."""
    return mac(vault, "asked", record_ref)[:16]


def who(actor: Actor) -> dict[str, Any]:
    """Who acts, for the sealed facts of the vault's log."""
    behind = actor.behind if isinstance(actor, VaultActor) else actor
    return {
        "by": behind.person_ref,
        "in": behind.school_ref,
        "roles": sorted(role.value for role in behind.roles),
        "sign_in": behind.sign_in_ref,
    }

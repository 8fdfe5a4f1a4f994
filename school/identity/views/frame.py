"""What the frame of every page shows of the sign-in: who, where, until when."""

from typing import Any

from flask import current_app
from flask_login import current_user

from school.foundation.actor import Actor, Role
from school.foundation.role_names import ROLE_NAMES
from school.identity.queries.people import holders, names_of, org_name, school_around
from school.web.addresses import address_of
from school.web.catalogue import gettext as _
from school.web.pages import shown_time


def role_name(roles: frozenset[Role]) -> str:
    """The role a person is best known by, in words."""
    known = (name for role, name in ROLE_NAMES.items() if role in roles)
    return next((_(name) for name in known), "")


def role_words(roles: list[Role]) -> str:
    """Roles, one after another."""
    return ", ".join(_(ROLE_NAMES[role]) for role in roles)


def frame(actor: Actor) -> dict[str, Any]:
    """The signed-in person's part of the frame; `app` adds the navigation."""
    signed = getattr(current_user, "signed_in", None)
    until = signed.elevation_until if signed else None
    for_trust = bool(signed and signed.for_trust)
    acting_in, dsl_number = school_around(actor.school_ref)
    lead = next(iter(holders(actor.school_ref, actor.trust_ref, Role.DSL)), None)
    names = names_of(filter(None, (actor.person_ref, lead)))
    return {
        # Somebody of the trust is not shown one school's name, nor given its number,
        # before turning to it.
        "school": {
            "name": org_name(actor.trust_ref) if for_trust else acting_in,
            "dsl_phone": None if for_trust else dsl_number,
            "dsl_name": names.get(lead or ""),
        },
        "for_trust": for_trust,
        "acting_in": acting_in,
        "person_name": names.get(actor.person_ref),
        "role_name": role_name(actor.roles),
        "demo": current_app.config["SAFEGUARD"].demonstration,
        "elevation": {"until": shown_time(until)} if until else None,
        "links": {
            "home": "/",
            "blank": address_of("identity.blank"),
            "sign_out": address_of("identity.sign_out"),
            "drop_elevation": address_of("identity.drop_elevation"),
        },
        "footer": [{"text": _("Your account"), "href": address_of("identity.account")}],
    }

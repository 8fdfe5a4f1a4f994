"""What stands around every page: school, person, navigation, emergency numbers."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from school.foundation.actor import Actor, Role
from school.foundation.role_names import ROLE_NAMES, leading_role
from school.identity.queries.people import holders, names_of, org_named, setting
from school.identity.queries.signing_in import elevation_ends

_LEADS = frozenset({Role.DSL, Role.ACTING_DSL, Role.DEPUTY_DSL, Role.HEAD})
_ACCOUNTS = frozenset({Role.ICT, Role.HEAD, Role.ROLL_OFFICER, Role.SCHOOL_ADMIN})
_ANYBODY = frozenset(Role)


@dataclass(frozen=True)
class Way:
    """One entry of the navigation and the roles that it is shown to."""

    endpoint: str
    text: Any
    roles: frozenset[Role]


WAYS = (
    Way("cases.home", _l("Home"), _ANYBODY),
    Way("cases.queue", _l("Queue"), _LEADS),
    Way("cases.cases", _l("Cases"), _LEADS),
    Way(
        "cases.technical_queue",
        _l("Technical"),
        frozenset({Role.DIGITAL_SAFETY, Role.ICT}),
    ),
    Way("people.people", _l("People"), _ACCOUNTS),
    Way("people.set_up", _l("Set-up"), frozenset({Role.HEAD, Role.DSL})),
    Way("inspection.own_trail", _l("My acts"), _ANYBODY),
)
FINDERS = frozenset({Role.DSL, Role.ACTING_DSL, Role.DEPUTY_DSL, Role.DIGITAL_SAFETY})
IDLE_SECONDS = 60


def frame(actor: Actor) -> dict[str, Any]:
    """The frame's words for this actor: no record is read for it."""
    org = org_named(actor.school_ref)
    dsl_ref = next(iter(holders(actor.school_ref, actor.trust_ref, Role.DSL)), None)
    names = names_of([ref for ref in (actor.person_ref, dsl_ref) if ref])
    role = leading_role(actor.roles)
    until = elevation_ends(actor)
    return {
        "school": SimpleNamespace(
            name=org.name if org else "",
            dsl_phone=setting(actor.school_ref, "dsl_telephone"),
            dsl_name=names.get(dsl_ref or ""),
        ),
        "person_name": names.get(actor.person_ref, ""),
        "role_name": _(ROLE_NAMES[role]) if role else "",
        "nav": _navigation(actor),
        "links": _links(actor),
        "demo": bool(org and org.demonstration),
        "elevation": SimpleNamespace(until=until) if until else None,
        "idle_seconds": IDLE_SECONDS if actor.elevated else None,
        "footer": _footer(),
    }


def _navigation(actor: Actor) -> list[dict[str, Any]]:
    return [
        {
            "text": str(way.text),
            "href": url_for(way.endpoint),
            "current": request.endpoint == way.endpoint,
        }
        for way in WAYS
        if actor.has(*way.roles)
    ]


def _links(actor: Actor) -> dict[str, str]:
    links = {
        "home": url_for("cases.home"),
        "raise": url_for("cases.raise_concern"),
        "blank": url_for("identity.blank"),
        "sign_out": url_for("identity.sign_out"),
        "drop_elevation": url_for("identity.drop_elevation"),
    }
    if actor.has(*FINDERS):
        links["find"] = url_for("cases.find")
    return links


def _footer() -> list[dict[str, str]]:
    ways = (
        ("identity.account", _("Your account")),
        ("inspection.verify_trail", _("Prove the record")),
        ("cases.paper_form", _("Paper form")),
    )
    known = current_app.view_functions
    return [
        {"text": text, "href": url_for(endpoint)}
        for endpoint, text in ways
        if endpoint in known
    ]

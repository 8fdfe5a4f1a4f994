"""What home shows: a loss to decide about, help to give, a confirmation that is due."""

from typing import Any

from flask import url_for
from markupsafe import Markup

from safeguard.work_devices.forms.words import clock_of
from safeguard.work_devices.queries.lists import count_help
from safeguard.work_devices.queries.losses import undecided, undecided_elsewhere
from safeguard.work_devices.queries.own import owes_attestation
from school.foundation.actor import Actor
from school.foundation.references import spoken
from school.web.catalogue import gettext as _
from school.web.catalogue import ngettext
from school.web.pages import panel


def on_home(actor: Actor) -> Markup | str:
    """By references, clocks and numbers alone: a corridor has eyes."""
    items = [
        *_to_decide(actor),
        *_to_decide_elsewhere(actor),
        *_to_help(actor),
        *_to_confirm(actor),
    ]
    return panel("work_devices/panels/on_home.html", items=items) if items else ""


def _to_decide(actor: Actor) -> list[dict[str, Any]]:
    return [
        {
            "href": url_for("work_devices.loss", loss_ref=each.reference),
            "title": spoken(each.reference),
            "code": True,
            **(clock_of(each) or {}),
            "text": _("A device is lost or stolen: you decide"),
        }
        for each in undecided(actor)
    ]


def _to_decide_elsewhere(actor: Actor) -> list[dict[str, Any]]:
    return [
        {
            "href": url_for("identity.account"),
            "title": ngettext(
                "%(name)s: %(num)d device to decide about",
                "%(name)s: %(num)d devices to decide about",
                number,
                name=name,
            ),
            "text": _("Turn to that school first."),
        }
        for name, number in undecided_elsewhere(actor).items()
    ]


def _to_help(actor: Actor) -> list[dict[str, Any]]:
    waiting = count_help(actor)
    if not waiting:
        return []
    told = ngettext(
        "%(num)d request for help with a device",
        "%(num)d requests for help with a device",
        waiting,
    )
    return [{"href": url_for("work_devices.helps"), "title": told}]


def _to_confirm(actor: Actor) -> list[dict[str, Any]]:
    if not owes_attestation(actor):
        return []
    told = _("Confirm how you keep your work device safe")
    return [
        {
            "href": url_for("work_devices.attest_device"),
            "title": told,
            "text": _("Once a year. Two minutes."),
        }
    ]

"""By name: who has not signed, who declined; files and sheets to take away."""

from collections.abc import Callable, Iterator
from typing import Any

from flask import request
from werkzeug.wrappers import Response

from safeguard.campaigns.forms import STANDINGS
from safeguard.campaigns.queries import lists
from safeguard.campaigns.views.blueprint import bp, shown
from safeguard.guidance import agreements as guidance
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.sheets import as_csv, as_xlsx


@bp.get("/campaigns/<ref:campaign_ref>/unsigned")
def unsigned(campaign_ref: str) -> str:
    """Of one class, or of everybody."""
    found = lists.read_unsigned(current_actor(), campaign_ref, _class())
    return shown("unsigned", people=found)


@bp.get("/campaigns/<ref:campaign_ref>/unsigned/print")
def print_unsigned(campaign_ref: str) -> str:
    """The same as a sheet, a class on a page."""
    found = lists.print_unsigned(current_actor(), campaign_ref, _class())
    return shown("print_unsigned", people=found)


@bp.get("/campaigns/<ref:campaign_ref>/refused")
def refused(campaign_ref: str) -> str:
    """Who said no, and why."""
    found = lists.read_refused(current_actor(), campaign_ref)
    return shown("refused", refused=found, campaign_ref=campaign_ref)


@bp.get("/campaigns/<ref:campaign_ref>/list.csv")
def export_csv(campaign_ref: str) -> Response:
    """Everybody who is asked, for any program."""
    return _exported(campaign_ref, as_csv)


@bp.get("/campaigns/<ref:campaign_ref>/list.xlsx")
def export_xlsx(campaign_ref: str) -> Response:
    """The same as a workbook."""
    return _exported(campaign_ref, as_xlsx)


def _exported(campaign_ref: str, hand_over: Callable[..., Response]) -> Response:
    found = lists.export_campaign(current_actor(), campaign_ref)
    heads = [
        *(_("Name"), _("Year group"), _("Class"), _("Signs as"), _("Text")),
        *(_("Version"), _("Where it stands"), _("Issued"), _("Complete")),
    ]
    return hand_over(f"agreements-{found.year}", heads, _rows(found))


def _rows(found: lists.PeopleList) -> Iterator[list[Any]]:
    for line in found.lines:
        capacity = guidance.capacities.named(line.capacity) if line.capacity else None
        yield [
            line.name,
            line.year,
            line.form,
            _(capacity.wording) if capacity else _("Pupil"),
            _(guidance.kinds.named(line.kind).wording),
            line.number,
            str(STANDINGS[line.standing]),
            line.issued_at,
            line.completed_at,
        ]


def _class() -> str | None:
    return request.args.get("class") or None

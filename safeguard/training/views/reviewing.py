"""The school's training by group, by course and by person; the table of it."""

from typing import Any

from flask import request
from werkzeug.wrappers import Response

from safeguard.guidance import training as lists
from safeguard.training.forms.words import STATUSES
from safeguard.training.permissions import Act
from safeguard.training.queries.reviewing import (
    SheetRow,
    Wanted,
    export_training,
    read_training,
)
from safeguard.training.queries.sessions import count_to_mark
from safeguard.training.states import Status
from safeguard.training.views.blueprint import bp, page_of
from safeguard.training.views.drawing import drawn
from school.identity.views.allowing import only_for
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.sheets import as_csv, as_xlsx

NAME = "training"


@bp.get("/training")
def training() -> str:
    """Where everybody stands; who needs somebody to act comes first."""
    actor = current_actor()
    wanted = _wanted()
    found = read_training(actor, wanted)
    return page_of(
        "training",
        found=found,
        wanted=wanted,
        groups=[
            drawn(lists.groups.named(code), numbers)
            for code, numbers in found.by_group.items()
            if numbers
        ],
        courses=[
            drawn(lists.courses.named(code), numbers)
            for code, numbers in found.by_course.items()
        ],
        to_mark=count_to_mark(actor),
    )


@bp.get("/training/table.csv")
def export_csv() -> Response:
    """The table for whatever reads CSV."""
    return as_csv(NAME, _heads(), _cells())


@bp.get("/training/table.xlsx")
def export_xlsx() -> Response:
    """The table as a workbook."""
    return as_xlsx(NAME, _heads(), _cells())


def _heads() -> list[str]:
    only_for(Act.EXPORT_TRAINING)
    return [
        _("Name"),
        _("Group"),
        _("Course"),
        _("Status"),
        _("Last had on"),
        _("In order until"),
    ]


def _cells() -> list[list[Any]]:
    return [_row(each) for each in export_training(current_actor())]


def _row(each: SheetRow) -> list[Any]:
    groups = "; ".join(_(lists.groups.named(code).wording) for code in each.groups)
    course = _(lists.courses.named(each.course).wording)
    status = str(STATUSES[each.status])
    return [each.name, groups, course, status, each.done_on, each.until]


def _wanted() -> Wanted:
    """What the address asks for; what it does not know is not asked for."""
    asked = request.args
    group, status = asked.get("group", ""), asked.get("status", "")
    course, page = asked.get("course", ""), asked.get("page", "1")
    return Wanted(
        group=group if group in lists.groups else "",
        status=status if status in {each.value for each in Status} else "",
        course=course if course in lists.courses else "",
        page=int(page) if page.isdecimal() and len(page) < 5 else 1,
    )

"""What is printed for an item: the label of its bag, the receipt for a parent."""

import io

import segno
from flask import current_app, url_for
from markupsafe import Markup

from safeguard.custody.queries.reading import (
    print_label as read_label,
)
from safeguard.custody.queries.reading import (
    print_receipt as read_receipt,
)
from safeguard.custody.views.blueprint import bp
from safeguard.custody.views.item_page import item_page
from school.web.acting import current_actor


@bp.get("/custody/<reference:item_ref>/label")
def print_label(item_ref: str) -> str:
    """The label: numbers and a code that leads to the item; nothing personal."""
    found = read_label(current_actor(), item_ref)
    return item_page("custody/print_label.html", found, picture=_code_of(item_ref))


@bp.get("/custody/<reference:item_ref>/receipt")
def print_receipt(item_ref: str) -> str:
    """The receipt: the item, when and where it was taken, how it comes back."""
    found = read_receipt(current_actor(), item_ref)
    return item_page("custody/print_receipt.html", found, picture=_code_of(item_ref))


def _code_of(item_ref: str) -> Markup:
    """The address of the item's page as a QR code, drawn by us: a reference only."""
    site = current_app.config["SAFEGUARD"].site.rstrip("/")
    out = io.BytesIO()
    segno.make(site + url_for("custody.item", item_ref=item_ref), error="m").save(
        out, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=0
    )
    return Markup(out.getvalue().decode())  # noqa: S704 - of our own address alone

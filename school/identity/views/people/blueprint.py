"""The blueprint of the pages about people, and how much each may be sent."""

from typing import Any

from flask import Blueprint, request

from school.identity.commands.roll.reading import LARGEST

bp = Blueprint("people", __name__)
# A form around the file, with its boundary and its other fields.
_AROUND = 64 * 1024


@bp.url_value_preprocessor
def make_room(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """A roll may be larger than other forms; said before anything reads the body."""
    if endpoint == "people.upload_roll" and request.method == "POST":
        request.max_content_length = LARGEST + _AROUND

"""Drafts, whatever they are of: what was typed so far, and the page where none is."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import request

from school.foundation.errors import Hidden
from school.web.errors import answer

_NOT_KEPT = {"csrf_token", "press"}


def typed_so_far() -> list[tuple[str, list[str]]]:
    """All that the form on the page holds, but for what belongs to this one request."""
    return [each for each in request.form.lists() if each[0] not in _NOT_KEPT]


def of_a_draft(view: Callable[..., Any]) -> Callable[..., Any]:
    """A page of a draft: where there is none, it says so and where to go on. Sent,
    thrown away, somebody else's and never begun are one page, word for word.
    """

    @wraps(view)
    def page(draft_ref: str) -> Any:
        try:
            return view(draft_ref)
        except Hidden:
            return answer(Hidden.status, "draft")

    return page

"""Giving a page: the frame around it, and what it says when a form did not pass."""

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from babel.dates import format_date, format_time
from flask import Flask, render_template, request
from jinja2 import pass_eval_context
from jinja2.filters import do_join
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from school.foundation import clock
from school.foundation.direction import has_unseen, isolated
from school.foundation.references import spoken
from school.web.acting import actor_or_none, frame_of
from school.web.catalogue import LOCALE
from school.web.catalogue import gettext as _
from school.web.templates import drawn

UNPROCESSABLE = 422


def render(template: str, **context: Any) -> str:
    """A page in its frame. Every answer is `no-store` (web/headers.py)."""
    actor = actor_or_none()
    return render_template(template, **{"actor": actor, **frame_of(actor), **context})


def render_again(template: str, **context: Any) -> tuple[str, int]:
    """The same page with what is wrong beside each field; nothing typed is lost."""
    return render(template, **context), UNPROCESSABLE


def panel(template: str, **context: Any) -> Markup:
    """A part of a page for a slot; the template has escaped what it shows."""
    return Markup(render_template(template, **context))  # noqa: S704


def empty_panel(template: str, *lists: str) -> Markup:
    """A part whose lists are empty, and that holds no form: the same for everybody."""
    return _empty_panel(template, lists, request.script_root)


@lru_cache(maxsize=64)
def _empty_panel(template: str, lists: tuple[str, ...], _root: str) -> Markup:
    shown = render_template(template, **dict.fromkeys(lists, ()))
    if "<form" in shown:
        raise ValueError("a panel with a form is each reader’s own")
    return Markup(shown)  # noqa: S704 - as above


def number_only(number: int) -> Response:
    """An answer for polling: a number and nothing else (decision 13)."""
    return Response(str(number), content_type="text/plain; charset=utf-8")


@lru_cache(maxsize=2048)
def shown_at(instant: datetime) -> str:
    """An instant as people read it: "7 September 2026, 2:35pm", in London."""
    return f"{shown_on(clock.local(instant).date())}, {shown_time(instant)}"


def shown_on(day: date) -> str:
    """A day as people read it: "7 September 2026"."""
    return _in_words(day, "d MMMM y")


def shown_day(day: date) -> str:
    """A day with its weekday: "Monday 7 September"."""
    return _in_words(day, "EEEE d MMMM")


@lru_cache(maxsize=2048)
def shown_time(instant: datetime) -> str:
    """The time of day in London: "2:35pm"; noon and midnight in words."""
    at = clock.local(instant)
    if at.minute == 0 and at.hour in {0, 12}:
        return _("midday") if at.hour else _("midnight")
    hour = _on_a_clock(at.hour, at.minute)
    return hour + ("am" if at.hour < 12 else "pm")


# A page says the same few days and times again and again.
@lru_cache(maxsize=1024)
def _in_words(day: date, pattern: str) -> str:
    return str(format_date(day, pattern, locale=LOCALE))


@lru_cache(maxsize=1440)
def _on_a_clock(hour: int, minute: int) -> str:
    return str(format_time(time(hour, minute), "h:mm", locale=LOCALE))


def teach_words(app: Flask) -> None:
    """Give templates the filters they show times and references with."""
    app.jinja_env.filters.update(
        at=shown_at, on=shown_on, day=shown_day, clock_time=shown_time, spoken=spoken
    )
    app.jinja_env.globals["drawn"] = drawn
    app.jinja_env.filters.update(written=written, join=_joined)
    # Whatever a template shows as plain text keeps to its own place in the line.
    app.jinja_env.finalize = _in_place


def written(text: object) -> Markup:
    """Somebody's words as they were typed, for an element of their own (`sg-preserve`
    and its like let each line run its own way), with a note where some are not seen.
    """
    said = text if isinstance(text, str) else "" if text is None else str(text)
    shown = escape(said)
    if not has_unseen(said):
        return shown
    note = _(
        "This text holds characters that cannot be seen and may change how it looks. "
        "It is kept as it was written."
    )
    return shown + Markup('<span class="sg-unseen sg-meta">%s</span>') % note


def _in_place(value: Any) -> Any:
    """Plain text with an isolate around it where it needs one; all else untouched."""
    if type(value) is not str or value.isascii():
        return value
    return isolated(value)


@pass_eval_context
def _joined(context: EvalContext, parts: Iterable[Any], by: str = "") -> str:
    """Jinja's own `join` of parts that each keep to their place."""
    joined: str = do_join(context, (_in_place(each) for each in parts), by)
    return joined

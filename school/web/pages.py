"""Giving a page: the frame around it, and what it says when a form did not pass."""

from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from babel.dates import format_date, format_time
from flask import Flask, render_template
from markupsafe import Markup
from werkzeug.wrappers import Response

from school.foundation import clock
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


def number_only(number: int) -> Response:
    """An answer for polling: a number and nothing else (decision 13)."""
    return Response(str(number), content_type="text/plain; charset=utf-8")


def shown_at(instant: datetime) -> str:
    """An instant as people read it: "7 September 2026, 2:35pm", in London."""
    return f"{shown_on(clock.local(instant).date())}, {shown_time(instant)}"


def shown_on(day: date) -> str:
    """A day as people read it: "7 September 2026"."""
    return _in_words(day, "d MMMM y")


def shown_day(day: date) -> str:
    """A day with its weekday: "Monday 7 September"."""
    return _in_words(day, "EEEE d MMMM")


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

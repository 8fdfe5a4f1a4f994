"""Giving a page: the frame around it, and what it says when a form did not pass."""

from datetime import date, datetime
from typing import Any

from flask import Flask, render_template
from flask_babel import format_date, format_datetime
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from school.foundation import clock
from school.foundation.references import spoken
from school.web.acting import actor_or_none, frame_of

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
    return str(format_date(day, "d MMMM y"))


def shown_day(day: date) -> str:
    """A day with its weekday: "Monday 7 September"."""
    return str(format_date(day, "EEEE d MMMM"))


def shown_time(instant: datetime) -> str:
    """The time of day in London: "2:35pm"; noon and midnight in words."""
    at = clock.local(instant)
    if at.minute == 0 and at.hour in {0, 12}:
        return _("midday") if at.hour else _("midnight")
    hour = str(format_datetime(at.replace(tzinfo=None), "h:mm", rebase=False))
    return hour + ("am" if at.hour < 12 else "pm")


def teach_words(app: Flask) -> None:
    """Give templates the filters they show times and references with."""
    app.jinja_env.filters.update(
        at=shown_at, on=shown_on, day=shown_day, clock_time=shown_time, spoken=spoken
    )

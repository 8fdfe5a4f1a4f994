"""Clocks and times as people say them: by when, since when, how long left."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from school.foundation import clock
from school.web.catalogue import gettext as _
from school.web.catalogue import ngettext
from school.web.pages import shown_at, shown_day, shown_on, shown_time

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def by_when(due_at: datetime) -> str:
    """Until when, as "by 3:30pm today"."""
    return _by_when(due_at, clock.today())


def since_when(at: datetime) -> str:
    """Since when, as "since 3:30pm yesterday"."""
    return _since_when(at, clock.today())


# A list says the same few moments at each look; they are no secret.
@lru_cache(maxsize=2048)
def _by_when(due_at: datetime, today: date) -> str:
    time = shown_time(due_at)
    match (_day(due_at) - today).days:
        case 0:
            return _("by %(time)s today", time=time)
        case 1:
            return _("by %(time)s tomorrow", time=time)
    return _("by %(day)s, %(time)s", day=_day_of(due_at), time=time)


@lru_cache(maxsize=2048)
def _since_when(at: datetime, today: date) -> str:
    time = shown_time(at)
    match (_day(at) - today).days:
        case 0:
            return _("since %(time)s today", time=time)
        case -1:
            return _("since %(time)s yesterday", time=time)
    return _("since %(day)s, %(time)s", day=_day_of(at), time=time)


def time_left(due_at: datetime) -> str:
    """How long is left, in the two largest units."""
    return _("%(long)s left", long=how_long(due_at - clock.now()))


def how_long(span: timedelta) -> str:
    """A length of time, as "1 hour 42 minutes" or "1 day 4 hours"; two days and more
    stand alone.
    """
    if span >= 2 * DAY:
        return _many_days(span.days)
    days, rest = divmod(max(span, timedelta()), DAY)
    hours, rest = divmod(rest, HOUR)
    minutes = 0 if days else rest // MINUTE
    said = [_many_days(days)] if days else []
    if hours:
        said.append(ngettext("%(num)d hour", "%(num)d hours", hours))
    if minutes or not said:
        said.append(ngettext("%(num)d minute", "%(num)d minutes", minutes))
    return " ".join(said)


def opened_ago(at: datetime) -> str:
    """How long ago somebody opened it."""
    waited = clock.now() - at
    if waited < MINUTE:
        return _("opened just now")
    return _("opened %(long)s ago", long=how_long(waited))


def open_for(opened_at: datetime) -> str:
    """How long something has been open, in days of the calendar."""
    days = -_days_from_today(opened_at)
    if days == 0:
        return _("opened today")
    if days == 1:
        return _("opened yesterday")
    return _("open %(days)s", days=_many_days(days))


def late_by(happened_at: datetime, recorded_at: datetime) -> str | None:
    """That something was recorded on a later day, and how much later; else None."""
    days = (_day(recorded_at) - _day(happened_at)).days
    if days < 1:
        return None
    return ngettext(
        "recorded %(when)s: %(num)d day later",
        "recorded %(when)s: %(num)d days later",
        days,
        when=shown_at(recorded_at),
    )


def recorded_when(
    happened_at: datetime, recorded_at: datetime, *, timed: bool = True
) -> str:
    """When it was recorded, on the same day; always the time, where of what happened
    only the day is known (R0.2).
    """
    if timed and recorded_at - happened_at < MINUTE:
        return _("at the same moment")
    return shown_time(recorded_at)


def shown(at: datetime, *, timed: bool = True) -> str:
    """An instant in full, or only its day where no more is known."""
    return shown_at(at) if timed else shown_on(_day(at))


def _day(at: datetime) -> date:
    return clock.local(at).date()


def _day_of(at: datetime) -> str:
    day = _day(at)
    return shown_day(day) if day.year == clock.today().year else shown_on(day)


def _days_from_today(at: datetime) -> int:
    return (_day(at) - clock.today()).days


def _many_days(days: int) -> str:
    return ngettext("%(num)d day", "%(num)d days", days)

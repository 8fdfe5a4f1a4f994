"""The demonstration's calendar: its terms lie around the day on which it is made."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from school.calendars.days import SchoolCalendar, Span, is_school_day
from school.calendars.models import ClosureKind
from school.foundation import clock
from school.identity.commands.settings import NewClosure

WEEK = timedelta(days=7)
# In weeks from this one: where a term begins, and how many weeks after that it ends.
TERMS = ((-24, 14), (-7, 12), (8, 11), (22, 11))
# The Mondays of their half-terms, likewise.
HALF_TERMS = (-17, 2, 13)
SEASONS = {range(1, 4): "Spring term", range(4, 8): "Summer term"}


@dataclass(frozen=True)
class SchoolTerm:
    """A term with its name, as a school would write it."""

    name: str
    days: Span


@dataclass(frozen=True)
class SchoolYear:
    """The terms and closed days of the demonstration, whatever today is.

    School is always in: this term began seven weeks before this week's Monday. So it
    and the one before can be told on any day of the year.
    """

    today: date

    @property
    def monday(self) -> date:
        """The Monday of this week."""
        return self.today - timedelta(days=self.today.weekday())

    @property
    def terms(self) -> list[SchoolTerm]:
        """The term before, this one, and two to come."""
        return [self._term(begins, weeks) for begins, weeks in TERMS]

    @property
    def closures(self) -> list[NewClosure]:
        """A training day as term begins; each term's week off, ours after the next."""
        training = self.terms[1].days.first
        weeks_off = [self.monday + weeks * WEEK for weeks in HALF_TERMS]
        return [
            NewClosure(ClosureKind.INSET, training, training),
            *(
                NewClosure(ClosureKind.HALF_TERM, off, off + timedelta(days=4))
                for off in weeks_off
            ),
        ]

    @property
    def holidays(self) -> list[Span]:
        """The next half-term and the holidays after this term, weekends with them."""
        off = self.monday + HALF_TERMS[1] * WEEK - timedelta(days=2)
        after, until = self.terms[1].days.last, self.terms[2].days.first
        day = timedelta(days=1)
        return [Span(off, off + 9 * day - day), Span(after + day, until - day)]

    @property
    def calendar(self) -> SchoolCalendar:
        """The same as the product reckons with."""
        return SchoolCalendar(
            terms=tuple(term.days for term in self.terms),
            closures=tuple(Span(c.begins_on, c.ends_on) for c in self.closures),
        )

    def school_day(self, ago: int) -> date:
        """The school day that lies so many before today (1: the last one)."""
        calendar, day = self.calendar, self.today
        for _ in range(ago):
            day -= timedelta(days=1)
            while not is_school_day(calendar, day):
                day -= timedelta(days=1)
        return day

    def moment(self, ago: int, at: str) -> datetime:
        """The instant (UTC) of a London time on a school day so many before today."""
        shown = time.fromisoformat(at)
        return clock.london(self.school_day(ago), shown.hour, shown.minute)

    @property
    def founded(self) -> datetime:
        """The instant (UTC) at which the trust begins: before the term before."""
        return clock.london(self.monday - 26 * WEEK, 9)

    def _term(self, begins: int, weeks: int) -> SchoolTerm:
        first = self.monday + begins * WEEK
        last = first + weeks * WEEK + timedelta(days=4)
        middle = first + (last - first) / 2
        season = next(
            (name for months, name in SEASONS.items() if middle.month in months),
            "Autumn term",
        )
        return SchoolTerm(f"{season} {middle.year}", Span(first, last))

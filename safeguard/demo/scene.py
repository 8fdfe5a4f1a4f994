"""Where a beat is played: who is who, the threads so far, what the data say."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from safeguard.demo.cast import Cast
from school.calendars.bank_holidays import SATURDAY
from school.foundation import clock
from school.foundation.actor import Actor


@dataclass
class Thread:
    """One concern of the story and what became of it."""

    school: str
    concern_ref: str = ""
    case_ref: str = ""
    referrals: dict[str, str] = field(default_factory=dict)
    actions: dict[str, str] = field(default_factory=dict)
    # Records of force, visits of the police, searches, by the key that the data give.
    records: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Scene:
    """One beat and everything it may speak of. `today`: the day of the making."""

    cast: Cast
    threads: dict[str, Thread]
    thread: Thread
    told: dict[str, Any]
    today: date

    @property
    def lead(self) -> Actor:
        """Whoever acts, after a second factor."""
        return self.cast.acting(self.told["by"], elevated=True)

    def child(self, name: str = "child") -> str:
        """The pupil whom the data name, of the thread's school."""
        return self.cast.pupils[self.thread.school, self.told[name]]

    def somebody(self, name: str) -> str:
        """The colleague whom the data name."""
        return self.cast.people[self.told[name]]

    def day(self) -> date | None:
        """The day to come that a beat names: so many days after the beat (`in`), or
        from the day of the making (`on`), there also one that is past by then.
        """
        if "on" in self.told:
            return self._weekday(self.today, self.told["on"])
        if "in" in self.told:
            return self._weekday(clock.today(), self.told["in"])
        return None

    def moment(self) -> datetime | None:
        """That day at half past nine, as an instant (UTC)."""
        day, shown = self.day(), time(9, 30)
        return clock.london(day, shown.hour, shown.minute) if day else None

    @staticmethod
    def _weekday(since: date, days: int) -> date:
        day = since + timedelta(days=days)
        # Nobody plans for a Saturday or a Sunday; what is due today stays due today.
        while days and day.weekday() >= SATURDAY:
            day += timedelta(days=1 if days > 0 else -1)
        return day

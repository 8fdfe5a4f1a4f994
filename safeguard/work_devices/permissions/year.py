"""The academic year for which somebody confirms."""

from school.calendars.days import end_of_academic_year
from school.foundation import clock


def academic_year() -> int:
    """The year in which today's academic year began, on 1 September in London."""
    return end_of_academic_year(clock.today()).year - 1

"""Why a thing is due when it is, in words for the page."""

from flask_babel import lazy_gettext as _l

from school.calendars.due import Why

WORDINGS = {
    Why.REAL_TIME: _l("Counted by the clock."),
    Why.IN_SCHOOL_TIME: _l("Counted in school days."),
    Why.AFTER_HOURS: _l("It is outside school hours."),
    Why.SCHOOL_CLOSED: _l("The school is closed then."),
    Why.NO_TERM_DATES: _l("No term dates are known for that time."),
    Why.COUNCIL_DAYS: _l("Counted in the council’s working days."),
    Why.CALENDAR_DAYS: _l("Counted in calendar days, holidays included."),
    Why.CHILD_IN_SCHOOL: _l("Counted in calendar days, to a day in school."),
    Why.ACADEMIC_YEAR: _l("By the end of the academic year, 31 August."),
}

"""Fields as people here fill them in, and what is said when that did not work."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from wtforms import (
    DateField,
    Form,
    RadioField,
    SelectField,
    SelectMultipleField,
    TimeField,
)
from wtforms.validators import Optional

from school.foundation import clock
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l

DAYS = ("%Y-%m-%d", "%d/%m/%Y")
TIMES = ("%H:%M", "%H:%M:%S", "%H.%M")
# What the library would say in words of its own: each says here what to do instead.
INSTEAD: Mapping[str, Any] = {
    "This field is required.": _l("Fill this in."),
    "Not a valid choice.": _l("Choose one of the answers shown."),
    "'%(value)s' is not a valid choice for this field.": _l(
        "Choose from the answers shown."
    ),
    "Invalid Choice: could not coerce.": _l("Choose one of the answers shown."),
    "Invalid choice(s): one or more data inputs could not be coerced.": _l(
        "Choose from the answers shown."
    ),
    "Not a valid date value.": _l("Write the day like 24/11/2026."),
    "Not a valid time value.": _l("Write the time like 14:35, or leave it empty."),
    "Not a valid integer value.": _l("Write a number, in figures."),
    "Number must be between %(min)s and %(max)s.": _l(
        "Write a number from %(min)s to %(max)s."
    ),
    "Field cannot be longer than %(max)d character.": _l(
        "Use at most %(max)d characters."
    ),
    "Field cannot be longer than %(max)d characters.": _l(
        "Use at most %(max)d characters."
    ),
}


class _OurWords:
    """Stands where the library looks for translations of what it says."""

    def gettext(self, said: str) -> str:
        return str(INSTEAD.get(said, said))

    def ngettext(self, one: str, several: str, count: int) -> str:
        return self.gettext(one if count == 1 else several)


class InOurWords:
    """A form that speaks in our words, whichever of its fields objects."""

    class Meta:
        """How the library builds the form."""

        def get_translations(self, form: Any) -> _OurWords:  # noqa: ARG002
            """Our words in place of its own."""
            return _OurWords()


class RowForm(InOurWords, Form):
    """One row of a list within a form."""


class _ByCode:
    """Looks up what was chosen. The library makes an object of every choice on the
    list to see whether one of them was meant: a list of categories has sixty.
    """

    data: Any
    choices: Any
    process_errors: Any

    def pre_validate(self, form: Any) -> None:
        """What is not simply there is for the library to judge, in its own way."""
        chosen = self.data if isinstance(self.data, list) else [self.data]
        if self.process_errors or not _stand_in(self.choices, chosen):
            super().pre_validate(form)  # type: ignore[misc]


def _stand_in(choices: Any, chosen: list[Any]) -> bool:
    if not isinstance(choices, dict):
        return False
    groups = [words for words in choices.values() if isinstance(words, dict)]
    return all(
        any(code in group for group in groups)
        or (code in choices and not isinstance(choices[code], dict))
        for code in chosen
    )


class OneAnswer(_ByCode, RadioField):
    """One of a few answers, each on a line of its own."""


class OneOfList(_ByCode, SelectField):
    """One line of a list, which may have groups."""


class SomeOfList(_ByCode, SelectMultipleField):
    """Some lines of a list."""


class DayOrWords(DateField):
    """A day, where the next field takes words for it instead."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """As the browser's own picker sends it, or as people write it here."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(
                _("Write the day like 24/11/2026, or say when in words.")
            ) from None


def day(label: Any = None, kind: type[DateField] = DateField) -> DateField:
    """A day that may stay empty, picked or typed."""
    return kind(label or _l("Date"), format=list(DAYS), validators=[Optional()])


def time_of_day(label: Any = None) -> TimeField:
    """A time on a clock in London that may stay empty."""
    said = label or _l("Time, if you know")
    return TimeField(said, format=list(TIMES), validators=[Optional()])


def instant_of(day: date | None, time: time | None) -> datetime | None:
    """The instant in UTC of a day and a time in London; None where neither was given.
    Noon where only the day is known, but never later than now on this very day.
    """
    if day is None and time is None:
        return None
    day = day or clock.today()
    if time is not None:
        return clock.london(day, time.hour, time.minute)
    noon = clock.london(day, 12)
    return min(noon, clock.now()) if day == clock.today() else noon

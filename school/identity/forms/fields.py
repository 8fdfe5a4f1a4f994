"""Fields that forms about people share: names that are only text, days, numbers."""

from datetime import date
from typing import Any

from wtforms import Field, Form, StringField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from school.identity.commands.roll.cells import clean, day_in, trouble_with, upn_in
from school.web.catalogue import lazy_gettext as _l

_TROUBLES = {
    "formula": _l("Begin with a letter: a spreadsheet would take this for a formula."),
    "control_characters": _l(
        "This holds characters that cannot be seen. Type it again."
    ),
    "unreadable_letters": _l("Some letters were lost on the way. Type it again."),
    "too_long": _l("This is too long."),
}


class CleanField(StringField):
    """Text without what cannot be seen, and with single spaces."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the first value, cleaned."""
        self.data = clean(valuelist[0]) if valuelist else ""


def only_text(form: Form, field: Field) -> None:  # noqa: ARG001
    """Text that no spreadsheet would run, with nothing hidden in it."""
    trouble = trouble_with(field.name, field.data or "", 254)
    if trouble:
        raise ValidationError(str(_TROUBLES[trouble]))


def name_field(label: Any, asked: Any = None) -> CleanField:
    """A name; `asked` says what to do when it is left empty, None lets it be."""
    first = InputRequired(asked) if asked else Optional()
    return CleanField(label, [first, _no_longer_than(100), only_text])


def text_field(label: Any, longest: int = 60) -> CleanField:
    """A short text that may be left empty."""
    return CleanField(label, [Optional(), _no_longer_than(longest), only_text])


def _no_longer_than(longest: int) -> Length:
    return Length(max=longest, message=_TROUBLES["too_long"])


class DayField(StringField):
    """A day as people write it here, "14 3 2014" or "14/03/2014"."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep what was typed; `day` reads it."""
        self.data = clean(valuelist[0]) if valuelist else ""

    @property
    def day(self) -> date | None:
        """The day that was typed, or None."""
        return day_in(self.data) if self.data else None


def is_a_day(form: Form, field: Field) -> None:  # noqa: ARG001
    """A day that exists, and that could not be read as another."""
    if field.data and day_in(field.data) is None:
        raise ValidationError(
            str(_l("Write the day as 14/03/2014, the day before the month."))
        )


def day_field(label: Any, asked: Any = None) -> DayField:
    """A day; `asked` says what to do when it is left empty, None lets it be."""
    return DayField(label, [InputRequired(asked) if asked else Optional(), is_a_day])


_UPN_TROUBLES = {
    "upn_shape": _l("A UPN is a letter and 12 more characters, as H801200001001."),
    "upn_letter": _l("This is no UPN: its first letter does not fit the rest."),
}


def is_a_upn(form: Form, field: Field) -> None:  # noqa: ARG001
    """A UPN whose check letter is right (DfE, Unique pupil numbers)."""
    _upn, wrong, _look = upn_in(field.data or "")
    if field.data and wrong:
        raise ValidationError(str(_UPN_TROUBLES[wrong]))

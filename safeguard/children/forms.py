"""The forms of a child's page: shape of what is typed, nothing else."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    Form,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from safeguard.cases.forms.choices import spelt
from safeguard.cases.queries.finder import find_pupils, pupils_chosen
from safeguard.children.commands import Linked, Said
from safeguard.children.queries.profile import Need
from safeguard.children.states import Limits
from safeguard.guidance import children as guidance
from safeguard.guidance.choosing import offered
from school.foundation.actor import Actor
from school.foundation.references import heard
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import ActForm

_SHORT = Length(max=2000, message=_l("Use at most 2,000 characters."))
KIND_WORDS = {
    "all": _l("Everything"),
    "concerns": _l("Concerns"),
    "decisions": _l("Decisions"),
    "contacts": _l("Contacts with the family and meetings"),
    "agencies": _l("Agencies"),
    "plans": _l("Plans, risk and actions"),
}
WORD_WORDS = {
    "all": _l("Anybody"),
    "child": _l("The child"),
    "family": _l("Parents and carers"),
    "agency": _l("Another agency"),
    "staff": _l("Staff"),
}
NEWEST, OLDEST = "newest", "oldest"
ORDER_WORDS = {NEWEST: _l("Newest first"), OLDEST: _l("Oldest first")}


def _day(label: Any) -> DateField:
    return DateField(label, format=["%Y-%m-%d", "%d/%m/%Y"], validators=[Optional()])


class ChronologyForm(Form):
    """What is shown of a chronology: read from the address, and it changes nothing.

    What cannot be read counts as not said, so an old address still leads somewhere.
    """

    since = _day(_l("From"))
    until = _day(_l("To"))
    kind = SelectField(_l("Kind"), default="all")
    words = SelectField(_l("In whose words"), default="all")
    case = SelectField(_l("Case"), default="", validate_choice=False)
    order = SelectField(_l("Order"), default=NEWEST)
    skip = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices, self.words.choices = spelt(KIND_WORDS), spelt(WORD_WORDS)
        self.order.choices = spelt(ORDER_WORDS)
        self.offer({})

    def offer(self, cases: Mapping[str, str]) -> None:
        """The cases that can be chosen, by reference."""
        self.case.choices = {"": _("Every case"), **cases}

    def limits(self) -> Limits:
        """The limits, as far as they can be read."""
        self.validate()
        wrong = self.errors
        return Limits(
            since=_readable(self.since),
            until=_readable(self.until),
            kind="all" if "kind" in wrong else self.kind.data or "all",
            case_ref=heard(self.case.data or ""),
            words="all" if "words" in wrong else self.words.data or "all",
        )

    def skipped(self) -> int:
        """How many of the newest entries stand on earlier pages."""
        typed = str(self.skip.data or "")
        return int(typed) if typed.isdecimal() and len(typed) < 7 else 0

    @property
    def oldest_first(self) -> bool:
        """Whether the page is read from the top down."""
        return bool(self.order.data == OLDEST)


def _readable(field: DateField) -> date | None:
    return None if field.errors else field.data


class SaidForm(ActForm):
    """What is said of a need: since and until when, in words, by whom."""

    from_on = _day(_l("Since when?"))
    until_on = _day(_l("Until when, if it has ended or will?"))
    details = TextAreaField(_l("Details"), validators=[_SHORT])
    told_by = RadioField(
        _l("Who told the school?"),
        validators=[InputRequired(_l("Choose who told the school."))],
    )
    told_words = StringField(_l("Who exactly, when and how"), validators=[_SHORT])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told_by.choices = offered(guidance.told_by)

    def said(self, *, in_error: bool = False) -> Said:
        """What was typed."""
        return Said(
            self.from_on.data,
            self.told_by.data,
            self.until_on.data,
            self.details.data or "",
            self.told_words.data or "",
            in_error,
        )


class RecordNeedForm(SaidForm):
    """Record a need, plan or worker."""

    kind = SelectField(_l("What is it?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = {"": _("Choose"), **offered(guidance.needs)}

    def details_of(self) -> tuple[str, Said]:
        """The kind, and what is said of it."""
        return self.kind.data or "", self.said()


class ChangeNeedForm(SaidForm):
    """Say something else of a need that stands: it changed, ended, or never was."""

    seen = HiddenField()
    in_error = BooleanField(_l("It was entered in error"))

    def show(self, need: Need, *, renew: bool = False) -> None:
        """What stands now, while nothing else has been typed."""
        if renew or not self.seen.data:
            self.seen.data = need.ref
        if not self.is_submitted():
            self.from_on.data, self.until_on.data = need.from_on, need.until_on
            self.details.data, self.told_by.data = need.details, need.told_by
            self.told_words.data = need.told_words

    def details_of(self) -> tuple[str, Said]:
        """Which version the page showed, and what is said now."""
        return self.seen.data or "", self.said(in_error=bool(self.in_error.data))


class LinkChildForm(ActForm):
    """Link another child: found by name first, then chosen."""

    name = StringField(
        _l("The other child’s name"),
        validators=[Length(max=100, message=_l("Use at most 100 characters."))],
    )
    other_ref = RadioField(
        _l("Which child?"), validators=[InputRequired(_l("Choose another child."))]
    )
    kind = RadioField(
        _l("How do they belong together?"),
        validators=[InputRequired(_l("Choose how they belong together."))],
    )
    reason = TextAreaField(_l("Why does it matter?"), validators=[_SHORT])
    # Which button was pressed: one looks a name up, the other links.
    press = StringField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = offered(guidance.links)
        self.other_ref.choices = {}

    @property
    def is_to_find(self) -> bool:
        """Whether a name is to be looked up, and nothing recorded yet."""
        return self.is_submitted() and self.press.data == "find"

    def offer(self, actor: Actor) -> None:
        """The pupils of that name, and the one that was chosen before."""
        found = find_pupils(actor, self.name.data or "") if self.name.data else []
        if self.other_ref.data:
            found += pupils_chosen(actor, [self.other_ref.data]).values()
        self.other_ref.choices = {
            each.ref: f"{each.name}, {each.where}" if each.where else each.name
            for each in found
        }

    def details(self) -> Linked:
        """The link."""
        return Linked(self.other_ref.data, self.kind.data, self.reason.data or "")


class UnlinkChildForm(ActForm):
    """End a link; it stays on record that it stood."""

    reason = TextAreaField(
        _l("Why does it end?"),
        validators=[InputRequired(_l("Write a sentence.")), _SHORT],
    )

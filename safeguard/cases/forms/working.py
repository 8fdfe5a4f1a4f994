"""The forms of working a concern and a case: shape of what is typed, nothing else."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from wtforms import (
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from safeguard.cases.commands.acknowledging import Told
from safeguard.cases.commands.closing import CaseClosure, Reopening
from safeguard.cases.commands.deciding import Joining, NewCase
from safeguard.cases.commands.recording import TOLD, NewEntry, ParentsAnswer
from safeguard.cases.forms.choices import YES_NO, category_choices, spelt
from safeguard.cases.forms.words import ENTRY_KINDS, LEVELS
from safeguard.cases.queries.finding import LONGEST, Wanted
from safeguard.cases.queries.leads import Lead
from safeguard.guidance import answers, categories
from school.foundation import clock
from school.foundation.references import heard
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.fields import day, instant_of, time_of_day
from school.web.forms import NARRATIVE_LIMIT, ActForm

_LONG = Length(
    max=NARRATIVE_LIMIT, message=_l("This is too long. Put the rest in another entry.")
)


class VersionedForm(ActForm):
    """A form that knows which version of the record its page showed, and since when.

    The time decides nothing but which entries are called new; it needs no signature.
    """

    version = HiddenField()
    seen_at = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Before the record is read: what comes in between counts as new.
        self._begun = clock.now()

    def seen(self) -> int | None:
        """The version, or None where the page carried none."""
        typed = str(self.version.data or "")
        return int(typed) if typed.isdecimal() else None

    def show_version(self, current: int, *, renew: bool = False) -> None:
        """Carry the version on the page. A page that was sent keeps the one it had,
        unless whoever sent it has now been shown what is new.
        """
        if renew or not self.version.data:
            self.version.data = str(current)
            self.seen_at.data = self._begun.isoformat()

    def seen_since(self) -> datetime | None:
        """Since when the page that was sent stood open; None where it did not say."""
        typed = next(iter(self.seen_at.raw_data or ()), "")
        try:
            since = datetime.fromisoformat(str(typed))
        except ValueError:
            return None
        return since if since.tzinfo else None


class HappenedForm(ActForm):
    """When it happened, on a clock in London; left empty, it happened just now."""

    happened_on = day()
    happened_time = time_of_day()

    def happened_at(self) -> datetime | None:
        """The instant in UTC: noon where only the day is known, but never later than
        now on this very day.
        """
        return instant_of(self.happened_on.data, self.happened_time.data)


class AcknowledgeConcernForm(ActForm):
    """One press: I have it."""


class SuspectImageForm(ActForm):
    """One press; there is nothing to describe (R0.9)."""


class OpenCaseForm(VersionedForm):
    """Open a case for a concern."""

    title = StringField(
        _l("What is it about, in a few plain words?"),
        validators=[
            InputRequired(_l("Give the case a few plain words.")),
            Length(max=200, message=_l("Use at most 200 characters.")),
        ],
    )
    category = SelectField(_l("What kind of concern is it?"))
    level = RadioField(
        _l("Who may read it?"),
        validators=[InputRequired(_l("Choose who may read it."))],
    )
    lead_ref = SelectField(_l("Who leads it?"))

    def offer(self, leads: Iterable[Lead]) -> None:
        """What can be chosen."""
        self.category.choices = _pupil_categories()
        self.level.choices = spelt(LEVELS)
        self.lead_ref.choices = {lead.person_ref: lead.name for lead in leads}

    def suggest(self, category: str, level: str) -> None:
        """What the concern says already, while nothing is chosen yet."""
        if not self.is_submitted():
            self.category.data, self.level.data = category, level

    def details(self) -> NewCase:
        """The case to be."""
        return NewCase(
            title=self.title.data or "",
            level=self.level.data,
            category=self.category.data,
            lead_ref=self.lead_ref.data or None,
            version=self.seen(),
        )


# Where none of the cases that are offered is meant.
ANOTHER_CASE = "another"


class JoinCaseForm(VersionedForm):
    """Put a concern into an open case: of the same children, or by its reference."""

    which = RadioField(
        _l("Which case?"), validators=[Optional()], validate_choice=False
    )
    case_ref = StringField(_l("The reference of the case"), validators=[Optional()])

    def offer(self, related: Iterable[tuple[str, str]]) -> None:
        """The open cases about the same children, as (reference, words); a single one
        is chosen already.
        """
        choices = [*related, (ANOTHER_CASE, _("Another open case"))]
        self.which.choices = choices
        if len(choices) == 2 and not self.is_submitted():
            self.which.data = choices[0][0]

    def details(self) -> Joining:
        """The case that was meant; what is no reference is no case either."""
        chosen = self.which.data or ANOTHER_CASE
        typed = self.case_ref.data if chosen == ANOTHER_CASE else chosen
        return Joining(heard(typed or "") or "", self.seen())


class GiveFeedbackForm(ActForm):
    """Tell the reporter what became of it."""

    text = TextAreaField(
        _l("What will you tell them?"),
        validators=[InputRequired(_l("Write a sentence or two.")), _LONG],
    )

    def details(self) -> Told:
        """What they are told."""
        return Told(self.text.data or "")


class AddEntryForm(HappenedForm):
    """Add to the chronology."""

    kind = RadioField(
        _l("What is it?"), validators=[InputRequired(_l("Choose what this is."))]
    )
    text = TextAreaField(
        _l("What happened, was said or agreed?"),
        validators=[InputRequired(_l("Write this down in words.")), _LONG],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = spelt(ENTRY_KINDS)

    def details(self) -> NewEntry:
        """The entry."""
        return NewEntry(self.kind.data, self.text.data or "", self.happened_at())


class RecordParentsForm(VersionedForm, HappenedForm):
    """What the parents know."""

    answer = RadioField(
        _l("Do the parents or carers know?"),
        validators=[InputRequired(_l("Choose what the parents know."))],
    )
    words = TextAreaField(_l("Who, when and how; or why not"), validators=[_LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = answers.parents_informed.offered(clock.today())
        self.answer.choices = {each.code: _(each.wording) for each in offered}

    def withhold(self) -> None:
        """While an agency asks to wait, that they were told is not offered."""
        offered = answers.parents_informed.offered(clock.today())
        self.answer.choices = {
            each.code: _(each.wording) for each in offered if each.code != TOLD
        }

    def hints(self) -> dict[str, str]:
        """What stands under each answer."""
        offered = answers.parents_informed.offered(clock.today())
        return {each.code: _(each.hint) for each in offered if each.hint}

    def details(self) -> ParentsAnswer:
        """The answer and its words."""
        return ParentsAnswer(
            self.answer.data, self.words.data or "", self.happened_at(), self.seen()
        )


class CloseCaseForm(VersionedForm):
    """Close a case; police and LADO are asked of a serious one."""

    summary = TextAreaField(_l("How did it end?"), validators=[_LONG])
    police_considered = RadioField(
        _l("Were the police or the LADO considered?"), validators=[Optional()]
    )
    police_reason = TextAreaField(_l("Why, or why not?"), validators=[_LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.police_considered.choices = spelt(YES_NO)

    def details(self) -> CaseClosure:
        """How it ended, and what was considered."""
        return CaseClosure(
            summary=self.summary.data or "",
            police_considered=self.police_considered.data or None,
            police_reason=self.police_reason.data or "",
            version=self.seen(),
        )


class ReopenCaseForm(VersionedForm):
    """Open a closed case again."""

    reason = TextAreaField(
        _l("Why is it opened again?"),
        validators=[InputRequired(_l("Write this down in words.")), _LONG],
    )

    def details(self) -> Reopening:
        """The reason."""
        return Reopening(self.reason.data or "", self.seen())


class FindForm(ActForm):
    """One box: a name, a reference, words, a phrase in quotes."""

    text = StringField(
        _l("What are you looking for?"),
        validators=[
            InputRequired(_l("Type a name, a reference or a few words.")),
            Length(max=LONGEST, message=_l("Use at most 200 characters.")),
        ],
    )

    def details(self) -> Wanted:
        """What was typed."""
        return Wanted(self.text.data or "")


def _pupil_categories() -> dict[str, Any]:
    """The categories of a case about a child: those about an adult go another way."""
    today = clock.today()
    about_adults = {
        each.code for each in categories.offered(today) if each.about_an_adult
    }
    offered = category_choices()
    offered.pop("", None)
    return {
        name: {code: word for code, word in words.items() if code not in about_adults}
        if isinstance(words, dict)
        else words
        for name, words in offered.items()
        if name not in about_adults
    }

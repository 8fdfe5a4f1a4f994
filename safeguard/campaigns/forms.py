"""The forms on campaigns: whom to ask, by when; which letters to print."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import BooleanField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from safeguard.campaigns.commands.lettering import NewLetters
from safeguard.campaigns.commands.running import Plan
from safeguard.campaigns.permissions.asked import Group
from safeguard.campaigns.permissions.tally import Standing
from safeguard.campaigns.queries.letters import LettersPage
from safeguard.campaigns.queries.reading import CampaignRead, Choice
from safeguard.campaigns.states import Audience, CampaignState
from safeguard.guidance import agreements as guidance
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.catalogue import ngettext
from school.web.fields import day
from school.web.forms import ActForm, SeenForm

Words = Mapping[Any, Any]
ALL = "all"
STATES: Words = {
    CampaignState.DRAFTED: _l("Draft"),
    CampaignState.ISSUING: _l("Being issued"),
    CampaignState.OPEN: _l("Open"),
    CampaignState.CLOSING: _l("Being closed"),
    CampaignState.CLOSED: _l("Closed"),
}
STATE_SHAPES: Words = {
    CampaignState.DRAFTED: "planned",
    CampaignState.ISSUING: "waiting",
    CampaignState.OPEN: "clock",
    CampaignState.CLOSING: "waiting",
    CampaignState.CLOSED: "done",
}
STANDINGS: Words = {
    Standing.COMPLETE: _l("Complete"),
    Standing.PUPIL_SIGNED: _l("A parent’s answer is missing"),
    Standing.PARENT_SIGNED: _l("The pupil’s answer is missing"),
    Standing.WAITING: _l("Not signed"),
    Standing.DECLINED: _l("Declined"),
    Standing.WITHDRAWN: _l("Signature taken back"),
    Standing.EXPIRED: _l("Not signed when it closed"),
    Standing.NOT_ISSUED: _l("Not issued"),
}
STANDING_SHAPES: Words = {
    Standing.COMPLETE: "done",
    Standing.PUPIL_SIGNED: "waiting",
    Standing.PARENT_SIGNED: "waiting",
    Standing.WAITING: "planned",
    Standing.DECLINED: "decide",
    Standing.WITHDRAWN: "decide",
    Standing.EXPIRED: "info",
    Standing.NOT_ISSUED: "info",
}


def year_named(year: str) -> str:
    """A year group as people call it."""
    named = {"R": _("Reception"), "N": _("Nursery")}
    return named.get(year) or _("Year %(year)s", year=year)


class _Ticks(SelectMultipleField):
    """Several of several; nothing chosen is no choice at all."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class PlanForm(SeenForm):
    """Whom a campaign asks, and until when."""

    groups = _Ticks(_l("Whole year groups"), validate_choice=False)
    classes = _Ticks(_l("Or single classes"), validate_choice=False)
    capacities = _Ticks(_l("Adults"), validate_choice=False)
    due_on = day(_l("By which day should all have signed?"))

    def offer(self, choices: Iterable[Choice]) -> None:
        """The groups of the school, each with how many people are in it."""
        fields = {
            Audience.YEAR: self.groups,
            Audience.CLASS: self.classes,
            Audience.CAPACITY: self.capacities,
        }
        for audience, field in fields.items():
            field.choices = [
                (each.group.value, _said(each))
                for each in choices
                if each.group.audience is audience
            ]

    def show(self, campaign: CampaignRead) -> None:
        """What stands, for whoever changes it."""
        if self.is_submitted():
            return
        of = {audience: [] for audience in Audience}  # type: ignore[var-annotated]
        for group in campaign.groups:
            of[group.audience].append(group.value)
        self.groups.data = of[Audience.YEAR]
        self.classes.data = of[Audience.CLASS]
        self.capacities.data = of[Audience.CAPACITY]
        self.due_on.data = campaign.due_on

    def details(self) -> Plan:
        """Whom, and until when."""
        ticked = {
            Audience.YEAR: self.groups,
            Audience.CLASS: self.classes,
            Audience.CAPACITY: self.capacities,
        }
        return Plan(
            groups=frozenset(
                Group(audience, value)
                for audience, field in ticked.items()
                for value in field.data or ()
            ),
            due_on=self.due_on.data,
            version=self.seen(),
        )


class ConfirmForm(SeenForm):
    """One button: issue, close, discard, remind."""


class LettersForm(ActForm):
    """Which letters are printed. Nothing is chosen beforehand: a print ends letters
    that are out.
    """

    class_ref = SelectField(
        _l("Whose parents?"),
        validators=[InputRequired(_l("Choose whose parents get letters."))],
        validate_choice=False,
    )
    again = BooleanField(_l("Write it as a reminder"))

    def offer(self, letters: LettersPage) -> None:
        """Everybody's, or of one class, each with how many letters there are, and how
        many of those that are out they replace.
        """
        every = _("All classes")
        self.class_ref.choices = [
            ("", _("Choose")),
            (ALL, f"{every}: {_letters(letters.letters, letters.replaced)}"),
            *(
                (each.ref, f"{each.title}: {_letters(each.letters, each.replaced)}")
                for each in letters.classes
            ),
        ]

    def details(self) -> NewLetters:
        """Which."""
        chosen = self.class_ref.data
        return NewLetters(None if chosen == ALL else chosen, bool(self.again.data))


def _said(choice: Choice) -> str:
    """A group with its number of people."""
    title = choice.title
    if choice.group.audience is Audience.YEAR:
        title = year_named(title)
    elif choice.group.audience is Audience.CAPACITY:
        title = _(guidance.capacities.named(title).wording)
    people = ngettext("%(num)d person", "%(num)d people", choice.people)
    return f"{title} ({people})"


def _letters(number: int, replaced: int) -> str:
    letters = ngettext("%(num)d letter", "%(num)d letters", number)
    if not replaced:
        return letters
    ended = ngettext(
        "%(num)d that was printed earlier will no longer open",
        "%(num)d that were printed earlier will no longer open",
        replaced,
    )
    return f"{letters}; {ended}"

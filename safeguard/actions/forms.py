"""The forms of actions and of handing work over."""

from collections.abc import Iterable
from typing import Any

from wtforms import (
    DateField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from safeguard.actions.commands.acting import Ending, NewAction, Passing
from safeguard.actions.commands.work import Handover
from safeguard.actions.permissions.days import ANOTHER_DAY
from safeguard.actions.queries.choosing import Choice
from safeguard.actions.queries.work import Work
from safeguard.actions.states import ActionState, Step
from safeguard.cases.forms.working import VersionedForm
from safeguard.cases.queries.leads import Lead
from safeguard.cases.queries.people_in import Child
from safeguard.guidance import clocks
from school.calendars.due import Why
from school.calendars.wordings import WORDINGS as WHYS
from school.foundation import clock
from school.identity.queries.people import Named
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import NARRATIVE_LIMIT, ActForm
from school.web.pages import shown_day

STATES = {
    ActionState.OPEN: _l("Open"),
    ActionState.DONE: _l("Done"),
    ActionState.CANCELLED: _l("No longer needed"),
}
STEPS = {
    Step.SET: _l("Set"),
    Step.HANDED_OVER: _l("Handed over"),
    Step.DONE: _l("Done"),
    Step.CANCELLED: _l("No longer needed"),
}
_LONG = Length(max=NARRATIVE_LIMIT, message=_l("This is too long. Use fewer words."))


class Day(DateField):
    """A day, picked or typed; what cannot be read says how to write it."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        kwargs |= {"format": ["%Y-%m-%d", "%d/%m/%Y"], "validators": [Optional()]}
        super().__init__(label, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """As the browser's own picker sends it, or as people write it here."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Write the day like 24/11/2026.")) from None


class SetActionForm(ActForm):
    """What is to be done, by whom, by when."""

    what = StringField(
        _l("What is to be done?"),
        validators=[
            InputRequired(_l("Write what is to be done.")),
            Length(max=300, message=_l("Use at most 300 characters.")),
        ],
    )
    owner_ref = SelectField(
        _l("Who does it?"),
        validators=[InputRequired(_l("Choose who does it."))],
        validate_choice=False,
    )
    child_ref = SelectField(
        _l("Which child’s name are they told?"), validate_choice=False
    )
    # What was offered when the page was opened may be over: the act says so in words.
    when = RadioField(
        _l("By when?"),
        validators=[InputRequired(_l("Choose by when."))],
        validate_choice=False,
    )
    due_on = Day(_l("Which day?"))

    def offer(
        self, owners: Iterable[Named], children: Iterable[Child], days: list[Choice]
    ) -> None:
        """What can be chosen."""
        self.owner_ref.choices = {"": _("Choose a person"), **_introduced(owners)}
        self.child_ref.choices = {
            "": _("No name"),
            **{one.person_ref: one.name for one in children if one.person_ref},
        }
        offered = {each.code: _(clocks.named(each.code).wording) for each in days}
        self.when.choices = {**offered, ANOTHER_DAY: _("Another day")}

    def details(self) -> NewAction:
        """The action."""
        return NewAction(
            what=self.what.data or "",
            owner_ref=self.owner_ref.data or "",
            when=self.when.data or "",
            due_on=self.due_on.data if self.when.data == ANOTHER_DAY else None,
            child_ref=self.child_ref.data or None,
        )


class FinishActionForm(VersionedForm):
    """What was done."""

    words = TextAreaField(
        _l("What was done, and how is that known?"),
        validators=[InputRequired(_l("Write what was done.")), _LONG],
    )

    def details(self) -> Ending:
        """The words."""
        return Ending(self.words.data or "", self.seen())


class CancelActionForm(VersionedForm):
    """Why it is no longer needed."""

    words = TextAreaField(
        _l("Why is it no longer needed?"),
        validators=[InputRequired(_l("Write why it is no longer needed.")), _LONG],
    )

    def details(self) -> Ending:
        """The reason."""
        return Ending(self.words.data or "", self.seen())


class HandOverActionForm(VersionedForm):
    """Who has it from now on."""

    to_ref = SelectField(
        _l("Who does it from now on?"),
        validators=[InputRequired(_l("Choose who does it from now on."))],
        validate_choice=False,
    )
    reason = TextAreaField(_l("Why? If it helps"), validators=[_LONG])

    def offer(self, people: Iterable[Named], owner_ref: str) -> None:
        """Who can be chosen: not whoever has it."""
        others = [one for one in people if one.ref != owner_ref]
        self.to_ref.choices = {"": _("Choose a person"), **_introduced(others)}

    def details(self) -> Passing:
        """To whom, and why."""
        return Passing(self.to_ref.data or "", self.reason.data or "", self.seen())


class HandOverWorkForm(ActForm):
    """What goes to whom, for how long."""

    to_ref = SelectField(
        _l("Who takes it on?"),
        validators=[InputRequired(_l("Choose who takes it on."))],
        validate_choice=False,
    )
    cases = SelectMultipleField(_l("Cases"), validate_choice=False)
    actions = SelectMultipleField(_l("Actions"), validate_choice=False)
    from_on = Day(_l("From"))
    until_on = Day(_l("Until"))
    words = TextAreaField(_l("What should they know?"), validators=[_LONG])

    def offer(self, work: Work, people: Iterable[Lead]) -> None:
        """What there is to hand over, and to whom."""
        self.to_ref.choices = {
            "": _("Choose a person"),
            **{one.person_ref: one.name for one in people},
        }
        self.cases.choices = {each.reference: each.title for each in work.cases}
        self.actions.choices = {each.reference: each.what for each in work.actions}

    def suggest(
        self, to_ref: str, cases: Iterable[str], actions: Iterable[str]
    ) -> None:
        """What is chosen already when the page is opened."""
        if not self.is_submitted():
            self.to_ref.data = to_ref
            self.cases.data, self.actions.data = list(cases), list(actions)

    def validate(self, extra_validators: Any = None) -> bool:
        """Something is ticked; where not, the first list that is shown says so."""
        right = super().validate(extra_validators)
        if self.cases.data or self.actions.data:
            return right
        shown = "cases" if self.cases.choices else "actions"
        self.take_back({shown: _("Tick at least one case or action to hand over.")})
        return False

    def validate_until_on(self, field: Any) -> None:
        """Nobody hands over for days that are past."""
        if field.data and field.data < clock.today():
            raise ValidationError(_("This day is past."))

    def details(self, of_ref: str | None = None) -> Handover:
        """What goes to whom."""
        return Handover(
            to_ref=self.to_ref.data or "",
            case_refs=tuple(self.cases.data or ()),
            action_refs=tuple(self.actions.data or ()),
            from_on=self.from_on.data,
            until_on=self.until_on.data,
            words=self.words.data or "",
            of_ref=of_ref,
        )


def day_hints(days: Iterable[Choice]) -> dict[str, str]:
    """Under each shortcut the day it gives, and why where the school is closed."""
    return {
        each.code: " ".join(
            [
                _("%(day)s.", day=shown_day(each.due.on)),
                *(
                    [str(WHYS[Why(each.due.why)])]
                    if each.due.why != Why.IN_SCHOOL_TIME
                    else []
                ),
            ]
        )
        for each in days
    }


def _introduced(people: Iterable[Named]) -> dict[str, str]:
    return {
        one.ref: f"{one.name}, {one.where}" if one.where else one.name for one in people
    }

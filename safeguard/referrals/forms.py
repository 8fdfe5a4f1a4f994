"""The forms of a referral: making it, and each later step. `cases` shows them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from safeguard.guidance import agencies
from safeguard.referrals.commands import NewStep
from safeguard.referrals.states import (
    Consent,
    Outcome,
    ReferralState,
    StepKind,
    state_after,
)
from school.foundation import clock
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.fields import day, time_of_day
from school.web.forms import NARRATIVE_LIMIT, ActForm, choices_of

STATE_WORDS: Mapping[str, Any] = {
    ReferralState.CONSIDERED.value: _l("Considered"),
    ReferralState.NOT_REFERRED.value: _l("Decided not to refer"),
    ReferralState.DRAFTED.value: _l("Drafted, not sent"),
    ReferralState.MADE_VERBALLY.value: _l("Made by word of mouth"),
    ReferralState.IN_WRITING.value: _l("Made in writing"),
    ReferralState.ACKNOWLEDGED.value: _l("Received by the agency"),
    ReferralState.OUTCOME.value: _l("Answered"),
    ReferralState.CHALLENGED.value: _l("Answer challenged"),
    ReferralState.CLOSED.value: _l("Closed"),
}
STEP_WORDS: Mapping[str, Any] = {
    StepKind.CONSIDERED.value: _l("Considered a referral"),
    StepKind.NOT_REFERRED.value: _l("Decided not to refer"),
    StepKind.DRAFTED.value: _l("Drafted the referral"),
    StepKind.MADE.value: _l("Told the agency"),
    StepKind.CONFIRMED.value: _l("Confirmed it in writing"),
    StepKind.ACKNOWLEDGED.value: _l("The agency has received it"),
    StepKind.CHASED.value: _l("Asked the agency again"),
    StepKind.ESCALATED.value: _l("Took it to somebody above them"),
    StepKind.NOTED.value: _l("A note"),
    StepKind.OUTCOME.value: _l("The agency answered"),
    StepKind.CHALLENGED.value: _l("Challenged the answer"),
    StepKind.CLOSED.value: _l("Closed the referral"),
}
OUTCOME_WORDS: Mapping[str, Any] = {
    Outcome.ACCEPTED.value: _l("Accepted: the agency acts"),
    Outcome.NO_FURTHER_ACTION.value: _l("No further action"),
    Outcome.SIGNPOSTED.value: _l("Pointed to another service"),
    Outcome.MORE_INFO.value: _l("Asked for more information"),
    Outcome.NO_ANSWER.value: _l("Never answered"),
}
CONSENT_WORDS: Mapping[str, Any] = {
    Consent.GIVEN.value: _l("They agreed"),
    Consent.REFUSED.value: _l("They did not agree"),
    Consent.NOT_SOUGHT.value: _l("They were not asked"),
}
HOW_WORDS: Mapping[str, Any] = {
    StepKind.MADE.value: _l("The agency has been told"),
    StepKind.DRAFTED.value: _l("It is drafted and not sent yet"),
    StepKind.CONSIDERED.value: _l("It is being considered"),
    StepKind.NOT_REFERRED.value: _l("It was decided not to refer"),
}
LATER_STEPS = (
    StepKind.ACKNOWLEDGED,
    StepKind.OUTCOME,
    StepKind.CHASED,
    StepKind.ESCALATED,
    StepKind.CONFIRMED,
    StepKind.MADE,
    StepKind.CHALLENGED,
    StepKind.NOT_REFERRED,
    StepKind.NOTED,
    StepKind.CLOSED,
)
_SHORT = Length(max=400)
_LONG = Length(max=NARRATIVE_LIMIT)


class TimedForm(ActForm):
    """When it happened at the agency's end, on a clock in London."""

    on_date = day()
    at_time = time_of_day(_l("Time"))

    def happened_at(self) -> datetime | None:
        """The instant in UTC; noon where only the day is known, None without a day."""
        day, time = self.on_date.data, self.at_time.data
        if day is None:
            return None
        if time is not None:
            return clock.london(day, time.hour, time.minute)
        # Today's noon may still lie ahead: then it was just now.
        noon = clock.london(day, 12)
        return min(noon, clock.now()) if day == clock.today() else noon

    def take_back(self, problems: Mapping[str, str]) -> None:
        """What is wrong with the time stands beside the date."""
        fields = {"happened_at": "on_date"}
        super().take_back({fields.get(name, name): problems[name] for name in problems})


class ReferralForm(TimedForm):
    """Refer a case to an agency."""

    agency = RadioField(
        _l("Which agency?"), validators=[InputRequired(_l("Choose the agency."))]
    )
    how = RadioField(
        _l("How far is it?"),
        choices=choices_of(HOW_WORDS),
        default=StepKind.MADE.value,
        validators=[InputRequired(_l("Choose how far it is."))],
    )
    method = SelectField(_l("How were they told?"), validators=[Optional()])
    spoke_to = StringField(_l("Who there, and in which team"), validators=[_SHORT])
    agency_reference = StringField(_l("Their reference"), validators=[_SHORT])
    shared = TextAreaField(_l("What was shared with them?"), validators=[_LONG])
    withheld = TextAreaField(_l("What was kept back, and why?"), validators=[_LONG])
    childs_voice = TextAreaField(
        _l("What does the child say, and want to happen?"), validators=[_LONG]
    )
    consent = RadioField(
        _l("Did the family agree?"),
        choices=choices_of(CONSENT_WORDS),
        validators=[Optional()],
    )
    consent_reason = TextAreaField(_l("Why without consent?"), validators=[_LONG])
    hold = StringField(
        _l("Did they ask that something wait?"),
        description=_l("For example: do not tell the parents yet."),
        validators=[_SHORT],
    )
    text = TextAreaField(_l("Anything else, or the reason"), validators=[_LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency.choices = _translated(agencies.choices(clock.today()))
        self.method.choices = {"": "", **_methods()}

    def details(self) -> tuple[str, NewStep]:
        """The agency's code, and the first step of its referral."""
        step = NewStep(
            kind=StepKind(self.how.data),
            happened_at=self.happened_at(),
            method=self.method.data or None,
            spoke_to=self.spoke_to.data or None,
            agency_reference=self.agency_reference.data or None,
            shared=self.shared.data or None,
            withheld=self.withheld.data or None,
            childs_voice=self.childs_voice.data or None,
            consent=Consent(self.consent.data) if self.consent.data else None,
            consent_reason=self.consent_reason.data or None,
            hold=self.hold.data or None,
            text=self.text.data or None,
        )
        return self.agency.data, step


class ReferralStepForm(TimedForm):
    """A later step of a referral, the agency's answer included."""

    kind = RadioField(
        _l("What happened?"),
        choices=choices_of(
            {kind.value: STEP_WORDS[kind.value] for kind in LATER_STEPS}
        ),
        validators=[InputRequired(_l("Choose what happened."))],
    )
    method = SelectField(_l("How?"), validators=[Optional()])
    spoke_to = StringField(_l("Who there, and in which team"), validators=[_SHORT])
    agency_reference = StringField(_l("Their reference"), validators=[_SHORT])
    outcome = RadioField(
        _l("What did they answer?"),
        choices=choices_of(OUTCOME_WORDS),
        validators=[Optional()],
    )
    hold = StringField(_l("Did they ask that something wait?"), validators=[_SHORT])
    hold_lifted = BooleanField(_l("What they asked to wait need wait no longer"))
    text = TextAreaField(_l("What was said or decided"), validators=[_LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.method.choices = {"": "", **_methods()}

    def offer(self, state: ReferralState) -> None:
        """Only what can follow where the referral stands."""
        self.kind.choices = choices_of(
            {
                kind.value: STEP_WORDS[kind.value]
                for kind in LATER_STEPS
                if state_after(state, kind, None) is not None
            }
        )

    def details(self) -> NewStep:
        """The step; an answer is taken only with the step that is one."""
        kind = StepKind(self.kind.data)
        answered = kind is StepKind.OUTCOME and self.outcome.data
        return NewStep(
            kind=kind,
            happened_at=self.happened_at(),
            method=self.method.data or None,
            spoke_to=self.spoke_to.data or None,
            agency_reference=self.agency_reference.data or None,
            outcome=Outcome(self.outcome.data) if answered else None,
            hold="" if self.hold_lifted.data else self.hold.data or None,
            text=self.text.data or None,
        )


def _methods() -> dict[str, str]:
    return _translated(agencies.methods.choices(clock.today()))


def _translated(choices: list[tuple[str, str]]) -> dict[str, str]:
    """What guidance offers, in the reader's language."""
    return {code: _(wording) for code, wording in choices}

"""The forms of a device lost or stolen."""

from typing import Any

from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from safeguard.guidance import work_devices
from safeguard.guidance.choosing import offered
from safeguard.work_devices.commands.dealing import Decision, Ending, Found, NewStep
from safeguard.work_devices.commands.reporting import CHOOSE, NewLoss
from school.web.catalogue import lazy_gettext as _l
from school.web.fields import day, instant_of, time_of_day
from school.web.forms import ActForm, SeenForm

_LONG = Length(max=5_000, message=_l("This is too long. Use fewer words."))
_SHORT = Length(max=100, message=_l("Use at most 100 characters."))


def _chosen(label: Any, missing: Any) -> RadioField:
    return RadioField(label, validators=[InputRequired(missing)], validate_choice=False)


class RecordLossForm(ActForm):
    """Under a minute: four questions to tap, and what can be added."""

    kind = _chosen(_l("What is gone?"), CHOOSE["kind"])
    happening = _chosen(_l("What happened to it?"), CHOOSE["happening"])
    contents = SelectMultipleField(_l("What was on it?"), validate_choice=False)
    encrypted = _chosen(_l("Is what is stored on it encrypted?"), CHOOSE["encrypted"])
    noticed_on = day(_l("Day"))
    noticed_time = time_of_day()
    words = TextAreaField(_l("Where and how?"), validators=[_LONG])
    reach = StringField(
        _l("How can you be reached now?"),
        validators=[Length(max=200, message=_l("Use at most 200 characters."))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = offered(work_devices.kinds)
        self.happening.choices = offered(work_devices.happenings)
        self.contents.choices = offered(work_devices.contents)
        self.encrypted.choices = offered(work_devices.encryption)

    def details(self) -> NewLoss:
        """The report."""
        return NewLoss(
            kind=self.kind.data or "",
            happening=self.happening.data or "",
            encrypted=self.encrypted.data or "",
            contents=tuple(self.contents.data or ()),
            noticed_at=instant_of(self.noticed_on.data, self.noticed_time.data),
            words=self.words.data or "",
            reach=self.reach.data or "",
        )


class RecordStepForm(SeenForm):
    """What was done about it."""

    step = _chosen(_l("What was done?"), _l("Choose what was done."))
    number = StringField(_l("Crime number"), validators=[_SHORT])
    words = TextAreaField(_l("Anything to add?"), validators=[_LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step.choices = offered(work_devices.steps)

    def details(self) -> NewStep:
        """The step."""
        said = self.step.data or "", self.words.data or "", self.number.data or ""
        return NewStep(*said, self.seen())


class RecordFoundForm(SeenForm):
    """It is back."""

    words = TextAreaField(
        _l("Where was it, and who had it?"),
        validators=[InputRequired(_l("Write down where it was.")), _LONG],
    )

    def details(self) -> Found:
        """Where and how."""
        return Found(self.words.data or "", self.seen())


class DecideLossForm(SeenForm):
    """Reported to the ICO or not, and why."""

    decision = _chosen(_l("What do you decide?"), _l("Choose what you decide."))
    ico_on = day(_l("Day"))
    ico_time = time_of_day()
    ico_reference = StringField(_l("Reference of the ICO"), validators=[_SHORT])
    late_because = TextAreaField(_l("Why so late?"), validators=[_LONG])
    reasons = TextAreaField(_l("The reasons"), validators=[_LONG])
    affected = _chosen(
        _l("Do the people whose data it is hear of it?"),
        _l("Choose whether the people whose data it is hear of it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decision.choices = offered(work_devices.decisions)
        self.affected.choices = offered(work_devices.affected)

    def details(self) -> Decision:
        """The decision."""
        return Decision(
            decision=self.decision.data or "",
            reasons=self.reasons.data or "",
            affected=self.affected.data or "",
            ico_at=instant_of(self.ico_on.data, self.ico_time.data),
            ico_reference=self.ico_reference.data or "",
            late_because=self.late_because.data or "",
            version=self.seen(),
        )


class CloseLossForm(SeenForm):
    """How it ends."""

    ending = _chosen(_l("How does it end?"), _l("Choose how it ends."))
    words = TextAreaField(
        _l("What is to be learned from it, or anything to add?"), validators=[_LONG]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ending.choices = offered(work_devices.endings)

    def details(self) -> Ending:
        """The ending."""
        return Ending(self.ending.data or "", self.words.data or "", self.seen())

"""The form of the precautions, and what was done to help."""

from typing import Any

from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from safeguard.guidance import work_devices
from safeguard.work_devices.commands.attesting import HelpGiven, NewAttestation
from school.foundation import clock
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import ActForm, SeenForm, choices_of

YES, NO = "yes", "no"
_YES_NO = {YES: _l("Yes"), NO: _l("No, or I am not sure")}
_WORDS = Length(max=2_000, message=_l("This is too long. Use fewer words."))


class _Precautions(ActForm):
    has_device = RadioField(
        _l("Do you take a device of the school’s home, or use one away from school?"),
        choices=choices_of({YES: _l("Yes"), NO: _l("No")}),
        validators=[InputRequired(_l("Choose one of the answers."))],
    )
    words = TextAreaField(
        _l("Anything that would help you?"), validators=[_WORDS], default=""
    )

    def asked(self) -> list[Any]:
        """The fields of the precautions, in their order."""
        today = clock.today()
        return [self[each.code] for each in work_devices.precautions.offered(today)]

    def details(self) -> NewAttestation:
        """What was answered; None where nothing was."""
        return NewAttestation(
            has_device=_answer(self.has_device.data),
            holds={field.name: _answer(field.data) for field in self.asked()},
            words=self.words.data or "",
        )


def attest_device_form() -> _Precautions:
    """The form as today's guidance asks it: each precaution a question of its own."""

    class AttestDeviceForm(_Precautions):
        """How a work device is kept safe."""

    for each in work_devices.precautions.offered(clock.today()):
        question = RadioField(
            _l(each.wording),
            description=_l(each.hint),
            choices=choices_of(_YES_NO),
            validate_choice=False,
        )
        setattr(AttestDeviceForm, each.code, question)
    return AttestDeviceForm()


class GiveHelpForm(SeenForm):
    """What was done."""

    words = TextAreaField(
        _l("What was done?"),
        validators=[InputRequired(_l("Write down what was done.")), _WORDS],
    )

    def details(self) -> HelpGiven:
        """The help."""
        return HelpGiven(self.words.data or "", self.seen())


def _answer(said: str | None) -> bool | None:
    return {YES: True, NO: False}.get(said or "")

"""The forms of a concern that goes to another school, and of what comes from one."""

from typing import Any

from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from safeguard.cases.commands.sending import ACCEPTED, DECLINED, Receipt, Sending
from safeguard.cases.forms.choices import spelt
from safeguard.cases.forms.working import VersionedForm
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import NARRATIVE_LIMIT, ActForm

_LONG = Length(max=NARRATIVE_LIMIT, message=_l("This is too long. Shorten it."))


class SendConcernForm(VersionedForm):
    """To which school, and why."""

    to_school_ref = RadioField(
        _l("To which school does it belong?"),
        validators=[InputRequired(_l("Choose another school of the trust."))],
        validate_choice=False,
    )
    reason = TextAreaField(
        _l("Why does it belong there?"),
        validators=[InputRequired(_l("Write this down in words.")), _LONG],
    )

    def details(self) -> Sending:
        """The sending."""
        return Sending(self.to_school_ref.data, self.reason.data or "", self.seen())


class AnswerTransferForm(ActForm):
    """Taken, or not."""

    answer = RadioField(
        _l("Does it belong to this school?"),
        validators=[InputRequired(_l("Choose whether you take it."))],
    )
    words = TextAreaField(_l("Why not?"), validators=[_LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answer.choices = spelt(
            {ACCEPTED: _l("Yes, we take it"), DECLINED: _l("No, it stays with them")}
        )

    def details(self) -> Receipt:
        """The answer."""
        return Receipt(self.answer.data, self.words.data or "")

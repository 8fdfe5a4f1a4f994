"""The forms of a concern entered in error: one proposes, a second answers."""

from typing import Any

from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from safeguard.cases.commands.voiding import (
    AGREED,
    DECLINED,
    NewProposal,
    SecondAnswer,
)
from safeguard.cases.forms.choices import spelt
from safeguard.cases.forms.working import VersionedForm
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import NARRATIVE_LIMIT, ActForm

_LONG = Length(max=NARRATIVE_LIMIT, message=_l("This is too long. Shorten it."))


class ProposeVoidForm(VersionedForm):
    """Why it is thought to have been entered in error."""

    reason = TextAreaField(
        _l("What is the error?"),
        validators=[InputRequired(_l("Write this down in words.")), _LONG],
    )

    def details(self) -> NewProposal:
        """The proposal."""
        return NewProposal(self.reason.data or "", self.seen())


class AnswerVoidForm(ActForm):
    """What the second person says."""

    answer = RadioField(
        _l("Was it entered in error?"),
        validators=[InputRequired(_l("Choose whether you agree."))],
    )
    words = TextAreaField(_l("Why not?"), validators=[_LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answer.choices = spelt(
            {AGREED: _l("Yes, I agree"), DECLINED: _l("No, it stays")}
        )

    def details(self) -> SecondAnswer:
        """The answer."""
        return SecondAnswer(self.answer.data, self.words.data or "")

"""Forms for signing in and elevating; each may carry what was typed before."""

from wtforms import HiddenField, PasswordField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from school.foundation.passwords import LONGEST
from school.identity.commands.elevating import Asked
from school.identity.commands.signing_in import Try
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import ActForm

NAME_LIMIT = 200
CODE_LIMIT = 40
REASON_LIMIT = 2_000


class OnwardForm(ActForm):
    """A step on the way to a page, or to the sending of what was already written."""

    # An address of ours to go to, and a sealed body to send (decision 15).
    next = HiddenField(_l("Where to go next"))
    carried = HiddenField(_l("What you had written"))


class SignInForm(OnwardForm):
    """User name, password and, for whoever has one, a one-time code."""

    username = StringField(
        _l("User name"),
        [InputRequired(_l("Enter your user name.")), Length(max=NAME_LIMIT)],
    )
    password = PasswordField(
        _l("Password"),
        [InputRequired(_l("Enter your password.")), Length(max=LONGEST)],
    )
    code = StringField(_l("One-time code"), [Length(max=CODE_LIMIT)])

    def details(self) -> Try:
        """What was typed."""
        return Try(
            username=self.username.data or "",
            password=self.password.data or "",
            code=self.code.data or "",
        )


class ReasonForm(OnwardForm):
    """Why case content is opened, where that is asked."""

    reason = TextAreaField(_l("Why you open it"), [Length(max=REASON_LIMIT)])

    def asked(self, address: str) -> Asked:
        """Why, and from where; None when the page asks for no reason."""
        shown = self.reason.raw_data is not None and len(self.reason.raw_data) > 0
        return Asked(self.reason.data if shown else None, address)


class ElevateForm(ReasonForm):
    """A fresh one-time code and, where it is asked for, a reason."""

    code = StringField(
        _l("One-time code"),
        [
            InputRequired(_l("Enter the code from your authenticator app.")),
            Length(max=CODE_LIMIT),
        ],
    )

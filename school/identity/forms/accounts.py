"""Forms for one's own account, and for those who keep the accounts of others."""

from wtforms import (
    HiddenField,
    PasswordField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import EqualTo, InputRequired, Length, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from school.foundation.passwords import LONGEST
from school.identity.commands.accounts import UNBLOCKING_STEPS, Unblocking
from school.identity.forms.signing_in import CODE_LIMIT, OnwardForm
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import ActForm, choices_of

NOTE_LIMIT = 4_000
USERNAME = r"^[^\s]{3,60}$"

BLOCKING_WHYS = {
    "misuse": _l("Somebody else may have used it"),
    "left": _l("The person has left or is away for long"),
    "device_lost": _l("A device or a slip was lost"),
    "other": _l("Another reason, kept on paper"),
}
RESET_WHYS = {
    "device_lost": _l("The telephone or device is lost"),
    "device_broken": _l("The telephone or device is broken or new"),
    "other": _l("Another reason, kept on paper"),
}
STEPS = {
    "spoke_in_person": _l("I spoke with the person face to face and know who it is"),
    "looked_at_sign_ins": _l("We looked together at the last sign-ins and tries"),
    "told_of_break_in": _l(
        "There is no sign of a break-in, or the headteacher and the data protection "
        "officer know of it"
    ),
}


class PasswordForm(OnwardForm):
    """A new password, twice; the present one first, unless it was for one time."""

    present = PasswordField(_l("Your password now"), [Length(max=LONGEST)])
    password = PasswordField(
        _l("New password"),
        [InputRequired(_l("Enter a new password.")), Length(max=LONGEST)],
    )
    again = PasswordField(
        _l("New password, once more"),
        [EqualTo("password", _l("The two new passwords differ. Enter both again."))],
    )


class ConfirmPasswordForm(OnwardForm):
    """A step that begins a second factor: the password once more."""

    present = PasswordField(_l("Your password"), [Length(max=LONGEST)])


class AuthenticatorForm(ConfirmPasswordForm):
    """An authenticator app: its secret, sealed into the page, and its first code."""

    seed = HiddenField(_l("Secret"))
    code = StringField(
        _l("The six figures the app shows now"),
        [InputRequired(_l("Enter the code the app shows.")), Length(max=CODE_LIMIT)],
    )


class PasskeyForm(ConfirmPasswordForm):
    """A passkey, under a name that its owner will know it by."""

    label = StringField(_l("A name for this passkey"), [Length(max=60)])


class OpenAccountForm(ActForm):
    """The user name of a new account."""

    username = StringField(
        _l("User name"),
        [
            InputRequired(_l("Enter a user name.")),
            Regexp(USERNAME, message=_l("Use 3 to 60 characters without spaces.")),
        ],
    )


class BlockForm(ActForm):
    """Why an account is blocked."""

    why = RadioField(
        _l("Why is it blocked?"),
        [InputRequired(_l("Choose why."))],
        choices=choices_of(BLOCKING_WHYS),
    )


class UnblockForm(ActForm):
    """What was done before a blocked account is opened again."""

    steps = SelectMultipleField(
        _l("What you did"),
        choices=choices_of(STEPS),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    note = TextAreaField(
        _l("What you found"),
        [
            InputRequired(_l("Write in a few words what you found.")),
            Length(max=NOTE_LIMIT),
        ],
    )

    def details(self, hashed: str) -> Unblocking:
        """What was done, and the new one-time password's hash."""
        ticked = set(self.steps.data or [])
        done = tuple(step for step in UNBLOCKING_STEPS if step in ticked)
        return Unblocking(done, self.note.data or "", hashed)


class FactorResetForm(ActForm):
    """Why somebody's second factors are to be removed."""

    why = RadioField(
        _l("Why are they to be removed?"),
        [InputRequired(_l("Choose why."))],
        choices=choices_of(RESET_WHYS),
    )

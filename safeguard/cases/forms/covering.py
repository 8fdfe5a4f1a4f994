"""Taking cover for the DSL, and handing it back."""

from wtforms import RadioField
from wtforms.validators import InputRequired

from school.identity.permissions.cover import COVER_REASONS
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import ActForm, choices_of

REASONS = {
    "dsl_away": _l("The DSL and the deputy are away"),
    "no_answer": _l("They were asked and have not answered"),
    "school_closed": _l("The school is closed and I am on duty"),
    "dsl_conflicted": _l("They must not deal with something that waits"),
}


class TakeCoverForm(ActForm):
    """Why somebody takes the DSL's work on."""

    reason = RadioField(
        _l("Why do you take cover?"),
        validators=[InputRequired(_l("Choose why you take cover."))],
        choices=choices_of({code: REASONS[code] for code in COVER_REASONS}),
    )


class HandBackCoverForm(ActForm):
    """Handing the work back."""

"""The first question, on every form: is an indecent image of a child suspected?"""

from typing import Any

from wtforms import RadioField
from wtforms.validators import InputRequired, Optional

from safeguard.cases.forms.choices import spelt
from safeguard.cases.forms.working import VersionedForm
from safeguard.examinations.commands.halting import Halt
from safeguard.examinations.forms.words import YES_NO
from safeguard.guidance import examinations as lists
from safeguard.guidance.choosing import offered
from school.web.catalogue import lazy_gettext as _l

NOT_KNOWN = "not_known"


class FirstQuestionForm(VersionedForm):
    """A form that begins with the first question (seed 6.3; security brief §3.1)."""

    suspected = RadioField(
        _l("Do you suspect an indecent image of a child?"),
        validators=[InputRequired(_l("Answer this question first."))],
    )
    sighting = RadioField(_l("Has anybody seen it?"), validators=[Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suspected.choices = spelt(YES_NO)
        self.sighting.choices = offered(lists.sightings)

    def suspects(self) -> bool:
        """Whether the answer is yes. Then nothing else on the page is looked at."""
        return self.is_submitted() and self.suspected.data == "yes"


class HaltExaminationForm(VersionedForm):
    """One press, from any page."""

    sighting = RadioField(
        _l("Has anybody seen it?"), validators=[Optional()], default=NOT_KNOWN
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sighting.choices = offered(lists.sightings)

    def details(self) -> Halt:
        """Likewise."""
        return Halt(self.sighting.data or NOT_KNOWN)

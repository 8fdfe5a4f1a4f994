"""A school's numbers and hours, a term, and days without pupils."""

from collections.abc import Iterable
from typing import Any

from wtforms import SelectField
from wtforms.validators import InputRequired

from school.calendars.models import ClosureKind
from school.identity.commands.cover import NewDutyTurn
from school.identity.commands.settings import NewClosure, NewTerm
from school.identity.forms.fields import day_field, name_field, text_field
from school.identity.permissions.settings import SETTINGS
from school.identity.queries.people import Named
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import ActForm, choices_of

CLOSURE_WORDS = {
    ClosureKind.HALF_TERM: _l("Half-term"),
    ClosureKind.INSET: _l("Training day (INSET)"),
    ClosureKind.CLOSURE: _l("Closure"),
}


class ChangeSettingsForm(ActForm):
    """Local numbers and hours. An empty one is a gap, and shown as one."""

    dsl_telephone = text_field(_l("DSL, in school hours"))
    social_care_number = text_field(_l("Children’s social care (MASH or front door)"))
    social_care_address = text_field(_l("Its page or secure e-mail"), 254)
    social_care_out_of_hours_number = text_field(
        _l("Emergency duty team, nights and weekends")
    )
    lado_number = text_field(
        _l("LADO, the council’s officer for concerns about adults")
    )
    lado_address = text_field(_l("Their page or secure e-mail"), 254)
    police_number = text_field(_l("Police, not an emergency"))
    prevent_number = text_field(_l("Prevent team"))
    prevent_address = text_field(_l("Their page or secure e-mail"), 254)
    chair_contact = text_field(_l("Chair of trustees, through the trust’s office"), 254)
    site_address = text_field(_l("The school’s address, to read out to 999"), 254)
    school_opens = text_field(_l("The school day begins"), 20)
    school_ends = text_field(_l("The school day ends"), 20)

    def details(self) -> dict[str, str]:
        """What was typed, by the name of the setting."""
        return {name: self[name].data or "" for name in SETTINGS}


class AddTermForm(ActForm):
    """A term."""

    name = name_field(_l("Name of the term"), _l("Enter a name, as Autumn 2026."))
    begins_on = day_field(_l("First day"), _l("Enter the first day."))
    ends_on = day_field(_l("Last day"), _l("Enter the last day."))

    def details(self) -> NewTerm:
        """The term to be added."""
        begins_on, ends_on = _days(self)
        return NewTerm(self.name.data or "", begins_on, ends_on)


class AddClosureForm(ActForm):
    """Days of a term without pupils."""

    kind = SelectField(
        _l("What they are"),
        [InputRequired(_l("Choose what these days are."))],
        choices=choices_of(
            {kind.value: words for kind, words in CLOSURE_WORDS.items()}
        ),
    )
    begins_on = day_field(_l("First day"), _l("Enter the first day."))
    ends_on = day_field(_l("Last day"), _l("Enter the last day."))

    def details(self) -> NewClosure:
        """The days to be added."""
        begins_on, ends_on = _days(self)
        return NewClosure(self.kind.data, begins_on, ends_on)


class AddDutyTurnForm(ActForm):
    """A turn on the duty rota."""

    person_ref = SelectField(_l("Who"), [InputRequired(_l("Choose who."))])
    begins_on = day_field(_l("First day"), _l("Enter the first day."))
    ends_on = day_field(_l("Last day"), _l("Enter the last day."))
    telephone = text_field(_l("Where they are reached"))

    def offer(self, people: Iterable[Named]) -> None:
        """Those who could open what comes in."""
        known = {each.ref: each.name for each in people}
        self.person_ref.choices = choices_of({"": _("Choose a person"), **known})

    def details(self) -> NewDutyTurn:
        """The turn to be added."""
        begins_on, ends_on = _days(self)
        return NewDutyTurn(
            self.person_ref.data, begins_on, ends_on, self.telephone.data or ""
        )


def _days(form: Any) -> tuple[Any, Any]:
    return form.begins_on.day, form.ends_on.day

"""Granting, approving and ending a role."""

from collections.abc import Iterable

from wtforms import SelectField
from wtforms.validators import InputRequired

from school.foundation.actor import Role
from school.foundation.role_names import ROLE_NAMES, leading_role
from school.identity.commands.appointments import NewAppointment
from school.identity.forms.fields import day_field
from school.identity.queries.posts import Candidate
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import ActForm, choices_of


class AppointForm(ActForm):
    """A role for somebody, from a day, for cover to a last day."""

    role = SelectField(_l("Role"), [InputRequired(_l("Choose the role."))])
    person_ref = SelectField(_l("Who"), [InputRequired(_l("Choose who."))])
    begins_on = day_field(_l("First day"))
    ends_on = day_field(_l("Last day"))

    def offer(self, roles: Iterable[Role], people: Iterable[Candidate]) -> None:
        """The roles that are this person's to grant, and whom they may appoint."""
        named = {role.value: _(ROLE_NAMES[role]) for role in roles}
        self.role.choices = choices_of({"": _("Choose a role"), **named})
        known = {each.ref: _told_apart(each) for each in people}
        self.person_ref.choices = choices_of({"": _("Choose a person"), **known})

    def details(self) -> NewAppointment:
        """The role to be granted."""
        return NewAppointment(
            person_ref=self.person_ref.data,
            role=self.role.data,
            begins_on=self.begins_on.day,
            ends_on=self.ends_on.day,
        )


def _told_apart(each: Candidate) -> str:
    role = leading_role(frozenset(each.roles))
    return f"{each.name} ({_(ROLE_NAMES[role])})" if role else each.name


class ApproveAppointmentForm(ActForm):
    """The second person's yes."""


class EndAppointmentForm(ActForm):
    """The end of a role."""

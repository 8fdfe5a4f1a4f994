"""Forms to find people, to add a pupil, a colleague or an adult of a pupil, to mend."""

from collections.abc import Iterable
from typing import Any

from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    ValidationError,
)
from wtforms.validators import InputRequired, NumberRange, Optional

from school.foundation import clock
from school.foundation.actor import Role
from school.foundation.role_names import ROLE_NAMES
from school.identity.commands.adding import NewContact, NewPupil, NewStaff
from school.identity.commands.enrolling import ComingBack, Leaving
from school.identity.commands.people import NewPerson
from school.identity.commands.roll.cells import EARLIEST_BIRTHDAY, is_email, upn_in
from school.identity.forms.fields import (
    CleanField,
    day_field,
    is_a_upn,
    name_field,
    only_text,
    text_field,
)
from school.identity.permissions.appointing import WITH_THE_ACCOUNTS
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import ActForm, choices_of

ANOTHER = "another"
_NEW_FORM = "+"
SEXES = {
    "": _l("Not recorded"),
    "female": _l("Female"),
    "male": _l("Male"),
    "other": _l("Other"),
    "unspecified": _l("Not specified"),
}
RELATIONSHIP_WORDS = {
    "mother": _l("Mother"),
    "father": _l("Father"),
    "parent": _l("Parent"),
    "step_parent": _l("Step-parent"),
    "grandparent": _l("Grandparent"),
    "foster_carer": _l("Foster carer"),
    "carer": _l("Carer"),
    "guardian": _l("Guardian"),
    "sibling": _l("Brother or sister"),
    "relative": _l("Another relative"),
    "social_worker": _l("Social worker"),
    "friend": _l("Friend or neighbour"),
    "childminder": _l("Childminder"),
    "other": _l("Other"),
}
_GIVEN = _l("Enter the given name.")
_FAMILY = _l("Enter the family name.")


class FindPeopleForm(ActForm):
    """Words of a name. They are sent in the body: no name stands in an address."""

    words = CleanField(_l("Part of a name"), [InputRequired(_l("Enter a name."))])
    kind = HiddenField()


class NamedForm(ActForm):
    """Somebody's names, and who it is when somebody of that name is here already."""

    given_name = name_field(_l("Given name"), _GIVEN)
    family_name = name_field(_l("Family name"), _FAMILY)
    same_as = RadioField(
        _l("Somebody of this name is here already. Who is it?"),
        [Optional()],
        choices=[],
        validate_choice=False,
    )

    def ask_who(self, known: Iterable[tuple[str, str]], another: str) -> None:
        """Offer those of the same name, and that it is somebody else."""
        self.same_as.choices = choices_of({**dict(known), ANOTHER: another})

    @property
    def chosen(self) -> str | None:
        """The person it is, when it is somebody who is here already."""
        return None if self.same_as.data in {None, "", ANOTHER} else self.same_as.data

    @property
    def is_another(self) -> bool:
        """Whether the namesakes were looked at, and it is none of them."""
        return bool(self.same_as.data == ANOTHER)


def _is_email(form: Any, field: Any) -> None:  # noqa: ARG001
    if field.data and not is_email(field.data):
        raise ValidationError(_("Write the address as name@school.org."))


def _born_in_living_memory(form: Any, field: Any) -> None:  # noqa: ARG001
    if field.day and field.day >= clock.today():
        raise ValidationError(_("This day has not come yet. Check the year."))
    if field.day and field.day < EARLIEST_BIRTHDAY:
        raise ValidationError(_("This day is too long ago. Check the year."))


class AddPupilForm(NamedForm):
    """A pupil to be added."""

    preferred_name = name_field(_l("Preferred given name"))
    born_on = day_field(_l("Date of birth"))
    sex = SelectField(_l("Sex"), choices=choices_of(SEXES))
    upn = CleanField(_l("Unique pupil number (UPN)"), [Optional(), only_text, is_a_upn])
    roll_number = text_field(_l("Roll number"), 40)
    form_title = SelectField(_l("Form"), validate_choice=False)
    new_form = text_field(_l("The name of the new form"))
    year = text_field(_l("Its year group"), 20)

    def offer(self, forms: Iterable[tuple[str, str]]) -> None:
        """The forms there are, and a new one."""
        self.form_title.choices = choices_of(
            {
                "": _("Choose a form"),
                **{title: title for _ref, title in forms},
                _NEW_FORM: _("A form that is not in the list"),
            }
        )

    def validate_born_on(self, field: Any) -> None:
        """Nobody was born in the future, nor before 1920."""
        _born_in_living_memory(self, field)

    def validate_form_title(self, field: Any) -> None:
        """Every pupil belongs to a form."""
        if not field.data:
            raise ValidationError(_("Choose the form."))
        if field.data == _NEW_FORM and not self.new_form.data:
            raise ValidationError(_("Write the name of the new form below."))

    @property
    def upn_is_unusual(self) -> bool:
        """Whether the UPN is right but from a council that we do not know."""
        return upn_in(self.upn.data or "")[2] is not None

    def details(self) -> NewPupil:
        """The pupil to be added."""
        new = self.form_title.data == _NEW_FORM
        return NewPupil(
            NewPerson(
                given_name=self.given_name.data or "",
                family_name=self.family_name.data or "",
                preferred_name=self.preferred_name.data or None,
                born_on=self.born_on.day,
                sex=self.sex.data or None,
                upn=upn_in(self.upn.data or "")[0],
                roll_number=self.roll_number.data or None,
            ),
            form=(self.new_form.data if new else self.form_title.data) or "",
            year=(self.year.data or None) if new else None,
            another=self.is_another,
        )


def _staff_roles() -> dict[str, Any]:
    first = (Role.TEACHER, Role.TUTOR, Role.AIDE, Role.OFFICE, Role.STAFF)
    rest = [role for role in ROLE_NAMES if role in WITH_THE_ACCOUNTS - {*first}]
    named = {role.value: ROLE_NAMES[role] for role in (*first, *rest)}
    return {**named, "": _l("None yet: others grant this person’s role")}


class AddStaffForm(NamedForm):
    """A member of staff to be added."""

    role = SelectField(_l("Role"), choices=choices_of(_staff_roles()))
    email = EmailField(_l("E-mail at school"), [Optional(), only_text, _is_email])
    roll_number = text_field(_l("Staff number"), 40)
    forms = text_field(_l("Forms taught"), 200)

    def details(self) -> NewStaff:
        """The member of staff to be added."""
        titles = (self.forms.data or "").replace(";", ",").split(",")
        return NewStaff(
            NewPerson(
                given_name=self.given_name.data or "",
                family_name=self.family_name.data or "",
                email=self.email.data or None,
                roll_number=self.roll_number.data or None,
                number_kind="staff",
            ),
            role=self.role.data or "",
            forms=tuple(title.strip() for title in titles if title.strip()),
            same_as=self.chosen,
            another=self.is_another,
        )


class AddContactForm(NamedForm):
    """An adult of a pupil to be added."""

    kind = SelectField(
        _l("Who they are to the pupil"),
        [InputRequired(_l("Choose who they are to the pupil."))],
        choices=choices_of({"": _l("Choose"), **RELATIONSHIP_WORDS}),
    )
    parental_responsibility = BooleanField(_l("Has parental responsibility"))
    telephone = CleanField(_l("Telephone"), [Optional(), only_text])
    email = EmailField(_l("E-mail"), [Optional(), only_text, _is_email])
    priority = IntegerField(
        _l("Order in which to ring"), [Optional(), NumberRange(1, 99)], default=1
    )

    def details(self, pupil_ref: str) -> NewContact:
        """The adult to be recorded for that pupil."""
        return NewContact(
            NewPerson(
                given_name=self.given_name.data or "",
                family_name=self.family_name.data or "",
                telephone=self.telephone.data or None,
                email=self.email.data or None,
                number_kind="contact",
            ),
            pupil_ref=pupil_ref,
            kind=self.kind.data,
            parental_responsibility=bool(self.parental_responsibility.data),
            priority=self.priority.data or 1,
            same_as=self.chosen,
            another=self.is_another,
        )


class EndEnrolmentForm(ActForm):
    """A pupil's last day at the school."""

    last_on = day_field(
        _l("Last day at this school"), _l("Enter the last day at this school.")
    )

    def details(self) -> Leaving:
        """The day."""
        return Leaving(self.last_on.day or clock.today())


class ResumeEnrolmentForm(ActForm):
    """The form to which a pupil comes back."""

    class_ref = SelectField(
        _l("Form"),
        [InputRequired(_l("Choose the form."))],
        validate_choice=False,
    )

    def offer(self, forms: Iterable[tuple[str, str]]) -> None:
        """The school's forms."""
        self.class_ref.choices = choices_of({"": _("Choose a form"), **dict(forms)})

    def details(self) -> ComingBack:
        """The form."""
        return ComingBack(self.class_ref.data or "")


class ChangePersonForm(ActForm):
    """A person's particulars, to be mended; what is left empty stays as it is."""

    given_name = name_field(_l("Given name"), _GIVEN)
    family_name = name_field(_l("Family name"), _FAMILY)
    preferred_name = name_field(_l("Preferred given name"))
    born_on = day_field(_l("Date of birth"))
    sex = SelectField(_l("Sex"), choices=choices_of(SEXES))
    upn = CleanField(_l("Unique pupil number (UPN)"), [Optional(), only_text, is_a_upn])
    email = EmailField(_l("E-mail"), [Optional(), only_text, _is_email])
    telephone = CleanField(_l("Telephone"), [Optional(), only_text])
    roll_number = text_field(_l("Roll number or staff number"), 40)
    version = HiddenField()

    def validate_born_on(self, field: Any) -> None:
        """Nobody was born in the future, nor before 1920."""
        _born_in_living_memory(self, field)

    def details(self, kind: str) -> NewPerson:
        """The particulars as they should be; `kind` says whose numbering it is."""
        return NewPerson(
            given_name=self.given_name.data or "",
            family_name=self.family_name.data or "",
            preferred_name=self.preferred_name.data or None,
            born_on=self.born_on.day,
            sex=self.sex.data or None,
            upn=upn_in(self.upn.data or "")[0],
            email=self.email.data or None,
            telephone=self.telephone.data or None,
            roll_number=self.roll_number.data or None,
            number_kind=kind,
        )

"""The forms of the register: putting on the list, taking back, naming, the rules."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired

from safeguard.guidance import searches, training
from safeguard.guidance.choosing import offered
from safeguard.searches.commands.authorising import (
    NewAdviser,
    NewAuthorisation,
    NewRules,
    Revocation,
)
from safeguard.searches.forms.starting import LONG, SHORT
from school.foundation import clock
from school.identity.queries.people import Named
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.fields import day
from school.web.forms import ActForm

# Offered when the page is opened; a school year is shorter, and may be chosen.
TERM = timedelta(days=365)


class PersonForm(ActForm):
    """A form about one colleague, from a first to a last day."""

    person_ref = SelectField(
        _l("Who?"),
        validators=[InputRequired(_l("Choose who it is."))],
        validate_choice=False,
    )
    begins_on = day(_l("From"))
    ends_on = day(_l("Until and including"))

    def offer(self, people: list[Named]) -> None:
        """Those who may be chosen, and a year from today."""
        self.person_ref.choices = {"": _("Choose"), **{p.ref: p.name for p in people}}
        if not self.is_submitted():
            self.begins_on.data = clock.today()
            self.ends_on.data = clock.today() + TERM

    def days(self) -> tuple[date, date]:
        """Both days; today where one was left empty."""
        begins = self.begins_on.data or clock.today()
        return begins, self.ends_on.data or begins


class AuthoriseSearcherForm(PersonForm):
    """Put somebody on the list."""

    scopes = SelectMultipleField(_l("To search for"), validate_choice=False)
    trained_on = day(_l("Trained for searching on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scopes.choices = offered(searches.scopes)

    def offer_warned(
        self, people: list[Named], lapsed: Mapping[str, tuple[str, ...]]
    ) -> None:
        """Beside each name, which training has lapsed or is not recorded."""
        self.offer(
            [
                replace(each, name=f"{each.name} ({_untrained(lapsed[each.ref])})")
                if each.ref in lapsed
                else each
                for each in people
            ]
        )

    def details(self) -> NewAuthorisation:
        """As typed."""
        return NewAuthorisation(
            self.person_ref.data or "",
            tuple(self.scopes.data or ()),
            *self.days(),
            self.trained_on.data,
        )


class RevokeSearcherForm(ActForm):
    """Take it back, with a reason that all who work in the trust may read."""

    reason = TextAreaField(_l("Why is it taken back?"), [LONG])

    def details(self) -> Revocation:
        """As typed."""
        return Revocation(self.reason.data or "")


class NameAdviserForm(PersonForm):
    """Name somebody whose advice counts."""

    def details(self) -> NewAdviser:
        """As typed."""
        return NewAdviser(self.person_ref.data or "", *self.days())


class EndAdviserForm(ActForm):
    """One press."""


class SetSearchRulesForm(ActForm):
    """What a version of the school's rules names as searchable."""

    title = StringField(_l("Which version of the school rules?"), [SHORT])
    items = SelectMultipleField(
        _l("Named there as items that may be searched for"), validate_choice=False
    )
    in_force_on = day(_l("In force from"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        statutory = {each.code for each in searches.items if each.statutory}
        self.items.choices = {
            code: word
            for code, word in offered(searches.items).items()
            if code not in statutory
        }
        if not self.is_submitted():
            self.in_force_on.data = clock.today()

    def details(self) -> NewRules:
        """As typed."""
        return NewRules(
            self.title.data or "",
            tuple(self.items.data or ()),
            self.in_force_on.data or clock.today(),
        )


def _untrained(codes: tuple[str, ...]) -> str:
    courses = ", ".join(_(training.courses.named(code).short) for code in codes)
    return _("not trained or out of date: %(courses)s", courses=courses)

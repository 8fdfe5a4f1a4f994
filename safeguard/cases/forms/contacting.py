"""The form of a contact with parents: what came of it, who, how, what was said."""

from collections.abc import Iterable

from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from safeguard.cases.commands.contacting import NewContact
from safeguard.cases.forms.working import HappenedForm, VersionedForm
from safeguard.cases.permissions.parents import CONCERNED, COURT_ORDER, NO_CONTACT
from safeguard.cases.queries.parents import Adult
from safeguard.guidance import casework
from school.foundation import clock
from school.identity.forms.people import RELATIONSHIP_WORDS
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import NARRATIVE_LIMIT

SOMEBODY_ELSE = "somebody_else"
WARNINGS = {
    NO_CONTACT: _l("Must not be told: the roll says not to contact them."),
    CONCERNED: _l("Must not be told: the concern is about them."),
    COURT_ORDER: _l("There is a court order. Read it before you turn to them."),
}


class RecordContactForm(VersionedForm, HappenedForm):
    """An attempt to reach a parent, or why nobody was told."""

    outcome = RadioField(
        _l("What came of it?"),
        validators=[InputRequired(_l("Choose what came of it."))],
        validate_choice=False,
    )
    who = RadioField(_l("With whom?"), validators=[Optional()], validate_choice=False)
    who_words = StringField(
        _l("Who was it, and what are they to the child?"),
        validators=[Length(max=200, message=_l("Use at most 200 characters."))],
    )
    all_the_same = BooleanField(_l("They were told all the same"))
    way = RadioField(_l("How?"), validators=[Optional()], validate_choice=False)
    said = TextAreaField(
        _l("What was said, or why nobody was told"),
        validators=[
            InputRequired(_l("Write this down in words.")),
            Length(max=NARRATIVE_LIMIT, message=_l("This is too long.")),
        ],
    )

    def offer(self, adults: Iterable[Adult], *, held: bool) -> None:
        """What can be chosen; while an agency asks to wait, nothing that tells."""
        today = clock.today()
        self.outcome.choices = {
            each.code: _(each.wording)
            for each in casework.contacts.offered(today)
            if (each.although if each.tells and held else not each.although)
        }
        self.who.choices = {
            **{each.person_ref: each.name for each in adults},
            SOMEBODY_ELSE: _("Somebody else"),
        }
        self.way.choices = {
            each.code: _(each.wording) for each in casework.contact_ways.offered(today)
        }

    def hints(self) -> dict[str, str]:
        """What stands under each outcome."""
        offered = casework.contacts.offered(clock.today())
        return {each.code: _(each.hint) for each in offered if each.hint}

    def who_they_are(self, adults: Iterable[Adult]) -> dict[str, str]:
        """What stands under each adult: whose, and what warns."""
        return {each.person_ref: _about(each) for each in adults}

    def details(self) -> NewContact:
        """The attempt as it was."""
        named = self.who.data and self.who.data != SOMEBODY_ELSE
        return NewContact(
            outcome=self.outcome.data,
            said=self.said.data or "",
            adult_ref=self.who.data if named else None,
            adult_words="" if named else self.who_words.data or "",
            way=self.way.data or None,
            happened_at=self.happened_at(),
            all_the_same=bool(self.all_the_same.data),
            version=self.seen(),
        )


def _about(adult: Adult) -> str:
    whose = [f"{RELATIONSHIP_WORDS.get(k, k)}: {name}" for k, name in adult.relations]
    warned = [str(WARNINGS[code]) for code in sorted(adult.warnings)]
    return ". ".join([", ".join(whose), *warned])

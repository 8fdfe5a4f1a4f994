"""The form that starts a search: who and where, for what and why."""

from typing import Any

from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from safeguard.guidance import searches
from safeguard.guidance.choosing import offered
from safeguard.searches.commands.starting import NewSearch, Why
from safeguard.searches.forms.people import PupilForm
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import NARRATIVE_LIMIT

LONG = Length(max=NARRATIVE_LIMIT, message=_l("This is too long."))
SHORT = Length(max=200, message=_l("Use at most 200 characters."))
YES_NO = {"yes": _l("Yes"), "no": _l("No")}


class WhyForm(PupilForm):
    """Whom, for what, and on which grounds."""

    place = RadioField(
        _l("Where will it be?"),
        validators=[InputRequired(_l("Choose where it will be."))],
        validate_choice=False,
    )
    place_words = StringField(_l("Which room, or where on the trip?"), [SHORT])
    item = RadioField(
        _l("What do you look for?"),
        validators=[InputRequired(_l("Choose what you look for."))],
        validate_choice=False,
    )
    looked_for = StringField(_l("In a few words: what exactly?"), [SHORT])
    device = RadioField(
        _l("Is a phone, tablet or another device part of it?"),
        validators=[InputRequired(_l("Say whether a device is part of it."))],
        validate_choice=False,
    )
    grounds = SelectMultipleField(
        _l("You have reasonable grounds to suspect that…"), validate_choice=False
    )
    facts = TextAreaField(_l("Which facts make you suspect it?"), [LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place.choices = offered(searches.places)
        self.item.choices = offered(searches.items)
        self.grounds.choices = offered(searches.grounds)
        self.device.choices = {code: str(word) for code, word in YES_NO.items()}

    def why(self) -> Why:
        """Grounds, facts, and what is looked for."""
        return Why(
            grounds=tuple(self.grounds.data or ()),
            facts=self.facts.data or "",
            looked_for=self.looked_for.data or "",
        )


class StartSearchForm(WhyForm):
    """Start a search, step by step."""

    def details(self, origin_ref: str | None) -> NewSearch:
        """The search as typed."""
        return NewSearch(
            pupil_ref=self.ref_of("pupil"),
            item=self.item.data or "",
            why=self.why(),
            place=self.place.data or "",
            place_words=self.place_words.data or "",
            device=self.device.data == "yes",
            origin_ref=origin_ref,
        )

"""The forms after a search: what was found, parents, reviews, additions."""

from typing import Any

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from safeguard.cases.forms.working import VersionedForm
from safeguard.guidance import searches
from safeguard.guidance.choosing import offered
from safeguard.searches.commands.finishing import Finding, ParentsTold
from safeguard.searches.commands.reviewing import Review, Words
from safeguard.searches.forms.conducting import MomentFields
from safeguard.searches.forms.course import said, spelt
from safeguard.searches.forms.people import FindingForm, found_rows
from safeguard.searches.forms.starting import LONG, SHORT
from safeguard.searches.forms.words import EXPLOITED, YES_NO
from school.web.catalogue import lazy_gettext as _l


class RecordFindingForm(FindingForm, VersionedForm):
    """What was found; the question about an image comes first."""

    FINDERS = {"accused": "accused"}  # noqa: RUF012 - each form says its own
    image = RadioField(
        _l("Could there be a nude or sexual picture of a child on it?"),
        validators=[Optional()],
        validate_choice=False,
    )
    found = RadioField(
        _l("Was anything found?"), validators=[Optional()], validate_choice=False
    )
    what = TextAreaField(_l("What was found, and where?"), [LONG])
    account = TextAreaField(_l("The pupil’s own account"), [LONG])
    follow_up = TextAreaField(_l("What happens with it, and with the pupil?"), [LONG])
    accused = found_rows()
    find_accused = StringField(_l("Is a colleague accused in it?"))
    found_accused = StringField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.image.choices = self.found.choices = spelt(YES_NO)

    def details(self) -> Finding:
        """As typed."""
        return Finding(
            image=said(self.image),
            found=said(self.found),
            what=self.what.data or "",
            follow_up=self.follow_up.data or "",
            account=self.account.data or "",
            accused=self.refs_of("accused"),
            version=self.seen(),
        )


class InformParentsForm(MomentFields, VersionedForm):
    """That the parents were told, or why not."""

    answer = RadioField(
        _l("Have the parents been told?"),
        validators=[InputRequired(_l("Say whether they have been told."))],
        validate_choice=False,
    )
    who = StringField(_l("Who was told?"), [SHORT])
    contact = RadioField(_l("How?"), validators=[Optional()], validate_choice=False)
    response = TextAreaField(_l("What did they say?"), [LONG])
    reason = TextAreaField(_l("Why not?"), [LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answer.choices = offered(searches.parents)
        self.contact.choices = offered(searches.contacts)

    def narrow(self, *, told_anyway: bool) -> None:
        """For a statutory item, or where an image is suspected, parents are told: that
        there is no need is not offered.
        """
        if told_anyway:
            kept = searches.parents.named
            self.answer.choices = {
                code: word
                for code, word in offered(searches.parents).items()
                if not kept(code).school_rule_only
            }

    def details(self) -> ParentsTold:
        """As typed."""
        return ParentsTold(
            answer=self.answer.data or "",
            who=self.who.data or "",
            contact=self.contact.data or "",
            told_at=self.happened_at(),
            response=self.response.data or "",
            reason=self.reason.data or "",
            version=self.seen(),
        )


class ReviewSearchForm(VersionedForm):
    """What safeguarding sees in it."""

    help = RadioField(
        _l("Does this child need more help?"),
        validators=[InputRequired(_l("Choose what is needed."))],
        validate_choice=False,
    )
    exploited = RadioField(
        _l("Might the pupil be exploited by others?"),
        validators=[InputRequired(_l("Answer this too."))],
        validate_choice=False,
    )
    words = TextAreaField(_l("What do you base that on?"), [LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help.choices = offered(searches.helps)
        self.exploited.choices = spelt(EXPLOITED)

    def details(self) -> Review:
        """As typed."""
        return Review(
            self.help.data or "",
            self.exploited.data or "",
            self.words.data or "",
            self.seen(),
        )


class WordsForm(VersionedForm):
    """Words, and nothing else."""

    text = TextAreaField(_l("What do you want to add?"), [LONG])

    def details(self) -> Words:
        """As typed."""
        return Words(self.text.data or "", self.seen())


class ReviewDeviationsForm(WordsForm):
    """The head's answer to what was not as it must be."""

    text = TextAreaField(_l("What do you say to it, and what follows?"), [LONG])


class AddToSearchForm(WordsForm):
    """Something to add."""


class RaiseFromSearchForm(WordsForm):
    """A concern about the child."""

    text = TextAreaField(_l("What worries you about the child?"), [LONG])

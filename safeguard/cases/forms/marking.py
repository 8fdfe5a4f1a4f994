"""The form of one mark on a body map; it needs no picture."""

from collections.abc import Iterable
from typing import Any

from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from safeguard.cases.commands.marking import HANDS, NEITHER, VIEWS, NewMark
from safeguard.cases.forms.working import HappenedForm, VersionedForm
from safeguard.cases.queries.people_in import Child, first_words
from safeguard.guidance import casework
from safeguard.guidance.choosing import offered
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import NARRATIVE_LIMIT

_LONG = Length(max=NARRATIVE_LIMIT, message=_l("This is too long. Shorten it."))


class MarkBodyForm(VersionedForm, HappenedForm):
    """Where, what it is, what it looks like, what the child says."""

    child = RadioField(
        _l("On which child?"),
        validators=[InputRequired(_l("Choose the child."))],
        validate_choice=False,
    )
    region = SelectField(
        _l("Where on the body?"),
        validators=[InputRequired(_l("Choose where on the body it is."))],
    )
    view = RadioField(
        _l("Front or back?"), validators=[InputRequired(_l("Choose front or back."))]
    )
    hand = RadioField(_l("Which side?"), default=NEITHER)
    kind = SelectField(
        _l("What is it?"), validators=[InputRequired(_l("Choose what it is."))]
    )
    looks = TextAreaField(
        _l("What does it look like?"),
        validators=[InputRequired(_l("Write down size, shape and colour.")), _LONG],
    )
    explained = TextAreaField(
        _l("How does the child explain it, in the child’s own words?"),
        validators=[_LONG],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sides = offered(casework.sides)
        self.region.choices = {"": _("Choose"), **offered(casework.regions)}
        self.kind.choices = {"": _("Choose"), **offered(casework.injuries)}
        self.view.choices = {code: sides[code] for code in VIEWS}
        self.hand.choices = {
            **{code: sides[code] for code in HANDS},
            NEITHER: _("The middle, or both"),
        }

    def offer(self, children: Iterable[Child]) -> None:
        """The children, by name or as they were described; one alone is chosen."""
        choices = {
            each.person_ref or each.row_ref: each.name
            if each.known
            else _("Name not known: %(words)s", words=first_words(each.name))
            for each in children
        }
        self.child.choices = choices
        if len(choices) == 1 and not self.child.data:
            self.child.data = next(iter(choices))

    def details(self) -> NewMark:
        """The mark."""
        return NewMark(
            child_ref=self.child.data,
            region=self.region.data,
            view=self.view.data,
            hand=self.hand.data,
            kind=self.kind.data,
            looks=self.looks.data or "",
            explained=self.explained.data or "",
            happened_at=self.happened_at(),
            version=self.seen(),
        )

"""The form that puts right whom a concern is about."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from safeguard.cases.commands.relinking import UNNAMED, Relinking
from safeguard.cases.forms.choices import part_choices
from safeguard.cases.forms.working import VersionedForm
from safeguard.cases.queries.people_in import Child
from school.identity.queries.people import Named
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import NARRATIVE_LIMIT

NOBODY = "nobody"


class RelinkConcernForm(VersionedForm):
    """Which child goes, which comes, and why."""

    before = RadioField(
        _l("Which child is not in it?"),
        validators=[InputRequired(_l("Choose which child it is about wrongly."))],
        validate_choice=False,
    )
    name = StringField(_l("Who is it instead?"), validators=[Length(max=100)])
    found = RadioField(_l("Which one?"), validators=[Optional()], validate_choice=False)
    part = SelectField(_l("Part in it"), default="harmed")
    reason = TextAreaField(
        _l("Why is it put right?"),
        validators=[
            InputRequired(_l("Write this down in words.")),
            Length(max=NARRATIVE_LIMIT, message=_l("This is too long. Shorten it.")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part.choices = part_choices()

    def offer(self, children: Iterable[Child], answers: Iterable[Named]) -> None:
        """Whom it is about now, and whom the typed name may mean."""
        self.before.choices = {
            **{
                each.person_ref or UNNAMED: each.name or _("Name not known")
                for each in children
            },
            NOBODY: _("None of them: a child is missing"),
        }
        self.found.choices = {
            each.ref: " · ".join(filter(None, [each.name, each.where]))
            for each in answers
        }

    @property
    def still_to_choose(self) -> bool:
        """Whether a name was typed and nobody chosen of those it may mean."""
        return bool((self.name.data or "").strip()) and not self.found.data

    def take_back(self, problems: Mapping[str, str]) -> None:
        """Where nobody can be chosen yet, the place to begin is the name."""
        begin = "found" if self.found.data else "name"
        super().take_back(
            {begin if k == "found" else k: text for k, text in problems.items()}
        )

    def details(self) -> Relinking:
        """What is put right."""
        return Relinking(
            reason=self.reason.data or "",
            before=None if self.before.data == NOBODY else self.before.data,
            after_ref=self.found.data or None,
            part=self.part.data,
            version=self.seen(),
        )

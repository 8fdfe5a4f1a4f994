"""Forms of texts: begun, clauses added, changed and taken out, approved, in force."""

from collections.abc import Iterable
from typing import Any

from flask import request
from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length

from safeguard.agreements.commands.clauses import (
    FIRST,
    EditedClause,
    NewClause,
    WrittenVariant,
)
from safeguard.agreements.commands.templates import (
    LIVE_VERSION,
    NOTE_LIMIT,
    STARTING_TEXT,
    Approval,
    NewTemplate,
)
from safeguard.agreements.queries.templates import ClauseRead, TemplateRead
from safeguard.guidance import agreements as guidance
from safeguard.guidance.agreements import EASY
from safeguard.guidance.choosing import offered
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import ActForm, SeenForm

STATES = {
    "draft": _l("Draft"),
    "approved": _l("Approved"),
    "live": _l("In force"),
    "superseded": _l("Replaced"),
    "discarded": _l("Discarded"),
}
SHAPES = {
    "draft": "planned",
    "approved": "decide",
    "live": "done",
    "superseded": "held",
    "discarded": "held",
}
WORDS = "words_"
# The text that binds whoever works here.
OWN_KIND = "adults"
_NOTE = Length(max=NOTE_LIMIT, message=_l("This is too long. Use fewer words."))


class StartTemplateForm(ActForm):
    """Whom it is for, and from which words it begins."""

    kind = RadioField(
        _l("For whom is it?"),
        validators=[InputRequired(_l("Choose for whom the text is."))],
        validate_choice=False,
    )
    basis = RadioField(
        _l("From which words does it begin?"),
        validators=[InputRequired(_l("Choose from which words it begins."))],
        validate_choice=False,
    )
    change_note = StringField(_l("What is to change, and why"), validators=[_NOTE])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = offered(guidance.kinds)
        self.basis.choices = {
            LIVE_VERSION: _("The version that is in force"),
            STARTING_TEXT: _("Our starting text"),
        }

    def details(self) -> NewTemplate:
        """Whom it is for and whence it comes."""
        return NewTemplate(
            kind=self.kind.data or "",
            basis=self.basis.data or "",
            change_note=self.change_note.data or "",
        )


class ClauseForm(SeenForm):
    """A clause: under which heading, after which other, in which words."""

    part = SelectField(_l("Under which heading?"), validate_choice=False)
    after = SelectField(_l("Where does it stand?"), validate_choice=False)
    wording = TextAreaField(
        _l("The clause"), validators=[InputRequired(_l("Write a whole sentence."))]
    )

    def offer(self, found: TemplateRead, but: ClauseRead | None = None) -> None:
        """The headings of the text, and the clauses it can stand after."""
        self.part.choices = {
            part.code: _(part.wording) for part in guidance.parts_of(found.kind)
        }
        others = [each for each in found.clauses if but is None or each.ref != but.ref]
        self.after.choices = {FIRST: _("First of all")} | {
            each.code: _("After: %(words)s", words=each.wording) for each in others
        }


class AddClauseForm(ClauseForm):
    """A clause of the school's own."""

    def details(self) -> NewClause:
        """The clause as it was typed."""
        return NewClause(
            part=self.part.data or "",
            wording=self.wording.data or "",
            after=self.after.data or FIRST,
            version=self.seen(),
        )


class EditClauseForm(ClauseForm):
    """A clause with all its other words, which are fields named after the variant."""

    still_fit = BooleanField(_l("Easy words and other languages still say the same"))

    def begin(self, found: TemplateRead, clause: ClauseRead) -> None:
        """The clause as it stands, where nothing was typed yet."""
        if self.is_submitted():
            return
        self.part.data, self.wording.data = clause.part, clause.wording
        before = [each for each in found.clauses if each.position < clause.position]
        self.after.data = before[-1].code if before else FIRST

    def details(self) -> EditedClause:
        """The clause and its other words as they were typed."""
        return EditedClause(
            part=self.part.data or "",
            wording=self.wording.data or "",
            after=self.after.data or FIRST,
            others={
                field.name.removeprefix(WORDS): field.data or ""
                for field in self
                if field.name.startswith(WORDS)
            },
            still_fit=bool(self.still_fit.data),
            version=self.seen(),
        )


class WriteVariantForm(SeenForm):
    """A whole text in other words: one field for each clause, named after its code."""

    def begin(self, found: TemplateRead, variant: str) -> None:
        """The words as they stand, where nothing was typed yet."""
        for clause in found.clauses:
            field = self._fields.get(f"{WORDS}{clause.code}")
            if field is not None and not self.is_submitted():
                field.data = clause.words_in(variant)

    def written(self, variant: str) -> WrittenVariant:
        """The words by the code of their clause."""
        return WrittenVariant(
            variant=variant,
            words={
                field.name.removeprefix(WORDS): field.data or ""
                for field in self
                if field.name.startswith(WORDS)
            },
            version=self.seen(),
        )


class StepForm(SeenForm):
    """A version goes on; all that is asked is which state of it was seen."""

    def details(self) -> Any:
        """What was seen."""
        return self.seen()


class ApproveTemplateForm(StepForm):
    """The second person has read it all."""

    translations_read = BooleanField(
        _l("Somebody who speaks each of these languages has read it")
    )

    def details(self) -> Approval:
        """What was read."""
        return Approval(
            version=self.seen(), translations_read=bool(self.translations_read.data)
        )


def edit_form(variants: Iterable[str]) -> EditClauseForm:
    """The form of a clause with a field for each of its other words."""
    fields = {f"{WORDS}{code}": TextAreaField(name_of(code)) for code in variants}
    made: type[EditClauseForm] = type("EditClauseForm", (EditClauseForm,), fields)
    return made()


def variant_form(found: TemplateRead) -> WriteVariantForm:
    """The form of a text in other words: the clause itself is each field's label."""
    fields = {
        f"{WORDS}{clause.code}": TextAreaField(clause.wording)
        for clause in found.clauses
    }
    made: type[WriteVariantForm] = type("WriteVariantForm", (WriteVariantForm,), fields)
    return made()


def name_of(variant: str) -> str:
    """What a variant is called: a language with its own name."""
    if variant == EASY:
        return str(_("Easy words"))
    if variant not in guidance.languages:
        return str(_("Standard words"))
    language = guidance.languages.named(variant)
    return f"{_(language.wording)} ({language.own})"


def asked_kind() -> str:
    """The kind of text that the address asks for, if there is such a one."""
    asked = request.args.get("kind", "")
    return asked if asked in guidance.kinds else ""


def asked_variant() -> str:
    """The variant that the address or the form asks for, if there is such a one."""
    asked = request.values.get("words", "")
    return asked if asked == EASY or asked in guidance.languages else ""

"""The form a concern is raised with, and the one that adds to it."""

from typing import Any

from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional

from safeguard.cases.commands.new_concern import (
    ChildInIt,
    Done,
    Happening,
    Narrative,
    NewConcern,
    Setting,
    Teller,
)
from safeguard.cases.commands.raising import Addition
from safeguard.cases.forms.choices import (
    DEVICE_OWNERS,
    HAPPENED,
    NETWORKS,
    YES_NO,
    category_choices,
    is_about_an_adult,
    part_choices,
    spelt,
    step_choices,
    teller_choices,
)
from school.foundation import clock
from school.foundation.form_ids import FormId
from school.web.catalogue import lazy_gettext as _l
from school.web.fields import (
    DayOrWords,
    OneAnswer,
    OneOfList,
    RowForm,
    SomeOfList,
    day,
    time_of_day,
)
from school.web.forms import ActForm


class ChildRow(RowForm):
    """A child who was found, and the child's part."""

    ref = HiddenField()
    part = OneOfList(_l("Part in it"), default="harmed")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part.choices = part_choices()


class PersonRow(RowForm):
    """A colleague who was found."""

    ref = HiddenField()


class RaiseConcernForm(ActForm):
    """One page, four parts; only who and what must be filled in."""

    in_danger = OneAnswer(_l("Is the child in danger today?"), validators=[Optional()])
    # Who
    children = FieldList(FormField(ChildRow))
    find_child = StringField(_l("Find the child by name"))
    found_child = StringField()
    unknown_child = BooleanField(_l("I do not know the name"))
    unknown_words = TextAreaField(_l("Describe the child as well as you can"))
    unknown_part = OneOfList(_l("Part in it"), default="harmed")
    about_adult = OneAnswer(
        _l("Is it about what an adult who works or volunteers here has done?"),
        validators=[Optional()],
    )
    adults = FieldList(FormField(PersonRow))
    find_adult = StringField(_l("Adults who work here and are part of it"))
    found_adult = StringField()
    # What
    narrative = TextAreaField(_l("What did you see or hear?"))
    own_words = TextAreaField(_l("The child’s own words"))
    image = OneAnswer(
        _l("Could there be a nude or sexual picture of a child?"),
        validators=[Optional()],
    )
    teller = OneOfList(_l("How do you know?"), default="own_observation")
    teller_words = StringField(_l("If somebody told you: who?"))
    for_other = BooleanField(_l("I am writing this down for somebody else"))
    for_staff = FieldList(FormField(PersonRow))
    find_colleague = StringField(_l("A colleague"))
    found_colleague = StringField()
    for_words = StringField(_l("Or somebody without an account: who?"))
    # When and where
    happened = OneAnswer(
        _l("When did it happen?"),
        validators=[Optional()],
    )
    today_time = time_of_day()
    happened_on = day(kind=DayOrWords)
    happened_time = time_of_day()
    happened_words = StringField(_l("Or say when in words"))
    place = StringField(_l("Where?"))
    online_service = StringField(_l("On which app, game or site?"))
    category = OneOfList(_l("What kind of concern is it?"), default="")
    device_owner = OneOfList(_l("Whose device?"), default="")
    network = OneOfList(_l("On which network?"), default="")
    # What now
    steps = SomeOfList(_l("What have you done?"))
    done_words = TextAreaField(_l("Anything to say about that?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        yes_no = spelt(YES_NO)
        for question in (self.in_danger, self.about_adult, self.image):
            question.choices = yes_no
        self.happened.choices = spelt(HAPPENED)
        self.device_owner.choices = spelt(DEVICE_OWNERS)
        self.network.choices = spelt(NETWORKS)
        self.unknown_part.choices = part_choices()
        self.teller.choices = teller_choices()
        self.category.choices = category_choices()
        self.steps.choices = step_choices()

    def rows_of(self, finder: str) -> "FieldList[Any]":
        """The people found so far by one of the three finders."""
        fields: dict[str, FieldList[Any]] = {
            "child": self.children,
            "adult": self.adults,
            "colleague": self.for_staff,
        }
        return fields[finder]

    def add_found(self, finder: str) -> None:
        """Without script: the chosen answer of a finder becomes a row."""
        ref = self[f"found_{finder}"].data
        rows = self.rows_of(finder)
        if ref and ref not in [row.ref.data for row in rows]:
            rows.append_entry({"ref": ref, "part": "harmed"})
        self[f"find_{finder}"].data = ""

    def remove(self, finder: str, place: int) -> None:
        """Without script: take a row away."""
        entries = self.rows_of(finder).entries
        if 0 <= place < len(entries):
            del entries[place]

    def about_an_adult(self) -> bool:
        """Whether it must go the other way, past the adult it is about."""
        return self.about_adult.data == "yes" or is_about_an_adult(self.category.data)

    def details(self, form: FormId) -> NewConcern:
        """The concern as typed."""
        return NewConcern(
            children=tuple(self._children()),
            narrative=Narrative(self.narrative.data or ""),
            own_words=Narrative(self.own_words.data or ""),
            teller=self._teller(),
            happened=self._happened(),
            where=Setting(
                place=Narrative(self.place.data or ""),
                online_service=Narrative(self.online_service.data or ""),
                device_owner=self.device_owner.data or None,
                network=self.network.data or None,
            ),
            category=self.category.data or None,
            in_danger=self.in_danger.data == "yes",
            image_suspected=self.image.data == "yes",
            done=Done(
                tuple(self.steps.data or ()), Narrative(self.done_words.data or "")
            ),
            adults=tuple(row.ref.data for row in self.adults if row.ref.data),
            draft_form=form.form_ref,
        )

    def _children(self) -> list[ChildInIt]:
        found = [
            ChildInIt(row.ref.data, row.part.data)
            for row in self.children
            if row.ref.data
        ]
        described = Narrative(self.unknown_words.data or "")
        # Somebody described and not ticked is meant all the same.
        if self.unknown_child.data or described:
            found.append(ChildInIt(None, self.unknown_part.data, described))
        return list(dict.fromkeys(found))

    def _teller(self) -> Teller:
        colleague = next((row.ref.data for row in self.for_staff if row.ref.data), None)
        return Teller(
            code=self.teller.data,
            words=Narrative(self.teller_words.data or ""),
            for_staff_ref=colleague,
            for_words=Narrative(self.for_words.data or ""),
        )

    def _happened(self) -> Happening:
        words = Narrative(self.happened_words.data or "")
        if self.happened.data == "just_now":
            return Happening(just_now=True, words=words)
        if self.happened.data == "today":
            return Happening(on=clock.today(), at=self.today_time.data, words=words)
        return Happening(
            on=self.happened_on.data, at=self.happened_time.data, words=words
        )


class AddToConcernForm(ActForm):
    """What the reporter remembered later."""

    text = TextAreaField(_l("What do you want to add?"))

    def details(self) -> Addition:
        """The addition as typed."""
        return Addition(Narrative(self.text.data or ""))


class DiscardDraftForm(ActForm):
    """Nothing to fill in: pressing the button is the whole of it."""

"""Who stands where, the test, the checklist, looking into it, an earlier process."""

from typing import Any, Self

from wtforms import (
    DateField,
    Field,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional

from safeguard.bullying.commands.course import Places
from safeguard.bullying.commands.establishing import (
    QUESTIONS,
    Assessment,
    Containment,
    Facts,
    Looking,
    Relinking,
    Step,
)
from safeguard.bullying.forms.words import ANSWERS, DONE, LONG, SHORT, SIDES
from safeguard.bullying.queries.reading import BullyingRead, ProcessRead
from safeguard.bullying.states import Done, Side
from safeguard.cases.forms.choices import spelt
from safeguard.cases.forms.working import VersionedForm
from safeguard.guidance import bullying
from safeguard.guidance.choosing import offered
from school.foundation import clock
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import ActForm


class PlacesForm(VersionedForm):
    """Who stands where. A field for each child comes from `for_children`."""

    keys: tuple[str, ...] = ()
    harmed_elsewhere = TextAreaField(
        _l("Somebody else who was harmed"), validators=[LONG]
    )
    other_elsewhere = TextAreaField(
        _l("Somebody else who is said to have done it"), validators=[LONG]
    )

    @classmethod
    def for_children(cls, read: BullyingRead) -> Self:
        """The form with a question for each child of the case and of the process."""
        children = _children_of(read)
        fields: dict[str, Any] = {
            f"side_{n}": RadioField(
                name,
                choices=spelt(SIDES),
                default=side,
                validators=[Optional()],
                validate_choice=False,
            )
            for n, (_ref, name, side) in enumerate(children)
        }
        fields["keys"] = tuple(ref for ref, _name, _side in children)
        # Made anew for each page: its questions are the children of one case.
        made: type[Self] = type(cls.__name__, (cls,), fields)
        return made()

    def sides(self) -> list[Field]:
        """The fields, one a child."""
        return [self[f"side_{n}"] for n in range(len(self.keys))]

    def details(self) -> Places:
        """Who stands where; one line, one child."""
        return Places(
            sides=tuple(
                (ref, field.data or Side.NEITHER.value)
                for ref, field in zip(self.keys, self.sides(), strict=True)
            ),
            harmed_elsewhere=_lines(self.harmed_elsewhere.data),
            other_elsewhere=_lines(self.other_elsewhere.data),
            version=self.seen(),
        )


class OpenBullyingForm(PlacesForm):
    """Treat the case as cyber-bullying."""


class PlaceChildrenForm(PlacesForm):
    """Say anew who stands where."""


class AssessBullyingForm(VersionedForm):
    """The test and the facts; a field for each question of the test."""

    frequency = SelectField(_l("How often?"), validate_choice=False)
    duration = SelectField(_l("For how long?"), validate_choice=False)
    audience = SelectField(_l("Who saw it?"), validate_choice=False)
    platform = SelectField(_l("Where online?"), validate_choice=False)
    anonymous = SelectField(
        _l("Is a name hidden, or an account a false one?"), validate_choice=False
    )
    group_members = TextAreaField(
        _l("Who is in the group or chat, as far as you know?"), validators=[LONG]
    )
    prejudices = SelectMultipleField(
        _l("Does prejudice play a part?"), validate_choice=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = {"": _("Not known")}
        self.frequency.choices = none | offered(bullying.frequencies)
        self.duration.choices = none | offered(bullying.durations)
        self.audience.choices = none | offered(bullying.audiences)
        self.platform.choices = none | offered(bullying.platforms)
        self.anonymous.choices = none | spelt(ANSWERS)
        self.prejudices.choices = offered(bullying.prejudices)

    def test(self) -> list[tuple[Field, Field]]:
        """Each question with its box for words."""
        return [(self[code], self[f"{code}_words"]) for code in QUESTIONS]

    def suggest(self, process: ProcessRead | None) -> None:
        """What the last test said, to be changed where it has changed."""
        if self.is_submitted() or process is None or process.test is None:
            return
        for code, (answer, words) in process.test.answers.items():
            self[code].data, self[f"{code}_words"].data = answer, words
        for name, value in process.test.facts.items():
            self[name].data = value or ""
        self.group_members.data = process.test.group_members
        self.prejudices.data = list(process.test.prejudices)

    def details(self) -> Assessment:
        """The answers and the facts."""
        return Assessment(
            answers={
                code: (self[code].data or "", self[f"{code}_words"].data or "")
                for code in QUESTIONS
            },
            facts=Facts(
                frequency=self.frequency.data or None,
                duration=self.duration.data or None,
                audience=self.audience.data or None,
                platform=self.platform.data or None,
                anonymous=self.anonymous.data or None,
                group_members=self.group_members.data or "",
                prejudices=tuple(self.prejudices.data or ()),
            ),
            version=self.seen(),
        )


for _code in QUESTIONS:
    setattr(
        AssessBullyingForm,
        _code,
        RadioField(
            _l(bullying.questions.named(_code).wording),
            validators=[InputRequired(_l("Choose yes, no or unclear."))],
            choices=lambda: spelt(ANSWERS),
            validate_choice=False,
        ),
    )
    setattr(
        AssessBullyingForm,
        f"{_code}_words",
        TextAreaField(
            _l("What do you rely on?"),
            validators=[InputRequired(_l("Write what you rely on.")), LONG],
        ),
    )


class ContainBullyingForm(VersionedForm):
    """The checklist; three fields for each step."""

    def rows(self) -> list[tuple[bullying.Option, Field, Field, Field]]:
        """Each step with its answer, its day and its words."""
        return [
            (
                step,
                self[f"done_{step.code}"],
                self[f"on_{step.code}"],
                self[f"words_{step.code}"],
            )
            for step in bullying.containment.offered(clock.today())
        ]

    def suggest(self, process: ProcessRead | None) -> None:
        """What stands already."""
        if self.is_submitted() or process is None:
            return
        for step, done, on, words in self.rows():
            stands = process.steps.get(step.code)
            done.data = stands.done if stands else Done.NOT_YET.value
            if stands:
                on.data, words.data = stands.done_on, stands.words

    def details(self) -> Containment:
        """Each step as it was filled in; where nothing was chosen, nothing is said."""
        return Containment(
            tuple(
                Step(step.code, done.data, on.data, words.data or "")
                for step, done, on, words in self.rows()
                if done.data
            ),
            self.seen(),
        )


for _step in bullying.containment.every():
    _fields = {
        "done": RadioField(
            _l(_step.wording),
            choices=lambda: spelt(DONE),
            validators=[Optional()],
            validate_choice=False,
        ),
        "on": DateField(
            _l("When?"), format=["%Y-%m-%d", "%d/%m/%Y"], validators=[Optional()]
        ),
        "words": StringField(
            _l("By whom, or why it is not needed"), validators=[SHORT]
        ),
    }
    for _name, _field in _fields.items():
        setattr(ContainBullyingForm, f"{_name}_{_step.code}", _field)


class InvestigateBullyingForm(VersionedForm):
    """Begin to look into it."""

    words = TextAreaField(
        _l("Who looks into it, and into what?"),
        validators=[InputRequired(_l("Write who looks into what.")), LONG],
    )

    def details(self) -> Looking:
        """Who, and into what."""
        return Looking(self.words.data or "", self.seen())


class RelinkBullyingForm(ActForm):
    """Go on with an earlier process."""

    process_ref = RadioField(
        _l("Which earlier process does it belong to?"),
        validators=[InputRequired(_l("Choose the earlier process."))],
        validate_choice=False,
    )
    words = TextAreaField(
        _l("What is new?"),
        validators=[InputRequired(_l("Write what is new.")), LONG],
    )

    def offer(self, choices: dict[str, str]) -> None:
        """The earlier processes; a single one is chosen already."""
        self.process_ref.choices = choices
        if len(choices) == 1 and not self.is_submitted():
            self.process_ref.data = next(iter(choices))

    def details(self) -> Relinking:
        """Which, and what is new."""
        return Relinking(self.process_ref.data or "", self.words.data or "")


def _children_of(read: BullyingRead) -> list[tuple[str, str, str]]:
    """Each child with a side that is likely: the one placed, else by the part."""
    placed = read.process.children if read.process else ()
    found = {each.child_ref: (each.name, each.side) for each in placed}
    for child in read.children:
        if child.person_ref and child.person_ref not in found:
            said = [side for side in (Side.HARMED, Side.OTHER) if side in child.parts]
            side = said[0] if said and read.process is None else Side.NEITHER
            name = f"{child.name}, {child.where}" if child.where else child.name
            found[child.person_ref] = (name, side.value)
    return [(ref, name, side) for ref, (name, side) in found.items()]


def _lines(typed: str | None) -> tuple[str, ...]:
    lines = (line.strip() for line in (typed or "").splitlines())
    return tuple(line for line in lines if line)

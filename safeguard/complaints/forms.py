"""The forms of complaints: shape of what is typed, nothing else."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length

from safeguard.cases.forms.working import HappenedForm, VersionedForm
from safeguard.complaints.commands.handling import (
    PANEL_OF,
    Assignment,
    Ending,
    Linking,
    NewPanel,
    Outcome,
    Panelist,
    Said,
)
from safeguard.complaints.commands.recording import NewComplaint
from safeguard.complaints.queries.listing import (
    find_pupils,
    find_staff,
    pupils_chosen,
    staff_chosen,
)
from safeguard.complaints.states import State
from safeguard.guidance import complaints
from safeguard.guidance.choosing import offered
from school.foundation import clock
from school.foundation.actor import Actor
from school.identity.queries.people import Named
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l

Words = Mapping[str, Any]
_LONG = Length(max=20_000, message=_l("This is too long. Use fewer words."))
_SHORT = Length(max=200, message=_l("Use at most 200 characters."))
STATES: Words = {
    State.RECEIVED: _l("Received"),
    State.ACKNOWLEDGED: _l("Acknowledged"),
    State.STAGE_1: _l("Stage 1"),
    State.STAGE_2: _l("Stage 2"),
    State.PANEL: _l("Panel"),
    State.CLOSED: _l("Closed"),
}
SHAPES: Words = {
    State.RECEIVED: "clock",
    State.ACKNOWLEDGED: "decide",
    State.STAGE_1: "clock",
    State.STAGE_2: "clock",
    State.PANEL: "clock",
    State.CLOSED: "done",
}
STEPS: Words = {
    "recorded": _l("Recorded"),
    "acknowledged": _l("Acknowledged"),
    "assigned": _l("Given to look into"),
    "answered": _l("Answered"),
    "taken_further": _l("Taken further"),
    "convened": _l("Panel named"),
    "linked": _l("Said what it is about"),
    "added": _l("Note"),
    "closed": _l("Closed"),
}


class RecordComplaintForm(HappenedForm):
    """Who complains of what, as it was said."""

    type = RadioField(
        _l("What is it about?"),
        validators=[InputRequired(_l("Choose what it is about."))],
        validate_choice=False,
    )
    who = RadioField(
        _l("Who complains?"),
        validators=[InputRequired(_l("Choose who complains."))],
        validate_choice=False,
    )
    complainant = StringField(
        _l("Their name, and how to reach them"), validators=[_SHORT]
    )
    words = TextAreaField(_l("What do they say?"), validators=[_LONG])
    wanted = TextAreaField(_l("What do they ask for?"), validators=[_LONG])
    channel = RadioField(
        _l("How did it come?"),
        validators=[InputRequired(_l("Choose how it came."))],
        validate_choice=False,
    )
    child_name = StringField(_l("The pupil’s name"), validators=[_SHORT])
    pupil_ref = RadioField(_l("Which pupil?"), validate_choice=False)
    staff_name = StringField(_l("Name of a colleague it is about"), validators=[_SHORT])
    staff_ref = RadioField(_l("Which colleague?"), validate_choice=False)
    reference = StringField(
        _l("Reference of the search or examination"), validators=[_SHORT]
    )
    # Which button was pressed: two look a name up, the other records.
    press = StringField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.type.choices = offered(complaints.types)
        self.who.choices = offered(complaints.complainants)
        self.channel.choices = offered(complaints.channels)
        self.pupil_ref.choices = {}
        self.staff_ref.choices = {}

    @property
    def asked(self) -> str:
        """Which name is to be looked up, if one is: child or staff."""
        pressed = self.press.data if self.is_submitted() else ""
        return (pressed or "").removeprefix("find_") if pressed else ""

    def offer(self, actor: Actor) -> None:
        """The people of those names, and those chosen before."""
        self.pupil_ref.choices = _people(
            find_pupils(actor, self.child_name.data) if self.child_name.data else [],
            pupils_chosen(actor, [self.pupil_ref.data or ""]),
        )
        self.staff_ref.choices = _people(
            find_staff(actor, self.staff_name.data) if self.staff_name.data else [],
            staff_chosen(actor, [self.staff_ref.data or ""]),
        )

    def details(self) -> NewComplaint:
        """The complaint."""
        return NewComplaint(
            type=self.type.data or "",
            who=self.who.data or "",
            complainant=self.complainant.data or "",
            words=self.words.data or "",
            channel=self.channel.data or "",
            wanted=self.wanted.data or "",
            pupil_ref=self.pupil_ref.data or None,
            named=(self.staff_ref.data,) if self.staff_ref.data else (),
            reference=self.reference.data or "",
            received_at=self.happened_at(),
        )


class _SaidForm(VersionedForm):
    words = TextAreaField(_l("In words"), validators=[_LONG])

    def details(self) -> Said:
        """The words."""
        return Said(self.words.data or "", self.seen())


class AcknowledgeComplaintForm(_SaidForm):
    """What the complainant was told, and how."""

    words = TextAreaField(
        _l("How were they told that it has come, and of what happens next?"),
        validators=[_LONG],
    )


class AddToComplaintForm(_SaidForm):
    """A note."""

    words = TextAreaField(_l("What was asked, heard or found?"), validators=[_LONG])


class AssignComplaintForm(VersionedForm):
    """Who looks into it."""

    handler_ref = SelectField(
        _l("Who looks into it?"),
        validators=[InputRequired(_l("Choose who looks into it."))],
        validate_choice=False,
    )
    words = TextAreaField(_l("Anything to add?"), validators=[_LONG])

    def offer(self, people: Iterable[Named]) -> None:
        """Who can be given it."""
        self.handler_ref.choices = {"": _("Choose a person"), **_people(people, {})}

    def details(self) -> Assignment:
        """The person."""
        said = self.handler_ref.data or "", self.words.data or ""
        return Assignment(*said, self.seen())


class TakeComplaintFurtherForm(AssignComplaintForm):
    """Why they are not content, and who has it now."""

    words = TextAreaField(
        _l("What is the complainant not content with?"), validators=[_LONG]
    )


class AnswerComplaintForm(VersionedForm):
    """What came of the stage, and why."""

    outcome = RadioField(
        _l("What came of it?"),
        validators=[InputRequired(_l("Choose what came of it."))],
        validate_choice=False,
    )
    reasons = TextAreaField(
        _l("The reasons, as the complainant was told them in writing"),
        validators=[_LONG],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome.choices = offered(complaints.outcomes)

    def details(self) -> Outcome:
        """The outcome."""
        said = self.outcome.data or "", self.reasons.data or ""
        return Outcome(*said, self.seen())


class ConvenePanelForm(VersionedForm):
    """Three members, of whom one at least is independent."""

    members = StringField(_l("Members"))
    name_1 = StringField(_l("First member"), validators=[_SHORT])
    independent_1 = BooleanField(_l("Independent of the school"))
    name_2 = StringField(_l("Second member"), validators=[_SHORT])
    independent_2 = BooleanField(_l("Independent of the school"))
    name_3 = StringField(_l("Third member"), validators=[_SHORT])
    independent_3 = BooleanField(_l("Independent of the school"))

    def details(self) -> NewPanel:
        """The panel."""
        members = tuple(
            Panelist(self[f"name_{n}"].data or "", bool(self[f"independent_{n}"].data))
            for n in range(1, PANEL_OF + 1)
        )
        return NewPanel(members, self.seen())


class LinkComplaintForm(VersionedForm):
    """Which search or examination it is about."""

    reference = StringField(
        _l("Reference of the search or examination"), validators=[_SHORT]
    )

    def details(self) -> Linking:
        """The reference."""
        return Linking(self.reference.data or "", self.seen())


class CloseComplaintForm(VersionedForm):
    """How it ends."""

    ending = RadioField(
        _l("How does it end?"),
        validators=[InputRequired(_l("Choose how it ends."))],
        validate_choice=False,
    )
    words = TextAreaField(_l("Anything to add?"), validators=[_LONG])

    def offer(self, *, answered: bool) -> None:
        """The ways in which it can end now."""
        today = clock.today()
        self.ending.choices = {
            each.code: _(each.wording)
            for each in complaints.endings.offered(today)
            if answered or not each.answered
        }

    def details(self) -> Ending:
        """The ending."""
        return Ending(self.ending.data or "", self.words.data or "", self.seen())


def _people(found: Iterable[Named], chosen: Mapping[str, Named]) -> dict[str, str]:
    return {
        each.ref: f"{each.name}, {each.where}" if each.where else each.name
        for each in (*found, *chosen.values())
    }

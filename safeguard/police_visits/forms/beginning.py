"""The forms with which a visit begins, is weighed, called and seen."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from wtforms import FieldList, FormField, RadioField, StringField, TextAreaField
from wtforms.validators import Length

from safeguard.cases.forms.finding_people import FindingForm, PersonRow
from safeguard.cases.forms.working import HappenedForm, VersionedForm
from safeguard.guidance import police
from safeguard.guidance.choosing import offered
from safeguard.police_visits.commands.beginning import Attendance, NewVisit, Weighing
from safeguard.police_visits.commands.course import Call, Words
from safeguard.police_visits.forms.words import TEXTS
from safeguard.police_visits.queries.reading import Beginning
from school.foundation import clock
from school.foundation.references import heard
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import NARRATIVE_LIMIT

LONG = Length(max=NARRATIVE_LIMIT, message=_l("This is too long."))
SHORT = Length(max=200, message=_l("Use at most 200 characters."))
WHO_WEIGHED = _l("Who weighed it, if it was not you?")
WHO_SPEAKS = _l("Who of the school speaks up for the pupil?")


class NewVisitForm(FindingForm):
    """About whom and why, and where it belongs."""

    LISTS: Mapping[str, str] = {"child": "children", "colleague": "colleagues"}

    pupil = RadioField(_l("Which pupil?"), validate_choice=False)
    children = FieldList(FormField(PersonRow))
    find_child = StringField(_l("Which pupil?"))
    found_child = StringField()
    colleagues = FieldList(FormField(PersonRow))
    find_colleague = StringField(_l("A colleague"))
    found_colleague = StringField()
    purpose = RadioField(_l("What are the police for?"), validate_choice=False)
    record_ref = StringField(
        _l("To which concern or case does it belong?"), validators=[SHORT]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.purpose.choices = offered(police.purposes)
        self.pupil.choices = {}

    def begin_from(self, beginning: Beginning | None) -> None:
        """Offer the pupils of the record it begins from; a single one is chosen."""
        if beginning is None:
            return
        self.pupil.choices = dict(beginning.pupils)
        if len(beginning.pupils) == 1 and not self.is_submitted():
            self.pupil.data = beginning.pupils[0][0]

    def visit(self, origin_ref: str | None) -> NewVisit:
        """About whom, why, and where it belongs. What is no reference is none."""
        typed = (self.record_ref.data or "").strip()
        return NewVisit(
            pupil_ref=self.pupil.data or next(iter(self.chosen("child")), None),
            purpose=self.purpose.data or "",
            origin_ref=origin_ref,
            record_ref=(heard(typed) or typed[:16]) if typed else None,
        )

    def colleague(self) -> str | None:
        """The colleague who was found, if any."""
        return next(iter(self.chosen("colleague")), None)


class ConsiderVisitForm(NewVisitForm):
    """Weigh it in writing before anybody calls."""

    find_colleague = StringField(WHO_WEIGHED)
    concern = TextAreaField(TEXTS["concern"], validators=[LONG])
    less_invasive = TextAreaField(TEXTS["less_invasive"], validators=[LONG])
    harm = TextAreaField(TEXTS["harm"], validators=[LONG])

    def details(self) -> Weighing:
        """What was weighed; by somebody else, where one was found."""
        return Weighing(
            concern=self.concern.data or "",
            less_invasive=self.less_invasive.data or "",
            harm=self.harm.data or "",
            considered_by=self.colleague(),
        )


class ColleagueForm(FindingForm, VersionedForm):
    """A step in which a colleague may be named, and a version."""

    LISTS: Mapping[str, str] = {"colleague": "colleagues"}

    colleagues = FieldList(FormField(PersonRow))
    find_colleague = StringField(_l("A colleague"))
    found_colleague = StringField()

    def colleague(self) -> str | None:
        """The colleague who was found, if any."""
        return next(iter(self.chosen("colleague")), None)


class WeighVisitForm(ColleagueForm):
    """Weigh it again, or write down what was not written in time."""

    find_colleague = StringField(WHO_WEIGHED)
    concern = TextAreaField(TEXTS["concern"], validators=[LONG])
    less_invasive = TextAreaField(TEXTS["less_invasive"], validators=[LONG])
    harm = TextAreaField(TEXTS["harm"], validators=[LONG])

    def details(self) -> Weighing:
        """What was weighed."""
        return Weighing(
            concern=self.concern.data or "",
            less_invasive=self.less_invasive.data or "",
            harm=self.harm.data or "",
            considered_by=self.colleague(),
            version=self.seen(),
        )


class WordsForm(VersionedForm):
    """Words alone: why not, or what more."""

    words = TextAreaField(_l("What is there to say?"), validators=[LONG])

    def details(self) -> Words:
        """The words."""
        return Words(self.words.data or "", self.seen())


class DecideAgainstVisitForm(WordsForm):
    """The police are not called."""

    words = TextAreaField(
        _l("Why are they not called, and what is done instead?"), validators=[LONG]
    )


class AddToVisitForm(WordsForm):
    """What was remembered later."""

    words = TextAreaField(_l("What do you want to add?"), validators=[LONG])


class CallPoliceForm(ColleagueForm, HappenedForm):
    """The school called the police."""

    find_colleague = StringField(_l("Who called, if it was not you?"))
    reason = TextAreaField(
        _l("What were they told, and what were they asked to do?"), validators=[LONG]
    )
    police_force = StringField(TEXTS["police_force"], validators=[SHORT])
    police_reference = StringField(TEXTS["police_reference"], validators=[SHORT])

    def details(self) -> Call:
        """The call."""
        names = ("reason", "police_force", "police_reference")
        return Call(
            called_at=self.happened_at() or clock.now(),
            texts={name: self[name].data or "" for name in names},
            caller_ref=self.colleague(),
            version=self.seen(),
        )


class SeenFields:
    """What is recorded of the police at the door: shared by two forms."""

    came = RadioField(_l("How did they come to be here?"), validate_choice=False)
    officers = TextAreaField(TEXTS["officers"], validators=[LONG])
    police_force = StringField(TEXTS["police_force"], validators=[SHORT])
    police_reference = StringField(TEXTS["police_reference"], validators=[SHORT])
    power = RadioField(_l("Which power did they say they use?"), validate_choice=False)
    power_words = TextAreaField(TEXTS["power_words"], validators=[LONG])
    advocate_words = TextAreaField(TEXTS["advocate_words"], validators=[LONG])


SEEN = (
    *("officers", "police_force", "police_reference", "power_words"),
    "advocate_words",
)


def _seen(form: Any, arrived_at: datetime | None, version: int | None) -> Attendance:
    return Attendance(
        came=form.came.data or "",
        arrived_at=arrived_at or clock.now(),
        power=form.power.data or "",
        texts={name: form[name].data or "" for name in SEEN},
        advocate_ref=form.colleague(),
        version=version,
    )


class RecordVisitForm(SeenFields, NewVisitForm, HappenedForm):
    """The police are here, and nothing stands of it yet."""

    find_colleague = StringField(WHO_SPEAKS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.came.choices = offered(police.ways_here)
        self.power.choices = offered(police.powers)

    def details(self) -> Attendance:
        """Who came."""
        return _seen(self, self.happened_at(), None)


class RecordAttendanceForm(SeenFields, ColleagueForm, HappenedForm):
    """The police came."""

    find_colleague = StringField(WHO_SPEAKS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.came.choices = offered(police.ways_here)
        self.power.choices = offered(police.powers)

    def details(self) -> Attendance:
        """Who came."""
        return _seen(self, self.happened_at(), self.seen())

"""The forms that record a search: as it happens, and after it was done."""

from datetime import datetime, timedelta
from typing import Any

from wtforms import (
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional

from safeguard.cases.forms.working import VersionedForm
from safeguard.guidance import searches
from safeguard.guidance.choosing import offered
from safeguard.searches.commands.conducting import (
    Before,
    Conduct,
    DoneSearch,
    Present,
    Sexes,
)
from safeguard.searches.commands.preparing import Cooperation
from safeguard.searches.commands.starting import NewSearch
from safeguard.searches.forms.course import CooperationFields, said, spelt
from safeguard.searches.forms.people import FindingForm, found_rows
from safeguard.searches.forms.starting import LONG, SHORT, WhyForm
from safeguard.searches.forms.words import SEXES, YES_NO
from school.foundation import clock
from school.web.catalogue import lazy_gettext as _l
from school.web.fields import day, time_of_day

URGENT = {"yes": _l("It was urgent"), "no": _l("It could have waited for advice")}
KINDS = {
    "emergency": _l("An emergency: waiting would have risked serious harm"),
    "after": _l("It was done, and is only recorded now"),
}


class MomentFields:
    """When it was, on a clock in London; left empty, just now."""

    happened_on = day()
    happened_time = time_of_day(_l("Time"))

    def happened_at(self) -> datetime | None:
        """The instant in UTC. A time of the day lasts its whole minute, so that what
        was saved in the same minute did not come after it; noon where only the day is
        known, but never later than now.
        """
        on, at = self.happened_on.data, self.happened_time.data
        if on is None and at is None:
            return None
        on = on or clock.today()
        if at is None:
            noon = clock.london(on, 12)
            return min(noon, clock.now()) if on == clock.today() else noon
        begins = clock.london(on, at.hour, at.minute)
        now = clock.now()
        return begins if begins > now else min(begins + timedelta(seconds=59), now)


class ConductFields(MomentFields):
    """The search itself: who saw it, how far it went, where, with what exception."""

    witnesses = found_rows()
    find_witness = StringField(_l("Who witnessed it?"))
    found_witness = StringField()
    witness_words = StringField(_l("Or somebody without an account: who?"), [SHORT])
    reported = found_rows()
    find_colleague = StringField(_l("No witness: whom did you tell at once?"))
    found_colleague = StringField()
    others = StringField(_l("Who else was present?"), [SHORT])
    pupil_sex = SelectField(_l("The pupil is"), validate_choice=False)
    searcher_sex = SelectField(_l("Whoever searched is"), validate_choice=False)
    witness_sex = SelectField(_l("The witness is"), validate_choice=False)
    exception = RadioField(
        _l("Was anything different from the rule: same sex, and a witness?"),
        default="none",
        validate_choice=False,
    )
    exception_reason = TextAreaField(_l("Why was that?"), [LONG])
    extents = SelectMultipleField(_l("What was searched?"), validate_choice=False)
    out_of_sight = RadioField(
        _l("Was it out of sight of other pupils?"),
        validators=[Optional()],
        validate_choice=False,
    )
    force = RadioField(
        _l("Was force used?"), validators=[Optional()], validate_choice=False
    )

    def offer_conduct(self) -> None:
        """Fill the lists of today."""
        for name in ("pupil_sex", "searcher_sex", "witness_sex"):
            getattr(self, name).choices = spelt(SEXES)
        self.exception.choices = offered(searches.exceptions)
        self.extents.choices = offered(searches.extents)
        self.out_of_sight.choices = spelt(YES_NO)
        self.force.choices = spelt(YES_NO)

    def conduct_typed(self, form: FindingForm, version: int | None) -> Conduct:
        """As typed."""
        return Conduct(
            present=Present(
                witness_ref=form.ref_of("witness"),
                witness_words=self.witness_words.data or "",
                reported_to_ref=form.ref_of("colleague"),
                others=self.others.data or "",
            ),
            sexes=Sexes(
                *(self.pupil_sex.data or "", self.searcher_sex.data or ""),
                self.witness_sex.data or "",
            ),
            exception=self.exception.data or "none",
            exception_reason=self.exception_reason.data or "",
            out_of_sight=said(self.out_of_sight),
            extents=tuple(self.extents.data or ()),
            force=self.force.data == "yes",
            conducted_at=self.happened_at(),
            version=version,
        )


class ConductSearchForm(ConductFields, FindingForm, VersionedForm):
    """Record the search, as it has just been."""

    FINDERS = {  # noqa: RUF012 - each form says its own
        "witness": "witnesses",
        "colleague": "reported",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_conduct()

    def details(self) -> Conduct:
        """As typed."""
        return self.conduct_typed(self, self.seen())


class RecordSearchForm(ConductFields, CooperationFields, WhyForm):
    """Record a search that was done: whatever is not known may stay empty."""

    FINDERS = {  # noqa: RUF012 - as above
        "pupil": "pupils",
        "searcher": "searchers",
        "witness": "witnesses",
        "colleague": "reported",
    }
    kind = RadioField(
        _l("Why is it recorded only now?"),
        validators=[InputRequired(_l("Say why it is recorded only now."))],
        validate_choice=False,
    )
    described = StringField(_l("Not on this school’s list: who was it?"), [SHORT])
    searchers = found_rows()
    find_searcher = StringField(_l("Who searched, if it was not you?"))
    found_searcher = StringField()
    urgent = RadioField(
        _l("How urgent was it?"), validators=[Optional()], validate_choice=False
    )
    risk = TextAreaField(_l("What was the risk to other pupils and staff?"), [LONG])
    told = SelectMultipleField(
        _l("The pupil had been told before"), validate_choice=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_conduct()
        self.kind.choices = spelt(KINDS)
        self.urgent.choices = spelt(URGENT)
        self.told.choices = offered(searches.tellings)
        self.cooperates.choices = spelt(YES_NO)
        self.causes.choices = offered(searches.causes)
        self.place.label.text = _l("Where was it?")
        self.item.label.text = _l("What was looked for?")

    def details(self, origin_ref: str | None) -> DoneSearch:
        """As typed."""
        return DoneSearch(
            new=NewSearch(
                pupil_ref=self.ref_of("pupil"),
                item=self.item.data or "",
                why=self.why(),
                place=self.place.data or "",
                place_words=self.place_words.data or "",
                device=self.device.data == "yes",
                origin_ref=origin_ref,
            ),
            conduct=self.conduct_typed(self, None),
            emergency=self.kind.data == "emergency",
            described=self.described.data or "",
            searcher_ref=self.ref_of("searcher"),
            before=Before(
                urgent=said(self.urgent),
                risk=self.risk.data or "",
                told=tuple(self.told.data or ()),
                cooperation=Cooperation(
                    said(self.cooperates),
                    tuple(self.causes.data or ()),
                    self.cooperation_words.data or "",
                ),
            ),
        )

"""The forms on cited clauses: shape of what is typed, nothing else."""

from datetime import date
from typing import Any

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from safeguard.agreements.queries.standing import LiveAgreement
from safeguard.agreements.states import AgreementState
from safeguard.breaches.commands import Citation, TakenBack
from safeguard.breaches.permissions.citing import rules_of
from safeguard.breaches.queries import BreachesRead
from school.foundation import clock
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.fields import day
from school.web.forms import NARRATIVE_LIMIT, ActForm

_LONG = Length(max=NARRATIVE_LIMIT, message=_l("This is too long."))
# How the agreement stood on the day, in words.
STOOD: dict[str, Any] = {
    AgreementState.ISSUED: _l("issued, signed by nobody"),
    AgreementState.PUPIL_SIGNED: _l("signed by the pupil alone"),
    AgreementState.PARENT_SIGNED: _l("signed by a parent alone"),
    AgreementState.COMPLETE: _l("signed by pupil and parent"),
    AgreementState.DECLINED: _l("declined by somebody who was asked"),
    AgreementState.EXPIRED: _l("no longer open"),
    AgreementState.WITHDRAWN: _l("taken back"),
}


class CiteClauseForm(ActForm):
    """Whose agreement, on which day, which clause."""

    pupil_ref = RadioField(
        _l("Whose agreement?"),
        validators=[InputRequired(_l("Choose a pupil of this case."))],
        validate_choice=False,
    )
    on_day = day(_l("On which day did it happen?"))
    clause = RadioField(_l("Which clause?"), validate_choice=False)
    words = TextAreaField(_l("What was done, in your words"), validators=[_LONG])
    # The version whose clauses the page had shown.
    text_hash = HiddenField()
    # Which button was pressed: one looks the agreement up, the other cites.
    press = StringField()

    @property
    def looks(self) -> bool:
        """Whether the agreement of that day is to be shown, and nothing done yet."""
        return self.is_submitted() and self.press.data == "look"

    @property
    def asked_for(self) -> tuple[str, date] | None:
        """A pupil of the case and a day, once both were sent."""
        pupil_ref = self.pupil_ref.data or ""
        if not self.is_submitted() or self.on_day.data is None:
            return None
        choices = self.pupil_ref.choices
        known = isinstance(choices, dict) and pupil_ref in choices
        known = known and self.on_day.data <= clock.today()
        return (pupil_ref, self.on_day.data) if known else None

    def object_to_what_is_asked(self) -> bool:
        """Say beside its field why no agreement can be shown; whether anything was
        said.
        """
        problems = {}
        if not self.pupil_ref.data:
            problems["pupil_ref"] = _("Choose a pupil of this case.")
        if self.on_day.data is None:
            problems["on_day"] = _("Give the day on which it happened.")
        elif self.on_day.data > clock.today():
            problems["on_day"] = _("This is in the future. Check the day.")
        self.take_back(problems)
        return bool(problems)

    def offer(self, found: BreachesRead) -> None:
        """The pupils of the case; a single one is chosen already."""
        known = [each for each in found.children if each.person_ref]
        self.pupil_ref.choices = {str(each.person_ref): each.name for each in known}
        if not self.is_submitted():
            self.on_day.data = clock.today()
            if len(known) == 1:
                self.pupil_ref.data = known[0].person_ref

    def show(self, held: LiveAgreement | None) -> None:
        """The clauses of the version that held."""
        self.clause.choices = (
            {each.code: each.wording for each in rules_of(held)} if held else {}
        )
        if held is not None:
            self.text_hash.data = held.text_hash or ""

    def details(self) -> Citation:
        """What is cited."""
        return Citation(
            pupil_ref=self.pupil_ref.data or "",
            on_day=self.on_day.data,
            clause=self.clause.data or "",
            words=self.words.data or "",
            text_hash=self.text_hash.data or None,
        )


class WithdrawCitationForm(ActForm):
    """Why it should not have been cited."""

    why = TextAreaField(_l("Why is it taken back?"), validators=[_LONG])

    def details(self, breach_ref: str) -> TakenBack:
        """Which, and why."""
        return TakenBack(breach_ref, self.why.data or "")

"""The form of a decision, and of a referral: one question, its reason under it."""

from functools import cache
from typing import Any

from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from safeguard.cases.commands.deciding import ELSEWHERE, REFER, NewDecision
from safeguard.cases.commands.referring import Following, Referring
from safeguard.cases.forms.working import VersionedForm
from safeguard.guidance import agencies, decisions
from safeguard.referrals.forms import ReferralForm, ReferralStepForm
from school.foundation import clock
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.fields import day
from school.web.forms import NARRATIVE_LIMIT

# Outcomes that the school works on by itself, and means to look at again.
LOOKED_AT_AGAIN = ("internal_support", "early_help")


class DecideCaseForm(VersionedForm):
    """What will you do? Every answer has a reason of its own; see `decide_form`."""

    outcome = RadioField(
        _l("What will you do about this case?"),
        validators=[InputRequired(_l("Choose what you will do."))],
    )
    agency = SelectField(_l("Which agency?"), validators=[Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        offered = decisions.offered(today)
        self.outcome.choices = {each.code: _(each.wording) for each in offered}
        self.agency.choices = {"": "", **_agencies_for_children()}

    def tests(self) -> dict[str, str]:
        """The question that separates each outcome from its neighbours."""
        return {each.code: _(each.test) for each in decisions.offered(clock.today())}

    def reason_of(self, outcome: str) -> Any:
        """The field in which the reason for an outcome is written."""
        return self[f"reason_{outcome}"]

    def review_of(self, outcome: str) -> Any:
        """The field with the day on which it is looked at again."""
        return self[f"review_{outcome}"]

    @property
    def is_to_refer(self) -> bool:
        """Whether a referral follows."""
        return bool(self.outcome.data == REFER)

    @property
    def is_about_an_adult(self) -> bool:
        """Whether it goes another way, past the adult it is about."""
        return bool(self.outcome.data == ELSEWHERE)

    def details(self) -> NewDecision:
        """The decision with the reason that stands under the chosen answer."""
        outcome = self.outcome.data
        again = outcome in LOOKED_AT_AGAIN
        return NewDecision(
            outcome=outcome,
            reason="" if outcome == ELSEWHERE else self.reason_of(outcome).data or "",
            agency=self.agency.data or None,
            review_on=self.review_of(outcome).data if again else None,
            version=self.seen(),
        )

    def take_back(self, problems: Any) -> None:
        """What is wrong with the reason stands under the answer it is for."""
        chosen = self.outcome.data
        places = {"reason": f"reason_{chosen}", "review_on": f"review_{chosen}"}
        super().take_back(
            {places.get(name, name): text for name, text in problems.items()}
        )


@cache
def _class_for(codes: tuple[str, ...]) -> type[DecideCaseForm]:
    fields: dict[str, Any] = {
        f"reason_{code}": TextAreaField(
            _l("Why this, and why not a lesser step?")
            if code != codes[0]
            else _l("Why is nothing more needed?"),
            validators=[Length(max=NARRATIVE_LIMIT)],
        )
        for code in codes
    }
    fields |= {
        f"review_{code}": day(_l("When will you look at it again?"))
        for code in LOOKED_AT_AGAIN
    }
    return type("DecideCaseForm", (DecideCaseForm,), fields)


def decide_form() -> DecideCaseForm:
    """The form with a reason for each outcome that guidance offers today; a concern
    about an adult has none, since nothing of it may be kept here (§2.8).
    """
    offered = decisions.offered(clock.today())
    return _class_for(tuple(each.code for each in offered if each.code != ELSEWHERE))()


class ReferCaseForm(VersionedForm, ReferralForm):
    """Refer a case: which agency, who, when, what was shared or kept back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What is about an adult is referred from the vault.
        self.agency.choices = _agencies_for_children()

    def begin(self, agency: str | None) -> None:
        """Choose the agency that was decided, while nothing is chosen yet."""
        if not self.is_submitted() and agency:
            self.agency.data = agency

    def referring(self) -> Referring:
        """The agency and the first step."""
        agency, first = self.details()
        return Referring(agency, first, self.seen())


class FollowReferralForm(ReferralStepForm):
    """What followed a referral."""

    def following(self, referral_ref: str) -> Following:
        """The later step of that referral."""
        return Following(referral_ref, self.details())


def _agencies_for_children() -> dict[str, str]:
    offered = agencies.offered(clock.today())
    return {each.code: _(each.wording) for each in offered if not each.walled}

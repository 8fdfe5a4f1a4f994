"""What a reviewer fills in: a remark, a plan for each gap, a round, whom to ask."""

from collections.abc import Sequence
from typing import Any

from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired

from safeguard.audits.commands.asking import REASONS, NewRound, Withdrawing
from safeguard.audits.commands.reviewing import GapPlan, Planning, Review
from safeguard.audits.forms.words import WITHDRAWALS
from safeguard.audits.queries.reading import AnswerRead, AuditRead
from safeguard.guidance import self_audit
from safeguard.guidance.choosing import offered
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.fields import day
from school.web.forms import ActForm, SeenForm, choices_of
from school.web.pages import shown_at

PLAN, WORDS, SESSION, DUE_ON = "plan_", "words_", "session_", "due_on_"
# A session that can be chosen: its reference, its course, when it begins, its place.
Session = tuple[str, str, Any, str]


class ReviewSelfAuditForm(SeenForm):
    """It was read."""

    remark = TextAreaField(_l("Do you want to say something to your colleague?"))

    def details(self) -> Review:
        """What is said."""
        return Review(self.remark.data or "", self.seen())


class PlanSelfAuditForm(SeenForm):
    """Something for each gap that is still owed."""

    owed: tuple[AnswerRead, ...] = ()

    @classmethod
    def planning(
        cls, audit: AuditRead, sessions: Sequence[Session]
    ) -> "PlanSelfAuditForm":
        """The form with this self-audit's gaps, and the sessions for each."""
        fields: dict[str, Any] = {"owed": audit.owed}
        for each in audit.owed:
            fields |= _fields(each, sessions)
        form: PlanSelfAuditForm = type(cls.__name__, (cls,), fields)()
        return form

    def details(self) -> Planning:
        """A plan for each."""
        return Planning(
            tuple(self._plan(each.question.code) for each in self.owed), self.seen()
        )

    def _plan(self, code: str) -> GapPlan:
        return GapPlan(
            question=code,
            kind=self[f"{PLAN}{code}"].data or "",
            words=self[f"{WORDS}{code}"].data or "",
            session_ref=self[f"{SESSION}{code}"].data or None,
            due_on=self[f"{DUE_ON}{code}"].data,
        )


def _fields(gap: AnswerRead, sessions: Sequence[Session]) -> dict[str, Any]:
    code, course = gap.question.code, gap.question.course
    coming = {
        ref: f"{shown_at(at)}, {place}"
        for ref, of, at, place in sessions
        if of == course
    }
    return {
        f"{PLAN}{code}": RadioField(
            _("What is planned?"),
            choices=choices_of(offered(self_audit.plans)),
            validate_choice=False,
        ),
        f"{SESSION}{code}": SelectField(
            _("In which session, if it is one"),
            choices=choices_of({"": _("No session yet"), **coming}),
            validate_choice=False,
        ),
        f"{WORDS}{code}": TextAreaField(_("What your colleague reads about it")),
        f"{DUE_ON}{code}": day(_("By when, if there is a day")),
    }


class WithdrawSelfAuditForm(SeenForm):
    """Nobody waits for it any more."""

    why = RadioField(
        _l("Why is it no longer asked for?"),
        choices=choices_of({code: WITHDRAWALS[code] for code in REASONS}),
        validators=[InputRequired(_l("Choose why nobody waits for it any more."))],
        validate_choice=False,
    )

    def details(self) -> Withdrawing:
        """Why."""
        return Withdrawing(self.why.data or "", self.seen())


class OpenRoundForm(ActForm):
    """This year's round."""

    due_on = day(_l("By which day should everybody have answered?"))

    def details(self) -> NewRound:
        """By which day."""
        return NewRound(self.due_on.data)


class CloseRoundForm(SeenForm):
    """No more answers are waited for."""


class RemindOfSelfAuditsForm(ActForm):
    """Tell those who have not answered that something waits."""


class AskSelfAuditForm(ActForm):
    """One colleague is asked."""

    person_ref = SelectField(
        _l("Whom do you ask?"),
        validators=[InputRequired(_l("Choose whom you ask."))],
        validate_choice=False,
    )

    def offer(self, people: list[tuple[str, str]]) -> None:
        """Those who can be asked."""
        self.person_ref.choices = [("", _("Choose a colleague")), *people]

    def details(self) -> str:
        """Whom."""
        return str(self.person_ref.data or "")

"""Eight questions on one page: yes or no, and room to add something."""

from collections.abc import Iterable
from typing import Any

from flask import request
from wtforms import RadioField, TextAreaField

from safeguard.audits.commands.answering import Answer, Answers
from safeguard.audits.forms.words import ANSWERS
from safeguard.audits.queries.reading import AnswerRead, AuditRead
from safeguard.guidance.self_audit import Question
from school.web.catalogue import gettext as _
from school.web.forms import ActForm, SeenForm, choices_of

ANSWER, COMMENT = "answer_", "comment_"


class AnswerSelfAuditForm(SeenForm):
    """The questions of one self-audit. What is missing the act says: saving lets it."""

    asked: tuple[Question, ...] = ()

    @classmethod
    def asking(cls, audit: AuditRead) -> "AnswerSelfAuditForm":
        """The form with this self-audit's questions, filled in with what was saved."""
        fields: dict[str, Any] = {"asked": tuple(a.question for a in audit.answers)}
        for number, each in enumerate(audit.answers, 1):
            fields |= _fields(number, each.question)
        form: AnswerSelfAuditForm = type(cls.__name__, (cls,), fields)()
        if not form.is_submitted():
            form.fill(audit.answers)
        return form

    def fill(self, answers: Iterable[AnswerRead]) -> None:
        """Show what was saved."""
        for each in answers:
            self[f"{ANSWER}{each.question.code}"].data = each.answer
            self[f"{COMMENT}{each.question.code}"].data = each.comment

    def details(self) -> Answers:
        """What stands on the page, also where it is of another edition."""
        codes = [
            name.removeprefix(ANSWER)
            for name in request.form
            if name.startswith(ANSWER)
        ]
        codes += [each.code for each in self.asked if each.code not in codes]
        rows = tuple(
            Answer(
                code,
                request.form.get(f"{ANSWER}{code}", ""),
                request.form.get(f"{COMMENT}{code}", ""),
            )
            for code in codes
        )
        return Answers(rows, self.seen())


def _fields(number: int, question: Question) -> dict[str, Any]:
    legend = _("%(n)d. %(question)s", n=number, question=_(question.wording))
    return {
        f"{ANSWER}{question.code}": RadioField(
            legend, choices=choices_of(ANSWERS), validate_choice=False
        ),
        f"{COMMENT}{question.code}": TextAreaField(
            _("Add something to %(n)d, if you like", n=number)
        ),
    }


class BeginSelfAuditForm(ActForm):
    """A self-audit of one's own. Nothing is asked before it begins."""

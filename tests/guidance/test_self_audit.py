"""The questionnaire of the self-audit: eight questions, and which answer is a gap."""

import dataclasses
from datetime import date

import pytest

from safeguard.guidance import self_audit
from safeguard.guidance.self_audit import GapWhen
from safeguard.guidance.shelf import Shelf, UnknownCode

TODAY = date(2026, 11, 24)


def test_the_eight_questions_of_the_policy_are_asked_in_its_order():
    asked = self_audit.asked_by(self_audit.current(TODAY).code)

    assert len(asked) == 8
    for number, question in enumerate(asked, 1):
        assert f"trust policy appendix 4, question {number}" in question.source


@pytest.mark.parametrize(
    ("code", "gap"),
    [
        *((code, GapWhen.NO) for code in ("knows_lead", "ways_of_abuse",
          "told_by_a_pupil", "rules_for_adults", "rules_for_pupils",
          "cyber_bullying")),
        ("changes_password", GapWhen.NONE),
        ("wants_training", GapWhen.YES),
    ],
)  # fmt: skip
def test_each_question_says_which_answer_is_a_gap(code, gap):
    question = self_audit.questions.named(code)

    assert question.gap_when is gap
    assert [each for each in ("yes", "no") if question.is_gap(each)] == (
        [] if gap is GapWhen.NONE else [gap.value]
    )
    assert bool(question.course) == (gap is not GapWhen.NONE)


def test_a_gap_without_a_course_cannot_be_written():
    written = dataclasses.asdict(self_audit.questions.named("knows_lead"))
    with pytest.raises(ValueError, match="course"):
        self_audit.Question.read({**written, "course": ""})
    with pytest.raises(ValueError, match="course"):
        self_audit.Question.read({**written, "gap_when": "none"})


def test_every_edition_asks_questions_that_stand():
    for each in self_audit.questionnaires:
        assert self_audit.asked_by(each.code)
        assert len(set(each.asks)) == len(each.asks)


def test_the_newest_edition_that_has_begun_is_asked(monkeypatch):
    first = next(iter(self_audit.questionnaires))
    second = dataclasses.replace(first, code="second", begins_on=date(2027, 9, 1))
    both = Shelf("self_audit.questionnaire", (first, second))
    monkeypatch.setattr(self_audit, "questionnaires", both)

    assert self_audit.current(date(2027, 8, 31)).code == first.code
    assert self_audit.current(date(2027, 9, 1)).code == "second"
    with pytest.raises(UnknownCode):
        self_audit.current(date(2022, 8, 31))

"""What was asked about one record is asked about the next one in one message."""

from datetime import UTC, date, datetime

import pytest

from school.foundation import foresight

TODAY = date(2026, 9, 7)
NOON = datetime(2026, 9, 7, 12, tzinfo=UTC)


@pytest.fixture
def sent():
    foresight._remembered.cache_clear()
    messages: list[object] = []
    yield messages
    foresight.end()


def reading(sent, case: str, concerns: list[str], reader: str = "dsl") -> None:
    foresight.begin("case", reader, sent.append)
    foresight.know(case=[case])
    foresight.note("its entries", {"case": case})
    foresight.know(concerns=concerns)
    foresight.note("its words", {"refs": concerns, "day": TODAY})


def test_the_first_record_is_asked_about_question_by_question(sent):
    reading(sent, "CASE1", ["ONE"])

    assert sent == []


def test_the_next_one_is_asked_about_as_soon_as_as_much_is_known(sent):
    reading(sent, "CASE1", ["ONE"])
    reading(sent, "CASE2", ["TWO", "THREE"])

    words = {"refs": frozenset({"TWO", "THREE"}), "day": TODAY}
    assert sent == [
        [("its entries", {"case": "CASE2"})],
        [("its words", words)],
    ]


def test_another_reader_is_never_asked_for_by_what_this_one_asked(sent):
    reading(sent, "CASE1", ["ONE"])
    reading(sent, "CASE2", ["TWO"], reader="deputy")

    assert sent == []


def test_what_was_not_asked_again_is_forgotten(sent):
    reading(sent, "CASE1", ["ONE"])
    foresight.begin("case", "dsl", sent.append)
    foresight.end()
    reading(sent, "CASE2", ["TWO"])

    assert sent == []


@pytest.mark.parametrize(
    "values",
    [
        {"day": TODAY},
        {"case": "CASE1", "now": NOON},
        {"case": "CASE1", "refs": ["SOMETHING", "ELSE"]},
    ],
)
def test_what_says_nothing_of_the_next_record_is_not_foreseen(sent, values):
    foresight.begin("case", "dsl", sent.append)
    foresight.know(case=["CASE1"])
    foresight.note("a question", values)
    foresight.begin("case", "dsl", sent.append)
    foresight.know(case=["CASE2"])

    assert sent == []


def test_a_question_about_one_child_is_not_asked_about_two(sent):
    foresight.begin("case", "dsl", sent.append)
    foresight.know(people=["AMY"])
    foresight.note("her page", {"person": "AMY"})
    foresight.begin("case", "dsl", sent.append)
    foresight.know(people=["BEN", "CHLOE"])

    assert sent == []

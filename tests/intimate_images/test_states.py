"""The walk: every state and step, and what no path may ever lead to."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from safeguard.guidance import intimate_images
from safeguard.intimate_images.forms.words import OWED, SHAPES, STATES
from safeguard.intimate_images.states import (
    MOVES,
    TRIGGERS,
    Course,
    Said,
    State,
    Step,
    after,
    may_close,
    reviewed,
)
from safeguard.intimate_images.views.pages import NEXT

ALL = [dict(zip(TRIGGERS, said, strict=True))
       for said in product(Said, repeat=len(TRIGGERS))]  # fmt: skip
# Which answers they are decides nothing but whether there is a yes, an unknown.
KINDS = [
    dict.fromkeys(TRIGGERS, "no"),
    dict.fromkeys(TRIGGERS, "no") | {"adult": "yes"},
    dict.fromkeys(TRIGGERS, "no") | {"threats": "unknown"},
    dict.fromkeys(TRIGGERS, "no") | {"at_risk": "yes", "adult": "unknown"},
]


def from_here(course: Course) -> Iterator[tuple[str, Course]]:
    """Every step that may be taken, and where it leads."""
    for step in Step:
        state = after(course, step)
        if state is not None:
            yield (
                step,
                Course(state, course.must_refer, course.unknown, course.referred),
            )
    for number, answers in enumerate(KINDS):
        for refer in (False, True):
            yield f"answers {number} {refer}", reviewed(course, answers, refer=refer)
    yield "told", Course(course.state, course.must_refer, course.unknown, True)


def walk() -> dict[Course, set[Course]]:
    """Every course that can come about, with those that follow it."""
    found: dict[Course, set[Course]] = {}
    left = [Course()]
    while left:
        course = left.pop()
        if course in found:
            continue
        found[course] = {each for _, each in from_here(course)}
        left += found[course]
    return found


WALKED = walk()


def beyond(course: Course) -> set[Course]:
    """All that can ever come after it."""
    found: set[Course] = set()
    left = [course]
    while left:
        for each in WALKED[left.pop()] - found:
            found.add(each)
            left.append(each)
    return found


def test_the_walk_reaches_every_state() -> None:
    assert {course.state for course in WALKED} == set(State)
    assert len(WALKED) == 43
    assert sum(len(each) for each in WALKED.values()) == 217


def test_no_path_leads_from_any_yes_to_being_managed_in_school() -> None:
    for course in WALKED:
        if course.must_refer:
            later = {each.state for each in beyond(course)} | {course.state}
            assert not later & {State.MANAGED, State.DECISION_OWED}, course


def test_nothing_is_managed_or_closed_over_an_open_question() -> None:
    for course in WALKED:
        if course.state in {State.MANAGED, State.SIGNATURE_OWED, State.DECISION_OWED}:
            assert not course.unknown, course
        if course.state is State.CLOSED:
            assert not course.unknown, course


def test_nothing_closes_over_a_referral_that_was_not_made() -> None:
    closed = [course for course in WALKED if course.state is State.CLOSED]
    assert closed
    assert all(course.referred or not course.must_refer for course in closed)


def test_being_managed_takes_two_signatures_since_the_last_answers() -> None:
    into = {
        course.state
        for course, following in WALKED.items()
        for each in following
        if each.state is State.MANAGED and course.state is not State.MANAGED
    }
    assert into == {State.SIGNATURE_OWED}
    before = {
        course.state
        for course, following in WALKED.items()
        for each in following
        if each.state is State.SIGNATURE_OWED and course.state is not each.state
    }
    assert before == {State.DECISION_OWED}


def test_from_everywhere_there_is_a_way_to_the_end() -> None:
    for course in WALKED:
        ends = {each.state for each in beyond(course)} | {course.state}
        assert State.CLOSED in ends, course


def test_every_combination_of_answers_leads_where_the_advice_says() -> None:
    assert len(ALL) == 3**6
    for answers in ALL:
        course = reviewed(Course(State.REVIEW_OWED), answers)
        said = set(answers.values())
        if Said.YES in said:
            assert course.state is State.REFERRAL
        elif Said.UNKNOWN in said:
            assert course.state is State.MORE_INFO
        else:
            assert course.state is State.DECISION_OWED
        assert course.unknown is (Said.UNKNOWN in said)


answers = st.fixed_dictionaries({name: st.sampled_from(Said) for name in TRIGGERS})
steps = st.lists(
    st.one_of(st.sampled_from(Step), answers, st.just("told")), max_size=30
)


@settings(max_examples=60, deadline=None)
@given(steps)
def test_whatever_is_done_in_whatever_order_a_yes_is_never_taken_back(done) -> None:
    """As the walk, with every answer and not only its kinds."""
    course, ever_yes = Course(), False
    for each in done:
        if each == "told":
            course = Course(course.state, course.must_refer, course.unknown, True)
        elif isinstance(each, Step):
            state = after(course, each)
            course = Course(
                state or course.state,
                course.must_refer,
                course.unknown,
                course.referred,
            )
        else:
            course = reviewed(course, each)
            ever_yes |= Said.YES in set(each.values())
        assert not (ever_yes and course.state is State.MANAGED)
        assert course.must_refer is ever_yes
        assert not (course.state is State.CLOSED and not may_close(course))


def test_lists_and_words_know_each_state_step_and_question() -> None:
    assert tuple(each.code for each in intimate_images.triggers) == TRIGGERS
    assert set(MOVES) == set(Step)
    assert set(STATES) == set(SHAPES) == set(OWED) == set(State)
    assert set(NEXT) | {State.SIGNATURE_OWED, State.CLOSED} == set(State)

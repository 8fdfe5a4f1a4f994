"""What the test comes to, and where answers bring a process, for every input."""

from hypothesis import given
from hypothesis import strategies as st

from safeguard.bullying.states import (
    ENDED,
    LAST_REVIEW,
    MOVES,
    PLANNED,
    Result,
    State,
    after_answers,
    after_test,
    may_move,
    result_of,
)
from safeguard.bullying.states import Tested as Given

ANSWERS = st.lists(st.sampled_from(Given), min_size=4, max_size=4)
SAID = st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=4)


@given(ANSWERS)
def test_only_four_times_yes_is_bullying_and_one_no_is_not(answers):
    result = result_of(answers)
    assert (result is Result.BULLYING) == all(each is Given.YES for each in answers)
    assert (result is Result.NOT) == (Given.NO in answers)


@given(st.permutations(list(Given)))
def test_the_order_of_the_answers_means_nothing(answers):
    assert result_of(answers) == result_of(sorted(answers))


def test_nothing_answered_is_not_clear():
    assert result_of([]) is Result.UNCLEAR


@given(st.sampled_from(State), st.sampled_from(Result))
def test_a_test_moves_only_where_the_table_allows(before, result):
    after = after_test(before, result)
    if before in PLANNED:
        assert after is before
    elif before not in {State.RESOLVED, State.CLOSED}:
        assert after is before or may_move(before, after)


@given(st.integers(1, LAST_REVIEW), SAID)
def test_one_for_whom_it_goes_on_brings_the_plan_back_for_all(review, said):
    came = after_answers(review, said)
    assert may_move(State.REVIEW_DUE, came.state)
    assert (came.state is State.PLAN) == (False in said)
    if False not in said and None in said:
        assert (came.state, came.review) == (State.REVIEW_DUE, review)
    if all(said):
        assert (came.state is State.RESOLVED) == (review == LAST_REVIEW)


def test_from_a_plan_only_what_the_child_says_leads_to_the_end():
    ways = {
        before for before, after in MOVES.items() if before in PLANNED and after & ENDED
    }
    assert ways == {State.REVIEW_DUE}
    assert MOVES[State.REVIEW_DUE] & ENDED == {State.RESOLVED}


def test_every_state_is_reached_and_none_is_left_out():
    reached = {State.REPORTED} | {after for each in MOVES.values() for after in each}
    assert reached == set(State) == set(MOVES)

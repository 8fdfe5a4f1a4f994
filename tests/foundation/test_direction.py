"""Text that runs the other way keeps to its place, whatever is in it."""

from hypothesis import given
from hypothesis import strategies as st

from school.foundation.direction import FSI, PDI, has_unseen, isolated

OVERRIDE, RTL, LTR = "\u202e", "\u2067", "\u2066"
TURNING = st.text(st.sampled_from([*"ab ,1", "ع", "ש", OVERRIDE, RTL, LTR, FSI, PDI]))


def depths(text: str) -> list[int]:
    """How many isolates are open after each character."""
    found, depth = [], 0
    for each in text:
        depth += (each in {RTL, LTR, FSI}) - (each == PDI)
        found.append(depth)
    return found


def letters(text: str) -> str:
    return "".join(each for each in text if each not in {RTL, LTR, FSI, PDI})


@given(st.text(st.characters(max_codepoint=0x58F)))
def test_what_turns_nothing_round_is_left_alone(text):
    assert isolated(text) is text


@given(TURNING)
def test_whatever_turns_stands_in_isolates_that_are_closed(text):
    shown = isolated(text)
    open_after = depths(shown)
    assert all(depth >= 0 for depth in open_after)
    assert not open_after or open_after[-1] == 0
    outside = [
        each for each, depth in zip(shown, open_after, strict=True) if depth == 0
    ]
    assert not {OVERRIDE, "ع", "ש"} & set(outside)


@given(TURNING)
def test_no_word_is_lost_and_nothing_is_wrapped_twice(text):
    shown = isolated(text)
    assert letters(shown) == letters(text)
    assert isolated(shown) == shown


def test_a_name_in_arabic_stands_in_an_isolate():
    assert isolated("عمر حسن") == f"{FSI}عمر حسن{PDI}"
    assert isolated("小明 王") == "小明 王"


def test_what_cannot_be_seen_is_told_and_what_writers_need_is_not():
    assert has_unseen(f"a{OVERRIDE}b")
    assert has_unseen("a\u200bb")
    # Between Persian letters, and in a family of emoji, joiners are spelling.
    assert not has_unseen("می\u200cخواهم")
    assert not has_unseen("👩\u200d👧")

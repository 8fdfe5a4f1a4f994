"""Names leave a text, in whatever script, and nothing else does."""

import pytest

from safeguard.intimate_images.permissions.naming import (
    names_somebody,
    without_names,
)

LETTERS = {"Jayden Pryce": "B", "Siobhán O’Brien-Ñandú": "C", "王 小明": "D"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Jayden sent it.", "[B] sent it."),
        ("It was JAYDEN PRYCE’S phone.", "It was [B] [B]’S phone."),
        ("Pryce-", "[B]-"),
        ("Siobhán and O'Brien-Ñandú", "[C] and [C]"),
        ("Ñandú alone", "[C] alone"),
        ("小明说他删除了", "[D]说他删除了"),
        ("Nobody else, and the jaydenite stone.", None),
        ("", None),
    ],
)
def test_each_part_of_a_name_becomes_a_letter(text: str, shown: str | None) -> None:
    assert without_names(text, LETTERS) == (text if shown is None else shown)
    assert names_somebody(text, LETTERS) is (shown is not None)


def test_without_others_the_text_stays() -> None:
    assert without_names("Ellis says so.", {}) == "Ellis says so."

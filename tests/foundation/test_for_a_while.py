"""What is kept for the time of elevations: bounded, shared, and wiped with the last."""

from dataclasses import dataclass

import pytest

from school.foundation import for_a_while
from school.foundation.for_a_while import Keeping


@dataclass
class Words:
    """A value of a size."""

    size: int = 0
    wiped: bool = False

    def wipe(self) -> None:
        self.size, self.wiped = 0, True


def kept(keeping: Keeping, name: str, size: int, by: str = "ruth") -> Words:
    value = keeping.shared(name, by, Words)
    value.size = size
    return value


def test_those_who_ask_for_the_same_share_it() -> None:
    keeping = Keeping()
    assert kept(keeping, "birch", 1) is kept(keeping, "birch", 1, by="tom")
    assert keeping.holds("ruth")
    assert keeping.holds("tom")


def test_it_is_wiped_when_the_last_lets_go() -> None:
    keeping = Keeping()
    value = kept(keeping, "birch", 1)
    kept(keeping, "birch", 1, by="tom")
    keeping.forget("ruth")
    assert value.size == 1
    keeping.forget("tom")
    assert value.size == 0
    assert not keeping.holds("tom")


def test_what_was_used_longest_ago_makes_room() -> None:
    keeping = Keeping(at_most=100)
    first, second = kept(keeping, "birch", 40), kept(keeping, "cedar", 40)
    kept(keeping, "birch", 40, by="tom")
    assert keeping.has_room("cedar", 20)
    assert (first.wiped, second.wiped) == (False, False)
    assert keeping.has_room("birch", 30)
    assert (first.wiped, second.wiped) == (False, True)
    assert not keeping.has_room("birch", 61)
    assert not first.wiped
    assert keeping.size() == 40


@pytest.mark.parametrize("lived", ["IDLE_SECONDS", "LONGEST_SECONDS"])
def test_nobody_holds_it_for_longer_than_an_elevation_lives(
    lived: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping = Keeping()
    value = kept(keeping, "birch", 1)
    keeping.sweep()
    assert not value.wiped
    monkeypatch.setattr(for_a_while, lived, -1.0)
    keeping.sweep()
    assert value.wiped


def test_at_the_end_nothing_is_left() -> None:
    keeping = Keeping()
    value = kept(keeping, "birch", 1)
    keeping.wipe()
    assert (value.wiped, keeping.size(), keeping.holds("ruth")) == (True, 0, False)

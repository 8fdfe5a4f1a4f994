"""Passwords: how a new one is weighed, and that checking takes its turn."""

import threading
import time

import pytest

from school.foundation.passwords import (
    AT_ONCE,
    SHORTEST,
    SHORTEST_WITH_SECOND_FACTOR,
    Passwords,
    guessed_words,
    weakness,
)

KNOWN = ["Hannah", "Okafor", "Birch Academy", "hannah.okafor"]


@pytest.mark.parametrize(
    "good",
    [
        "brass lanterns over tidal fen",
        "correct horse battery staple",
        "Wgx7-kvTq-29bm-ZrPd",
        "żółte łódki płyną nocą",
        "七つの海を渡る小さな船の物語です",
        "my teacher once juggled herons",
    ],
)
def test_a_password_of_ones_own_is_taken(good: str) -> None:
    assert weakness(good, KNOWN, shortest=SHORTEST) is None


@pytest.mark.parametrize(
    "guessed",
    [
        "passwordpassword",
        "Password12345678!",
        "P4ssw0rd-P4ssw0rd",
        "123456789012345678",
        "qwertyuiopasdfghjkl",
        "liverpoolfootball2026",
        "welcometoschool2026",
        "summerholiday!!!2026",
        "hannahokafor123456",
        "BirchAcademyTeacher1",
        "aaaaaaaaaaaaaaaaaaaa",
        "mondaytuesdaywednesday",
        "iloveyouforever2011",
    ],
)
def test_what_anybody_would_guess_is_refused(guessed: str) -> None:
    assert weakness(guessed, KNOWN, shortest=SHORTEST) == "common"


def test_length_depends_on_a_second_factor() -> None:
    twelve = "tidalfenkite"
    assert weakness(twelve, [], shortest=SHORTEST) == "short"
    assert weakness(twelve, [], shortest=SHORTEST_WITH_SECOND_FACTOR) is None
    assert weakness("x" * 300, [], shortest=SHORTEST) == "long"


def test_there_is_a_list_worth_the_name() -> None:
    assert len(guessed_words()) > 500
    assert all(word == word.casefold() for word in guessed_words())


def test_a_password_fits_however_its_letters_were_composed() -> None:
    passwords = Passwords(memory_kib=8, rounds=1)
    hashed = passwords.hash("café at the tidal fen")
    assert passwords.matches(hashed, "cafe\u0301 at the tidal fen")
    assert not passwords.matches(hashed, "cafe at the tidal fen")
    assert not passwords.matches(None, "nobody has this password")
    assert not passwords.matches("not a hash", "anything")


def test_at_most_two_are_hashed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    passwords = Passwords(memory_kib=8, rounds=1)
    now, most, guard = 0, 0, threading.Lock()

    def slow(_hash: str, _password: str) -> bool:
        nonlocal now, most
        with guard:
            now += 1
            most = max(most, now)
        time.sleep(0.02)
        with guard:
            now -= 1
        return True

    monkeypatch.setattr(type(passwords._hasher), "verify", lambda _, h, p: slow(h, p))
    tries = [
        threading.Thread(target=passwords.matches, args=("hash", "typed"))
        for _ in range(8)
    ]
    for each in tries:
        each.start()
    for each in tries:
        each.join()
    assert most == AT_ONCE

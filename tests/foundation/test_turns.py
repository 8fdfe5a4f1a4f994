"""Standing in line: whoever waited longest writes next, and nobody is forgotten."""

import threading
import time

import pytest

from school.foundation.writer import FairTurn


def test_turns_are_taken_in_the_order_of_asking() -> None:
    turn, order, threads = FairTurn(), [], []

    def wait(number: int) -> None:
        with turn:
            order.append(number)

    with turn:
        for number in range(8):
            thread = threading.Thread(target=wait, args=(number,))
            thread.start()
            threads.append(thread)
            deadline = time.monotonic() + 5
            while len(turn._waiting) <= number and time.monotonic() < deadline:
                time.sleep(0.001)
        assert order == []
    for thread in threads:
        thread.join(5)
    assert order == list(range(8))


def test_the_turn_is_handed_on_after_an_error() -> None:
    turn = FairTurn()
    with pytest.raises(ValueError, match="x"), turn:
        raise ValueError("x")
    with turn:
        pass
    assert not turn._taken


def test_one_at_a_time_however_many_ask() -> None:
    turn, inside, most, threads = FairTurn(), 0, 0, []

    def work() -> None:
        nonlocal inside, most
        for _ in range(50):
            with turn:
                inside += 1
                most = max(most, inside)
                inside -= 1

    for _ in range(8):
        thread = threading.Thread(target=work)
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join(20)
    assert (inside, most, turn._taken, len(turn._waiting)) == (0, 1, False, 0)

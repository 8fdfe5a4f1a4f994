"""The rounds: once a minute somebody looks at the clocks, and no fault ends it."""

import logging

import pytest
from flask import Flask

from safeguard.installation import rounds
from safeguard.installation.rounds import Rounds


def test_a_round_that_fails_is_noted_without_a_word_of_what_it_held(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails() -> int:
        raise ValueError("Ellis Thornbury")

    monkeypatch.setattr(rounds, "ROUNDS", (fails, lambda: 2))
    with caplog.at_level(logging.ERROR):
        assert Rounds(app).go_round() == 2
    assert "ValueError" in caplog.text
    assert "Ellis" not in caplog.text


def test_the_rounds_end_when_the_product_does(app: Flask) -> None:
    going = Rounds(app)
    going.start()
    going.stop()
    assert not going.is_alive()

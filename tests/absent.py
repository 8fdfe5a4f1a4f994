"""What a machine lacks: a loud skip at a desk, a failure under CI."""

import os
from typing import NoReturn

import pytest

MARK = "not tested here: "


def absent(reason: str) -> NoReturn:
    """Skip the asking test, and say so at the end; under CI=true fail it."""
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(f"{MARK}{reason}", pytrace=False)
    pytest.skip(f"{MARK}{reason}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name every absent thing once, with the number of tests it cost."""
    counts: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", []):
        told = report.longrepr
        reason = told[2] if isinstance(told, tuple) else str(told)
        if MARK in reason:
            what = reason.partition(MARK)[2]
            counts[what] = counts.get(what, 0) + 1
    if not counts:
        return
    terminalreporter.section("NOT TESTED HERE", red=True, bold=True)
    for what, count in sorted(counts.items()):
        terminalreporter.line(f"{count} skipped: {what}")

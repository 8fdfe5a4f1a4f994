"""The way in: what x.py promises to somebody with a fresh machine."""

import ast
import importlib.util
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.reading import ROOT


@pytest.fixture
def way_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """x.py as a module, working in an empty folder."""
    spec = importlib.util.spec_from_file_location("way_in", ROOT / "x.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMPS", tmp_path / ".venv" / "stamps")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    return module


def passing(called: list[list[str]]) -> Callable[[list[str]], int]:
    """A program that passes, whatever it is called with; the calls are kept."""

    def call(words: list[str]) -> int:
        called.append(words)
        return 0

    return call


def test_an_old_python_can_read_far_enough_to_be_told() -> None:
    source = (ROOT / "x.py").read_text("utf-8")

    ast.parse(source, feature_version=(3, 7))

    assert source.index("sys.version_info < (3, 11)") < source.index("def ")


def test_without_venv_the_line_for_apt_is_said(
    way_in: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    with pytest.raises(SystemExit) as stopped:
        way_in.make_venv()

    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert stopped.value.code == 1
    assert f"sudo apt install python{version}-venv" in capsys.readouterr().err


def test_a_step_is_done_again_only_when_its_source_changes(
    way_in: ModuleType, tmp_path: Path
) -> None:
    source = tmp_path / "lock.txt"
    done: list[str] = []

    for text in ("one", "one", "two", "two"):
        source.write_text(text)
        way_in.once("lock", way_in.digest([source]), lambda: done.append("made"))

    assert done == ["made", "made"]


def test_a_step_that_failed_is_tried_again(way_in: ModuleType) -> None:
    def fail() -> None:
        raise SystemExit(1)

    done: list[str] = []
    with pytest.raises(SystemExit):
        way_in.once("lock", "one", fail)

    way_in.once("lock", "one", lambda: done.append("made"))

    assert done == ["made"]


def test_a_node_that_is_too_old_is_left_alone(
    way_in: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(version: str) -> Path | None:
        answer = subprocess.CompletedProcess([], 0, stdout=version)
        monkeypatch.setattr(subprocess, "run", lambda *_, **__: answer)
        return way_in.machines_npm()

    monkeypatch.setattr(way_in.shutil, "which", lambda name: f"/usr/bin/{name}")

    assert told("v18.19.0\n") is None
    assert told("") is None
    assert told("v24.1.0\n") == Path("/usr/bin/npm")


def test_words_after_two_dashes_go_to_pytest(
    way_in: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[list[str]] = []
    for step in ("install", "install_lock", "assets", "chromium", "check"):
        monkeypatch.setattr(way_in, step, lambda *_: 0)
    monkeypatch.setattr(way_in, "call", passing(called))

    assert way_in.main(["test", "--", "-k", "wall", "--", "-x"]) == 0

    assert called[0][-4:] == ["-k", "wall", "--", "-x"]


def test_tests_run_after_a_failed_check_and_the_whole_still_fails(
    way_in: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[list[str]] = []
    for step in ("install", "install_lock", "assets", "chromium"):
        monkeypatch.setattr(way_in, step, lambda *_: None)
    monkeypatch.setattr(way_in, "check", lambda _: 1)
    monkeypatch.setattr(way_in, "call", passing(called))

    assert way_in.main(["test"]) == 1

    assert len(called) == 1


def test_measuring_says_when_there_is_nothing_to_measure(
    way_in: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert way_in.main(["bench"]) == 0

    assert "no figures are set yet" in capsys.readouterr().out


def test_help_names_every_word_and_make_knows_the_same(
    way_in: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert way_in.main([]) == 0

    told = capsys.readouterr().out
    targets = re.search(r"\.PHONY: (.*)", (ROOT / "Makefile").read_text())
    assert targets is not None
    for word in targets[1].split():
        assert re.search(rf"^ +{word} ", told, re.MULTILINE), word


def test_the_readme_gives_exactly_two_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")

    blocks = re.findall(r"^```\w*\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)

    assert [block.strip() for block in blocks] == [
        "python3 x.py run",
        "python3 x.py test",
    ]

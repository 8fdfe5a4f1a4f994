"""What the rules of the house read: our own files, and how a broken rule is told."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON_PLACES = ("school", "safeguard", "migrations", "bench", "tests")
PRODUCT = ("school", "safeguard")
WRITTEN = {".py", ".html", ".txt", ".js", ".mjs", ".scss", ".css", ".sh"}
NOT_OURS = {"__pycache__", "node_modules", "build"}


def files(*places: str) -> Iterator[Path]:
    """Every file that we wrote in these folders; a folder may not exist yet."""
    for place in places:
        for path in sorted((ROOT / place).rglob("*")):
            inside = path.relative_to(ROOT)
            if path.is_file() and not NOT_OURS & set(inside.parts):
                yield path


def python_files(*places: str) -> list[Path]:
    """Python files in these folders, and x.py when no folder is named."""
    found = [path for path in files(*(places or PYTHON_PLACES)) if path.suffix == ".py"]
    return found if places else [*found, ROOT / "x.py"]


def written_files() -> list[Path]:
    """Everything that somebody wrote and somebody will read."""
    places = (*PYTHON_PLACES, "templates", "assets", "static")
    return [*(path for path in files(*places) if path.suffix in WRITTEN), ROOT / "x.py"]


@cache
def tree(path: Path) -> ast.Module:
    """A Python file, parsed once."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def shown(path: Path) -> str:
    """A path as a person would type it in this project."""
    return path.relative_to(ROOT).as_posix()


def words_of(name: str) -> list[str]:
    """The words in CamelCase or snake_case, in small letters."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)]


def broken(lesson: str, faults: Iterable[str]) -> NoReturn:
    """Fail with the lesson first and each fault below it."""
    pytest.fail("\n  ".join([lesson, *sorted(faults)]), pytrace=False)


def must_hold(lesson: str, faults: Iterable[str]) -> None:
    """Pass when there are no faults; else teach."""
    found = list(faults)
    if found:
        broken(lesson, found)

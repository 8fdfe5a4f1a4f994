"""Words that collide in this house, settled once (docs/decisions/0001-words.md)."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.house.reading import PRODUCT, must_hold, python_files, shown, tree, words_of


class Settled(NamedTuple):
    """A word, the folders in which it is at home, and what to say elsewhere."""

    word: str
    at_home: tuple[str, ...]
    instead: str


SETTLED = (
    Settled(
        "audit", ("safeguard/audits/",), "the record of what was done is the trail"
    ),
    Settled("search", ("safeguard/searches/",), "looking things up is to find"),
    Settled(
        "session",
        ("school/foundation/", "safeguard/training/"),
        "say sign-in, or transaction",
    ),
    Settled("login", (), "say sign-in"),
    Settled("logout", (), "say sign-out"),
    Settled("decision", ("safeguard/",), "the gate answers with a permit or a refusal"),
    Settled("policy", ("safeguard/agreements/",), "what people may do is permissions"),
    Settled("authorization", (), "British spelling: authorisation, a head's"),
    Settled("report", ("safeguard/reports/",), "staff raise a concern"),
)


def strays(path: str, module: ast.Module) -> Iterator[str]:
    """Classes in a file that use a settled word outside its home."""
    for node in ast.walk(module):
        if not isinstance(node, ast.ClassDef):
            continue
        words = {word.removesuffix("s") for word in words_of(node.name)}
        for settled in SETTLED:
            away = not path.startswith(settled.at_home)
            if settled.word in words and away:
                yield f"{path}: class {node.name} ({settled.instead})"


def test_a_word_that_means_two_things_is_used_for_one() -> None:
    must_hold(
        "This word means something else here; docs/decisions/0001-words.md settles it.",
        (
            stray
            for path in python_files(*PRODUCT)
            for stray in strays(shown(path), tree(path))
        ),
    )


@pytest.mark.parametrize(
    ("path", "source", "stray"),
    [
        ("safeguard/cases/models.py", "class AuditEntry: ...", True),
        ("safeguard/audits/models.py", "class AuditAnswer: ...", False),
        ("safeguard/cases/forms.py", "class SearchForm: ...", True),
        ("safeguard/cases/forms.py", "class FindForm: ...", False),
        ("school/identity/models.py", "class UserSession: ...", True),
        ("school/identity/models.py", "class SignIn: ...", False),
        ("school/gate.py", "class Decision: ...", True),
        ("safeguard/cases/models.py", "class Decision: ...", False),
        ("safeguard/cases/models.py", "class Reporter: ...", False),
        ("safeguard/cases/models.py", "class ConcernReport: ...", True),
    ],
)
def test_a_stray_word_is_seen(path: str, source: str, stray: bool) -> None:
    assert bool(list(strays(path, ast.parse(source)))) is stray

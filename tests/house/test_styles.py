"""The style sheets: a class is declared in one of them, so its looks stand once."""

import re
from collections import defaultdict

from tests.house.reading import files, must_hold, shown

# A rule at the margin whose whole selector is the class: there it gets its looks.
DECLARED = re.compile(r"^\.(sg-[\w-]+)(?= ?[,{])|^[^\s@].*?, \.(sg-[\w-]+)(?= ?[,{])")


def declared(sheet: str) -> set[str]:
    """The classes that a sheet declares; what only stands below another is not."""
    found = (DECLARED.match(line) for line in sheet.splitlines())
    return {word for each in found if each for word in each.groups() if word}


def test_a_class_gets_its_looks_in_one_sheet_alone() -> None:
    at: dict[str, set[str]] = defaultdict(set)
    for path in files("assets/styles"):
        for name in declared(path.read_text(encoding="utf-8")):
            at[name].add(shown(path))
    assert at
    must_hold(
        "Two sheets that mean one class undo each other: give one a name of its own.",
        (f"{name}: {', '.join(sorted(of))}" for name, of in at.items() if len(of) > 1),
    )


def test_a_declaration_is_seen() -> None:
    assert declared(".sg-a { x: y; }\n.sg-b,\n.sg-c .sg-d { x: y; }") == {
        "sg-a",
        "sg-b",
    }
    assert declared(".sg-e .sg-f, .sg-g { x: y; }\n  .sg-h { x: y; }") == {"sg-g"}

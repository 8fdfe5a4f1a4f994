"""Files: short, opened by one line on what is in the room, and named after a thing."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.reading import (
    PRODUCT,
    must_hold,
    python_files,
    shown,
    tree,
    words_of,
    written_files,
)

LONGEST = 400
SHAPELESS = {
    *("base", "common", "handler", "handlers", "helper", "helpers", "manager"),
    *("managers", "misc", "service", "services", "util", "utils"),
}
# Statutory guidance itself calls this person so (KCSIE part four).
NAMED_BY_THE_LAW = {"CaseManager"}
IN_STEP = re.compile(" ".join(("keep", "in", "sync")), re.IGNORECASE)
UNNUMBERED = re.compile("(?:#|//|{#|/[*]) *(?:TO" + r"DO|FIX" + r"ME)\b(?!.*#\d)")


def opening_fault(docstring: str | None) -> str | None:
    """What is wrong with a module's opening, or None."""
    if not docstring or not docstring.strip():
        return "has no opening line"
    first, _, rest = docstring.partition("\n")
    if not first.strip() or not first.rstrip().endswith((".", "?", "!")):
        return "does not open with a sentence on one line"
    if rest.strip() and not rest.startswith("\n"):
        return "runs its first sentence over several lines"
    return None


def shapeless_names(module: ast.Module) -> Iterator[str]:
    """Names of classes that say no more than 'something that does something'."""
    for node in ast.walk(module):
        if not isinstance(node, ast.ClassDef) or node.name in NAMED_BY_THE_LAW:
            continue
        if SHAPELESS & set(words_of(node.name)):
            yield node.name


def reaches_for_flask_g(module: ast.Module) -> bool:
    """Whether a module uses Flask's place for things that belong to one request."""
    imported = [
        alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module == "flask"
        for alias in node.names
    ]
    used = [
        ast.unparse(node)
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute)
    ]
    return "g" in imported or "flask.g" in used


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    # A migration is one list of changes: splitting it would only hide its order. The
    # published codes are one list too.
    lengths = {
        path: len(path.read_text("utf-8").splitlines())
        for path in written_files()
        if path.parent.name != "versions" and path.name != "published_codes.txt"
    }
    must_hold(
        f"A file over {LONGEST} lines holds two things. Make the room a folder of the "
        "same name (commands/triage.py); CONTRIBUTING.md says where things go.",
        (
            f"{shown(p)}: {count} lines"
            for p, count in lengths.items()
            if count > LONGEST
        ),
    )


def test_every_file_opens_with_one_line_on_what_is_in_the_room() -> None:
    openings = {
        path: opening_fault(ast.get_docstring(tree(path), clean=False))
        for path in python_files()
    }
    must_hold(
        'Open each file with one sentence on one line: """What is in this room.""" '
        "It is the caption under the door. More may follow after an empty line.",
        (f"{shown(path)} {fault}" for path, fault in openings.items() if fault),
    )


def test_no_module_or_folder_has_a_shapeless_name() -> None:
    must_hold(
        "utils, helpers, manager, service, base, misc, common, handler: such a name "
        "says nothing. If a thing has no noun, it has no room yet: name the noun.",
        (
            shown(path)
            for path in written_files()
            for part in shown(path).removesuffix(path.suffix).split("/")
            if SHAPELESS & set(words_of(part))
        ),
    )


def test_no_class_has_a_shapeless_name() -> None:
    must_hold(
        "Say what the thing is in the school's world, not that it manages, helps or "
        "serves: a Letter, not a MailManager.",
        (
            f"{shown(path)}: class {name}"
            for path in python_files()
            for name in shapeless_names(tree(path))
        ),
    )


def test_no_comment_asks_to_remember_another_place() -> None:
    must_hold(
        "A comment that asks people to change two places together will be forgotten. "
        "Derive the one from the other, or write the test that compares them.",
        (
            f"{shown(path)}:{number}"
            for path in written_files()
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
            if IN_STEP.search(line)
        ),
    )


def test_what_is_left_to_do_carries_the_number_of_its_issue() -> None:
    must_hold(
        "Work left behind without a number is work lost: add the issue, as in #12, "
        "or do it now.",
        (
            f"{shown(path)}:{number}"
            for path in written_files()
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
            if UNNUMBERED.search(line)
        ),
    )


def test_only_web_and_identity_keep_things_with_the_request() -> None:
    allowed = ("school/web/", "school/identity/")
    must_hold(
        "flask.g is a drawer anybody can fill, so nobody knows what is in it. Take the "
        "Actor, or what you need, as an argument.",
        (
            shown(path)
            for path in python_files(*PRODUCT)
            if not shown(path).startswith(allowed) and reaches_for_flask_g(tree(path))
        ),
    )


# ---- The rules themselves, on a good and a bad example -----------------------


@pytest.mark.parametrize(
    ("docstring", "good"),
    [
        ("The clock: what time it is.", True),
        ("The clock: what time it is.\n\nIt stands still in tests.\n", True),
        (None, False),
        ("   ", False),
        ("The clock", False),
        ("The clock, which tells\nwhat time it is.", False),
        ("\nThe clock: what time it is.", False),
    ],
)
def test_an_opening_is_a_sentence_on_one_line(
    docstring: str | None, good: bool
) -> None:
    assert (opening_fault(docstring) is None) is good


def test_a_shapeless_class_is_seen_and_a_case_manager_is_not() -> None:
    module = ast.parse(
        "class MailManager: ...\nclass BaseForm: ...\n"
        "class Letter: ...\nclass CaseManager: ...\nclass Database: ...\n"
    )
    assert list(shapeless_names(module)) == ["MailManager", "BaseForm"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from flask import g, request", True),
        ("import flask\nflask.g.actor = 1", True),
        ("from flask import request", False),
        ("letter.g = 1", False),
    ],
)
def test_the_drawer_is_seen_however_it_is_opened(source: str, found: bool) -> None:
    assert reaches_for_flask_g(ast.parse(source)) is found


def test_an_unnumbered_note_is_seen_and_a_numbered_one_is_not() -> None:
    note = "# TO" + "DO"
    assert UNNUMBERED.search(f"{note} say it in Welsh")
    assert not UNNUMBERED.search(f"{note} #12: say it in Welsh")
    assert not UNNUMBERED.search('say("nothing to do")')

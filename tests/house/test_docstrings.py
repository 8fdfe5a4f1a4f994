"""Acts, questions and rules: each says what it does, in the room where it is read."""

import ast
from collections.abc import Iterator

from tests.house.reading import PRODUCT, must_hold, python_files, shown, tree

SPOKEN_ROOMS = {"commands", "queries", "permissions"}


def is_spoken_room(path: str) -> bool:
    """Whether a file is, or lies in, a room whose functions must explain themselves."""
    return bool(SPOKEN_ROOMS & set(path.removesuffix(".py").split("/")))


def silent_functions(module: ast.Module) -> Iterator[str]:
    """Public functions at the top of a module that have no docstring."""
    for node in module.body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if not node.name.startswith("_") and not ast.get_docstring(node):
            yield node.name


def test_every_act_question_and_rule_explains_itself() -> None:
    must_hold(
        "Say in a docstring: the unit (which calendar a number of days runs on), what "
        "it raises, and the source of the rule it holds (guidance and section). A rule "
        "without its source cannot be reviewed.",
        (
            f"{shown(path)}: {name}"
            for path in python_files(*PRODUCT)
            if is_spoken_room(shown(path))
            for name in silent_functions(tree(path))
        ),
    )


def test_a_silent_act_is_seen_and_a_private_step_is_not() -> None:
    module = ast.parse(
        "def close_case(actor): ...\n"
        "def _step(case): ...\n"
        'def reopen_case(actor):\n    """Open it again (KCSIE §70)."""\n'
    )
    assert list(silent_functions(module)) == ["close_case"]


def test_rooms_and_rooms_that_became_folders_are_both_meant() -> None:
    assert is_spoken_room("safeguard/cases/commands.py")
    assert is_spoken_room("safeguard/cases/commands/triage.py")
    assert not is_spoken_room("safeguard/cases/views.py")

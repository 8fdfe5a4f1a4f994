"""Sweeps: whatever pages reach declares its act, and every act leaves its entry."""

import ast
import importlib
import importlib.util
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

import safeguard
import school
from safeguard.registry import FEATURES
from school import gate
from school.foundation.actor import Actor
from school.gate import UPKEEP
from tests.house.reading import must_hold, python_files, shown, tree

DOORS = ("__act__", "__upkeep__", "__counted__")
# Who acts in these, and why no door stands before them. Everything they do to a
# record they do through acts of the same room; the test of the round sees it.
ACTED_IN: dict[str, str] = {
    "school.identity.commands.elevating.try_to_elevate": "ends in elevate or in"
    " fail_elevation, after the slow work of hashing",
    "school.identity.commands.elevating.elevate_by_passkey": "likewise",
    "school.identity.commands.proving.check_password": "counts the try, records a"
    " failure, and hashes outside a transaction",
    "school.identity.commands.proving.count_or_hold": "counts by the upkeep beside it",
    "school.identity.commands.pacing.count_guess": "counts by the upkeep beside it",
    "school.identity.commands.pacing.keep_pace": "likewise",
    "school.identity.commands.adding.class_titled": "a step of adding, inside the act",
    "school.identity.commands.founding.at_the_trust": "the same person, at the trust",
    "school.identity.commands.roll.comparing.compare": "a step of the roll's acts",
    "school.identity.commands.roll.register.register_of": "a step of the roll's acts",
    "safeguard.allegations.commands.raising.announce": "a step of raising, inside it",
    "safeguard.cases.commands.chronicle.write_entry": "a step of a case's acts",
    "safeguard.evidence.commands.attaching.take_in": "seals, and ends in attach_file",
    **{
        f"safeguard.bullying.commands.course.{name}": "a step of a process's acts"
        for name in ("begin", "place", "copy_children", "tell")
    },
    **{
        f"safeguard.audits.commands.beginning.{name}": "a step of its acts"
        for name in ("begin", "begin_for_all", "withdraw")
    },
    "safeguard.searches.commands.starting.open_search": "a step of starting and of"
    " recording, inside either",
    "safeguard.searches.queries.reading.search_read": "a step of each reading of one",
    **{
        f"safeguard.intimate_images.commands.course.{name}": "a step of its acts"
        for name in ("part_of", "tell", "under_way")
    },
    "school.identity.queries.lists.forms_of": "a step of read_people and read_person",
    "school.identity.queries.lists.roles_here": "a step of the same",
}
# What pages and the console may take from these rooms without a door before it.
TAKEN_PLAINLY: dict[str, str] = {
    "safeguard.agreements.commands.linking.mint": "random signs, of nobody yet",
    **{
        f"school.identity.commands.roll.{name}": "reads a cell, no record"
        for name in (
            *("cells.clean", "cells.day_in", "cells.trouble_with", "cells.upn_in"),
            *("cells.is_email", "reading.letters_of"),
        )
    },
    **{
        f"school.identity.commands.{name}": "ends in an act whichever way it goes"
        for name in (
            *("proving.check_password", "elevating.try_to_elevate"),
            *("elevating.elevate_by_passkey", "signing_in.try_to_sign_in"),
            *("signing_in.sign_in_by_passkey", "signing_in.fail_by_passkey"),
            *("signing_in.admit", "founding.found"),
        )
    },
    "school.identity.commands.elevating.check_reason": "looks at what was typed",
    "safeguard.evidence.commands.attaching.take_in": "ends in an act whichever way",
    "safeguard.evidence.commands.sweeping.sweep_files": "removes what no row names",
    "school.identity.commands.founding.at_the_trust": "the same person, at the trust",
    "school.identity.commands.pacing.count_guess": "counts, and ends in an act if it"
    " was once too often",
    "school.identity.commands.pacing.keep_pace": "counts what is about to be done",
    "safeguard.agreements.commands.guessing.count_wrong_code": "counts likewise",
    "school.identity.commands.signing_in.device_knows": "whether the cookie is ours",
    "school.identity.commands.proving.step_mac": "a fingerprint, for the demonstration",
    "school.inspection.queries.verifying.shortened": "shortens a hash",
}


def rooms(kind: str) -> Iterator[ModuleType]:
    """Every module that is, or lies in, a room of that kind."""
    for package in (school, safeguard):
        walked = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        for found in walked:
            if kind in found.name.split("."):
                yield importlib.import_module(found.name)


def public_functions(module: ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Functions that were written in this module for others to call."""
    for name, value in vars(module).items():
        if name.startswith("_") or not inspect.isfunction(value):
            continue
        if inspect.unwrap(value).__module__ == module.__name__:
            yield f"{module.__name__}.{name}", value


def has_door(function: Callable[..., Any], *doors: str) -> bool:
    """Whether a door of the gate was put before the function."""
    return any(hasattr(function, door) for door in doors or DOORS)


def somebody_acts_in(function: Callable[..., Any]) -> bool:
    """Whether its first parameter is an actor: somebody wants something done."""
    parameters = inspect.signature(inspect.unwrap(function)).parameters
    return next(iter(parameters), "") == "actor"


def without_a_door(module: ModuleType, *doors: str) -> Iterator[str]:
    """Functions of a room in which somebody acts, and no door stands before them."""
    for name, function in public_functions(module):
        if somebody_acts_in(function) and not has_door(function, *doors):
            yield name


# ---- Rooms ----------------------------------------------------------------------


def test_whoever_acts_passes_a_door() -> None:
    must_hold(
        "In commands somebody acts through @command (or @upkeep, of its closed list); "
        "in queries one reads through @disclosure or, for numbers and choices alone, "
        "@counted. A step of an act takes the row, not an actor; or it says its reason "
        "in ACTED_IN.",
        (
            name
            for kind, doors in (
                ("commands", ("__act__", "__upkeep__")),
                ("queries", ("__act__", "__counted__")),
            )
            for module in rooms(kind)
            for name in without_a_door(module, *doors)
            if name not in ACTED_IN
        ),
    )


def test_no_reason_outlives_its_function() -> None:
    found = {
        name
        for kind in ("commands", "queries")
        for module in rooms(kind)
        for name, function in public_functions(module)
        if not has_door(function)
    }
    must_hold(
        "A name stands on a list of tests/house/test_sweeps.py for nothing: remove it.",
        (set(ACTED_IN) | set(TAKEN_PLAINLY)) - found,
    )


def test_a_planted_command_without_a_door_is_seen() -> None:
    """Must fail: the sweep finds what it is there to find."""
    planted = ModuleType("safeguard.cases.commands.planted")
    source = "def erase_case(actor, case): ...\ndef step(row): ...\n"
    exec(compile(source, "planted", "exec"), planted.__dict__)  # noqa: S102
    assert list(without_a_door(planted)) == [
        "safeguard.cases.commands.planted.erase_case"
    ]


def acts_of(kind: str) -> set[str]:
    """The acts declared in a kind of room."""
    return {
        str(function.__act__)
        for module in rooms(kind)
        for _, function in public_functions(module)
        if hasattr(function, "__act__")
    }


def test_acts_rules_and_words_are_one_set() -> None:
    """An act nobody can do, a rule for nothing, an entry without words: none."""
    for rules, wordings in FEATURES:
        enums = {type(act) for act in rules}
        assert set(rules) == set(wordings)
        assert {act for enum in enums for act in enum} == set(rules)
    registered = {str(act) for rules, _ in FEATURES for act in rules}
    assert acts_of("commands") | acts_of("queries") == registered


def test_no_two_features_use_one_name_for_their_acts() -> None:
    names = [str(act) for rules, _ in FEATURES for act in rules]
    assert len(names) == len(set(names))


def test_every_wording_begins_small_and_says_what_was_done() -> None:
    must_hold(
        "The trail says “Hannah Okafor raised a concern”: a wording begins with the "
        "verb, in small letters, without a full stop.",
        (
            f"{act}: {words}"
            for _, wordings in FEATURES
            for act, words in wordings.items()
            if not words or not words[0].islower() or words.endswith(".")
        ),
    )


def test_every_house_keeping_of_the_list_is_somebodys() -> None:
    used = {
        function.__upkeep__
        for package in (school, safeguard)
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if "demo" not in found.name and "cli" not in found.name
        for _, function in public_functions(importlib.import_module(found.name))
        if hasattr(function, "__upkeep__")
    }
    assert used == set(UPKEEP)


# ---- Pages ----------------------------------------------------------------------


def reached_by(module: ast.Module) -> Iterator[tuple[str, str]]:
    """What a module takes from rooms of commands and queries: (module, name)."""
    modules: dict[str, str] = {}
    for room, name, called in _imported(module):
        if _is_module(f"{room}.{name}"):
            modules[called] = f"{room}.{name}"
        elif _in_a_room(room):
            yield room, name
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            room = modules.get(node.value.id, "")
            if _in_a_room(room):
                yield room, node.attr


def _imported(module: ast.Module) -> Iterator[tuple[str, str, str]]:
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield node.module, alias.name, alias.asname or alias.name


def _is_module(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def _in_a_room(module: str) -> bool:
    return bool({"commands", "queries"} & set(module.split(".")))


def naked(module: str, name: str) -> str | None:
    """The full name of a room's function without a door before it, else None."""
    found = getattr(importlib.import_module(module), name, None)
    if not inspect.isfunction(found) or has_door(found):
        return None
    inner = inspect.unwrap(found)
    return f"{inner.__module__}.{inner.__name__}"


def pages() -> Iterator[tuple[str, ast.Module]]:
    """Every module outside the rooms: pages, forms, panels, console, demonstration."""
    inside = {"commands", "queries", "permissions", "models", "states"}
    for path in python_files("school", "safeguard"):
        if not inside & set(shown(path).removesuffix(".py").split("/")):
            yield shown(path), tree(path)


def test_pages_reach_records_through_doors_alone() -> None:
    taken = {
        (path, name)
        for path, module in pages()
        for room, function in reached_by(module)
        if (name := naked(room, function))
    }
    must_hold(
        "A page calls acts, disclosures and counted questions. What else it takes from "
        "these rooms says its reason in TAKEN_PLAINLY.",
        (f"{path}: {name}" for path, name in taken if name not in TAKEN_PLAINLY),
    )


def test_a_planted_naked_view_is_seen() -> None:
    """Must fail, however the view gets at it: by name or through its module."""
    for source in (
        "from safeguard.cases.commands.chronicle import write_entry as w\nw()",
        "from safeguard.cases.commands import chronicle as c\nc.write_entry()",
    ):
        found = [naked(*each) for each in reached_by(ast.parse(source))]
        assert found == ["safeguard.cases.commands.chronicle.write_entry"]
    proper = "from safeguard.cases.commands.closing import close_case\nclose_case()"
    assert [naked(*each) for each in reached_by(ast.parse(proper))] == [None]


def test_an_upkeep_cannot_pass_for_an_act() -> None:
    """Must fail: a name that is not on the closed list declares nothing."""
    with pytest.raises(KeyError):
        gate.upkeep("case.tidied")

    def close_quietly(actor: Actor) -> None:
        """No door before it."""

    assert not has_door(close_quietly)

"""Bodies: to a page that does not say that it takes files, none can be sent."""

import ast
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from school.web.bodies import (
    AROUND,
    NOT_HERE,
    PARTS,
    file_takers,
    most_of_any,
    refused_status,
    takes_files,
)
from tests.house.reading import files, must_hold, python_files, shown, tree

# Every page that takes a file, and how long its body may be at most.
TAKERS = {
    "people.upload_roll": 5 * 1024 * 1024 + AROUND,
    "evidence.attach_file": 25 * 1024 * 1024 + AROUND,
}
# Where our own code looks at what is no plain form.
READ_IN = {
    "school/identity/forms/roll.py": "a roll, on a page that takes files",
    "safeguard/evidence/forms.py": "a file of a record, likewise",
    "school/identity/views/ceremonies.py": "what a passkey says, as JSON",
}
READING = {"files", "stream", "get_data", "get_json", "FileField", "MultipleFileField"}
SENDS_FILES = {
    "templates/people/upload_roll.html",
    "templates/evidence/attach_file.html",
}
_VALUES = {"reference": "0000000000", "ref": "0000000000000000", "int": 1}


def addresses(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Each endpoint with an address of it, and each method that may bring a body."""
    for rule in app.url_map.iter_rules():
        values: dict[str, Any] = {
            name: _VALUES.get(_kind(each), "x")
            for name, each in rule._converters.items()
        }
        with app.test_request_context():
            address = app.url_for(rule.endpoint, **values)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            yield rule.endpoint, method, address


def _kind(converter: object) -> str:
    return (
        type(converter)
        .__name__.removesuffix("Converter")
        .lower()
        .replace("integer", "int")
    )


def status_of(app: Flask, address: str, method: str, kind: str) -> int | None:
    with app.test_request_context(
        address, method=method, data=b"x" * 20, content_type=kind
    ):
        return refused_status()


def test_pages_that_take_files_are_known_and_bounded(app: Flask) -> None:
    assert file_takers(app) == TAKERS
    assert most_of_any(app) == max(TAKERS.values())


def test_no_other_page_reads_anything_but_typed_text(app: Flask) -> None:
    tried = 0
    for endpoint, method, address in addresses(app):
        for kind in (f"{PARTS}; boundary=x", "image/jpeg", "text/plain", ""):
            if endpoint in TAKERS and kind.startswith(PARTS):
                continue
            tried += 1
            assert status_of(app, address, method, kind) == NOT_HERE, endpoint
    print(f"{tried} tries at {len(app.view_functions)} pages: 0 read")
    assert tried > 500


def test_a_page_takes_files_as_soon_as_it_says_so_and_not_before(app: Flask) -> None:
    """Must fail: a page that somebody adds tomorrow."""
    app.add_url_rule("/planted", "planted", lambda: "", methods=["POST"])
    kind = f"{PARTS}; boundary=x"
    assert status_of(app, "/planted", "POST", kind) == NOT_HERE
    app.view_functions["planted"] = takes_files(100)(lambda: "")
    assert status_of(app, "/planted", "POST", kind) != NOT_HERE


def reads_bodies(module: ast.Module) -> bool:
    """Whether a module looks at what is no plain form."""
    for node in ast.walk(module):
        if isinstance(node, ast.alias) and node.name in READING - {"files", "stream"}:
            return True
        if isinstance(node, ast.Attribute) and node.attr in READING:
            first = ast.unparse(node).partition(".")[0]
            if first in {"request", "form"} or "self.file." in ast.unparse(node):
                return True
    return False


def test_nobody_else_looks_into_a_body() -> None:
    found = {
        shown(path)
        for path in python_files("school", "safeguard")
        if reads_bodies(tree(path))
    }
    must_hold(
        "What is no plain form is read in few places: say here where, and why, and let "
        "the page declare that it takes files (school.web.bodies.takes_files).",
        found ^ set(READ_IN),
    )


@pytest.mark.parametrize(
    "line",
    [
        "request.files['x']",
        "request.get_data()",
        "from flask_wtf.file import FileField",
    ],
)
def test_a_planted_reader_is_seen(line: str) -> None:
    """Must fail."""
    assert reads_bodies(ast.parse(f"from flask import request\n{line}"))


def test_a_form_of_parts_stands_on_a_page_that_takes_files() -> None:
    sending = re.compile(r'enctype=|type="file"|form\.file\b')
    found = {
        shown(path)
        for path in files("templates")
        if path.suffix == ".html" and sending.search(path.read_text("utf-8"))
    }
    must_hold("A form of parts to a page that takes no file.", found ^ SENDS_FILES)

"""What a form objects says what to do: never the library's own words."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import wtforms
from flask import Flask
from wtforms.validators import (
    InputRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)

import safeguard
import school
from safeguard.cases.forms.deciding import decide_form
from school.web.forms import ActForm
from tests.house.reading import must_hold

# What these say by default is said in our words, and says enough.
SPEAK_FOR_THEMSELVES = (Optional, Length, NumberRange)
# More than any field takes; a form of fifty fields still fits into one body.
ABSURD = "99999999999999999999 " * 3500


def forms() -> list[type[ActForm]]:
    """Every form of the product."""
    for package in (safeguard, school):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".forms" in found.name:
                importlib.import_module(found.name)
    ours = {
        each
        for each in _below(ActForm)
        if each.__module__.startswith(("safeguard.", "school."))
    }
    return sorted(ours, key=lambda each: each.__qualname__)


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def library_words() -> list[re.Pattern[str]]:
    """All that the library says by itself when a field objects."""
    sources = Path(wtforms.__file__).parent.rglob("*.py")
    text = "\n".join(path.read_text() for path in sources)
    said = set(re.findall(r'gettext\(\s*"([^"]+)"', text))
    said |= set(re.findall(r'(?:message = |",\s*)"([A-Z][^"\n]*\.)"', text))
    assert "Not a valid choice." in said
    return [
        re.compile(re.sub(r"%\\\(\w+\\?\)[sd]", ".*", re.escape(each))) for each in said
    ]


def silent(form: type[ActForm]) -> Iterator[str]:
    """The fields whose validators were given no words."""
    for name in dir(form):
        unbound: Any = getattr(form, name, None)
        if not hasattr(unbound, "creation_counter"):
            continue
        given = [*unbound.args, *unbound.kwargs.values()]
        for each in (one for many in given if isinstance(many, list) for one in many):
            if isinstance(each, SPEAK_FOR_THEMSELVES) or not hasattr(each, "message"):
                continue
            if not each.message:
                yield f"{form.__module__}.{form.__name__}.{name}: {type(each).__name__}"


def test_whoever_asks_for_something_says_what_to_do_without_it() -> None:
    must_hold(
        "Give the validator words that say what to do: “Choose the agency.” Nobody is "
        "helped by “This field is required.”",
        (each for form in forms() for each in silent(form)),
    )


def test_nothing_absurd_makes_a_form_speak_in_the_librarys_words(app: Flask) -> None:
    theirs, heard = library_words(), []
    every: tuple[Any, ...] = (*forms(), decide_form)
    for form in every:
        for typed in (ABSURD, "x", ""):
            with app.test_request_context("/", method="GET"):
                names = _names(form)
            sent = dict.fromkeys(names, typed)
            with app.test_request_context("/", method="POST", data=sent):
                heard += [
                    f"{form.__name__}: {said}"
                    for said in _objections(form)
                    if any(each.fullmatch(said) for each in theirs)
                ]
    must_hold("Say in school/web/fields.py what stands there instead.", heard)


def test_the_library_is_heard_where_a_validator_has_no_words() -> None:
    class Asks(ActForm):
        """A form as it should not be."""

        name = wtforms.StringField("Name", [InputRequired()])
        other = wtforms.StringField("Other", [InputRequired("Write the other.")])

    assert [each.rsplit(".", 1)[1] for each in silent(Asks)] == ["name: InputRequired"]
    assert any(each.fullmatch("This field is required.") for each in library_words())
    assert issubclass(ValidationError, ValueError)


def _names(form: Any) -> list[str]:
    return [field.name for field in form()]


def _objections(form: Any) -> Iterator[str]:
    made = form()
    for field in made:
        if getattr(field, "choices", ()) is None:
            field.choices = []
    made.validate()
    yield from _flat(list(made.errors.values()))


def _flat(said: Any) -> Iterator[str]:
    if isinstance(said, dict):
        said = list(said.values())
    if not isinstance(said, list | tuple):
        yield str(said)
        return
    for each in said:
        yield from _flat(each)

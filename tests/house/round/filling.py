"""Where a form stands, and with what it is filled in."""

from collections.abc import Callable
from typing import Any

from tests.house.round.walking import Fields, House


def first(done: object) -> dict[str, str]:
    """Something was done beforehand; the address needs nothing of it."""
    assert done
    return {}


def row(**fields: Any) -> Fields:
    return lambda house: {
        name: value(house) if callable(value) else value
        for name, value in fields.items()
    }


def concern_page(house: House, values: dict[str, str]) -> str:
    return house.address("cases.concern", values)


def person_page(house: House, values: dict[str, str]) -> str:
    return house.address("identity.kept_account", {"person_ref": values["person_ref"]})


def roll_page(house: House, values: dict[str, str]) -> str:
    return house.address("people.roll", values)


def page(path: str) -> Callable[[House, dict[str, str]], str]:
    return lambda house, values: path


def ref(name: str) -> Callable[[House], str]:
    return lambda house: house.world[name]

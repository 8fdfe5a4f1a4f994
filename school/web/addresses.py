"""Addresses of pages, worked out once: a list says the same one fifty times."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from flask import request, url_for

from school.foundation.references import spoken

# Stands in an address for the reference that comes there.
_ANY = "0000000000"


def address_of(endpoint: str) -> str:
    """The address of a page that needs no more than its name."""
    return _address(endpoint, request.script_root)


def addresses_of(endpoint: str, name: str) -> Callable[[str], str]:
    """The addresses of the pages that take one spoken reference under that name."""
    before, after = _around(endpoint, name, request.script_root)
    return lambda reference: f"{before}{spoken(reference)}{after}"


@lru_cache(maxsize=256)
def _address(endpoint: str, _root: str) -> str:
    return url_for(endpoint)


@lru_cache(maxsize=256)
def _around(endpoint: str, name: str, _root: str) -> tuple[str, str]:
    values: dict[str, Any] = {name: _ANY}
    before, _ref, after = url_for(endpoint, **values).partition(spoken(_ANY))
    return before, after

"""A searcher’s telephone: what its pages are sent, step by step."""

import re
from typing import Any

import pytest

from safeguard.searches.commands.weighing import request_advice
from school.foundation.references import spoken
from tests.searches import told
from tests.visitors import Visitor, visit

WORDS = told.WORDS
START = {
    "place": "premises",
    "place_words": "",
    "item": "weapon",
    "looked_for": "A kitchen knife",
    "device": "no",
    "grounds": ["risk"],
    "facts": told.FACTS,
}
STEPS: dict[str, dict[str, Any]] = {
    "urgency": {"urgent": "yes", "risk": told.RISK},
    "authority": {},
    "explain": {"told": ["why", "how", "questions"]},
    "co-operation": {"cooperates": "yes"},
    "conduct": {
        "witnesses-0-ref": "",
        "exception": "none",
        "extents": ["bag"],
        "out_of_sight": "yes",
        "force": "no",
        "pupil_sex": "male",
        "searcher_sex": "male",
        "witness_sex": "male",
    },
    "finding": {"found": "no"},
    "parents": {
        "answer": "told",
        "who": "Mrs Thornbury",
        "contact": "telephone",
    },
}


@pytest.fixture
def phone(app, world) -> Visitor:
    """The searcher's telephone; the head has put them on the list."""
    told.authorised(world)
    return visit(app, world, "searcher")


def at(ref: str, tail: str = "") -> str:
    return f"/searches/{spoken(ref)}{tail}"


def ref_in(address: str) -> str:
    found = re.search(r"/searches/([0-9A-Z]{5})-([0-9A-Z]{5})", address)
    assert found, address
    return found[1] + found[2]


def begun(phone: Visitor, world: Any, **changes: Any) -> Any:
    fields = {**START, "pupils-0-ref": world["ellis"], "press": "send", **changes}
    return phone.submit("/searches/start", **fields)


def waiting(world: Any) -> str:
    """A search that waits for advice."""
    ref = told.weighed(world, told.started(world), urgent=False)
    return request_advice(world.acting("searcher"), ref)

"""Each clause and question is traced to the policy, and no rule of it is left out."""

import re

import pytest

from safeguard.guidance import agreements, self_audit
from safeguard.guidance.shelf import Evidence
from tests.guidance.tracing import PAGE, page

# How many rules each list of the policy's appendices has, and what else stands there.
LISTS = {
    "appendix 1, ": 13,
    "appendix 2, I will, ": 6,
    "appendix 2, I will not, ": 6,
    "appendix 2, own devices, ": 2,
    "appendix 3, I will not, ": 10,
}
STATEMENTS = (
    *(f"appendix 1, rule 3 ({case} case)" for case in ("first", "second", "third")),
    "appendix 1, statement before the pupil’s signature",
    "appendix 1, parent’s agreement",
    "appendix 2, statement before the rules",
    "appendix 2, statement before the pupil’s signature",
    "appendix 2, parent’s agreement",
    *(
        f"appendix 3, {number} statement"
        for number in ("first", "second", "third", "fourth", "fifth")
    ),
    *("§3.1", "§3.6", "§3.7", "§3.8", "§7", "§8", "§9", "§10"),
)
PLACES = [
    *(
        f"{heading}rule {number}"
        for heading, rules in LISTS.items()
        for number in range(1, rules + 1)
    ),
    *STATEMENTS,
]


def test_the_page_is_what_the_data_say():
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "python -m tests.guidance.tracing writes it anew"
    )


@pytest.mark.parametrize("place", PLACES)
def test_each_place_of_the_policy_is_carried_by_a_clause(place):
    here = re.compile(rf"{re.escape(place)}(?!\d)")
    assert [each.code for each in agreements.clauses if here.search(each.source)]


def test_each_of_the_eight_questions_is_asked():
    for number in range(1, 9):
        here = f"appendix 4, question {number}"
        assert [each.code for each in self_audit.questions if here in each.source]


@pytest.mark.parametrize("each", agreements.clauses.every(), ids=lambda each: each.code)
def test_a_clause_cites_the_policy_and_belongs_to_a_side_that_signs(each):
    assert each.source.startswith("trust policy")
    assert each.mark is Evidence.TRUST_POLICY
    sides = agreements.kinds.named(each.kind).sides
    assert agreements.parts.named(each.part).side in sides


def test_the_page_names_nobody():
    written = PAGE.read_text(encoding="utf-8").lower()
    for name in ("learning trust", "one education", "cpoms", "manchester"):
        assert name not in written

"""Contacts with parents: attempts, who must not be told, who asks to wait."""

import re
from dataclasses import replace
from html import unescape

import pytest
from sqlalchemy import select

from safeguard.cases.commands.contacting import NewContact, record_contact
from safeguard.cases.commands.recording import ParentsAnswer, record_parents
from safeguard.cases.commands.referring import Following, follow_referral, refer_case
from safeguard.cases.models import ParentContact
from safeguard.cases.queries.reading import read_case
from safeguard.referrals.commands import NewStep
from safeguard.referrals.models import Referral
from safeguard.referrals.states import StepKind
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.sealing import unseal
from school.identity.commands.people import (
    NewPerson,
    NewRelationship,
    add_person,
    relate,
)
from tests.cases.desk import at, words_of
from tests.cases.worked import case_file, dsl, opened, rung
from tests.trail.reading import facts, last
from tests.visitors import visit

pytestmark = pytest.mark.both_engines
SAID = "Karen was told what Ellis had said. She will meet us on Thursday."


def parent_of(world, child, given="Karen", **flags) -> str:
    adult = add_person(world.system(), NewPerson(given, "Thornbury"))
    new = NewRelationship(world[child], adult, "mother", True)
    relate(world.system(), replace(new, **flags))
    return adult


def told(adult=None, **changes) -> NewContact:
    said = {"outcome": "told", "said": SAID, "way": "telephone", **changes}
    return NewContact(adult_ref=adult, **said)


def on_hold(world, case, agency="social_care") -> None:
    refer_case(dsl(world), case, rung(agency, hold="Do not tell the parents yet"))


def lifted(world, case) -> None:
    ref = db.session.scalars(
        select(Referral.ref).where(Referral.case_ref == case)
    ).one()
    step = NewStep(StepKind.NOTED, hold="", text="They lifted it")
    follow_referral(dsl(world), case, Following(ref, step))


def contacts(case) -> list[ParentContact]:
    asked = select(ParentContact).where(ParentContact.case_ref == case)
    return list(db.session.scalars(asked))


def objections(world, case, new) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        record_contact(dsl(world), case, new)
    assert not contacts(case)
    return refused.value.problems


def test_a_mother_who_was_told_settles_what_the_parents_know(world):
    case, karen = opened(world), parent_of(world, "ellis")
    record_contact(dsl(world), case, told(karen))

    assert case_file(case).parents_informed == "told"
    leaf = last(world.birch)
    assert (leaf.action, leaf.objects) == ("parents.contacted", (case,))
    assert sorted(row.table for row in leaf.rows) == [
        "case_entry", "case_file", "parent_contact",
    ]  # fmt: skip
    assert facts(leaf) == {
        "outcome": "told", "way": "telephone",
        "despite_hold": False, "despite_warning": False,
    }  # fmt: skip
    newest = read_case(dsl(world), case).happenings[0]
    assert (newest.kind, newest.code) == ("contact", "told")
    assert newest.text == f"Karen Thornbury. By telephone\n{SAID}"


def test_an_attempt_that_reached_nobody_leaves_the_question_open(world):
    case = opened(world)
    new = NewContact("not_reached", "No answer, no message left.",
                     adult_words="the father, number from the office",
                     way="telephone")  # fmt: skip
    record_contact(dsl(world), case, new)
    assert case_file(case).parents_informed is None
    [row] = contacts(case)
    assert unseal(row, "adult_words") == "the father, number from the office"
    assert row.adult_ref is None


def test_deciding_not_to_tell_needs_a_reason_and_nobody(world):
    case = opened(world)
    assert set(objections(world, case, NewContact("not_told_risk", "Risk."))) == {
        "said"
    }
    why = "The child fears what her father does when school rings."
    record_contact(dsl(world), case, NewContact("not_told_risk", why))
    assert case_file(case).parents_informed == "would_raise_risk"


def test_what_cannot_stand_is_said_beside_its_question(world):
    case, other = opened(world), parent_of(world, "maya")
    assert set(objections(world, case, told())) == {"who"}
    assert set(objections(world, case, told(other))) == {"who"}
    assert set(objections(world, case, told(adult_words="Nan", way=None))) == {"way"}
    assert set(objections(world, case, told(outcome="shouted"))) == {"outcome"}


@pytest.mark.parametrize("way", ["the roll forbids it", "the concern is about them"])
def test_a_parent_who_must_not_be_told_is_not_told_by_mistake(world, way):
    if way == "the roll forbids it":
        adult, case = (
            parent_of(world, "ellis", do_not_contact=True), opened(world),
        )  # fmt: skip
    else:
        adult = world["tutor"]
        relate(world.system(), NewRelationship(world["ellis"], adult, "father", True))
        case = opened(world, adults=(adult,))
    assert set(objections(world, case, told(adult))) == {"who"}

    # Trying to reach them is no telling; and what happened all the same is recorded.
    record_contact(dsl(world), case, told(adult, all_the_same=True))
    [row] = contacts(case)
    assert row.despite_warning
    assert "not to be told" in read_case(dsl(world), case).happenings[0].text


def test_a_court_order_warns_and_does_not_forbid(world):
    case, karen = opened(world), parent_of(world, "ellis", court_order=True)
    record_contact(dsl(world), case, told(karen))
    assert not contacts(case)[0].despite_warning


def test_while_an_agency_asks_to_wait_nothing_says_that_parents_were_told(world):
    case, karen = opened(world), parent_of(world, "ellis")
    on_hold(world, case)
    said = objections(world, case, told(karen))
    assert "social care has asked us not to tell" in said["outcome"]
    with pytest.raises(Invalid) as refused:
        record_parents(dsl(world), case, ParentsAnswer("told", SAID))
    assert "social care" in refused.value.problems["answer"]
    assert case_file(case).parents_informed is None

    waiting = ParentsAnswer("agency_asked_to_wait", "Social care, until Thursday.")
    record_parents(dsl(world), case, waiting)
    lifted(world, case)
    record_contact(dsl(world), case, told(karen))
    assert case_file(case).parents_informed == "told"


def test_each_agency_that_asks_to_wait_must_lift_its_own(world):
    case, karen = opened(world), parent_of(world, "ellis")
    on_hold(world, case, "police")
    on_hold(world, case, "social_care")
    said = objections(world, case, told(karen))["outcome"]
    assert "Police" in said
    assert "social care" in said


def test_told_although_asked_to_wait_is_recorded_truthfully_and_marked(world):
    case, karen = opened(world), parent_of(world, "ellis")
    although = told(karen, outcome="told_despite_hold")
    assert set(objections(world, case, although)) == {"outcome"}
    on_hold(world, case)
    record_contact(dsl(world), case, although)
    [row] = contacts(case)
    assert row.despite_hold
    assert facts(last(world.birch))["despite_hold"] is True
    assert case_file(case).parents_informed == "told"


def test_two_who_record_at_once_see_each_other(world):
    case = opened(world)
    version = case_file(case).version
    new = NewContact("not_told_no_need", "It was settled at once.", version=version)
    record_contact(dsl(world), case, new)
    with pytest.raises(Stale):
        record_contact(dsl(world), case, new)


# --- pages --------------------------------------------------------------------------


def test_the_page_says_who_must_not_be_told_and_keeps_what_was_typed(world, ruth):
    case = opened(world)
    parent_of(world, "ellis")
    kim = parent_of(world, "ellis", "Kim", do_not_contact=True)
    path = at("cases", case, "/contacts")
    page = words_of(ruth.get(path))
    assert "Karen Thornbury" in page
    assert "Must not be told: the roll says not to contact them." in page
    sent = ruth.submit(path, outcome="told", who=kim, way="telephone", said=SAID)
    assert sent.status_code == 422
    assert SAID in unescape(sent.text)
    assert "This person must not be told" in words_of(sent)
    sent = ruth.submit(
        path, outcome="not_reached", who="somebody_else", who_words="Nan",
        way="telephone", said="Nobody answered at six.",
    )  # fmt: skip
    assert sent.location == at("cases", case)
    shown = words_of(ruth.get(sent.location))
    assert "Tried to reach the parents" in shown
    assert "Nobody answered at six." in shown


def test_under_a_hold_there_is_a_banner_and_no_form(world, ruth):
    case = opened(world)
    parent_of(world, "ellis")
    on_hold(world, case)
    path = at("cases", case, "/contacts")
    page = ruth.get(path)
    assert "asks us to wait" in words_of(page)
    assert 'name="outcome"' not in page.text
    assert 'value="told"' not in ruth.get(at("cases", case, "/parents")).text
    sent = ruth.submit(
        f"{path}?anyway=yes", outcome="told_despite_hold", who="somebody_else",
        who_words="Karen", way="in_person", said="She asked at the gate and was told.",
    )  # fmt: skip
    assert sent.status_code == 303
    shown = words_of(ruth.get(sent.location))
    assert "Parents told, although an agency had asked us to wait" in shown


def test_a_hold_that_came_while_typing_loses_no_word(world, ruth):
    case = opened(world)
    path = at("cases", case, "/contacts")
    hidden = ruth.hidden_fields(path)
    on_hold(world, case)
    hidden["version"] = str(case_file(case).version)
    typed = {"outcome": "told", "who": "somebody_else", "who_words": "Nan",
             "way": "letter", "said": SAID}  # fmt: skip
    sent = ruth.post(path, data={**hidden, **typed})
    assert sent.status_code == 422
    assert "has asked us not to tell the parents yet" in words_of(sent)
    assert SAID in unescape(sent.text)


@pytest.mark.parametrize("name", ["teacher", "office", "trustee", "parent_teacher"])
def test_nobody_else_has_heard_of_the_page(app, world, name):
    case = opened(world, "maya")
    visitor = visit(app, world, name, reason="looking out of curiosity")
    assert visitor.get(at("cases", case, "/contacts")).status_code == 404


def test_the_head_does_not_record_contacts_alone(app, world):
    case = opened(world)
    head = visit(app, world, "head", reason="the DSL is on leave")
    assert head.get(at("cases", case, "/contacts")).status_code == 403
    assert not re.search("/contacts", head.get(at("cases", case)).text)

"""To whom a complaint goes, line by line; and on a real school."""

import pytest
from sqlalchemy import select

from safeguard.complaints.permissions.routing import route
from safeguard.examinations.models import ExaminationProposal
from safeguard.searches.commands.conducting import Present
from school.foundation.actor import Role
from school.foundation.database import db
from school.notices import Notice
from tests.complaints import told
from tests.examinations import told as examinations
from tests.searches import told as searches

HEADS = {
    Role.HEAD: ("head",),
    Role.EXECUTIVE_HEAD: ("executive",),
    Role.CHAIR: ("chair",),
    Role.TRUSTEE: ("trustee", "other trustee"),
    Role.DPO: ("dpo",),
}
VACANT = {**HEADS, Role.HEAD: ()}
TWO = {**HEADS, Role.HEAD: ("head", "co-head")}
BOTH = {**HEADS, Role.EXECUTIVE_HEAD: ("head", "executive")}
NOBODY: dict[Role, tuple[str, ...]] = dict.fromkeys(HEADS, ())

# Type, who holds what, who is kept out: who has it.
ROUTES = [
    ("searching", HEADS, set(), ("head",)),
    ("deleting", HEADS, set(), ("head",)),
    ("searching", HEADS, {"searcher", "witness"}, ("head",)),
    ("searching", HEADS, {"head"}, ("executive",)),
    ("searching", HEADS, {"head", "executive"}, ("chair",)),
    ("deleting", HEADS, {"head", "executive", "chair"}, ("trustee",)),
    ("deleting", HEADS, {"head", "executive", "chair", "trustee"}, ("other trustee",)),
    ("searching", HEADS, {"executive"}, ("head",)),
    ("searching", VACANT, set(), ("executive",)),
    ("searching", VACANT, {"executive"}, ("chair",)),
    ("searching", TWO, set(), ("head", "co-head")),
    ("searching", TWO, {"head"}, ("co-head",)),
    ("searching", BOTH, {"head"}, ("executive",)),
    ("data_protection", HEADS, set(), ("dpo",)),
    ("data_protection", HEADS, {"head"}, ("dpo",)),
    ("data_protection", HEADS, {"dpo"}, ("executive",)),
    ("data_protection", HEADS, {"dpo", "executive"}, ("chair",)),
    ("searching", NOBODY, set(), ()),
    ("searching", HEADS, {name for held in HEADS.values() for name in held}, ()),
]


@pytest.mark.parametrize(("type_code", "holders", "kept_out", "has_it"), ROUTES)
def test_it_goes_to_the_lowest_office_of_its_line_that_had_no_part(
    type_code, holders, kept_out, has_it
):
    assert route(type_code, holders, kept_out) == has_it
    assert not set(has_it) & kept_out


def receivers(world) -> set[str]:
    """Who has a notice of a complaint."""
    path = Notice.path.startswith("/complaints/")
    told = set(db.session.scalars(select(Notice.person_ref).where(path)))
    return {name for name, ref in world.people.items() if ref in told}


# Who searched, who saw it: who hears of the complaint.
SEARCHES = [
    ("searcher", "other_teacher", "head"),
    ("head", "other_teacher", "executive_head"),
    ("searcher", "head", "executive_head"),
]


@pytest.mark.parametrize(("searcher", "witness", "hears"), SEARCHES)
def test_a_complaint_goes_past_whoever_searched_or_saw_it(
    world, searcher, witness, hears
):
    if searcher == "searcher":
        searches.authorised(world)
    seen = Present(witness_ref=world[witness])
    ref = searches.started(world, by=searcher)
    searches.conducted(world, ref, searcher, present=seen)
    complaint = told.recorded(world, reference=ref)
    assert told.row(complaint).handler_ref == world[hears]
    assert receivers(world) == {hears}


def test_what_was_erased_by_head_and_executive_head_goes_to_the_chair(world):
    examined = examinations.begun(world, *examinations.TO_AGREED)
    complaint = told.recorded(world, type="deleting", reference=examined)
    row = told.row(complaint)
    deciders = examinations_signed_by(world, examined)
    assert row.subject_ref == examined
    assert row.handler_ref not in deciders


def examinations_signed_by(world, examined: str) -> set[str]:
    """Who proposed or signed that something be erased."""
    asked = select(ExaminationProposal).where(
        ExaminationProposal.examination_ref == examined
    )
    rows = list(db.session.scalars(asked))
    return {ref for row in rows for ref in (row.proposed_by, row.answered_by) if ref}


def test_one_named_by_the_complainant_does_not_have_it_either(world):
    complaint = told.recorded(world, named=(world["head"],))
    assert told.row(complaint).handler_ref == world["executive_head"]


def test_one_about_personal_data_goes_to_the_data_protection_officer(world):
    complaint = told.recorded(world, type="data_protection")
    assert told.row(complaint).handler_ref == world["dpo"]
    assert receivers(world) == {"dpo"}

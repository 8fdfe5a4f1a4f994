"""Signing when signed in, on paper, at the desk; and what the trail proves of each."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from safeguard.agreements.commands.answering import Said
from safeguard.agreements.commands.desk import Visitor, sign_for_visitor
from safeguard.agreements.commands.paper import Paper, record_paper, withdraw_agreement
from safeguard.agreements.commands.signing import (
    decline_agreement,
    sign_agreement,
    take_back_agreement,
)
from safeguard.agreements.models import Agreement, AgreementClause
from safeguard.agreements.permissions.strokes import MOST_POINTS, path_of, strokes_in
from safeguard.agreements.queries.own import read_own_agreement
from safeguard.agreements.queries.records import read_agreement, read_visitors
from safeguard.agreements.queries.standing import live_on, waiting_for
from safeguard.agreements.states import Side
from school.foundation import clock
from school.foundation.database import db
from school.foundation.engines import owning_engine
from school.foundation.errors import Hidden, Invalid, NotNow, Refused, Stale
from school.foundation.sealing import unseal
from tests.agreements import told
from tests.agreements.issued import (
    NAME,
    adult,
    agreement_of,
    entries,
    issued,
    said,
    signatures,
    signed_by,
    state,
)
from tests.trail.reading import facts

pytestmark = pytest.mark.both_engines
DRAWN = json.dumps([[[10, 10], [500, 300]], [[20, 380]]])


@pytest.fixture
def own(world):
    """The teacher's own agreement."""
    return issued(world, "teacher", kind="adults", capacity="staff")


def papered(world, ref, signer, answer="signed", by="roll_officer", **changes):
    """A paper is recorded."""
    on = changes.pop("signed_on", clock.today())
    paper = Paper(signer, answer, on, said(ref, typed="", **changes))
    return record_paper(world.acting(by), ref, paper)


def test_a_member_of_staff_signs_and_nothing_waits(world, own):
    teacher = world.acting("teacher")

    sign_agreement(teacher, own, said(own, drawn=DRAWN))

    assert state(own) == "complete"
    assert waiting_for(teacher) == []
    (row,) = signatures(own)
    assert (row.side, row.method, row.signer_ref) == (
        *("adult", "signed_in"),
        world["teacher"],
    )
    assert unseal(row, "typed") == NAME
    assert unseal(row, "drawn") == DRAWN


def test_the_entry_and_its_row_prove_who_saw_which_text(world, own):
    """Text by its hash, words, capacity, way, witness: sealed, and committed to."""
    teacher = world.acting("teacher")
    read_own_agreement(teacher, own, "easy")
    sign_agreement(teacher, own, said(own, variant="easy"))

    (row,) = signatures(own)
    (leaf,) = entries(world.birch, "agreement.signed")
    (seen,) = entries(world.birch, "own_agreement.read")
    text_hash = told.words(row.template_ref).text_hash
    assert leaf.person_ref == world["teacher"]
    assert {own, row.template_ref} <= set(leaf.objects)
    assert own in seen.objects
    assert {each.table for each in leaf.rows} == {"agreement", "agreement_signature"}
    assert row.text_hash == text_hash
    assert facts(leaf) == {
        "template": row.template_ref,
        "text_hash": text_hash,
        "variant": "easy",
        "side": "adult",
        "capacity": "staff",
        "answer": "signed",
        "method": "signed_in",
        "witness": "",
        "state": "complete",
    }
    assert facts(seen) == {"text_hash": text_hash, "variant": "easy"}


def test_nobody_signs_for_another_or_in_another_school(world, own):
    for name in ("other_teacher", "head", "cedar_teacher"):
        with pytest.raises(Hidden):
            sign_agreement(world.acting(name), own, said(own))

    assert signatures(own) == []


@pytest.mark.parametrize(
    "changes", [{"text_hash": "0" * 64}, {"text_hash": ""}, {"variant": "xx"}]
)
def test_what_was_not_read_is_not_signed(world, own, changes):
    with pytest.raises(Stale):
        sign_agreement(world.acting("teacher"), own, said(own, **changes))


def test_a_text_that_is_superseded_while_a_page_is_open_is_not_signed(world, own):
    shown = said(own)
    told.live_again(world, "adults")

    with pytest.raises(Stale):
        sign_agreement(world.acting("teacher"), own, shown)


@pytest.mark.parametrize(
    "words",
    [
        {"typed": " "},
        {"typed": "x" * 201},
        {"typed": "", "drawn": "[[[0,0]]]"},
        {"typed": "", "drawn": "<svg>"},
        {"typed": "", "drawn": "[[[1e9, 2],[3,4]]]"},
    ],
)
def test_a_signature_needs_a_name_or_a_drawing(world, own, words):
    with pytest.raises(Invalid):
        sign_agreement(world.acting("teacher"), own, said(own, **words))


def test_the_same_answer_is_not_given_twice_and_another_is(world, own):
    teacher = world.acting("teacher")
    decline_agreement(teacher, own, said(own, reason="I work with no computer"))
    declined = state(own)
    with pytest.raises(NotNow):
        decline_agreement(teacher, own, said(own))

    sign_agreement(teacher, own, said(own))

    assert (declined, state(own)) == ("declined", "complete")
    assert unseal(signatures(own)[0], "reason") == "I work with no computer"


def test_what_is_taken_back_stays_to_be_read(world, own):
    teacher = world.acting("teacher")
    sign_agreement(teacher, own, said(own))

    take_back_agreement(teacher, own)

    assert state(own) == "withdrawn"
    shown = read_own_agreement(teacher, own, "standard").agreement
    assert (shown.ended_why, len(shown.answers)) == ("by_signer", 1)
    with pytest.raises(NotNow):
        take_back_agreement(teacher, own)
    with pytest.raises(Stale):
        sign_agreement(teacher, own, said(own))


def test_a_pupil_and_a_parent_sign_in_any_order(world):
    ref = issued(world, "maya")
    signed_by(world, ref, world["parent_teacher"])
    first = state(ref)

    papered(world, ref, world["maya"])

    assert (first, state(ref)) == ("parent_signed", "complete")
    held = live_on(world.birch, world["maya"], clock.today())
    assert held
    assert held.signed_by == {Side.PUPIL, Side.PARENT}
    assert held.text_hash == signatures(ref)[0].text_hash


def test_a_paper_names_its_day_and_whoever_saw_it(world):
    ref = issued(world, "maya")
    yesterday = clock.today()
    parent = world["parent_teacher"]

    with clock.moved_on(timedelta(days=1)):
        papered(world, ref, parent, signed_on=yesterday, devices="a watch")

    (row,) = signatures(ref)
    assert (row.side, row.method, row.claimed_on) == ("parent", "paper", yesterday)
    assert row.witness_ref == world["roll_officer"]
    assert unseal(row, "devices") == "a watch"
    shown = read_agreement(world.acting("dsl"), ref, "standard").agreement
    assert shown.answers[0].witness == "Bea Hollis"


def test_a_paper_is_of_somebody_who_may_sign_and_of_a_day_that_was(world):
    ref = issued(world, "maya")
    barred = adult(world, "maya", mark="court_order")
    for signer in (barred, world["teacher"], ""):
        with pytest.raises(Invalid) as wrong:
            papered(world, ref, signer)
        assert set(wrong.value.problems) == {"signer"}
    with pytest.raises(Invalid) as wrong:
        papered(
            world, ref, world["maya"], "perhaps",
            signed_on=clock.today() + timedelta(days=1),
        )  # fmt: skip
    assert set(wrong.value.problems) == {"answer", "signed_on"}
    for too_early in (date(1999, 1, 1), clock.today() - timedelta(days=1)):
        with pytest.raises(Invalid) as wrong:
            papered(world, ref, world["maya"], signed_on=too_early)
        assert set(wrong.value.problems) == {"signed_on"}


def test_nobody_records_a_paper_of_ones_own(world):
    ref = issued(world, "roll_officer", kind="adults", capacity="staff")

    with pytest.raises(Refused):
        papered(world, ref, world["roll_officer"])

    papered(world, ref, world["roll_officer"], by="head")
    assert state(ref) == "complete"


def test_a_teacher_keeps_no_papers_and_no_parent_those_of_the_own_child(world):
    ref = issued(world, "maya")
    with pytest.raises(Refused):
        papered(world, ref, world["maya"], by="teacher")
    with pytest.raises(Hidden):
        papered(world, ref, world["maya"], by="cedar_dsl")


def test_a_pupil_who_changes_class_keeps_what_was_signed(world):
    """Not the class is named in an agreement, but the pupil."""
    ref = issued(world, "maya")
    papered(world, ref, world["maya"])

    assert state(ref) == "pupil_signed"
    assert agreement_of(world, "maya") == ref


def test_a_visitor_signs_at_the_desk_before_a_witness(world):
    text = told.live(world, "adults")
    shown = told.words(text).text_hash or ""
    office = world.acting("office")
    given = said_to(shown)
    evil = "=cmd|' /C calc'!A0"

    ref = sign_for_visitor(office, Visitor(evil, given))

    assert state(ref) == "complete"
    (row,) = signatures(ref)
    assert (row.signer_ref, row.witness_ref) == (None, world["office"])
    assert row.method == "front_desk"
    (line,) = read_visitors(office)
    assert line.name == evil
    agreement = db.session.get(Agreement, ref)
    assert agreement
    assert (agreement.person_ref, agreement.capacity) == (None, "visitor")
    with pytest.raises(Refused):
        sign_for_visitor(world.acting("teacher"), Visitor("Ann", given))
    with pytest.raises(Invalid):
        sign_for_visitor(office, Visitor(" ", given))


def said_to(text_hash):
    """What a visitor signs."""
    return Said(text_hash, typed=NAME)


def test_while_no_text_is_in_force_no_visitor_signs(world):
    with pytest.raises(NotNow):
        sign_for_visitor(world.acting("office"), Visitor("Ann", said_to("")))


def test_one_agreement_is_ended_and_says_why(world):
    ref = issued(world, "maya")
    with pytest.raises(Invalid):
        withdraw_agreement(world.acting("dsl"), ref, "new_version")

    withdraw_agreement(world.acting("dsl"), ref, "issued_wrongly")

    assert state(ref) == "withdrawn"
    with pytest.raises(NotNow):
        withdraw_agreement(world.acting("dsl"), ref, "issued_wrongly")


def test_words_that_were_changed_behind_the_product_are_noticed(settings, world, own):
    sign_agreement(world.acting("teacher"), own, said(own))
    row = signatures(own)[0]
    tamper(settings, row.template_ref)

    shown = read_own_agreement(world.acting("teacher"), own, "standard")

    assert not shown.text.is_intact
    assert not shown.agreement.as_signed
    other = issued(world, "other_teacher", kind="adults", capacity="staff")
    with pytest.raises(Stale):
        sign_agreement(world.acting("other_teacher"), other, said(other))


def tamper(settings, template_ref):
    """Somebody writes into the database with other tools."""
    db.session.rollback()
    engine = owning_engine(settings.owner_url)
    with engine.begin() as connection:
        of = AgreementClause.template_ref == template_ref
        changed = update(AgreementClause).where(of, AgreementClause.position == 1)
        done = connection.execute(changed.values(wording="I agree to anything."))
        assert done.rowcount == 1
    engine.dispose()


@pytest.mark.parametrize(
    ("sent", "strokes"),
    [
        ("[[[1,2],[3,4]]]", 1),
        ("[[[1,2]],[[3,4]]]", 2),
        ("", None),
        ("{}", None),
        ("[[1,2]]", None),
        ("[[[true,1],[1,2]]]", None),
        ("[[[1,2,3],[1,2]]]", None),
        ("[[[1,401],[1,2]]]", None),
        (json.dumps([[[1, 1]] * (MOST_POINTS + 1)]), None),
        (json.dumps([[[1, 1]]] * 61), None),
        ("[" * 5000, None),
    ],
)
def test_a_drawing_is_points_inside_its_field(sent, strokes):
    found = strokes_in(sent)

    assert (len(found) if found else None) == strokes
    assert not found or set(path_of(found)) <= set("ML0123456789 ")

"""A concern about an adult is raised: whom it reaches, and what nobody can read off."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from safeguard.allegations.commands.drafts import (
    Written,
    discard_adult_draft,
    save_adult_draft,
)
from safeguard.allegations.commands.raising import (
    LONGEST,
    RECEIVED,
    Described,
    NewAdultConcern,
    RouteExhausted,
    exhaust_route,
    raise_adult_concern,
)
from safeguard.allegations.queries.reading import (
    count_waiting,
    has_receipt,
    newest_adult_draft,
    read_adult_concern,
    read_adult_concerns,
    read_adult_draft,
    read_adult_receipt,
    read_adult_receipts,
)
from safeguard.allegations.states import Standing, SubjectKind
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, Refused, Repeated
from school.foundation.form_ids import FormId
from school.identity.commands.appointments import (
    NewAppointment,
    appoint,
    end_appointment,
)
from school.identity.models import Appointment
from tests.allegations.telling import (
    OWN_WORDS,
    TABLES,
    WHAT,
    notices,
    raised,
    told,
    vault,
)
from tests.factories.world import World
from tests.trail.reading import entries, facts, last

pytestmark = pytest.mark.both_engines
FORM = FormId(form_ref="f" * 24, digest="d" * 64)


def vacate(world: World, *names: str) -> None:
    """Their posts are vacant from now on."""
    for name in names:
        asked = db.select(Appointment).where(
            Appointment.person_ref == world[name], Appointment.ended_at.is_(None)
        )
        for row in list(db.session.scalars(asked)):
            system = Actor.system("test", row.org_ref, world.trust)
            end_appointment(system, row.ref)


@pytest.mark.parametrize(
    ("about", "reaches"),
    [
        ("teacher", {"head"}),
        ("volunteer", {"head"}),
        ("councillor", {"head"}),
        ("dsl", {"head", "executive_head"}),
        ("deputy_dsl", {"head", "executive_head"}),
        ("ict", {"head", "chair"}),
        ("head", {"executive_head", "chair"}),
        ("executive_head", {"chair"}),
        ("trust_safeguarding", {"chair", "trustee"}),
        ("dpo", {"chair", "trustee"}),
        ("trustee", {"chair"}),
        ("chair", {"trustee"}),
    ],
)
def test_it_reaches_those_above_and_nobody_else(
    about: str, reaches: set[str], world: World
) -> None:
    """Each line of the security brief, as people: who has a notice, who can read it."""
    reference = raised(world, "other_teacher", about)

    assert told(world) == reaches
    for name in ("head", "executive_head", "chair", "trustee", "dsl", about):
        if name in reaches:
            found = read_adult_concern(world.acting(name, elevated=True), reference)
            assert found.what == WHAT
        else:
            with pytest.raises(Hidden):
                read_adult_concern(world.acting(name, elevated=True), reference)


def test_the_head_reads_all_that_was_written(world: World) -> None:
    """Who, what, the child's own words, when, which child, what was done, by whom."""
    reference = raised(
        world,
        "other_teacher",
        "teacher",
        happened_on=date(2026, 11, 23),
        happened_words="After the last lesson",
        children=(world["maya"],),
        child_described="and a friend of hers",
        done="I stayed with them",
        on_behalf_of="the caretaker",
        in_danger=True,
    )

    found = read_adult_concern(world.acting("head", elevated=True), reference)

    assert [each.name for each in found.subjects] == ["Hannah Okafor"]
    assert (found.what, found.own_words) == (WHAT, OWN_WORDS)
    assert found.happened_on == date(2026, 11, 23)
    assert found.happened_words == "After the last lesson"
    assert found.children == ("Maya Castellan",)
    assert (found.reporter, found.on_behalf_of) == ("Owen Platt", "the caretaker")
    assert found.school == "Birch Academy"
    assert found.in_danger
    # The LADO hears within one working day, counted in council days.
    assert found.lado_by == clock.london(date(2026, 11, 25), 17)


def test_somebody_who_is_not_on_the_list_goes_to_the_head(world: World) -> None:
    """An agency's worker whose name the teacher does not know."""
    described = Described(SubjectKind.AGENCY, "Tall, blue jacket, Monday's supply")
    new = NewAdultConcern(described=described, what=WHAT)

    reference = raise_adult_concern(world.acting("teacher"), new)

    found = read_adult_concern(world.acting("head", elevated=True), reference)
    assert [(each.kind, each.words) for each in found.subjects] == [
        ("agency", "Tall, blue jacket, Monday's supply")
    ]


def test_a_head_who_is_the_childs_mother_is_passed_over(world: World) -> None:
    """Kin of the child receive nothing of it, and it climbs."""
    system = Actor.system("test", world.birch, world.trust)
    appoint(system, NewAppointment(world["parent_teacher"], Role.HEAD.value))
    vacate(world, "head")

    raised(world, "other_teacher", "teacher", children=(world["maya"],))

    assert told(world) == {"executive_head"}


def test_a_head_elsewhere_who_helps_out_here_is_a_head(world: World) -> None:
    """The head of Cedar volunteers at Birch: past every head to those above."""
    system = Actor.system("test", world.birch, world.trust)
    appoint(system, NewAppointment(world["cedar_head"], Role.VOLUNTEER.value))

    raised(world, "other_teacher", "cedar_head")

    assert told(world) == {"executive_head", "chair"}


def test_the_head_may_raise_one_and_has_it_without_a_notice(world: World) -> None:
    """Nobody is told what they have just written."""
    reference = raised(world, "head", "teacher")

    assert told(world) == set()
    assert read_adult_concern(world.acting("head", elevated=True), reference)


def test_somebody_may_raise_one_about_themselves(world: World) -> None:
    """A self-report: the subject keeps the receipt and reads nothing."""
    reference = raised(world, "head", "head")

    assert told(world) == {"executive_head", "chair"}
    assert read_adult_receipt(world.acting("head"), reference)
    with pytest.raises(Hidden):
        read_adult_concern(world.acting("head", elevated=True), reference)


def test_nobody_left_keeps_nothing(world: World) -> None:
    """All who could receive it are gone: the vault's log says so, and no more."""
    vacate(world, "chair", "trustee")
    before = len(entries(vault(world)))

    with pytest.raises(RouteExhausted):
        raised(world, "teacher", "executive_head")
    exhaust_route(world.acting("teacher"), FORM.form_ref)

    assert told(world) == set()
    for table in TABLES:
        count = db.session.execute(text(f"SELECT count(*) FROM {table}")).scalar()  # noqa: S608
        assert count == 0
    (leaf,) = entries(vault(world))[before:]
    assert leaf.action == "adult_concern.route_exhausted"
    assert (leaf.objects, leaf.rows, facts(leaf)) == ((), (), {})


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"subjects": ()}, "subjects"),
        ({"subjects": ("0" * 16,)}, "subjects"),
        ({"children": ("0" * 16,)}, "children"),
        ({"what": "  \n"}, "what"),
        ({"what": "a" * (LONGEST + 1)}, "what"),
        ({"happened_on": date(2026, 11, 25)}, "happened_on"),
    ],
)
def test_what_cannot_stand_is_said_beside_its_field(
    change: dict[str, Any], field: str, world: World
) -> None:
    """No name, an invented one, no words, too many, tomorrow."""
    whole: dict[str, Any] = {"subjects": (world["teacher"],), "what": WHAT}
    new = NewAdultConcern(**{**whole, **change})
    with pytest.raises(Invalid) as refused:
        raise_adult_concern(world.acting("other_teacher"), new)
    assert set(refused.value.problems) == {field}


def test_a_colleague_of_another_school_cannot_be_chosen(world: World) -> None:
    """Whoever works elsewhere is described; a foreign reference is none."""
    with pytest.raises(Invalid):
        raised(world, "teacher", "cedar_teacher")


@pytest.mark.parametrize("who", ["maya", "parent"])
def test_pupils_and_parents_raise_nothing_here(who: str, world: World) -> None:
    """Matrix: raise_concern is not theirs; they tell somebody who works here."""
    role = Role.STUDENT if who == "maya" else Role.PARENT
    actor = Actor(world["maya"], world.birch, world.trust, frozenset({role}))
    with pytest.raises(Refused):
        raise_adult_concern(actor, NewAdultConcern(what=WHAT))


def test_pressing_twice_makes_one(world: World) -> None:
    """The same form again gives the same reference; other words are refused."""
    new = NewAdultConcern(subjects=(world["dsl"],), what=WHAT)
    teacher = world.acting("teacher")

    once = raise_adult_concern(teacher, new, form=FORM)
    twice = raise_adult_concern(teacher, new, form=FORM)

    assert once == twice
    assert len(read_adult_receipts(teacher)) == 1
    with pytest.raises(Repeated):
        raise_adult_concern(teacher, new, form=FormId(FORM.form_ref, "e" * 64))


def test_the_reporter_keeps_a_receipt_and_nothing_else(world: World) -> None:
    """Reference, who has it, how far it is; the words are not given back."""
    reference = raised(world, "teacher", "dsl")
    teacher = world.acting("teacher")

    receipt = read_adult_receipt(teacher, reference)

    assert receipt.standing is Standing.RECEIVED
    assert [(each.name, each.role) for each in receipt.with_whom] == [
        ("Catrin Howells", Role.HEAD)
    ]
    assert receipt.raised_at == clock.now()
    assert WHAT not in repr(receipt)
    assert has_receipt(teacher, reference)
    assert not has_receipt(world.acting("other_teacher"), reference)
    with pytest.raises(Hidden):
        read_adult_receipt(world.acting("other_teacher"), reference)
    with pytest.raises(Hidden):
        read_adult_concern(world.acting("teacher", elevated=True), reference)


def test_a_notice_says_the_same_as_every_other(world: World) -> None:
    """An item waits; or needs somebody now. The address names no record."""
    raised(world, "teacher", "dsl")
    assert notices(world) == {("waits", RECEIVED)}
    raised(world, "teacher", "other_teacher", in_danger=True)
    assert notices(world) == {("waits", RECEIVED), ("now", RECEIVED)}


def test_a_draft_is_its_authors_and_ends_when_it_is_sent(world: World) -> None:
    """Saved, found again, gone on with, gone with the sending; never brought back."""
    teacher = world.acting("teacher")
    kept = save_adult_draft(teacher, Written(FORM.form_ref, [("what", ["He"])]))
    assert kept
    save_adult_draft(teacher, Written(FORM.form_ref, [("what", ["He asked"])]))

    found = newest_adult_draft(teacher)
    assert found
    assert found[0] == kept.ref
    assert read_adult_draft(teacher, kept.ref).typed == [("what", ["He asked"])]
    assert newest_adult_draft(world.acting("other_teacher")) is None
    with pytest.raises(Hidden):
        read_adult_draft(world.acting("other_teacher"), kept.ref)
    new = NewAdultConcern(subjects=(world["dsl"],), what=WHAT, form_ref=FORM.form_ref)
    raise_adult_concern(teacher, new, form=FORM)

    assert newest_adult_draft(teacher) is None
    assert save_adult_draft(teacher, Written(FORM.form_ref, [])) is None


def test_a_draft_can_be_thrown_away(world: World) -> None:
    """What it said is gone; the vault's log keeps that there was one."""
    teacher = world.acting("teacher")
    kept = save_adult_draft(teacher, Written("form", [("what", ["He"])]))
    assert kept

    discard_adult_draft(teacher, kept.ref)

    assert newest_adult_draft(teacher) is None
    assert last(vault(world)).action == "adult_draft.discarded"


def test_those_it_went_to_see_how_many_wait(world: World) -> None:
    """A number for the head; none for the DSL whom one of them is about."""
    raised(world, "other_teacher", "dsl")
    raised(world, "other_teacher", "teacher")

    assert count_waiting(world.acting("head")) == 2
    assert count_waiting(world.acting("executive_head")) == 1
    assert count_waiting(world.acting("dsl")) == 0
    assert count_waiting(world.acting("cedar_head")) == 0
    listed = read_adult_concerns(world.acting("head", elevated=True))
    assert len(listed) == 2

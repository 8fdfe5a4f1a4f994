"""What held for a pupil on which day, and which version; what one's own page says."""

from datetime import timedelta

from safeguard.agreements.commands.issuing import withdraw_agreements
from safeguard.agreements.commands.paper import Paper, record_paper
from safeguard.agreements.permissions.sittings import seats_of
from safeguard.agreements.queries.standing import live_on
from safeguard.agreements.states import AgreementState, Withdrawal
from school.foundation import clock
from school.foundation.references import new_ref
from school.identity.commands.enrolling import Leaving, end_enrolment
from school.identity.commands.people import NewEnrolment, enrol
from tests.agreements import told
from tests.agreements.issued import (
    adult,
    agreement_of,
    issued,
    letter,
    said,
    signed_by,
    state,
)
from tests.visitors import hidden_fields_in, stranger, visit

DAY = timedelta(days=1)


def papered(world, ref, signer):
    """A paper of that signer is recorded."""
    paper = Paper(signer, "signed", clock.today(), said(ref, typed=""))
    record_paper(world.acting("roll_officer"), ref, paper)


def test_a_breach_finds_the_version_that_held_on_its_day(world):
    """Signed on one day, replaced on another: each day keeps its own."""
    first_day = clock.today()
    first = issued(world, "maya")
    with clock.moved_on(DAY):
        papered(world, first, world["maya"])
        signed_by(world, first, world["parent_teacher"])
    with clock.moved_on(3 * DAY):
        second_text = told.live_again(world)
        withdraw_agreements(world.system(), [first], Withdrawal.NEW_VERSION)
        second = issued(world, "maya", template=second_text, campaign=new_ref())

    held = [
        live_on(world.birch, world["maya"], first_day + number * DAY)
        for number in (-1, 0, 1, 2, 3)
    ]

    assert [each.ref if each else None for each in held] == [
        *(None, first, first, first, second)
    ]
    assert [each.state if each else None for each in held] == [
        None,
        AgreementState.ISSUED,
        AgreementState.COMPLETE,
        AgreementState.COMPLETE,
        AgreementState.ISSUED,
    ]
    assert held[4]
    assert held[4].number == 2
    assert held[1]
    assert {clause.code for clause in held[1].clauses} == {
        clause.code for clause in told.words(held[1].template_ref).clauses
    }


def test_of_two_that_stand_the_complete_one_held(world):
    signed = issued(world, "maya")
    papered(world, signed, world["maya"])
    signed_by(world, signed, world["parent_teacher"])
    issued(world, "maya", campaign=new_ref())

    held = live_on(world.birch, world["maya"], clock.today())

    assert held
    assert held.ref == signed


def test_another_schools_pupil_is_nobodys(world):
    issued(world, "maya")

    assert live_on(world.cedar, world["maya"], clock.today()) is None


def test_a_pupil_who_has_left_keeps_the_paper_that_was_signed(app, world):
    """The letter that lies at home signs until the agreement is withdrawn."""
    ref = issued(world, "ellis")
    papered(world, ref, world["ellis"])
    end_enrolment(world.acting("roll_officer"), world["ellis"], Leaving(clock.today()))

    page = visit(app, world, "dsl").get(f"/agreements/kept/{ref}")

    assert page.status_code == 200
    assert "The text is as it was signed" in page.text


def test_whoever_keeps_them_reads_that_two_parents_differ(app, world):
    ref = issued(world, "maya")
    signed_by(world, ref, world["parent_teacher"])
    made = letter(world, ref, adult(world, "maya"))
    browser = stranger(app)
    token = hidden_fields_in(browser.get("/sign").text, 0)["csrf_token"]
    text = browser.post("/sign", data={"csrf_token": token, "secret": made.code})
    fields = hidden_fields_in(text.text, "form_id")
    browser.post("/sign/decline", data={**fields, "reason": "=1+1 is not a reason"})

    page = visit(app, world, "head").get(f"/agreements/kept/{ref}").text

    assert state(ref) == "declined"
    assert "They differ: one signed, one declined" in page
    assert "=1+1 is not a reason" in page
    assert "Nobody loses a lesson" in page


def test_home_and_the_list_say_what_waits(app, world):
    ref = issued(world, "teacher", kind="adults", capacity="staff")
    teacher = visit(app, world, "teacher")

    assert "1 agreement to sign" in teacher.get("/").text
    assert "Read it and sign it" in teacher.get("/agreements/yours").text
    done = teacher.submit(f"/agreements/yours/{ref}/sign", typed="Hannah Okafor")
    assert done.status_code == 303
    assert "agreement to sign" not in teacher.get("/").text
    assert "Hannah Okafor" in teacher.get(f"/agreements/yours/{ref}").text


def test_a_text_that_changed_while_it_was_read_is_shown_and_not_signed(app, world):
    ref = issued(world, "teacher", kind="adults", capacity="staff")
    teacher = visit(app, world, "teacher")
    path = f"/agreements/yours/{ref}/sign"
    fields = teacher.hidden_fields(path)
    told.live_again(world, "adults")

    answer = teacher.post(path, data={**fields, "typed": "Hannah Okafor"})

    assert answer.status_code == 409
    assert "Nothing was recorded" in answer.text
    assert "This version is no longer signed." in answer.text


def test_a_pupil_who_changes_class_is_asked_with_the_new_one(world):
    """Half a class has signed, somebody moves: the agreement goes along."""
    ref = issued(world, "maya")
    end_enrolment(world.acting("roll_officer"), world["maya"], Leaving(clock.today()))
    with clock.moved_on(2 * DAY):
        enrol(world.system(), NewEnrolment(world.classes["9H"], world["maya"]))
        before = seats_of(world.birch, world.classes["8K"])
        after = seats_of(world.birch, world.classes["9H"])

    assert [seat.agreement_ref for seat in before] == []
    assert [seat.agreement_ref for seat in after] == [ref]
    assert agreement_of(world, "maya") == ref

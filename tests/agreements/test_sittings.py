"""A class on shared tablets: names, a signature each, and nobody signed in (T11)."""

from datetime import timedelta

import pytest

from safeguard.agreements.commands.paper import withdraw_agreement
from safeguard.agreements.commands.sitting import (
    NewSitting,
    end_sitting,
    open_sitting,
)
from safeguard.agreements.permissions.guesses import FREE_FROM_ONE_ADDRESS
from safeguard.agreements.queries.sittings import read_sitting, read_sittings
from school.foundation import clock
from school.foundation.errors import Hidden
from school.identity.commands.people import NewEnrolment, enrol
from tests.agreements import told
from tests.agreements.issued import (
    NAME,
    agreement_of,
    entries,
    issued,
    signatures,
    state,
)
from tests.trail.reading import facts
from tests.visitors import hidden_fields_in, stranger, visit

TAP = "Tap your name"


@pytest.fixture
def form_8k(world):
    """The teacher's form has agreements to sign."""
    enrol(
        world.system(),
        NewEnrolment(world.classes["8K"], world["teacher"], role="teacher"),
    )
    issued(world, "maya", "zazolc", "nandu", "ellis")
    return world.classes["8K"]


def opened(world, form, by="teacher", *, aloud=False):
    """A sitting is opened; its reference and its code."""
    actor = world.acting(by)
    ref = open_sitting(actor, form, NewSitting(read_aloud=aloud))
    return ref, read_sitting(actor, ref).code


def joined(app, code):
    """A tablet on which the code was typed."""
    tablet = stranger(app)
    token = hidden_fields_in(tablet.get("/sitting").text, 0)["csrf_token"]
    answer = tablet.post("/sitting", data={"csrf_token": token, "code": code})
    return tablet, answer


def signs(tablet, ref, **words):
    """A pupil taps a name, signs, and agrees."""
    fields = hidden_fields_in(tablet.get(f"/sitting/{ref}").text, "form_id")
    return tablet.post(f"/sitting/{ref}", data={**fields, "typed": NAME, **words})


def test_a_pupil_signs_before_the_teacher_on_a_tablet(app, world, form_8k):
    ref, code = opened(world, form_8k)
    maya = agreement_of(world, "maya")
    tablet, answer = joined(app, code.lower())
    names = tablet.get("/sitting").text

    done = signs(tablet, maya, devices="a phone")

    assert (answer.status_code, done.status_code) == (303, 303)
    assert "Maya Castellan" in names
    assert "Ellis Thornbury" not in names
    after = tablet.get("/sitting").text
    assert "Signed. Thank you. Pass the tablet on." in after
    assert "Maya Castellan" not in after
    (row,) = signatures(maya)
    assert (row.side, row.method) == ("pupil", "shared_tablet")
    assert (row.signer_ref, row.witness_ref) == (world["maya"], world["teacher"])
    (leaf,) = entries(world.birch, "sitting_agreement.signed")
    assert leaf.person_ref == world["maya"]
    assert leaf.sign_in_ref == ref
    assert facts(leaf)["witness"] == world["teacher"]
    (shown, _after) = entries(world.birch, "sitting.shown")
    assert shown.person_ref == f"sitting:{ref}"


def test_what_is_read_aloud_says_so_and_begins_in_easy_words(app, world, form_8k):
    _ref, code = opened(world, form_8k, aloud=True)
    maya = agreement_of(world, "maya")
    tablet, _ = joined(app, code)
    # On a device that many share, the browser offers nobody's name.
    assert 'autocomplete="name"' not in tablet.get(f"/sitting/{maya}").text

    signs(tablet, maya)

    (row,) = signatures(maya)
    assert (row.method, row.variant) == ("read_aloud", "easy")


def test_a_pupil_says_no_and_can_say_yes_later(app, world, form_8k):
    _ref, code = opened(world, form_8k)
    maya = agreement_of(world, "maya")
    tablet, _ = joined(app, code)
    fields = hidden_fields_in(tablet.get(f"/sitting/{maya}").text, "form_id")

    done = tablet.post(f"/sitting/{maya}/decline", data={**fields, "reason": "why?"})
    declined = state(maya)
    names = tablet.get("/sitting").text
    with clock.moved_on(timedelta(minutes=1)):
        _ref, another = opened(world, form_8k)
        signs(joined(app, another)[0], maya)

    assert done.status_code == 303
    assert "Maya Castellan" not in names
    assert (declined, state(maya)) == ("declined", "pupil_signed")


def test_nobody_answers_again_for_a_pupil_who_has_answered(app, world, form_8k):
    """Back on the tablet, a page that was open before, and another tablet."""
    _ref, code = opened(world, form_8k)
    maya = agreement_of(world, "maya")
    tablet, other = joined(app, code)[0], joined(app, code)[0]
    kept = hidden_fields_in(tablet.get(f"/sitting/{maya}").text, "form_id")
    opened_before = hidden_fields_in(other.get(f"/sitting/{maya}").text, "form_id")
    tablet.post(f"/sitting/{maya}", data={**kept, "typed": NAME})

    page = tablet.get(f"/sitting/{maya}")
    answers = [
        tablet.post(f"/sitting/{maya}/decline", data=kept),
        other.post(f"/sitting/{maya}/decline", data=opened_before),
        other.post(f"/sitting/{maya}", data={**opened_before, "typed": NAME}),
    ]

    for each in (page, *answers):
        assert "Maya Castellan has signed already" in each.text
        assert "I do not sign" not in each.text
    assert [each.status_code for each in answers] == [409, 409, 409]
    assert [row.answer for row in signatures(maya)] == ["signed"]
    # The same button pressed twice is no second answer.
    again = tablet.post(f"/sitting/{maya}", data={**kept, "typed": NAME})
    assert (again.status_code, len(signatures(maya))) == (303, 1)


def test_who_has_said_no_is_asked_no_more_in_this_sitting(app, world, form_8k):
    _ref, code = opened(world, form_8k)
    maya = agreement_of(world, "maya")
    tablet, other = joined(app, code)[0], joined(app, code)[0]
    opened_before = hidden_fields_in(other.get(f"/sitting/{maya}").text, "form_id")
    fields = hidden_fields_in(tablet.get(f"/sitting/{maya}").text, "form_id")
    tablet.post(f"/sitting/{maya}/decline", data=fields)

    answer = other.post(f"/sitting/{maya}", data={**opened_before, "typed": NAME})

    assert answer.status_code == 409
    assert "Maya Castellan has answered already" in answer.text
    assert state(maya) == "declined"


def test_a_pupil_reads_the_pupils_clauses_alone(app, world, form_8k):
    _ref, code = opened(world, form_8k)
    tablet, _ = joined(app, code)

    page = tablet.get(f"/sitting/{agreement_of(world, 'maya')}").text

    assert "What I do not do" in page
    assert "as a parent or carer" not in page


def _a_new_version(world, sitting, maya):
    told.live_again(world, "older")


def _withdrawn(world, sitting, maya):
    withdraw_agreement(world.acting("dsl"), maya, "issued_wrongly")


@pytest.mark.parametrize("overtaken", [_a_new_version, _withdrawn])
def test_what_is_overtaken_in_mid_lesson_is_said_on_the_tablet(
    app, world, form_8k, overtaken
):
    ref, code = opened(world, form_8k)
    maya = agreement_of(world, "maya")
    tablet, _ = joined(app, code)
    fields = hidden_fields_in(tablet.get(f"/sitting/{maya}").text, "form_id")
    overtaken(world, ref, maya)

    answer = tablet.post(f"/sitting/{maya}", data={**fields, "typed": NAME})

    assert answer.status_code == 404
    assert "Nothing was signed" in answer.text
    assert "Give the tablet to your teacher." in answer.text
    assert "home page" not in answer.text
    assert signatures(maya) == []


def test_a_sitting_that_ends_while_a_pupil_reads_says_so(app, world, form_8k):
    ref, code = opened(world, form_8k)
    maya = agreement_of(world, "maya")
    tablet, _ = joined(app, code)
    fields = hidden_fields_in(tablet.get(f"/sitting/{maya}").text, "form_id")
    end_sitting(world.acting("teacher"), ref)

    answer = tablet.post(f"/sitting/{maya}", data={**fields, "typed": NAME})
    there = tablet.get("/sitting").text

    assert answer.status_code == 303
    assert "Nothing was signed. Give the tablet to your teacher." in there
    assert "The sitting is over." in there
    assert signatures(maya) == []


def test_the_device_that_is_handed_over_is_nobodys(app, world, form_8k):
    """The teacher is signed out on it; every other page answers as to nobody."""
    ref, _code = opened(world, form_8k)
    device = visit(app, world, "teacher")
    page = f"/agreements/sittings/{ref}"
    token = hidden_fields_in(device.get(page).text, 0)["csrf_token"]

    answer = device.post(f"{page}/use-here", data={"csrf_token": token})

    assert answer.headers["Location"].endswith("/sitting")
    assert TAP in device.get("/sitting").text
    for path in ("/", "/account", "/agreements/yours", page, "/concerns/new", "/trail"):
        there, nobody = device.get(path), stranger(app).get(path)
        assert there.status_code == nobody.status_code
        assert there.headers.get("Location") == nobody.headers.get("Location")
        assert "Hannah Okafor" not in there.text
    kept = [cookie for cookie in (device._cookies or {}).values() if cookie.value]
    assert sorted(cookie.key for cookie in kept) == ["safeguard", "safeguard-sitting"]
    assert world["teacher"] not in repr(kept)
    assert entries(world.trust, "sign_in.ended") or entries(
        world.birch, "sign_in.ended"
    )


def test_where_somebody_is_signed_in_no_sitting_shows(app, world, form_8k):
    _ref, code = opened(world, form_8k)
    tablet, _ = joined(app, code)
    cookie = tablet.get_cookie("safeguard-sitting")
    device = visit(app, world, "teacher")
    device.set_cookie("safeguard-sitting", cookie.value)

    page = device.get("/sitting")

    assert TAP not in page.text
    token = hidden_fields_in(page.text, 1)["csrf_token"]
    answer = device.post("/sitting", data={"csrf_token": token, "code": code})
    assert answer.status_code == 422
    assert "Sign out first" in answer.text


def test_when_the_sitting_is_over_the_tablet_shows_no_name(app, world, form_8k):
    ref, code = opened(world, form_8k)
    maya = agreement_of(world, "maya")
    tablet, _ = joined(app, code)
    teacher = visit(app, world, "teacher")
    page = f"/agreements/sittings/{ref}"

    answer = teacher.submit(page, to=f"{page}/end")

    assert answer.status_code == 303
    assert "Maya Castellan" not in tablet.get("/sitting").text
    assert tablet.get(f"/sitting/{maya}").status_code == 303
    assert joined(app, code)[1].status_code == 422
    assert signatures(maya) == []


def test_after_an_hour_nothing_is_left_of_it(app, world, form_8k):
    _ref, code = opened(world, form_8k)
    tablet, _ = joined(app, code)

    with clock.moved_on(timedelta(minutes=60)):
        assert TAP not in tablet.get("/sitting").text
        assert joined(app, code)[1].status_code == 422


def test_a_tablet_reaches_the_agreements_of_its_class_alone(app, world, form_8k):
    _ref, code = opened(world, form_8k)
    ellis = agreement_of(world, "ellis")
    own = issued(world, "teacher", kind="adults", capacity="staff")
    tablet, _ = joined(app, code)

    for ref in (ellis, own, "A" * 16):
        assert tablet.get(f"/sitting/{ref}").status_code == 404
    assert stranger(app).get(f"/sitting/{ellis}").status_code == 303


def test_a_note_that_is_not_ours_opens_nothing(app, world, form_8k):
    tablet = stranger(app)
    tablet.set_cookie("safeguard-sitting", "IlgiLg.made.up")

    assert TAP not in tablet.get("/sitting").text


def test_only_whoever_teaches_the_class_or_runs_the_signing_opens_one(world, form_8k):
    for name in ("other_teacher", "office", "volunteer", "cedar_teacher", "councillor"):
        with pytest.raises(Hidden):
            open_sitting(world.acting(name), form_8k, NewSitting())
    for name in ("teacher", "digital_safety", "dsl", "roll_officer"):
        assert open_sitting(world.acting(name), form_8k, NewSitting())


def test_wrong_codes_wait_as_wrong_letters_do(app, world, form_8k):
    _ref, code = opened(world, form_8k)
    tablet = stranger(app)
    token = hidden_fields_in(tablet.get("/sitting").text, 0)["csrf_token"]
    sent = {"csrf_token": token, "code": "AAAA-AAAA"}

    for _ in range(FREE_FROM_ONE_ADDRESS):
        assert tablet.post("/sitting", data=sent).status_code == 422

    assert tablet.post("/sitting", data={**sent, "code": code}).status_code == 429


def test_the_teacher_sees_who_has_signed_and_how_many_have_not(app, world, form_8k):
    teacher = visit(app, world, "teacher")
    page = teacher.get("/agreements/sittings").text
    assert "3 of 3 have not signed" in page

    ref = teacher.submit(f"/agreements/sittings/with/{form_8k}", how="aloud").headers[
        "Location"
    ]
    code = teacher.get(ref).text
    assert "You read the text aloud." in code
    assert "0 of 3." in code


def test_only_whoever_can_sit_with_a_class_is_shown_the_way(app, world, form_8k):
    for name, shown in (
        ("volunteer", False),
        ("councillor", False),
        ("teacher", True),
        ("digital_safety", True),
    ):
        page = visit(app, world, name).get("/agreements/yours").text
        assert ("/agreements/sittings" in page) is shown, name


def test_the_youngest_class_stands_first(app, world, form_8k):
    issued(world, "jayden")
    lines = read_sittings(world.acting("digital_safety"))
    assert [line.title for line in lines] == ["8K", "9H", "10R"]

"""The pages, as staff, ICT and the data protection officer meet them."""

import csv
import io
import re
from datetime import timedelta

import pytest

from safeguard.guidance import work_devices
from safeguard.work_devices.models import DeviceHelp, DeviceLoss
from school.foundation import clock
from school.foundation.database import db
from school.foundation.references import spoken
from school.web.pages import shown_at
from tests.visitors import turn_to, visit
from tests.work_devices.told import (
    CODES,
    REASONS,
    WHERE,
    confirmed,
    decided,
    lost,
    vacate,
)

GONE = {
    "kind": "laptop",
    "happening": "lost",
    "encrypted": "yes",
    "contents": ["pupils", "accounts"],
    "words": WHERE,
}


@pytest.fixture
def teacher(app, world):
    """A teacher's browser."""
    return visit(app, world, "teacher")


def test_from_any_page_it_is_two_taps_and_one_form(world, teacher):
    """The first tap is at the foot of whatever page one is on; the second sends."""
    for path in ("/", "/account", "/phones", "/help"):
        assert 'href="/devices/lost"' in teacher.get(path).text
    page = teacher.get("/devices/lost").text
    assert page.count('type="submit" class="sg-button sg-button--main"') == 1

    done = teacher.submit("/devices/lost", **GONE)

    ref = db.session.scalars(db.select(DeviceLoss.ref)).one()
    assert done.headers["Location"] == f"/devices/losses/{spoken(ref)}/own"
    shown = teacher.get(done.headers["Location"]).text
    for words in ("Laptop: lost", "Data protection officer", "What to do now"):
        assert words in shown


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(teacher):
    answer = teacher.submit("/devices/lost", **{**GONE, "kind": "", "contents": []})
    assert answer.status_code == 422
    assert 'id="kind-error"' in answer.text
    assert "Choose what is gone." in answer.text
    assert WHERE in answer.text
    answer = teacher.submit("/devices/lost", **{**GONE, "noticed_on": "2027-01-01"})
    assert answer.status_code == 422
    assert 'href="#noticed_on"' in answer.text


def test_every_error_says_which_question_it_is_about(teacher):
    for path, answers in (
        ("/devices/lost", {}),
        ("/devices/attest", {"has_device": "yes"}),
    ):
        page = teacher.submit(path, **answers).text
        summary = page.partition("error-summary")[2].partition("</ul>")[0]
        errors = re.findall('<a href="#[^"]+">([^<]+)</a>', summary)
        assert len(errors) >= 3
        assert len(errors) == len(set(errors)), errors


def test_the_officer_sees_the_clock_decides_and_closes(app, world, teacher):
    teacher.submit("/devices/lost", **GONE)
    ref = spoken(db.session.scalars(db.select(DeviceLoss.ref)).one())
    dpo, path = visit(app, world, "dpo"), f"/devices/losses/{ref}"
    home = dpo.get("/").text
    assert "A device is lost or stolen: you decide" in home
    assert "72 hours left" in home
    assert "Hannah" not in home
    assert "An item needs you now" in home
    assert "Decide about it" in dpo.get(path).text

    answer = dpo.submit(
        f"{path}/decide",
        decision="reported", affected="told", reasons=REASONS,
    )  # fmt: skip
    assert answer.status_code == 422
    assert "Say when it was reported." in answer.text
    assert REASONS in answer.text
    done = dpo.submit(
        f"{path}/decide",
        decision="not_reportable", affected="not_needed", reasons=REASONS,
    )  # fmt: skip
    assert done.headers["Location"] == path
    done = dpo.submit(f"{path}/close", ending="harmless")
    assert done.status_code == 303
    assert "It is gone, and nothing on it can be read" in dpo.get(path).text
    assert ref in dpo.get("/devices/losses?only=closed").text
    assert "you decide" not in dpo.get("/").text


def test_a_step_of_two_people_at_once_is_said_and_nothing_typed_is_lost(app, world):
    ref = spoken(lost(world))
    ict, path = visit(app, world, "ict"), f"/devices/losses/{ref}"
    fields = ict.hidden_fields(f"{path}/step")
    visit(app, world, "teacher").submit(f"{path}/step", step="signed_out")
    answer = ict.post(f"{path}/step", data={**fields, "step": "wiped", "words": "Mine"})
    assert answer.status_code == 409
    assert "Somebody else changed this meanwhile" in answer.text
    assert "Mine" in answer.text


def test_whoever_lost_it_reads_what_they_wrote_and_of_the_decision_the_outcome(
    world, teacher
):
    ref = lost(world, noticed_at=clock.now() - timedelta(hours=5))
    decided(world, ref)
    own = teacher.get(f"/devices/losses/{spoken(ref)}/own").text
    assert WHERE in own
    noticed = own.partition("Noticed")[2].partition("</dd>")[0]
    assert shown_at(clock.now() - timedelta(hours=5)) in noticed
    assert work_devices.decisions.named("not_reportable").wording in own
    assert REASONS not in own


def test_whoever_lost_it_records_the_crime_number_and_that_it_is_back(world, teacher):
    ref = spoken(lost(world))
    path = f"/devices/losses/{ref}"
    done = teacher.submit(f"{path}/step", step="police_told", number="BC-1042/26")
    assert done.headers["Location"] == f"{path}/own"
    assert "BC-1042/26" in teacher.get(f"{path}/own").text
    teacher.submit(f"{path}/found", words="The driver had it.")
    assert "found again" in teacher.get(f"{path}/own").text
    # Asked for again, the page leads back.
    assert teacher.get(f"{path}/found").status_code == 303
    for end in ("", "/decide", "/close"):
        assert teacher.get(f"{path}{end}").status_code in {403, 404}


def test_a_closed_one_takes_no_more(app, world, teacher):
    ref = lost(world)
    decided(world, ref)
    dpo, path = visit(app, world, "dpo"), f"/devices/losses/{spoken(ref)}"
    dpo.submit(f"{path}/close", ending="gone")
    for end in ("step", "found", "decide", "close"):
        assert dpo.get(f"{path}/{end}").status_code == 303
    assert "What to do now" not in teacher.get(f"{path}/own").text


def test_a_colleague_finds_no_such_device_as_with_an_invented_one(app, world):
    ref = spoken(lost(world))
    other = visit(app, world, "other_teacher")
    for reference in (ref, "ZZZZZ-ZZZZZ"):
        for end in ("", "/own", "/step", "/found", "/decide", "/close"):
            answer = other.get(f"/devices/losses/{reference}{end}")
            assert answer.status_code == 404, end


def test_a_vacant_post_stands_on_the_page(app, world):
    vacate(world, "dpo")
    path = f"/devices/losses/{spoken(lost(world))}"
    for name, end in (("executive_head", ""), ("teacher", "/own")):
        page = visit(app, world, name).get(f"{path}{end}").text
        assert "Nobody else holds this post: Data protection officer." in page
        assert "Executive headteacher" in page


def test_it_is_confirmed_on_one_page_and_home_asks_no_more(world, teacher):
    assert "Confirm how you keep your work device safe" in teacher.get("/").text
    answers = dict.fromkeys(CODES, "yes") | {"encrypted": "no"}
    short = {name: said for name, said in answers.items() if name != "locks"}
    answer = teacher.submit("/devices/attest", has_device="yes", **short)
    assert answer.status_code == 422
    assert 'href="#locks"' in answer.text

    done = teacher.submit("/devices/attest", has_device="yes", **answers)

    assert done.headers["Location"] == "/devices"
    page = teacher.get("/devices").text
    assert "Confirmed for 2026–2027" in page
    assert "Switching the encryption of the disk on" in page
    assert "Confirm how you keep" not in teacher.get("/").text


def test_ict_helps_and_the_head_sees_only_who_has_confirmed(app, world):
    confirmed(world, "encrypted", words="It asks me for a key.")
    ict, head = visit(app, world, "ict"), visit(app, world, "head")
    assert "1 request for help with a device" in ict.get("/").text
    assert "It asks me for a key." in ict.get("/devices/help").text
    ref = db.session.scalars(db.select(DeviceHelp.ref)).one()
    assert head.get("/devices/help").status_code == 403
    page = head.get("/devices/attestations").text
    assert "Hannah Okafor" in page
    assert "encrypt" not in page.lower()
    assert "request for help" not in page

    done = ict.submit(f"/devices/help/{ref}/give", words="Switched it on together.")

    assert done.headers["Location"] == "/devices/help"
    assert "Nobody waits." in ict.get("/devices/help").text


def test_both_lists_are_taken_away_as_files_that_name_nobody(app, world):
    lost(world)
    head = visit(app, world, "head")
    for name, first in (("losses", "Reference"), ("attestations", "Name")):
        answer = head.get(f"/devices/{name}/export")
        told = answer.get_data().decode("utf-8-sig")
        heads, *rows = csv.reader(io.StringIO(told, newline=""))
        assert (heads[0], bool(rows)) == (first, True)
        assert WHERE not in told
        kept = answer.headers["Content-Disposition"]
        assert "Okafor" not in kept
        assert kept.endswith('.csv"')
        book = head.get(f"/devices/{name}/export?as=xlsx")
        assert book.headers["Content-Disposition"].endswith('.xlsx"')
        assert book.get_data().startswith(b"PK")
        assert book.headers["Cache-Control"].startswith("no-store")


@pytest.mark.parametrize(
    ("name", "status", "menu"),
    [
        ("dpo", 200, True),
        ("ict", 200, True),
        ("dsl", 200, False),
        ("head", 200, False),
        ("teacher", 403, False),
        ("councillor", 403, False),
    ],
)
def test_the_list_is_one_tap_away_or_two(app, world, name, status, menu):
    visitor, link = visit(app, world, name), 'href="/devices/losses"'
    assert visitor.get("/devices/losses").status_code == status
    assert (link in visitor.get("/").text) is menu
    assert (link in visitor.get("/devices").text) is (status == 200)


def test_the_officer_is_led_to_the_other_school_and_loses_no_notice(app, world):
    ref = lost(world, "cedar_teacher")
    dpo = visit(app, world, "dpo")
    home = dpo.get("/").text
    assert "Cedar Academy: 1 device to decide about" in home
    assert spoken(ref) not in home
    action = re.search(r'action="(/notices/[0-9A-Z]+/read)"', home)
    assert action
    led = dpo.press(action[1])
    assert led.location == "/account"
    assert "belongs to Cedar Academy" in dpo.get("/account").text
    assert "An item needs you now" in dpo.get("/").text

    turn_to(dpo, world.cedar)

    assert dpo.press(action[1]).location == f"/devices/losses/{spoken(ref)}"


def test_the_page_of_an_overdue_one_says_so(app, world):
    path = f"/devices/losses/{spoken(lost(world))}"
    with clock.moved_on(timedelta(hours=73)):
        page = visit(app, world, "dpo").get(path).text
    assert "72 hours are over" in page

"""The raise page over HTTP: what people may type, and what they then see."""

import re
from html import unescape

import pytest
from sqlalchemy import func, select

from safeguard.cases.models import Concern, ConcernChild, ConcernText, Draft
from school.foundation.database import db
from school.foundation.sealing import unseal
from tests.trail.reading import acts, entries
from tests.visitors import hidden_fields_in, stranger, visit

RAISE = "/concerns/raise"
SCRIPT = {"X-Requested-With": "script"}
WORD_MARKUP = (
    "<p class=MsoNormal><o:p>&nbsp;</o:p><b>He “said”</b> – <i>no</i><script>1</script>"
)


@pytest.fixture
def teacher(app, world):
    return visit(app, world, "teacher")


def typed(world, *children: str, **fields: str) -> dict[str, str]:
    """The fields of the form, with these children found."""
    rows = {
        f"children-{n}-ref": world[name] if name in world.people else name
        for n, name in enumerate(children)
    }
    return {"narrative": "He would not say why.", **rows, **fields}


def concerns() -> list[Concern]:
    return list(db.session.scalars(select(Concern)))


def narrative() -> str | None:
    asked = select(ConcernText).where(ConcernText.kind == "narrative")
    row = db.session.scalars(asked).one()
    return unseal(row, "text")


def errors_in(page: str) -> str:
    """What the summary at the top of the page says."""
    found = re.search(r'class="govuk-error-summary".*?</div>', page, re.DOTALL)
    assert found, "the page shows no problem"
    return unescape(found.group())


# --- the way it goes --------------------------------------------------------------


def test_a_concern_goes_from_the_form_to_the_receipt(teacher, world):
    sent = teacher.submit(RAISE, **typed(world, "maya", in_danger="yes"))
    [concern] = concerns()
    spoken = f"{concern.ref[:5]}-{concern.ref[5:]}"
    assert sent.status_code == 303
    assert sent.location == f"/concerns/{spoken}/receipt"
    page = teacher.get(sent.location).text
    assert spoken in page
    assert "Ruth Adeyemi has it now" in page
    assert "Tom Pellow has it now" in page
    assert "30 minutes" in page
    assert "Maya" not in page
    assert re.search(rf"<title>Receipt {spoken} ", page)
    assert concern.in_danger


def test_everything_the_form_asks_is_kept(teacher, world):
    fields = typed(
        world,
        "maya",
        "jayden",
        **{"children-1-part": "alleged_to_have_harmed"},
        unknown_child="y",
        unknown_words="a boy with a red bag",
        unknown_part="witness",
        own_words="i dont wanna",
        image="yes",
        teller="other_adult",
        teller_words="her aunt",
        happened="another_day",
        happened_on="23/11/2026",
        happened_time="15.35",
        place="Bus stop",
        online_service="Snapfast",
        category="sextortion",
        device_owner="pupil",
        network="home",
        steps="kept_safe",
        done_words="Told Ruth",
    )
    assert teacher.submit(RAISE, **fields).status_code == 303
    [row] = concerns()
    assert (row.category, row.device_owner, row.network) == (
        "sextortion",
        "pupil",
        "home",
    )
    assert (row.intimate_image, row.teller, row.steps) == (
        True,
        "other_adult",
        "kept_safe",
    )
    assert row.happened_at
    assert row.happened_at.isoformat() == "2026-11-23T15:35:00+00:00"
    parts = {
        each.person_ref: each.part for each in db.session.scalars(select(ConcernChild))
    }
    assert parts == {
        world["maya"]: "harmed",
        world["jayden"]: "alleged_to_have_harmed",
        None: "witness",
    }


@pytest.mark.parametrize(
    "words",
    [
        "王小明 Zażółć gęślą jaźń Siobhán مرحبا",
        "she sent 😢😢 and 👨‍👩‍👧",
        WORD_MARKUP,
        "line one\r\nline two\r\n\r\n  indented",
        "x" * 60_000,
        "😢" * 60_000,
    ],
    ids=["scripts", "emoji", "word", "lines", "60000", "60000 emoji"],
)
def test_words_come_through_byte_for_byte_and_as_text(teacher, world, words):
    fields = typed(world, "ellis", narrative=words)
    hidden = teacher.hidden_fields(RAISE)
    sent = teacher.post(RAISE, data={**hidden, **fields})
    assert sent.status_code == 303
    assert narrative() == words
    [concern] = concerns()
    own = teacher.get(f"/concerns/{concern.ref}/own").text
    assert "<o:p>" not in own
    assert "<script>1" not in own
    assert words.split("\r\n")[-1].strip()[:40] in unescape(own)


# --- what cannot stand ------------------------------------------------------------


ANOTHER = {"happened": "another_day"}
BAD: dict[str, tuple[tuple[str, ...], dict[str, str], str]] = {
    "nobody": ((), {}, "Find the child by name"),
    "nothing": (("ellis",), {"narrative": "  "}, "A few words are enough"),
    "foreign": (("cedar_pupil",), {}, "not on this school’s roll"),
    "invented": (("Z" * 16,), {}, "not on this school’s roll"),
    "future": (("ellis",), {**ANOTHER, "happened_on": "2027-01-01"}, "not come yet"),
    "later": (("ellis",), {"happened": "today", "today_time": "23:00"}, "not come yet"),
    "unborn": (("ellis",), {**ANOTHER, "happened_on": "2013-05-03"}, "not yet born"),
    "no day": (("ellis",), {**ANOTHER, "happened_on": "soon"}, "like 24/11/2026"),
    "no time": (("ellis",), {"happened": "today", "today_time": "noon"}, "like 14:35"),
    "too long": (("ellis",), {"narrative": "x" * 65_537}, "1 characters too long"),
}


@pytest.mark.parametrize(("children", "fields", "says"), BAD.values(), ids=list(BAD))
def test_what_cannot_stand_says_what_to_do_and_nothing_is_lost(
    teacher, world, children, fields, says
):
    before = len(entries(world.birch))
    fields = typed(world, *children, place="By the gate", **fields)
    answer = teacher.submit(RAISE, **fields)
    assert answer.status_code == 422
    assert says in errors_in(answer.text)
    assert "<title>Error: " in answer.text
    assert 'value="By the gate"' in answer.text
    assert fields["narrative"] in unescape(answer.text)
    assert concerns() == []
    assert len(entries(world.birch)) == before
    assert "Lindqvist" not in answer.text


def test_a_page_with_a_problem_is_mended_and_sent_once(teacher, world):
    answer = teacher.submit(RAISE, **typed(world))
    form_id = re.search(r'name="form_id"[^>]*value="([^"]+)"', answer.text)
    assert form_id
    sent = teacher.submit(RAISE, **typed(world, "ellis"), form_id=form_id.group(1))
    assert sent.status_code == 303
    assert len(concerns()) == 1


def test_a_narrative_beyond_the_longest_is_refused_beside_its_field(teacher, world):
    answer = teacher.submit(RAISE, **typed(world, "ellis", narrative="x" * 1_100_000))
    assert answer.status_code == 422
    assert "characters" in errors_in(answer.text)
    assert "x" * 65_536 in answer.text
    assert concerns() == []


def test_a_body_over_four_megabytes_is_refused_in_words(teacher, world):
    answer = teacher.submit(RAISE, **typed(world, "ellis", narrative="x" * 4_300_000))
    assert answer.status_code == 413
    assert "Too much at once" in answer.text
    assert concerns() == []


# --- twice ------------------------------------------------------------------------


def test_pressing_twice_makes_one_and_shows_its_receipt(teacher, world):
    fields = {**teacher.hidden_fields(RAISE), **typed(world, "ellis")}
    first, second = (teacher.post(RAISE, data=fields) for _press in range(2))
    assert first.location == second.location
    assert len(concerns()) == 1
    assert acts(world.birch).count(("concern.raised", "done")) == 1


def test_the_same_form_with_other_words_is_a_conflict(teacher, world):
    fields = {**teacher.hidden_fields(RAISE), **typed(world, "ellis")}
    assert teacher.post(RAISE, data=fields).status_code == 303
    answer = teacher.post(RAISE, data={**fields, "narrative": "Something else"})
    assert answer.status_code == 409
    assert len(concerns()) == 1


def test_a_page_that_somebody_else_opened_is_kept_and_sent_afresh(app, world, teacher):
    other = visit(app, world, "other_teacher")
    borrowed = teacher.hidden_fields(RAISE)["form_id"]
    answer = other.submit(RAISE, **typed(world, "ellis"), form_id=borrowed)
    assert answer.status_code == 422
    assert "Nothing was lost" in errors_in(answer.text)
    fresh = re.search(r'name="form_id"[^>]*value="([^"]+)"', answer.text)
    assert fresh
    assert fresh.group(1) != borrowed
    fields = typed(world, "ellis", form_id=fresh.group(1))
    assert other.submit(RAISE, **fields).status_code == 303


# --- who ------------------------------------------------------------


def test_same_names_are_told_apart_and_no_name_is_in_an_address(teacher, world):
    token = teacher.hidden_fields(RAISE)["csrf_token"]
    answer = teacher.post(
        "/concerns/find-pupil", data={"csrf_token": token, "text": "maya cast"}
    )
    assert {each["name"] for each in answer.json} == {"Maya Castellan"}
    assert {each["ref"]: each["where"] for each in answer.json} == {
        world["maya"]: "8K, Year 8",
        world["other_maya"]: "10R, Year 10",
    }
    assert teacher.get("/concerns/find-pupil?text=maya").status_code == 405


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("zazolc", "zazolc"),
        ("GES", "zazolc"),
        ("siobhan o'brien", "nandu"),
        ("obrien", "nandu"),
        ("nandu", "nandu"),
        ("王", "wang"),
        ("王小明", "wang"),
        ("小明", "wang"),
        ("ell thorn", "ellis"),
    ],
)
def test_a_name_is_found_as_a_phones_keys_type_it(teacher, world, text, who):
    found = _found(teacher, "/concerns/find-pupil", text)
    assert [each["ref"] for each in found] == [world[who]]


@pytest.mark.parametrize("text", ["", "  ", "lindqvist", "okafor", "%", "_"])
def test_nobody_of_another_school_and_no_grown_up_is_found_as_a_pupil(teacher, text):
    assert _found(teacher, "/concerns/find-pupil", text) == []


def test_colleagues_are_found_with_what_they_do(teacher, world):
    found = _found(teacher, "/concerns/find-colleague", "ruth")
    assert found == [
        {
            "ref": world["dsl"],
            "name": "Ruth Adeyemi",
            "where": "Designated safeguarding lead (DSL)",
        }
    ]
    assert _found(teacher, "/concerns/find-colleague", "noel") == []


def test_nobody_finds_pupils_who_is_not_signed_in(app, world):
    answer = stranger(app).post(
        "/concerns/find-pupil",
        data={"text": "maya"},
        headers=SCRIPT,
    )
    assert answer.status_code in {400, 401}
    assert "Castellan" not in answer.text


def _found(visitor, path: str, text: str) -> list[dict[str, str]]:
    token = visitor.hidden_fields(RAISE)["csrf_token"]
    answer = visitor.post(path, data={"csrf_token": token, "text": text})
    assert answer.status_code == 200
    return answer.json


# --- the adult's way, and who may not ---------------------------------------------


@pytest.mark.parametrize(
    "fields", [{"about_adult": "yes"}, {"category": "staff_misuse"}]
)
def test_what_an_adult_has_done_goes_another_way_with_the_words(teacher, world, fields):
    answer = teacher.submit(RAISE, **typed(world, "ellis", **fields))
    assert answer.status_code == 307
    assert answer.location == "/concerns/adult"
    assert concerns() == []


def test_what_goes_the_other_way_leaves_no_draft_behind(teacher, world):
    fields = {**teacher.hidden_fields(RAISE), **typed(world, about_adult="yes")}
    kept = teacher.post("/drafts", data=fields, headers=SCRIPT)
    onward = teacher.post(RAISE, data=fields)
    # As a browser does after a 307: the same body, to the other address.
    there = teacher.post(onward.location, data=fields)
    assert there.status_code == 200
    assert "He would not say why." in there.text
    assert teacher.get(f"/drafts/{kept.json['draft']}").status_code == 404
    assert db.session.scalar(select(func.count()).select_from(Draft)) == 0


def test_nobody_reaches_the_page_without_signing_in(app, world):
    assert stranger(app).get(RAISE).status_code in {303, 401}


def test_words_survive_a_sign_in_that_ended_while_typing(app, world, teacher):
    fields = {**teacher.hidden_fields(RAISE), **typed(world, "ellis", place="Gym")}
    teacher.press("/sign-out")
    same_site = {"Sec-Fetch-Site": "same-origin"}
    stopped = teacher.post(RAISE, data=fields, headers=same_site)
    assert stopped.status_code == 401
    assert 'name="carried"' in stopped.text
    assert "would not say why" not in stopped.text
    assert concerns() == []
    carried = hidden_fields_in(stopped.text)["carried"]
    again = visit(app, world, "teacher")
    kept = again.press("/go-on", carried=carried)
    sent = again.post(RAISE, data=hidden_fields_in(kept.text))
    assert sent.status_code == 303
    assert narrative() == "He would not say why."


# --- adding, and on paper ---------------------------------------------------------


def test_adding_to_a_concern_over_http(teacher, world):
    sent = teacher.submit(RAISE, **typed(world, "ellis"))
    add = sent.location.replace("receipt", "add")
    empty = teacher.submit(add, text=" ")
    assert empty.status_code == 422
    added = teacher.submit(add, text="His sleeve was torn.")
    assert added.status_code == 303
    page = teacher.get(added.location).text
    assert "You added something" in page
    assert "sleeve" not in page


@pytest.mark.parametrize("page", ["receipt", "own", "add"])
def test_nobody_else_opens_the_reporters_pages(app, world, teacher, page):
    sent = teacher.submit(RAISE, **typed(world, "ellis"))
    path = sent.location.replace("receipt", page)
    for who in ("other_teacher", "cedar_teacher"):
        assert visit(app, world, who).get(path).status_code == 404
    assert (
        visit(app, world, "other_teacher").get("/concerns/ZZZZZ-ZZZZZ/own").status_code
        == 404
    )


def test_the_paper_form_needs_no_account_and_holds_no_data(app, world, teacher):
    page = stranger(app).get("/paper-form")
    assert page.status_code == 200
    sheet = re.compile(r"<main.*</main>", re.DOTALL)
    signed_in = teacher.get("/paper-form").text
    assert sheet.findall(page.text) == sheet.findall(signed_in)
    assert "999" in page.text
    assert "Birch" not in page.text

"""The vault's pages over HTTP: what people may type, and what they then see."""

import re
from html import unescape

import pytest
from sqlalchemy import func, select

from safeguard.allegations.models import AdultConcern, AdultDraft
from safeguard.cases.models import Concern, Draft
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.references import spoken
from school.identity.commands.appointments import end_appointment
from school.identity.models import Appointment
from tests.allegations.telling import OWN_WORDS, WHAT, raised, vault
from tests.trail.reading import entries, last
from tests.visitors import stranger, visit

RAISE = "/concerns/adult"
SCRIPT = {"X-Requested-With": "script"}


@pytest.fixture
def teacher(app, world):
    return visit(app, world, "teacher")


@pytest.fixture
def head(app, world):
    return visit(app, world, "head", elevated=True)


def typed(world, *about: str, **fields: str) -> dict[str, str]:
    """The fields of the form, with these adults found and the button pressed."""
    rows = {f"adults-{n}-ref": world[name] for n, name in enumerate(about)}
    return {"narrative": WHAT, "press": "send_adult", **rows, **fields}


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def the_concern() -> AdultConcern:
    return db.session.scalars(select(AdultConcern)).one()


def errors_in(page: str) -> str:
    """What the summary at the top of the page says."""
    found = re.search(r'class="govuk-error-summary".*?</div>', page, re.DOTALL)
    assert found, "the page shows no problem"
    return unescape(found.group())


def without_tokens(page: str) -> str:
    """A page without what is random in it on every request."""
    return re.sub(r'(name="csrf[-_]token" (?:content|value)=")[^"]*', r"\1", page)


# --- raising -----------------------------------------------------------------------


def test_it_goes_from_the_form_to_a_receipt_like_every_other(teacher, world):
    sent = teacher.submit(RAISE, **typed(world, "dsl", own_words=OWN_WORDS))
    concern = the_concern()
    assert sent.status_code == 303
    assert sent.location == f"/concerns/{spoken(concern.ref)}/receipt"
    page = teacher.get(sent.location).text
    assert "Sent. Thank you." in page
    assert spoken(concern.ref) in page
    assert "Catrin Howells has it now" in page
    for word in ("LADO", "allegation", "about an adult", WHAT, "Adeyemi has"):
        assert word not in page


def test_the_receipt_has_the_shape_of_a_receipt_about_a_child(app, teacher, world):
    teacher.submit(RAISE, **typed(world, "other_teacher"))
    child = {"children-0-ref": world["maya"], "narrative": "He was pushed"}
    other = teacher.submit("/concerns/raise", **child)
    mine = teacher.get(f"/concerns/{spoken(the_concern().ref)}/receipt").text
    ordinary = teacher.get(other.location).text
    titles = re.compile(r"<title>(.*?)</title>|<h2[^>]*>(.*?)</h2>|<h1>(.*?)</h1>")
    said = re.compile(r"[0-9A-Z]{5}-[0-9A-Z]{5}")
    assert [said.sub("", "".join(each)) for each in titles.findall(mine)] == [
        said.sub("", "".join(each)) for each in titles.findall(ordinary)
    ]


def test_it_stands_on_home_like_every_other(teacher, world):
    teacher.submit(RAISE, **typed(world, "dsl"))
    reference = the_concern().ref
    home = teacher.get("/").text
    assert f"/concerns/{spoken(reference)}/own" in home
    assert "Sent" in home
    again = teacher.get(f"/concerns/{spoken(reference)}/own").text
    assert "Catrin Howells has it now" in again


def test_pressing_twice_makes_one(teacher, world):
    fields = {**teacher.hidden_fields(RAISE), **typed(world, "dsl")}
    once, twice = teacher.post(RAISE, data=fields), teacher.post(RAISE, data=fields)
    assert once.location == twice.location
    assert count(AdultConcern) == 1


def test_a_page_sent_without_who_and_what_loses_nothing(teacher, world):
    sent = teacher.submit(
        RAISE, **typed(world, narrative=" ", own_words="He said so", done_words="Sat")
    )
    assert sent.status_code == 422
    assert "Say whom this is about" in errors_in(sent.text)
    assert "Write what happened" in errors_in(sent.text)
    assert "He said so" in sent.text
    assert count(AdultConcern) == 0


def test_a_day_that_cannot_be_read_says_how_to_write_it(teacher, world):
    sent = teacher.submit(RAISE, **typed(world, "dsl", happened_on="last week"))
    assert sent.status_code == 422
    assert "24/11/2026" in errors_in(sent.text)


def test_markup_stays_text_all_the_way(teacher, head, world):
    pasted = "<p class=MsoNormal>He <b>said</b></p><script>1</script> 😀"
    teacher.submit(RAISE, **typed(world, "other_teacher", narrative=pasted))
    page = head.get(f"/concerns/adult/{spoken(the_concern().ref)}").text
    assert pasted in unescape(page)
    assert "<script>1" not in page


def test_without_script_a_name_is_found_chosen_and_taken_away(teacher, world):
    asked = teacher.submit(RAISE, find_adult="rut", press="find_adult", narrative=WHAT)
    assert "Ruth Adeyemi" in asked.text
    assert WHAT in asked.text
    added = teacher.submit(RAISE, found_adult=world["dsl"], press="add_adult")
    assert f'name="adults-0-ref" value="{world["dsl"]}"' in added.text
    row = {"adults-0-ref": world["dsl"]}
    gone = teacher.submit(RAISE, press="remove_adult-0", **row)
    assert world["dsl"] not in gone.text


def test_with_script_names_are_found_by_post(teacher, world):
    token = teacher.hidden_fields(RAISE)["csrf_token"]
    sent = {"csrf_token": token, "text": "cas"}
    found = teacher.post("/concerns/adult/find-child", data=sent).get_json()
    assert {each["where"] for each in found} == {"8K, Year 8", "10R, Year 10"}
    staff = teacher.post("/concerns/adult/find-colleague", data=sent).get_json()
    assert [each["name"] for each in staff] == ["Mina Castellan"]
    assert teacher.get("/concerns/adult/find-child").status_code in {404, 405}


def test_a_stranger_is_asked_to_sign_in(app, world):
    assert stranger(app).get(RAISE).location.startswith("/sign-in")


# --- the other ways in -------------------------------------------------------------


def test_what_was_begun_as_a_concern_about_a_child_is_taken_over(teacher, world):
    begun = teacher.submit(
        "/concerns/raise",
        narrative=WHAT,
        own_words=OWN_WORDS,
        about_adult="yes",
        happened="today",
        press="send",
        **{"adults-0-ref": world["dsl"], "children-0-ref": world["maya"]},
    )
    assert begun.status_code == 307
    fields = {
        **teacher.hidden_fields("/concerns/raise"),
        "narrative": WHAT,
        "own_words": OWN_WORDS,
        "about_adult": "yes",
        "happened": "today",
        "press": "send",
        "adults-0-ref": world["dsl"],
    }
    page = teacher.post(begun.location, data=fields)
    assert page.status_code == 200
    assert "What you had written is here" in page.text
    assert WHAT in page.text
    assert "Ruth Adeyemi" in page.text
    assert 'value="2026-11-24"' in page.text
    assert count(AdultConcern) == count(Concern) == 0


# --- drafts ------------------------------------------------------------------------


def test_a_draft_is_kept_gone_on_with_and_ends_with_the_sending(teacher, world):
    fields = {**teacher.hidden_fields(RAISE), "narrative": "He asked her to"}
    kept = teacher.post("/concerns/adult/drafts", data=fields, headers=SCRIPT)
    assert kept.get_json()["saved_at"] == "1:42pm"
    ref = kept.get_json()["draft"]
    assert f"/concerns/adult/drafts/{ref}" in teacher.get(RAISE).text
    place = f"/concerns/adult/drafts/{ref}"
    opened = teacher.get(place).text
    assert "He asked her to" in opened
    assert "Draft saved 1:42pm" in opened

    sent = teacher.submit(place, to=RAISE, **typed(world, "dsl"))

    assert sent.status_code == 303
    assert count(AdultDraft) == count(Draft) == 0
    late = teacher.post("/concerns/adult/drafts", data=fields, headers=SCRIPT)
    assert late.status_code == 409
    assert count(AdultDraft) == 0


def test_without_script_the_draft_has_a_button(teacher, world):
    kept = teacher.submit(RAISE, narrative="He", press="save_draft")
    assert kept.status_code == 303
    assert "Draft saved" in teacher.get(kept.location).text
    discard = f"{kept.location}/discard"
    assert teacher.submit(discard).status_code == 303
    assert count(AdultDraft) == 0


def test_a_draft_is_its_authors_alone(app, teacher, world):
    kept = teacher.submit(RAISE, narrative="He", press="save_draft")
    for who in ("dsl", "head", "other_teacher"):
        other = visit(app, world, who, elevated=True)
        assert other.get(kept.location).status_code == 404


# --- nobody left -------------------------------------------------------------------


def test_nobody_left_shows_whom_to_ring_and_keeps_nothing(teacher, world):
    for name in ("chair", "trustee"):
        asked = select(Appointment).where(Appointment.person_ref == world[name])
        for row in list(db.session.scalars(asked)):
            end_appointment(Actor.system("test", world.trust, world.trust), row.ref)

    answer = teacher.submit(
        RAISE, **typed(world, "executive_head", own_words=OWN_WORDS)
    )

    assert answer.status_code == 200
    assert "Ring the LADO yourself" in answer.text
    assert 'href="tel:999"' in answer.text
    assert 'href="tel:101"' in answer.text
    # What was typed is on the page, to be printed, and nowhere else.
    assert WHAT in answer.text
    assert OWN_WORDS in unescape(answer.text)
    assert "Anneli Strand" in answer.text
    assert count(AdultConcern) == 0
    assert last(vault(world)).action == "adult_concern.route_exhausted"


def test_the_paper_form_holds_no_data(teacher):
    page = teacher.get("/concerns/adult/paper-form")
    assert page.status_code == 200
    assert "ring the LADO" in page.text


# --- looking into it ---------------------------------------------------------------


def test_the_head_looks_into_it_to_the_end(teacher, head, world):
    reference = raised(world, "teacher", "other_teacher", children=(world["maya"],))
    place = f"/concerns/adult/{spoken(reference)}"
    assert spoken(reference) in head.get("/concerns/adult/received").text
    page = head.get(place).text
    for words in (WHAT, "Owen Platt", "Hannah Okafor", "Maya Castellan"):
        assert words in page

    noted = head.submit(f"{place}/note", kind="facts", text="He was on duty")
    assert noted.location == place
    talk = {"on_date": "2026-11-24", "at_time": "13:00", "spoke_to": "Ms Ferro"}
    head.submit(f"{place}/lado", advice="Say nothing yet", **talk)
    head.submit(f"{place}/decide", outcome="allegation", reason="May have harmed")
    head.submit(f"{place}/finish", summary="Police and employer")

    page = head.get(place).text
    for words in ("He was on duty", "Ms Ferro", "May have harmed", "Police and"):
        assert words in page
    assert "Finished" in page
    receipt = teacher.get(f"/concerns/{spoken(reference)}/receipt").text
    assert "Closed" in receipt


@pytest.mark.parametrize(
    ("act", "fields", "problem"),
    [
        ("note", {"text": " "}, "Write the note"),
        ("lado", {"advice": "Wait"}, "Enter when you talked"),
        ("lado", {"on_date": "2026-11-25", "advice": "Wait"}, "in the future"),
        ("decide", {"reason": "So"}, "Choose what it is"),
        ("decide", {"outcome": "no_concern"}, "Write the reason"),
        ("finish", {"summary": "Over"}, "Decide first"),
        ("subject", {"press": "send"}, "Choose a name"),
    ],
)
def test_what_is_missing_is_said_and_nothing_lost(act, fields, problem, head, world):
    reference = raised(world, "teacher", "other_teacher")
    sent = head.submit(f"/concerns/adult/{spoken(reference)}/{act}", **fields)
    assert sent.status_code == 422
    assert problem in errors_in(sent.text)
    for words in fields.values():
        assert words.strip() in sent.text


def test_two_who_decide_at_once_are_told_and_lose_nothing(app, world):
    reference = raised(world, "teacher", "head")
    place = f"/concerns/adult/{spoken(reference)}/decide"
    chair = visit(app, world, "chair", elevated=True)
    executive = visit(app, world, "executive_head", elevated=True)
    opened = chair.hidden_fields(place)
    executive.submit(place, outcome="allegation", reason="Harm")

    late = chair.post(
        place, data={**opened, "outcome": "no_concern", "reason": "Nothing in it"}
    )

    assert late.status_code == 422
    assert "Somebody recorded something meanwhile" in errors_in(late.text)
    assert "Nothing in it" in late.text


def test_adding_oneself_ends_the_reading(head, world):
    reference = raised(world, "teacher", "other_teacher")
    place = f"/concerns/adult/{spoken(reference)}"
    found = head.submit(f"{place}/subject", find_adult="catrin", press="find_adult")
    assert "Catrin Howells" in found.text
    row = {"adults-0-ref": world["head"]}

    added = head.submit(f"{place}/subject", press="send", **row)

    assert added.location == "/concerns/adult/received"
    assert spoken(reference) not in head.get(added.location).text
    assert head.get(place).status_code == 404


def test_reading_needs_a_fresh_second_factor(app, world):
    reference = raised(world, "teacher", "other_teacher")
    head = visit(app, world, "head")
    for place in ("received", spoken(reference), f"{spoken(reference)}/decide"):
        answer = head.get(f"/concerns/adult/{place}")
        assert answer.status_code == 303
        assert answer.location.startswith("/elevate")


@pytest.mark.parametrize("who", ["dsl", "other_teacher", "cedar_head", "ict", "chair"])
def test_a_reference_that_is_not_ones_own_is_no_reference(who, app, world):
    reference = raised(world, "teacher", "dsl")
    visitor = visit(app, world, who, elevated=True)
    for tail in ("", "/note", "/lado", "/decide", "/finish", "/subject"):
        hidden = visitor.get(f"/concerns/adult/{spoken(reference)}{tail}")
        invented = visitor.get(f"/concerns/adult/7KQ4M-2XF9B{tail}")
        assert hidden.status_code == invented.status_code == 404
        assert without_tokens(hidden.text) == without_tokens(invented.text)
    for tail in ("", "/receipt", "/own"):
        answer = visitor.get(f"/concerns/{spoken(reference)}{tail}")
        assert answer.status_code in {403, 404}


def test_a_notice_leads_to_the_list(app, world):
    raised(world, "teacher", "dsl", in_danger=True)
    head = visit(app, world, "head", elevated=True)
    home = head.get("/").text
    assert "An item needs you now" in home
    found = re.search(r'action="(/notices/[0-9A-Z]+/read)"', home)
    assert found
    assert head.press(found.group(1)).location == "/concerns/adult/received"


def test_the_school_log_stays_empty_of_it(app, teacher, world):
    teacher.get("/")
    before = [leaf.action for leaf in entries(world.birch)]
    teacher.submit(RAISE, **typed(world, "dsl"))
    teacher.get(f"/concerns/{spoken(the_concern().ref)}/receipt")
    assert [leaf.action for leaf in entries(world.birch)] == before

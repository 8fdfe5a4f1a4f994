"""The pages about people, over HTTP: what each shows, and what it never says."""

import io
import re
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from school.foundation.database import db
from school.identity.commands.roll.reading import LARGEST
from school.identity.models import RollKind
from school.identity.queries.people import pupils_like
from tests.factories.world import World
from tests.identity.rolls import PUPILS, person_called
from tests.trail.reading import acts, entries
from tests.visitors import Visitor, visit

ADA = "0042,Ada,Brandt,1/9/2013,F,H801200001001,8K,8"


def _uploaded(visitor: Visitor, text: str, kind: str = "pupils", **more: Any) -> Any:
    fields = visitor.hidden_fields("/roll")
    file = (io.BytesIO(text.encode()), "roll.csv")
    return visitor.post("/roll", data={**fields, "kind": kind, "file": file, **more})


def _pressed(visitor: Visitor, path: str, step: str) -> Any:
    """Press one of the buttons of a roll's page."""
    fields = visitor.hidden_fields(path)
    return visitor.post(f"{path}/{step}", data=fields)


# --- lists and persons ---------------------------------------------------------------


def test_people_are_found_without_a_name_in_the_address(
    app: Flask, world: World
) -> None:
    ict = visit(app, world, "ict")
    page = ict.submit("/people", to="/people/find", words="maya")
    assert page.status_code == 200
    assert page.text.count("Maya Castellan") == 2
    assert "8K, Year 8" in page.text
    assert "10R, Year 10" in page.text
    assert page.request.path == "/people/find"
    assert not page.request.query_string


def test_the_lists_are_linked_and_paged(app: Flask, world: World) -> None:
    ict = visit(app, world, "ict")
    assert "Jayden Pryce" in ict.get("/people").text
    eights = ict.get(f"/people?kind=pupils&class={world.classes['8K']}").text
    assert "Maya Castellan" in eights
    assert "Jayden Pryce" not in eights
    assert "Hannah Okafor" in ict.get("/people?kind=staff").text
    assert "Mina Castellan" in ict.get("/people?kind=contacts").text
    assert ict.get("/people?kind=nonsense&page=x&class=zz").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/people",
        "/people/add",
        "/people/add/pupil",
        "/people/add/staff",
        "/roll",
        "/roll/templates/pupils-empty.csv",
        "/appointments",
        "/appointments/grant",
        "/settings",
        "/settings/add-term",
        "/set-up",
        "/founding",
    ],
)
@pytest.mark.parametrize("name", ["teacher", "volunteer", "councillor"])
def test_who_keeps_no_accounts_is_turned_away(
    app: Flask, world: World, name: str, path: str
) -> None:
    assert visit(app, world, name).get(path).status_code == 403


def test_the_page_of_a_pupil_says_nothing_of_records(app: Flask, world: World) -> None:
    page = visit(app, world, "ict").get(f"/people/{world['maya']}").text
    assert "Maya Castellan" in page
    assert "Mina Castellan" in page
    assert "Works here, and sees nothing about the child" in page
    for word in ("concern about", "case", "referral", "chronology"):
        assert word not in page.split("<main", 1)[1].split("</main>")[0].lower()


def test_a_foreign_and_an_invented_person_are_the_same_page(
    app: Flask, world: World
) -> None:
    ict = visit(app, world, "ict")
    foreign = ict.get(f"/people/{world['cedar_pupil']}")
    invented = ict.get(f"/people/{'0' * 16}")
    assert foreign.status_code == invented.status_code == 404
    assert foreign.text == invented.text


# --- adding --------------------------------------------------------------------------


def test_a_pupil_is_added_and_pressing_twice_makes_one(
    app: Flask, world: World
) -> None:
    officer = visit(app, world, "roll_officer")
    fields = officer.hidden_fields("/people/add/pupil")
    typed = {**fields, "given_name": "Nia", "family_name": "Brand"}
    typed |= {"form_title": "8K", "sex": ""}
    first = officer.post("/people/add/pupil", data=typed)
    second = officer.post("/people/add/pupil", data=typed)
    assert first.status_code == second.status_code == 303
    assert first.location == second.location
    db.session.remove()
    assert len(pupils_like(world.birch, "nia brand")) == 1


def test_a_namesake_is_asked_about_and_nothing_typed_is_lost(
    app: Flask, world: World
) -> None:
    ict = visit(app, world, "ict")
    typed = {
        "given_name": "Maya",
        "family_name": "Castellan",
        "form_title": "9H",
        "roll_number": "4711",
        "born_on": "3/2/2013",
        "sex": "",
    }
    asked = ict.submit("/people/add/pupil", **typed)
    assert asked.status_code == 422
    assert "Maya Castellan, 8K, Year 8" in asked.text
    assert "Maya Castellan, 10R, Year 10" in asked.text
    assert 'value="4711"' in asked.text
    again = ict.submit("/people/add/pupil", **typed, same_as="another")
    assert again.status_code == 303


def test_errors_say_what_to_do(app: Flask, world: World) -> None:
    page = visit(app, world, "ict").submit(
        "/people/add/pupil",
        given_name="=cmd|'/c calc'!A0",
        family_name="",
        born_on="31/2/2013",
        upn="Z801200001001",
    )
    assert page.status_code == 422
    for words in (
        "Begin with a letter: a spreadsheet would take this for a formula.",
        "Enter the family name.",
        "Write the day as 14/03/2014, the day before the month.",
        "This is no UPN: its first letter does not fit the rest.",
        "Choose the form.",
    ):
        assert words in page.text
    assert "=cmd|&#39;/c calc&#39;!A0" in page.text


def test_a_parent_is_recorded_on_the_pupils_page(app: Flask, world: World) -> None:
    ict = visit(app, world, "ict")
    path = f"/people/{world['ellis']}/add-contact"
    typed = {"given_name": "Hannah", "family_name": "Okafor", "kind": "mother"}
    asked = ict.submit(path, **typed)
    assert asked.status_code == 422
    assert "Hannah Okafor, Teacher" in asked.text
    sent = ict.submit(path, **typed, same_as=world["teacher"])
    assert sent.status_code == 303
    assert "Works here" in ict.get(f"/people/{world['ellis']}").text
    # The wall stands for the teacher from the next request on.
    assert acts(world.birch)[-2] == ("contact.added", "done")


def test_a_member_of_staff_is_added_and_the_way_to_an_account_shown(
    app: Flask, world: World
) -> None:
    ict = visit(app, world, "ict")
    sent = ict.submit(
        "/people/add/staff",
        given_name="Bo",
        family_name="Lund",
        role="teacher",
        forms="8K",
    )
    page = ict.get(sent.location).text
    assert "Has no account, and cannot sign in." in page
    assert "Open an account" in page
    refused = ict.submit(
        "/people/add/staff",
        given_name="Jo",
        family_name="Lund",
        role="ext:designatedSafeguardingLead",
    )
    assert refused.status_code == 422


def test_particulars_are_mended_from_the_page(app: Flask, world: World) -> None:
    ict = visit(app, world, "ict")
    path = f"/people/{world['jayden']}/change"
    assert 'value="04/05/2013"' in ict.get(path).text
    fields = ict.hidden_fields(path)
    typed = {**fields, "given_name": "Jayden", "family_name": "Holt", "sex": "male"}
    assert ict.post(path, data=typed).status_code == 303
    assert "Jayden Holt" in ict.get(f"/people/{world['jayden']}").text
    stale = {**ict.hidden_fields(path), "version": fields["version"]}
    sent = ict.post(path, data={**typed, **stale, "family_name": "Other"})
    assert sent.status_code == 409


# --- the roll ------------------------------------------------------------------------


def test_a_roll_is_checked_shown_and_imported(app: Flask, world: World) -> None:
    ict = visit(app, world, "ict")
    sent = _uploaded(ict, f"{PUPILS}\n{ADA}\n0043,=1+1,Lund,,,,8K,8\n")
    assert sent.status_code == 303
    page = ict.get(sent.location).text
    assert "Ada Brandt" in page
    assert "begins like a formula of a spreadsheet" in page
    assert _pressed(ict, sent.location, "import").status_code == 303
    assert person_called("Ada", "Brandt")
    assert person_called("=1+1", "Lund") is None
    after = ict.get(sent.location).text
    assert "Imported on" in after
    assert "Ada Brandt" not in after
    assert _pressed(ict, sent.location, "import").status_code == 409


def test_above_the_threshold_the_page_leads_to_the_head(
    app: Flask, world: World
) -> None:
    ict, head = visit(app, world, "ict"), visit(app, world, "head")
    rows = "\n".join(f"1{n:02},Kind{chr(97 + n)},Lund,,,,8K,8" for n in range(8))
    first = _uploaded(ict, f"{PUPILS}\n{rows}")
    _pressed(ict, first.location, "import")
    second = _uploaded(ict, f"{PUPILS}\n{rows}".replace("Lund", "Holt")).location
    page = ict.get(second).text
    assert "Ask the head to approve it" in page
    assert "Import:" not in page
    assert _pressed(ict, second, "import").status_code == 403
    assert "Approve this roll" not in head.get(second).text
    _pressed(ict, second, "put-forward")
    assert "Approve this roll" in head.get(second).text
    assert _pressed(head, second, "approve").status_code == 303
    assert _pressed(head, second, "import").status_code == 403
    assert _pressed(ict, second, "import").status_code == 303
    assert person_called("Kinda", "Holt")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04workbook", "This is a workbook."),
        ("roll_number".encode("utf-16"), "Save as “CSV UTF-8”"),
        (b"given_name\nAda", "The header lacks: roll_number, family_name, form."),
        (b"", "Nothing is in it."),
    ],
)
def test_a_file_that_is_no_roll_is_told_in_words(
    app: Flask, world: World, content: bytes, words: str
) -> None:
    ict = visit(app, world, "ict")
    fields = ict.hidden_fields("/roll")
    file = (io.BytesIO(content), "roll.csv")
    page = ict.post("/roll", data={**fields, "kind": "pupils", "file": file})
    assert page.status_code == 422
    assert words in page.text


def test_a_file_up_to_the_limit_is_read_and_a_larger_one_is_not(
    app: Flask, world: World
) -> None:
    """Other forms keep their own, smaller limit; nothing is written to a file."""
    ict = visit(app, world, "ict")
    padding = "0099,Ada,Brandt,,,,8K,8,".ljust(2_000, " ") + "\n"
    large = f"{PUPILS},note\n" + padding * (LARGEST // 2_000 - 10)
    assert len(large) > 1_000_000
    assert _sent_whole(ict, "/roll", large).status_code == 303
    assert _sent_whole(ict, "/roll", large + "x" * LARGEST).status_code == 413
    assert _sent_whole(ict, "/people/add/pupil", large).status_code == 413


def _sent_whole(visitor: Visitor, path: str, text: str) -> Any:
    """A large file, put together in memory: the test client would write it to disk."""
    file = FileStorage(io.BytesIO(text.encode()), "roll.csv", "file")
    fields = {**visitor.hidden_fields("/roll"), "kind": "pupils", "file": file}
    boundary, body = encode_multipart(fields)
    return visitor.post(
        path,
        input_stream=io.BytesIO(body),
        content_length=len(body),
        content_type=f"multipart/form-data; boundary={boundary}",
    )


def test_another_file_under_the_same_form_is_another_act(
    app: Flask, world: World
) -> None:
    ict = visit(app, world, "ict")
    fields = {**ict.hidden_fields("/roll"), "kind": "pupils"}

    def sent(text: str) -> Any:
        file = (io.BytesIO(text.encode()), "roll.csv")
        return ict.post("/roll", data={**fields, "file": file})

    first = sent(f"{PUPILS}\n{ADA}")
    assert sent(f"{PUPILS}\n{ADA}").location == first.location
    assert sent(f"{PUPILS}\n{ADA.replace('Ada', 'Ida')}").status_code == 409


@pytest.mark.parametrize("kind", list(RollKind))
@pytest.mark.parametrize("variant", ["empty", "sample"])
def test_the_templates_can_be_brought_back_as_they_are(
    app: Flask, world: World, kind: RollKind, variant: str
) -> None:
    ict = visit(app, world, "ict")
    answer = ict.get(f"/roll/templates/{kind.value}-{variant}.csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    sent = _uploaded(ict, answer.text, kind.value)
    if variant == "empty":
        assert "There is no row below the header." in sent.text
    else:
        assert sent.status_code == 303
    assert ict.get("/roll/templates/pupils-other.csv").status_code == 404


def test_a_roll_can_be_discarded(app: Flask, world: World) -> None:
    ict = visit(app, world, "ict")
    where = _uploaded(ict, f"{PUPILS}\n{ADA}").location
    assert _pressed(ict, where, "discard").status_code == 303
    page = ict.get(where).text
    assert "Discarded" in page
    assert "Ada" not in page


# --- roles ---------------------------------------------------------------------------


def test_two_people_make_a_deputy_on_their_pages(app: Flask, world: World) -> None:
    head = visit(app, world, "head", elevated=True)
    sent = head.submit(
        "/appointments/grant",
        role="ext:deputyDesignatedSafeguardingLead",
        person_ref=world["tutor"],
    )
    assert sent.status_code == 303
    page = head.get("/appointments").text
    assert "Waits for a second person" in page
    assert "Can approve it: Anneli Strand, Rohan Dace." in page
    assert "Look at it and approve" not in page
    chair = visit(app, world, "chair", elevated=True)
    listed = chair.get("/appointments").text
    [path] = set(re.findall(r'"(/appointments/\w{16}/approve)"', listed))
    assert head.submit(path).status_code == 403
    assert "Imran Sheikh" in chair.get(path).text
    assert chair.submit(path).status_code == 303
    assert "Waits for a second person" not in chair.get("/appointments").text
    assert "Rohan Dace" in chair.get("/appointments").text


def test_a_grant_without_a_fresh_factor_leads_to_one(app: Flask, world: World) -> None:
    head = visit(app, world, "head")
    sent = head.submit(
        "/appointments/grant",
        role="ext:designatedSafeguardingLead",
        person_ref=world["tutor"],
    )
    assert sent.status_code in {200, 303, 403}
    assert ("appointment.granted", "done") not in acts(world.birch)[-3:]


def test_whom_and_what_can_be_chosen_is_only_what_is_theirs_to_grant(
    app: Flask, world: World
) -> None:
    page = visit(app, world, "ict").get("/appointments/grant").text
    assert "Teacher" in page
    assert 'value="ext:designatedSafeguardingLead"' not in page
    assert "Maya" not in page
    assert "Tarn, Lewis" not in page


def test_a_role_that_ends_closes_its_pages_at_once(app: Flask, world: World) -> None:
    ict = visit(app, world, "ict")
    assert ict.get("/people").status_code == 200
    head = visit(app, world, "head", elevated=True)
    page = head.get("/appointments").text
    row = next(part for part in page.split("<tr>") if "ICT technician" in part)
    ref = row.split('href="/appointments/')[1].split('/end"')[0]
    assert head.submit(f"/appointments/{ref}/end").status_code == 303
    # Nothing is held here any more, so the account lets nobody in.
    assert ict.get("/people").status_code in {303, 401, 403}
    assert "vacant" in head.get("/appointments").text


# --- settings and set-up -------------------------------------------------------------


def test_the_set_up_page_lists_gaps_until_they_are_mended(
    app: Flask, world: World
) -> None:
    head = visit(app, world, "head")
    page = head.get("/set-up").text
    for words in (
        "The number of children’s social care (MASH) is missing.",
        "The LADO’s number is missing.",
        "No term dates are entered",
        "The DSL has no account yet.",
    ):
        assert words in page
    assert "There is no designated safeguarding lead" not in page

    fields = head.hidden_fields("/settings")
    numbers = {
        "dsl_telephone": "01632 960114",
        "social_care_number": "01632 960120",
        "social_care_out_of_hours_number": "01632 960121",
        "lado_number": "01632 960122",
        "school_opens": "08:30",
        "school_ends": "15:15",
    }
    assert head.post("/settings", data={**fields, **numbers}).status_code == 303
    assert head.submit(
        "/settings/add-term",
        name="Autumn 2026",
        begins_on="2/9/2026",
        ends_on="18/12/2026",
    )
    page = head.get("/set-up").text
    assert "LADO" not in page
    assert "The last term that is entered ends soon." in page


def test_a_number_without_figures_is_told_beside_its_field(
    app: Flask, world: World
) -> None:
    dsl = visit(app, world, "dsl")
    fields = dsl.hidden_fields("/settings")
    typed = {**fields, "lado_number": "ask the office", "school_ends": "half three"}
    page = dsl.post("/settings", data=typed)
    assert page.status_code == 422
    assert "A number needs figures." in page.text
    assert "Write the time as 15:30." in page.text
    assert 'value="ask the office"' in page.text


def test_terms_and_closures_are_added_and_removed(app: Flask, world: World) -> None:
    head = visit(app, world, "head")
    head.submit(
        "/settings/add-term",
        name="Autumn 2026",
        begins_on="2/9/2026",
        ends_on="18/12/2026",
    )
    overlap = head.submit(
        "/settings/add-term", name="Extra", begins_on="1/12/2026", ends_on="9/1/2027"
    )
    assert overlap.status_code == 422
    assert "These days overlap with another term." in overlap.text
    head.submit(
        "/settings/add-closure",
        kind="half_term",
        begins_on="26/10/2026",
        ends_on="30/10/2026",
    )
    page = head.get("/settings").text
    assert "26 October 2026" in page
    ref = page.split('action="/settings/terms/')[1].split("/remove")[0]
    before = len(entries(world.birch))
    assert head.press(f"/settings/terms/{ref}/remove").status_code == 303
    assert ("term.removed", "done") in acts(world.birch, before)
    assert "Autumn 2026" not in head.get("/settings").text
    assert head.press(f"/settings/terms/{ref}/remove").status_code == 404

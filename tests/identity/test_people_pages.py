"""The pages about people, over HTTP: what each shows, and what it never says."""

import pytest
from flask import Flask

from school.foundation.database import db
from tests.factories.world import World
from tests.identity.found import pupils_like
from tests.trail.reading import acts
from tests.visitors import visit

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


def test_nobody_at_school_was_born_before_1920(app: Flask, world: World) -> None:
    ict = visit(app, world, "ict")
    change = f"/people/{world['jayden']}/change"
    typed = {"given_name": "Jayden", "family_name": "Holt", "sex": "male"}
    for path in (change, "/people/add/pupil"):
        sent = ict.submit(path, **typed, form_title="8K", born_on="31/12/1919")
        assert sent.status_code == 422
        assert "This day is too long ago. Check the year." in sent.text
        assert 'id="born_on-error"' in sent.text
        assert 'value="31/12/1919"' in sent.text
    assert 'value="04/05/2013"' in ict.get(change).text
    sent = ict.submit(change, **typed, born_on="01/01/1920")
    assert sent.status_code == 303


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

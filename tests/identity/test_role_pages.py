"""The pages of roles, of a school’s settings and of what is still to be set up."""

import re

from flask import Flask

from tests.factories.world import World
from tests.trail.reading import acts, entries
from tests.visitors import visit


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

"""The pages of the trail, as people see them."""

from flask import Flask

from safeguard.cases.queries.reading import read_concern
from tests.cases.raised import raised
from tests.factories.world import World
from tests.trail.reading import last
from tests.visitors import visit


def test_a_teacher_sees_her_own_acts_and_no_way_to_the_schools(
    app: Flask, world: World
) -> None:
    """What she raised stands there with its reference, and only what she may open."""
    ref = raised(world, "teacher", "ellis")

    page = visit(app, world, "teacher").get("/trail/own")

    assert page.status_code == 200
    assert f"{ref[:5]}-{ref[5:]}" in page.text
    assert "Hannah Okafor (Teacher)" in page.text
    assert "/trail/verify" in page.text
    assert "/trail/school" not in page.text


def test_the_dsl_reads_the_schools_day_after_a_second_factor(
    app: Flask, world: World
) -> None:
    """Without it she is asked for it; with it she reads names, roles and acts."""
    ref = raised(world, "teacher", "ellis")
    read_concern(world.acting("dsl", elevated=True), ref)

    asked = visit(app, world, "dsl").get("/trail/school")
    page = visit(app, world, "dsl", elevated=True).get("/trail/school")

    assert asked.status_code in {302, 303}
    assert "/elevate" in asked.location
    assert page.status_code == 200
    assert "Tuesday 24 November 2026" in page.text
    assert "Hannah Okafor (Teacher)" in page.text
    assert "Ellis" not in page.text


def test_a_day_that_nobody_can_mean_is_today(app: Flask, world: World) -> None:
    """Nonsense and the future in the address are no error."""
    head = visit(app, world, "head", elevated=True)

    for asked in ("nonsense", "2031-01-01", "2026-02-30"):
        page = head.get(f"/trail/school?on={asked}&part=x")
        assert "Tuesday 24 November 2026" in page.text
    before = head.get("/trail/school?on=2026-11-22")
    assert "Sunday 22 November 2026" in before.text
    assert "Nothing was recorded on this day." in before.text
    assert "on=2026-11-23" in before.text


def test_the_technician_and_the_trust_have_pages_of_their_own(
    app: Flask, world: World
) -> None:
    """Accounts for the one, numbers for the other; neither opens the school's."""
    ict, lead = visit(app, world, "ict"), visit(app, world, "trust_safeguarding")

    assert ict.get("/trail/technical").status_code == 200
    assert ict.get("/trail/school").status_code == 403
    assert lead.get("/trail/counts").status_code == 200
    assert lead.get("/trail/technical").status_code == 403


def test_anybody_has_the_record_prove_itself(app: Flask, world: World) -> None:
    """A button, and then one line with a date, with each log's size and root."""
    teacher = visit(app, world, "teacher")
    assert "Nobody has asked" in teacher.get("/trail/verify").text

    answer = teacher.submit("/trail/verify")
    page = teacher.get("/trail/verify")

    assert answer.status_code == 303
    assert "The record holds" in page.text
    assert "24 November 2026, 1:42pm" in page.text
    assert "Birch Academy" in page.text
    assert "Cedar Academy" not in page.text
    assert last(world.birch).action == "trail.verified"


def test_without_the_pages_token_nothing_is_proven(app: Flask, world: World) -> None:
    """A page from elsewhere cannot make somebody's browser ask."""
    teacher = visit(app, world, "teacher")

    answer = teacher.post("/trail/verify")

    assert answer.status_code == 400
    assert "Nobody has asked" in teacher.get("/trail/verify").text

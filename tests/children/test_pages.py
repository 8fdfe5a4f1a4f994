"""The child's page over HTTP: what it lists, filters, forms, paper and the PDF."""

import io
import os
import tempfile
from datetime import date, timedelta
from typing import Any

import pytest
from pypdf import PdfReader

from safeguard.cases.commands.deciding import Joining, join_case
from safeguard.cases.commands.raising import Narrative
from safeguard.children.commands import Said, record_need
from school.foundation import clock
from school.identity.models import Enrolment
from tests.cases.desk import at, words_of
from tests.cases.raised import raised
from tests.cases.worked import acknowledged, closed, dsl, opened
from tests.trail.reading import last
from tests.visitors import visit

NASTY = '#read("/etc/passwd") *bold* $x$ 😀 王小明 محمد علي \U00013000'


def page_of(world, name="ellis"):
    return f"/children/{world[name]}"


def test_a_childs_page_has_every_case_and_concern_and_one_entry_names_them(world, ruth):
    over = closed(world, opened(world, "ellis"))
    case = opened(world, "ellis", "jayden")
    loose = raised(world, "teacher", "ellis")

    page = ruth.get(page_of(world))

    assert page.status_code == 200
    for ref in (over, case, loose):
        assert f"{ref[:5]}-{ref[5:]}" in page.text
    entry = last(world.birch)
    assert entry.action == "child.read"
    assert {world["ellis"], over, case, loose} <= set(entry.objects)


def test_a_plan_that_begins_while_a_case_is_open_stands_on_its_page(world, lead, ruth):
    case = opened(world, "ellis")
    assert "The same as when the case was opened." in words_of(
        ruth.get(at("cases", case))
    )
    with clock.moved_on(timedelta(minutes=1)):
        plan = Said(clock.today(), "social_care", details="Ms Ferro, East")
        record_need(lead, world["ellis"], "child_protection_plan", plan)
        page = words_of(ruth.get(at("cases", case)))

    now = page.index("Ms Ferro, East")
    then = page.index("When the case was opened, 24 November 2026")
    assert now < then < page.rindex("The school learnt of it later")


def test_from_a_concern_one_step_leads_to_everything_about_the_child(world, ruth):
    ref = raised(world, "teacher", "ellis")
    page = ruth.get(at("concerns", ref)).text
    assert f'<a href="{page_of(world)}">Ellis Thornbury</a>' in page


def test_a_concern_that_names_another_child_only_is_not_in_the_chronology(world, ruth):
    told = Narrative("Told me that his cousin hits him.")
    case = opened(world, "ellis")
    other = acknowledged(world, "jayden", narrative=told)
    join_case(dsl(world), other, Joining(case))
    assert "his cousin" in ruth.get(f"/cases/{case}").text
    assert "his cousin" not in ruth.get(page_of(world)).text
    assert "his cousin" in ruth.get(page_of(world, "jayden")).text


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        ("kind=concerns", True),
        ("kind=decisions", False),
        ("words=child", False),
        ("words=staff", True),
        ("since=2027-01-01", False),
        ("until=2027-01-01", True),
        ("since=nonsense&kind=nonsense&skip=x&case=x", True),
    ],
)
def test_a_filter_chooses_what_is_shown(world, ruth, filters, shown):
    opened(world, "ellis", narrative=Narrative("Behind the bins again."))
    page = ruth.get(f"{page_of(world)}?{filters}")
    assert page.status_code == 200
    assert ("Behind the bins" in page.text) is shown


def test_a_need_is_recorded_changed_and_shown_beside_the_case(world, ruth):
    case = opened(world, "ellis")
    path = f"{page_of(world)}/record-need"
    wrong = ruth.submit(path, kind="looked_after", details="Kept words")
    assert wrong.status_code == 422
    assert "Choose who told the school." in wrong.text
    assert "Kept words" in wrong.text
    done = ruth.submit(
        path,
        kind="looked_after",
        details="Cared for by Northshire",
        from_on="2026-10-01",
        told_by="social_care",
    )
    assert done.status_code == 303
    page = ruth.get(page_of(world)).text
    assert "Cared for by Northshire" in page
    assert "Cared for by Northshire" in ruth.get(f"/cases/{case}").text
    need = page.split("/needs/")[1].split("/")[0]
    changed = ruth.submit(
        f"{page_of(world)}/needs/{need}/change",
        from_on="2026-10-01",
        until_on="2026-11-20",
        told_by="social_care",
        details="Back home",
    )
    assert changed.status_code == 303
    assert "Back home" in ruth.get(page_of(world)).text


def test_another_child_is_found_by_name_and_linked(world, ruth):
    opened(world, "ellis")
    path = f"{page_of(world)}/link"
    found = ruth.submit(path, name="jay", press="find")
    assert "Jayden Pryce" in found.text
    none = ruth.submit(path, name="zzz", press="find")
    assert "Nobody by that name" in none.text
    nobody = ruth.submit(path, kind="sibling")
    assert nobody.status_code == 422
    done = ruth.submit(
        path, name="jay", other_ref=world["jayden"], kind="sibling", reason=""
    )
    assert done.status_code == 303
    page = ruth.get(page_of(world)).text
    # No record about Jayden: the name stands there, and leads nowhere.
    assert "Jayden Pryce" in page
    assert page_of(world, "jayden") not in page
    link = page.split("/links/")[1].split("/")[0]
    ended = ruth.submit(f"{page_of(world)}/links/{link}/unlink", reason="Wrong boy.")
    assert ended.status_code == 303
    assert "Jayden Pryce" not in ruth.get(page_of(world)).text


def test_a_child_that_moved_inside_the_trust_stays_with_the_old_school(
    app, world, ruth, settings, in_term
):
    case = opened(world, "ellis")
    move(world, settings, "ellis", date(2026, 11, 20))

    page = ruth.get(page_of(world)).text

    assert "left this school on 19 November 2026" in page
    assert "Now at Cedar Academy" in page
    assert "25 November 2026" in page
    assert "left this school" in ruth.get(f"/cases/{case}").text
    fatima = visit(app, world, "cedar_dsl", reason="a new pupil")
    assert fatima.get(page_of(world)).status_code == 404


def test_a_pdf_is_tagged_has_every_name_and_reads_no_markup(world, ruth):
    case = opened(
        world, "zazolc", "nandu", "wang", narrative=Narrative(NASTY),
        own_words=Narrative("He said: *no*"),
    )  # fmt: skip
    for path, name in (
        (f"{page_of(world, 'zazolc')}/pdf", f"chronology-{world['zazolc']}.pdf"),
        (f"/cases/{case}/pdf", f"chronology-{case[:5]}-{case[5:]}.pdf"),
    ):
        answer = ruth.get(path)
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert "no-store" in answer.headers["Cache-Control"]
        pdf = PdfReader(io.BytesIO(answer.data))
        root: Any = pdf.trailer["/Root"]
        assert root["/Lang"] == "en-GB"
        assert root["/MarkInfo"]["/Marked"].value is True
        assert "/StructTreeRoot" in root
        assert pdf.metadata
        title = str(pdf.metadata.title)
        assert title.startswith("Chronology ")
        assert "Zażółć" not in str(pdf.metadata)
        assert b"pdfuaid" in root["/Metadata"].get_data()
        text = "\n".join(page.extract_text() for page in pdf.pages)
        assert "Zażółć Gęślą" in text
        for said in ('#read("/etc/passwd")', "*bold*", "$x$", "王小明", "[U+13000]"):
            assert said in text
        assert "of 1" in text or "of 2" in text
        assert "entries, with the root" in " ".join(text.split())
    assert "O’Brien-Ñandú" in text
    assert last(world.birch).action == "case.downloaded"


def test_nothing_of_a_pdf_lies_on_the_disk(world, ruth, tmp_path, monkeypatch):
    opened(world, "ellis", narrative=Narrative("Behind the bins again."))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = set(os.listdir(tempfile.gettempdir()))  # noqa: PTH208
    assert ruth.get(f"{page_of(world)}/pdf").status_code == 200
    assert set(os.listdir(tempfile.gettempdir())) == before  # noqa: PTH208


def test_paper_has_the_whole_chronology_and_says_who_printed_it(world, ruth):
    opened(world, "ellis", narrative=Narrative("Behind the bins again."))
    page = ruth.get(f"{page_of(world)}/print")
    assert "Behind the bins again." in page.text
    assert "Printed by Ruth Adeyemi" in page.text
    assert last(world.birch).action == "child.printed"


def test_finding_leads_to_the_childs_page(world, ruth):
    opened(world, "ellis")
    found = ruth.submit("/find", text="ellis", to="/find").text
    assert page_of(world) in found


def test_a_head_reads_and_is_offered_nothing_that_would_be_refused(app, world):
    opened(world, "ellis")
    record_need(
        world.acting("dsl", elevated=True),
        world["ellis"],
        "young_carer",
        Said(date(2026, 9, 1), "parent"),
    )
    head = visit(app, world, "head", reason="A complaint")
    page = head.get(page_of(world)).text
    assert "Young carer" in page
    assert "record-need" not in page
    assert "/change" not in page
    assert head.get(f"{page_of(world)}/record-need").status_code == 403


def move(world, settings, name, left_on):
    """The roll says that a pupil left Birch and joined Cedar three days later."""
    from sqlalchemy import insert, update  # noqa: PLC0415

    from school.foundation.engines import owning_engine  # noqa: PLC0415
    from school.foundation.references import new_ref  # noqa: PLC0415

    engine = owning_engine(settings.owner_url)
    with engine.begin() as connection:
        connection.execute(
            update(Enrolment)
            .where(Enrolment.person_ref == world[name])
            .values(ends_on=left_on)
        )
        row = {
            "ref": new_ref(), "school_ref": world.cedar, "role": "student",
            "class_ref": world.classes["7T"], "person_ref": world[name],
            "begins_on": date(2026, 11, 23), "is_primary": False,
        }  # fmt: skip
        connection.execute(insert(Enrolment), [row])
    engine.dispose()

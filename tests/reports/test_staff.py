"""Staff on the board’s page: steps of self-audits, training, agreements; no answers."""

import pytest
from sqlalchemy import select

from safeguard.agreements.queries.counting import count_by_kind_of
from safeguard.reports.models import ReportFigure
from safeguard.reports.queries import read_report
from safeguard.reports.states import Measure
from safeguard.training.queries.counting import count_in_order
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Hidden, Refused
from tests.audits import told as audits
from tests.audits.test_course import ASKED
from tests.cases.desk import words_of
from tests.reports.term import CONTENT, NOVEMBER, SEPTEMBER, frozen, tell
from tests.visitors import visit

STAFF = (Measure.KNOWN, Measure.TRAINED, Measure.AGREED)


@pytest.fixture(autouse=True)
def counted(world):
    """There is something to count: a half-term with concerns."""
    tell(world, CONTENT, 9, SEPTEMBER)


def answered(world, lacking=(), people=ASKED):
    """Everybody sends the self-audit; some do not know who leads."""
    with clock.standing_at(NOVEMBER):
        audits.opened(world)
        for name in sorted(people):
            audits.sent(world, name, knows_lead="no" if name in lacking else "yes")


def steps(world, by="head"):
    """The figures of staff as they were frozen, by measure and item."""
    snapshot = frozen(world, by)
    asked = select(ReportFigure).where(
        ReportFigure.snapshot_ref == snapshot, ReportFigure.measure.in_(STAFF)
    )
    rows = db.session.scalars(asked)
    return {(row.measure, row.item): row.number for row in rows}


def test_gaps_are_told_as_a_step_and_never_as_a_number(world):
    answered(world, lacking=("teacher", "tutor", "office"))
    found = steps(world)
    assert found[Measure.KNOWN, "2026.knows_lead"] == 50
    assert found[Measure.KNOWN, "2026.cyber_bullying"] == 50
    assert (Measure.KNOWN, "2026.changes_password") not in found
    assert set(found.values()) <= {95, 90, 75, 50, 0, None}


def test_two_who_lack_something_and_three_look_the_same(world):
    """Must show no single person: fifteen of fifteen is told like twelve of fifteen."""
    answered(world, lacking=("teacher", "tutor"))
    assert steps(world)[Measure.KNOWN, "2026.knows_lead"] == 50


def test_of_a_few_nothing_is_told(world):
    answered(world, people=("teacher", "tutor", "office", "head"))
    found = steps(world)
    assert found[Measure.KNOWN, "2026.knows_lead"] is None


def test_most_lack_it_and_the_page_says_under_half(app, world):
    answered(world, lacking=sorted(ASKED)[:12])
    frozen(world, "head")
    page = words_of(visit(app, world, "councillor").get("/report"))
    for words in (
        "What staff know of online safety",
        "Who leads on online safety",
        "2026/27",
        "Under half",
        "no disciplinary tool",
    ):
        assert words in page
    for name in ("Okafor", "Sheikh", "Fairley"):
        assert name not in page


def test_training_is_told_by_group_and_each_person_once(world):
    counts = count_in_order([world.birch])
    both = count_in_order([world.birch, world.cedar])
    trustees = [counts["trustees", well] + 0 for well in (True, False)]
    assert trustees == [both["trustees", well] for well in (True, False)]
    staff = {w: counts["staff", w] for w in (True, False)}
    more = {w: both["staff", w] for w in (True, False)}
    assert sum(more.values()) == sum(staff.values()) + 3
    found = steps(world)
    assert {item for what, item in found if what == Measure.TRAINED} <= {
        "staff", "leads", "searchers", "councillors", "trustees", "volunteers",
    }  # fmt: skip
    # One councillor and one volunteer: nothing is said of either.
    assert found[Measure.TRAINED, "councillors"] is None
    assert found[Measure.TRAINED, "volunteers"] is None


def test_agreements_are_counted_by_kind(world):
    assert not count_by_kind_of(world.birch)
    assert not [item for what, item in steps(world) if what == Measure.AGREED]


def test_the_trusts_report_counts_its_schools_together(world):
    answered(world, lacking=("teacher",))
    mine = steps(world, "head")
    trusts = steps(world, "trust_safeguarding")
    key = (Measure.KNOWN, "2026.knows_lead")
    assert mine[key] == trusts[key] == 50


def test_who_counts_only_reads_these_numbers_and_no_answer(app, world):
    """Matrix rows review_self_audit and plan_training: counts."""
    answered(world)
    ref = audits.of(world, "teacher").ref
    frozen(world, "head")
    frozen(world)
    for name in ("councillor", "trustee", "chair"):
        assert read_report(world.acting(name)) is not None
        visitor = visit(app, world, name)
        assert "What staff know" in words_of(visitor.get("/report"))
        assert visitor.get(f"/self-audits/colleagues/{ref}").status_code == 404
        assert visitor.get("/self-audits/colleagues").status_code == 403
    with pytest.raises((Refused, Hidden)):
        read_report(world.acting("digital_safety"))

"""Freezing the numbers: what is counted, what is written down, what the trail says."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from safeguard.cases.commands.deciding import NewCase, open_case
from safeguard.cases.commands.referring import refer_case
from safeguard.cases.commands.voiding import (
    NewProposal,
    SecondAnswer,
    answer_void,
    propose_void,
)
from safeguard.reports.commands.freezing import freeze_report
from safeguard.reports.models import ReportFigure, ReportSnapshot
from safeguard.reports.queries import read_report
from safeguard.reports.states import AT_LEAST, NOW, Measure
from school.foundation import clock
from school.foundation.database import db
from school.foundation.engines import owning_engine
from school.foundation.errors import Invalid
from school.identity.commands.people import NewRelationship, relate
from school.trail.head import head_of
from tests.allegations import telling
from tests.cases import worked
from tests.reports.term import (
    CONDUCT,
    CONTACT,
    CONTENT,
    NOVEMBER,
    OCTOBER,
    SEPTEMBER,
    frozen,
    open_all,
    tell,
)
from tests.trail.reading import facts, last

pytestmark = pytest.mark.both_engines
AUTUMN = "2026-09"


def read_by(world, name):
    """The report as somebody reads it; there is one."""
    found = read_report(world.acting(name))
    assert found
    return found


def of_the_trust(world):
    return read_by(world, "trustee")


def snapshot_of(ref):
    found = db.session.get(ReportSnapshot, ref)
    assert found
    return found


def test_frozen_numbers_are_of_both_schools_and_of_half_terms_that_are_over(world):
    tell(world, CONTENT, 6, SEPTEMBER)
    tell(world, CONDUCT, 7, OCTOBER, cedar=True)
    tell(world, CONTACT, 8, NOVEMBER - timedelta(days=2))
    frozen(world)
    report = of_the_trust(world)
    assert report.whole_trust
    assert [part.code for part in report.parts] == [AUTUMN]
    assert report.number(Measure.KIND, AUTUMN) == 13
    assert report.number(Measure.KIND, AUTUMN, "content") == 6
    assert report.number(Measure.KIND, AUTUMN, "conduct") == 7
    assert report.number(Measure.KIND, AUTUMN, "commerce") == 0
    assert report.number(Measure.MONTH, AUTUMN, "2026-09") == 6
    assert report.number(Measure.MONTH, AUTUMN, "2026-10") == 7
    assert report.number(Measure.SCHOOL, AUTUMN, world.birch) == 6
    assert report.number(Measure.PUPILS, NOW) == 8


def test_the_entry_says_how_many_numbers_and_which_fingerprint(world):
    tell(world, CONTENT, 6, SEPTEMBER)
    tell(world, CONTACT, 2, OCTOBER)
    size, root = head_of(world.trust)
    ref = frozen(world)
    leaf = last(world.trust)
    snapshot = snapshot_of(ref)
    rows = db.session.scalars(select(ReportFigure)).all()
    assert (leaf.action, leaf.result, leaf.objects) == ("report.frozen", "done", (ref,))
    assert leaf.person_ref == world["trust_safeguarding"]
    assert facts(leaf) == {
        "fingerprint": snapshot.fingerprint,
        "figures": len(rows),
        "withheld": sum(row.number is None for row in rows),
    }
    assert {each.table for each in leaf.rows} == {
        "report_snapshot",
        "report_figure",
        "report_standing",
    }
    standings = {(each.size, each.root) for each in of_the_trust(world).standings}
    assert (size, root.hex()) in standings
    assert len(standings) == 3


def test_few_are_written_down_nowhere(world):
    tell(world, CONTENT, 9, SEPTEMBER)
    tell(world, CONTACT, 2, OCTOBER)
    tell(world, CONDUCT, 6, OCTOBER, cedar=True)
    frozen(world)
    frozen(world, "dsl")
    with clock.standing_at(NOVEMBER):
        freeze_report(world.acting("cedar_head"))
    asked = select(ReportFigure.number).where(ReportFigure.measure != Measure.PUPILS)
    numbers = db.session.scalars(asked).all()
    assert None in numbers
    assert not {1, 2, 3, 4} & set(numbers)
    report = of_the_trust(world)
    assert report.number(Measure.KIND, AUTUMN, "contact") is None
    # Neither is a second kind, or the total would give the two away.
    withheld = [
        kind
        for kind in ("content", "contact", "conduct", "commerce")
        if report.number(Measure.KIND, AUTUMN, kind) is None
    ]
    assert len(withheld) >= 2


def test_a_school_reads_its_own_numbers_and_the_trust_the_trusts(world):
    tell(world, CONTENT, 12, SEPTEMBER)
    tell(world, CONTENT, 20, SEPTEMBER, cedar=True)
    frozen(world)
    frozen(world, "dsl")
    own = read_by(world, "councillor")
    assert own.name == "Birch Academy"
    assert own.number(Measure.KIND, AUTUMN) == 12
    assert not own.schools
    assert of_the_trust(world).number(Measure.KIND, AUTUMN) == 32
    assert read_report(world.acting("cedar_head")) is None


def test_a_void_concern_and_one_about_an_adult_are_not_counted(world):
    refs = tell(world, CONTENT, 7, SEPTEMBER)
    with clock.standing_at(OCTOBER):
        telling.raised(world, "teacher", "counsellor")
        dsl = world.acting("dsl", elevated=True)
        new = NewProposal("It was typed twice by mistake today.")
        propose_void(dsl, refs[0], new)
        deputy = world.acting("deputy_dsl", elevated=True)
        answer_void(deputy, refs[0], SecondAnswer("agreed"))
    frozen(world)
    assert of_the_trust(world).number(Measure.KIND, AUTUMN) == 6


def test_a_month_begins_when_clocks_in_london_show_it(world):
    """A minute past midnight on 1 September, summer time: still August in UTC."""
    tell(world, CONTENT, 6, datetime(2026, 8, 31, 23, 1, tzinfo=UTC))
    frozen(world)
    assert of_the_trust(world).number(Measure.MONTH, AUTUMN, "2026-09") == 6


def test_opened_in_time_is_a_step_of_a_ladder(world):
    refs = tell(world, CONTENT, 20, SEPTEMBER)
    for ref in refs[:17]:
        row = worked.concern_row(ref)
        open_all(world, [ref], row.due_at)
    for ref in refs[17:]:
        open_all(world, [ref], OCTOBER)
    frozen(world)
    assert of_the_trust(world).number(Measure.OPENED, AUTUMN, AT_LEAST) == 75


def test_cases_open_now_and_referrals_are_counted(world):
    refs = tell(world, CONTACT, 5, SEPTEMBER)
    with clock.standing_at(OCTOBER):
        dsl = worked.dsl(world)
        open_all(world, refs, OCTOBER)
        for ref in refs:
            case = open_case(dsl, ref, NewCase("told by a stranger", "C3", "grooming"))
            refer_case(dsl, case, worked.rung())
    frozen(world)
    report = of_the_trust(world)
    assert report.number(Measure.AGENCY, AUTUMN) == 5
    assert report.number(Measure.AGENCY, AUTUMN, "social_care") == 5
    assert report.number(Measure.OPEN, NOW) == 5


def test_the_wall_changes_no_number(world):
    """A lead whose own child is in a concern reads the same report as others."""
    tell(world, CONTENT, 6, SEPTEMBER)
    kin = NewRelationship(world["ellis"], world["dsl"], "parent", True)
    relate(world.system(), kin)
    frozen(world, "dsl")
    assert read_by(world, "dsl").number(Measure.KIND, AUTUMN) == 6
    assert read_by(world, "head").number(Measure.KIND, AUTUMN) == 6


def test_a_half_term_that_was_shown_stays_as_it_was_shown(world):
    """Two counts of the same weeks, subtracted, would tell what came in between."""
    refs = tell(world, CONTENT, 7, SEPTEMBER)
    first = frozen(world)
    dsl, deputy = (world.acting(n, elevated=True) for n in ("dsl", "deputy_dsl"))
    with clock.standing_at(NOVEMBER):
        propose_void(dsl, refs[0], NewProposal("It was typed twice by mistake today."))
        answer_void(deputy, refs[0], SecondAnswer("agreed"))
    with clock.standing_at(NOVEMBER + timedelta(hours=1)):
        second = freeze_report(world.acting("executive_head"))
    report = of_the_trust(world)
    assert report.ref == second != first
    assert report.number(Measure.KIND, AUTUMN) == 7
    assert snapshot_of(second).supersedes_ref == first


def test_before_a_half_term_is_over_nothing_is_frozen(world):
    tell(world, CONTENT, 6, NOVEMBER - timedelta(days=3))
    with pytest.raises(Invalid):
        frozen(world)
    assert read_report(world.acting("trustee")) is None
    assert not db.session.scalars(select(ReportSnapshot)).all()


def test_reading_is_recorded_with_the_report_it_reached(world):
    tell(world, CONTENT, 6, SEPTEMBER)
    ref = frozen(world, "head")
    read_report(world.acting("councillor"))
    leaf = last(world.birch)
    assert (leaf.action, leaf.objects) == ("report.read", (ref,))
    assert leaf.person_ref == world["councillor"]


def test_a_figure_changed_around_the_gate_is_seen(world, settings):
    tell(world, CONTENT, 6, SEPTEMBER)
    frozen(world)
    assert of_the_trust(world).holds
    engine = owning_engine(settings.owner_url)
    sqlite = settings.owner_url.startswith("sqlite")
    with engine.begin() as connection:
        if sqlite:
            for name in connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' "
                "AND tbl_name = 'report_figure'"
            ).scalars():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        else:
            connection.exec_driver_sql("ALTER TABLE report_figure DISABLE TRIGGER ALL")
        connection.exec_driver_sql(
            "UPDATE report_figure SET number = 60 WHERE number = 6"
        )
    engine.dispose()
    db.session.rollback()
    db.session.expire_all()
    assert not of_the_trust(world).holds

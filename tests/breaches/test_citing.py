"""A case cites the clause that held for that pupil on that day, and nothing else."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from safeguard.breaches.commands import TakenBack, cite_clause, withdraw_citation
from safeguard.breaches.queries import cited_in, count_cited, read_breaches, read_held
from safeguard.cases.queries.reading import print_case, read_case
from school.foundation import clock
from school.foundation.database import db
from school.foundation.engines import owning_engine
from school.foundation.errors import (
    ElevationNeeded,
    Hidden,
    Invalid,
    NotNow,
    Refused,
    Stale,
)
from school.inspection.queries.proving import prove
from tests.agreements import told as texts
from tests.agreements.issued import adult, agreement_of, signed_by
from tests.breaches import told
from tests.cases import worked
from tests.trail.reading import facts, last

WHY = "It was another pupil who wrote it, as his phone shows."


@pytest.mark.both_engines
def test_what_is_cited_is_kept_with_the_version_that_held(world):
    template = told.issued(world)
    case = worked.opened(world)
    cite_clause(worked.dsl(world), case, told.citation(world))

    entry = last(world.birch)
    assert (entry.action, entry.result) == ("clause_breach.cited", "done")
    (row,) = told.breaches(case)
    assert {case, row.ref, world["ellis"]} <= set(entry.objects)
    assert facts(entry) == {
        "clause": told.CLAUSE,
        "stood": "issued",
        "text_hash": texts.words(template).hash_now,
    }
    found = read_breaches(worked.dsl(world), case)
    (cited,) = found.cited
    wording = texts.words(template).clause(told.CLAUSE)
    assert wording is not None
    assert cited.wording == wording.wording
    assert cited.words == told.WORDS
    assert cited.is_intact
    assert prove().holds


def test_it_stands_in_the_chronology_and_on_paper(world):
    case = told.cited(world)
    for read in (read_case, print_case):
        found = read(worked.dsl(world), case)
        (entry,) = [each for each in found.happenings if each.kind == "agreement"]
        assert entry.code == "cited"


@pytest.mark.both_engines
def test_the_version_of_that_day_counts_whatever_is_in_force_now(world):
    first = told.issued(world)
    case = worked.opened(world)
    with clock.moved_on(timedelta(days=3)):
        second = texts.live_again(world)
        then = told.citation(world, on_day=clock.today() - timedelta(days=3))
        cite_clause(worked.dsl(world), case, then)
    (row,) = told.breaches(case)
    assert (row.template_ref, first == second) == (first, False)


def test_who_had_signed_by_that_day_is_kept_with_it(world):
    template = told.issued(world)
    case = worked.opened(world)
    agreement = agreement_of(world, "ellis")
    with clock.moved_on(timedelta(days=1)):
        signed_by(world, agreement, adult(world, "ellis"))
        then, now = (clock.today() - timedelta(days=1), clock.today())
        for day in (then, now):
            cite_clause(worked.dsl(world), case, told.citation(world, on_day=day))
    stood = {row.on_day: row.stood for row in told.breaches(case)}
    assert stood == {then: "issued", now: "parent_signed"}
    assert {row.template_ref for row in told.breaches(case)} == {template}


def test_before_it_was_given_out_nothing_can_be_cited(world):
    case = told.case_with_agreement(world)
    yesterday = clock.today() - timedelta(days=1)
    assert read_held(worked.dsl(world), case, world["ellis"], yesterday) is None
    with pytest.raises(Invalid) as objected:
        cite_clause(worked.dsl(world), case, told.citation(world, on_day=yesterday))
    assert set(objected.value.problems) == {"on_day"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"pupil_ref": "zazolc"}, "pupil_ref"),
        ({"on_day": None}, "on_day"),
        ({"on_day": "tomorrow"}, "on_day"),
        ({"clause": ""}, "clause"),
        ({"clause": "adults_business"}, "clause"),
        ({"clause": "older_parent_use"}, "clause"),
        ({"clause": "older_monitored"}, "clause"),
    ],
)
def test_what_cannot_be_cited_is_objected_to_beside_its_field(world, changes, field):
    case = told.case_with_agreement(world)
    if changes.get("on_day") == "tomorrow":
        changes = {"on_day": clock.today() + timedelta(days=1)}
    if "pupil_ref" in changes:
        changes = {"pupil_ref": world[changes["pupil_ref"]]}
    with pytest.raises(Invalid) as objected:
        cite_clause(worked.dsl(world), case, told.citation(world, **changes))
    assert set(objected.value.problems) == {field}


def test_a_clause_is_cited_once_for_a_pupil_and_day(world):
    case = told.cited(world)
    with pytest.raises(Invalid) as objected:
        told.cited(world, case)
    assert set(objected.value.problems) == {"clause"}


def test_another_version_than_the_page_showed_is_not_cited(world):
    case = told.case_with_agreement(world)
    with pytest.raises(Stale):
        cite_clause(worked.dsl(world), case, told.citation(world, text_hash="0" * 64))
    assert told.breaches(case) == []


@pytest.mark.both_engines
def test_from_words_that_somebody_changed_nothing_is_cited(world, settings):
    case = told.case_with_agreement(world)
    told.cited(world, case)
    engine = owning_engine(settings.owner_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE agreement_clause SET wording = 'Never.'"))
    engine.dispose()
    db.session.remove()

    other = told.citation(world, clause="older_material")
    with pytest.raises(Invalid) as objected:
        cite_clause(worked.dsl(world), case, other)
    assert set(objected.value.problems) == {"clause"}
    (cited,) = read_breaches(worked.dsl(world), case).cited
    assert not cited.is_intact


def test_a_citation_is_taken_back_with_a_reason_and_stays_to_be_read(world):
    case = told.cited(world)
    (row,) = told.breaches(case)
    with pytest.raises(Invalid):
        withdraw_citation(worked.dsl(world), case, TakenBack(row.ref, "no"))
    withdraw_citation(worked.dsl(world), case, TakenBack(row.ref, WHY))

    entry = last(world.birch)
    assert (entry.action, entry.result) == ("clause_breach.withdrawn", "done")
    (cited,) = read_breaches(worked.dsl(world), case).cited
    assert cited.why_withdrawn == WHY
    assert cited_in(case) == []
    with pytest.raises(NotNow):
        withdraw_citation(worked.dsl(world), case, TakenBack(row.ref, WHY))
    told.cited(world, case)
    assert len(cited_in(case)) == 1


def test_a_citation_of_another_case_is_not_there(world):
    (row,) = told.breaches(told.cited(world))
    other = worked.opened(world)
    with pytest.raises(Hidden):
        withdraw_citation(worked.dsl(world), other, TakenBack(row.ref, WHY))


def test_a_closed_case_cites_nothing_more(world):
    case = told.case_with_agreement(world)
    worked.closed(world, case)
    with pytest.raises(NotNow):
        told.cited(world, case)


@pytest.mark.parametrize("who", ["teacher", "office", "digital_safety", "councillor"])
def test_whoever_does_not_read_the_case_reads_and_cites_nothing(world, who):
    case = told.cited(world)
    actor = world.acting(who, elevated=True)
    with pytest.raises((Refused, Hidden)):
        read_breaches(actor, case)
    with pytest.raises((Refused, Hidden)):
        cite_clause(actor, case, told.citation(world, clause="older_material"))


def test_the_lead_opens_case_content_first(world):
    case = told.case_with_agreement(world)
    with pytest.raises(ElevationNeeded):
        cite_clause(world.acting("dsl"), case, told.citation(world))


def test_somebody_who_is_not_in_the_case_is_not_looked_up(world):
    case = told.case_with_agreement(world)
    with pytest.raises(Hidden):
        read_held(worked.dsl(world), case, world["zazolc"], clock.today())


def test_a_report_gets_numbers_alone(world):
    case = told.cited(world)
    now = clock.now()
    day = timedelta(days=1)
    assert count_cited(world.birch, now - day, now + day) == {told.CLAUSE: 1}
    assert count_cited(world.cedar, now - day, now + day) == {}
    assert count_cited(world.birch, now + day, now + day * 2) == {}
    (row,) = told.breaches(case)
    withdraw_citation(worked.dsl(world), case, TakenBack(row.ref, WHY))
    assert count_cited(world.birch, now - day, now + day) == {}

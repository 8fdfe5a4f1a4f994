"""The police are weighed, called and seen; nothing that happened is ever refused."""

from datetime import timedelta
from typing import Any

import pytest

from safeguard.cases.commands.closing import CaseClosure, close_case
from safeguard.cases.models import Concern
from safeguard.police_visits.commands.beginning import consider_visit, record_visit
from safeguard.police_visits.commands.course import (
    Words,
    add_to_visit,
    call_police,
    decide_against_visit,
    record_attendance,
    weigh_visit,
)
from safeguard.police_visits.commands.ending import (
    Closing,
    close_visit,
    plan_aftercare,
    record_outcome,
)
from safeguard.police_visits.commands.standing_by import (
    record_adult,
    record_visit_parents,
)
from safeguard.police_visits.permissions.standing import amiss_in
from safeguard.police_visits.queries.reading import read_visit
from safeguard.police_visits.states import State
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import (
    Hidden,
    Stale,
)
from tests.cases import worked
from tests.objections import objected
from tests.police_visits.told import (
    TEXT,
    adult,
    ago,
    at_the_door,
    attendance,
    attended,
    call,
    called,
    care,
    cared_for,
    closed,
    considered,
    dsl,
    ended_with,
    head,
    heard,
    not_called,
    outcome,
    parents,
    row,
    visit_of,
    weighing,
)
from tests.trail.reading import entries, facts, last

DAY = timedelta(days=1)


# ---- How it begins ----------------------------------------------------------------


@pytest.mark.both_engines
def test_alone_it_raises_a_concern_in_the_same_act(world):
    """S7: two records, two entries, one transaction."""
    before = len(entries(world.birch))
    ref = considered(world)
    done = entries(world.birch)[before:]
    assert [leaf.action for leaf in done] == [
        "concern.raised", "police_visit.considered",
    ]  # fmt: skip
    concern = db.session.get(Concern, row(ref).record_ref)
    assert concern
    assert concern.level == "C3"
    assert set(done[1].objects) == {ref, concern.ref}
    assert facts(done[1]) == {"purpose": "search"}
    assert heard(ref) == {world["deputy_dsl"], world["head"]}


def test_from_a_case_a_concern_or_a_reference_it_belongs_there(world):
    case = worked.opened(world)
    (concern,) = worked.concerns_of(case)
    before = len(entries(world.birch))
    for changes, belongs in (
        ({"origin_ref": case}, case),
        ({"origin_ref": concern}, concern),
        ({"record_ref": case}, case),
    ):
        assert row(considered(world, **changes)).record_ref == belongs
    acts = [leaf.action for leaf in entries(world.birch)[before:]]
    assert acts == ["police_visit.considered"] * 3


def test_it_cannot_begin_from_what_is_not_there_or_not_seen(world):
    elsewhere = "0000000000"
    with pytest.raises(Hidden):
        considered(world, origin_ref=elsewhere)
    new = visit_of(world, record_ref=elsewhere)
    assert objected(consider_visit, dsl(world), new, weighing()) == {"record_ref"}


def test_what_is_missing_is_said_beside_its_field(world):
    bare = weighing(concern="Drugs.", less_invasive="", harm="  ")
    assert objected(consider_visit, dsl(world), visit_of(world), bare) == {
        "concern", "less_invasive", "harm",
    }  # fmt: skip
    for changes, field in (
        ({"pupil_ref": None}, "children"),
        ({"pupil_ref": world["cedar_pupil"]}, "children"),
        ({"purpose": "show"}, "purpose"),
    ):
        new = visit_of(world, **changes)
        assert objected(consider_visit, dsl(world), new, weighing()) == {field}
    by_a_pupil = weighing(considered_by=world["ellis"])
    assert objected(consider_visit, dsl(world), visit_of(world), by_a_pupil) == {
        "considered_by"
    }


SEEN_BADLY: list[tuple[dict[str, Any], str]] = [
    ({"came": ""}, "came"),
    ({"power": "magic"}, "power"),
    ({"power": "other"}, "power_words"),
    ({"texts": {"advocate_words": TEXT}}, "officers"),
    ({"texts": {"officers": "PC 418"}}, "advocate_words"),
    ({"advocate_ref": "ellis"}, "advocate_ref"),
    ({"arrived_at": DAY}, "happened_on"),
]


def test_the_police_at_the_door_are_recorded_whole(world):
    for changes, field in SEEN_BADLY:
        said = dict(changes)
        if said.get("advocate_ref"):
            said["advocate_ref"] = world[said["advocate_ref"]]
        if "arrived_at" in said:
            said["arrived_at"] = clock.now() + said["arrived_at"]
        seen = attendance(world, **said)
        assert objected(record_visit, dsl(world), visit_of(world), seen) == {field}


# ---- Nothing that happened is refused -----------------------------------------------


def test_a_visit_as_it_must_be_has_nothing_amiss_and_the_dsl_closes_it(world):
    for kind in (State.NONE, State.SEARCH, State.STRIP_SEARCH):
        ref = cared_for(world, kind)
        assert amiss_in(row(ref)) == ()
        close_visit(dsl(world), ref, Closing(TEXT))
        leaf = last(world.birch)
        assert (leaf.action, facts(leaf)) == ("police_visit.closed", {"amiss": []})


def test_called_without_weighing_is_recorded_and_goes_to_the_head(world):
    """They are here, the school called them, and nobody wrote anything before."""
    seen = attendance(world)
    ref = record_visit(dsl(world), visit_of(world), seen)
    assert facts(last(world.birch))["amiss"] == ["no_weighing", "call_missed"]
    assert world["head"] in heard(ref)
    call_police(dsl(world), ref, call(called_at=ago(30)))
    weigh_visit(dsl(world), ref, weighing())
    assert amiss_in(row(ref)) == ("weighing_after",)
    assert row(ref).state == "attended"


def test_a_strip_search_with_everything_missing_is_recorded_as_it_was(world):
    ref = record_visit(
        dsl(world),
        visit_of(world),
        attendance(world, advocate_ref=None, power="not_asked"),
    )
    wrong = outcome(State.STRIP_SEARCH, present=1, sexes="differ")
    record_outcome(dsl(world), ref, wrong)
    assert set(facts(last(world.birch))["amiss"]) == {
        "no_weighing", "call_missed", "parents_not_before", "no_adult",
        "too_few_present", "sexes_differ", "no_advocate", "no_power",
    }  # fmt: skip
    plan_aftercare(dsl(world), ref, care(referral="not_considered"))
    assert "referral_not_considered" in amiss_in(row(ref))
    assert row(ref).amiss == len(amiss_in(row(ref))) == 9
    assert objected(close_visit, dsl(world), ref, Closing(TEXT)) == {"words"}
    close_visit(head(world), ref, Closing(TEXT))
    read = read_visit(dsl(world), ref)
    assert read.state == "closed"
    assert "no_adult" in read.of("police_note")[-1].texts["codes"]


def test_the_head_who_called_does_not_answer_for_it(world):
    ref = record_visit(dsl(world), visit_of(world), attendance(world))
    call_police(dsl(world), ref, call(caller_ref=world["head"]))
    record_outcome(dsl(world), ref, outcome(State.NONE))
    plan_aftercare(dsl(world), ref, care())
    assert objected(close_visit, head(world), ref, Closing(TEXT)) == {"words"}
    above = world.acting("executive_head", elevated=True)
    assert close_visit(above, ref, Closing(TEXT))


def test_an_interview_needs_an_adult_and_urgency_is_no_excuse(world):
    ref = at_the_door(world)
    record_adult(
        dsl(world), ref,
        adult(presence="urgent", relation=None, arrived_at=None,
              texts={"reason": "They said there was no time to wait for anybody."}),
    )  # fmt: skip
    record_outcome(dsl(world), ref, outcome(State.NONE))
    assert amiss_in(row(ref)) == ("no_adult",)


def test_the_pupils_wish_to_be_alone_counts_when_it_is_signed(world):
    ref = attended(world)
    record_visit_parents(dsl(world), ref, parents())
    alone: dict[str, Any] = {
        "presence": "not_wanted",
        "wish": "alone",
        "relation": None,
        "arrived_at": None,
        "texts": {"reason": TEXT, "wish_words": "Not her."},
    }
    record_adult(dsl(world), ref, adult(**alone))
    record_outcome(dsl(world), ref, outcome(State.STRIP_SEARCH))
    assert amiss_in(row(ref)) == ("wish_unsigned",)
    record_adult(dsl(world), ref, adult(**alone, signed=True))
    assert amiss_in(row(ref)) == ()


def test_an_immediate_risk_is_a_reason_why_no_parent_was_told_before(world):
    ref = attended(world)
    assert objected(record_visit_parents, dsl(world), ref, parents(texts={})) == {
        "whom"
    }
    unknown = parents(told_at=None)
    assert objected(record_visit_parents, dsl(world), ref, unknown) == {"happened_on"}
    reasoned = parents(answer="immediate_risk", texts={"words": TEXT}, told_at=None)
    record_visit_parents(dsl(world), ref, reasoned)
    record_outcome(dsl(world), ref, outcome())
    assert amiss_in(row(ref)) == ()


def test_what_came_true_before_it_began_may_be_written_down_after(world):
    ref = attended(world)
    record_outcome(dsl(world), ref, outcome())
    assert amiss_in(row(ref)) == ("parents_not_before",)
    record_visit_parents(dsl(world), ref, parents())
    assert amiss_in(row(ref)) == ()
    late = attended(world)
    record_outcome(dsl(world), late, outcome())
    record_visit_parents(dsl(world), late, parents(told_at=ago(1)))
    assert amiss_in(row(late)) == ("parents_not_before",)


DONE_BADLY: list[tuple[dict[str, Any], set[str]]] = [
    ({"kind": "frisk"}, {"kind"}),
    ({"texts": {}}, {"words", "place", "present_words"}),
    ({"began_at": None}, {"happened_on"}),
    ({"began_at": DAY}, {"happened_on"}),
    ({"ended_at": -DAY}, {"ended_time"}),
    ({"present": None}, {"present"}),
    ({"present": -1}, {"present"}),
    ({"sexes": ""}, {"sexes"}),
    ({"found": None}, {"found"}),
    ({"kind": State.STRIP_SEARCH, "exposed": None}, {"exposed"}),
    ({"kind": State.NONE, "texts": {}, "present": None}, {"words"}),
]


def test_what_the_police_did_is_recorded_whole(world):
    ref = attended(world)
    for changes, fields in DONE_BADLY:
        said = dict(changes)
        for name in ("began_at", "ended_at"):
            if said.get(name):
                said[name] = clock.now() + said[name]
        found = objected(record_outcome, dsl(world), ref, outcome(**said))
        assert found == fields or found == fields | {"ended_time"}
    assert row(ref).state == "attended"


def test_aftercare_is_owed_the_same_day_whatever_was_found(world, in_term):
    ref = ended_with(world, State.NONE)
    due_at = row(ref).due_at
    assert due_at
    assert clock.local(due_at).date() == clock.today()
    bare = care(texts={}, referral="")
    assert objected(plan_aftercare, dsl(world), ref, bare) == {
        "plan", "follow_up", "referral_reason", "referral",
    }  # fmt: skip
    far = care(follow_up_on=clock.today() + 367 * DAY)
    assert objected(plan_aftercare, dsl(world), ref, far) == {"follow_up_on"}
    plan_aftercare(dsl(world), ref, care(referral="not_considered"))
    assert amiss_in(row(ref)) == ("referral_not_considered",)
    plan_aftercare(dsl(world), ref, care(referral="made"))
    assert (amiss_in(row(ref)), row(ref).due_at) == ((), None)


# ---- Out of order -------------------------------------------------------------------


def test_what_is_past_or_still_to_come_is_not_done(world):
    weighed = considered(world)
    too_early: list[tuple[Any, Any]] = [
        (record_adult, adult()),
        (record_visit_parents, parents()),
        (record_outcome, outcome()),
        (plan_aftercare, care()),
        (close_visit, Closing(TEXT)),
    ]
    for doing, details in too_early:
        with pytest.raises(Stale):
            doing(dsl(world), weighed, details)
    ended = closed(world)
    too_late: list[tuple[Any, Any]] = [
        (weigh_visit, weighing()),
        (call_police, call()),
        (record_attendance, attendance(world)),
        (record_adult, adult()),
        (close_visit, Closing(TEXT)),
    ]
    for doing, details in too_late:
        with pytest.raises(Stale):
            doing(dsl(world), ended, details)
    assert add_to_visit(dsl(world), ended, Words("His mother rang to thank us."))


def test_not_called_is_an_end_that_can_be_weighed_again(world):
    ref = considered(world)
    assert objected(decide_against_visit, dsl(world), ref, Words("No.")) == {"words"}
    ref = not_called(world)
    with pytest.raises(Stale):
        call_police(dsl(world), ref, call())
    weigh_visit(dsl(world), ref, weighing())
    assert row(ref).state == "considered"
    call_police(dsl(world), ref, call())
    assert amiss_in(row(ref)) == ()


def test_two_who_act_at_once_do_not_overtake_each_other(world):
    ref = called(world)
    seen = row(ref).version
    record_visit_parents(dsl(world), ref, parents())
    with pytest.raises(Stale):
        record_attendance(head(world), ref, attendance(world, version=seen))


def test_no_case_closes_over_a_visit(world):
    case = worked.ready_to_close(world, worked.opened(world))
    ref = called(world, origin_ref=case)
    closure = CaseClosure(worked.ENDED)
    waits = objected(close_case, worked.dsl(world), case, closure)
    assert "police_visits_open" in waits
    record_outcome(dsl(world), ref, outcome(State.NONE))
    plan_aftercare(dsl(world), ref, care())
    close_visit(dsl(world), ref, Closing(TEXT))
    assert close_case(worked.dsl(world), case, closure)

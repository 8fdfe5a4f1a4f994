"""Pages and forms on visits of the police."""

from collections.abc import Callable

from tests.factories.world import World
from tests.house.round.filling import ref, row
from tests.house.round.walking import House, Values, Walk
from tests.house.round.who import DSL, TODAY, WORDS
from tests.police_visits import told as police
from tests.searches.told import authorised, started


def _visit(name: str, make: Callable[[World], str]) -> Values:
    return lambda house: {
        "visit_ref": house.spare(f"police {name}", lambda: make(house.world))
    }


considered = _visit("considered", police.considered)
called = _visit("called", police.called)
attended = _visit("attended", police.attended)
searched = _visit("searched", police.ended_with)
cared_for = _visit("cared for", police.cared_for)


def search(house: House) -> dict[str, str]:
    """A search that somebody on the list has begun."""

    def make() -> str:
        authorised(house.world)
        return started(house.world)

    return {"search_ref": house.spare("search for police", make)}


READ = {**DSL, "leaves": "police_visit.read"}
MOMENT = {"happened_on": TODAY, "happened_time": "13:30"}
WEIGHED = dict.fromkeys(("concern", "less_invasive", "harm"), WORDS)
SEEN = {"came": "called", "officers": WORDS, "power": "not_said"}
PUPIL = {"children-0-ref": ref("ellis"), "purpose": "search"}
SEND = {"press": "send"}
LOOKS_AT_POLICE: dict[str, Walk] = {
    "police_visits.visits": Walk(**DSL, leaves="police_visits.read"),
    "police_visits.visits_of_case": Walk(
        **DSL, at=lambda h: {"case_ref": h.case()}, leaves="police_visits_of_case.read"
    ),
    "police_visits.visits_of_search": Walk(
        **DSL, at=search, leaves="police_visit.prepared"
    ),
    "police_visits.visit": Walk(**READ, at=cared_for),
    "police_visits.print_record": Walk(
        **DSL, at=cared_for, leaves="police_visit.printed"
    ),
    "police_visits.consider_visit": Walk(
        **DSL,
        at=lambda h: {"origin_ref": h.case()},
        leaves="police_visit.prepared",
    ),
    "police_visits.record_visit": Walk(
        **DSL,
        at=lambda h: {"origin_ref": h.case()},
        leaves="police_visit.prepared",
    ),
    "police_visits.weigh_visit": Walk(**READ, at=considered),
    "police_visits.decide_against_visit": Walk(**READ, at=considered),
    "police_visits.call_police": Walk(**READ, at=considered),
    "police_visits.record_attendance": Walk(**READ, at=called),
    "police_visits.record_adult": Walk(**READ, at=attended),
    "police_visits.record_visit_parents": Walk(**READ, at=attended),
    "police_visits.record_outcome": Walk(**READ, at=attended),
    "police_visits.plan_aftercare": Walk(**READ, at=searched),
    "police_visits.add_to_visit": Walk(**READ, at=attended),
    "police_visits.close_visit": Walk(**READ, at=cared_for),
}
TO_POLICE: dict[str, Walk] = {
    "police_visits.consider_visit": Walk(
        **DSL,
        fields=row(**PUPIL, **WEIGHED, **SEND),
        leaves="police_visit.considered",
    ),
    "police_visits.record_visit": Walk(
        **DSL, fields=row(**PUPIL, **SEEN, **SEND), leaves="police_visit.recorded"
    ),
    "police_visits.weigh_visit": Walk(
        **DSL,
        at=considered,
        fields=row(**WEIGHED, **SEND),
        leaves="police_visit.weighed",
    ),
    "police_visits.decide_against_visit": Walk(
        **DSL,
        at=considered,
        fields=row(words=WORDS),
        leaves="police_visit.decided_against",
    ),
    "police_visits.call_police": Walk(
        **DSL,
        at=considered,
        fields=row(reason=WORDS, **SEND),
        leaves="police_visit.called",
    ),
    "police_visits.record_attendance": Walk(
        **DSL, at=called, fields=row(**SEEN, **SEND), leaves="police_visit.attended"
    ),
    "police_visits.record_adult": Walk(
        **DSL,
        at=attended,
        fields=row(
            presence="present", name=WORDS, relation="parent", wish="wants", **MOMENT
        ),
        leaves="police_visit.adult_recorded",
    ),
    "police_visits.record_visit_parents": Walk(
        **DSL,
        at=attended,
        fields=row(answer="told", whom=WORDS, **MOMENT),
        leaves="police_visit.parents_recorded",
    ),
    "police_visits.record_outcome": Walk(
        **DSL,
        at=attended,
        fields=row(kind="none", words=WORDS),
        leaves="police_visit.outcome_recorded",
    ),
    "police_visits.plan_aftercare": Walk(
        **DSL,
        at=searched,
        fields=row(
            **dict.fromkeys(("plan", "follow_up", "referral_reason"), WORDS),
            referral="not_needed",
        ),
        leaves="police_visit.aftercare_planned",
    ),
    "police_visits.add_to_visit": Walk(
        **DSL, at=attended, fields=row(words=WORDS), leaves="police_visit.added_to"
    ),
    "police_visits.close_visit": Walk(
        **DSL, at=cared_for, fields=row(words=WORDS), leaves="police_visit.closed"
    ),
}

"""A search in the order of the real world: each step, and the entry it leaves."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from safeguard.custody.commands.seizing import NewItem, seize
from safeguard.custody.queries.briefs import items_of
from safeguard.evidence.permissions.standing import is_stopped
from safeguard.force.permissions.standing import rows_of
from safeguard.searches.commands import finishing, preparing, reviewing, weighing
from safeguard.searches.commands.conducting import conduct_search
from safeguard.searches.commands.finishing import ParentsTold
from safeguard.searches.commands.preparing import Cooperation, Explanation
from safeguard.searches.commands.reviewing import Words
from safeguard.searches.queries.receipts import read_search_receipt
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, Refused, Stale
from school.notices import Notice
from tests.objections import objected
from tests.searches import told
from tests.searches.told import search
from tests.trail.reading import facts, last


def notices(world, name: str) -> list[tuple[str, str]]:
    asked = select(Notice).where(Notice.person_ref == world[name])
    rows = db.session.scalars(asked.order_by(Notice.made_at))
    return [(row.kind, row.path) for row in rows]


@pytest.fixture
def listed(world):
    """The searcher is on the list."""
    told.authorised(world)


@pytest.mark.both_engines
def test_an_urgent_search_goes_from_grounds_to_its_end(world, listed):
    ref = told.started(world)
    for step, state, action in (
        (told.weighed, "urgency_assessed", "search.urgency_assessed"),
        (told.checked, "authorised", "search.authority_checked"),
        (told.explained, "explained", "search.explained"),
        (told.asked, "cooperating", "search.cooperation_recorded"),
        (told.conducted, "conducted", "search.conducted"),
        (told.found, "nothing_found", "search.finding_recorded"),
        (told.parents, "parents_informed", "search.parents_informed"),
        (told.reviewed, "dsl_reviewed", "search.reviewed"),
        (told.closed, "closed", "search.closed"),
    ):
        step(world, ref)
        assert (search(ref).state, last(world.birch).action) == (state, action)
    assert told.deviations(ref) == set()
    assert facts(last(world.birch)) == {"deviations": []}
    assert search(ref).ended_at


def test_a_search_that_can_wait_waits_for_advice(world, listed):
    ref = told.weighed(world, told.started(world), urgent=False)
    with pytest.raises(Stale):
        told.checked(world, ref)
    weighing.request_advice(world.acting("searcher"), ref)
    assert notices(world, "executive_head")[-1][0] == "now"
    assert facts(last(world.birch)) == {"asked": 1}
    told.advised(world, ref)
    assert (search(ref).state, facts(last(world.birch))) == (
        "advice_given", {"counts": True, "answer": "search"},
    )  # fmt: skip
    told.checked(world, ref)
    assert search(ref).state == "authorised"


@pytest.mark.parametrize("name", ["dsl", "head", "trust_safeguarding"])
def test_others_advice_is_recorded_and_lets_nothing_go_on(world, listed, name):
    ref = waiting(world)
    told.advised(world, ref, by=name)
    assert search(ref).state == "advice_requested"
    assert facts(last(world.birch))["counts"] is False


def waiting(world, by: str = "searcher") -> str:
    ref = told.weighed(world, told.started(world, by=by), urgent=False, by=by)
    return weighing.request_advice(world.acting(by), ref)


def test_nobody_without_a_part_in_it_advises(world, listed):
    ref = waiting(world)
    for name in ("searcher", "teacher", "chair", "ict"):
        with pytest.raises((Hidden, Refused)):
            told.advised(world, ref, by=name)


def test_what_waits_for_advice_may_become_urgent(world, listed):
    ref = told.weighed(world, waiting(world), urgent=True)
    told.checked(world, ref)
    assert search(ref).state == "authorised"


def test_the_list_refuses_and_is_asked_again(world, listed):
    with clock.moved_on(timedelta(days=89)):
        ref = told.weighed(world, told.started(world))
    with clock.moved_on(timedelta(days=92)):
        told.checked(world, ref)
        assert search(ref).state == "refused"
        assert facts(last(world.birch)) == {
            "authority": "none", "why_not": "authority_expired",
        }  # fmt: skip
        told.authorised(world)
        told.checked(world, ref)
        assert search(ref).state == "authorised"


def test_all_three_things_are_explained_or_it_is_not_explained(world, listed):
    ref = told.checked(world, told.weighed(world, told.started(world)))
    half = Explanation(("why", "how"))
    searcher = world.acting("searcher")
    assert objected(preparing.explain_search, searcher, ref, half) == {"told"}


def test_of_a_refusal_the_causes_are_considered(world, listed):
    ref = told.checked(world, told.weighed(world, told.started(world)))
    told.explained(world, ref)
    searcher = world.acting("searcher")
    record = preparing.record_cooperation
    assert objected(record, searcher, ref, Cooperation(None)) == {"cooperates"}
    assert objected(record, searcher, ref, Cooperation(False)) == {"causes"}
    told.asked(world, ref, willing=False)
    told.asked(world, ref, willing=True)
    assert search(ref).state == "cooperating"


def test_it_may_not_be_done_after_all(world, listed):
    ref = told.started(world)
    why = preparing.CallingOff("handed_over", told.WORDS)
    preparing.call_off_search(world.acting("searcher"), ref, why)
    assert (search(ref).state, facts(last(world.birch))) == (
        "not_searched", {"why": "handed_over"},
    )  # fmt: skip
    with pytest.raises(Stale):
        told.conducted(world, ref)


def test_safeguarding_hears_of_each_search(world, listed):
    told.done(world)
    for name in ("dsl", "deputy_dsl"):
        assert [kind for kind, _ in notices(world, name)] == ["waits"]
    assert notices(world, "head") == []


def test_a_suspected_image_halts_everything_and_is_not_described(world, listed):
    ref = told.started(world, device=True, item="offence_article")
    for step in (told.weighed, told.checked, told.explained, told.asked):
        step(world, ref)
    told.conducted(world, ref)
    finding = finishing.Finding(None, found=True, what="A phone")
    searcher = world.acting("searcher")
    assert objected(finishing.record_finding, searcher, ref, finding) == {"image"}
    described = finishing.Finding(image=True, found=None, what="A picture of …")
    assert objected(finishing.record_finding, searcher, ref, described) == {"what"}
    told.found(world, ref, image=True, item=False, account="")
    assert (search(ref).state, search(ref).image_suspected) == ("item_found", True)
    assert is_stopped(ref)
    assert facts(last(world.birch)) == {
        "found": True, "image": True, "stopped": True,
    }  # fmt: skip
    assert notices(world, "dsl")[-1][0] == "now"
    with pytest.raises(Stale):
        finishing.suspect_image(searcher, ref)


def test_only_safeguarding_decides_that_telling_parents_endangers(world, listed):
    ref = told.found(world, told.done(world))
    why = {"answer": "endangers", "reason": "Her father has hurt her before."}
    with pytest.raises(Invalid):
        told.parents(world, ref, **why)
    told.parents(world, ref, by="dsl", **why)
    assert search(ref).state == "parents_informed"
    assert facts(last(world.birch)) == {"answer": "endangers"}


def test_parents_are_told_of_a_statutory_item_whatever_was_found(world, listed):
    ref = told.found(world, told.done(world))
    unneeded = ParentsTold("not_needed", reason="There was nothing in the bag.")
    inform = finishing.inform_parents
    for name in ("searcher", "dsl"):
        actor = world.acting(name, reason="telling")
        assert objected(inform, actor, ref, unneeded) == {"answer"}


def test_a_search_for_a_rule_item_may_end_without_parents(world, listed):
    told.rules(world, "vape")
    ref = told.started(world, item="vape")
    for step in (told.weighed, told.checked, told.explained, told.asked):
        step(world, ref)
    force = told.conduct(world, force=True)
    searcher = world.acting("searcher")
    assert objected(conduct_search, searcher, ref, force) == {"force"}
    told.conducted(world, ref)
    told.found(world, ref)
    told.parents(world, ref, answer="not_needed", reason="Nothing was found on her.")
    assert search(ref).state == "parents_informed"


def test_what_stands_is_added_to_and_never_changed(world, listed):
    ref = told.told(world)
    reviewing.add_to_search(world.acting("searcher"), ref, Words(told.WORDS))
    assert last(world.birch).action == "search.added_to"
    assert search(ref).state == "parents_informed"


def test_a_concern_is_raised_from_a_search_and_a_stop_holds_for_both(world, listed):
    ref = told.found(world, told.done(world), item=True)
    said = Words("He says that older boys make him carry it for them.")
    concern = reviewing.raise_from_search(world.acting("searcher"), ref, said)
    assert search(ref).concern_ref == concern
    finishing.suspect_image(world.acting("searcher"), ref)
    assert is_stopped(concern)
    with pytest.raises(Stale):
        reviewing.raise_from_search(world.acting("searcher"), ref, said)


def test_a_witness_hears_that_they_are_named(world, listed):
    ref = told.done(world)
    assert notices(world, "other_teacher")[-1][1].endswith("/receipt")
    receipt = read_search_receipt(world.acting("other_teacher"), ref)
    assert (receipt.part, receipt.goes_on) == ("witness", False)
    with pytest.raises(Hidden):
        read_search_receipt(world.acting("tutor"), ref)


@pytest.mark.both_engines
def test_whoever_was_slower_is_told_so(world, listed):
    ref = told.ready(world)
    version = search(ref).version
    told.conducted(world, ref, version=version)
    with pytest.raises(Stale):
        told.conducted(world, ref, version=version)


def test_force_owes_a_record_of_its_own_and_no_search_closes_over_it(world, listed):
    ref = told.done(world, force=True)
    owed = rows_of(ref)
    assert [(row.state, row.owed_by) for row in owed] == [
        ("owed", world["searcher"]),
    ]  # fmt: skip
    told.reviewed(world, told.parents(world, told.found(world, ref)))
    with pytest.raises(Invalid) as refused:
        told.closed(world, ref)
    assert set(refused.value.problems) == {"force_settled"}


def test_what_was_taken_is_in_custody_under_the_searchs_reference(world, listed):
    ref = told.found(world, told.done(world), item=True)
    new = NewItem(
        *("weapon", "Kitchen knife", "Clean"),
        pupil_ref=world["ellis"],
        origin_ref=ref,
    )
    item = seize(world.acting("searcher"), new)
    assert [each.reference for each in items_of(ref)] == [item]
    finishing.suspect_image(world.acting("searcher"), ref)
    assert is_stopped(item)

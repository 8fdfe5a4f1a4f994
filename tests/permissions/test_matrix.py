"""The matrix of who may do what: each cell is tried, with real people and records."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from safeguard.allegations.queries.reading import read_adult_concern
from safeguard.cases.commands.acknowledging import acknowledge_concern
from safeguard.cases.queries.finding import Wanted, find_records
from safeguard.cases.queries.listing import read_technical_incident
from safeguard.cases.queries.own import read_own_concern
from safeguard.cases.queries.reading import read_case, read_concern
from safeguard.registry import FEATURES
from school.foundation import clock
from school.foundation.actor import WORKS_HERE, Role
from school.foundation.database import db
from school.foundation.errors import ElevationNeeded, Hidden, Refused
from school.foundation.permits import Permit, Rule, elevated, granted, yes
from school.gate import decide, registry
from school.identity.commands.appointments import (
    NewAppointment,
    appoint,
    approve_appointment,
)
from school.identity.commands.people import change_setting
from school.identity.models import OrgSetting
from tests.allegations import telling
from tests.cases import worked
from tests.cases.raised import WHAT, raised
from tests.factories.world import World
from tests.permissions.cells import (
    SCHEDULES,
    SHUT,
    UNTIL_THEN,
    Came,
    Level,
    Schedule,
    acting,
    came_of,
    cast_of,
    matrix,
    was_recorded,
)
from tests.permissions.trials import (
    COMES_LATER,
    OUTSIDE_THE_MATRIX,
    TRIALS,
    Trial,
    Try,
)

REGISTERED = {str(act) for rules, _ in FEATURES for act in rules}


def meaning(word: str, name: str, personal: dict[str, str], tried: Try) -> Schedule:
    """What a cell demands of one person and one act."""
    word = personal.get(word, word)
    word = tried.words.get(word, word)
    if word == "routed here":
        # The counsellor's concern goes to the head; to nobody else (§4.4).
        word = "elevated" if name == "head" else "no"
    if word == "lists what is routed":
        word = "no" if name == "dsl" else "elevated"
    if word == "baseline":
        word = "yes"
    return SCHEDULES[UNTIL_THEN.get(word, word)]


def tried_by_all(world: World, action: str, number: int) -> tuple[list[str], bool]:
    """The cells of one act that are not as the row says, and whether anybody could."""
    tried, trial = TRIALS[action][number], Trial(world)
    wrong, somebody_could = [], False
    for column, word in matrix()[action].items():
        for name, personal in cast_of(column, action):
            for level, wanted in meaning(word, name, personal, tried):
                actor = acting(world, name, level)
                came = came_of(tried.do, trial, actor)
                db.session.rollback()
                if came in {Came.IN, Came.OBJECTED}:
                    trial.used_up()
                    somebody_could |= came is Came.IN
                elif not was_recorded(actor, str(tried.act)):
                    wrong.append(f"{name} · {tried.act} · {came}: not recorded")
                if came not in wanted:
                    told = f"{name} ({word}) · {tried.act} · {level}"
                    wrong.append(f"{told}: {came}")
    return wrong, somebody_could


@pytest.mark.parametrize("action", TRIALS)
def test_each_cell_is_as_the_matrix_says(action: str, world: World) -> None:
    assert len(matrix()[action]) == 16
    for number, tried in enumerate(TRIALS[action]):
        wrong, somebody_could = tried_by_all(world, action, number)
        assert not wrong, "\n".join([f"{len(wrong)} cells of {action}:", *wrong])
        assert somebody_could, f"nobody could: {tried.act}"


@pytest.mark.parametrize(
    ("rule", "who"),
    [
        # Everybody who works here; the head without a reason; nobody but the DSL.
        (granted(dict.fromkeys(WORKS_HERE, yes)), {"dsl", "deputy_dsl", "head"}),
        (granted({Role.DSL: elevated, Role.DEPUTY_DSL: elevated, Role.HEAD: elevated}),
         {"head"}),
        (granted({Role.DSL: elevated}), {"deputy_dsl", "head"}),
    ],
)  # fmt: skip
def test_a_rule_that_is_not_the_matrixs_is_seen(
    world: World, monkeypatch: pytest.MonkeyPatch, rule: Rule, who: set[str]
) -> None:
    """Must fail: each of these rules breaks a cell, and exactly those are named."""
    changed = {**registry._registry}
    changed["queue.read"] = registry.Registered(rule, "looked at the queue")
    monkeypatch.setattr(registry, "_registry", changed)
    number = [str(each.act) for each in TRIALS["read_case_child_protection"]].index(
        "queue.read"
    )
    wrong, _ = tried_by_all(world, "read_case_child_protection", number)
    named = {line.split(" ")[0] for line in wrong}
    assert who <= named
    if len(who) < 3:
        assert named == who


# ---- The table is whole ---------------------------------------------------------


def test_every_row_is_tried_or_said_to_come_later() -> None:
    assert set(TRIALS) | COMES_LATER == set(matrix())
    assert not set(TRIALS) & COMES_LATER
    assert (len(matrix()), len(TRIALS), len(COMES_LATER)) == (42, 34, 8)


def test_every_word_of_a_tried_row_has_a_meaning() -> None:
    for action, tries in TRIALS.items():
        for column, word in matrix()[action].items():
            for tried in tries:
                for name, personal in cast_of(column, action):
                    assert meaning(word, name, personal, tried), (action, column)


def test_every_act_of_the_house_stands_in_a_row_or_says_why_not() -> None:
    """An act that appears without a row fails here, also one that comes later."""
    in_rows = {str(tried.act) for tries in TRIALS.values() for tried in tries}
    assert in_rows | set(OUTSIDE_THE_MATRIX) == REGISTERED
    assert not in_rows & set(OUTSIDE_THE_MATRIX)


def test_what_is_outside_the_matrix_opens_no_case_content() -> None:
    nouns = {act.partition(".")[0] for act in OUTSIDE_THE_MATRIX}
    assert not nouns & {
        *("concern", "case", "cases", "queue", "records", "feedback", "parents"),
        *("adult_concern", "adult_concerns", "referral", "technical_incident"),
    }


# ---- Words that wait for something else -----------------------------------------


def test_cover_is_a_right_that_two_people_approved_in_advance(world: World) -> None:
    """The head covers: not asked for, not half granted, only once two have agreed."""
    concern = raised(world)
    until = clock.today() + timedelta(days=7)
    cover = NewAppointment(world["head"], Role.ACTING_DSL.value, ends_on=until)
    row = appoint(world.acting("executive_head", elevated=True), cover)
    head = world.acting("head", elevated=True)
    with pytest.raises(Refused):
        acknowledge_concern(head, concern)
    for name in ("executive_head", "head"):
        with pytest.raises(Refused):
            approve_appointment(world.acting(name, elevated=True), row)
    approve_appointment(world.acting("chair", elevated=True), row)
    with pytest.raises(ElevationNeeded):
        acknowledge_concern(world.acting("head"), concern)
    assert acknowledge_concern(world.acting("head", elevated=True), concern)


def test_two_are_two_persons_and_neither_is_the_one_who_gains(world: World) -> None:
    """T23: a grant of a role that opens cases has no effect before the second yes."""
    new = NewAppointment(world["counsellor"], Role.DSL.value)
    row = appoint(world.acting("head", elevated=True), new)
    case = worked.opened(world)
    before = world.acting("counsellor", elevated=True)
    assert Role.DSL not in before.roles
    assert came_of(read_case, before, case) in SHUT
    assert (
        came_of(lambda: approve_appointment(world.acting("head", elevated=True), row))
        is Came.REFUSED
    )
    approve_appointment(world.acting("executive_head", elevated=True), row)
    after = world.acting("counsellor", elevated=True)
    assert read_case(after, case)


@pytest.mark.parametrize("granter", ["head", "executive_head", "chair"])
def test_nobody_grants_a_role_to_themselves(world: World, granter: str) -> None:
    actor = world.acting(granter, reason="to try")
    for role in Role:
        new = NewAppointment(world[granter], role.value)
        assert came_of(appoint, actor, new) is Came.REFUSED, role


ROUTES: dict[str, set[str]] = {
    # Subject: who reads it (security brief §4.4), of those whom the world knows.
    "counsellor": {"head"},
    "teacher": {"head"},
    "dsl": {"head", "executive_head"},
    "deputy_dsl": {"head", "executive_head"},
    "ict": {"head", "chair"},
    "head": {"executive_head", "chair"},
    "executive_head": {"chair"},
}


@pytest.mark.parametrize("subject", ROUTES)
def test_routed_is_whom_the_routing_gives_and_nobody_else(
    world: World, subject: str
) -> None:
    reference = telling.raised(world, "other_teacher", subject)
    readers = set()
    for name in world.people:
        if name == "other_teacher" or not world.acting(name).works_here:
            continue
        actor = acting(world, name, Level.REASONED)
        came = came_of(read_adult_concern, actor, reference)
        assert came in {Came.IN, *SHUT}
        readers |= {name} if came is Came.IN else set()
    assert readers == ROUTES[subject]


def test_own_is_ones_own_and_nobody_elses(world: World) -> None:
    mine, others = raised(world, "teacher"), raised(world, "other_teacher")
    assert read_own_concern(world.acting("teacher"), mine)
    for name in ("teacher", "dsl", "head", "executive_head"):
        actor = acting(world, name, Level.REASONED)
        with pytest.raises(Hidden):
            read_own_concern(actor, others)


def test_technical_is_the_technical_side_without_the_pupils_story(
    world: World,
) -> None:
    """Neither what was told, nor of whom, nor by whom."""
    ref = raised(world, category="technical")
    for name in ("digital_safety", "ict"):
        shown = read_technical_incident(world.acting(name), ref)
        for told in (WHAT, world["ellis"], world["teacher"], "Ellis", "Hannah"):
            assert told not in repr(shown.__dict__)
    looked = find_records(world.acting("digital_safety"), Wanted("registration"))
    assert looked.found == ()


def test_what_is_found_is_what_the_finder_may_see(world: World) -> None:
    """A restricted case and a walled one are not found; the DSL's own case is."""
    open_to_both = worked.opened(world, "ellis")
    restricted = worked.opened(world, "ellis", level="C4")
    found = {}
    for name in ("dsl", "deputy_dsl"):
        actor = world.acting(name, reason="looking for a pattern")
        looked = find_records(actor, Wanted("stranger"))
        found[name] = {each.reference for each in looked.found}
    assert {open_to_both, restricted} <= found["dsl"]
    assert open_to_both in found["deputy_dsl"]
    assert restricted not in found["deputy_dsl"]


# ---- What no trust may widen ----------------------------------------------------

NEVER_WIDENED = (
    # (action, column): a setting, a demonstration or an elevation changes nothing.
    *(("read_case_child_protection", column) for column in
      ("staff", "searcher", "ict", "councillor", "trustee", "chair", "office")),
    *(("read_case_restricted", column) for column in
      ("staff", "digital_safety", "ict", "trustee", "office", "machine")),
    *(("find_in_narratives", column) for column in
      ("staff", "ict", "head", "executive_head", "trustee", "machine")),
    *(("triage_decide_close", column) for column in
      ("staff", "digital_safety", "ict", "trustee", "machine")),
    *(("grant_dsl", column) for column in
      ("dsl", "deputy_dsl", "ict", "office", "machine")),
    *(("manage_accounts", column) for column in ("dsl", "trustee", "staff")),
    *(("raise_concern", column) for column in ("pupil_parent", "machine")),
)  # fmt: skip


def test_no_setting_widens_what_is_never_widened(world: World) -> None:
    """Every setting there is says yes, and the closed cells stay closed."""
    names = set(db.session.scalars(select(OrgSetting.name))) | {
        *(f"{action}_{column}" for action, column in NEVER_WIDENED),
        *("demonstration", "everybody_may", "elevation_needed"),
    }
    for name in sorted(names):
        change_setting(world.system(), name[:64], "yes")
    wrong = []
    trial = Trial(world)
    for action, column in NEVER_WIDENED:
        assert matrix()[action][column] == "no", (action, column)
        for name, _ in cast_of(column, action):
            actor = acting(world, name, Level.REASONED)
            tried = TRIALS[action][0]
            came = came_of(tried.do, trial, actor)
            wrong += [(action, name, came)] if came not in SHUT else []
    assert not wrong


def test_no_role_alone_may_do_everything() -> None:
    """Not even several at once see past what has no rule: there is no super-user."""
    for column in ("head", "executive_head", "dsl", "chair", "ict", "machine"):
        assert any(row[column] == "no" for row in matrix().values())


def test_the_button_and_the_act_agree(world: World) -> None:
    """`decide` says what trying would have come to (for acts without a record)."""
    by_act = {str(tried.act): tried for tries in TRIALS.values() for tried in tries}
    lists = {
        act: by_act[act] for act in ("queue.read", "cases.read", "technical_queue.read")
    }
    for name in ("teacher", "ict", "dsl", "head", "trustee"):
        for level in Level:
            actor = acting(world, name, level)
            for act, tried in lists.items():
                came = came_of(tried.do, Trial(world), actor)
                shown = isinstance(decide(act, actor), Permit)
                assert shown is (came is Came.IN), (name, level, act)


def test_a_concern_of_a_child_is_not_read_by_the_childs_kin_who_works_here(
    world: World,
) -> None:
    """The wall stands before every cell (security brief §4.1)."""
    ref = raised(world, "teacher", "maya")
    new = NewAppointment(world["parent_teacher"], Role.DEPUTY_DSL.value)
    row = appoint(world.acting("head", elevated=True), new)
    approve_appointment(world.acting("executive_head", elevated=True), row)
    mother = world.acting("parent_teacher", reason="to see")
    assert Role.DEPUTY_DSL in mother.roles
    assert came_of(read_concern, mother, ref) is Came.HIDDEN

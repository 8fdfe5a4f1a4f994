"""Who may see which record: the SQL of the lists and the rule agree, in any world."""

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, StaticPool, create_engine, delete, insert, select

from safeguard.cases.models import CaseFile, Concern
from safeguard.cases.permissions import RULES, Act
from safeguard.cases.permissions.seeing import (
    cases_visible_to,
    concerns_visible_to,
    technical_visible_to,
)
from safeguard.cases.states import CaseState, ConcernState
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import SealedBytes, db
from school.foundation.permits import Permit
from school.wall.models import WallAbout, WallBar

SCHOOLS = ("birch", "cedar")
PEOPLE = ("ada", "ben", "cleo")
LEVELS = ("C2", "C3", "C4")
READERS = (Role.DSL, Role.DEPUTY_DSL, Role.HEAD, Role.DIGITAL_SAFETY)
AT = clock.london(clock.today(), 9)
SEALED = SealedBytes(b"\x01")
TABLES: list[Any] = [
    model.__table__ for model in (Concern, CaseFile, WallAbout, WallBar)
]

records = st.fixed_dictionaries(
    {
        "school_ref": st.sampled_from(SCHOOLS),
        "level": st.sampled_from(LEVELS),
        "technical": st.booleans(),
        "about": st.sets(st.sampled_from(PEOPLE), max_size=2),
        "in_case": st.one_of(st.none(), st.integers(0, 1)),
    }
)
bars = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.booleans())
actors = st.builds(
    Actor,
    person_ref=st.sampled_from(PEOPLE),
    school_ref=st.sampled_from(SCHOOLS),
    trust_ref=st.just("trust"),
    roles=st.one_of(
        st.frozensets(st.sampled_from(READERS), min_size=1, max_size=2),
        st.frozensets(st.sampled_from(Role), max_size=3),
    ),
    elevated=st.just(True),
    elevation_reason=st.just("looking"),
)


@cache
def tables_alone() -> Engine:
    """A database of its own, in memory, with the tables that seeing asks."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    db.metadata.create_all(engine, tables=TABLES)
    return engine


def emptied() -> Engine:
    """The same database without a row in it."""
    engine = tables_alone()
    with engine.begin() as connection:
        for table in TABLES:
            connection.execute(delete(table))
    return engine


class World:
    """Random records and bars in a database, and the same in plain Python."""

    def __init__(self, concerns, cases, barred):
        self.cases = {f"CASE{n:06}": each for n, each in enumerate(cases)}
        self.concerns = {f"CONC{n:06}": each for n, each in enumerate(concerns)}
        self.barred = barred
        self.engine = emptied()
        with self.engine.begin() as connection:
            for table, rows in self.rows().items():
                if rows:
                    connection.execute(insert(table), rows)

    def case_of(self, concern) -> str | None:
        refs = list(self.cases)
        number = concern["in_case"]
        return refs[number] if number is not None and number < len(refs) else None

    def rows(self):
        every = {**self.concerns, **self.cases}
        about = [
            {"ref": f"{ref}{person}", "record_ref": ref, "person_ref": person,
             "recorded_at": AT}
            for ref, each in every.items() for person in each["about"]
        ]  # fmt: skip
        barred = [
            {"ref": f"BAR{n}", "person_ref": who, "about_person_ref": whom,
             "why": "kin", "recorded_at": AT, "lifted_at": AT if lifted else None}
            for n, (who, whom, lifted) in enumerate(self.barred)
        ]  # fmt: skip
        return {
            Concern: [self.concern_row(*each) for each in self.concerns.items()],
            CaseFile: [self.case_row(*each) for each in self.cases.items()],
            WallAbout: about,
            WallBar: barred,
        }

    def concern_row(self, ref, concern):
        return {
            "ref": ref, "school_ref": concern["school_ref"], "key_ref": None,
            "sealed_version": 1, "state": ConcernState.SUBMITTED,
            "level": concern["level"], "category": "other", "reporter_ref": "x",
            "teller": "child", "recorded_at": AT, "in_danger": False,
            "intimate_image": False, "technical": concern["technical"],
            "told_dsl": False, "steps": "", "edition": "kcsie_2026", "due_at": AT,
            "due_why": "real_time", "on_duty_rota": False,
            "case_ref": self.case_of(concern), "version": 1,
        }  # fmt: skip

    def case_row(self, ref, case):
        return {
            "ref": ref, "school_ref": case["school_ref"], "key_ref": None,
            "sealed_version": 1, "state": CaseState.ACTIVE, "level": case["level"],
            "category": "other", "title": SEALED, "lead_ref": "x", "opened_by": "x",
            "opened_at": AT, "serious": False, "in_danger": False,
            "intimate_image": False, "next_step": "decide", "changed_at": AT,
            "version": 1,
        }  # fmt: skip

    def visible(self, model, where) -> set[str]:
        with self.engine.connect() as connection:
            return set(connection.execute(select(model.ref).where(where)).scalars())

    def walled(self, actor, ref, each) -> bool:
        whom = {actor.person_ref} | {
            whom
            for who, whom, lifted in self.barred
            if who == actor.person_ref and not lifted
        }
        return bool(whom & each["about"])

    def there(self, actor, ref, each) -> bool:
        """The school's own, and no wall before it or before its case."""
        case = self.case_of(each) if ref in self.concerns else None
        return (
            each["school_ref"] == actor.school_ref
            and not self.walled(actor, ref, each)
            and not (case and self.walled(actor, case, self.cases[case]))
        )


def permits(act: Act, actor: Actor, each) -> bool:
    subject = type("Record", (), each)
    return isinstance(RULES[act](actor, subject), Permit)


worlds = st.tuples(
    st.lists(records, min_size=1, max_size=5),
    st.lists(records, min_size=1, max_size=3),
    st.lists(bars, max_size=4),
)


@settings(max_examples=300, deadline=None)
@given(drawn=worlds, actor=actors)
def test_the_lists_show_exactly_what_the_rule_lets_a_reader_read(drawn, actor):
    world = World(*drawn)
    assert world.visible(Concern, concerns_visible_to(actor)) == {
        ref
        for ref, each in world.concerns.items()
        if world.there(actor, ref, each) and permits(Act.READ_CONCERN, actor, each)
    }
    assert world.visible(CaseFile, cases_visible_to(actor)) == {
        ref
        for ref, each in world.cases.items()
        if world.there(actor, ref, each) and permits(Act.READ_CASE, actor, each)
    }


@settings(max_examples=200, deadline=None)
@given(drawn=worlds, actor=actors)
def test_technical_lists_show_technical_incidents_of_the_lowest_level(drawn, actor):
    world = World(*drawn)
    seen = world.visible(Concern, technical_visible_to(actor))
    rule = permits(Act.READ_TECHNICAL_INCIDENT, actor, {})
    assert seen == {
        ref
        for ref, each in world.concerns.items()
        if rule
        and each["technical"]
        and each["level"] == "C2"
        and world.there(actor, ref, each)
    }


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.DSL, Role.ACTING_DSL,
    Role.DEPUTY_DSL, Role.HEAD}))  # fmt: skip
def test_no_other_role_sees_a_single_record(role):
    actor = Actor("ada", "birch", "trust", frozenset({role}), elevated=True)
    each = {"school_ref": "birch", "level": "C2", "technical": False, "about": set(),
            "in_case": None}  # fmt: skip
    world = World([each], [each], [])
    assert world.visible(Concern, concerns_visible_to(actor)) == set()
    assert world.visible(CaseFile, cases_visible_to(actor)) == set()

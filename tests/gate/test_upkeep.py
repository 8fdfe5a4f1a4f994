"""House-keeping: a closed list of names, each with its own tables and no entry."""

import pytest
from sqlalchemy import select, text, update

from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import OutsideGate
from school.foundation.references import new_ref
from school.gate import note, touch, upkeep
from school.identity.models import OrgSetting, Throttle
from school.notices import Notice, NoticeReading
from tests.factories.world import World
from tests.gate import workbench as bench
from tests.trail.reading import acts

pytestmark = pytest.mark.both_engines


@upkeep("notice.read")
def read_notice(actor: Actor, *also: object) -> None:
    """A notice was seen; and whatever else a careless author adds."""
    db.session.add(NoticeReading(notice_ref=new_ref(), read_at=clock.now()))
    for each in also:
        db.session.add(each)


@upkeep("notice.read")
def careless(actor: Actor, *statements: object) -> None:
    """House-keeping by statements."""
    for statement in statements:
        db.session.execute(statement)  # type: ignore[call-overload]


def _readings() -> int:
    db.session.remove()
    return len(list(db.session.scalars(select(NoticeReading))))


def test_house_keeping_writes_its_table_and_no_entry(world: World) -> None:
    before = acts(world.birch)
    read_notice(world.acting("teacher"))
    assert _readings() == 1
    assert acts(world.birch) == before


def test_house_keeping_cannot_reach_a_recorded_table(world: World) -> None:
    row = OrgSetting(
        ref=new_ref(),
        org_ref=world.birch,
        name="x",
        value="y",
        changed_at=clock.now(),
        changed_by="z",
    )
    with pytest.raises(OutsideGate):
        read_notice(world.acting("teacher"), row)
    assert _readings() == 0


def test_house_keeping_cannot_reach_a_table_that_only_appends(world: World) -> None:
    row = Notice(
        ref=new_ref(),
        school_ref=world.birch,
        person_ref=world["dsl"],
        kind="waits",
        path="/",
        made_at=clock.now(),
    )
    with pytest.raises(OutsideGate):
        read_notice(world.acting("teacher"), row)


def test_house_keeping_cannot_reach_another_ones_table(world: World) -> None:
    names = {column.key: None for column in Throttle.__table__.columns}
    key = next(column.key for column in Throttle.__table__.primary_key)
    with pytest.raises(OutsideGate):
        read_notice(world.acting("teacher"), Throttle(**{**names, key: "x"}))


def test_house_keeping_cannot_change_rows_by_statement(world: World) -> None:
    for statement in (
        update(OrgSetting).values(value="taken over"),
        text("DELETE FROM notice_reading"),
    ):
        with pytest.raises(OutsideGate):
            careless(world.acting("teacher"), statement)


def test_a_name_that_is_not_on_the_list_is_no_house_keeping() -> None:
    with pytest.raises(KeyError):
        upkeep("concern.tidied")


def test_house_keeping_inside_an_act_is_refused(world: World) -> None:
    """It would otherwise be written or undone with an act that it is no part of."""
    teacher = world.acting("teacher")
    with pytest.raises(OutsideGate):
        bench.anything(teacher, lambda: read_notice(teacher))
    assert _readings() == 0


def test_an_act_inside_house_keeping_is_refused(world: World) -> None:
    teacher = world.acting("teacher")

    @upkeep("notice.read")
    def clever(actor: Actor) -> None:
        bench.open_class(actor, "9Q")

    with pytest.raises(OutsideGate):
        clever(teacher)
    assert "9Q" not in bench.titles()


def test_house_keeping_that_fails_leaves_nothing(world: World) -> None:
    class Fall:
        """No row at all."""

    with pytest.raises(Exception, match="not mapped"):
        read_notice(world.acting("teacher"), Fall())
    assert _readings() == 0


def test_house_keeping_says_nothing_into_the_trail(world: World) -> None:
    """Its words would have no entry to stand in; they are lost, not misplaced."""

    @upkeep("notice.read")
    def chatty(actor: Actor) -> None:
        note(said="something")
        touch(new_ref())

    before = acts(world.birch)
    chatty(world.acting("teacher"))
    assert acts(world.birch) == before

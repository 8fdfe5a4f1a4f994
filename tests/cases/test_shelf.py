"""What finding keeps in memory: never past the wall, never past the elevation."""

import pytest

from safeguard.cases.commands.raising import Narrative
from safeguard.cases.permissions.seeing import cases_visible_to, concerns_visible_to
from safeguard.cases.queries.finding import Wanted, find_records
from school import wall
from school.foundation.among import among
from school.foundation.for_a_while import Keeping, keeping
from school.identity.commands.accounts import block_account
from school.identity.commands.elevating import drop_elevation
from school.identity.models import Person
from tests.cases.raised import raised
from tests.cases.worked import dsl
from tests.visitors import visit

STORY = "The kestrel flew over the corridor."


def found(actor, text: str) -> list[str]:
    return [each.reference for each in find_records(actor, Wanted(text)).found]


def test_what_was_raised_since_is_found_too(world):
    first = raised(world, narrative=Narrative(STORY))
    assert found(dsl(world), "kestrel") == [first]
    second = raised(world, "teacher", "jayden", narrative=Narrative(STORY))
    assert set(found(dsl(world), "kestrel")) == {first, second}


@pytest.fixture
def questions_afresh():
    """Words of questions are kept by actor; here their wall is another for a moment."""

    def forget():
        concerns_visible_to.cache_clear()
        cases_visible_to.cache_clear()

    yield forget
    forget()


def test_a_wall_put_up_since_hides_what_was_kept(world, monkeypatch, questions_afresh):
    raised(world, narrative=Narrative(STORY))
    assert found(dsl(world), "kestrel")
    hidden = wall.hidden_from(world["ellis"])
    monkeypatch.setattr(wall, "hidden_from", lambda _person: hidden)
    questions_afresh()
    assert found(dsl(world), "kestrel") == []


def test_the_end_of_the_elevation_wipes_what_was_kept(app, world):
    raised(world, narrative=Narrative(STORY))
    reader = visit(app, world, "dsl", reason="looking for a pattern").actor
    assert found(reader, "kestrel")
    assert keeping().get(reader.sign_in_ref) is not None
    drop_elevation(reader, reader.sign_in_ref, "by_hand")
    assert keeping().get(reader.sign_in_ref) is None


def test_a_blocked_account_leaves_nothing_behind(app, world):
    raised(world, narrative=Narrative(STORY))
    reader = visit(app, world, "dsl", reason="looking for a pattern").actor
    assert found(reader, "kestrel")
    block_account(world.acting("head"), reader.user_ref, "lost_device")
    assert keeping().get(reader.sign_in_ref) is None


def test_what_is_kept_is_bounded_for_all_together():
    kept = Keeping(at_most=100)
    kept.keep("one", "words", 60)
    kept.keep("two", "words", 60)
    kept.keep("three", "words", 101)
    assert kept.get("one") is None
    assert kept.get("two") == "words"
    assert kept.get("three") is None


def test_only_references_stand_in_a_statement():
    with pytest.raises(ValueError, match="no reference"):
        among(Person.ref, ["' OR 1=1 --"])

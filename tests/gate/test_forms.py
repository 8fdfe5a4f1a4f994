"""Forms: sent twice, sent by eight hands at once, sent again with other words."""

import pytest
from flask import Flask

from school.foundation.database import db
from school.foundation.errors import Refused, Repeated
from school.foundation.references import new_ref
from school.gate import FormId, Submission
from tests.factories.world import World
from tests.gate import workbench as bench
from tests.trail.reading import acts, entries, last

pytestmark = pytest.mark.both_engines


def _form(words: str = "words") -> FormId:
    return FormId(form_ref=new_ref(), digest=words.ljust(64, "."))


def _opened(world: World) -> int:
    return sum(act == "bench.opened" for act, _ in acts(world.birch))


def test_pressing_twice_makes_one_record_and_one_entry(world: World) -> None:
    teacher, form = world.acting("teacher"), _form()
    first = bench.open_class(teacher, "9Q", form=form)
    assert bench.open_class(teacher, "9Q", form=form) == first
    assert _opened(world) == 1


def test_the_entry_commits_to_the_form_as_well(world: World) -> None:
    bench.open_class(world.acting("teacher"), "9Q", form=_form())
    tables = [row.table for row in last(world.birch).rows]
    assert tables == ["school_class", "submission"]
    assert bench.prove().holds


def test_the_form_of_a_larger_act_belongs_to_its_own_entry(world: World) -> None:
    teacher = world.acting("teacher")
    ref = bench.open_class(teacher, "9Q")
    before = len(entries(world.birch))
    then = lambda: bench.open_class(teacher, "9R")  # noqa: E731
    bench.move_class(teacher, ref, then, form=_form())
    inner, outer = entries(world.birch)[before:]
    assert [row.table for row in inner.rows] == ["school_class"]
    assert [row.table for row in outer.rows] == ["school_class", "submission"]


def test_eight_at_once_with_one_form_make_one_record(app: Flask, world: World) -> None:
    """Each of the eight is told the same reference: none sees an error (I11)."""
    teacher, form = world.acting("teacher"), _form()
    press = lambda: bench.open_class(teacher, "9Q", form=form)  # noqa: E731
    found = bench.at_once(app, *[press] * 8)
    assert len(set(map(repr, found))) == 1, found
    assert isinstance(found[0], str)
    assert _opened(world) == 1
    assert bench.prove().holds


def test_eight_at_once_with_forms_of_their_own_make_eight(
    app: Flask, world: World
) -> None:
    teacher = world.acting("teacher")
    press = lambda: bench.open_class(teacher, "9Q", form=_form())  # noqa: E731
    assert len(set(bench.at_once(app, *[press] * 8))) == 8


def test_the_same_form_with_other_words_is_told_so_and_changes_nothing(
    world: World,
) -> None:
    teacher, form = world.acting("teacher"), _form()
    bench.open_class(teacher, "9Q", form=form)
    before = acts(world.birch)
    with pytest.raises(Repeated):
        bench.open_class(
            teacher, "9R", form=FormId(form.form_ref, _form("other").digest)
        )
    assert "9R" not in bench.titles()
    assert acts(world.birch) == before


def test_the_same_form_for_another_act_does_not_pass_for_that_act(
    world: World,
) -> None:
    """A form id carried to another page must not look as if that act was done."""
    teacher, form = world.acting("teacher"), _form()
    ref = bench.open_class(teacher, "9Q", form=form)
    with pytest.raises(Repeated):
        bench.rename_class(teacher, ref, "9R", form=form)


def test_two_people_may_hold_forms_with_one_id(world: World) -> None:
    form = _form()
    one = bench.open_class(world.acting("teacher"), "9Q", form=form)
    other = bench.open_class(world.acting("other_teacher"), "9Q", form=form)
    assert one != other


def test_a_form_that_was_refused_can_be_sent_again(world: World) -> None:
    """Elevation was lacking: after it, the same form goes through."""
    ref, form = bench.open_class(world.acting("teacher"), "9Q"), _form()
    with pytest.raises(Refused):
        bench.close_class(world.acting("head"), ref, form=form)
    bench.close_class(world.acting("head", reason="never met"), ref, form=form)
    assert "9Q" not in bench.titles()


def test_a_form_whose_act_failed_can_be_sent_again(world: World) -> None:
    teacher, form = world.acting("teacher"), _form()
    with pytest.raises(ValueError, match="x"):
        bench.open_and_fall(teacher, "9Q", ValueError("x"), form=form)
    assert bench.open_class(teacher, "9Q", form=form)
    assert _opened(world) == 1


def test_an_act_without_a_form_happens_each_time(world: World) -> None:
    teacher = world.acting("teacher")
    assert bench.open_class(teacher, "9Q") != bench.open_class(teacher, "9Q")


def test_what_is_kept_of_a_form_is_no_word_of_it(world: World) -> None:
    bench.open_class(world.acting("teacher"), "Zebedee", form=_form("keyed digest"))
    row = db.session.scalars(db.select(Submission)).one()
    kept = [getattr(row, column.key) for column in Submission.__table__.columns]
    assert "Zebedee" not in str(kept)

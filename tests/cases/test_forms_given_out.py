"""A form that nobody was given makes no concern, and its words are not lost."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from safeguard.cases.models import Concern
from school.foundation.database import db
from tests.cases.raised import raised
from tests.factories.world import World
from tests.visitors import hidden_fields_in, visit

RAISE = "/concerns/raise"
WORDS = "He would not say why."


def _filled_in(world: World, hidden: dict[str, str]) -> dict[str, str]:
    return {**hidden, "narrative": WORDS, "children-0-ref": world["ellis"]}


def _concerns() -> int:
    return db.session.scalar(select(func.count()).select_from(Concern)) or 0


@pytest.mark.parametrize("form_id", [None, "", "invented", "invented.signed"])
def test_a_form_without_an_id_of_ours_comes_back_and_raises_nothing(
    app: Flask, world: World, form_id: str | None
) -> None:
    """Sent twice, it would be two concerns: it comes back once, with every word."""
    teacher = visit(app, world, "teacher")
    fields = _filled_in(world, teacher.hidden_fields(RAISE))
    del fields["form_id"]
    if form_id is not None:
        fields["form_id"] = form_id

    answer = teacher.post(RAISE, data=fields)

    assert answer.status_code == 422
    assert "Nothing was lost" in answer.text
    assert WORDS in answer.text
    assert _concerns() == 0
    again = {**fields, "form_id": hidden_fields_in(answer.text)["form_id"]}
    assert teacher.post(RAISE, data=again).status_code == 303
    assert teacher.post(RAISE, data=again).status_code == 303
    assert _concerns() == 1


def test_a_draft_without_an_id_of_ours_stays_on_the_page(
    app: Flask, world: World
) -> None:
    """With the button for those without script; the script itself is told 422."""
    teacher = visit(app, world, "teacher")
    for page in (RAISE, "/concerns/adult"):
        hidden = teacher.hidden_fields(page)
        fields = {**_filled_in(world, hidden), "form_id": ""}
        answer = teacher.post(page, data={**fields, "press": "save_draft"})
        assert answer.status_code == 422
        assert "Nothing was lost" in answer.text
        assert WORDS in answer.text
        fields["form_id"] = hidden_fields_in(answer.text)["form_id"]
        kept = teacher.post(page, data={**fields, "press": "save_draft"})
        assert kept.status_code == 303
    fields["form_id"] = ""
    for by_script in ("/drafts", "/concerns/adult/drafts"):
        assert teacher.post(by_script, data=fields).status_code == 422


def test_what_is_added_without_an_id_of_ours_stays_on_the_page(
    app: Flask, world: World
) -> None:
    ref = raised(world, "teacher", "ellis")
    path = f"/concerns/{ref}/add"
    teacher = visit(app, world, "teacher")
    hidden = teacher.hidden_fields(path)

    answer = teacher.post(path, data={**hidden, "form_id": "", "text": WORDS})

    assert answer.status_code == 422
    assert "Nothing was lost" in answer.text
    assert WORDS in answer.text

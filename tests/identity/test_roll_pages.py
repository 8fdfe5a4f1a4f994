"""The pages of a roll, over HTTP: templates, the file, the preview, the steps."""

import io
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from school.identity.commands.roll.reading import LARGEST
from school.identity.models import RollKind
from tests.factories.world import World
from tests.identity.rolls import PUPILS, person_called
from tests.visitors import Visitor, visit

ADA = "0042,Ada,Brandt,1/9/2013,F,H801200001001,8K,8"


def _uploaded(visitor: Visitor, text: str, kind: str = "pupils", **more: Any) -> Any:
    fields = visitor.hidden_fields("/roll")
    file = (io.BytesIO(text.encode()), "roll.csv")
    return visitor.post("/roll", data={**fields, "kind": kind, "file": file, **more})


def _pressed(visitor: Visitor, path: str, step: str) -> Any:
    """Press one of the buttons of a roll's page."""
    fields = visitor.hidden_fields(path)
    return visitor.post(f"{path}/{step}", data=fields)


def test_a_roll_is_checked_shown_and_imported(app: Flask, world: World) -> None:
    ict = visit(app, world, "ict")
    sent = _uploaded(ict, f"{PUPILS}\n{ADA}\n0043,=1+1,Lund,,,,8K,8\n")
    assert sent.status_code == 303
    page = ict.get(sent.location).text
    assert "Ada Brandt" in page
    assert "begins like a formula of a spreadsheet" in page
    assert _pressed(ict, sent.location, "import").status_code == 303
    assert person_called("Ada", "Brandt")
    assert person_called("=1+1", "Lund") is None
    after = ict.get(sent.location).text
    assert "Imported on" in after
    assert "Ada Brandt" not in after
    assert _pressed(ict, sent.location, "import").status_code == 409


def test_above_the_threshold_the_page_leads_to_the_head(
    app: Flask, world: World
) -> None:
    ict, head = visit(app, world, "ict"), visit(app, world, "head")
    rows = "\n".join(f"1{n:02},Kind{chr(97 + n)},Lund,,,,8K,8" for n in range(8))
    first = _uploaded(ict, f"{PUPILS}\n{rows}")
    _pressed(ict, first.location, "import")
    second = _uploaded(ict, f"{PUPILS}\n{rows}".replace("Lund", "Holt")).location
    page = ict.get(second).text
    assert "Ask the head to approve it" in page
    assert "Import:" not in page
    assert _pressed(ict, second, "import").status_code == 403
    assert "Approve this roll" not in head.get(second).text
    _pressed(ict, second, "put-forward")
    assert "Approve this roll" in head.get(second).text
    assert _pressed(head, second, "approve").status_code == 303
    assert _pressed(head, second, "import").status_code == 403
    assert _pressed(ict, second, "import").status_code == 303
    assert person_called("Kinda", "Holt")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04workbook", "This is a workbook."),
        ("roll_number".encode("utf-16"), "Save as “CSV UTF-8”"),
        (b"given_name\nAda", "The header lacks: roll_number, family_name, form."),
        (b"", "Nothing is in it."),
    ],
)
def test_a_file_that_is_no_roll_is_told_in_words(
    app: Flask, world: World, content: bytes, words: str
) -> None:
    ict = visit(app, world, "ict")
    fields = ict.hidden_fields("/roll")
    file = (io.BytesIO(content), "roll.csv")
    page = ict.post("/roll", data={**fields, "kind": "pupils", "file": file})
    assert page.status_code == 422
    assert words in page.text


def test_a_file_up_to_the_limit_is_read_and_a_larger_one_is_not(
    app: Flask, world: World
) -> None:
    """Another page takes no file at all; nothing is written to a file."""
    ict = visit(app, world, "ict")
    padding = "0099,Ada,Brandt,,,,8K,8,".ljust(2_000, " ") + "\n"
    large = f"{PUPILS},note\n" + padding * (LARGEST // 2_000 - 10)
    assert len(large) > 1_000_000
    assert _sent_whole(ict, "/roll", large).status_code == 303
    assert _sent_whole(ict, "/roll", large + "x" * LARGEST).status_code == 413
    assert _sent_whole(ict, "/people/add/pupil", large).status_code == 415


def _sent_whole(visitor: Visitor, path: str, text: str) -> Any:
    """A large file, put together in memory: the test client would write it to disk."""
    file = FileStorage(io.BytesIO(text.encode()), "roll.csv", "file")
    fields = {**visitor.hidden_fields("/roll"), "kind": "pupils", "file": file}
    boundary, body = encode_multipart(fields)
    return visitor.post(
        path,
        input_stream=io.BytesIO(body),
        content_length=len(body),
        content_type=f"multipart/form-data; boundary={boundary}",
    )


def test_another_file_under_the_same_form_is_another_act(
    app: Flask, world: World
) -> None:
    ict = visit(app, world, "ict")
    fields = {**ict.hidden_fields("/roll"), "kind": "pupils"}

    def sent(text: str) -> Any:
        file = (io.BytesIO(text.encode()), "roll.csv")
        return ict.post("/roll", data={**fields, "file": file})

    first = sent(f"{PUPILS}\n{ADA}")
    assert sent(f"{PUPILS}\n{ADA}").location == first.location
    assert sent(f"{PUPILS}\n{ADA.replace('Ada', 'Ida')}").status_code == 409


@pytest.mark.parametrize("kind", list(RollKind))
@pytest.mark.parametrize("variant", ["empty", "sample"])
def test_the_templates_can_be_brought_back_as_they_are(
    app: Flask, world: World, kind: RollKind, variant: str
) -> None:
    ict = visit(app, world, "ict")
    answer = ict.get(f"/roll/templates/{kind.value}-{variant}.csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    sent = _uploaded(ict, answer.text, kind.value)
    if variant == "empty":
        assert "There is no row below the header." in sent.text
    else:
        assert sent.status_code == 303
    assert ict.get("/roll/templates/pupils-other.csv").status_code == 404


def test_a_roll_can_be_discarded(app: Flask, world: World) -> None:
    ict = visit(app, world, "ict")
    where = _uploaded(ict, f"{PUPILS}\n{ADA}").location
    assert _pressed(ict, where, "discard").status_code == 303
    page = ict.get(where).text
    assert "Discarded" in page
    assert "Ada" not in page


def test_letters_of_an_older_windows_are_read_and_said(
    app: Flask, world: World
) -> None:
    ict = visit(app, world, "ict")
    fields = {**ict.hidden_fields("/roll"), "kind": "pupils"}
    text = f"{PUPILS}\n0045,Zoë,Müller,,,,8K,8"
    file = (io.BytesIO(text.encode("cp1252")), "roll.csv")
    sent = ict.post("/roll", data={**fields, "file": file})
    page = ict.get(sent.location).text
    assert "it was read as the letters of an older Windows" in page
    assert "Zoë Müller" in page

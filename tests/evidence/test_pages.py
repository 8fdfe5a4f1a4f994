"""Attaching over HTTP: what is asked first, what is given out, what stands on pages."""

import io
import tempfile
from pathlib import Path

import pytest

from safeguard.cases.commands.recording import suspect_image
from school.foundation.references import spoken
from school.foundation.sealed_files import sealed_files
from tests.cases.worked import concerns_of, dsl, opened
from tests.evidence.attached import PDF, address, attach, form_of, rows, send
from tests.evidence.noise import REFUSED, TAKEN
from tests.visitors import visit


@pytest.fixture
def case(world, in_term):
    return opened(world)


class Unread(io.BytesIO):
    """A body that must not be looked at."""

    def read(self, *_):
        raise AssertionError("the body was read")

    readline = readinto = read


def post_unread(visitor, path: str, kind: str = "multipart/form-data; boundary=x"):
    return visitor.post(
        path,
        input_stream=Unread(),
        content_type=kind,
        environ_overrides={"CONTENT_LENGTH": "9000000"},
    )


def test_a_file_is_attached_on_its_page_and_stands_on_the_case(ruth, world, case):
    page = ruth.get(f"/cases/{spoken(case)}")
    assert "None. A file that is attached stands here." in page.text
    assert address(case) in page.text
    hidden = form_of(ruth, case)
    sent = send(ruth, address(case), hidden, ("A letter.pdf", PDF))
    assert (sent.status_code, sent.location) == (303, f"/cases/{spoken(case)}")
    page = ruth.get(sent.location)
    assert "A letter.pdf" in page.text
    again = send(ruth, address(case), hidden, ("A letter.pdf", PDF))
    assert again.status_code == 303
    assert (rows(), len(list(sealed_files().refs()))) == (1, 1)
    other = send(ruth, address(case), hidden, ("Another.pdf", PDF))
    assert other.status_code == 409
    assert "This form was already sent" in other.text
    assert (rows(), len(list(sealed_files().refs()))) == (1, 1)


def test_a_file_stands_on_its_concern(ruth, world, case):
    [concern] = concerns_of(case)
    send(ruth, address(concern), form_of(ruth, concern), ("A letter.pdf", PDF))
    assert "A letter.pdf" in ruth.get(f"/concerns/{spoken(concern)}").text
    assert "A letter.pdf" not in ruth.get(f"/cases/{spoken(case)}").text


def test_a_file_is_handed_over_and_shown_nowhere(ruth, world, case):
    ref = attach(dsl(world), case, "x.jpg", TAKEN["jpg"] + b"<script>1</script>")
    answer = ruth.get(f"/files/{spoken(case)}/{ref}")
    assert answer.status_code == 200
    assert answer.data == TAKEN["jpg"] + b"<script>1</script>"
    headers = answer.headers
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"] == f'attachment; filename="file-{ref}.jpg"'
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_what_is_wrong_stands_beside_its_field(ruth, world, case):
    hidden = form_of(ruth, case)
    for name, content, fields, words in (
        ("x.docm", REFUSED["docm"], {}, "Files of this kind are not taken"),
        ("x.pdf", PDF, {"declared": ""}, "Say that it shows no child undressed"),
        ("x.pdf", PDF, {"about": "?"}, "Write in a few words"),
        ("", b"", {}, "Choose the file from your computer."),
    ):
        answer = send(ruth, address(case), hidden, (name, content), **fields)
        assert answer.status_code == 422
        assert words in answer.text
    assert (rows(), list(sealed_files().refs())) == (0, [])


def test_a_form_that_was_not_given_out_stores_nothing(ruth, world, case):
    hidden = form_of(ruth, case)
    without_token = {**hidden, "csrf_token": "forged"}
    without_id = {**hidden, "form_id": "forged"}
    for sent, status in ((without_token, 400), (without_id, 422)):
        assert send(ruth, address(case), sent, ("x.pdf", PDF)).status_code == status
    assert (rows(), list(sealed_files().refs())) == (0, [])


def test_where_a_stop_stands_the_page_says_what_to_do_instead(ruth, world, case):
    hidden = form_of(ruth, case)
    ref = attach(dsl(world), case)
    suspect_image(dsl(world), case)
    page = ruth.get(address(case))
    assert page.status_code == 409
    for words in ("flight mode", "bag, seal it", "safeguarding lead at once", "101"):
        assert words in page.text
    assert "<form method" not in page.text.partition("<main")[2].partition("</main")[0]
    assert send(ruth, address(case), hidden, ("x.pdf", PDF)).status_code == 409
    [concern] = concerns_of(case)
    for place in (address(case), address(concern), f"/cases/{spoken(case)}/add"):
        assert post_unread(ruth, place).status_code == 409
    away = ruth.get(f"/files/{spoken(case)}/{ref}")
    assert away.status_code == 403
    assert "This file is sealed away" in away.text
    page = ruth.get(f"/cases/{spoken(case)}").text
    assert "Nothing can be attached" in page
    assert "sealed away" in page
    assert "letter.pdf" not in page


def test_a_file_is_refused_unread_by_whoever_may_not_see_the_record(app, world, case):
    stopped = opened(world, "jayden")
    suspect_image(dsl(world), stopped)
    for name in ("teacher", "cedar_dsl"):
        visitor = visit(app, world, name, elevated=True)
        for ref in (case, stopped, "0000000000"):
            assert post_unread(visitor, address(ref)).status_code == 404
    stranger = app.test_client()
    assert post_unread(stranger, address(case)).status_code == 401


def test_whoever_did_not_show_a_second_factor_is_asked_for_it(app, world, case):
    ruth = visit(app, world, "dsl")
    assert "/elevate" in ruth.get(address(case)).location
    head = visit(app, world, "head", reason="working the queue")
    assert head.get(address(case)).status_code == 403


def test_nothing_is_written_into_the_temporary_folder(
    ruth, world, case, tmp_path, monkeypatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    Path(tmp_path / "tmp").mkdir()
    content = TAKEN["pdf"] + bytes(3_000_000)
    answer = send(ruth, address(case), form_of(ruth, case), ("x.pdf", content))
    assert answer.status_code == 303
    assert list((tmp_path / "tmp").iterdir()) == []

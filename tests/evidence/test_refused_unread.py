"""Bodies that are refused before they are read, over a real socket."""

import io
import socket
import tempfile
from itertools import product

import pytest
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from safeguard.cases.commands.recording import suspect_image
from safeguard.evidence.models import EvidenceFile
from safeguard.installation import turning_away
from school.foundation.database import db
from school.foundation.references import spoken
from tests.cases.worked import dsl, opened
from tests.evidence.noise import TAKEN
from tests.evidence.served import PARTS, opened_door
from tests.visitors import hidden_fields_in


@pytest.fixture
def door(settings):
    with opened_door(settings) as opened_up:
        yield opened_up


@pytest.fixture
def read(monkeypatch):
    """How many bytes of bodies the server has taken in."""
    taken: list[int] = []
    receives = turning_away._Parser.received

    def received(parser, data):
        before = parser.body_rcv
        used = receives(parser, data)
        if before is not None:
            taken.append(used)
        return used

    monkeypatch.setattr(turning_away._Parser, "received", received)
    return taken


TYPES = [
    *(PARTS, "image/jpeg", "application/pdf", "application/json", "text/plain", ""),
    *("application/octet-stream", "application/x-www-form-urlencoded, image/png"),
]


def stopped_case(door) -> str:
    case = opened(door.world)
    suspect_image(dsl(door.world), case)
    return spoken(case)


def test_where_a_stop_stands_no_body_but_typed_text_is_read(door, read):
    ref = stopped_case(door)
    cookie = door.cookie("dsl")
    places = (
        f"/cases/{ref}",
        f"/cases/{ref}/add",
        f"/no/such/page/{ref.lower()}/there",
        f"/roll?about={ref}",
    )
    for place, kind in product(places, TYPES):
        heard = door.ask(place, cookie=cookie, Content_Type=kind)
        assert (heard.status, heard.hung_up) == (409, True), (place, kind)
        assert b"Do not look at it" in heard.body
    assert read == []


def test_neither_chunks_nor_an_offer_to_wait_make_it_read(door, read):
    ref = stopped_case(door)
    cookie = door.cookie("dsl")
    for more in (
        {"Transfer_Encoding": "chunked", "Content_Length": ""},
        {"Expect": "100-continue"},
    ):
        heard = door.ask(f"/cases/{ref}", cookie=cookie, Content_Type=PARTS, **more)
        assert (heard.status, heard.hung_up) == (409, True)
        assert "100 Continue" not in heard.head
    assert read == []


def test_what_came_with_the_header_is_no_request_of_its_own(door, read):
    """A body that looks like a request is not answered as one."""
    ref = stopped_case(door)
    inner = b"GET /sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n"
    heard = door.ask(
        f"/cases/{ref}", cookie=door.cookie("dsl"), Content_Type=PARTS, body=inner
    )
    assert (heard.status, heard.hung_up) == (409, True)
    assert heard.body.count(b"</html>") == 1
    assert read == []


def test_to_whoever_may_not_see_it_a_stop_is_not_told(door, read):
    """A stopped record, one without a stop and one that never was look the same."""
    ref, other = stopped_case(door), spoken(opened(door.world))
    for cookie in ("", door.cookie("teacher"), door.cookie("cedar_dsl")):
        statuses = {
            door.ask(f"/cases/{each}", cookie=cookie, Content_Type=PARTS).status
            for each in (ref, other, "00000-00000")
        }
        assert statuses == {415}
    assert read == []


def test_a_page_that_takes_no_file_reads_none(door, read):
    cookie = door.cookie("teacher")
    for kind in (PARTS, "image/png", "text/plain", ""):
        heard = door.ask("/concerns/new", cookie=cookie, Content_Type=kind)
        assert (heard.status, heard.hung_up) == (415, True)
        assert b"No file can be sent here" in heard.body
    assert read == []


def test_nobody_sends_a_file_who_is_not_signed_in(door, read):
    heard = door.ask("/roll", Content_Type=PARTS, Content_Length="1000000")
    assert (heard.status, heard.hung_up) == (401, True)
    assert read == []


def test_what_is_too_long_is_not_read(door, read):
    cookie = door.cookie("ict")
    for path, kind in (
        ("/roll", PARTS),
        ("/concerns/new", "application/x-www-form-urlencoded"),
        ("/concerns/new", "application/json"),
    ):
        said = {"Content_Type": kind, "Content_Length": str(2**30)}
        heard = door.ask(path, cookie=cookie, **said)
        assert (heard.status, heard.hung_up) == (413, True)
    assert read == []


def test_typed_text_is_still_read_where_a_stop_stands(door, read):
    ref = stopped_case(door)
    heard = door.ask(
        f"/cases/{ref}/add",
        cookie=door.cookie("dsl"),
        body=b"text=said",
        Content_Type="application/x-www-form-urlencoded",
        Content_Length="9",
        Connection="close",
    )
    assert heard.status == 400
    assert sum(read) == 9


def test_a_long_file_passes_through_memory_alone(door, read, monkeypatch):
    """Twenty megabytes, and nowhere a place for a temporary file."""
    case = opened(door.world)
    cookie = door.cookie("dsl")
    path = f"/files/{spoken(case)}/attach"
    page = door.ask(
        path, method="GET", cookie=cookie, Connection="close", Content_Length=""
    )
    hidden = hidden_fields_in(page.body.decode())
    cookie = page.cookie or cookie
    content = TAKEN["pdf"] + bytes(20_000_000)
    file = FileStorage(io.BytesIO(content), "long.pdf", "file")
    said = {**hidden, "about": "A very long letter.", "declared": "y", "file": file}
    boundary, body = encode_multipart(said)
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere/at/all")
    heard = door.ask(
        path,
        cookie=cookie,
        body=body,
        Content_Type=f"multipart/form-data; boundary={boundary}",
        Content_Length=str(len(body)),
        Connection="close",
    )
    assert heard.status == 303
    assert sum(read) == len(body)
    assert db.session.scalars(select(EvidenceFile.size)).all() == [len(content)]


def test_each_of_several_sockets_asks(door):
    """Where a name stands for two addresses, the server listens at both."""
    here = ("127.0.0.1", 0)
    with socket.create_server(here) as one, socket.create_server(here) as other:
        server = turning_away.make_server(door.app, sockets=[one, other], threads=1)
        listening = turning_away._listening(server)
        assert len(listening) == 2
        for each in listening:
            assert each.channel_class is turning_away._Channel
        server.close()


def test_what_cannot_be_asked_about_is_not_read(door, read, monkeypatch):
    def fails():
        raise RuntimeError

    monkeypatch.setattr(turning_away, "refused_status", fails)
    heard = door.ask("/roll", cookie=door.cookie("ict"), Content_Type=PARTS)
    assert (heard.status, heard.hung_up) == (503, True)
    assert read == []

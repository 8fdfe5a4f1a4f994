"""Letters to parents: one to each who may sign, legible, good for one signature."""

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import func, select

from safeguard.agreements.commands.answering import Said
from safeguard.agreements.commands.linking import code_heard, hash_of
from safeguard.agreements.commands.signing_by_link import (
    decline_by_link,
    sign_by_link,
)
from safeguard.agreements.models import AgreementLink
from safeguard.agreements.permissions.links import find_link
from safeguard.agreements.permissions.texts import live_template
from safeguard.agreements.states import AgreementState
from safeguard.campaigns.commands.lettering import (
    DEAD_AFTER,
    NewLetters,
    ask_letters,
    take_letters,
)
from safeguard.campaigns.queries.letters import (
    download_letters,
    letters_to_set,
    read_letters,
)
from safeguard.campaigns.queries.lists import read_refused
from safeguard.installation import letters as setting
from safeguard.installation.letters import set_waiting_letters
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, Refused, Stale
from school.foundation.sealed_files import sealed_files
from school.identity.commands.people import NewRelationship, relate
from tests.campaigns import told
from tests.factories.world import World
from tests.trail.reading import acts, last


def asked_for(world: World, ref: str, by: str = "roll_officer", **what: Any) -> str:
    """A print is asked for and set."""
    letters = ask_letters(world.acting(by), ref, NewLetters(**what))
    set_waiting_letters()
    db.session.remove()
    return letters


def pages_of(world: World, letters: str, by: str = "roll_officer") -> list[str]:
    """What stands on each page of a print."""
    pdf = download_letters(world.acting(by), letters)
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def code_on(page: str) -> str:
    """The code of a letter, as somebody types it."""
    return next(line for line in page.splitlines() if line.count("-") == 3)


def open_links() -> list[AgreementLink]:
    """Links by which somebody can sign."""
    asked = select(AgreementLink).where(AgreementLink.revoked_at.is_(None))
    return list(db.session.scalars(asked))


@pytest.mark.both_engines
def test_each_adult_who_may_sign_gets_a_letter_of_a_page(world: World) -> None:
    told.parent(world, "ellis", "Zofia", "Żółć")
    told.parent(world, "ellis", "Íñigo", "O'Brien-Ñandú")
    told.parent(world, "wang", "大山", "王")
    ref = told.issued(world, "9", "10")

    letters = asked_for(world, ref)

    pages = pages_of(world, letters)
    assert len(pages) == 3
    for adult, pupil in (
        ("Zofia Żółć", "Ellis Thornbury"),
        ("Íñigo O'Brien-Ñandú", "Ellis Thornbury"),
        ("大山 王", "小明 王"),
    ):
        (page,) = [each for each in pages if adult in each]
        assert pupil in page
        assert "Birch Academy" in page
    kept = {link.code_hash for link in open_links()}
    assert {hash_of(code_heard(code_on(page))) for page in pages} == kept
    assert acts(world.birch)[-1] == ("campaign_letters.downloaded", "done")


def test_no_letter_goes_where_none_may(world: World) -> None:
    told.parent(world, "ellis", court_order=True)
    told.parent(world, "wang", do_not_contact=True)
    told.parent(world, "jayden")
    ref = told.issued(world, "9", "10")

    letters = asked_for(world, ref)

    assert len(pages_of(world, letters)) == 1
    page = read_letters(world.acting("roll_officer"), ref)
    # Why nobody may is on no list.
    assert {each.name for each in page.no_adult} >= {"Ellis Thornbury", "小明 王"}


def test_whoever_has_answered_gets_no_letter(world: World) -> None:
    for pupil in ("ellis", "jayden", "other_maya"):
        told.parent(world, pupil)
    ref = told.issued(world, "9", "10")
    told.stands(world, ref, "ellis", AgreementState.PARENT_SIGNED)
    told.stands(world, ref, "jayden", AgreementState.PUPIL_SIGNED)
    told.stands(world, ref, "other_maya", AgreementState.DECLINED)

    pages = pages_of(world, asked_for(world, ref))

    assert [("Jayden Pryce" in page) for page in pages] == [True]


def test_a_second_letter_makes_the_first_worthless(world: World) -> None:
    told.parent(world, "ellis")
    ref = told.issued(world, "9", "10")
    first = code_on(pages_of(world, asked_for(world, ref))[0])

    second = code_on(pages_of(world, asked_for(world, ref, again=True))[0])

    assert first != second
    assert [link.code_hash for link in open_links()] == [hash_of(code_heard(second))]


def test_a_reminder_says_so_and_one_class_is_one_class(world: World) -> None:
    told.parent(world, "ellis")
    told.parent(world, "jayden")
    ref = told.issued(world, "9", "10")

    letters = asked_for(world, ref, class_ref=world.classes["9H"], again=True)

    (page,) = pages_of(world, letters)
    assert "A reminder" in page
    assert "Ellis" in page


def test_nobody_prints_letters_about_a_child_of_their_own(world: World) -> None:
    child = NewRelationship(world["ellis"], world["roll_officer"], "parent", True)
    relate(world.system(), child)
    told.parent(world, "ellis")
    ref = told.issued(world, "9", "10")

    mine = asked_for(world, ref)
    theirs = asked_for(world, ref, by="head")

    assert told.letters(mine).state == "stopped"
    assert len(pages_of(world, theirs, "head")) == 2


def test_only_whoever_asked_takes_the_file_and_only_for_an_hour(world: World) -> None:
    told.parent(world, "ellis")
    ref = told.issued(world, "9", "10")
    letters = asked_for(world, ref)

    with pytest.raises(Hidden):
        download_letters(world.acting("head"), letters)
    with clock.moved_on(timedelta(hours=1)), pytest.raises(Hidden):
        download_letters(world.acting("roll_officer"), letters)


def test_a_print_under_way_is_left_to_its_worker_until_that_has_died(
    world: World,
) -> None:
    told.parent(world, "ellis")
    ref = told.issued(world, "9", "10")
    letters = ask_letters(world.acting("roll_officer"), ref, NewLetters())
    system = Actor.system("letters", world.birch, world.trust)
    take_letters(system, letters, "worker one", 1)

    assert letters_to_set() == []
    with pytest.raises(Stale):
        take_letters(system, letters, "worker two", 1)
    with pytest.raises(Stale):
        ask_letters(world.acting("roll_officer"), ref, NewLetters())
    with clock.moved_on(DEAD_AFTER + timedelta(seconds=1)):
        set_waiting_letters()
        assert told.letters(letters).state == "ready"


def test_stopped_half_way_it_begins_anew_and_only_the_last_codes_hold(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for pupil in ("ellis", "jayden", "wang"):
        told.parent(world, pupil)
    ref = told.issued(world, "9", "10")
    letters = ask_letters(world.acting("roll_officer"), ref, NewLetters())
    monkeypatch.setattr(setting, "PIECE", 2)
    monkeypatch.setattr(setting, "joined", _power_cut)
    with pytest.raises(KeyboardInterrupt):
        set_waiting_letters()
    monkeypatch.undo()
    assert told.letters(letters).state == "asked"

    with clock.moved_on(DEAD_AFTER + timedelta(seconds=1)):
        set_waiting_letters()
        db.session.remove()
        pages = pages_of(world, letters)

    assert len(pages) == 3
    kept = {link.code_hash for link in open_links()}
    assert {hash_of(code_heard(code_on(page))) for page in pages} == kept


def _power_cut(_pieces: list[bytes]) -> bytes:
    raise KeyboardInterrupt


def test_pieces_are_joined_with_their_tags(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for pupil in ("ellis", "jayden", "wang"):
        told.parent(world, pupil)
    ref = told.issued(world, "9", "10")
    monkeypatch.setattr(setting, "PIECE", 1)

    pdf = download_letters(world.acting("roll_officer"), asked_for(world, ref))

    reader = PdfReader(io.BytesIO(pdf))
    root: Any = reader.trailer["/Root"]
    assert len(reader.pages) == 3
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    # Each page finds its own part of the tree, and that part names this page.
    keys = list(numbers[::2])
    assert keys == sorted(set(keys))
    for page in reader.pages:
        place = keys.index(page["/StructParents"])
        marked = [each for each in numbers[2 * place + 1] if each.get_object()]
        assert marked
        assert all(_page_of(each) == page.indirect_reference for each in marked)
    assert all(
        kid.get_object()["/P"].get_object() == root["/StructTreeRoot"]
        for kid in root["/StructTreeRoot"]["/K"]
    )


def _page_of(element: Any) -> Any:
    found = element.get_object()
    return found.raw_get("/Pg") if "/Pg" in found else None


def test_an_adult_marked_meanwhile_gets_no_letter(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    adult = told.parent(world, "ellis")
    told.parent(world, "jayden")
    ref = told.issued(world, "9", "10")

    def take_and_hear_of_an_order(*args: Any) -> str:
        done = take_letters(*args)
        order = NewRelationship(world["ellis"], adult, "parent", True, court_order=True)
        relate(world.system(), order)
        return done

    monkeypatch.setattr(setting, "take_letters", take_and_hear_of_an_order)

    pages = pages_of(world, asked_for(world, ref))

    assert ["Jayden" in page for page in pages] == [True]


def test_what_lies_on_the_disk_tells_nothing_and_is_swept(
    world: World, app: Flask
) -> None:
    told.parent(world, "ellis", "Zofia", "Brandt")
    ref = told.issued(world, "9", "10")
    row = told.letters(asked_for(world, ref))

    files = sealed_files()
    assert row.file_ref is not None
    lies = files.path(row.file_ref).read_bytes()
    assert b"%PDF" not in lies


def test_letters_need_an_open_campaign_and_a_class_that_is_there(
    world: World,
) -> None:
    officer = world.acting("roll_officer")
    draft = told.drafted(world)
    with pytest.raises(Stale):
        ask_letters(officer, draft, NewLetters())
    with pytest.raises(Refused):
        ask_letters(world.acting("teacher"), draft, NewLetters())


def test_a_class_of_elsewhere_is_objected_to(world: World) -> None:
    ref = told.issued(world, "9", "10")
    with pytest.raises(Invalid):
        ask_letters(
            world.acting("head"), ref, NewLetters(class_ref=world.classes["7T"])
        )


def test_nobody_prints_who_may_not_any_more(world: World) -> None:
    told.parent(world, "ellis")
    ref = told.issued(world, "9", "10")
    actor = world.acting("roll_officer")
    stranger = replace(actor, person_ref=world["teacher"])
    letters = ask_letters(stranger, ref, NewLetters())

    set_waiting_letters()

    assert told.letters(letters).state == "stopped"
    asked = select(func.count()).select_from(AgreementLink)
    assert db.session.scalar(asked) == 0
    assert last(world.birch).action == "campaign_letters.finished"


def _text_hash(world: World) -> str:
    found = live_template(world.birch, "older")
    return (found.text_hash if found else None) or ""


def test_the_code_of_a_letter_lets_its_reader_sign_once(world: World) -> None:
    told.parent(world, "ellis")
    ref = told.issued(world, "9", "10")
    code = code_on(pages_of(world, asked_for(world, ref))[0])
    link = find_link(code)
    assert link is not None

    sign_by_link(link.actor, link.ref, Said(_text_hash(world), typed="Orla Fenwick"))

    assert told.agreements(world, ref)["ellis"] == ["parent_signed"]
    again = find_link(code)
    assert again is not None
    assert not again.signs
    assert told.letters(asked_for(world, ref)).state == "stopped"


def test_whoever_declines_by_letter_stands_with_the_reason(world: World) -> None:
    told.parent(world, "ellis")
    ref = told.issued(world, "9", "10")
    link = find_link(code_on(pages_of(world, asked_for(world, ref))[0]))
    assert link is not None
    why = "We would like to talk about phones first."

    decline_by_link(link.actor, link.ref, Said(_text_hash(world), reason=why))

    (line,) = read_refused(world.acting("head"), ref)
    assert line.person.ref == world["ellis"]
    assert [(said.name, said.reason) for said in line.said] == [("Orla Fenwick", why)]
    assert not line.parents_differ

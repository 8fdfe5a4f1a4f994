"""Searching over HTTP: on a phone, step by step, and what stands on its pages."""

import re
from dataclasses import replace

import pytest

from safeguard.searches.commands.weighing import Advice, give_advice
from safeguard.searches.queries.advising import read_for_advice
from safeguard.searches.queries.waiting import waiting_for
from school.foundation.references import spoken
from tests.cases.desk import words_of
from tests.evidence.attached import PDF, attach
from tests.searches import told
from tests.searches.phoned import START, STEPS, WORDS, at, begun, ref_in, waiting
from tests.searches.told import search
from tests.trail.reading import entries
from tests.visitors import visit


def test_a_completed_urgent_search_is_25_answers_on_8_pages(phone, world):
    """Issue: at most 25 required answers on at most 8 pages, each saved. An answer is
    required when the page, sent without it, comes back or leaves a deviation.
    """
    answers, pages = 0, 1
    required = {"pupils-0-ref": world["ellis"], **START}
    del required["place_words"]
    for name in required:
        assert begun(phone, world, **{name: ""}).status_code == 422, name
    answers += len(required)
    place = begun(phone, world).headers["Location"]
    ref = ref_in(place)
    for tail, fields in STEPS.items():
        assert place.endswith(f"/{tail}")
        pages += 1
        answers += len(fields)
        filled = {
            name: world["other_teacher"] if name.startswith("witnesses") else value
            for name, value in fields.items()
        }
        before = search(ref).version
        sent = phone.submit(place, **filled, press="send")
        assert sent.status_code == 303, words_of(sent)
        assert search(ref).version > before
        place = sent.headers["Location"]
    assert (answers, pages) == (23, 8)
    assert answers <= 25
    assert (search(ref).state, told.deviations(ref)) == ("parents_informed", set())


def test_it_can_be_left_and_gone_on_with_from_home(phone, world):
    ref = ref_in(begun(phone, world).headers["Location"])
    home = phone.get("/").text
    assert spoken(ref) in home
    assert at(ref, "/urgency") in home
    ways = home.partition('id="searches"')[2].partition("</section>")[0]
    assert "Record a search that was done" in ways
    assert "Ellis" not in home


def test_nothing_typed_is_lost_when_a_page_objects(phone, world):
    answer = begun(phone, world, facts="A knife.")
    assert answer.status_code == 422
    assert "Write at least 20 characters." in words_of(answer)
    assert "A kitchen knife" in answer.text
    assert "Ellis Thornbury" in answer.text


def test_without_authority_no_form_is_shown(app, world):
    answer = visit(app, world, "teacher").get("/searches/start")
    assert answer.status_code == 403
    assert visit(app, world, "teacher").get("/searches/record").status_code == 200


def test_a_finder_works_without_script_and_sends_nothing(phone, world):
    before = len(entries(world.birch))
    asked = phone.submit(
        "/searches/start", find_pupil="ellis", press="find_pupil", facts="So far"
    )
    assert "Ellis Thornbury" in words_of(asked)
    added = phone.submit(
        "/searches/start", found_pupil=world["ellis"], press="add_pupil", facts="So far"
    )
    assert f'value="{world["ellis"]}"' in added.text
    assert "So far" in added.text
    assert len(entries(world.birch)) == before


def test_force_is_offered_for_the_statutory_list_alone(phone, world):
    told.rules(world, "vape")
    vape = told.started(world, item="vape")
    assert 'name="force"' not in phone.get(at(vape, "/conduct")).text
    assert 'name="force"' in phone.get(at(told.started(world), "/conduct")).text


def test_nothing_more_intimate_is_a_choice(phone, world):
    page = phone.get(at(told.started(world), "/conduct")).text
    offered = re.findall(r'name="extents" value="(\w+)"', page)
    assert offered == ["pockets", "outer_clothing", "bag", "locker", "device_exterior"]
    forged = phone.submit(
        at(told.ready(world), "/conduct"),
        **{**STEPS["conduct"], "extents": ["underwear"]},
        press="send",
    )
    assert forged.status_code == 422


def test_a_suspected_image_leads_to_the_page_that_says_what_to_do(phone, world):
    ref = told.done_with_device(world)
    page = phone.get(at(ref, "/finding")).text
    assert page.index('name="image"') < page.index('name="found"')
    sent = phone.submit(at(ref, "/finding"), image="yes", press="send")
    assert sent.headers["Location"] == at(ref, "/stop")
    stop = phone.get(at(ref, "/stop"))
    assert stop.text.count("<li>", stop.text.index("Stop. Do not look.")) >= 5
    assert "Everything halts" in words_of(phone.get(at(ref)))


def test_the_page_shows_each_deviation_with_its_source(app, phone, world):
    ref = told.deviating(world)
    page = words_of(phone.get(at(ref)))
    for said in (
        "It was not explained to the pupil before",
        "Online safety policy 6.3",
        "Waits for an answer",
    ):
        assert said in page
    head = visit(app, world, "head", reason="answering deviations")
    assert "Answer the deviations" in words_of(head.get(at(ref)))


def test_a_search_recorded_afterwards_says_so_for_good(app, world):
    teacher = visit(app, world, "teacher")
    sent = teacher.submit(
        "/searches/record",
        **{
            **START,
            **STEPS["conduct"],
            "pupils-0-ref": world["ellis"],
            "witnesses-0-ref": world["other_teacher"],
            "kind": "emergency",
            "press": "send",
        },
    )
    assert sent.status_code == 303, words_of(sent)
    ref = ref_in(sent.headers["Location"])
    assert sent.headers["Location"] == at(ref, "/finding")
    assert "Emergency, recorded after it was done" in words_of(teacher.get(at(ref)))


def test_the_register_is_shown_to_all_who_work_in_the_trust(app, world, phone):
    for name in ("teacher", "cedar_teacher", "trustee"):
        page = words_of(visit(app, world, name).get("/searches/authorities"))
        assert "Daniel Roche" in page
        assert "Catrin Howells" in page


@pytest.mark.both_engines
def test_the_list_of_searches_is_ones_own_or_the_schools(app, world, phone):
    ref = told.started(world)
    assert spoken(ref) in phone.get("/searches").text
    dsl = visit(app, world, "dsl", reason="looking at searches")
    assert spoken(ref) in dsl.get("/searches?show=open&item=weapon").text
    assert spoken(ref) not in dsl.get("/searches?show=ended").text
    assert spoken(ref) not in visit(app, world, "teacher").get("/searches").text
    to_elevate = visit(app, world, "dsl").get("/searches")
    assert to_elevate.headers["Location"].startswith("/elevate")


def test_parents_of_a_statutory_search_are_told_and_no_other_way_is_offered(
    phone, world
):
    ref = told.found(world, told.done(world))
    page = phone.get(at(ref, "/parents")).text
    assert 'value="told"' in page
    assert 'value="not_needed"' not in page


def test_the_page_says_what_is_missing_before_it_can_close(app, phone, world):
    ref = told.found(world, told.done(world, out_of_sight=False))
    dsl = visit(app, world, "dsl", reason="looking at searches")
    page = words_of(dsl.get(at(ref)))
    for owed in (
        "Parents: told, or why not",
        "Reviewed for safeguarding",
        "Each deviation answered by the head",
    ):
        assert owed in page.partition("Before it can close")[2]
    told.reviewed(world, told.parents(world, ref))
    assert at(ref, "/close") not in dsl.get(at(ref)).text
    assert spoken(ref) not in dsl.get("/").text.partition("Searches that wait")[2]
    told.answered(world, ref)
    assert at(ref, "/close") in dsl.get(at(ref)).text


def test_advice_is_asked_of_the_trust_whichever_school_its_people_act_in(app, world):
    told.authorised(world)
    ref = waiting(world)
    executive = world.acting("executive_head", elevated=True)
    elsewhere = replace(executive, school_ref=world.cedar)
    assert [each.reference for each in waiting_for(elsewhere)] == [ref]
    assert read_for_advice(elsewhere, ref).counts
    give_advice(elsewhere, ref, Advice("search", WORDS))
    assert search(ref).state == "advice_given"


def test_whoever_is_refused_is_told_whom_to_turn_to(app, world):
    page = words_of(visit(app, world, "teacher").get("/searches/start"))
    assert "You are not on the list of those who may search" in page
    assert "Record a search that was done" in page


def test_a_searcher_is_told_that_files_are_attached_and_not_which(phone, world):
    ref = told.started(world)
    attach(world.acting("searcher"), ref, "The note.pdf", PDF)
    page = phone.get(at(ref)).text
    assert "1 file is attached." in page
    assert "None. A file that is attached" not in page
    assert "The note.pdf" not in page


def test_a_step_whose_turn_has_not_come_or_is_past_leads_to_the_search(phone, world):
    ref = told.started(world)
    for tail in ("/explain", "/finding", "/parents"):
        answer = phone.get(at(ref, tail))
        assert (answer.status_code, answer.location) == (303, at(ref)), tail
        assert "That cannot be done" in words_of(phone.get(at(ref)))
    assert phone.get(at(ref, "/urgency")).status_code == 200

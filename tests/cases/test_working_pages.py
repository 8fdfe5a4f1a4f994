"""Working a case over HTTP: the whole way, who sees nothing, nothing typed is lost."""

import re
from datetime import timedelta
from html import unescape

import pytest

from safeguard.cases.commands.closing import CaseClosure, close_case
from safeguard.cases.commands.deciding import NewDecision, decide_case
from safeguard.cases.commands.raising import Narrative
from safeguard.cases.commands.recording import NewEntry, add_entry, suspect_image
from safeguard.cases.commands.referring import refer_case
from safeguard.cases.queries.reading import read_case
from school.foundation import clock
from school.foundation.references import spoken
from tests.cases.desk import at, masked, words_of
from tests.cases.raised import WHAT, raised
from tests.cases.worked import (
    ENDED,
    REASON,
    TITLE,
    case_file,
    concern_row,
    concerns_of,
    decided,
    dsl,
    opened,
    ready_to_close,
    rung,
)
from tests.intimate_images.told import dealt_with
from tests.trail.reading import acts, entries
from tests.visitors import hidden_fields_in, visit

# --- the whole way ------------------------------------------------------------------


def test_from_the_queue_to_a_case(world, ruth):
    ref = raised(world, "teacher", "ellis", own_words=Narrative("he waits outside"))

    queue = words_of(ruth.get("/queue"))
    assert "Ellis Thornbury" in queue
    assert WHAT in queue
    assert "Hannah Okafor" in queue

    page = ruth.get(at("concerns", ref))
    assert "he waits outside" in words_of(page)
    assert "<title>" + spoken(ref) in page.text

    sent = ruth.submit(at("concerns", ref), to=at("concerns", ref, "/acknowledge"))
    assert sent.status_code == 303
    assert concern_row(ref).state == "acknowledged"

    sent = ruth.submit(
        at("concerns", ref, "/open-case"),
        title=TITLE,
        category="cyber_bullying",
        level="C3",
        lead_ref=world["dsl"],
    )
    assert sent.status_code == 303
    case = concern_row(ref).case_ref or ""
    assert sent.location == at("cases", case)
    assert f"Ellis Thornbury: {TITLE}" in words_of(ruth.get(sent.location))


def test_from_the_decision_to_the_agencys_answer(world, ruth):
    case = opened(world)
    sent = ruth.submit(
        at("cases", case, "/decide"), outcome="refer", agency="police",
        reason_refer=REASON, reason_no_action="not this one",
    )  # fmt: skip
    assert sent.location == at("cases", case, "/refer")
    now = clock.local(clock.now())
    sent = ruth.submit(
        sent.location, agency="police", how="made", method="telephone",
        on_date=now.date().isoformat(), at_time="13:40", spoke_to="PC 2291",
    )  # fmt: skip
    assert sent.location == at("cases", case)
    page = words_of(ruth.get(sent.location))
    assert "Police: Told the agency" in page
    assert "PC 2291" in page

    links = re.findall(r'href="([^"]*/referrals/[^"]*)"', ruth.get(sent.location).text)
    follow = links[0]
    said = {"kind": "outcome", "outcome": "no_further_action", "text": "No offence."}
    assert ruth.submit(follow, **said).status_code == 303
    assert case_file(case).next_step == "review"


def test_an_agency_that_never_answers_is_taken_further_and_holds_no_case_for_ever(
    world, ruth
):
    case = opened(world)
    decided(world, case, outcome="refer", agency="social_care")
    refer_case(dsl(world), case, rung())
    page = ruth.get(at("cases", case)).text
    follow = re.findall(r'href="([^"]*/referrals/[^"]*)"', page)[0]
    silent = {"kind": "outcome", "outcome": "no_answer", "text": "Nobody rang back."}

    refused = words_of(ruth.submit(follow, **silent))
    assert "Take it to somebody above them first" in refused
    assert "Nobody rang back." in refused
    ruth.submit(follow, kind="chased", text="Rang at nine.")
    assert "Asked again once." in words_of(ruth.get(follow))
    ruth.submit(follow, kind="escalated", text="Wrote to the team manager.")
    assert case_file(case).next_step == "wait"
    ruth.submit(follow, **silent)

    page = words_of(ruth.get(at("cases", case)))
    assert "Social care: Took it to somebody above them" in page
    assert "Social care: Never answered" in page
    assert "The answer of Social care" not in page
    assert case_file(case).next_step == "review"


def test_from_the_parents_to_a_closed_case(app, world, ruth):
    case = opened(world)
    suspect_image(dsl(world), case)
    decided(world, case)
    dealt_with(world, case, "ellis")
    [ref] = concerns_of(case)
    sent = ruth.submit(
        at("cases", case, "/parents"), answer="told", words="The mother, by telephone."
    )
    assert sent.status_code == 303
    told = "Thank you. The police know."
    sent = ruth.submit(at("concerns", ref, "/feedback"), text=told)
    assert sent.status_code == 303
    sent = ruth.submit(
        at("cases", case, "/close"), summary=ENDED, police_considered="yes",
        police_reason="The police were told and saw no offence.",
    )  # fmt: skip
    assert sent.location == at("cases", case)
    assert case_file(case).state == "closed"

    page = words_of(ruth.get(at("cases", case)))
    for said in (ENDED, told, REASON, WHAT, "saw no offence", "Open it again"):
        assert said in page
    hannah = visit(app, world, "teacher")
    assert told in words_of(hannah.get(at("concerns", ref, "/own")))


# --- who sees nothing ---------------------------------------------------------------

PATHS = ["", "/acknowledge", "/open-case", "/join-case", "/feedback", "/suspect-image"]
CASE_PATHS = ["", "/decide", "/close", "/reopen", "/add", "/parents", "/print",
              "/refer"]  # fmt: skip


@pytest.mark.usefixtures("unhurried")
@pytest.mark.parametrize(
    "name",
    ["other_teacher", "trustee", "parent_teacher", "office", "tutor", "cedar_dsl"],
)
def test_to_all_others_every_page_is_missing_byte_for_byte(app, world, name):
    ref, case = (
        raised(world, "teacher", "maya", adults=(world["tutor"],)),
        opened(world),
    )
    visitor = visit(app, world, name, reason="looking out of curiosity")
    for kind, real, tails in (("concerns", ref, PATHS), ("cases", case, CASE_PATHS)):
        for tail in tails:
            there = visitor.get(at(kind, real, tail))
            nowhere = visitor.get(at(kind, "0" * 10, tail))
            assert there.status_code == nowhere.status_code == 404
            assert masked(there) == masked(nowhere)
            sent = visitor.press(at(kind, real, tail or "/close"))
            assert sent.status_code in {404, 405}


def test_a_dsl_who_is_named_in_a_concern_has_never_heard_of_it(app, world, ruth):
    ref = raised(world, "teacher", "maya", adults=(world["dsl"],))
    assert ruth.get(at("concerns", ref)).status_code == 404
    page = ruth.get("/queue")
    assert spoken(ref) not in page.text
    assert ruth.get("/queue/count").text == "0"
    found = ruth.submit("/find", text="maya")
    assert "0 records found" in words_of(found)
    deputy = visit(app, world, "deputy_dsl", elevated=True)
    assert deputy.get(at("concerns", ref)).status_code == 200


def test_the_deputy_does_not_see_a_restricted_case(app, world):
    case = opened(world, level="C4")
    deputy = visit(app, world, "deputy_dsl", reason="covering for the DSL")
    assert masked(deputy.get(at("cases", case))) == masked(
        deputy.get(at("cases", "0" * 10))
    )
    assert TITLE not in deputy.get("/cases").text


def test_an_unelevated_dsl_is_led_to_elevate_and_comes_back(app, world):
    case = opened(world)
    visitor = visit(app, world, "dsl")
    for path in ("/queue", "/cases", "/find", at("cases", case)):
        sent = visitor.get(path)
        assert sent.status_code in {302, 303}
        assert sent.location.startswith("/elevate")


def test_the_head_reads_with_a_reason_and_decides_nothing_alone(app, world):
    case = opened(world)
    without = visit(app, world, "head", elevated=True)
    assert without.get(at("cases", case)).location.startswith("/elevate")
    head = visit(app, world, "head", reason="the DSL is on leave")
    page = head.get(at("cases", case))
    assert page.status_code == 200
    # Nothing is offered that would be refused after it was typed.
    for act in ("/decide", "/close", "/add", "/parents", "/suspect-image"):
        assert at("cases", case, act) not in page.text
        refused = head.get(at("cases", case, act))
        assert refused.status_code == 403
        assert "The safeguarding lead does this" in refused.text
    assert at("cases", case, "/refer") in page.text


def test_an_executive_head_refers_a_case_without_reading_it(app, world):
    case = opened(world)
    visitor = visit(app, world, "executive_head", elevated=True)
    assert visitor.get(at("cases", case)).status_code == 404
    page = visitor.get(at("cases", case, "/refer"))
    assert page.status_code == 200
    assert "Ellis" not in page.text
    assert TITLE not in page.text
    today = clock.today().isoformat()
    sent = visitor.submit(
        at("cases", case, "/refer"), agency="police", how="made", method="telephone",
        on_date=today, at_time="13:30",
    )  # fmt: skip
    assert sent.location == at("cases", case, "/refer")
    assert case_file(case).state == "referred"


# --- what is typed is not lost ------------------------------------------------------


def test_closing_says_what_is_missing_as_links_and_keeps_the_words(world, ruth):
    case = opened(world)
    sent = ruth.submit(at("cases", case, "/close"), summary=ENDED)
    assert sent.status_code == 422
    assert ENDED in unescape(sent.text)
    [ref] = [leaf for leaf in entries(world.birch) if leaf.action == "case.opened"][
        -1
    ].objects[:1]
    for href in (
        at("cases", case, "/decide"),
        at("cases", case, "/parents"),
        at("concerns", ref, "/feedback"),
    ):
        assert f'<a href="{href}"' in sent.text


CANNOT_STAND = [
    ("/decide", {"outcome": "no_action", "reason_no_action": "too short"}),
    ("/decide", {"outcome": "refer", "reason_refer": REASON}),
    ("/decide", {"reason_no_action": REASON}),
    ("/add", {"kind": "note", "text": "Soon.", "happened_on": "2031-01-01"}),
    ("/add", {"kind": "note", "text": "Then.", "happened_on": "the day before"}),
    ("/parents", {"answer": "told", "words": "Yes."}),
    ("/refer", {"agency": "police", "how": "made", "spoke_to": "PC 2291"}),
]


def test_what_cannot_stand_is_said_beside_the_field_and_nothing_is_lost(world, ruth):
    case = opened(world)
    for tail, fields in CANNOT_STAND:
        sent = ruth.submit(at("cases", case, tail), **fields)
        assert sent.status_code == 422
        assert "There is a problem" in sent.text
        assert "<title>Error:" in sent.text
        for typed in fields.values():
            assert typed in unescape(sent.text)


def test_two_dsls_decide_at_once_and_the_second_sees_both(app, world, ruth):
    case = opened(world)
    fields = ruth.hidden_fields(at("cases", case, "/decide"))
    other = "The family and the school agree that Ellis needs more than we have."
    new = NewDecision("early_help", other)
    decide_case(world.acting("deputy_dsl", elevated=True), case, new)

    mine = {"outcome": "internal_support", "reason_internal_support": REASON}
    sent = ruth.post(at("cases", case, "/decide"), data={**fields, **mine})

    assert sent.status_code == 409
    page = words_of(sent)
    assert other in page
    assert REASON in page
    assert "Tom Pellow" in page
    # Having seen it, she sends the same page again: hers supersedes his.
    again = {**hidden_fields_in(sent.text), **mine}
    with clock.moved_on(timedelta(minutes=5)):
        sent = ruth.post(at("cases", case, "/decide"), data=again)
    assert sent.status_code == 303
    assert read_case(dsl(world), case).happenings[0].text == REASON


def test_who_was_overtaken_reads_only_what_came_since(world, ruth):
    case = opened(world)
    add_entry(dsl(world), case, NewEntry("note", "Known before she began."))
    with clock.moved_on(timedelta(minutes=5)):
        fields = ruth.hidden_fields(at("cases", case, "/decide"))
    with clock.moved_on(timedelta(minutes=9)):
        for reason in ("First", "Second", "Third", "Fourth"):
            new = NewDecision("early_help", f"{reason}: Ellis needs more than we have.")
            decide_case(dsl(world), case, new)
        mine = {"outcome": "internal_support", "reason_internal_support": REASON}
        sent = ruth.post(at("cases", case, "/decide"), data={**fields, **mine})

    assert sent.status_code == 409
    told = sent.text.partition("recorded since you opened the page")[2]
    told = told.partition("</ul>")[0]
    assert told.count("<li>") == 4
    assert "First: Ellis" in told
    assert "Known before" not in told


@pytest.mark.parametrize("seen_at", ["", "yesterday", "2026-11-24T10:00:00"])
def test_a_page_that_does_not_say_since_when_calls_nothing_new(world, ruth, seen_at):
    case = opened(world)
    fields = ruth.hidden_fields(at("cases", case, "/decide"))
    new = NewDecision("early_help", "Ellis needs more than we have here.")
    decide_case(dsl(world), case, new)
    mine = {"outcome": "internal_support", "reason_internal_support": REASON}
    sent = ruth.post(
        at("cases", case, "/decide"), data={**fields, **mine, "seen_at": seen_at}
    )

    assert sent.status_code == 409
    assert "recorded since you opened" not in sent.text
    assert "Read the record as it is now" in sent.text


def test_the_second_to_take_a_concern_on_is_told_who_has_it(app, world, ruth):
    ref = raised(world)
    fields = ruth.hidden_fields(at("concerns", ref, "/acknowledge"))
    deputy = visit(app, world, "deputy_dsl", elevated=True)
    deputy.submit(at("concerns", ref, "/acknowledge"))
    sent = ruth.post(at("concerns", ref, "/acknowledge"), data=fields)
    assert sent.status_code == 409
    assert "Tom Pellow has it since" in words_of(sent)


def test_closing_what_was_closed_meanwhile_is_no_accident(world, ruth):
    case = ready_to_close(world, opened(world))
    fields = ruth.hidden_fields(at("cases", case, "/close"))
    close_case(dsl(world), case, CaseClosure(ENDED))
    sent = ruth.post(at("cases", case, "/close"), data={**fields, "summary": "Mine."})
    assert sent.status_code == 409
    assert "This case is closed" in words_of(sent)


def test_pressing_twice_makes_one_entry(world, ruth):
    case = opened(world)
    fields = ruth.hidden_fields(at("cases", case, "/add"))
    note = {**fields, "kind": "note", "text": "Met Ellis."}
    for _press in range(2):
        assert ruth.post(at("cases", case, "/add"), data=note).status_code == 303
    added = [act for act, _ in acts(world.birch) if act == "case.added_to"]
    assert len(added) == 1


def test_the_allegation_answer_keeps_nothing_here_and_goes_another_way(world, ruth):
    case = opened(world)
    told = "The coach was alone with him in the store room."
    sent = ruth.submit(
        at("cases", case, "/decide"), outcome="allegation", reason_no_action=told
    )
    assert sent.status_code == 303
    assert "adult" in sent.location
    page = words_of(ruth.get(at("cases", case)))
    assert "A part of this is dealt with elsewhere" in page
    assert "coach" not in page

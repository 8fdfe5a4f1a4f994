"""What the DSL's pages say, and what they never say."""

import re
from datetime import timedelta
from html import unescape

import pyotp

from safeguard.cases.commands.acknowledging import acknowledge_concern
from safeguard.cases.commands.new_concern import Happening, Narrative, Setting
from school.foundation import clock
from school.foundation.references import spoken
from tests.cases.desk import at, words_of
from tests.cases.raised import WHAT, raised
from tests.cases.worked import (
    acknowledged,
    closed,
    concern_row,
    decided,
    opened,
)
from tests.trail.reading import acts, last
from tests.visitors import SEED, hidden_fields_in, visit

VPN = Narrative("A VPN in the browser")


def test_late_recording_is_said_in_the_chronology(world, ruth):
    case = opened(world)
    day = (clock.today() - timedelta(days=3)).isoformat()
    ruth.submit(
        at("cases", case, "/add"), kind="call", text="Rang the grandmother.",
        happened_on=day, happened_time="11:15",
    )  # fmt: skip
    page = words_of(ruth.get(at("cases", case)))
    assert "Happened 21 November 2026, 11:15am" in page
    assert "3 days later" in page


def test_of_a_day_without_a_time_the_hour_of_the_record_is_still_told(world, ruth):
    case = opened(world, happened=Happening(on=clock.today()))
    page = words_of(ruth.get(at("cases", case)))
    assert "Happened 24 November 2026 · recorded 1:42pm" in page


def test_nobody_is_said_to_have_said_when_it_happened(world, ruth):
    case = opened(world, happened=Happening(words=Narrative("in the summer")))
    page = words_of(ruth.get(at("cases", case)))
    assert "When it happened was not said · recorded 1:42pm" in page
    assert "in the summer" in page
    assert "Happened 24 November 2026, 1:42pm · recorded 1:42pm" not in page


def test_an_image_is_flagged_without_a_word_and_warned_of_everywhere(world, ruth):
    case = opened(world)
    page = ruth.get(at("cases", case, "/suspect-image"))
    assert "textarea" not in page.text
    assert 'type="file"' not in page.text
    assert ruth.submit(at("cases", case, "/suspect-image")).status_code == 303
    for path in (at("cases", case), at("cases", case, "/decide")):
        assert "intimate image" in words_of(ruth.get(path))
    assert "An intimate image of a child is suspected" in words_of(
        ruth.get(at("cases", case))
    )


def test_words_that_are_markup_stay_words(world, ruth):
    ref = raised(world, narrative=Narrative("<script>alert(1)</script> {{ 7*7 }}"))
    page = ruth.get(at("concerns", ref)).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in page
    assert "<script>alert" not in page


def test_the_print_page_stands_oldest_first_and_is_recorded(world, ruth):
    case = decided(world, opened(world))
    page = words_of(ruth.get(at("cases", case, "/print")))
    assert page.index("Concern raised") < page.index("Decision: Support")
    assert last(world.birch).action == "case.printed"


def test_the_queue_is_empty_and_says_what_would_stand_there(ruth):
    page = words_of(ruth.get("/queue"))
    assert "Nothing here." in page
    assert "Agencies that have not answered yet appear here." in page


def test_the_number_of_the_queue_is_a_number(world, ruth):
    raised(world)
    sent = ruth.get("/queue/count")
    assert (sent.text, sent.content_type) == ("1", "text/plain; charset=utf-8")
    assert last(world.birch).action != "queue.read"


MADE_UP = ["?only=rubbish", "?after=rubbish", "?only=danger"]


def test_a_filter_that_somebody_made_up_does_no_harm(ruth):
    for query in MADE_UP:
        assert ruth.get(f"/queue{query}").status_code == 200
        assert ruth.get(f"/cases{query}").status_code == 200


def test_finding_is_posted_and_leads_straight_to_a_reference(world, ruth):
    ref = raised(world, "teacher", "wang")
    case = closed(world, opened(world))
    assert "小明 王" in words_of(ruth.submit("/find", text="王小明"))
    assert ruth.submit("/find", text=spoken(ref)).location == at("concerns", ref)
    assert ruth.submit("/find", text=case.lower()).location == at("cases", case)
    assert ruth.submit("/find", text=" ").status_code == 422
    assert ruth.get("/find?text=wang").status_code == 200
    assert "found" not in words_of(ruth.get("/find?text=wang"))


def test_names_stand_in_no_title_and_no_address(world, ruth):
    ref, case = raised(world), opened(world, "jayden")
    mine, its = at("concerns", ref), at("cases", case)
    others = (f"{mine}/feedback", f"{its}/decide")
    for path in ("/queue", "/cases", "/find", mine, its, *others):
        page = ruth.get(path).text
        [title] = re.findall(r"<title>(.*?)</title>", page)
        hrefs = " ".join(re.findall(r'(?:href|action)="([^"]*)"', page))
        for name in ("Ellis", "Thornbury", "Jayden", "Hannah"):
            assert name not in title
            assert name not in hrefs


def test_digital_safety_takes_on_the_technical_side(app, world):
    ref = raised(world, "teacher", "ellis", category="filter_bypass")
    priya = visit(app, world, "digital_safety")
    page = priya.get("/technical")
    assert spoken(ref) in page.text
    one = priya.get(at("technical", ref))
    for story in ("Ellis", "Hannah", WHAT):
        assert story not in one.text
    assert priya.get(at("concerns", ref)).status_code == 404
    assert priya.submit(at("technical", ref)).status_code == 303
    assert concern_row(ref).acknowledged_by == world["digital_safety"]


def test_digital_safety_has_a_queue_of_its_own_by_clock_with_counts(
    app, world, in_term
):
    raised(world, category="filter_bypass", where=Setting(online_service=VPN))
    opened_one = raised(world, category="malware")
    acknowledge_concern(world.acting("digital_safety"), opened_one)
    priya = visit(app, world, "digital_safety")
    assert "1 new incident" in words_of(priya.get("/"))
    page = words_of(priya.get("/technical"))
    assert "0 Overdue 1 Not opened 2 All" in page
    assert "by 3:30pm today" in page

    with clock.moved_on(timedelta(days=1)):
        priya = visit(app, world, "digital_safety")
        page = words_of(priya.get("/technical?only=overdue"))
        assert "1 Overdue 1 Not opened 2 All" in page
        assert "since 3:30pm yesterday" in page
        assert "A VPN in the browser" in page
        assert spoken(opened_one) not in page
        assert priya.get("/technical?only=x&skip=x").status_code == 200


def test_the_dsl_has_no_count_of_technical_incidents_at_home(world, ruth):
    raised(world, category="filter_bypass")
    assert "new incident" not in words_of(ruth.get("/"))


def test_a_concern_joins_a_case_of_the_same_child_with_one_press(world, ruth):
    case = opened(world, "ellis")
    ref = acknowledged(world, "ellis")
    page = ruth.get(at("concerns", ref, "/join-case"))
    assert "Another open case" in words_of(page)
    assert re.search(rf'value="{case}"[^>]*checked', page.text)
    sent = ruth.submit(at("concerns", ref, "/join-case"), which=case)
    assert sent.location == at("cases", case)
    assert concern_row(ref).case_ref == case

    third = acknowledged(world, "ellis")
    said = {"which": "another", "case_ref": "not one"}
    page = words_of(ruth.submit(at("concerns", third, "/join-case"), **said))
    assert "There is no open case with this reference." in page


def test_joining_a_case_by_its_reference_as_it_is_said(world, ruth):
    case, ref = opened(world), acknowledged(world, "ellis")
    page = ruth.get(at("concerns", ref, "/join-case"))
    assert spoken(case) in page.text
    wrong = ruth.submit(at("concerns", ref, "/join-case"), case_ref="no such")
    assert wrong.status_code == 422
    sent = ruth.submit(
        at("concerns", ref, "/join-case"), case_ref=f" {spoken(case).lower()} "
    )
    assert sent.location == at("cases", case)


def test_the_referral_page_asks_of_the_agency_that_was_decided(world, ruth):
    case = opened(world)
    decided(world, case, outcome="refer", agency="police")
    page = ruth.get(at("cases", case, "/refer"))
    assert "Refer to: Police" in words_of(page)
    assert "tel:101" in page.text
    assert "Prevent" not in words_of(page)
    other = words_of(ruth.get(at("cases", case, "/refer?another=yes")))
    assert "Prevent" in other
    assert "LADO" not in other


def test_digital_safety_finds_the_technical_side_and_is_led_there(app, world):
    ref = raised(world, "teacher", "ellis", category="filter_bypass")
    priya = visit(app, world, "digital_safety")
    page = priya.submit("/find", text="filter")
    assert at("technical", ref) in page.text
    assert "Ellis" not in page.text
    assert priya.submit("/find", text=ref).location == at("technical", ref)


def test_an_elevation_that_ends_while_typing_loses_no_word(world, ruth):
    case = opened(world)
    fields = ruth.hidden_fields(at("cases", case, "/add"))
    ruth.press("/elevate/close")
    typed = {**fields, "kind": "note", "text": "He came back with his aunt."}
    asked = ruth.post(at("cases", case, "/add"), data=typed)
    assert asked.status_code in {200, 403}
    assert "aunt" not in asked.text

    carried = hidden_fields_in(asked.text)
    with clock.moved_on(timedelta(minutes=2)):
        code = pyotp.TOTP(SEED).at(clock.now())
        proof = {**carried, "code": code, "reason": "working the queue"}
        back = ruth.post("/elevate", data=proof)
    assert "He came back with his aunt." in unescape(back.text)
    assert ("case.added_to", "done") not in acts(world.birch)


def test_a_head_who_reads_the_queue_is_led_to_records_and_to_no_act(app, world):
    case = opened(world)
    page = visit(app, world, "head", reason="the chair asked").get("/queue").text
    assert f'href="/cases/{spoken(case)}"' in page
    assert f"/cases/{spoken(case)}/decide" not in page

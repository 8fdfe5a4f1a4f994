"""The pages of an intimate image: what stands where, and what is objected to."""

from safeguard.intimate_images.commands.reviewing import enter_child
from school.foundation.actor import Role
from tests.cases.desk import at, words_of
from tests.cases.worked import dsl, opened
from tests.intimate_images import told
from tests.intimate_images.test_signing import end
from tests.intimate_images.told import STATEMENT, page_of
from tests.visitors import visit


def test_a_suspected_image_stands_above_its_case_and_beside_the_queue(world, ruth):
    case = told.image_case(world)
    page = words_of(ruth.get(at("cases", case)))
    assert "Suspected image: first review: due" in page
    assert "Reported: is the device secured?" in page
    queue = words_of(ruth.get("/queue"))
    assert "Intimate images 1" in queue
    assert "Is the device secured?" in words_of(ruth.get(page_of(case)))


def test_where_nothing_is_suspected_there_is_no_page_and_no_way_to_one(world, ruth):
    case = opened(world)
    assert ruth.get(page_of(case)).status_code == 404
    assert page_of(case) not in ruth.get(at("cases", case)).text


def test_a_yes_shows_the_referral_that_is_owed_until_it_is_made(world, ruth):
    case = told.answered(world, adult="yes")
    owed = "It must be referred now. Still to be told: Police."
    assert owed in words_of(ruth.get(page_of(case)))
    assert "The image must be referred now: Police." in words_of(
        ruth.get(at("cases", case))
    )
    made = told.referred(world, adult="yes")
    page = words_of(ruth.get(page_of(made)))
    assert owed not in page
    assert "Referred, safety plan owed" in page


def test_what_was_typed_stays_when_a_question_is_left_out(world, ruth):
    case = told.image_case(world)
    answer = ruth.submit(
        page_of(case, "/review-first"), adult="no", rationale="As two of them said."
    )
    assert answer.status_code == 422
    assert "Choose yes, no or unknown." in words_of(answer)
    assert "As two of them said." in answer.text


def test_whoever_was_slower_is_told_and_nothing_is_lost(world, ruth):
    case = told.image_case(world)
    path = page_of(case, "/device/secure")
    slow = ruth.hidden_fields(path)
    told.secured(world, case)
    answer = ruth.post(path, data={**slow, "device": "none", "words": "All online."})
    assert answer.status_code == 409
    assert "All online." in answer.text


def test_the_head_finds_on_home_what_waits_and_reads_no_childs_name(app, world):
    case = told.proposed(world)
    head = visit(app, world, "head", elevated=True)
    home = head.get("/")
    assert "For your signature 1" in words_of(home)
    path = page_of(case, "/managing/answer")
    page = head.get(path)
    assert STATEMENT in words_of(page)
    assert "2 children: 13 to 15" in words_of(page)
    for name in ("Ellis", "Jayden", "Thornbury"):
        assert name not in home.text + page.text
    assert head.submit(path, answer="declined").status_code == 422
    assert head.submit(path, answer="agreed").status_code == 303
    assert "For your signature" not in words_of(head.get("/"))
    assert head.get(path).status_code == 404


def test_vacant_posts_stand_on_the_page_of_whoever_signs_instead(app, world):
    end(world, "head", Role.HEAD)
    case = told.proposed(world)
    deputy = visit(app, world, "deputy_dsl", elevated=True)
    page = words_of(deputy.get(page_of(case, "/managing/answer")))
    assert "Posts that were passed Head of school vacant" in page


def test_the_exception_is_offered_to_the_dsl_alone(app, world, ruth):
    case = told.image_case(world)
    path = page_of(case, "/viewing/decide")
    assert path in ruth.get(page_of(case)).text
    deputy = visit(app, world, "deputy_dsl", elevated=True)
    assert path not in deputy.get(page_of(case)).text
    assert deputy.get(path).status_code == 403
    form = ruth.get(path)
    assert "There is no box for what an image shows" in words_of(form)
    assert 'type="file"' not in form.text


def test_one_childs_sheet_names_no_other(world, ruth):
    case = told.entered(world, told.image_case(world))
    mine = told.entry(world["ellis"], wishes="I want Jayden to delete it.")
    enter_child(dsl(world), case, mine)
    sheet = ruth.get(page_of(case, f"/children/{world['ellis']}/print"))
    assert "I want [B] to delete it." in words_of(sheet)
    assert "Child B: Is in the image" in words_of(sheet)
    assert "Jayden" not in sheet.text
    other = page_of(case, f"/children/{world['maya']}/print")
    assert ruth.get(other).status_code == 404


def test_no_page_takes_a_file(world, ruth):
    case = told.ended(world)
    for tail in ("", "/review-first", "/plan", "/removal/record", "/numbers/add",
                 "/plan/review", "/close"):  # fmt: skip
        page = ruth.get(page_of(case, tail)).text
        assert 'type="file"' not in page
        assert "multipart" not in page


def test_a_step_whose_turn_has_not_come_leads_to_the_process(world, ruth):
    case = told.image_case(world)
    for tail in ("/plan", "/close"):
        answer = ruth.get(page_of(case, tail))
        assert (answer.status_code, answer.location) == (303, page_of(case))
        assert "That cannot be done" in words_of(ruth.get(answer.location))

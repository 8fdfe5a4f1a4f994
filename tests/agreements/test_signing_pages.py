"""Pages of signing over HTTP: what they say when there is nothing to sign any more."""

from safeguard.agreements.commands.paper import withdraw_agreement
from safeguard.agreements.commands.signing import sign_agreement, take_back_agreement
from tests.agreements import told
from tests.agreements.issued import NAME, issued, live_text, said, signatures
from tests.visitors import hidden_fields_in, stranger, visit

CANNOT = "That cannot be done with this record now."


def test_a_page_that_a_new_version_overtakes_leads_to_ones_agreements(app, world):
    own = issued(world, "teacher", kind="adults", capacity="staff")
    teacher = visit(app, world, "teacher")
    page = f"/agreements/yours/{own}/sign"
    fields = hidden_fields_in(teacher.get(page).text, "form_id")
    told.live_again(world, "adults")

    answer = teacher.post(page, data={**fields, "typed": NAME})

    assert answer.status_code == 409
    assert "this can no longer be answered" in answer.text
    assert "Read it again" not in answer.text
    assert "A newer version will be given to you." in answer.text
    assert 'href="/agreements/yours">It appears under your agreements' in answer.text
    assert signatures(own) == []
    declining = teacher.get(f"/agreements/yours/{own}/decline")
    assert declining.status_code == 303


def test_what_is_taken_back_is_not_taken_back_again(app, world):
    own = issued(world, "teacher", kind="adults", capacity="staff")
    actor = world.acting("teacher")
    sign_agreement(actor, own, said(own))
    take_back_agreement(actor, own)
    teacher = visit(app, world, "teacher")

    answer = teacher.get(f"/agreements/yours/{own}/take-back")

    assert answer.headers["Location"].endswith(f"/agreements/yours/{own}")
    assert CANNOT in teacher.get(f"/agreements/yours/{own}").text


def test_no_paper_is_recorded_for_what_holds_no_longer(app, world):
    ref = issued(world, "maya")
    keeper = visit(app, world, "digital_safety")
    kept = f"/agreements/kept/{ref}"
    fields = hidden_fields_in(keeper.get(f"{kept}/paper").text, "form_id")
    withdraw_agreement(world.acting("dsl"), ref, "issued_wrongly")

    late = keeper.post(
        f"{kept}/paper",
        data={
            **fields,
            "signer": world["maya"],
            "answer": "signed",
            "signed_on": "2026-09-07",
        },
    )
    again = [keeper.get(f"{kept}/{act}") for act in ("paper", "withdraw")]

    assert late.status_code in {409, 422}
    assert "is not the one that is in force" not in late.text
    for answer in again:
        assert answer.status_code == 303
        assert answer.headers["Location"].endswith(kept)
    assert CANNOT in keeper.get(kept).text


def test_a_kept_agreement_leads_back_to_the_list_it_came_from(app, world):
    ref = issued(world, "maya", campaign="CAMPAIGN00000001")

    page = visit(app, world, "digital_safety").get(f"/agreements/kept/{ref}").text

    assert "/campaigns/CAMPAIGN00000001/unsigned" in page
    assert "It holds<" not in page


def test_an_empty_code_is_asked_for(app, world):
    browser = stranger(app)
    token = hidden_fields_in(browser.get("/sign").text, 0)["csrf_token"]

    answer = browser.post("/sign", data={"csrf_token": token, "secret": "  "})

    assert answer.status_code == 422
    assert "Type the code from your letter." in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_words_that_a_text_does_not_have_are_shown_as_written(app, world):
    live_text(world, "adults")

    page = visit(app, world, "office").get("/agreements/visitors/sign?words=xx").text

    assert "No text for adults is in force" not in page
    assert "I agree" in page

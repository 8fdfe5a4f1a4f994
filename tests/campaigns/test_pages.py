"""The pages, as those who run the signing meet them: without JavaScript."""

import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest

from safeguard.agreements.commands.signing_by_link import decline_by_link
from safeguard.agreements.states import AgreementState
from safeguard.campaigns.commands.lettering import NewLetters, ask_letters
from safeguard.campaigns.commands.running import close_campaign
from safeguard.installation.campaigns import carry_campaigns_on
from safeguard.installation.letters import set_waiting_letters
from school.foundation import clock
from school.foundation.database import db
from school.foundation.sealed_files import sealed_files
from school.identity.commands.people import (
    NewEnrolment,
    NewPerson,
    NewRelationship,
    add_person,
    enrol,
    relate,
)
from school.notices import Notice, OutboxMail
from tests.agreements import issued as signing
from tests.agreements import told as texts
from tests.campaigns import told
from tests.factories.world import World
from tests.trail.reading import entries, facts
from tests.visitors import Visitor, visit
from tests.web.test_sheets import read_xlsx

FORMULA = "=cmd|' /C calc'!A0"


@pytest.fixture
def priya(app, world: World) -> Visitor:
    """The digital safety coordinator's browser."""
    return visit(app, world, "digital_safety")


def newcomer(world: World, given: str, family: str, form: str = "8K") -> str:
    """A pupil of that name joins."""
    ref = add_person(world.system(), NewPerson(given, family))
    enrol(world.system(), NewEnrolment(world.classes[form], ref))
    return ref


def words(page: str) -> str:
    """What can be read on a page, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_from_a_draft_to_a_campaign_that_is_closed(
    world: World, priya: Visitor
) -> None:
    texts.live(world)
    assert "No campaign yet." in priya.get("/campaigns").text
    asking: dict[str, Any] = {"groups": ["8", "9"], "due_on": "2026-12-18"}
    drafted = priya.submit("/campaigns/start", **asking)
    assert drafted.status_code == 303
    path = drafted.location
    assert "A draft: 5 people would be asked." in words(priya.get(path).text)

    assert priya.submit(f"{path}/issue").status_code == 303
    page = words(priya.get(path).text)
    assert "Agreements are being issued." in page
    assert "Look again" in page
    assert priya.get(f"{path}/progress").text == "0"
    carry_campaigns_on()
    assert priya.get(f"{path}/progress").text == "5"
    assert "0 of 5 complete" in words(priya.get(path).text)

    assert priya.submit(f"{path}/close").status_code == 303
    carry_campaigns_on()
    assert "Closed" in words(priya.get(path).text)
    assert "2026 to 2027, closed on " in words(priya.get("/campaigns").text)
    assert priya.submit("/campaigns/start", **asking).status_code == 303


def test_nothing_chosen_and_a_day_that_is_past_are_said_beside_their_fields(
    world: World, priya: Visitor
) -> None:
    asking: dict[str, Any] = {"groups": ["8"], "due_on": "2026-01-01"}
    answer = priya.submit("/campaigns/start", **asking)
    assert answer.status_code == 422
    assert "Choose a day that is still to come, within a year." in answer.text
    assert re.search(r'value="8" checked', answer.text)
    answer = priya.submit("/campaigns/start", due_on="2026-12-18")
    assert answer.status_code == 422
    assert "Choose at least one group of people." in answer.text


def test_what_was_issued_or_closed_meanwhile_is_said(
    world: World, priya: Visitor
) -> None:
    texts.live(world)
    path = f"/campaigns/{told.drafted(world)}"
    sent = priya.hidden_fields(f"{path}/issue")
    gave_up = priya.hidden_fields(f"{path}/discard")
    assert priya.submit(f"{path}/issue").status_code == 303
    carry_campaigns_on()
    answer = priya.post(f"{path}/issue", data={**sent, "form_id": ""})
    assert answer.status_code == 422
    again = priya.post(f"{path}/discard", data=gave_up)
    assert again.status_code == 409
    for verb in ("issue", "discard"):
        assert priya.get(f"{path}/{verb}").headers["Location"] == path


def test_no_form_opens_for_what_a_closed_campaign_cannot_do(
    world: World, priya: Visitor
) -> None:
    ref = told.issued(world)
    close_campaign(world.acting("head"), ref)
    carry_campaigns_on()
    path = f"/campaigns/{ref}"
    for verb in ("change", "issue", "close", "remind", "discard"):
        answer = priya.get(f"{path}/{verb}")
        assert (answer.status_code, answer.headers["Location"]) == (303, path)
    assert "That cannot be done with this record now." in priya.get(path).text


def test_no_second_campaign_is_offered_while_this_years_is_not_over(
    world: World, priya: Visitor
) -> None:
    assert "Draft a campaign" in priya.get("/campaigns").text
    ref = told.issued(world)
    page = priya.get("/campaigns").text
    assert "Draft a campaign" not in page
    assert page.count(f'href="/campaigns/{ref}"') == 2
    begun = priya.get("/campaigns/start").text
    assert "This year’s campaign is not over yet." in begun
    assert f'href="/campaigns/{ref}"' in begun


def test_an_objection_stays_listed_until_the_new_version_is_answered(
    world: World, priya: Visitor
) -> None:
    why = "We would like to talk about phones first."
    ref = told.issued(world, "9")
    ellis = told.parent(world, "ellis")
    agreement = signing.agreement_of(world, "ellis", ref)
    link = signing.known(signing.letter(world, agreement, ellis).token)
    decline_by_link(link.actor, link.ref, signing.said(agreement, reason=why))

    texts.live_again(world)
    with clock.moved_on(timedelta(minutes=1)):
        carry_campaigns_on()
    page = words(priya.get(f"/campaigns/{ref}/refused").text)
    assert why in page
    assert "said to version 1; the new one is not answered yet" in page

    with clock.moved_on(timedelta(minutes=5)):
        new = signing.agreement_of(world, "ellis", ref)
        assert new != agreement
        signing.signed_by(world, new, ellis)
    assert why not in priya.get(f"/campaigns/{ref}/refused").text


def test_the_table_counts_each_class_and_shows_a_picture_beside_it(
    world: World, priya: Visitor
) -> None:
    ref = told.issued(world, "8", "staff", kinds=("older", "adults"))
    told.stands(world, ref, "maya", AgreementState.COMPLETE)
    told.stands(world, ref, "nandu", AgreementState.DECLINED)
    page = priya.get(f"/campaigns/{ref}").text
    row = page.partition("8K</a>")[2].partition("</tr>")[0]
    # On a phone each number stands beside what it counts.
    counted = "Complete 1 One of two signed 0 Said no 1 Nothing yet 1 Asked 3"
    assert words(row).endswith(counted)
    assert row.count('class="sg-stack__done"') == 1
    assert row.count('class="sg-stack__no"') == 1
    assert 'aria-hidden="true"' in row
    assert "Member of staff" in page
    for name in ("Castellan", "O’Brien"):
        assert name not in page


def test_who_has_not_signed_by_class_and_on_paper(world: World, priya: Visitor) -> None:
    ref = told.issued(world, "8")
    told.stands(world, ref, "maya", AgreementState.COMPLETE)
    told.stands(world, ref, "zazolc", AgreementState.PUPIL_SIGNED)
    here = f"?class={world.classes['8K']}"
    for address in (f"/campaigns/{ref}/unsigned", f"/campaigns/{ref}/unsigned/print"):
        page = words(priya.get(address + here).text)
        assert "Zażółć Gęślą" in page
        assert "A parent’s answer is missing" in page
        assert "Siobhán O’Brien-Ñandú" in page
        assert "Castellan" not in page
    assert "Use the paper form." in words(priya.get(f"/campaigns/{ref}/unsigned").text)
    elsewhere = f"/campaigns/{ref}/unsigned?class={world.classes['9H']}"
    assert priya.get(elsewhere).status_code == 404


def test_whoever_may_read_nothing_of_a_child_finds_no_name(app, world: World) -> None:
    child = NewRelationship(world["zazolc"], world["head"], "parent", True)
    relate(world.system(), child)
    ref = told.issued(world, "8")
    head = visit(app, world, "head")
    for page in ("unsigned", "unsigned/print", "list.csv", "refused", "letters"):
        assert "Zażółć" not in head.get(f"/campaigns/{ref}/{page}").text


def test_no_name_runs_as_a_formula_in_a_list(world: World, priya: Visitor) -> None:
    newcomer(world, FORMULA, "Tallis")
    newcomer(world, "Zażółć", "@SUM(1)")
    ref = told.issued(world, "8")

    answer = priya.get(f"/campaigns/{ref}/list.csv")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    names = {row[0] for row in rows[1:]}
    assert f"'{FORMULA} Tallis" in names
    assert "Siobhán O’Brien-Ñandú" in names
    assert not any(cell[:1] in "=+-@" for row in rows for cell in row if cell)
    assert 'filename="agreements-2026.csv"' in answer.headers["Content-Disposition"]

    told_xlsx = read_xlsx(priya.get(f"/campaigns/{ref}/list.xlsx").data)
    assert {cells[0][0] for cells in told_xlsx[1:]} == {"s"}
    leaf = entries(world.birch)[-1]
    assert (leaf.action, facts(leaf)) == ("campaign.exported", {"people": 5})


def test_a_formula_in_a_name_stays_text_in_a_letter_and_on_every_page(
    world: World, priya: Visitor
) -> None:
    pupil = newcomer(world, FORMULA, "#strong[Tallis]", "9H")
    world.people["robin"] = pupil
    told.parent(world, "robin", "<b>Zofia", "$x$")
    ref = told.issued(world, "9")
    letters = ask_letters(world.acting("digital_safety"), ref, NewLetters())
    set_waiting_letters()
    assert told.letters(letters).state == "ready"
    page = priya.get(f"/campaigns/{ref}/unsigned").text
    assert "=cmd|&#39; /C calc&#39;!A0" in page


def test_reminding_tells_adults_and_teachers_once_a_day_and_nobody_by_name(
    world: World, priya: Visitor
) -> None:
    enrol(world.system(), NewEnrolment(world.classes["9H"], world["tutor"], "teacher"))
    ref = told.issued(world, "9", "councillor", kinds=("older", "adults"))
    before = set(db.session.scalars(db.select(Notice.ref)))

    for _ in range(2):
        assert priya.submit(f"/campaigns/{ref}/remind").status_code == 303

    assert "2 people have been reminded today; nobody twice." in priya.get("/").text
    db.session.remove()
    asked = db.select(Notice).where(Notice.ref.not_in(before))
    told_of = [(row.person_ref, row.path) for row in db.session.scalars(asked)]
    assert sorted(told_of) == sorted(
        {
            (world["tutor"], "/agreements/sittings"),
            (world["councillor"], "/agreements/yours"),
        }
    )
    mails = db.session.scalars(db.select(OutboxMail.kind)).all()
    assert set(mails) <= {"waits"}


def test_letters_are_asked_for_waited_for_and_taken(
    world: World, priya: Visitor
) -> None:
    told.parent(world, "ellis")
    ref = told.issued(world, "9")
    path = f"/campaigns/{ref}/letters"
    page = priya.get(path).text
    assert "9H: 1 letter" in page
    assert "小明 王" in page.partition("Nobody to write to")[2]

    unchosen = priya.submit(path)
    assert unchosen.status_code == 422
    assert "Choose whose parents get letters." in unchosen.text
    assert priya.submit(path, class_ref="all").status_code == 303
    waiting = words(priya.get(path).text)
    assert "The letters are being prepared." in waiting
    assert "0 / 0" not in waiting
    progress = re.findall(r'data-progress-url="([^"]+)"', priya.get(path).text)[0]
    assert priya.get(progress).text == "0"
    assert priya.submit(path, class_ref="all").status_code == 409
    set_waiting_letters()
    assert priya.get(progress).text == "2"

    href = re.findall(r'href="([^"]+/download)"', priya.get(path).text)[0]
    answer = priya.get(href)
    assert answer.content_type == "application/pdf"
    assert answer.data.startswith(b"%PDF")
    assert "no-store" in answer.headers["Cache-Control"]
    # A file name is no place for anybody's.
    assert "Ellis" not in answer.headers["Content-Disposition"]


def test_before_a_print_it_is_said_how_many_letters_it_ends(
    world: World, priya: Visitor
) -> None:
    told.parent(world, "ellis")
    told.parent(world, "jayden")
    ref = told.issued(world, "9", "10")
    nine = NewLetters(class_ref=world.classes["9H"])
    ask_letters(world.acting("roll_officer"), ref, nine)
    set_waiting_letters()

    page = priya.get(f"/campaigns/{ref}/letters").text

    ended = "1 that was printed earlier will no longer open"
    assert f"All classes: 2 letters; {ended}" in page
    assert f"9H: 1 letter; {ended}" in page
    assert "10R: 1 letter<" in page


def test_letters_that_no_longer_open_are_not_offered_and_it_is_said_why(
    app, world: World, priya: Visitor
) -> None:
    told.parent(world, "ellis")
    ref = told.issued(world, "9")
    path = f"/campaigns/{ref}/letters"
    assert priya.submit(path, class_ref="all").status_code == 303
    set_waiting_letters()
    (href,) = re.findall(r'href="([^"]+/download)"', priya.get(path).text)
    row = told.letters(href.split("/")[3])
    file = sealed_files().path(row.file_ref or "")
    assert file.exists()

    with clock.moved_on(timedelta(minutes=5)):
        ask_letters(world.acting("head"), ref, NewLetters())
        set_waiting_letters()

    page = priya.get(path).text
    assert "Later letters have replaced letters of this file" in page
    assert "/download" not in page
    assert priya.get(href).status_code == 404
    assert not file.exists()


@pytest.mark.parametrize(
    ("ended", "said"),
    [
        ("closed", "The campaign is over: these letters no longer open."),
        ("new_version", "A new version of the text is in force"),
    ],
)
def test_letters_of_what_is_over_are_not_offered(
    world: World, priya: Visitor, ended: str, said: str
) -> None:
    told.parent(world, "ellis")
    ref = told.issued(world, "9")
    path = f"/campaigns/{ref}/letters"
    assert priya.submit(path, class_ref="all").status_code == 303
    set_waiting_letters()
    (href,) = re.findall(r'href="([^"]+/download)"', priya.get(path).text)

    if ended == "closed":
        close_campaign(world.acting("head"), ref)
    else:
        texts.live_again(world)
    carry_campaigns_on()
    set_waiting_letters()

    page = priya.get(path).text
    assert said in page
    assert "/download" not in page
    assert priya.get(href).status_code == 404


def test_who_said_no_stands_with_the_reason_and_nothing_is_taken(
    world: World, priya: Visitor
) -> None:
    ref = told.issued(world, "9")
    told.stands(world, ref, "ellis", AgreementState.DECLINED)
    page = words(priya.get(f"/campaigns/{ref}/refused").text)
    assert "Ellis Thornbury" in page
    assert "Nothing is taken from anybody for saying no." in page


def test_a_teacher_finds_no_campaign(app, world: World) -> None:
    ref = told.issued(world)
    teacher = visit(app, world, "teacher")
    for path in ("/campaigns", "/campaigns/start", f"/campaigns/{ref}/letters"):
        assert teacher.get(path).status_code in {403, 404}
    assert "/campaigns" not in teacher.get("/").text

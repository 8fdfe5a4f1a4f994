"""The round of the house: each address once, and the entry it leaves."""

import re
from typing import Any

import pytest
from flask import Blueprint, Flask, template_rendered
from werkzeug.test import TestResponse

from school.trail.entries import Leaf
from tests.cases.worked import TITLE
from tests.factories.world import World
from tests.house.reading import ROOT, must_hold
from tests.house.round import DOES, ELSEWHERE, LOOKS, Came, House, Walk, do, look


def addresses(app: Flask) -> tuple[set[str], set[str]]:
    """Endpoints that are looked at, and endpoints at which something is done."""
    looked, done = set(), set()
    for rule in app.url_map.iter_rules():
        methods = rule.methods or set()
        looked |= {rule.endpoint} if "GET" in methods else set()
        done |= {rule.endpoint} if methods - {"GET", "HEAD", "OPTIONS"} else set()
    return looked, done


def strays(app: Flask) -> set[str]:
    """Addresses at which nobody has ever looked whether an entry is left."""
    looked, done = addresses(app)
    unseen = {f"GET {each}" for each in looked - set(LOOKS) - set(ELSEWHERE)}
    return unseen | {f"POST {each}" for each in done - set(DOES) - set(ELSEWHERE)}


def test_every_address_is_on_the_round(app: Flask) -> None:
    must_hold(
        "A new address goes on the round (tests/house/round.py): who may, with what, "
        "and which entry it must leave.",
        strays(app),
    )


def test_the_round_goes_to_no_address_that_is_gone(app: Flask) -> None:
    looked, done = addresses(app)
    assert set(LOOKS) <= looked
    assert set(DOES) <= done
    assert set(ELSEWHERE) <= looked | done


def test_whatever_leaves_no_entry_says_why() -> None:
    for walks in (LOOKS, DOES):
        for endpoint, walk in walks.items():
            assert bool(walk.leaves) is not bool(walk.why_none), endpoint


def faults_of(endpoint: str, walk: Walk, came: Came) -> list[str]:
    """What is wrong with what came of a walk."""
    if came.answer.status_code not in walk.answers:
        said = came.answer.text.partition("govuk-error-summary")[2][:300]
        return [f"{endpoint}: answered {came.answer.status_code} {said}"]
    done = [leaf for leaf in came.entries if leaf.result == "done"]
    if walk.leaves is None:
        return [f"{endpoint}: {leaf.action} although {walk.why_none}" for leaf in done]
    told = [leaf for leaf in done if leaf.action == walk.leaves]
    if not told:
        return [f"{endpoint}: left {[leaf.action for leaf in came.entries]}"]
    return []


# ---- Forms that nobody was given ---------------------------------------------------

# The script that keeps what is being typed is told 422; it shows no page.
BY_SCRIPT = {"cases.save_draft", "allegations.save_adult_draft"}
# Asked as often as one likes: the form they stand in is not sent by it.
FINDERS = {
    *("cases.find_pupil", "cases.find_colleague", "people.find_people"),
    *("allegations.find_child", "allegations.find_colleague"),
}


def faults_without_an_id(house: House, endpoint: str, walk: Walk) -> list[str]:
    """What a page does with a form whose id is not there."""
    values, visitor = walk.at(house), house.visitor_of(walk)
    path = house.address(endpoint, values)
    page = walk.from_page(house, values) if walk.from_page else path
    sent = {**visitor.hidden_fields(page, walk.form), **walk.fields(house)}
    if "form_id" not in sent:
        return []
    before = house.mark()
    answer = visitor.post(path, data={**sent, "form_id": ""})
    done = [leaf.action for leaf in house.entries_since(before) if _was_done(leaf)]
    if walk.leaves in done:
        return [f"{endpoint}: {walk.leaves}"]
    if answer.status_code != 422:
        return [f"{endpoint}: answered {answer.status_code}"]
    if endpoint not in BY_SCRIPT and "Nothing was lost" not in answer.text:
        return [f"{endpoint}: says nothing of it"]
    return []


def _was_done(leaf: Leaf) -> bool:
    return leaf.result == "done"


def test_a_form_without_its_id_does_nothing_and_loses_nothing(
    app: Flask, world: World
) -> None:
    house, faults = House(app, world), []
    for endpoint in sorted(set(DOES) - FINDERS):
        faults += faults_without_an_id(house, endpoint, DOES[endpoint])
    must_hold(
        "A form that nobody was given makes no record (decision 15): its page comes "
        "again with a fresh id and with what was typed.",
        faults,
    )


# ---- What the pages are made of ---------------------------------------------------

TEMPLATES = ROOT / "templates"
# No page of their own: what pages are made of, and what goes out as mail.
NOT_PAGES = {"layouts", "components", "panels", "mail"}
# Rendered where somebody proves with a password, or something is wrong or past.
RENDERED_ELSEWHERE = {
    # tests/identity
    *("identity/disowned.html", "identity/first.html", "identity/recovery_codes.html"),
    *("identity/send_again.html", "people/founding.html"),
    # tests/agreements
    *("agreements/sign_at_sitting.html", "agreements/signed_by_link.html"),
    *("agreements/tablet.html", "agreements/answered_at_sitting.html"),
    "agreements/not_at_sitting.html",
    # tests/cases
    "cases/no_longer.html",
    # tests/allegations
    *("allegations/receipt.html", "allegations/route_exhausted.html"),
    # tests/web, tests/journeys
    *("errors/bad_request.html", "errors/changed_meanwhile.html", "errors/down.html"),
    *("errors/not_found.html", "errors/refused.html", "errors/sign_in_needed.html"),
    *("errors/too_large.html", "errors/too_many.html"),
    # tests/evidence
    *("errors/no_file_here.html", "evidence/stopped.html"),
}


def heads_of(page: str) -> tuple[list[str], list[str]]:
    """The titles and the main headings of a page."""
    titles = re.findall(r"<title>(.*?)</title>", page, re.DOTALL)
    return titles, re.findall(r"<h1\b[^>]*>(.*?)</h1>", page, re.DOTALL)


# It covers the screen and says nothing about anybody.
WITHOUT_HEADING = {"identity.blank"}


def heading_faults(endpoint: str, answer: TestResponse) -> list[str]:
    """What a page lacks to be told from another by its name."""
    page = answer.status_code == 200 and "html" in answer.content_type
    if not page or endpoint in WITHOUT_HEADING:
        return []
    return [
        f"{endpoint}: {kind} {found}"
        for kind, found in zip(("title", "h1"), heads_of(answer.text), strict=True)
        if len(found) != 1 or not found[0].strip()
    ]


def names_faults(endpoint: str, walk: Walk, came: Came) -> list[str]:
    """Which records of the address its entry does not name; whether it is kept."""
    if not walk.leaves:
        return []
    objects = {ref for leaf in came.entries for ref in leaf.objects}
    faults = [
        f"{endpoint}: its entry does not name {name}"
        for name, ref in came.values.items()
        if ref not in objects
    ]
    if "no-store" not in came.answer.headers.get("Cache-Control", ""):
        faults.append(f"{endpoint}: may be stored")
    return faults


def unrendered(rendered: set[str]) -> list[str]:
    """Templates to which no way of this round led, and that stand on no list."""
    pages = {
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*.html")
        if not NOT_PAGES & set(path.relative_to(TEMPLATES).parts)
    }
    unseen = [f"{name}: nobody renders it" for name in pages - rendered]
    kept = [each for each in unseen if each.partition(":")[0] not in RENDERED_ELSEWHERE]
    return kept + [f"{name}: is gone" for name in RENDERED_ELSEWHERE - pages]


def test_the_round(app: Flask, world: World) -> None:
    """Each route once, with valid input, by one who may: it leaves the entry of its
    act; a page names the record it shows; it has one title and one main heading; and
    there is no template to which no way leads.
    """
    house, rendered = House(app, world), set()
    faults: list[str] = []

    def note(_: object, template: Any, **__: object) -> None:
        rendered.add(template.name)

    with template_rendered.connected_to(note, app):
        for endpoint, walk in LOOKS.items():
            came = look(house, endpoint, walk)
            faults += faults_of(endpoint, walk, came) or names_faults(
                endpoint, walk, came
            )
            faults += heading_faults(endpoint, came.answer)
        house.used_up()
        for endpoint, walk in DOES.items():
            came = do(house, endpoint, walk)
            faults += faults_of(endpoint, walk, came)
            faults += heading_faults(endpoint, came.answer)
            house.used_up()
    must_hold(
        "Going round the house, something was amiss.", faults + unrendered(rendered)
    )


def test_every_template_compiles(app: Flask) -> None:
    """Also what no round renders: a misspelt block or macro is seen here."""
    for path in TEMPLATES.rglob("*.*"):
        if path.suffix in {".html", ".txt"}:
            app.jinja_env.get_template(path.relative_to(TEMPLATES).as_posix())


def test_a_planted_page_that_leaves_no_entry_is_seen(app: Flask, world: World) -> None:
    """Must fail: a naked view is a stray, and walking it shows the missing entry."""
    naked_pages = Blueprint("naked", __name__)

    @naked_pages.route("/naked/<reference:case_ref>", methods=["GET", "POST"])
    def peek(case_ref: str) -> str:
        return f"<form>{case_ref}</form>"

    app._got_first_request = False
    app.register_blueprint(naked_pages)
    assert strays(app) == {"GET naked.peek", "POST naked.peek"}
    house = House(app, world)
    walk = Walk("dsl", at=lambda house: {"case_ref": house.case()}, leaves="case.read")
    assert faults_of("naked.peek", walk, look(house, "naked.peek", walk))


def test_no_page_is_given_when_its_entry_could_not_be_written(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The entry comes first: with a full disk there is no reading (I4)."""
    house = House(app, world)
    walk = LOOKS["cases.case"]
    assert TITLE in look(house, "cases.case", walk).answer.text

    def full(*_: object) -> None:
        raise OSError("no room")

    path = house.address("cases.case", walk.at(house))
    visitor = house.visitor(walk.who, walk.reason)
    monkeypatch.setattr("school.gate.transaction.append", full)
    answer = visitor.get(path)
    assert answer.status_code == 500
    assert TITLE not in answer.text

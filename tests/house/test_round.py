"""The round of the house: each address once, and the entry it leaves."""

from flask import Blueprint, Flask

from tests.factories.world import World
from tests.house.reading import must_hold
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


def test_every_form_leaves_the_entry_of_its_act(app: Flask, world: World) -> None:
    """Each route that changes something, once, with valid input, by one who may."""
    house, faults = House(app, world), []
    for endpoint, walk in DOES.items():
        faults += faults_of(endpoint, walk, do(house, endpoint, walk))
        house.used_up()
    must_hold("Every form leaves the entry of its act.", faults)


def test_every_page_of_a_record_was_recorded_before_it_was_given(
    app: Flask, world: World
) -> None:
    """And its entry names the record that the address names."""
    house, faults = House(app, world), []
    for endpoint, walk in LOOKS.items():
        came = look(house, endpoint, walk)
        found = faults_of(endpoint, walk, came)
        faults += found
        if found or not walk.leaves:
            continue
        objects = {ref for leaf in came.entries for ref in leaf.objects}
        missing = [
            name
            for name, ref in came.values.items()
            if ref not in objects and name not in NOT_NAMED.get(endpoint, ())
        ]
        faults += [f"{endpoint}: its entry does not name {name}" for name in missing]
        if "no-store" not in came.answer.headers.get("Cache-Control", ""):
            faults.append(f"{endpoint}: may be stored")
    must_hold("Reading is an act: it names what was read.", faults)


# Arguments of an address that name no record of their own.
NOT_NAMED: dict[str, tuple[str, ...]] = {}


# ---- What the pages are made of ---------------------------------------------------

TEMPLATES = ROOT / "templates"
# No page of their own: what pages are made of, and what goes out as mail.
NOT_PAGES = {"layouts", "components", "panels", "mail"}
# Rendered where somebody proves with a password, or something is wrong.
RENDERED_ELSEWHERE = {
    # tests/identity
    *("identity/disowned.html", "identity/first.html", "identity/recovery_codes.html"),
    *("identity/send_again.html", "people/founding.html"),
    # tests/allegations
    "allegations/route_exhausted.html",
    # tests/web, tests/journeys
    *("errors/bad_request.html", "errors/changed_meanwhile.html", "errors/down.html"),
    *("errors/not_found.html", "errors/refused.html", "errors/sign_in_needed.html"),
    *("errors/too_large.html", "errors/too_many.html"),
}


def heads_of(page: str) -> tuple[list[str], list[str]]:
    """The titles and the main headings of a page."""
    titles = re.findall(r"<title>(.*?)</title>", page, re.DOTALL)
    return titles, re.findall(r"<h1\b[^>]*>(.*?)</h1>", page, re.DOTALL)


def test_every_page_has_one_title_and_one_main_heading_and_all_are_rendered(
    app: Flask, world: World
) -> None:
    house, faults, rendered = House(app, world), [], set()

    def note(_: object, template: Any, **__: object) -> None:
        rendered.add(template.name)

    with template_rendered.connected_to(note, app):
        for walks, walked in ((LOOKS, look), (DOES, do)):
            for endpoint, walk in walks.items():
                answer = walked(house, endpoint, walk).answer
                house.used_up()
                if answer.status_code != 200 or "html" not in answer.content_type:
                    continue
                titles, headings = heads_of(answer.text)
                if len(titles) != 1 or not titles[0].strip():
                    faults.append(f"{endpoint}: titles {titles}")
                if len(headings) != 1 or not headings[0].strip():
                    faults.append(f"{endpoint}: headings {headings}")
    pages = {
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*.html")
        if not NOT_PAGES & set(path.relative_to(TEMPLATES).parts)
    }
    unseen = pages - rendered - RENDERED_ELSEWHERE
    faults += [f"{name}: rendered by no round and on no list" for name in unseen]
    gone = RENDERED_ELSEWHERE - pages
    faults += [f"{name}: on the list for nothing" for name in gone]
    must_hold("A page has one title, one main heading, and a way that leads to it.", faults)


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

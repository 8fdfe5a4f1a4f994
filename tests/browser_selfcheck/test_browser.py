"""The browser of the tests hears every misdeed of a page, and axe sees its faults."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, Response, request

from tests.axe import axe_finds_nothing
from tests.browser import Complaints, NewPage, Serving, virtual_authenticator

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
GOOD = """<!doctype html><html lang="en"><title>A calm page</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/icon.svg"><main><h1>A calm page</h1>
<form method="post"><label for="w">Words</label> <input id="w" name="words">
<button>Keep</button></form></main></html>"""
ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
MISDEEDS = {
    "inline-style": ("<p style='color:red'>x</p>", "content security policy"),
    "inline-script": ("<script>alert(1)</script>", "content security policy"),
    "throws": ("<script src='/throws.js'></script>", "threw: .*an upset page"),
    "logs": ("<script src='/logs.js'></script>", "console: something is amiss"),
    "missing-picture": ("<img src='/gone.png' alt=''>", "console: .*404"),
    "broken-request": ("<script src='/asks.js'></script>", "server: 500"),
    "other-machine": (
        "<script src='/far.js'></script>",
        "asked another machine: https://far.invalid",
    ),
}
SCRIPTS = {
    "throws": "throw new Error('an upset page')",
    "logs": "console.error('something is amiss')",
    "asks": "fetch('/broken')",
    "far": "fetch('https://far.invalid/pixel')",
}
UNANNOUNCED = """
def test_it(page):
    page.evaluate("console.error('amiss')")
"""
MAKE = """async () => {
  const bytes = (n) => crypto.getRandomValues(new Uint8Array(n));
  const made = await navigator.credentials.create({publicKey: {
    challenge: bytes(32), rp: {id: "localhost", name: "School"},
    user: {id: bytes(16), name: "t", displayName: "T"},
    pubKeyCredParams: [{type: "public-key", alg: -7}],
    authenticatorSelection: {residentKey: "required", userVerification: "required"},
  }});
  const used = await navigator.credentials.get({publicKey: {
    challenge: bytes(32), rpId: "localhost", userVerification: "required"}});
  return made.id === used.id;
}"""


@pytest.fixture
def app() -> Flask:
    """Pages good and bad, under a strict policy."""
    app = Flask("pages")
    app.add_url_rule("/", view_func=_good, methods=["GET", "POST"])
    app.after_request(_strict)

    @app.get("/bad/<name>")
    def bad(name: str) -> str:
        return GOOD.replace("</main>", MISDEEDS[name][0] + "</main>")

    @app.get("/<name>.js")
    def script(name: str) -> Response:
        return Response(SCRIPTS[name], mimetype="text/javascript")

    @app.get("/icon.svg")
    def icon() -> Response:
        return Response(ICON, mimetype="image/svg+xml")

    @app.get("/broken")
    def broken() -> tuple[str, int]:
        return "", 500

    @app.get("/hard-to-use")
    def hard() -> str:
        return GOOD.replace('<label for="w">Words</label>', "")

    return app


def _good() -> str:
    return GOOD.replace("Keep", f"Keep {request.form.get('words', '')}")


def _strict(response: Response) -> Response:
    # Without a policy the browser would really ask the other machine.
    if not request.path.endswith("other-machine"):
        response.headers["Content-Security-Policy"] = POLICY
    return response


def test_a_good_page_is_served_used_and_not_complained_of(
    app: Flask, serve: Serving, page, complaints: Complaints
) -> None:
    address = serve(app)
    assert address.startswith("http://localhost:")
    page.goto(address)
    page.get_by_label("Words").fill("a heron")
    page.get_by_role("button").click()
    page.get_by_role("button", name="Keep a heron").wait_for()
    axe_finds_nothing(page)
    assert complaints.heard == []


@pytest.mark.parametrize("misdeed", MISDEEDS)
def test_a_misdeed_of_a_page_is_heard(
    misdeed: str, app: Flask, serve: Serving, page, complaints: Complaints
) -> None:
    pattern = MISDEEDS[misdeed][1]
    page.goto(serve(app) + f"/bad/{misdeed}")
    page.wait_for_load_state("networkidle")
    page.title()
    told = "\n".join(complaints.heard)
    complaints.expect("")
    assert re.search(pattern, told), told


def test_a_misdeed_nobody_announced_fails_the_test(browser, tmp_path: Path) -> None:
    del browser  # asked for so that this is skipped where there is none
    (tmp_path / "test_it.py").write_text(UNANNOUNCED)
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:xdist"]
    done = subprocess.run(
        [*run, "-p", "tests.browser", f"--rootdir={tmp_path}", "-c/dev/null", tmp_path],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert re.search("1 passed.* 1 error", done.stdout), done.stdout
    assert "the pages complained:\n  console: amiss" in done.stdout


def test_a_page_that_answers_404_is_no_misdeed(
    app: Flask, serve: Serving, page, complaints: Complaints
) -> None:
    assert page.goto(serve(app) + "/nothing-here").status == 404
    page.title()
    assert complaints.heard == []


def test_axe_names_the_rule_the_place_and_the_way_out(
    app: Flask, serve: Serving, page
) -> None:
    page.goto(serve(app) + "/hard-to-use")
    with pytest.raises(AssertionError) as told:
        axe_finds_nothing(page)
    for words in ("[critical] label", "#w", "https://", "aria-label"):
        assert words in str(told.value)
    axe_finds_nothing(page, within="h1")
    axe_finds_nothing(page, without=("label",))


def test_a_phone_is_small_and_is_touched(app: Flask, serve: Serving, phone) -> None:
    phone.goto(serve(app))
    size = phone.evaluate("[innerWidth, innerHeight, navigator.maxTouchPoints > 0]")
    assert size == [360, 740, True]
    phone.get_by_role("button").tap()


def test_two_people_have_their_own_cookies(
    app: Flask, serve: Serving, new_page: NewPage
) -> None:
    address = serve(app)
    one, other = new_page(), new_page(phone=True)
    one.context.add_cookies([{"name": "who", "value": "one", "url": address}])
    assert other.context.cookies() == []


def test_a_page_works_without_javascript(
    app: Flask, serve: Serving, new_page: NewPage
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(serve(app))
    page.get_by_label("Words").fill("a heron")
    page.get_by_role("button").click()
    page.get_by_role("button", name="Keep a heron").wait_for()


def test_an_application_may_learn_its_address_before_it_is_built(
    app: Flask, serve: Serving, page
) -> None:
    told: list[str] = []

    def build(address: str) -> Callable:
        told.append(address)
        return app

    assert serve.at(build) == told[0]
    page.goto(told[0])


def test_a_passkey_is_made_and_used(app: Flask, serve: Serving, page) -> None:
    page.goto(serve(app))
    device = virtual_authenticator(page)
    assert page.evaluate(MAKE) is True
    assert len(device.credentials()) == 1
    device.knows_its_owner(verified=False)
    assert "NotAllowedError" in page.evaluate(f"({MAKE})().catch((e) => e.name)")
    device.is_lost()

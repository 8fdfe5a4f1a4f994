"""Opening the demonstration: its folder, its port, its sign-in page."""

import dataclasses
import re
import shutil
import socket
import subprocess
import sys
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from safeguard.config import Settings
from safeguard.demo import build, place, run, stock
from safeguard.demo.accounts import PASSWORD
from safeguard.installation.serving import checked_app
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.engines import sqlite_path
from school.foundation.errors import UnsafeSettings
from school.identity.commands.accounts import block_account
from school.identity.permissions.signing_in import account_by_name
from school.identity.queries import signing_in as questions
from tests.demo.conftest import cheaply
from tests.house.reading import ROOT

ASK_WHAT_IS_IMPORTED = """
import sys, safeguard.app, safeguard.installation.serving
try:
    import safeguard.cli
except ModuleNotFoundError:
    pass
print([name for name in sys.modules if name.startswith("safeguard.demo")])
"""
FORMS = re.compile(r"<form\b.*?</form>", re.DOTALL)
LISTED = [each for each in stock.colleagues() if each.hint]


def _form_of(page: str, username: str) -> dict[str, str]:
    """The hidden fields of the form that signs in as that person."""
    form = next(form for form in FORMS.findall(page) if f'value="{username}"' in form)
    tags = re.findall(r'name="([^"]+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in tags}


def _press(client: FlaskClient, username: str, to: str = "/demonstration/sign-in"):
    return client.post(to, data=_form_of(client.get("/sign-in").text, username))


def test_the_sign_in_page_lists_people_of_every_school_with_their_codes(
    demonstration: Flask,
) -> None:
    page = demonstration.test_client().get("/sign-in").text
    for each in LISTED:
        assert each.username in page
        assert each.full_name in unescape(page)
    assert PASSWORD in page
    assert len(re.findall(r">\d{6}<", page)) == len(LISTED)
    assert {each.school for each in LISTED} == {"birch", "cedar", "trust"}


def test_the_sign_in_page_says_what_to_try_first(
    demonstration: Flask, app: Flask
) -> None:
    """One line, in roles that stand on the page; an installation has none."""
    page = " ".join(demonstration.test_client().get("/sign-in").text.split())

    assert "Try this first:" in page
    assert "sign in as a teacher and raise a concern" in page
    assert "Try this first" not in app.test_client().get("/sign-in").text


def test_one_press_signs_in_also_after_a_long_time_of_reading(
    demonstration: Flask,
) -> None:
    client = demonstration.test_client()
    form = _form_of(client.get("/sign-in").text, "ruth.adeyemi")
    with clock.moved_on(timedelta(minutes=10)):
        answer = client.post("/demonstration/sign-in", data=form)
        assert answer.status_code == 303
        assert "Ruth Adeyemi" in client.get("/").text


def test_a_code_typed_from_the_page_signs_in_once(demonstration: Flask) -> None:
    first, second = demonstration.test_client(), demonstration.test_client()
    form = _form_of(first.get("/sign-in").text, "tom.pellow")
    assert first.post("/sign-in", data=form).status_code == 303
    token = _form_of(second.get("/sign-in").text, "tom.pellow")["csrf_token"]
    again = {**form, "csrf_token": token}
    assert second.post("/sign-in", data=again).status_code == 422


def test_the_code_for_opening_case_content_stands_on_its_page(
    demonstration: Flask,
) -> None:
    client = demonstration.test_client()
    _press(client, "ruth.adeyemi")
    page = client.get("/elevate?next=/queue").text
    form = next(each for each in FORMS.findall(page) if 'name="code"' in each)
    code = re.search(r">(\d{6})<", form)
    assert code
    hidden = [tag for tag in re.findall(r"<input[^>]*>", form) if "hidden" in tag]
    sent = {
        re.findall(r'name="([^"]+)"', tag)[0]: unescape(
            re.findall(r'value="([^"]*)"', tag)[0]
        )
        for tag in hidden
    }
    sent["code"] = code[1]
    assert client.post("/elevate", data=sent).status_code == 303
    assert "Lena Hartwigsen" in client.get("/queue").text


def test_nobody_signs_in_by_one_press_who_is_not_on_the_page(
    demonstration: Flask,
) -> None:
    client = demonstration.test_client()
    form = _form_of(client.get("/sign-in").text, "ruth.adeyemi")
    sent = {**form, "username": "joan.fairley"}
    assert client.post("/demonstration/sign-in", data=sent).status_code == 404


def test_a_blocked_account_stays_blocked_in_the_demonstration(
    demonstration: Flask,
) -> None:
    with demonstration.app_context():
        trust = questions.trust_ref()
        assert trust
        user = account_by_name(trust, "tom.pellow")
        assert user
        system = Actor.system("test", user.school_ref, trust)
        block_account(system, user.ref, "left")
    client = demonstration.test_client()
    assert _press(client, "tom.pellow").location == "/sign-in"
    assert "You cannot sign in" in client.get("/sign-in").text


def test_an_installation_shows_nobody_and_has_no_such_page(app: Flask) -> None:
    client = app.test_client()
    page = client.get("/sign-in").text
    assert "demonstration" not in page
    rules = {str(rule) for rule in app.url_map.iter_rules()}
    assert not [rule for rule in rules if "demonstration" in rule]


def test_production_never_imports_the_demonstration() -> None:
    told = subprocess.run(
        [sys.executable, "-c", ASK_WHAT_IS_IMPORTED],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "[]"


def test_a_demonstration_never_opens_as_an_installation(folder: Path) -> None:
    settings = cheaply(place.settings_in(folder))
    earnest = dataclasses.replace(settings, demonstration=False, testing=True)
    with pytest.raises(UnsafeSettings, match="cannot become"):
        checked_app(earnest)


def test_an_installation_never_opens_as_a_demonstration(
    settings: Settings, tmp_path: Path
) -> None:
    shutil.copy(sqlite_path(settings.owner_url), tmp_path / place.DATABASE)
    with pytest.raises(place.NotADemonstration):
        build.build(tmp_path)
    assert run.run(tmp_path, 5000, browser=False) == 1


@pytest.mark.parametrize("name", ["letter.txt", "keys", place.DATABASE])
def test_a_folder_with_something_else_in_it_is_left_alone(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(place.NotADemonstration):
        build.build(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_folder_in_which_making_was_stopped_half_way_counts_as_empty(
    tmp_path: Path,
) -> None:
    (tmp_path / place.BUILDING).mkdir()
    assert place.made_in(tmp_path) is None


def test_a_demonstration_is_served_on_this_machine_alone(folder: Path) -> None:
    settings = cheaply(place.settings_in(folder))
    with pytest.raises(UnsafeSettings, match="this machine"):
        run.opened(dataclasses.replace(settings, host="0.0.0.0"))  # noqa: S104


def test_a_taken_port_moves_to_the_next_free_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run.free_port(port) > port


def test_the_second_to_open_a_folder_is_told_where_it_is_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with place.held(tmp_path) as lock:
        place.say_where(lock, "http://localhost:5003")
        assert run.run(tmp_path, 5003, browser=False) == 1
    assert "http://localhost:5003" in capsys.readouterr().out


def test_making_it_again_puts_a_fresh_one_in_its_place(folder: Path) -> None:
    before = (folder / place.DATABASE).stat().st_ino
    assert run.make(folder, again=False) == 0
    assert (folder / place.DATABASE).stat().st_ino == before
    assert run.make(folder, again=True) == 0
    assert (folder / place.DATABASE).stat().st_ino != before
    assert not (folder / place.BUILDING).exists()


def test_it_is_said_when_its_today_is_past(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = place.made_in(folder)
    assert found
    assert build.weeks_old(found) == 0
    with clock.moved_on(timedelta(days=8)):
        assert build.weeks_old(found) > 0
        run._make_if_needed(folder)
    assert "build --again" in capsys.readouterr().out

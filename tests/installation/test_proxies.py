"""Behind a web server of one's own: who asked is told, and by nobody else."""

import dataclasses
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request

from safeguard.app import create_app
from safeguard.config import Settings, from_environment
from safeguard.installation.opening import close
from safeguard.installation.serving import _server
from school.foundation.errors import UnsafeSettings
from tests.factories.world import World

FORGED, ASKER = "203.0.113.9", "198.51.100.7"


@contextmanager
def _behind(settings: Settings, proxies: int) -> Iterator[Flask]:
    """The product as it runs behind so many web servers; it tells who asks."""
    app = create_app(dataclasses.replace(settings, proxies=proxies))
    app.add_url_rule("/who", "who", lambda: request.remote_addr or "")
    try:
        yield app
    finally:
        close(app)


def _who(app: Flask, named: str) -> str:
    headers = {"X-Forwarded-For": named, "X-Forwarded-Host": "elsewhere.example"}
    return app.test_client().get("/who", headers=headers).text


def test_nobody_is_believed_where_there_is_no_proxy(settings: Settings) -> None:
    with _behind(settings, 0) as app:
        assert _who(app, FORGED) == "127.0.0.1"


def test_the_trusted_proxy_names_who_asked(settings: Settings) -> None:
    """What the asker wrote there first is not believed."""
    with _behind(settings, 1) as app:
        assert _who(app, ASKER) == ASKER
        assert _who(app, f"{FORGED}, {ASKER}") == ASKER
    with _behind(settings, 2) as app:
        assert _who(app, f"{FORGED}, {ASKER}, 10.0.0.2") == ASKER


def test_the_address_of_the_site_stays_as_it_was_asked(settings: Settings) -> None:
    with _behind(settings, 1) as app:
        app.add_url_rule("/where", "where", lambda: request.host_url)
        headers = {"X-Forwarded-Host": "elsewhere.example", "X-Forwarded-Proto": "ftp"}
        assert app.test_client().get("/where", headers=headers).text == (
            "http://localhost/"
        )


@pytest.mark.parametrize(("proxies", "told"), [(0, "127.0.0.1"), (1, ASKER)])
def test_the_server_hands_on_what_the_proxy_says(
    settings: Settings, proxies: int, told: str
) -> None:
    """Through the real server, which drops such headers where nobody may set them."""
    there = dataclasses.replace(settings, proxies=proxies, port=0)
    with _behind(settings, proxies) as app:
        server: Any = _server(app, there)
        threading.Thread(target=server.run, daemon=True).start()
        asked = urllib.request.Request(
            f"http://127.0.0.1:{server.effective_port}/who",
            headers={"X-Forwarded-For": ASKER},
        )
        try:
            with urllib.request.urlopen(asked, timeout=10) as answer:  # noqa: S310
                assert answer.read().decode() == told
        finally:
            server.close()


def test_failed_sign_ins_are_counted_by_who_tried(
    settings: Settings, world: World
) -> None:
    """One school's wrong passwords do not hold up another behind the same proxy."""
    with _behind(settings, 1) as app:
        statuses = {ASKER: 0, FORGED: 0}
        for number in range(41):
            statuses[ASKER] = _fails(app, ASKER, f"nobody{number}")
        statuses[FORGED] = _fails(app, FORGED, "nobody")
    assert statuses == {ASKER: 429, FORGED: 422}


def _fails(app: Flask, address: str, name: str) -> int:
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    headers = {"X-Forwarded-For": address}
    page = client.get("/sign-in", headers=headers).text
    form_id = page.partition('name="form_id"')[2].partition('value="')[2]
    fields = {
        "form_id": form_id.partition('"')[0],
        "username": name,
        "password": "wrong",
    }
    return client.post("/sign-in", data=fields, headers=headers).status_code


def test_the_number_of_proxies_is_a_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAFEGUARD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SAFEGUARD_KEYS", str(tmp_path / "keys"))
    assert from_environment().proxies == 0
    monkeypatch.setenv("SAFEGUARD_PROXIES", "2")
    assert from_environment().proxies == 2
    for nonsense in ("-1", "yes", "1.5", ""):
        monkeypatch.setenv("SAFEGUARD_PROXIES", nonsense)
        with pytest.raises(UnsafeSettings, match="SAFEGUARD_PROXIES"):
            from_environment()

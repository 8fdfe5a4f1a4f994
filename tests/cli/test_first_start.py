"""The first start at the console: tables, keys, a trust, and two slips of paper."""

import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import make_url

from safeguard.config import Settings
from tests.cli.test_words_of_the_operator import says as says  # noqa: PLC0414
from tests.installation.places import empty_place

pytestmark = pytest.mark.both_engines
TRUST = ("--trust", "Alder Trust", "--school", "Birch Academy")
FOUNDERS = ("--first", "Anneli Strand", "--second", "Rohan Dace")


def test_two_people_found_a_trust_and_nobody_else_can_again(
    settings: Settings,
    says: Callable[..., tuple[int, str]],
    tmp_path: Path,
    engine_name: str,
) -> None:
    """Two slips, shown once; a root key that its owner alone reads; then it proves."""
    with empty_place(engine_name, tmp_path / "new", settings) as place:
        place.root_key_path.unlink()

        code, told = says(place, "trust", "found", *TRUST, *FOUNDERS)

        assert code == 0, told
        assert len(re.findall(r"^User name ", told, re.MULTILINE)) == 2
        assert "For Anneli Strand" in told
        assert stat.S_IMODE(place.root_key_path.stat().st_mode) == 0o600
        assert says(place, "trail", "verify")[0] == 0
        ended, told = says(place, "trust", "found", *TRUST, *FOUNDERS)
        assert ended == 3
        assert "a trust was founded here already" in told
        ended, told = says(place, "database", "upgrade")[:2]
        assert ended == 0
        # Which database it was, and never with which password.
        assert re.search(r"^Database   (sqlite|postgresql)", told, re.MULTILINE)
        password = make_url(place.owner_url).password
        assert not password or f":{password}@" not in told


def test_a_lost_root_key_is_not_replaced_by_a_new_one(
    settings: Settings, says: Callable[..., tuple[int, str]]
) -> None:
    """With keys that an old one wrapped, a new one would only hide the loss."""
    settings.root_key_path.unlink()

    code, told = says(settings, "trust", "found", *TRUST, *FOUNDERS)

    assert code == 3
    assert f"put your copy at {settings.root_key_path}" in told
    assert not settings.root_key_path.exists()

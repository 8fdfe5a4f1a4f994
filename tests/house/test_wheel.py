"""What is installed elsewhere is whole: pages, styles, migrations, and it serves."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.reading import ROOT

# The wheel first on the path, so that the checkout around it is not what answers.
SERVES = """
from safeguard import app, upgrading
from safeguard.cli import main
from safeguard.config import from_environment
try:
    main(["trust", "found", "--trust", "Alder Trust", "--school", "Alder",
          "--first", "Ana Reed", "--second", "Bo Lake"])
except SystemExit as ended:
    assert not ended.code, ended.code
client = app.create_app(from_environment()).test_client()
print(app.ROOT)
print(upgrading.MIGRATIONS)
styles = ("/static/favicon.svg", "/static/build/app.css")
for path in ("/sign-in", "/help/signing-in", *styles):
    print(path, client.get(path).status_code)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree."""
    to = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
    command = [*build, "-d", str(to)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (found,) = to.glob("*.whl")
    return found


def test_every_page_style_migration_and_chapter_is_in_the_wheel(wheel: Path) -> None:
    """File by file as in the tree; the styles too, which are built and not kept."""
    assert (ROOT / "static" / "build" / "app.css").is_file(), "python3 x.py test"
    with zipfile.ZipFile(wheel) as opened:
        there = set(opened.namelist())
    for folder, inside in (
        ("templates", "safeguard/templates"),
        ("static", "safeguard/static"),
        ("migrations", "migrations"),
        ("docs/manual", "safeguard/manual"),
    ):
        files = [each for each in (ROOT / folder).rglob("*.*") if each.is_file()]
        files = [each for each in files if each.suffix != ".pyc"]
        wanted = {
            f"{inside}/{each.relative_to(ROOT / folder).as_posix()}" for each in files
        }
        assert wanted
        assert wanted <= there
    assert not {name for name in there if name.startswith(("tests/", "assets/"))}


def test_installed_from_the_wheel_it_serves_its_own_pages(
    wheel: Path, tmp_path: Path
) -> None:
    """Founded and asked for its first page and its style, far from any checkout."""
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as opened:
        opened.extractall(installed)
    env = {
        **os.environ,
        "PYTHONPATH": str(installed),
        "SAFEGUARD_DATA": str(tmp_path / "data"),
        "SAFEGUARD_KEYS": str(tmp_path / "keys"),
    }

    done = subprocess.run(
        [sys.executable, "-c", SERVES],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-6:] == [
        str(installed / "safeguard"),
        str(installed / "migrations"),
        "/sign-in 200",
        "/help/signing-in 200",
        "/static/favicon.svg 200",
        "/static/build/app.css 200",
    ]

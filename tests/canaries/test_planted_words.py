"""Two hundred sentences and names, typed into the pages: none lies anywhere in clear.

Threats T4 and T8 of the security brief: whoever takes the database, the journal, the
logs, the mails or a temporary file learns nothing about a child.
"""

import logging
import shutil
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import event, text

from safeguard.config import Settings
from safeguard.installation.outbox import empty_outbox
from school.foundation.database import db
from school.foundation.engines import owning_engine, sqlite_path
from school.foundation.writer import the_writer
from school.inspection.queries.proving import prove
from school.notices.deliver import Folder
from tests.canaries.grepping import forms_of, found_in
from tests.canaries.planting import NAMES, SENTENCES, Gardener, plant_everything
from tests.canaries.writing import Writing
from tests.factories.world import World
from tests.house.round import House
from tests.words import marks_of

pytestmark = pytest.mark.both_engines
CONTROL = "The control: Zebulon Quagmire-Thistledown hid one marble under the drum."


@dataclass
class Watch:
    """Every place where something could be left, from the beginning of a test."""

    writing: Writing
    folder: Path
    caplog: pytest.LogCaptureFixture
    capfd: pytest.CaptureFixture[str]
    journals: list[Path] = field(default_factory=list)

    def places(self) -> list[Path]:
        """Database, journals, temporary files, keys, mails, log, and the screen."""
        (self.folder / "log.txt").write_text(self.caplog.text)
        printed = self.capfd.readouterr()
        (self.folder / "printed.txt").write_text(printed.out + printed.err)
        settings = self.writing.settings
        assert settings.mail_dir
        mails = [*settings.mail_dir.iterdir()] if settings.mail_dir.exists() else []
        return [
            *self.writing.places(self.folder),
            *(self.folder, settings.keys_dir),
            *mails,
        ]


@pytest.fixture
def watch(
    settings: Settings,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> Watch:
    """A folder for temporary files and copies, and an ear at every log."""
    folder = tmp_path_factory.mktemp("watched")
    temporary = folder / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    caplog.set_level(logging.DEBUG)
    return Watch(Writing.begins(settings), folder, caplog, capfd)


@pytest.fixture
def journals(app: Flask, settings: Settings, watch: Watch) -> Iterator[list[Path]]:
    """Copies of SQLite's journal and file, taken while transactions are open."""
    if not settings.on_sqlite:
        yield []
        return
    file = sqlite_path(settings.writer_url)
    journal = file.with_name(f"{file.name}-journal")
    caught: list[Path] = []
    commits = [0]

    def copy(*_: object) -> None:
        commits[0] += 1
        if journal.exists() and commits[0] % 4 == 0:
            caught.append(watch.folder / f"{commits[0]}.journal")
            shutil.copy(journal, caught[-1])
            shutil.copy(file, watch.folder / "middle.sqlite")

    with app.app_context():
        engine = the_writer()._engine
    event.listen(engine, "commit", copy)
    yield caught
    event.remove(engine, "commit", copy)


def test_no_planted_word_lies_anywhere_in_clear(
    world: World,
    app: Flask,
    watch: Watch,
    journals: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    garden = Gardener(House(app, world))
    plant_everything(garden, monkeypatch)
    assert sorted(garden.planted) == sorted(SENTENCES)
    assert len(garden.spoken) >= 20
    settings = watch.writing.settings
    assert settings.mail_dir
    assert empty_outbox(settings, Folder(settings.mail_dir)) > 5
    db.session.rollback()
    assert prove().holds
    assert settings.on_sqlite is bool(journals)
    forms = forms_of([*marks_of(SENTENCES), *garden.spoken], SENTENCES)
    assert not found_in(forms, *watch.places())


def test_the_same_search_finds_what_does_lie_in_clear(app: Flask, watch: Watch) -> None:
    """Must fail: one sentence in a scratch table, in the log, in a temporary file, in
    a mail, on the screen and beside the keys. Each is found.
    """
    settings = watch.writing.settings
    engine = owning_engine(settings.owner_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE scratch (words TEXT)"))
        # More than once: the head of a page may fall into the middle of one of them.
        for _time in range(3):
            connection.execute(
                text("INSERT INTO scratch VALUES (:it)"), {"it": CONTROL}
            )
    engine.dispose()
    logging.getLogger("safeguard").error("failed: %s", CONTROL)
    print(CONTROL)
    with tempfile.NamedTemporaryFile("w", delete=False, suffix=".tmp") as loose:
        loose.write(CONTROL)
    assert settings.mail_dir
    settings.mail_dir.mkdir(exist_ok=True)
    (settings.mail_dir / "mail.eml").write_bytes(b64encode(CONTROL.encode()))
    (settings.keys_dir / "note.txt").write_text(CONTROL)
    found = {name for name, _ in found_in(forms_of([CONTROL]), *watch.places())}
    aside = {"log.txt", "printed.txt", "mail.eml", "note.txt", Path(loose.name).name}
    assert aside <= found
    assert found - aside, "the search finds nothing in this database"
    if not settings.on_sqlite:
        assert "wal.bin" in found


@pytest.mark.parametrize(
    "written",
    [
        CONTROL.encode("utf-16"),
        CONTROL.upper().encode(),
        urlencode({"narrative": CONTROL}).encode(),
        b'{"text": "' + CONTROL.encode("ascii", "backslashreplace") + b'"}',
        *(
            b64encode((before + CONTROL + "after").encode())
            for before in ["x", "xy", "xyz"]
        ),
        CONTROL.encode().hex().encode(),
    ],
)
def test_no_disguise_hides_a_sentence(written: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(written)
    assert found_in(forms_of([CONTROL]), tmp_path)


def test_there_are_two_hundred_sentences_and_names_of_every_origin() -> None:
    assert len(set(SENTENCES)) == len(set(marks_of(SENTENCES))) == 200
    assert len({name.full for name in NAMES}) == 40

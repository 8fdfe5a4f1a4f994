"""Putting a backup back in place: into an empty target, proven, and recorded."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from alembic import command
from sqlalchemy import make_url

from safeguard.config import FILES, Settings
from safeguard.installation.backup import prove_all, refuse_together, rehearse
from safeguard.installation.copies import (
    KEYS_TABLES,
    data_tables,
    put_back,
    put_files_back,
    replay_ledger,
    rows_in,
)
from safeguard.installation.manifest import (
    DATA_FILE,
    FILES_FOLDER,
    KEYS_FILE,
    BackupFailed,
    Manifest,
    read_manifest,
)
from safeguard.installation.opening import opened, operator
from safeguard.upgrading import alembic_config
from school.foundation import keys, schema
from school.foundation.database import db
from school.foundation.engines import is_sqlite, owning_engine
from school.foundation.errors import UnsafeSettings
from school.foundation.keys import KeysStore
from school.inspection.commands import restore_backup
from school.inspection.queries.proving import Proof


def restore(
    settings: Settings, data: Path, keys_from: Path, ledgers: Sequence[Path] = ()
) -> Manifest:
    """Put a backup in place of nothing, and record that it was.

    First it is put back into a scratch place and proven, then the same in earnest.
    Before anything is opened, every key that a ledger names is destroyed again.
    `ledgers` are key files newer than the backup's own. Raises BackupFailed, and
    UnsafeSettings when the root key is missing or open to others.
    """
    refuse_together(data, keys_from)
    manifest = read_manifest(data, keys_from)
    if not settings.root_key_path.is_file():
        raise UnsafeSettings(
            "the root key is missing: name your copy of it with --root-key, or put "
            f"it at {settings.root_key_path}"
        )
    keys.read_root_key(settings.root_key_path)
    _refuse_unless_empty(settings)
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = (settings.data_dir, settings.keys_dir)
    _refuse_unless_as_told(manifest, rehearse(settings, data, keys_from, beside))
    _lay(settings)
    put_back(data / DATA_FILE, settings.owner_url, data_tables())
    _guard(settings, manifest)
    _put_keys_back(settings, keys_from / KEYS_FILE, ledgers)
    put_files_back(data / FILES_FOLDER, manifest.files, settings.data_dir / FILES)
    with opened(settings):
        _refuse_unless_as_told(manifest, prove_all())
        restore_backup(operator(), manifest.facts())
    return manifest


def put_root_key(settings: Settings, copy: Path) -> None:
    """Put the operator's copy of the root key in its place; never over another one.

    Raises BackupFailed when another one stands there.
    """
    place = settings.root_key_path
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        place.touch(mode=0o600)
        shutil.copyfile(copy, place)
    elif place.read_bytes().strip() != copy.read_bytes().strip():
        raise BackupFailed(
            f"{place} is another root key than the one of --root-key: move it away, "
            "or restore into another keys folder with --keys or SAFEGUARD_KEYS"
        )


def _refuse_unless_empty(settings: Settings) -> None:
    found = {
        **rows_in(settings.owner_url, data_tables()),
        **rows_in(settings.keys_url, KEYS_TABLES),
    }
    files = settings.data_dir / FILES
    if any(found.values()) or (files.is_dir() and any(files.iterdir())):
        raise BackupFailed(
            f"there are records already in {settings.data_dir} or "
            f"{settings.keys_dir}: name empty folders with --data and --keys, or with "
            "SAFEGUARD_DATA and SAFEGUARD_KEYS; for PostgreSQL, empty databases"
        )


def _refuse_unless_as_told(manifest: Manifest, proof: Proof) -> None:
    found = [(log.log_ref, log.size, log.root.hex()) for log in proof.logs]
    if found != manifest.logs:
        raise BackupFailed(
            "the logs are not as the manifest tells them: take another backup's "
            "folders for --from and --keys-from"
        )


def _lay(settings: Settings) -> None:
    """PostgreSQL: the tables that the rows go into. A SQLite file brings its own."""
    if not is_sqlite(settings.owner_url):
        engine = owning_engine(settings.owner_url)
        with engine.begin() as connection:
            db.metadata.create_all(connection)
        engine.dispose()


def _guard(settings: Settings, manifest: Manifest) -> None:
    """The triggers, the rights, and the migration that the tables stand at."""
    engine = owning_engine(settings.owner_url)
    with engine.begin() as connection:
        schema.guard(connection, schema.append_only_tables())
        if connection.dialect.name == "postgresql":
            writer, reader = settings.writer_url, settings.reader_url
            names = [make_url(url).username or "" for url in (writer, reader)]
            schema.grant_roles(connection, *names)
        if manifest.revision:
            command.stamp(alembic_config(connection), manifest.revision)
    engine.dispose()


def _put_keys_back(settings: Settings, file: Path, ledgers: Sequence[Path]) -> None:
    if not is_sqlite(settings.keys_url):
        _prepared(settings.keys_url).close()
    put_back(file, settings.keys_url, KEYS_TABLES)
    store = _prepared(settings.keys_url)
    replay_ledger(store, ledgers)
    store.close()


def _prepared(url: str) -> KeysStore:
    store = KeysStore(url)
    store.prepare()
    return store

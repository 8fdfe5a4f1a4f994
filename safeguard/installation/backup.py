"""Taking a backup: data and keys apart, put back into a scratch place, proven there."""

import dataclasses
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from alembic.migration import MigrationContext
from sqlalchemy import select

from safeguard.config import FILES, Settings
from safeguard.installation.copies import (
    KEYS_TABLES,
    data_tables,
    files_named,
    put_back,
    refuse_damaged,
    rows_saved,
    save_files,
    save_store,
)
from safeguard.installation.manifest import (
    DATA_FILE,
    FILES_FOLDER,
    KEYS_FILE,
    BackupFailed,
    Manifest,
    sha256,
    sync,
    write_manifest,
)
from safeguard.installation.opening import opened, operator
from safeguard.upgrading import differences
from school.foundation import clock
from school.foundation.engines import owning_engine
from school.foundation.errors import BrokenSeal
from school.foundation.keys import data_key, domain_key
from school.foundation.references import new_ref
from school.foundation.sealing import keyring
from school.inspection.commands import take_backup
from school.inspection.queries.proving import Proof, prove, root_of_the_first


@dataclasses.dataclass(frozen=True)
class Taken:
    """A finished backup: where its two folders are, and what it says of itself."""

    data: Path
    keys: Path
    manifest: Manifest


def take(settings: Settings, to: Path, keys_to: Path) -> Taken:
    """Take a backup into a new folder in each place, rehearse its return, record it.

    The data are copied first: a key is kept before anything is sealed with it, so
    the keys copied afterwards hold every key that the data need; likewise each sealed
    file is on the disk before the row that names it. Raises BackupFailed;
    what then lies there has no manifest and will not be restored.
    """
    refuse_together(to, keys_to)
    with opened(settings):
        who = operator()
        ref, taken_at = new_ref(), clock.now()
        stem = f"safeguard-{taken_at:%Y%m%dT%H%M%SZ}-{ref}"
        data, keys = _folder(to / stem), _folder(keys_to / f"{stem}-keys")
        save_store(settings.owner_url, data_tables(), data / DATA_FILE)
        save_store(settings.keys_url, KEYS_TABLES, keys / KEYS_FILE)
        files = save_files(
            settings.data_dir / FILES,
            files_named(data / DATA_FILE),
            data / FILES_FOLDER,
        )
        proof = rehearse(settings, data, keys, (data, keys))
        _refuse_unless_it_began_the_same(proof)
        manifest = Manifest(
            ref=ref,
            taken_at=taken_at.isoformat(),
            release=_release(),
            engine="sqlite" if settings.on_sqlite else "postgresql",
            revision=revision_at(settings.owner_url),
            rows=rows_saved(data / DATA_FILE, data_tables()),
            logs=[(log.log_ref, log.size, log.root.hex()) for log in proof.logs],
            data_sha256=sha256(data / DATA_FILE),
            keys_sha256=sha256(keys / KEYS_FILE),
            files=files,
        )
        for folder in (data, keys):
            write_manifest(folder, manifest)
            sync(folder)
        take_backup(who, manifest.facts())
    return Taken(data, keys, manifest)


def refuse_together(data: Path, keys: Path) -> None:
    """Keys in the same place as the data would protect nothing."""
    first, second = data.resolve(), keys.resolve()
    if first.is_relative_to(second) or second.is_relative_to(first):
        raise BackupFailed(
            f"data and keys must lie in two places, neither in the other: {data} and "
            f"{keys}. Name another with --to or --keys-to (--from, --keys-from)"
        )


def rehearse(
    settings: Settings, data: Path, keys: Path, beside: tuple[Path, Path]
) -> Proof:
    """Put a backup back into a scratch place and prove it there. Raises BackupFailed.

    The scratch place is an embedded database whatever the installation runs on, data
    and keys again in two folders; the root key stays where it is and is only read.
    """
    with (
        tempfile.TemporaryDirectory(dir=beside[0], prefix="scratch-") as first,
        tempfile.TemporaryDirectory(dir=beside[1], prefix="scratch-") as second,
    ):
        scratch = embedded(settings, Path(first), Path(second))
        put_back(data / DATA_FILE, scratch.owner_url, data_tables())
        put_back(keys / KEYS_FILE, scratch.keys_url, KEYS_TABLES)
        for folder, name in ((first, DATA_FILE), (second, KEYS_FILE)):
            refuse_damaged(Path(folder) / name)
        _refuse_another_releases_tables(scratch.owner_url)
        with opened(scratch):
            return prove_all()


def embedded(settings: Settings, data: Path, keys: Path) -> Settings:
    """The same settings over SQLite files in two folders."""
    database = f"sqlite:///{data / DATA_FILE}"
    return dataclasses.replace(
        settings,
        data_dir=data,
        owner_url=database,
        writer_url=database,
        reader_url=database,
        keys_url=f"sqlite:///{keys / KEYS_FILE}",
    )


def _refuse_another_releases_tables(owner_url: str) -> None:
    engine = owning_engine(owner_url)
    try:
        with engine.connect() as connection:
            if differences(connection):
                raise BackupFailed(
                    "these are the tables of another release: use the release that "
                    "the manifest names, then upgrade"
                )
    finally:
        engine.dispose()


def prove_all() -> Proof:
    """Every key opens and every entry and row holds. Raises BackupFailed."""
    store = keyring().store
    with store.engine.connect() as connection:
        domains = list(connection.scalars(select(domain_key.c.domain)))
        keys = list(connection.scalars(select(data_key.c.key_ref)))
    try:
        for domain in domains:
            keyring().derived(domain, "trail")
        keyring().warm(keys)
    except BrokenSeal:
        raise BackupFailed(
            "a key does not open with this root key. Restoring, move it away and "
            "name the right copy with --root-key"
        ) from None
    proof = prove()
    if not proof.holds:
        raise BackupFailed("the copy does not prove itself: safeguard trail verify")
    return proof


def _refuse_unless_it_began_the_same(proof: Proof) -> None:
    """What was copied must be the beginning of what stands here."""
    for log in proof.logs:
        if root_of_the_first(log.log_ref, log.size) != log.root:
            raise BackupFailed("the copy is not the beginning of what stands here")


def revision_at(owner_url: str) -> str | None:
    """The migration that a database stands at; None where none ever ran."""
    engine = owning_engine(owner_url)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()


def _release() -> str:
    try:
        return version("safeguard")
    except PackageNotFoundError:
        return "run from its source"


def _folder(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.mkdir(mode=0o700)
    return path

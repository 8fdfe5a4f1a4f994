"""The operator's words: nouns, then verbs; each a thin call of what does the work.

Exit codes: 0 done and well; 1 the record does not prove itself; 2 the words were not
understood; 3 refused or failed, with a line that says what to do.
"""

import dataclasses
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from safeguard.config import Settings, beside, from_environment
from safeguard.installation.backup import take
from safeguard.installation.opening import opened, operator
from safeguard.installation.restoring import put_root_key, restore
from safeguard.installation.serving import serve as serve_pages
from safeguard.installation.telling import told
from safeguard.upgrading import upgrade
from school.foundation import keys
from school.foundation.engines import without_password
from school.foundation.errors import UnsafeSettings
from school.foundation.keys import KeysStore
from school.inspection.queries.listing import list_trail, log_name
from school.inspection.queries.proving import LogProof, Proof
from school.inspection.queries.verifying import shortened, verify_trail
from school.web.pages import shown_at

DOES_NOT_HOLD = 1
FAILED = 3
FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, exists=True, path_type=Path)
Where = tuple[Path | None, Path | None]


@click.group()
@click.option("--data", type=FOLDER, help="Data folder; else SAFEGUARD_DATA.")
@click.option("--keys", type=FOLDER, help="Keys folder; with --data alone: its keys/.")
@click.pass_context
def safeguard(context: click.Context, data: Path | None, keys: Path | None) -> None:
    """Safeguard: run it, prove it, back it up. Settings come from the environment
    (SAFEGUARD_…); for an embedded database --data and --keys may say where it is.
    """
    context.obj = (data, keys)


def _settings(where: Where) -> Settings:
    data, held = where
    if data is None:
        settings = from_environment()
        return dataclasses.replace(settings, keys_dir=held) if held else settings
    return beside(data.resolve(), (held or data / "keys").resolve())


# ---- Running ------------------------------------------------------------------


@safeguard.command()
@click.pass_obj
def serve(where: Where) -> None:
    """Serve the pages until stopped, if the ground is safe."""
    settings = _settings(where)
    serve_pages(settings, lambda: click.echo(f"Open at {settings.site}"))


@safeguard.group()
def database() -> None:
    """The database of an installation."""


@database.command("upgrade")
@click.pass_obj
def upgrade_database(where: Where) -> None:
    """Bring the tables to this release. Take a backup first."""
    settings = _settings(where)
    upgrade(settings)
    click.echo(f"Database   {without_password(settings.owner_url)}")
    click.echo("The tables are this release's.")


# ---- Founding -----------------------------------------------------------------


@safeguard.group()
def trust() -> None:
    """The trust that this installation serves."""


@trust.command("found")
@click.option("--trust", "name", prompt="Name of the trust")
@click.option("--school", "schools", multiple=True, required=True, help="Repeatable.")
@click.option("--first", prompt="First founder (given name, family name)")
@click.option("--second", prompt="Second founder (given name, family name)")
@click.pass_obj
def found_trust(
    where: Where, name: str, schools: tuple[str, ...], first: str, second: str
) -> None:
    """Found the trust: two people, each with a one-time slip that is shown once."""
    from school.identity.commands.founding import found  # noqa: PLC0415

    settings = _settings(where)
    _make_root_key_once(settings)
    upgrade(settings)
    with opened(settings):
        founded = found(name, schools, first, second)
    for slip in founded.slips:
        click.echo("\n" + "-" * 60)
        click.echo(f"For {slip.name}, to be handed over in person")
        click.echo(f"Sign in at    {settings.site}")
        click.echo(f"User name     {slip.username}")
        click.echo(f"Password      {slip.first_password}   (once)")
    click.echo("-" * 60)
    click.echo("Nothing is granted until both have signed in with a second factor.")
    click.echo(f"Keep a copy of {settings.root_key_path} in another place: without it")
    click.echo("no backup can ever be opened.")


def _make_root_key_once(settings: Settings) -> None:
    """A new root key where there is none, and no keys that an old one had wrapped."""
    if settings.root_key_path.exists():
        return
    store = KeysStore(settings.keys_url)
    try:
        store.prepare()
        if not store.is_empty():
            raise UnsafeSettings(
                f"there are keys already, and the root key that opens them is "
                f"missing: put your copy at {settings.root_key_path}"
            )
    finally:
        store.close()
    keys.make_root_key(settings.root_key_path)


# ---- The trail ----------------------------------------------------------------


@safeguard.group()
def trail() -> None:
    """The record of what was done."""


@trail.command("verify")
@click.option("--list", "listed", is_flag=True, help="Also every act, in words.")
@click.pass_obj
def verify(where: Where, *, listed: bool) -> None:
    """Prove the whole database against its trail."""
    with opened(_settings(where)):
        proof = verify_trail(operator())
        for log in proof.logs:
            _tell_log(log)
            if listed:
                _list(log)
        _tell_rows(proof)
        held = proof.holds
    click.echo("PASS  the record holds" if held else "FAIL  the record does not hold")
    if not held:
        sys.exit(DOES_NOT_HOLD)


def _tell_log(log: LogProof) -> None:
    name = log_name(log.log_ref) or "the walled vault"
    verdict = "FAIL" if log.problems else "PASS"
    root = shortened(log.root.hex())
    click.echo(f"{verdict}  {name}: {log.size} in all, root {root}")
    if log.unopened:
        click.echo(f"      {log.unopened} of them stand, their keys destroyed")
    for problem in log.problems:
        click.echo(f"      {problem}")


def _tell_rows(proof: Proof) -> None:
    verdict = "FAIL" if proof.problems else "PASS"
    click.echo(f"{verdict}  {proof.rows} rows held against their newest entries")
    for problem in proof.problems:
        click.echo(f"      {problem}")


def _list(log: LogProof) -> None:
    if log_name(log.log_ref) is None:
        click.echo("      (its acts are told to whom the vault opens, not here)")
        return
    for line in list_trail(operator(), log.log_ref):
        click.echo(f"      {shown_at(line.at)}  {line.sentence}")


# ---- Backups ------------------------------------------------------------------


@safeguard.group()
def backup() -> None:
    """Copies of data and keys, apart from each other."""


@backup.command("take")
@click.option("--to", required=True, type=FOLDER, help="Where the data go.")
@click.option("--keys-to", required=True, type=FOLDER, help="Where the keys go.")
@click.pass_obj
def take_backup(where: Where, to: Path, keys_to: Path) -> None:
    """Take a backup, put it back into a scratch place and prove it there."""
    taken = take(_settings(where), to, keys_to)
    click.echo(f"Data   {taken.data}")
    click.echo(f"Keys   {taken.keys}")
    click.echo(
        f"{sum(taken.manifest.rows.values())} rows, put back in scratch, proven."
    )
    if taken.manifest.missing:
        click.echo(
            f"MISSING: {taken.manifest.missing} sealed files that records name are not "
            "in the data folder. Look for them in older backups."
        )
    click.echo(taken.manifest.root_key)


@backup.command("restore")
@click.option("--from", "source", required=True, type=FOLDER, help="The data's folder.")
@click.option("--keys-from", required=True, type=FOLDER, help="The keys' folder.")
@click.option("--root-key", type=FILE, help="Your copy of root.key, if it is missing.")
@click.option(
    "--ledger", "ledgers", multiple=True, type=FILE, help="Newer keys.sqlite."
)
@click.pass_obj
def restore_backup(
    where: Where,
    source: Path,
    keys_from: Path,
    root_key: Path | None,
    ledgers: tuple[Path, ...],
) -> None:
    """Put a backup where nothing is, and prove it. What was destroyed since is
    destroyed again, if --ledger names the keys file of a newer backup.
    """
    settings = _settings(where)
    if root_key:
        put_root_key(settings, root_key)
    manifest = restore(settings, source, keys_from, ledgers)
    click.echo(f"{sum(manifest.rows.values())} rows put back and proven, as they were")
    click.echo(f"when the backup was taken: {manifest.taken_at}")


# ---- The demonstration ----------------------------------------------------------


@safeguard.group()
def demo() -> None:
    """An invented trust, on this machine alone."""


@demo.command("run")
@click.option("--port", default=5000, show_default=True)
@click.option("--data", type=FOLDER, default=Path("data"), show_default=True)
@click.option("--no-browser", is_flag=True, help="Open no page.")
def run_demo(port: int, data: Path, *, no_browser: bool) -> None:
    """Open the demonstration; the first start makes it."""
    from safeguard.demo.run import run  # noqa: PLC0415 - never in production

    sys.exit(run(data.resolve(), port, browser=not no_browser))


@demo.command("build")
@click.option("--data", type=FOLDER, default=Path("data"), show_default=True)
@click.option("--again", is_flag=True, help="In place of the one that is there.")
def build_demo(data: Path, *, again: bool) -> None:
    """Make the demonstration without opening it."""
    from safeguard.demo.run import make  # noqa: PLC0415 - never in production

    sys.exit(make(data.resolve(), again=again))


def main(words: Sequence[str] | None = None) -> NoReturn:
    """Understand the words, do what they say, end with an honest code."""
    try:
        safeguard(words, prog_name="safeguard")
    except Exception as problem:  # noqa: BLE001 - its message may quote a value
        click.echo(told(problem), err=True)
    sys.exit(FAILED)


if __name__ == "__main__":
    main()

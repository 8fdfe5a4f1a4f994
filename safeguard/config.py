"""The settings: read once from the environment, refused when unsafe, passed in."""

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from school.foundation.engines import is_sqlite
from school.foundation.errors import UnsafeSettings

# The folder of sealed files, within that of the data.
FILES = "files"


@dataclass(frozen=True)
class Settings:
    """Where things are and how the product runs. Nothing else reads the environment."""

    data_dir: Path
    keys_dir: Path
    owner_url: str = field(repr=False)
    writer_url: str = field(repr=False)
    reader_url: str = field(repr=False)
    keys_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    host: str = "127.0.0.1"
    port: int = 5000
    # How many web servers of our own stand before this one and name, each, who asked
    # it. Nought: whoever asks is who connects, and no header is believed.
    proxies: int = 0
    # The name in the browser's address bar; passkeys are bound to it.
    site: str = "http://localhost:5000"
    secure_cookies: bool = True
    demonstration: bool = False
    testing: bool = False
    mail_dir: Path | None = None
    smtp_host: str | None = None
    smtp_port: int = 587
    smtp_user: str | None = None
    smtp_password: str | None = field(default=None, repr=False)
    mail_from: str = "safeguard@localhost"
    argon2_memory_kib: int = 65536
    argon2_rounds: int = 3

    @property
    def root_key_path(self) -> Path:
        """The file that holds the root key."""
        return self.keys_dir / "root.key"

    @property
    def on_sqlite(self) -> bool:
        """Whether the data live in the embedded database."""
        return is_sqlite(self.writer_url)


def beside(data_dir: Path, keys_dir: Path, **changes: object) -> Settings:
    """Settings for the embedded database in a folder, with its keys in another."""
    database = f"sqlite:///{data_dir / 'safeguard.sqlite'}"
    values: dict[str, object] = {
        "data_dir": data_dir,
        "keys_dir": keys_dir,
        "owner_url": database,
        "writer_url": database,
        "reader_url": database,
        "keys_url": f"sqlite:///{keys_dir / 'keys.sqlite'}",
        "secret_key": _secret_key(keys_dir),
    }
    return Settings(**{**values, **changes})  # type: ignore[arg-type]


def from_environment() -> Settings:
    """Settings of an installation. Raises UnsafeSettings with what to change.

    SAFEGUARD_DATA, SAFEGUARD_KEYS: folders, never one inside the other.
    SAFEGUARD_OWNER_URL, _WRITER_URL, _READER_URL, _KEYS_URL: PostgreSQL, all four.
    SAFEGUARD_SITE: the address people type, https outside this machine.
    SAFEGUARD_PROXIES: how many web servers of yours stand in front; 0 when none.
    SAFEGUARD_SMTP_HOST, _SMTP_PORT, _SMTP_USER, _SMTP_PASSWORD, SAFEGUARD_MAIL_FROM:
    the mail server that carries "an item waits"; without one no mail is sent.
    """
    env = os.environ
    if env.get("FLASK_DEBUG", "0") not in {"", "0"}:
        raise UnsafeSettings("FLASK_DEBUG is on: switch it off")
    data_dir = Path(env.get("SAFEGUARD_DATA", "data")).resolve()
    keys_dir = Path(env.get("SAFEGUARD_KEYS", "safeguard-keys")).resolve()
    if keys_dir.is_relative_to(data_dir) or data_dir.is_relative_to(keys_dir):
        raise UnsafeSettings("SAFEGUARD_KEYS and SAFEGUARD_DATA must stand apart")
    site = env.get("SAFEGUARD_SITE", "http://localhost:5000")
    changes: dict[str, object] = {
        "site": site,
        "host": env.get("SAFEGUARD_HOST", "127.0.0.1"),
        "port": _number("SAFEGUARD_PORT", 5000),
        "proxies": _number("SAFEGUARD_PROXIES", 0),
        "secure_cookies": site.startswith("https:"),
        "smtp_host": env.get("SAFEGUARD_SMTP_HOST"),
        "smtp_port": _number("SAFEGUARD_SMTP_PORT", 587),
        "smtp_user": env.get("SAFEGUARD_SMTP_USER"),
        "smtp_password": env.get("SAFEGUARD_SMTP_PASSWORD"),
        "mail_from": env.get("SAFEGUARD_MAIL_FROM", "safeguard@localhost"),
    }
    urls = {
        name: env.get(f"SAFEGUARD_{name.upper()}")
        for name in ("owner_url", "writer_url", "reader_url", "keys_url")
    }
    given = {name: url for name, url in urls.items() if url}
    if given and len(given) != len(urls):
        raise UnsafeSettings(
            "PostgreSQL needs all four: SAFEGUARD_OWNER_URL, _WRITER_URL, _READER_URL, "
            "_KEYS_URL"
        )
    return beside(data_dir, keys_dir, **changes, **given)


def _number(name: str, otherwise: int) -> int:
    said = os.environ.get(name, str(otherwise))
    if not said.isdecimal():
        raise UnsafeSettings(f"{name} must be a number")
    return int(said)


def _secret_key(keys_dir: Path) -> str:
    """The key that signs cookies, made on the first start and kept with the keys."""
    path = keys_dir / "cookies.key"
    if not path.exists():
        keys_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32), "ascii")
    return path.read_text("ascii").strip()

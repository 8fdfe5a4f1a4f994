"""What a database writes while somebody works: tables, journal, WAL, server's log."""

import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from safeguard.config import Settings
from school.foundation.engines import owning_engine, sqlite_path
from tests.engines import postgres


@dataclass
class Writing:
    """What a database writes from a moment on."""

    settings: Settings
    since: float
    wal_since: str = ""

    @classmethod
    def begins(cls, settings: Settings) -> "Writing":
        """From now on."""
        made = cls(settings, time.time())
        if not settings.on_sqlite:
            made.wal_since = made.ask("SELECT pg_current_wal_lsn()::text")
        return made

    def ask(self, question: str) -> str:
        """Something that only the server knows."""
        engine = owning_engine(self.settings.owner_url)
        try:
            with engine.connect() as connection:
                return str(connection.execute(text(question)).scalar_one())
        finally:
            engine.dispose()

    def places(self, scratch: Path) -> list[Path]:
        """File and journal; or the tables' files, the server's log, and the WAL."""
        if self.settings.on_sqlite:
            file = sqlite_path(self.settings.writer_url)
            return [file, *file.parent.glob(f"{file.name}-*")]
        self.analyse()
        cluster = postgres.data_folder()
        number = self.ask(
            "SELECT oid FROM pg_database WHERE datname = current_database()"
        )
        tables = [
            path
            for path in (cluster / "data" / "base" / number).iterdir()
            if path.stat().st_mtime >= self.since - 1
        ]
        assert len(tables) > 20
        wal = scratch / "wal.bin"
        wal.write_bytes(self.wal(cluster / "data" / "pg_wal"))
        return [*tables, cluster / "server.log", wal]

    def analyse(self) -> None:
        """Statistics hold samples of what stands in the columns."""
        engine = owning_engine(self.settings.owner_url)
        with engine.begin() as connection:
            connection.execute(text("ANALYZE"))
        engine.dispose()

    def wal(self, folder: Path) -> bytes:
        """What was written ahead since the beginning, by whomever."""
        length = self.ask(f"SELECT pg_current_wal_lsn() - '{self.wal_since}'::pg_lsn")
        name, offset = self.ask(
            "SELECT file_name || ' ' || file_offset FROM "  # noqa: S608
            f"pg_walfile_name_offset('{self.wal_since}')"
        ).split()
        segments = sorted(
            path
            for path in folder.iterdir()
            if path.is_file()
            and path.name >= name
            and len(path.name) == len(name)
            and path.stat().st_mtime >= self.since - 1
        )
        assert segments
        written = b"".join(path.read_bytes() for path in segments)[int(offset) :]
        # Beyond it lies what an older segment of that name once held.
        return written[: int(length)]

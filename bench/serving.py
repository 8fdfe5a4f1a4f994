"""The servers that are measured: processes of their own, behind one socket.

python -m bench.serving FILE   where FILE holds a pickled `Served`
"""

import importlib
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import waitress
from sqlalchemy import event

from bench.bare import Bare, make_app
from safeguard.config import Settings
from safeguard.installation import serving
from safeguard.installation.turning_away import make_server

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Served:
    """What a server serves: the product or the bare references, and how."""

    what: Settings | Bare
    workers: int
    slow_commit: float = 0.0
    libraries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Server:
    """A running server: its port and its processes."""

    port: int
    pids: tuple[int, ...]

    def memory(self) -> int:
        """What its processes hold in memory (resident), in KiB."""
        return sum(_resident(pid) for pid in self.pids)


def _resident(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


@contextmanager
def running(served: Served, folder: Path) -> Iterator[Server]:
    """A server, stopped again afterwards."""
    spec = folder / f"served-{time.monotonic_ns()}"
    spec.touch(mode=0o600)
    spec.write_bytes(pickle.dumps(served))
    log = spec.with_suffix(".log")
    with log.open("wb") as to:
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.serving", str(spec)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=to,
            text=True,
        )
    try:
        told = process.stdout.readline().split() if process.stdout else []
        if not told:
            raise RuntimeError(log.read_text()[-2000:])
        port, *pids = (int(each) for each in told)
        yield Server(port, tuple(pids))
    finally:
        process.terminate()
        process.wait(20)
        spec.unlink()


def main(spec: Path) -> None:
    """Bind, start the workers, say the port and the processes, wait for the end."""
    served: Served = pickle.loads(spec.read_bytes())
    listening = socket.create_server(("127.0.0.1", 0), backlog=64)
    port = listening.getsockname()[1]
    pids = []
    for _number in range(served.workers):
        ready, tell = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(ready)
            _work(served, listening, tell)
        os.close(tell)
        if not os.read(ready, 1):
            raise SystemExit("a worker did not start")
        pids.append(pid)
    signal.signal(signal.SIGTERM, lambda *_: _end(pids))
    print(port, *pids, flush=True)
    while True:
        signal.pause()


def _end(pids: list[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
            os.waitpid(pid, 0)
    raise SystemExit(0)


def _work(served: Served, listening: socket.socket, tell: int) -> None:
    app: Any
    if isinstance(served.what, Bare):
        for name in served.libraries:
            with suppress(ImportError):
                importlib.import_module(name)
        app = make_app(served.what)
    else:
        app = serving.checked_app(served.what)
    if served.slow_commit and isinstance(served.what, Settings):
        _slow(app, served.what, served.slow_commit)
    how: dict[str, Any] = {
        "sockets": [listening],
        "threads": serving.THREADS,
        "clear_untrusted_proxy_headers": True,
    }
    server: Any
    if isinstance(served.what, Bare):
        server = waitress.create_server(app, ident=None, **how)
    else:
        server = make_server(app, **how)
    os.write(tell, b"1")
    server.run()
    os._exit(0)


def _slow(app: Any, settings: Settings, seconds: float) -> None:
    """A slow disk, as far as a process can pretend one: every commit waits as long as
    its syncs would. With a rollback journal and EXTRA, SQLite syncs four times.
    """
    syncs = 4 if settings.on_sqlite else 1
    for engine in (
        app.extensions["safeguard_writer"]._engine,  # noqa: SLF001
        app.extensions["safeguard_keyring"].store.engine,
    ):
        event.listen(engine, "commit", lambda _: time.sleep(seconds * syncs))


def libraries() -> tuple[str, ...]:
    """Every module of others that the product has loaded when it serves."""
    asked = (
        "import sys, safeguard.installation.serving\n"
        "print(*[n for n in sys.modules "
        "if n.split('.')[0] not in {'school', 'safeguard', '__main__'}])"
    )
    told = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, check=True
    )
    return tuple(told.stdout.decode().split())


if __name__ == "__main__":
    main(Path(sys.argv[1]))

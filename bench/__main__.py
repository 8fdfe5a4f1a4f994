"""Measure the acts of a working day beside the barest thing that does the same.

python -m bench [sqlite] [postgres] [--keep FOLDER]
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bench import acts, bare, campaigns, loading, places
from bench.figures import Sheet
from bench.loading import LARGE, SMALL, Size
from bench.records import COMMON, RARE
from bench.serving import Served, Server, libraries, running
from bench.town import Town
from bench.visiting import Times, in_turn
from safeguard.config import Settings

ENGINES = ("sqlite", "postgres")
WORKERS = {"sqlite": 1, "postgres": 2}
ROUNDS, FIRST_FINDS = 60, 12
SLOW = 0.020
# From opening the page of finding to having typed a word. The figure without it is
# shown beside: `_cold_find`.
TYPING = 2.0


@dataclass(frozen=True)
class House:
    """One installation with its records."""

    settings: Settings
    town: Town
    size: Size


@dataclass(frozen=True)
class Open:
    """The servers of one engine, all running at once, and who may enter them."""

    large: Server
    small: Server
    plain: Server
    keys: acts.Keys
    small_keys: acts.Keys
    house: House


def main(words: list[str]) -> int:
    """Load, serve, measure, print; 1 when a figure falls short of its goal."""
    parser = argparse.ArgumentParser(prog="python3 x.py bench --")
    parser.add_argument("engines", nargs="*", default=ENGINES, help="sqlite, postgres")
    parser.add_argument("--keep", type=Path, help="load into this folder, or use it")
    options = parser.parse_args(words)
    sheet = Sheet()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="sg-bench-", dir=_roomy()))
    began = time.monotonic()
    try:
        loaded = [_load(folder, size) for size in (SMALL, LARGE)]
        print(f"- loaded in {time.monotonic() - began:.0f} s", flush=True)
        for engine in options.engines:
            _measure(sheet, engine, loaded, folder)
            campaigns.measure(sheet, engine, folder)
    finally:
        if options.keep is None:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"- measured in {time.monotonic() - began:.0f} s", flush=True)
    for name in sheet.short:
        print(f"- FALLS SHORT: {name}")
    return 1 if sheet.short else 0


def _roomy() -> str | None:
    """A folder on a disk: in memory, syncing would cost nothing."""
    return "/var/tmp" if Path("/var/tmp").is_dir() else None


def _load(folder: Path, size: Size) -> House:
    where = folder / f"of{size.concerns}"
    if where.exists():
        settings = places.there(where)
        return House(settings, loading.loaded(settings), size)
    settings = places.on_sqlite(where)
    return House(settings, loading.load(settings, size), size)


def _measure(sheet: Sheet, engine: str, loaded: list[House], folder: Path) -> None:
    small, large = loaded
    plain_url = f"sqlite:///{folder / 'bare.sqlite'}"
    if engine == "postgres":
        small, large = (_moved(house) for house in loaded)
        plain_url = places.bare_on_postgres()
    bare.fill(plain_url, large.size.concerns)
    with ExitStack() as stack:
        keys, small_keys = (
            acts.prepare(house.settings, house.town, FIRST_FINDS)
            for house in (large, small)
        )
        settings = large.settings
        plain = bare.Bare(plain_url, settings.argon2_memory_kib, settings.argon2_rounds)
        serve = _serving(stack, folder, WORKERS[engine])
        opened = Open(
            serve(settings),
            serve(small.settings),
            serve(plain),
            keys,
            small_keys,
            large,
        )
        for measure in (_queue, _case, _raising, _sign_in, _memory, _find):
            measure(sheet, engine, opened)
    with ExitStack() as stack:
        _cold_find(sheet, engine, large, keys, _serving(stack, folder, 1)(settings))
    with ExitStack() as stack:
        slow = _serving(stack, folder, WORKERS[engine], SLOW)(settings)
        _slow_disk(sheet, engine, acts.Lead(keys, slow.port))


def _moved(house: House) -> House:
    settings = places.on_postgres(house.settings, f"of{house.size.concerns}")
    loading.copy(house.settings, settings)
    return replace(house, settings=settings)


def _serving(stack: ExitStack, folder: Path, workers: int, slow: float = 0.0):  # type: ignore[no-untyped-def]
    names = libraries()

    def serve(what: Settings | bare.Bare) -> Server:
        served = Served(what, workers, slow, names)
        return stack.enter_context(running(served, folder))

    return serve


def _beside(found: dict[str, Times], ours: str, theirs: str) -> str:
    return f"{found[ours]}; reference {found[theirs]}"


def _queue(sheet: Sheet, engine: str, opened: Open) -> None:
    lead = acts.Lead(opened.keys, opened.large.port)
    small = acts.Lead(opened.small_keys, opened.small.port)
    plain, size = acts.Plain(opened.plain.port), lead.queue()
    found = in_turn(
        ROUNDS, large=lead.queue, bare=lambda: plain.show(size), small=small.queue
    )
    ratio = found["large"].median / found["bare"].median
    sheet.at_most(
        f"{engine}: queue, 50 rows, {size // 1000} kB, times the bare list",
        ratio,
        2.5,
        _beside(found, "large", "bare"),
    )
    sheet.at_most(
        f"{engine}: queue at 100,000 concerns, times its cost at 1,000",
        found["large"].median / found["small"].median,
        1.2,
        _beside(found, "large", "small"),
    )


def _case(sheet: Sheet, engine: str, opened: Open) -> None:
    lead, plain = (
        acts.Lead(opened.keys, opened.large.port),
        acts.Plain(opened.plain.port),
    )
    size = lead.case()
    found = in_turn(ROUNDS, ours=lead.case, bare=lambda: plain.read(size))
    sheet.at_most(
        f"{engine}: open a case, {size // 1000} kB, times bare page and insert",
        found["ours"].median / found["bare"].median,
        3,
        _beside(found, "ours", "bare"),
    )


def _raising(sheet: Sheet, engine: str, opened: Open) -> None:
    large = acts.Teacher(opened.keys, opened.large.port)
    small = acts.Teacher(opened.small_keys, opened.small.port)
    plain = acts.Plain(opened.plain.port)
    rows = acts.rows_written(opened.house.settings, large)
    found = in_turn(
        ROUNDS * 2,
        ours=large.raise_one,
        bare=lambda: plain.raise_one(rows),
        small=small.raise_one,
    )
    ours, bare_ = found["ours"], found["bare"]
    name = f"{engine}: raise a concern"
    sheet.at_least(
        f"{name}, share of the bare rate ({rows} rows)",
        ours.rate / bare_.rate,
        0.5,
        f"{ours.rate:.0f} a second; reference {bare_.rate:.0f} a second",
    )
    sheet.at_most(
        f"{name}, p95", ours.p95 / bare_.p95, 3, _beside(found, "ours", "bare")
    )
    sheet.at_most(
        f"{name} at 100,000, times its cost at 1,000",
        ours.median / found["small"].median,
        1.2,
        _beside(found, "ours", "small"),
    )


def _sign_in(sheet: Sheet, engine: str, opened: Open) -> None:
    door, plain = (
        acts.Entrance(opened.keys, opened.large.port),
        acts.Plain(opened.plain.port),
    )
    found = in_turn(20, 3, right=door.right, bare=plain.hash_one, unknown=door.unknown)
    for arm, name in (("right", "sign in"), ("unknown", "sign in, unknown name")):
        sheet.at_most(
            f"{engine}: {name}, times one hash",
            found[arm].median / found["bare"].median,
            1.5,
            _beside(found, arm, "bare"),
        )
    sheet.at_most(
        f"{engine}: an unknown name, times a known one",
        found["unknown"].median / found["right"].median,
        1.15,
        _beside(found, "unknown", "right"),
    )
    with _crowd(opened.keys, opened.large.port):
        lead = acts.Lead(opened.keys, opened.large.port)
        crowded = in_turn(25, 2, queue=lead.queue)["queue"]
    sheet.shown(
        f"{engine}: queue while four people sign in without pause", str(crowded)
    )


@contextmanager
def _crowd(keys: acts.Keys, port: int) -> Iterator[None]:
    """Four people who sign in, one after another, for as long as this lasts."""
    going = True

    def enter() -> None:
        door = acts.Entrance(keys, port)
        while going:
            door.right()

    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(enter) for _ in range(4)]
        try:
            yield
        finally:
            going = False
    for each in done:
        each.result()


def _memory(sheet: Sheet, engine: str, opened: Open) -> None:
    ours, theirs = opened.large.memory(), opened.plain.memory()
    sheet.at_most(
        f"{engine}: memory, times the bare server's",
        ours / theirs,
        1.5,
        f"{ours // 1024} MiB; reference {theirs // 1024} MiB, same libraries",
    )


def _find(sheet: Sheet, engine: str, opened: Open) -> None:
    before = opened.large.memory()
    finders = [acts.Finder(opened.large.port, c) for c in opened.keys.finders]
    time.sleep(TYPING)
    waiting = iter(finders)
    name = f"{engine}: find in {opened.house.size.measured:,} narratives"
    first = in_turn(len(finders), 0, find=lambda: next(waiting).find(RARE))["find"]
    sheet.at_most(f"{name}, the first time, p95 in ms", first.p95, 300, str(first))
    last = finders[-1]
    asked = (RARE, f"{COMMON} {RARE}", "café", COMMON)
    words = iter(asked * 20)
    again = in_turn(40, 4, find=lambda: last.find(next(words)))["find"]
    sheet.at_most(f"{name}, again, median in ms", again.median, 60, str(again))
    grown = (opened.large.memory() - before) / 1024
    workers = len(opened.large.pids)
    sheet.at_most(
        f"{name}, memory in MiB a process", grown / workers, 64, f"{workers} processes"
    )


def _cold_find(
    sheet: Sheet, engine: str, house: House, keys: acts.Keys, server: Server
) -> None:
    """The very first find of a server, by somebody who never opened the page of it."""
    finder = acts.Finder.in_a_hurry(keys, server.port)
    cold = in_turn(1, 0, find=lambda: finder.find(RARE))["find"]
    sheet.shown(
        f"{engine}: find in {house.size.measured:,} narratives, cold, no page opened",
        f"{cold.median:.0f} ms",
    )


def _slow_disk(sheet: Sheet, engine: str, lead: acts.Lead) -> None:
    found = in_turn(15, 2, queue=lead.queue, case=lead.case)
    for name, times in found.items():
        sheet.shown(f"{engine}: {name} with syncs slowed to 20 ms", str(times))


if __name__ == "__main__":
    os.environ.pop("TEST_DATABASE_URL", None)
    raise SystemExit(main(sys.argv[1:]))

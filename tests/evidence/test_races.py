"""The flag is set while a file is on its way: whichever is first, none is readable."""

import os
import random
import threading
import time
from collections import Counter
from typing import Any

import pytest
from sqlalchemy import select

from safeguard.cases.commands.recording import suspect_image
from safeguard.evidence.commands import attaching
from safeguard.evidence.commands.attaching import take_in
from safeguard.evidence.models import EvidenceFile
from safeguard.evidence.queries import download_file
from school.foundation.database import db
from school.foundation.errors import Refused, Stopped
from school.foundation.sealed_files import sealed_files
from tests.cases.raised import raised
from tests.cases.worked import dsl
from tests.evidence.attached import arrived
from tests.trail.reading import entries

DRILL = bool(os.environ.get("SG_DRILLS"))
RACES = 5_000 if DRILL else 100  # on each engine
# Longer than either act takes on a busy machine: both orders are seen often.
APART = 0.03


def race(app: Any, *runners: Any) -> list[object]:
    """What became of each, run at once."""
    came: list[object] = [None] * len(runners)
    start = threading.Barrier(len(runners))

    def run(number: int) -> None:
        with app.app_context():
            start.wait(10)
            try:
                came[number] = runners[number]()
            except Exception as error:  # noqa: BLE001 - looked at below
                came[number] = type(error)

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(runners))]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    db.session.rollback()
    return came


def one_race(app: Any, world: Any, dice: random.Random) -> str:
    """Attach and suspect at once; what came of it."""
    concern = raised(world)
    lead = dsl(world)
    waits = (dice.uniform(0, APART), dice.uniform(0, APART))

    def attach() -> str:
        time.sleep(waits[0])
        return take_in(lead, concern, arrived())

    def suspect() -> str:
        time.sleep(waits[1])
        return suspect_image(lead, concern)

    attached, suspected = race(app, attach, suspect)
    assert suspected == concern
    if attached is Stopped:
        return "refused"
    assert isinstance(attached, str), attached
    with pytest.raises(Refused):
        download_file(lead, attached, concern)
    return "sealed away"


def order_faults(world: Any) -> list[str]:
    """Records on which the trail tells of a file that was attached after the flag."""
    flagged: set[str] = set()
    faults: list[str] = []
    for entry in entries(world.birch):
        if entry.result != "done":
            continue
        if entry.action == "intimate_image.suspected":
            flagged |= set(entry.objects)
        if entry.action == "file.attached" and flagged & set(entry.objects):
            faults += entry.objects
    return faults


@pytest.mark.drill
@pytest.mark.both_engines
def test_whichever_comes_first_nothing_is_readable(app, world, engine_name):
    dice, came = random.Random(7), Counter[str]()
    started = time.monotonic()
    for _ in range(RACES):
        came[one_race(app, world, dice)] += 1
    known = set(db.session.scalars(select(EvidenceFile.ref)))
    print(f"{RACES} races on {engine_name}: {dict(came)}, 0 readable,"
          f" {time.monotonic() - started:.1f} s")  # fmt: skip
    assert set(came) == {"refused", "sealed away"}
    assert set(sealed_files().refs()) == known
    assert len(known) == came["sealed away"]
    assert order_faults(world) == []


def test_without_asking_again_a_file_would_come_in_after_the_flag(world, monkeypatch):
    """Must fail: the act that asks only before it writes is seen in the trail."""
    concern = raised(world)
    monkeypatch.setattr(attaching, "is_stopped", lambda _: False)
    store = sealed_files()
    write = store.write

    def written(*args: Any) -> Any:
        suspect_image(dsl(world), concern)
        return write(*args)

    monkeypatch.setattr(store, "write", written)
    take_in(dsl(world), concern, arrived())
    assert concern in order_faults(world)

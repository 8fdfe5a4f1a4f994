"""Long files stay usable: a case of 2,000 entries, a pupil with 40 cases."""

from datetime import timedelta

from safeguard.cases.commands.chronicle import write_entry
from safeguard.cases.commands.recording import NewEntry, add_entry
from safeguard.cases.models import CaseFile
from safeguard.cases.permissions import Act
from safeguard.cases.permissions.seeing import case_visible
from safeguard.cases.states import EntryKind
from school.foundation import clock
from school.foundation.actor import Actor
from school.gate import command
from tests.cases.worked import closed, opened
from tests.factories.world import TUESDAY
from tests.trail.reading import last


@command(Act.ADD_ENTRY, of=case_visible)
def add_many(actor: Actor, case: CaseFile, how_many: int) -> str:
    """As many notes as a long case has, in one act."""
    for n in range(how_many):
        write_entry(actor, case, EntryKind.NOTE, f"Entry number {n} of many.")
    return case.ref


def test_a_case_of_2000_entries_is_shown_in_pages_and_printed_whole(world, lead, ruth):
    case = opened(world, "ellis")
    add_many(lead, case, 2000)
    with clock.standing_at(TUESDAY + timedelta(minutes=1)):
        add_entry(lead, case, NewEntry("note", "The newest of them all."))

    first = ruth.get(f"/cases/{case}").text
    assert "The newest of them all." in first
    assert first.count("Entry number") < 200
    assert "Show earlier" in first
    assert "Show later" not in first
    last_page = ruth.get(f"/cases/{case}?skip=2000").text
    assert "Show later" in last_page
    assert "Show earlier" not in last_page
    assert ruth.get(f"/cases/{case}?skip=x").status_code == 200
    assert ruth.get(f"/cases/{case}/print").text.count("Entry number") == 2000
    child = ruth.get(f"/children/{world['ellis']}").text
    assert child.count("Entry number") < 200
    assert "1 to 200 here" in child


def test_a_pupil_with_40_cases_has_one_page_and_one_entry(world, ruth):
    open_ones = [opened(world, "ellis") for _ in range(38)]
    over = [closed(world, opened(world, "ellis")) for _ in range(2)]

    page = ruth.get(f"/children/{world['ellis']}")

    assert page.status_code == 200
    entry = last(world.birch)
    assert entry.action == "child.read"
    assert {*open_ones, *over} <= set(entry.objects)

"""Short lists for acting on a case: contacts with parents, meetings, risk, injuries."""

from dataclasses import dataclass

from safeguard.guidance.shelf import Entry, fill


@dataclass(frozen=True, kw_only=True)
class Named(Entry):
    """One thing to choose, and what helps to choose it."""

    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Contact(Named):
    """What came of a contact with parents.

    `tells`: they now know. `talks`: somebody was rung, met or written to. `although`:
    it happened against what an agency had asked. `answer`: what then stands as the
    answer about the parents (`answers.parents_informed`), if that changes at all.
    """

    tells: bool = False
    talks: bool = False
    although: bool = False
    answer: str | None = None


contacts = fill("casework", Contact, "contact")
contact_ways = fill("casework", Named, "contact_way")
meetings = fill("casework", Named, "meeting")
risks = fill("casework", Named, "risk")
regions = fill("casework", Named, "region")
sides = fill("casework", Named, "side")
injuries = fill("casework", Named, "injury")
SHELVES = (contacts, contact_ways, meetings, risks, regions, sides, injuries)

"""What is kept of a child beside its concerns: needs, who said so, who is linked."""

from dataclasses import dataclass

from safeguard.guidance.shelf import Entry, fill


@dataclass(frozen=True, kw_only=True)
class Need(Entry):
    """A need or circumstance; `plan`: a council's plan or worker stands behind it."""

    hint: str = ""
    plan: bool = False


@dataclass(frozen=True, kw_only=True)
class Link(Entry):
    """How two children belong together; `household`: no record is hinted at by it."""

    household: bool = False


needs = fill("children", Need, "need")
told_by = fill("children", Entry, "told_by")
links = fill("children", Link, "link")

"""The two database engines the tests run on, behind the same four words."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class DatabaseUrls:
    """One fresh database as its owner, its writer and its reader reach it."""

    name: str
    owner: str = field(repr=False)
    writer: str = field(repr=False)
    reader: str = field(repr=False)

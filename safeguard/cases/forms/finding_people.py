"""A form on which people are found by name, with and without script."""

from collections.abc import Mapping
from typing import Any

from safeguard.cases.forms.raising import PersonRow
from school.web.forms import ActForm

__all__ = ["FindingForm", "PersonRow"]


class FindingForm(ActForm):
    """Each finder has a list of rows, `find_<name>` and `found_<name>`."""

    # The list that each finder fills.
    LISTS: Mapping[str, str] = {}

    def rows_of(self, finder: str) -> Any:
        """The people found so far by one of the finders: a list of rows."""
        return self[self.LISTS[finder]]

    def chosen(self, finder: str) -> tuple[str, ...]:
        """The references found so far, each once."""
        refs = (row.ref.data for row in self.rows_of(finder))
        return tuple(dict.fromkeys(ref for ref in refs if ref))

    def add_found(self, finder: str) -> None:
        """Without script: the chosen answer of a finder becomes a row."""
        ref = self[f"found_{finder}"].data
        if ref and ref not in self.chosen(finder):
            self.rows_of(finder).append_entry({"ref": ref})
        self[f"find_{finder}"].data = ""

    def remove(self, finder: str, place: int) -> None:
        """Without script: take a row away."""
        entries = self.rows_of(finder).entries
        if 0 <= place < len(entries):
            del entries[place]

"""Forms that find people by name, with and without script."""

from typing import Any, cast

from wtforms import FieldList, FormField, HiddenField, StringField

from school.web.catalogue import lazy_gettext as _l
from school.web.fields import RowForm
from school.web.forms import ActForm


class FoundRow(RowForm):
    """Somebody who was found."""

    ref = HiddenField()


def found_rows() -> "FieldList[Any]":
    """The people found so far by one finder."""
    return FieldList(FormField(FoundRow))


class FindingForm(ActForm):
    """A form with finders: `FINDERS` names each with the field of its rows."""

    FINDERS: dict[str, str] = {}  # noqa: RUF012 - each form says its own

    def rows_of(self, finder: str) -> "FieldList[Any]":
        """The people found so far by one of its finders."""
        rows: Any = self[self.FINDERS[finder]]
        return cast("FieldList[Any]", rows)

    def ref_of(self, finder: str) -> str | None:
        """The first person found, where only one is wanted."""
        return next(
            (row.ref.data for row in self.rows_of(finder) if row.ref.data), None
        )

    def refs_of(self, finder: str) -> tuple[str, ...]:
        """All who were found, each once."""
        refs = (row.ref.data for row in self.rows_of(finder) if row.ref.data)
        return tuple(dict.fromkeys(refs))

    def pressed(self, press: str) -> str | None:
        """Do what a finder's button asks for, without script; give the name of the
        finder that was asked, "" where a row came or went, None for another button.
        """
        act, _dash, place = press.partition("-")
        verb, _bar, finder = act.partition("_")
        if finder not in self.FINDERS or verb not in {"find", "add", "remove"}:
            return None
        if verb == "find":
            return finder
        if verb == "add":
            self._add(finder)
        elif place.isdecimal():
            self._remove(finder, int(place))
        return ""

    def _add(self, finder: str) -> None:
        ref = self[f"found_{finder}"].data
        rows = self.rows_of(finder)
        if ref and ref not in [row.ref.data for row in rows]:
            rows.append_entry({"ref": ref})
        self[f"find_{finder}"].data = ""

    def _remove(self, finder: str, place: int) -> None:
        entries: list[Any] = self.rows_of(finder).entries
        if 0 <= place < len(entries):
            del entries[place]


class PupilForm(FindingForm):
    """A form that finds one pupil."""

    FINDERS = {"pupil": "pupils"}  # noqa: RUF012 - as above
    pupils = found_rows()
    find_pupil = StringField(_l("Find the pupil by name"))
    found_pupil = StringField()

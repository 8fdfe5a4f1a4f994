"""A class on one form: a row of radios for each pupil, and which phones stay."""

from flask import request

from safeguard.hand_in.commands.marking import Collecting, Marked, Marking
from safeguard.hand_in.queries.ledger import PhoneRow
from safeguard.hand_in.states import Mark
from school.foundation.errors import Invalid
from school.web.catalogue import gettext as _
from school.web.forms import ActForm

SHOWN, CHOSEN = "shown_", "mark_"
NOTHING = ""


class MarkPhonesForm(ActForm):
    """Each row says by itself what was shown and what is chosen now, so that a pupil
    who came or went meanwhile moves nobody else's mark.
    """

    def details(self) -> Marking:
        """The rows, and what the button said of those for whom nothing is chosen."""
        refs = [name.removeprefix(SHOWN) for name in request.form if SHOWN in name]
        rows = tuple(
            Marked(ref, _mark(f"{CHOSEN}{ref}"), _mark(f"{SHOWN}{ref}")) for ref in refs
        )
        return Marking(rows, expected_in=request.form.get("rest") == "expected")

    def chosen(self, row: PhoneRow) -> str:
        """What the row's radio shows: what was chosen on the page that was sent."""
        if self.is_submitted():
            return request.form.get(f"{CHOSEN}{row.pupil_ref}", NOTHING)
        return row.mark.value if row.mark else NOTHING


class CollectPhonesForm(ActForm):
    """The phones that are here; a tick keeps one here."""

    def details(self) -> Collecting:
        """What the page had shown, and what stays."""
        return Collecting(
            tuple(request.form.getlist("here")), frozenset(request.form.getlist("stay"))
        )

    def stays(self, row: PhoneRow) -> bool:
        """Whether the phone was ticked on the page that was sent."""
        return row.pupil_ref in request.form.getlist("stay")


def _mark(name: str) -> Mark | None:
    value = request.form.get(name, NOTHING)
    if not value:
        return None
    try:
        return Mark(value)
    except ValueError:
        raise Invalid({"rows": _("Choose one of the answers shown.")}) from None

"""The forms of stores: adding one, closing one, counting what lies in it."""

from collections.abc import Iterable
from typing import Any

from wtforms import HiddenField, IntegerField, SelectMultipleField, StringField
from wtforms import TextAreaField as Words
from wtforms.validators import Length, Optional

from safeguard.cases.forms.working import VersionedForm
from safeguard.custody.commands.stores import (
    LONGEST_NAME,
    Closing,
    Counted,
    NewStore,
)
from safeguard.custody.forms.taking import LONG
from safeguard.custody.forms.words import number_of
from safeguard.custody.queries.briefs import ItemBrief
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import ActForm


class AddStoreForm(ActForm):
    """What it is called."""

    name = StringField(
        _l("What is it called here?"),
        validators=[Length(max=LONGEST_NAME, message=_l("Use at most 60 characters."))],
    )

    def details(self) -> NewStore:
        """The store."""
        return NewStore(self.name.data or "")


class CloseStoreForm(VersionedForm):
    """One press: nothing lies in it any more."""

    def details(self) -> Closing:
        """The version that was seen."""
        return Closing(self.seen())


class CountStoreForm(ActForm):
    """What is there of what should be, and what else."""

    # What the page listed: another list by now is counted anew.
    expected = HiddenField()
    found = SelectMultipleField(_l("What is there?"), validate_choice=False)
    extra = IntegerField(
        _l("How many more are there that are not on this list?"),
        validators=[Optional()],
    )
    words = Words(_l("What is wrong, and what have you done?"), validators=[LONG])

    def list_items(self, items: Iterable[ItemBrief], *, renew: bool = False) -> None:
        """What should be there, with its seal or bag to compare."""
        there = list(items)
        if renew or not self.expected.data:
            self.expected.data = " ".join(each.reference for each in there)
        self.found.choices = {each.reference: _tag_of(each) for each in there}

    def details(self) -> Counted:
        """The count."""
        return Counted(
            expected=tuple((self.expected.data or "").split()),
            found=tuple(self.found.data or ()),
            extra=self.extra.data or 0,
            words=self.words.data or "",
        )


def _tag_of(item: ItemBrief) -> Any:
    if not item.seal_number:
        return _("%(number)s, not sealed", number=number_of(item))
    return _(
        "%(number)s, bag %(bag)s, seal %(seal)s",
        number=number_of(item),
        bag=item.bag_number,
        seal=item.seal_number,
    )

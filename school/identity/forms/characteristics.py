"""What a pupil is counted by: three choices, none of which shows what is kept."""

from typing import Any

from wtforms import SelectField
from wtforms.validators import Optional

from school.identity.models.census import KEPT, Trait, code_set
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import ActForm, choices_of


class ChangeCharacteristicsForm(ActForm):
    """Whatever is kept is not shown here: what is left alone stays as it is."""

    ethnicity = SelectField(_l("Ethnicity"), [Optional()], validate_choice=False)
    send = SelectField(
        _l("Special educational needs"), [Optional()], validate_choice=False
    )
    meals = SelectField(_l("Free school meals"), [Optional()], validate_choice=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = (self.ethnicity, self.send, self.meals)
        for trait, field in zip(KEPT, fields, strict=True):
            offered = {
                each.code: f"{_(each.wording)} ({each.code})"
                for each in code_set(trait).codes.values()
            }
            field.choices = choices_of({"": _("Leave it as it is"), **offered})

    def details(self) -> dict[str, str]:
        """The codes that were chosen."""
        chosen: dict[Trait, Any] = {trait: self[trait.value].data for trait in KEPT}
        return {trait.value: code for trait, code in chosen.items() if code}

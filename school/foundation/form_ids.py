"""Which form it was: so that sending it twice makes one record."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FormId:
    """A form's signed random id, and a keyed digest of what was typed into it."""

    form_ref: str
    digest: str

"""How pages on signing are shown: the words they share, and in which others to read."""

from typing import Any

from flask import url_for

from safeguard.agreements.forms import words
from safeguard.agreements.permissions.texts import TemplateText
from safeguard.guidance import agreements as guidance
from safeguard.guidance.agreements import EASY, STANDARD
from school.web.catalogue import gettext as _
from school.web.pages import render


def page(template: str, **context: Any) -> str:
    """A page on signing."""
    return render(
        f"agreements/{template}.html",
        lists=guidance,
        states=words.STATES,
        shapes=words.SHAPES,
        sides=words.SIDES,
        said=words.SAID,
        ends=words.ENDS,
        links_stand=words.LINKS,
        ways=words.WAYS,
        words_named=words_named,
        **context,
    )


def words_named(variant: str) -> str:
    """What the words of a text are called: as written, easy, or a language."""
    if variant == STANDARD:
        return _("As the school wrote it")
    if variant == EASY:
        return _("Easy words")
    if variant in guidance.languages:
        return guidance.languages.named(variant).own
    return variant


def words_of(text: TemplateText, endpoint: str, **values: Any) -> list[dict[str, Any]]:
    """The words in which a text can be read, as links to the same page."""
    return [
        {
            "text": words_named(code),
            "href": url_for(endpoint, **values, words=code),
            "current": code == text.variant,
        }
        for code in text.variants
    ]

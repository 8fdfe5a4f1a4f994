"""The words of the pages in the one language of the installation, looked up once.

`gettext`, `ngettext` and `lazy_gettext` say the same as Flask-Babel's. Those look for
the language anew at each word; pages that say many words take these.
"""

from functools import cached_property
from typing import Any

from babel import Locale
from babel.support import NullTranslations
from flask import Flask, current_app
from flask_babel import Babel, Domain
from flask_babel.speaklater import LazyString  # type: ignore[import-untyped]

# Nobody chooses another language: there is no selector.
LOCALE = Locale("en", "GB")


class Catalogue(Domain):  # type: ignore[misc]
    """Messages in the default language."""

    def get_translations(self) -> NullTranslations:
        """The messages; loaded when the first one is asked for."""
        return self.loaded

    @cached_property
    def loaded(self) -> NullTranslations:
        """The messages as they lie in the catalogue's file."""
        found: NullTranslations = super().get_translations()
        return found


class Words(Babel):  # type: ignore[misc]
    """Flask-Babel, which would otherwise look for the catalogue in every request."""

    @cached_property
    def domain_instance(self) -> Catalogue:
        """The application's messages."""
        return Catalogue(domain=self.domain)

    def init_app(self, app: Flask, *args: Any, **kwargs: Any) -> None:
        """As Flask-Babel does; templates say their words by the short way."""
        super().init_app(app, *args, **kwargs)
        app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
            gettext=gettext, ngettext=_of_number, newstyle=True
        )


def _loaded() -> NullTranslations:
    words: Words = current_app.extensions["babel"].instance
    return words.domain_instance.loaded


def _of_number(one: str, many: str, num: int) -> str:
    said: str = _loaded().ungettext(one, many, num)
    return said


def gettext(string: str, **variables: Any) -> str:
    """The words in the reader's language, with what is filled in."""
    said: str = _loaded().ugettext(string)
    return said % variables if variables else said


def ngettext(one: str, many: str, num: int, **variables: Any) -> str:
    """The words for one or for many; `%(num)d` is filled in."""
    return _of_number(one, many, num) % {"num": num, **variables}


def lazy_gettext(string: str) -> Any:
    """Words that are looked up when they are shown."""
    return LazyString(gettext, string)

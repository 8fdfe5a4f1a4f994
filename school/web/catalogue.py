"""The words of the pages in the one language of the installation, looked up once.

`gettext`, `ngettext` and `lazy_gettext` say the same as Flask-Babel's. Those look for
the language anew at each word; pages that say many words take these.
"""

from collections.abc import Callable
from typing import Any

from babel import Locale
from babel.support import NullTranslations
from flask import Flask, has_app_context
from flask_babel import Babel, get_domain
from flask_babel.speaklater import LazyString  # type: ignore[import-untyped]
from jinja2 import pass_context
from jinja2.runtime import Context

from school.foundation.direction import isolated

# Nobody chooses another language: there is no selector.
LOCALE = Locale("en", "GB")


class Words(Babel):  # type: ignore[misc]
    """Flask-Babel, with templates that say their words by the short way."""

    def init_app(self, app: Flask, *args: Any, **kwargs: Any) -> None:
        """As Flask-Babel does it."""
        super().init_app(app, *args, **kwargs)
        app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
            gettext=gettext, ngettext=_of_number, newstyle=True
        )
        for name in ("gettext", "ngettext"):
            fill: Any = app.jinja_env.globals[name]
            app.jinja_env.globals[name] = _filled_in_place(fill)


_messages: NullTranslations | None = None


def _loaded() -> NullTranslations:
    """The messages as they lie in the catalogue's file, looked for once a process."""
    global _messages  # noqa: PLW0603 - the language is the installation's
    if _messages is None:
        if not has_app_context():
            return NullTranslations()
        _messages = get_domain().get_translations()
    return _messages


def _in_place(variables: dict[str, Any]) -> dict[str, Any]:
    """What is filled into a sentence, so that none of it turns the sentence round."""
    return {
        name: isolated(value) if type(value) is str else value
        for name, value in variables.items()
    }


def _filled_in_place(fill: Callable[..., str]) -> Callable[..., str]:
    """A template's own `gettext` or `ngettext`, which fills in what it looked up."""

    @pass_context
    def say(context: Context, *words: Any, **variables: Any) -> str:
        return fill(context, *words, **_in_place(variables))

    return say


def _of_number(one: str, many: str, num: int) -> str:
    said: str = _loaded().ungettext(one, many, num)
    return said


def gettext(string: str, **variables: Any) -> str:
    """The words in the reader's language, with what is filled in."""
    said: str = _loaded().ugettext(string)
    return said % _in_place(variables) if variables else said


def ngettext(one: str, many: str, num: int, **variables: Any) -> str:
    """The words for one or for many; `%(num)d` is filled in."""
    return _of_number(one, many, num) % {"num": num, **_in_place(variables)}


def lazy_gettext(string: str) -> Any:
    """Words that are looked up when they are shown."""
    return LazyString(gettext, string)

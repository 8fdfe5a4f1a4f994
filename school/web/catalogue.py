"""The words of the pages in the one language of the installation, looked up once."""

from functools import cached_property

from babel.support import NullTranslations
from flask_babel import Babel, Domain


class Catalogue(Domain):  # type: ignore[misc]
    """Messages in the default language.

    Nobody chooses another language (there is no selector), so there is nothing to find
    out again for each of the four hundred messages of a page.
    """

    def get_translations(self) -> NullTranslations:
        """The messages; loaded when the first one is asked for."""
        return self._loaded

    @cached_property
    def _loaded(self) -> NullTranslations:
        found: NullTranslations = super().get_translations()
        return found


class Words(Babel):  # type: ignore[misc]
    """Flask-Babel, which would otherwise look for the catalogue in every request."""

    @cached_property
    def domain_instance(self) -> Catalogue:
        """The application's messages."""
        return Catalogue(domain=self.domain)

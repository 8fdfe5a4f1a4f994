"""Typed references in addresses: nothing else from a record may stand there."""

from flask import Flask
from werkzeug.routing import BaseConverter, ValidationError

from school.foundation.references import ALPHABET, ROW_LENGTH, heard, spoken


class ReferenceConverter(BaseConverter):
    """A spoken reference, as `7KQ4M-2XF9B`, however it was typed."""

    regex = r"[0-9A-Za-z-]{10,11}"

    def to_python(self, value: str) -> str:
        """The reference as stored; anything else is no address of ours."""
        reference = heard(value)
        if reference is None:
            raise ValidationError
        return reference

    def to_url(self, value: str) -> str:
        """In two groups of five."""
        return spoken(value)


class RefConverter(BaseConverter):
    """The key of a row, 16 characters."""

    regex = rf"[{ALPHABET}]{{{ROW_LENGTH}}}"


def teach(app: Flask) -> None:
    """Teach the application both kinds of references."""
    app.url_map.converters["reference"] = ReferenceConverter
    app.url_map.converters["ref"] = RefConverter

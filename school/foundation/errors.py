"""What can go wrong, without the values it went wrong with (decision 37)."""

from collections.abc import Mapping


class SafeguardError(Exception):
    """Anything this product raises on purpose. Its text names codes, never values."""

    status = 500


class Hidden(SafeguardError):
    """The record is not there, or must look so: both give the same answer."""

    status = 404


class Refused(SafeguardError):
    """The act is not this person's to do; `code` says which rule said no."""

    status = 403

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ElevationNeeded(Refused):
    """The act is allowed to this person after a fresh second factor."""

    def __init__(self, *, reason_needed: bool = False) -> None:
        super().__init__("elevation_with_reason" if reason_needed else "elevation")
        self.reason_needed = reason_needed


class SecondPersonNeeded(Refused):
    """The act needs a second, different person (decision 25)."""

    def __init__(self) -> None:
        super().__init__("second_person")


class Stale(SafeguardError):
    """Somebody else changed the record since this form was opened."""

    status = 409


class NotNow(Stale):
    """Where the record stands, the act's turn has not come, or it is past."""


class Stopped(SafeguardError):
    """An intimate image is suspected: no file is taken here, nor by what is linked."""

    status = 409


class Repeated(SafeguardError):
    """The same form arrived again with different words in it."""

    status = 409


class Invalid(SafeguardError):
    """What was entered cannot stand; `problems` maps each field to what to do."""

    status = 422

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(", ".join(sorted(problems)))
        self.problems = dict(problems)


class OutsideGate(SafeguardError):
    """A write was tried around the gate. A fault in our code, never the user's."""


class UnsafeSettings(SafeguardError):
    """The product refuses to start like this; the text says what to change."""


class UnsealedValue(SafeguardError):
    """Clear text was handed to a sealed column."""


class BrokenSeal(SafeguardError):
    """A sealed value does not open where it stands: moved, altered or keyless."""

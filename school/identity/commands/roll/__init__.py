"""The CSV roll of pupils, staff and contacts: brought, checked, imported."""

from school.identity.commands.roll.acts import (
    NewRoll,
    approve_roll,
    check_roll,
    discard_roll,
    import_roll,
    put_roll_forward,
    upload_roll,
)

__all__ = [
    "NewRoll",
    "approve_roll",
    "check_roll",
    "discard_roll",
    "import_roll",
    "put_roll_forward",
    "upload_roll",
]

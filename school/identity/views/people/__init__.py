"""Pages about people: lists, adding, roles, the roll, settings, the first start."""

from school.identity.views.people import (
    adding,
    appointments,
    enrolling,
    founding,
    lists,
    roll,
    settings,
)
from school.identity.views.people.blueprint import bp

__all__ = [
    "adding",
    "appointments",
    "bp",
    "enrolling",
    "founding",
    "lists",
    "roll",
    "settings",
]

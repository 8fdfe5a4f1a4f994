"""Pages about people: lists, adding, roles, the roll, settings, the first start."""

from school.identity.views.people import (
    adding,
    appointments,
    founding,
    lists,
    roll,
    settings,
)
from school.identity.views.people.blueprint import bp

__all__ = ["adding", "appointments", "bp", "founding", "lists", "roll", "settings"]

"""Who may be named in a search: those who work in the school today."""

from safeguard.cases.permissions.naming import staff_here
from school.foundation.actor import Actor
from school.foundation.database import db
from school.identity.models import Person


def works_here(actor: Actor, person_ref: str) -> bool:
    """Whether somebody works in this school or the trust today."""
    asked = staff_here(actor).where(Person.ref == person_ref)
    return db.session.scalar(asked) is not None

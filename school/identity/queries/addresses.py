"""Where mail reaches a person: asked by the outbox alone, never shown."""

from school.foundation.database import db
from school.foundation.sealing import unseal
from school.gate import counted
from school.identity.models import Person


@counted
def mail_address(person_ref: str) -> str | None:
    """The person's address for "an item waits"; None for who has none or has left."""
    row = db.session.get(Person, person_ref)
    if row is None or row.status != "active":
        return None
    return unseal(row, "email")

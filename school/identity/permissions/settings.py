"""The settings a school has, and which terms and closures an actor may reach."""

from sqlalchemy import select

from school.calendars.models import Closure, Term
from school.foundation.actor import Actor
from school.foundation.database import db

# Names as the agencies' data ask for them, then the school's own.
NUMBERS = (
    "dsl_telephone",
    "social_care_number",
    "social_care_address",
    "social_care_out_of_hours_number",
    "lado_number",
    "lado_address",
    "police_number",
    "prevent_number",
    "prevent_address",
    "chair_contact",
    "site_address",
)
HOURS = ("school_opens", "school_ends")
SETTINGS = (*NUMBERS, *HOURS)
# The police's number for what is no emergency is the same everywhere (decision 35).
GIVEN = {"police_number": "101", "school_opens": "08:00", "school_ends": "15:30"}


def term_visible(actor: Actor, ref: str) -> Term | None:
    """A term of the actor's school."""
    asked = select(Term).where(Term.ref == ref, Term.school_ref == actor.school_ref)
    return db.session.scalar(asked)


def closure_visible(actor: Actor, ref: str) -> Closure | None:
    """Days without pupils of the actor's school."""
    asked = select(Closure).where(
        Closure.ref == ref, Closure.school_ref == actor.school_ref
    )
    return db.session.scalar(asked)

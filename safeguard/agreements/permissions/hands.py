"""Who had a hand in the words of a draft."""

from sqlalchemy import select

from safeguard.agreements.models import TemplateHand
from school.foundation.database import db


def had_a_hand_in(template_ref: str, person_ref: str) -> bool:
    """Whether somebody began a version of a text or changed any of its words."""
    asked = select(TemplateHand.ref).where(
        TemplateHand.template_ref == template_ref,
        TemplateHand.person_ref == person_ref,
    )
    return db.session.scalar(asked) is not None

"""What must go to the police is kept for them (seed 6.3; S11)."""

from safeguard.custody.commands.sealing import keep_for_police as hold
from safeguard.custody.models import CustodyItem
from safeguard.examinations.commands.course import tell
from safeguard.examinations.models import Examination
from safeguard.searches.permissions.reviewing import LEADS
from school.foundation.actor import Actor
from school.foundation.database import db
from school.gate import note, touch
from school.identity.queries.people import holders_of_each
from school.web.catalogue import gettext as _


def keep_for_police(row: Examination, actor: Actor) -> None:
    """Put a police hold on the device, where it is in custody and none stands yet, and
    tell safeguarding and whoever holds it that the police are to have it.
    """
    item = db.session.get(CustodyItem, row.item_ref) if row.item_ref else None
    leads = holders_of_each(row.school_ref, actor.trust_ref, LEADS)
    people = [ref for refs in leads.values() for ref in refs]
    if item is not None:
        why = _("It may be evidence of an offence: kept for the police.")
        note(held=hold(item, actor.person_ref, why))
        touch(item.ref)
        people += [item.holder_ref] if item.holder_ref else []
    tell(row, people, actor)

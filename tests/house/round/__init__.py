"""A round of the house: every address, and somebody who may go there with what."""

from tests.house.round.actions import LOOKS_AT_ACTIONS, TO_ACTIONS
from tests.house.round.agreements import LOOKS_AT_AGREEMENTS, TO_AGREEMENTS
from tests.house.round.audits import LOOKS_AT_AUDITS, TO_AUDITS
from tests.house.round.between_children import (
    LOOKS_BETWEEN_CHILDREN,
    TO_CHILDREN,
)
from tests.house.round.breaches import LOOKS_AT_BREACHES, TO_BREACHES
from tests.house.round.campaigns import LOOKS_AT_CAMPAIGNS, TO_CAMPAIGNS
from tests.house.round.complaints import LOOKS_AT_COMPLAINTS, TO_COMPLAINTS
from tests.house.round.custody import LOOKS_AT_CUSTODY, TO_CUSTODY
from tests.house.round.devices import LOOKS_AT_DEVICES, TO_DEVICES
from tests.house.round.elsewhere import ELSEWHERE as BY_OTHERS
from tests.house.round.examinations import LOOKS_AT_EXAMINATIONS, TO_EXAMINATIONS
from tests.house.round.force import LOOKS_AT_FORCE, TO_FORCE
from tests.house.round.forms_of_people import TO_PEOPLE
from tests.house.round.forms_of_records import TO_RECORDS
from tests.house.round.hand_in import LOOKS_AT_PHONES, TO_PHONES
from tests.house.round.images import LOOKS_AT_IMAGES, TO_IMAGES
from tests.house.round.looks import LOOKS as LOOKS_AT_RECORDS
from tests.house.round.police import LOOKS_AT_POLICE, TO_POLICE
from tests.house.round.reports import LOOKS_AT_REPORTS, TO_REPORTS
from tests.house.round.searches import LOOKS_AT_SEARCHES, TO_SEARCHES
from tests.house.round.signing import (
    LOOKS_AT_SIGNING,
    TO_SIGNING,
    WITH_A_SECRET,
)
from tests.house.round.training import LOOKS_AT_TRAINING, TO_TRAINING
from tests.house.round.walking import Came, House, Walk, do, look

ELSEWHERE = {**BY_OTHERS, **WITH_A_SECRET}
LOOKS = {
    **LOOKS_AT_RECORDS,
    **LOOKS_AT_ACTIONS,
    **LOOKS_BETWEEN_CHILDREN,
    **LOOKS_AT_BREACHES,
    **LOOKS_AT_CUSTODY,
    **LOOKS_AT_COMPLAINTS,
    **LOOKS_AT_PHONES,
    **LOOKS_AT_CAMPAIGNS,
    **LOOKS_AT_AGREEMENTS,
    **LOOKS_AT_DEVICES,
    **LOOKS_AT_AUDITS,
    **LOOKS_AT_FORCE,
    **LOOKS_AT_IMAGES,
    **LOOKS_AT_POLICE,
    **LOOKS_AT_REPORTS,
    **LOOKS_AT_SEARCHES,
    **LOOKS_AT_EXAMINATIONS,
    **LOOKS_AT_TRAINING,
    **LOOKS_AT_SIGNING,
}
# People last: they sign each other out.
DOES = {
    **TO_RECORDS,
    **TO_ACTIONS,
    **TO_CHILDREN,
    **TO_BREACHES,
    **TO_IMAGES,
    **TO_CUSTODY,
    **TO_COMPLAINTS,
    **TO_REPORTS,
    **TO_PHONES,
    **TO_CAMPAIGNS,
    **TO_AGREEMENTS,
    **TO_DEVICES,
    **TO_AUDITS,
    **TO_FORCE,
    **TO_POLICE,
    **TO_SEARCHES,
    **TO_EXAMINATIONS,
    **TO_TRAINING,
    **TO_SIGNING,
    **TO_PEOPLE,
}

__all__ = ["DOES", "ELSEWHERE", "LOOKS", "Came", "House", "Walk", "do", "look"]

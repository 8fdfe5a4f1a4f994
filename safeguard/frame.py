"""What stands around every page: identity's part, and the ways through the house."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import current_app, request

from safeguard.agreements.permissions import Act as AgreementAct
from safeguard.agreements.permissions import SigningAct
from safeguard.agreements.permissions.acts import RUNNERS
from safeguard.audits.permissions.acts import REVIEWERS
from safeguard.cases.permissions import Act as CasesAct
from safeguard.complaints.permissions import Act as ComplaintAct
from safeguard.complaints.permissions.acts import OVERSEES
from safeguard.custody.permissions import Act as CustodyAct
from safeguard.custody.permissions.acts import HANDLERS
from safeguard.hand_in.permissions.acts import MARKS_PHONES
from safeguard.reports.permissions import READERS
from safeguard.searches.permissions import Act as SearchAct
from safeguard.training.permissions.acts import PLANNERS
from safeguard.work_devices.permissions import Act as DeviceAct
from school.foundation.actor import WORKS_HERE, Actor, Role
from school.foundation.permits import PERMIT
from school.gate import decide
from school.identity.permissions import Act as PeopleAct
from school.identity.views.frame import frame as identity_frame
from school.inspection.permissions import Act as InspectionAct
from school.web.addresses import address_of
from school.web.catalogue import lazy_gettext as _l

ANYBODY = frozenset(Role)
LEADS = frozenset({Role.DSL, Role.ACTING_DSL, Role.DEPUTY_DSL, Role.HEAD})
FINDERS = frozenset({Role.DSL, Role.ACTING_DSL, Role.DEPUTY_DSL, Role.DIGITAL_SAFETY})
OVERLOOK = LEADS | {Role.EXECUTIVE_HEAD}
COVER = frozenset({Role.STAND_IN_DSL, Role.ACTING_DSL})
TECHNICAL = frozenset({Role.DIGITAL_SAFETY, Role.ICT})
ACCOUNTS = frozenset({Role.ICT, Role.HEAD, Role.ROLL_OFFICER, Role.SCHOOL_ADMIN})
# Shown by office, whether anything waits or not: a menu must not tell that it does.
RECEIVERS = frozenset({Role.HEAD, Role.EXECUTIVE_HEAD, Role.CHAIR, Role.TRUSTEE})
# Whose second factor opens what is written about people. The others have accounts,
# roles or a founding to show theirs for.
CASE_READERS = LEADS | RECEIVERS | frozenset({Role.TRUST_SAFEGUARDING_LEAD, Role.DPO})
# Others come to the lists through the page of their own devices.
LOOKS_AFTER_DEVICES = TECHNICAL | {Role.DPO}
TOP = frozenset({Role.EXECUTIVE_HEAD, Role.CHAIR, Role.TRUSTEE})
IDLE_SECONDS = 60
# So many stand in one line at 1280 px, beside "More" and "Sign out".
IN_THE_MENU = 7


@dataclass(frozen=True)
class Way:
    """A page that can be reached from everywhere, and whom it is shown to: the roles
    and, where an act is named, whoever the gate would let do it.
    """

    endpoint: str
    text: Any
    roles: frozenset[Role] = ANYBODY
    act: StrEnum | None = None


NAVIGATION = (
    Way("cases.home", _l("Home")),
    Way("cases.queue", _l("Queue"), LEADS),
    Way("cases.cases", _l("Cases"), LEADS),
    Way("custody.custody", _l("Custody"), HANDLERS),
    Way("searches.searches", _l("Searches"), LEADS),
    Way("cases.take_cover", _l("Cover"), COVER),
    Way("cases.technical_queue", _l("Technical"), TECHNICAL),
    Way("allegations.adult_concerns", _l("About adults"), RECEIVERS),
    Way("hand_in.ledger", _l("Phones"), MARKS_PHONES),
    Way("training.training", _l("Training"), PLANNERS),
    Way("complaints.complaints", _l("Complaints"), OVERSEES),
    Way("campaigns.campaigns", _l("Agreements"), RUNNERS),
    Way("work_devices.losses", _l("Devices"), LOOKS_AFTER_DEVICES),
    Way("reports.report", _l("Report"), READERS),
    Way("people.people", _l("People"), ACCOUNTS),
    Way("identity.accounts", _l("Accounts"), ACCOUNTS),
    Way("people.set_up", _l("Set-up"), LEADS | ACCOUNTS, PeopleAct.READ_SET_UP),
    Way("people.appointments", _l("Roles"), TOP),
    Way("people.founding", _l("Founding"), frozenset({Role.FOUNDER})),
    Way("inspection.own_trail", _l("My acts"), act=InspectionAct.READ_OWN_TRAIL),
)
TOOLS = {
    "raise": Way("cases.raise_concern", None, act=CasesAct.RAISE_CONCERN),
    "find": Way("cases.find", None, FINDERS),
}
FOOTER = (
    Way(
        "work_devices.record_loss",
        _l("My device is lost or stolen"),
        act=DeviceAct.RECORD_LOSS,
    ),
    Way("identity.account", _l("Your account")),
    Way("training.own_training", _l("My training"), WORKS_HERE),
    Way("audits.self_audits", _l("My self-audits"), WORKS_HERE),
    Way(
        "agreements.own_agreements",
        _l("Your agreements"),
        act=SigningAct.READ_OWN_AGREEMENTS,
    ),
    Way(
        "agreements.visitors",
        _l("Visitors’ agreements"),
        act=SigningAct.READ_VISITORS,
    ),
    Way(
        "inspection.verify_trail",
        _l("Prove the record"),
        act=InspectionAct.VERIFY_TRAIL,
    ),
    Way(
        "work_devices.own_devices",
        _l("Your work devices"),
        act=DeviceAct.READ_OWN_DEVICES,
    ),
    Way("custody.seize_item", _l("Take an item in"), act=CustodyAct.SEIZE_ITEM),
    Way(
        "complaints.record_complaint",
        _l("Record a complaint"),
        act=ComplaintAct.RECORD_COMPLAINT,
    ),
    Way("agreements.text", _l("What everybody signs"), act=AgreementAct.READ_TEXT),
    Way("agreements.templates", _l("Texts of agreements"), RUNNERS),
    Way("searches.authorities", _l("Who may search"), act=SearchAct.READ_AUTHORITIES),
    Way("audits.colleagues", _l("Self-audits"), REVIEWERS),
    Way("force.forces", _l("Use of force"), OVERLOOK),
    Way("police_visits.visits", _l("Police in school"), OVERLOOK),
    Way("cases.paper_form", _l("Paper form"), act=CasesAct.RAISE_CONCERN),
)


def frame(actor: Actor) -> dict[str, Any]:
    """The frame's words for this actor. No record is read for it."""
    words = identity_frame(actor)
    words["links"] |= {
        name: address_of(way.endpoint)
        for name, way in TOOLS.items()
        if _shown(way, actor)
    }
    ways = [
        {**_link(way), "current": request.endpoint == way.endpoint}
        for way in NAVIGATION
        if _shown(way, actor)
    ]
    words["nav"], words["nav_more"] = ways[:IN_THE_MENU], ways[IN_THE_MENU:]
    words["footer"] = [_link(way) for way in FOOTER if _shown(way, actor)]
    words["opens_cases"] = actor.has(*CASE_READERS)
    words["idle_seconds"] = IDLE_SECONDS if actor.elevated else None
    return words


def _link(way: Way) -> dict[str, str]:
    return {"text": str(way.text), "href": address_of(way.endpoint)}


def _shown(way: Way, actor: Actor) -> bool:
    if way.endpoint not in current_app.view_functions or not actor.has(*way.roles):
        return False
    return way.act is None or decide(way.act, actor) == PERMIT

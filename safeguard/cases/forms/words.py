"""What codes of concerns and cases are called on a page."""

from collections.abc import Mapping
from typing import Any

from safeguard.cases.states import (
    CaseState,
    Check,
    ConcernState,
    EntryKind,
)
from school.web.catalogue import lazy_gettext as _l

Words = Mapping[str, Any]
LEVELS: Words = {
    "C2": _l("Online safety"),
    "C3": _l("Child protection"),
    "C4": _l("Restricted"),
}
LEVEL_HINTS: Words = {
    "C2": _l("The DSL and deputies read it; the head with a reason."),
    "C3": _l("The DSL and deputies read it; the head with a reason."),
    "C4": _l("The DSL alone, and whoever is named."),
}
CONCERN_STATES: Words = {
    ConcernState.SUBMITTED: _l("Not opened"),
    ConcernState.ACKNOWLEDGED: _l("Opened, no case yet"),
    ConcernState.TRIAGED: _l("In a case"),
    ConcernState.VOID: _l("Entered in error"),
    ConcernState.MOVED: _l("With another school"),
}
CASE_STATES: Words = {
    CaseState.TRIAGED: _l("Open, not decided"),
    CaseState.ACTIVE: _l("Being worked on"),
    CaseState.REFERRED: _l("Referred"),
    CaseState.MONITORING: _l("Being watched"),
    CaseState.CLOSED: _l("Closed"),
    CaseState.REOPENED: _l("Opened again, not decided"),
}
CASE_SHAPES: Words = {
    CaseState.TRIAGED: "decide",
    CaseState.ACTIVE: "info",
    CaseState.REFERRED: "waiting",
    CaseState.MONITORING: "info",
    CaseState.CLOSED: "done",
    CaseState.REOPENED: "decide",
}
ENTRY_KINDS: Words = {
    EntryKind.NOTE: _l("A note"),
    EntryKind.CALL: _l("A call or message"),
    EntryKind.MEETING: _l("A meeting"),
    EntryKind.CHILDS_VIEW: _l("What the child thinks or wishes"),
    EntryKind.CORRECTION: _l("A correction of an earlier entry"),
}
# What each thing of a chronology is called above it: by its kind, or more exactly by
# "kind.code".
HAPPENINGS: Words = {
    "raised": _l("Concern raised"),
    "addition": _l("Added to the concern"),
    "done": _l("What the reporter had done"),
    "acknowledged": _l("Concern opened"),
    "opened": _l("Case opened"),
    "feedback": _l("Reporter told"),
    "closed": _l("Case closed"),
    EntryKind.NOTE: _l("Note"),
    EntryKind.CALL: _l("Call or message"),
    EntryKind.MEETING: _l("Meeting"),
    EntryKind.CHILDS_VIEW: _l("What the child thinks or wishes"),
    EntryKind.CORRECTION: _l("Correction"),
    EntryKind.IMAGE: _l("An intimate image is suspected"),
    EntryKind.JOINED: _l("Another concern joined the case"),
    EntryKind.REOPENED: _l("Case opened again"),
    EntryKind.ACTION: _l("Action"),
    "action.set": _l("Action set"),
    "action.done": _l("Action done"),
    "action.cancelled": _l("Action no longer needed"),
    "action.handed_over": _l("Action handed over"),
    EntryKind.HANDED_OVER: _l("Somebody else leads the case"),
    EntryKind.BODY_MAP: _l("Injuries marked on a body map"),
    EntryKind.BULLYING: _l("Cyber-bullying"),
    "bullying.opened": _l("Treated as cyber-bullying"),
    "bullying.placed": _l("Cyber-bullying: who is in it was said anew"),
    "bullying.found_bullying": _l("Tested: it is cyber-bullying"),
    "bullying.found_not_bullying": _l("Tested: it is not cyber-bullying"),
    "bullying.found_unclear": _l("Tested: whether it is cyber-bullying is not clear"),
    "bullying.contained": _l("Cyber-bullying: steps to contain it"),
    "bullying.investigating": _l("Cyber-bullying is looked into"),
    "bullying.planned": _l("Cyber-bullying: a plan for both sides was agreed"),
    "bullying.stopped_yes": _l("Has it stopped? The child says yes"),
    "bullying.stopped_partly": _l("Has it stopped? The child says partly"),
    "bullying.stopped_no": _l("Has it stopped? The child says no"),
    "bullying.stopped_not_asked": _l("Has it stopped? The child was not asked yet"),
    "bullying.early_yes": _l("An early look: the child says it has stopped"),
    "bullying.early_partly": _l("An early look: the child says it is less, or other"),
    "bullying.early_no": _l("An early look: the child says it goes on"),
    "bullying.resolved": _l("Cyber-bullying: it has stopped"),
    "bullying.relinked": _l("The same children again: linked to what went before"),
    "bullying.closed": _l("Cyber-bullying: the process was closed"),
    EntryKind.CONTACT: _l("Contact with parents"),
    "contact.told": _l("Parents told"),
    "contact.reached": _l("Spoke with the parents, not told yet"),
    "contact.not_reached": _l("Tried to reach the parents"),
    "contact.not_told_risk": _l("Decided not to tell the parents: risk"),
    "contact.not_told_no_need": _l("Decided not to tell the parents: no need"),
    "contact.told_despite_hold": _l(
        "Parents told, although an agency had asked us to wait"
    ),
    EntryKind.HARM: _l("Sexual harm between children"),
    "harm.opened": _l("Treated as sexual harm between children"),
    "harm.assessed": _l("Risk and needs of both children assessed"),
    "harm.review_holds": _l("How the children are kept safe: it holds"),
    "harm.review_assess_again": _l("How the children are kept safe: assess again"),
    "harm.review_ends": _l("How the children are kept safe: no longer needed"),
    EntryKind.MONITORING: _l("Being watched"),
    "monitoring.begun": _l("From now on: watched"),
    "monitoring.reviewed": _l("Looked at again"),
    "monitoring.ended": _l("Looked at again: no longer watched"),
    EntryKind.MOVED: _l("Moved"),
    "moved.child": _l("Put right: whom a concern is about"),
    EntryKind.PLAN: _l("Plan"),
    EntryKind.RISK: _l("Risk"),
    EntryKind.SANCTION: _l("Sanction: reference only"),
    EntryKind.VOIDED: _l("Entered in error"),
    EntryKind.ELSEWHERE: _l("A part of this is dealt with elsewhere"),
}
MORE_WORDS: Words = {
    "happened_words": _l("When, in the reporter’s words"),
    "police_reason": _l("Police and LADO"),
    "spoke_to": _l("Spoke to"),
    "agency_reference": _l("Their reference"),
    "shared": _l("Shared"),
    "withheld": _l("Kept back"),
    "childs_voice": _l("What the child says and wants"),
    "consent": _l("Did the family agree?"),
    "consent_reason": _l("Why without consent"),
    "hold": _l("They asked us to wait"),
}
MISSING: Words = {
    Check.DECIDED: _l("A decision with its reason"),
    Check.IMAGE_DECIDED: _l("A decision about the suspected image"),
    Check.REFERRAL_MADE: _l("The referral that was decided"),
    Check.REFERRALS_ANSWERED: _l("The outcome of each referral"),
    Check.PARENTS: _l("Parents: told, or why not"),
    Check.FEEDBACK: _l("Feedback to whoever raised it"),
}

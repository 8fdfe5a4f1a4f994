"""What states, answers and posts of an intimate-image process are called on a page."""

from collections.abc import Mapping
from typing import Any

from safeguard.guidance import intimate_images as lists
from safeguard.intimate_images.permissions.signing import Why
from safeguard.intimate_images.states import TRIGGERS, Said, State
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l

Words = Mapping[str, Any]
STATES: Words = {
    State.REPORTED: _l("Reported: is the device secured?"),
    State.REVIEW_OWED: _l("Initial review owed"),
    State.REFERRAL: _l("Must be referred at once"),
    State.MORE_INFO: _l("A question is open"),
    State.DECISION_OWED: _l("The DSL’s signature owed"),
    State.SIGNATURE_OWED: _l("Second signature owed"),
    State.MANAGED: _l("Managed in school"),
    State.PLAN: _l("Safety plan in place"),
    State.REMOVAL: _l("Removal recorded, plan in place"),
    State.REVIEWED: _l("Plan ended, to be closed"),
    State.CLOSED: _l("Closed"),
}
SHAPES: Words = {
    State.REPORTED: "decide",
    State.REVIEW_OWED: "decide",
    State.REFERRAL: "waiting",
    State.MORE_INFO: "decide",
    State.DECISION_OWED: "decide",
    State.SIGNATURE_OWED: "waiting",
    State.MANAGED: "info",
    State.PLAN: "clock",
    State.REMOVAL: "clock",
    State.REVIEWED: "info",
    State.CLOSED: "done",
}
# What a clock that runs in a state is for.
OWED: Words = {
    State.REPORTED: _l("Suspected image: first review"),
    State.REVIEW_OWED: _l("Suspected image: first review"),
    State.REFERRAL: _l("Intimate image: safety plan"),
    State.MORE_INFO: _l("Intimate image: ask the open question again"),
    State.DECISION_OWED: _l("Intimate image: the DSL signs"),
    State.SIGNATURE_OWED: _l("Intimate image: second signature"),
    State.MANAGED: _l("Intimate image: safety plan"),
    State.PLAN: _l("Intimate image: review the plan"),
    State.REMOVAL: _l("Intimate image: review the plan"),
    State.REVIEWED: _l("Intimate image: close the process"),
    State.CLOSED: _l("Intimate image"),
}
ANSWERS: Words = {
    Said.YES: _l("Yes"),
    Said.NO: _l("No"),
    Said.UNKNOWN: _l("Unknown"),
}
WHY: Words = {
    Why.VACANT: _l("vacant"),
    Why.SAME_PERSON: _l("the same person"),
    Why.APART: _l("may not take part in this case"),
}
SIGNED: Words = {
    "agreed": _l("Agreed"),
    "declined": _l("Declined"),
    "withdrawn": _l("Withdrawn: the questions were answered anew"),
}
# What each text is called, on its form and on the page.
TEXTS: Words = {
    "attendees": _l("Who took part"),
    "relationship": _l("How the children know each other"),
    "platforms": _l("Platforms and accounts it went over"),
    "other_schools": _l("Other schools it reaches, and whether they know"),
    "removal_plan": _l("How it is to be deleted or taken down"),
    "rationale": _l("Why this, on what facts?"),
    "at_school": _l("What keeps each child safe in school, and who looks after it"),
    "spreading": _l("What stops it from going further"),
    "support": _l("Support, for each child"),
    "checked_by": _l("Who checks, and how often"),
}


def state_word(state: str, *, owed: bool) -> str:
    """What the state is called: a referral that was made is no longer owed."""
    if state == State.REFERRAL and not owed:
        return _("Referred, safety plan owed")
    return str(STATES[state])


def question_choices() -> dict[str, str]:
    """Yes, no, unknown."""
    return {code: str(word) for code, word in ANSWERS.items()}


def trigger_words() -> list[tuple[str, str, str]]:
    """Each question: its code, its words, and what stands under it."""
    found = (lists.triggers.named(name) for name in TRIGGERS)
    return [(each.code, _(each.wording), _(each.hint)) for each in found]

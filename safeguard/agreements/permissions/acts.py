"""The acts on the texts of agreements, and who may do each."""

from enum import StrEnum
from typing import Any

from safeguard.agreements.permissions.hands import had_a_hand_in
from school.foundation.actor import Actor, Role
from school.foundation.permits import (
    PERMIT,
    Answer,
    Refusal,
    Rule,
    all_of,
    granted,
    works_here,
    yes,
)

# Matrix row run_agreement_campaign; the office worker is the one whom the head named.
RUNNERS = frozenset(
    {
        *(Role.DIGITAL_SAFETY, Role.DSL, Role.ACTING_DSL, Role.DEPUTY_DSL),
        *(Role.HEAD, Role.ROLL_OFFICER),
    }
)


class Act(StrEnum):
    """What can happen to an agreement, as the trail names it."""

    READ_TEXT = "agreement_text.read"
    READ_TEMPLATES = "agreement_templates.read"
    READ_TEMPLATE = "agreement_template.read"
    PRINT_TEMPLATE = "agreement_template.printed"
    START_TEMPLATE = "agreement_template.started"
    ADD_CLAUSE = "agreement_clause.added"
    EDIT_CLAUSE = "agreement_clause.edited"
    REMOVE_CLAUSE = "agreement_clause.removed"
    WRITE_VARIANT = "agreement_variant.written"
    APPROVE_TEMPLATE = "agreement_template.approved"
    MAKE_TEMPLATE_LIVE = "agreement_template.made_live"
    DISCARD_TEMPLATE = "agreement_template.discarded"


def wrote_nothing_of_it(actor: Actor, subject: Any) -> Answer:
    """Two signatures are two persons (decision 25): whoever wrote any of the words
    does not approve them.
    """
    ref = getattr(subject, "ref", None)
    mine = ref is not None and had_a_hand_in(ref, actor.person_ref)
    return Refusal("second_person") if mine else PERMIT


runs: Rule = granted(dict.fromkeys(RUNNERS, yes))

RULES: dict[Act, Rule] = {
    # What everybody signs, everybody may read (the self-audit asks whether they know).
    Act.READ_TEXT: works_here,
    Act.READ_TEMPLATES: runs,
    Act.READ_TEMPLATE: runs,
    Act.PRINT_TEMPLATE: runs,
    Act.START_TEMPLATE: runs,
    Act.ADD_CLAUSE: runs,
    Act.EDIT_CLAUSE: runs,
    Act.REMOVE_CLAUSE: runs,
    Act.WRITE_VARIANT: runs,
    Act.APPROVE_TEMPLATE: all_of(runs, wrote_nothing_of_it),
    Act.MAKE_TEMPLATE_LIVE: runs,
    Act.DISCARD_TEMPLATE: runs,
}
WORDINGS: dict[Act, str] = {
    Act.READ_TEXT: "read the text of an agreement that is in force",
    Act.READ_TEMPLATES: "looked at the texts of agreements",
    Act.READ_TEMPLATE: "read a version of an agreement’s text",
    Act.PRINT_TEMPLATE: "laid a version of an agreement’s text out for printing",
    Act.START_TEMPLATE: "began a new version of an agreement’s text",
    Act.ADD_CLAUSE: "added a clause to an agreement’s text",
    Act.EDIT_CLAUSE: "changed a clause of an agreement’s text",
    Act.REMOVE_CLAUSE: "took a clause out of an agreement’s text",
    Act.WRITE_VARIANT: "wrote an agreement’s text in easy words or another language",
    Act.APPROVE_TEMPLATE: "approved a version of an agreement’s text",
    Act.MAKE_TEMPLATE_LIVE: "put a version of an agreement’s text in force",
    Act.DISCARD_TEMPLATE: "discarded a version of an agreement’s text",
}

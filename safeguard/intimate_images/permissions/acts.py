"""The acts on an intimate image: who leads the case, who signs, who alone may look."""

from enum import StrEnum

from safeguard.cases.permissions.acts import (
    another_person,
    leads_case,
    reads_case,
    reads_lists,
    the_clocks,
)
from school.foundation.actor import Role
from school.foundation.permits import Rule, all_of, elevated, granted, works_here


class Act(StrEnum):
    """What can happen, as the trail names it."""

    READ_IMAGE = "intimate_image.read"
    PRINT_IMAGE = "intimate_image.printed"
    READ_IMAGES_DUE = "intimate_images_due.read"
    OPEN_IMAGE_CASE = "intimate_image.opened"
    BEGIN_IMAGE = "intimate_image.begun"
    REMIND_OF_IMAGE = "intimate_image.reminded"
    SECURE_DEVICE = "intimate_image.device_secured"
    REVIEW_FIRST = "intimate_image.first_reviewed"
    ENTER_CHILD = "intimate_image.child_entered"
    PROPOSE_MANAGING = "intimate_image.managing_proposed"
    READ_MANAGING = "intimate_image.managing_read"
    ANSWER_MANAGING = "intimate_image.managing_answered"
    PLAN_SAFETY = "intimate_image.safety_planned"
    RECORD_REMOVAL = "intimate_image.removal_recorded"
    DECIDE_VIEWING = "intimate_image.viewing_decided"
    ADD_NUMBER = "intimate_image.number_added"
    REVIEW_PLAN = "intimate_image.plan_reviewed"
    CLOSE_IMAGE = "intimate_image.closed"


# §2.5: the exception is the DSL's alone, whoever else leads the case.
_looks: Rule = granted({Role.DSL: elevated})
# Decision 25: the head, else the deputy, the executive head, the chair. Which of them
# it is today, the loader finds: from the others the decision is hidden.
_signs_second: Rule = all_of(
    granted(
        dict.fromkeys(
            (
                *(Role.DSL, Role.ACTING_DSL, Role.HEAD, Role.DEPUTY_DSL),
                *(Role.EXECUTIVE_HEAD, Role.CHAIR),
            ),
            elevated,
        )
    ),
    another_person,
)
RULES: dict[Act, Rule] = {
    Act.READ_IMAGE: reads_case,
    Act.PRINT_IMAGE: reads_case,
    Act.READ_IMAGES_DUE: reads_lists,
    Act.OPEN_IMAGE_CASE: works_here,
    Act.BEGIN_IMAGE: the_clocks,
    Act.REMIND_OF_IMAGE: the_clocks,
    Act.SECURE_DEVICE: leads_case,
    Act.REVIEW_FIRST: leads_case,
    Act.ENTER_CHILD: leads_case,
    Act.PROPOSE_MANAGING: leads_case,
    Act.READ_MANAGING: _signs_second,
    Act.ANSWER_MANAGING: _signs_second,
    Act.PLAN_SAFETY: leads_case,
    Act.RECORD_REMOVAL: leads_case,
    Act.DECIDE_VIEWING: all_of(leads_case, _looks),
    Act.ADD_NUMBER: leads_case,
    Act.REVIEW_PLAN: leads_case,
    Act.CLOSE_IMAGE: leads_case,
}
WORDINGS: dict[Act, str] = {
    Act.READ_IMAGE: "read how a case deals with an intimate image",
    Act.PRINT_IMAGE: "laid out what concerns one child of an intimate image",
    Act.READ_IMAGES_DUE: "looked at what is owed about intimate images",
    Act.OPEN_IMAGE_CASE: "reported a suspected image, and a case opened at once",
    Act.BEGIN_IMAGE: "began the process for a suspected image",
    Act.REMIND_OF_IMAGE: "reminded of an intimate image whose clock ran out",
    Act.SECURE_DEVICE: "recorded whether the device is secured",
    Act.REVIEW_FIRST: "answered what decides about an intimate image",
    Act.ENTER_CHILD: "made a child’s own entry about an intimate image",
    Act.PROPOSE_MANAGING: "signed that an intimate image may be managed in school",
    Act.READ_MANAGING: "read what waits for a second signature",
    Act.ANSWER_MANAGING: "answered whether it may be managed in school",
    Act.PLAN_SAFETY: "planned how children are kept safe after an intimate image",
    Act.RECORD_REMOVAL: "recorded what became of an intimate image",
    Act.DECIDE_VIEWING: "recorded a decision to look at an image",
    Act.ADD_NUMBER: "added the number of a report to a service",
    Act.REVIEW_PLAN: "reviewed a safety plan about an intimate image",
    Act.CLOSE_IMAGE: "closed the process about an intimate image",
}

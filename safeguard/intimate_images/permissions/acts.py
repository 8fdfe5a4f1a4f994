"""The acts on an intimate image: it begins by itself, or from another record."""

from enum import StrEnum

from safeguard.cases.permissions.acts import the_clocks
from school.foundation.permits import Rule, works_here


class Act(StrEnum):
    """What can happen, as the trail names it."""

    OPEN_FROM = "intimate_image.opened"
    BEGIN_IMAGE = "intimate_image.begun"


RULES: dict[Act, Rule] = {
    Act.OPEN_FROM: works_here,
    Act.BEGIN_IMAGE: the_clocks,
}
WORDINGS: dict[Act, str] = {
    Act.OPEN_FROM: "reported a suspected image, and a case opened at once",
    Act.BEGIN_IMAGE: "began the process for a suspected image",
}

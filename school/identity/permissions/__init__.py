"""Identity's acts, who may do each, and in what words the trail tells them."""

from school.identity.permissions.people import PEOPLE_RULES, PEOPLE_WORDINGS, Act

RULES = {**PEOPLE_RULES}
WORDINGS = {**PEOPLE_WORDINGS}

__all__ = ["RULES", "WORDINGS", "Act"]

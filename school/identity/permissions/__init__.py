"""Identity's acts, who may do each, and in what words the trail tells them."""

from collections.abc import Mapping
from typing import Any

from school.foundation.permits import Rule
from school.identity.permissions import signing_in
from school.identity.permissions.people import PEOPLE_RULES, PEOPLE_WORDINGS, Act
from school.identity.permissions.signing_in import SigningAct

RULES: Mapping[Any, Rule] = {
    **PEOPLE_RULES,
    **signing_in.RULES,
    Act.OPEN_ACCOUNT: signing_in.keeps_accounts,
}
WORDINGS: Mapping[Any, str] = {**PEOPLE_WORDINGS, **signing_in.WORDINGS}

__all__ = ["RULES", "WORDINGS", "Act", "SigningAct"]

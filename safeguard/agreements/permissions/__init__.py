"""Who may write, approve, issue, read and sign agreements."""

from collections.abc import Mapping
from typing import Any

from safeguard.agreements.permissions import acts, signing
from safeguard.agreements.permissions.acts import Act
from safeguard.agreements.permissions.signing import SigningAct
from school.foundation.permits import Rule

RULES: Mapping[Any, Rule] = {**acts.RULES, **signing.RULES}
WORDINGS: Mapping[Any, str] = {**acts.WORDINGS, **signing.WORDINGS}

__all__ = ["RULES", "WORDINGS", "Act", "SigningAct"]

"""The registry that `app` fills the gate with: each feature's acts, and its pages.

One line a feature; the arrow still points down (decision 16).
"""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint

from safeguard.allegations import permissions as allegations
from safeguard.allegations.views import bp as allegations_pages
from safeguard.cases import permissions as cases
from safeguard.cases.views import bp as cases_pages
from safeguard.referrals import permissions as referrals
from school.foundation.permits import Rule
from school.identity import permissions as identity
from school.identity.views import bp as identity_pages
from school.identity.views.people import bp as people_pages
from school.inspection import permissions as inspection
from school.inspection.views import bp as inspection_pages

FEATURES: list[tuple[Mapping[Any, Rule], Mapping[Any, str]]] = [
    (identity.RULES, identity.WORDINGS),
    (inspection.RULES, inspection.WORDINGS),
    (referrals.RULES, referrals.WORDINGS),
    (allegations.RULES, allegations.WORDINGS),
    (cases.RULES, cases.WORDINGS),
]
BLUEPRINTS: list[Blueprint] = [
    identity_pages,
    people_pages,
    inspection_pages,
    cases_pages,
    allegations_pages,
]

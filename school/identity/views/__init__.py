"""Identity's pages: signing in, the account, the keeping of accounts."""

from school.identity.views import (
    account,
    accounts,
    elevating,
    entering,
    factors,
    signing_in,
)
from school.identity.views.blueprint import bp

__all__ = [
    "account",
    "accounts",
    "bp",
    "elevating",
    "entering",
    "factors",
    "signing_in",
]

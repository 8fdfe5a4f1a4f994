"""Identity's pages: signing in, the account, the keeping of accounts."""

from school.identity.views import entering, signing_in
from school.identity.views.blueprint import bp

__all__ = ["bp", "entering", "signing_in"]

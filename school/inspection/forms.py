"""The one form of inspection: a button."""

from school.web.forms import ActForm


class VerifyTrailForm(ActForm):
    """Have the record prove itself; there is nothing to fill in."""

"""A form that knows which version of the self-audit its page showed."""

from wtforms import HiddenField

from school.web.forms import ActForm


class SeenForm(ActForm):
    """Carries the version; what somebody else changed meanwhile is then noticed."""

    version = HiddenField()

    def seen(self) -> int | None:
        """The version, or None where the page carried none."""
        typed = str(self.version.data or "")
        return int(typed) if typed.isdecimal() else None

    def show_version(self, current: int, *, renew: bool) -> None:
        """Carry it; a page that was sent keeps its own unless what is new was shown."""
        if renew or not self.version.data:
            self.version.data = str(current)

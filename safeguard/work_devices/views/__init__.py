"""The pages on work devices."""

from safeguard.work_devices.views import attesting, dealing, losses, own
from safeguard.work_devices.views.blueprint import bp

__all__ = ["attesting", "bp", "dealing", "losses", "own"]

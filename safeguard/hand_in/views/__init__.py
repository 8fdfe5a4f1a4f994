"""The pages on phones handed in: the day, the registers, loss or damage."""

from safeguard.hand_in.views import day, losses, registers
from safeguard.hand_in.views.blueprint import bp

__all__ = ["bp", "day", "losses", "registers"]

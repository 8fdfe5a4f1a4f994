"""What changes training; other features open and plan needs through `needs`."""

from safeguard.training.commands.needs import (
    EndOfNeed,
    NeedPlan,
    NewNeed,
    end_need,
    open_need,
    plan_need,
)

__all__ = ["EndOfNeed", "NeedPlan", "NewNeed", "end_need", "open_need", "plan_need"]

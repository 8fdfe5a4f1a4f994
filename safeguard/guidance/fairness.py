"""What stands beside numbers by group: what DfE asks for, and how to read them."""

from safeguard.guidance.shelf import Entry, fill

reminders = fill("fairness", Entry, "reminder")

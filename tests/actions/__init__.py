"""Actions of a case, and handing work over."""

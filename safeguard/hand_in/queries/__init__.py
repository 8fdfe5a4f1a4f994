"""Reading the day's phones, the registers, and what was lost or damaged."""

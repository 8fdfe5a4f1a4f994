"""What can happen to phones of a day, to the registers, and after loss or damage."""

"""The forms of searching: the shape of what is typed, nothing else."""

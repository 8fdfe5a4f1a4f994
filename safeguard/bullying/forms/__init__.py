"""The forms of a cyber-bullying process: shape of what is typed, nothing else."""

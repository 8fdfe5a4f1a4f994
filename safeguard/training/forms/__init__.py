"""The forms on training: shape of what is typed or ticked, nothing else."""

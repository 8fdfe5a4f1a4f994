"""The forms on phones: shape of what is typed or tapped, nothing else."""

"""The forms on work devices: shape of what is typed or tapped, nothing else."""

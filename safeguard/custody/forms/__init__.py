"""The forms of custody: shape of what is typed, nothing else."""

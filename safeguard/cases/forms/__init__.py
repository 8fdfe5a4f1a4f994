"""The paper forms of concerns and cases: shape of what is typed, nothing else."""

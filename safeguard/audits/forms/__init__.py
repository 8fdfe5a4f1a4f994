"""The forms of self-audits: shape of what is typed or chosen, nothing else."""

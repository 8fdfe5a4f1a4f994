"""The ground both products stand on: who people are, what they may do, what was done."""

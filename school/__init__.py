"""The ground of both products: who people are, what they may do, what was done."""

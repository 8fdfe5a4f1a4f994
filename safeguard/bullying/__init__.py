"""Cyber-bullying: the test, the containment, both children's plans, has it stopped."""

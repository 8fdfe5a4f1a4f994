"""The rules of the house: each test is a rule, and says why when it is broken."""

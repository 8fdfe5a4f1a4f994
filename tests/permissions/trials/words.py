"""What a row’s words mean for acts that stand on one side of it only."""

NOT_FOR_TECHNICIANS = {"technical": "no"}
# Only a technician's cell opens this one; who reads the whole has no need of it.
FOR_TECHNICIANS_ALONE = {
    **dict.fromkeys(("elevated", "elevated+reason", "yes", "counts"), "no"),
    "technical": "yes",
}

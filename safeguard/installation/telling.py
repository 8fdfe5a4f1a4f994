"""What went wrong, told to whoever holds the console: what it is, and what to do."""

import traceback

from sqlalchemy.exc import DBAPIError

from school.foundation.errors import BrokenSeal, Invalid, Refused, SafeguardError

# Codes that the pages put into words in their own forms; here an option is meant.
FOUNDING = {
    ("trust", "empty"): "--trust: give the trust a name",
    ("schools", "empty_or_twice"): "--school: name each school once, none empty",
    ("first", "given_and_family"): "--first: give a given name and a family name",
    ("second", "given_and_family"): "--second: give a given name and a family name",
    ("second", "the_same_person"): "--second: a trust is founded by two people",
}
REFUSED = {
    "founded_already": (
        "a trust was founded here already. Serve it with: safeguard serve. To found "
        "another, name other folders with SAFEGUARD_DATA and SAFEGUARD_KEYS"
    )
}
ABOUT_THE_ROOT_KEY = (
    "Is root.key in the keys folder this installation's own? Restoring, name the "
    "right copy with --root-key"
)
ABOUT_THE_DATABASE = (
    "Does the database answer, and has it this release's tables? Then: safeguard "
    "database upgrade"
)


def told(problem: Exception) -> str:
    """One line, without any value that a driver or a library may quote."""
    if isinstance(problem, SafeguardError):
        return f"Not done: {_of_ours(problem)}"
    if isinstance(problem, OSError):
        why = problem.strerror or type(problem).__name__
        where = f": {problem.filename}" if isinstance(problem.filename, str) else ""
        return f"Not done: {why}{where}"
    place = traceback.extract_tb(problem.__traceback__)[-1]
    kind = type(problem).__name__
    hint = f". {ABOUT_THE_DATABASE}" if isinstance(problem, DBAPIError) else ""
    return f"Failed: {kind} in {place.name}:{place.lineno}{hint}"


def _of_ours(problem: SafeguardError) -> str:
    if isinstance(problem, Invalid):
        said = problem.problems.items()
        return "; ".join(FOUNDING.get(each, ": ".join(each)) for each in said)
    if isinstance(problem, Refused):
        return REFUSED.get(problem.code, f"refused ({problem.code})")
    if isinstance(problem, BrokenSeal):
        return f"{problem}. {ABOUT_THE_ROOT_KEY}"
    return str(problem) or type(problem).__name__

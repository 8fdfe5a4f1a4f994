"""The columns of the three rolls, what else they are called, and invented samples."""

from dataclasses import dataclass

from school.identity.models.roll import RollKind


@dataclass(frozen=True)
class Column:
    """One column: our name for it, whether it must be there, what others call it."""

    name: str
    required: bool = False
    also: tuple[str, ...] = ()
    longest: int = 100


_GIVEN = Column(
    "given_name", required=True, also=("forename", "first name", "legal forename")
)
_FAMILY = Column(
    "family_name", required=True, also=("surname", "last name", "legal surname")
)
_EMAIL = Column("email", also=("e-mail", "email address", "work email"), longest=254)
_PUPIL_NUMBER = ("admission number", "adno", "adm no", "pupil number", "roll no")

COLUMNS: dict[RollKind, tuple[Column, ...]] = {
    RollKind.PUPILS: (
        Column("roll_number", required=True, also=_PUPIL_NUMBER, longest=40),
        _GIVEN,
        _FAMILY,
        Column("preferred_name", also=("preferred forename", "known as")),
        Column("born_on", also=("dob", "date of birth", "birth date"), longest=40),
        Column("sex", also=("gender",), longest=20),
        Column("upn", also=("unique pupil number",), longest=40),
        Column(
            "form",
            required=True,
            also=("reg group", "reg", "registration group", "tutor group", "class"),
            longest=60,
        ),
        Column("year", also=("year group", "nc year", "yeargroup"), longest=20),
        # Codes of the school census; they are counted by, and shown on no list.
        Column(
            "ethnicity",
            also=("ethnic group", "ethnic origin", "ethnicity code", "ethnic code"),
            longest=80,
        ),
        Column(
            "send",
            also=("sen", "sen status", "sen provision", "sen code", "sen support"),
            longest=80,
        ),
        Column(
            "meals",
            also=("fsm", "free school meals", "fsm eligible", "fsm eligibility"),
            longest=40,
        ),
    ),
    RollKind.STAFF: (
        Column(
            "roll_number",
            required=True,
            also=("staff number", "staff code", "employee number", "payroll number"),
            longest=40,
        ),
        _GIVEN,
        _FAMILY,
        _EMAIL,
        Column("job_title", also=("role", "post", "job", "title of post")),
        Column("forms", also=("forms taught", "classes", "form", "class")),
    ),
    RollKind.CONTACTS: (
        Column(
            "pupil_roll_number",
            required=True,
            also=(*_PUPIL_NUMBER, "roll number", "pupil roll number"),
            longest=40,
        ),
        _GIVEN,
        _FAMILY,
        Column("relationship", required=True, also=("relation", "contact type")),
        Column(
            "parental_responsibility",
            also=("pr", "responsibility", "parental resp"),
            longest=20,
        ),
        Column("telephone", also=("phone", "mobile", "telephone number"), longest=60),
        _EMAIL,
        Column("priority", also=("order", "contact order"), longest=10),
        Column(
            "staff_number",
            also=("staff roll number", "staff code", "employee number"),
            longest=40,
        ),
    ),
}

# Invented people; the numbers are of those that no telephone in the country has.
SAMPLES: dict[RollKind, tuple[tuple[str, ...], ...]] = {
    RollKind.PUPILS: (
        (
            *("004211", "Tamsin", "Orlebar", "Tam", "14/03/2014", "F"),
            *("H801200001001", "8K", "8", "WBRI", "N", "N"),
        ),
        (
            *("004212", "Idris", "Vantongeren", "", "02/11/2012", "M"),
            *("", "10R", "10", "BAFR", "K", "Y"),
        ),
        (
            *("004213", "Zofia", "Gęślińska", "", "2015-09-30", ""),
            *("UN1", "7T", "7", "", "", ""),
        ),
    ),
    RollKind.STAFF: (
        ("S101", "Bronwen", "Achterberg", "b.achterberg@example.org", "Teacher", "8K"),
        (
            *("S102", "Kofi", "Lindqvist-Adu", "k.lindqvist@example.org"),
            *("Teaching assistant", "8K; 7T"),
        ),
        ("S103", "Moira", "Orlebar", "m.orlebar@example.org", "Receptionist", ""),
    ),
    RollKind.CONTACTS: (
        (
            *("004211", "Moira", "Orlebar", "Mother", "yes"),
            *("01632 960201", "m.orlebar@example.org", "1", "S103"),
        ),
        (
            *("004211", "Hew", "Orlebar", "Father", "yes"),
            *("01632 960202", "", "2", ""),
        ),
        (
            *("004212", "Anneke", "Vantongeren", "Grandmother", "no"),
            *("01632 960203", "", "1", ""),
        ),
    ),
}

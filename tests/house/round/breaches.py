"""Pages and forms on clauses that a case cites."""

from tests.breaches import told
from tests.house.round.filling import ref, row
from tests.house.round.walking import House, Walk
from tests.house.round.who import DSL, TODAY, WORDS


def agreed(house: House) -> dict[str, str]:
    """A case with a pupil whose agreement is given out."""
    make = lambda: told.case_with_agreement(house.world)  # noqa: E731
    return {"case_ref": house.spare("case with agreement", make)}


def cited(house: House) -> dict[str, str]:
    """A case that cites a clause, and which."""

    def make() -> tuple[str, str]:
        case = told.cited(house.world)
        return case, told.breaches(case)[0].ref

    case, breach = house.spare("clause cited", make)
    return {"case_ref": case, "breach_ref": breach}


def case_citing(house: House) -> dict[str, str]:
    """The case alone."""
    return {"case_ref": cited(house)["case_ref"]}


LOOKS_AT_BREACHES: dict[str, Walk] = {
    "breaches.breaches": Walk(**DSL, at=case_citing, leaves="clause_breaches.read"),
    "breaches.cite_clause": Walk(**DSL, at=agreed, leaves="clause_breaches.read"),
    "breaches.withdraw_citation": Walk(**DSL, at=cited, leaves="clause_breaches.read"),
}
TO_BREACHES: dict[str, Walk] = {
    "breaches.cite_clause": Walk(
        **DSL,
        at=agreed,
        fields=row(
            pupil_ref=ref("ellis"), on_day=TODAY, clause=told.CLAUSE, press="cite"
        ),
        leaves="clause_breach.cited",
    ),
    "breaches.withdraw_citation": Walk(
        **DSL, at=cited, fields=row(why=WORDS), leaves="clause_breach.withdrawn"
    ),
}

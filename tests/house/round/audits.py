"""Self-audits: one's own, the colleagues', and the yearly round."""

from typing import Any

from sqlalchemy import select

from safeguard.audits.commands.answering import submit_self_audit
from safeguard.audits.commands.asking import begin_self_audit
from safeguard.audits.models import AuditRound
from school.foundation.database import db
from tests.audits import told
from tests.house.round.filling import first, row
from tests.house.round.walking import House, Walk
from tests.house.round.who import CEDAR, NO_RECORD

DSL: dict[str, Any] = {"who": "dsl"}
ANSWERS = {f"answer_{code}": how for code, how in told.RIGHT.items()}
PLANNED = {
    "plan_knows_lead": "talk",
    "words_knows_lead": "Ruth comes by on Monday at break.",
}


def own(house: House) -> dict[str, str]:
    """One that waits for the teacher."""
    teacher = house.world.acting("teacher")
    make = lambda: begin_self_audit(teacher)  # noqa: E731
    return {"audit_ref": house.spare("self-audit", make)}


def _sent(house: House) -> str:
    searcher = house.world.acting("searcher")
    ref = begin_self_audit(searcher)
    return submit_self_audit(searcher, ref, told.typed(knows_lead="no"))


def sent(house: House) -> dict[str, str]:
    """A colleague's, with a gap."""
    return {"audit_ref": house.spare("self-audit sent", lambda: _sent(house))}


def read(house: House) -> dict[str, str]:
    """The same, once it was read."""
    make = lambda: told.reviewed(house.world, _sent(house), by="head")  # noqa: E731
    return {"audit_ref": house.spare("self-audit read", make)}


def a_round(house: House) -> dict[str, str]:
    """This year's round; there is one a year."""
    here = AuditRound.school_ref == house.world.acting("dsl").school_ref
    found = db.session.scalars(select(AuditRound.ref).where(here)).all()
    db.session.rollback()
    return {"round_ref": str(found[0]) if found else told.opened(house.world)}


def _submit_page(house: House, values: dict[str, str]) -> str:
    return house.address("audits.submit_self_audit", values)


READ: dict[str, Any] = {**DSL, "leaves": "self_audit.read"}
OWN: dict[str, Any] = {"at": own, "leaves": "own_self_audit.read"}
LOOKS_AT_AUDITS: dict[str, Walk] = {
    "audits.self_audits": Walk(leaves="own_self_audits.read"),
    "audits.own_self_audit": Walk(**OWN),
    "audits.submit_self_audit": Walk(**OWN),
    "audits.begin_self_audit": Walk(why_none=NO_RECORD),
    "audits.colleagues": Walk(**DSL, leaves="self_audits.read"),
    "audits.export_csv": Walk(**DSL, leaves="self_audits.exported"),
    "audits.export_xlsx": Walk(**DSL, leaves="self_audits.exported"),
    "audits.self_audit_of": Walk(**READ, at=sent),
    "audits.review_self_audit": Walk(**READ, at=sent),
    "audits.plan_self_audit": Walk(**READ, at=read),
    "audits.withdraw_self_audit": Walk(**READ, at=sent),
    "audits.ask_self_audit": Walk(**DSL, why_none="names of colleagues to choose from"),
    "audits.open_round": Walk(**DSL, why_none=NO_RECORD),
    "audits.close_round": Walk(**DSL, at=a_round, leaves="self_audit_round.read"),
    "audits.remind_of_self_audits": Walk(**DSL, why_none=NO_RECORD),
    "audits.gaps": Walk(**DSL, why_none="numbers by question, of nobody"),
}
TO_AUDITS: dict[str, Walk] = {
    "audits.open_round": Walk(
        # A year has one, and Birch has had it by now.
        **CEDAR,
        fields=row(due_on="2026-12-08"),
        leaves="self_audit_round.opened",
    ),
    "audits.begin_self_audit": Walk(leaves="self_audit.begun"),
    "audits.save_self_audit": Walk(
        at=own,
        fields=row(**ANSWERS),
        from_page=_submit_page,
        leaves="self_audit.saved",
    ),
    "audits.submit_self_audit": Walk(
        at=own, fields=row(**ANSWERS), leaves="self_audit.submitted"
    ),
    "audits.review_self_audit": Walk(**DSL, at=sent, leaves="self_audit.reviewed"),
    "audits.plan_self_audit": Walk(
        **DSL, at=read, fields=row(**PLANNED), leaves="self_audit.planned"
    ),
    "audits.withdraw_self_audit": Walk(
        **DSL, at=sent, fields=row(why="away"), leaves="self_audit.withdrawn"
    ),
    "audits.ask_self_audit": Walk(
        **DSL,
        fields=row(person_ref=lambda house: house.world["councillor"]),
        leaves="self_audit.asked_for",
    ),
    "audits.remind_of_self_audits": Walk(
        **DSL,
        at=lambda house: first(a_round(house)),
        leaves="self_audits.reminded",
    ),
    "audits.close_round": Walk(**DSL, at=a_round, leaves="self_audit_round.closed"),
}

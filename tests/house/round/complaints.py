"""Pages and forms of complaints."""

from collections.abc import Callable
from typing import Any

from tests.complaints import told
from tests.house.round.filling import ref, row
from tests.house.round.walking import House, Walk
from tests.house.round.who import HEAD, NO_RECORD, WORDS


def _complaint(name: str, make: Callable[[House], str]) -> Callable[[House], Any]:
    def at(house: House) -> dict[str, str]:
        spare = house.spare(f"complaint {name}", lambda: make(house))
        return {"complaint_ref": spare}

    return at


def _search(house: House) -> str:
    return str(house.spare("searched", lambda: told.searched(house.world)))


new = _complaint("new", lambda h: told.recorded(h.world, "teacher"))
known = _complaint(
    "known", lambda h: told.acknowledged(h.world, told.recorded(h.world))
)
stage = _complaint("stage", lambda h: told.at_stage_1(h.world))
answered = _complaint(
    "answered", lambda h: told.answered(h.world, told.at_stage_1(h.world))
)
panel = _complaint("panel", lambda h: told.at_panel(h.world))
READ = {**HEAD, "leaves": "complaint.read"}
LOOKS_AT_COMPLAINTS: dict[str, Walk] = {
    "complaints.record_complaint": Walk(why_none=NO_RECORD),
    "complaints.own_complaint": Walk(at=new, leaves="own_complaint.read"),
    "complaints.complaints": Walk(**HEAD, leaves="complaints.read"),
    "complaints.complaint": Walk(**READ, at=panel),
    "complaints.print_complaint": Walk(**HEAD, at=panel, leaves="complaint.printed"),
    "complaints.acknowledge_complaint": Walk(**READ, at=new),
    "complaints.assign_complaint": Walk(**READ, at=known),
    "complaints.answer_complaint": Walk(**READ, at=stage),
    "complaints.take_complaint_further": Walk(**READ, at=answered),
    "complaints.convene_panel": Walk(**READ, at=panel),
    "complaints.link_complaint": Walk(**READ, at=new),
    "complaints.add_to_complaint": Walk(**READ, at=new),
    "complaints.close_complaint": Walk(**READ, at=answered),
}
TO_COMPLAINTS: dict[str, Walk] = {
    "complaints.record_complaint": Walk(
        fields=row(
            type="searching",
            who="parent",
            complainant=WORDS,
            words=WORDS,
            channel="letter",
        ),
        leaves="complaint.recorded",
    ),
    "complaints.acknowledge_complaint": Walk(
        **HEAD, at=new, fields=row(words=WORDS), leaves="complaint.acknowledged"
    ),
    "complaints.assign_complaint": Walk(
        **HEAD,
        at=known,
        fields=row(handler_ref=ref("tutor")),
        leaves="complaint.assigned",
    ),
    "complaints.answer_complaint": Walk(
        **HEAD,
        at=stage,
        fields=row(outcome="upheld", reasons=WORDS),
        leaves="complaint.answered",
    ),
    "complaints.take_complaint_further": Walk(
        **HEAD,
        at=answered,
        fields=row(words=WORDS, handler_ref=ref("counsellor")),
        leaves="complaint.taken_further",
    ),
    "complaints.convene_panel": Walk(
        **HEAD,
        at=panel,
        fields=row(
            name_1="Ola Fenwick",
            independent_1="y",
            name_2="Bram Castellane",
            name_3="Yusra Hale",
        ),
        leaves="complaint_panel.convened",
    ),
    "complaints.link_complaint": Walk(
        **HEAD,
        at=new,
        fields=lambda h: {"reference": _search(h)},
        leaves="complaint.linked",
    ),
    "complaints.add_to_complaint": Walk(
        **HEAD, at=new, fields=row(words=WORDS), leaves="complaint.added_to"
    ),
    "complaints.close_complaint": Walk(
        **HEAD,
        at=answered,
        fields=row(ending="content"),
        leaves="complaint.closed",
    ),
}

"""Planting: every field of every page, filled with a sentence nobody else writes."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.canaries.hard_moments import plant_in_force, plant_with_the_police
from tests.canaries.taken_and_told import plant_in_complaints, plant_in_custody
from tests.house.round import House
from tests.house.round.who import TODAY
from tests.visitors import Visitor, stranger
from tests.words import InventedName, invented_names, planted_sentences

SEED = 60_606
SENTENCES = planted_sentences(200, SEED)
NAMES = invented_names(40, SEED)
WHY = "planting words"
# Every free text of the page on which a concern is raised.
RAISING = (
    *("unknown_words", "narrative", "own_words", "teller_words", "for_words"),
    *("happened_words", "place", "online_service", "done_words"),
)
ADULT = (
    *("narrative", "own_words", "happened_words", "unknown_words", "done_words"),
    *("for_words", "other_words"),
)
REFERRING = (
    *(
        "spoke_to",
        "agency_reference",
        "shared",
        "withheld",
        "childs_voice",
        "consent_reason",
    ),
    *("hold", "text"),
)


class Gardener:
    """Goes round the pages and plants a fresh sentence in every field."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.sentences: Iterator[str] = iter(SENTENCES)
        self.names: Iterator[InventedName] = iter(NAMES)
        self.planted: list[str] = []
        self.spoken: list[str] = []

    # ---- Words --------------------------------------------------------------

    def sentence(self) -> str:
        """The next sentence; none is planted twice."""
        self.planted.append(next(self.sentences))
        return self.planted[-1]

    def name(self) -> dict[str, Any]:
        """The next name, as a form takes it."""
        found = next(self.names)
        self.spoken += [part for part in found if len(part) > 5]
        return {"given_name": found.given, "family_name": found.family or "Umber"}

    def words(self, *fields: str) -> dict[str, Any]:
        """A sentence for each field."""
        return {field: self.sentence() for field in fields}

    # ---- Hands --------------------------------------------------------------

    def by(self, name: str, *, opened: bool = True) -> Visitor:
        """That person's browser."""
        return self.house.visitor(name, WHY if opened else None)

    def send(
        self,
        visitor: Visitor,
        path: str,
        *,
        to: str | None = None,
        status: int = 303,
        **fields: Any,
    ) -> TestResponse:
        """Fill in a form and send it; it must come to what is expected."""
        answer = visitor.submit(path, to=to, **fields)
        said = answer.text.partition("govuk-error-summary__list")[2][:400]
        assert answer.status_code == status, f"{path}: {answer.status} {said}"
        return answer

    def path(self, endpoint: str, **values: str) -> str:
        """An address."""
        return self.house.address(endpoint, values)


def somebody(**more: Any) -> dict[str, Any]:
    """A child whose name nobody knows, told of for somebody else."""
    return {
        "unknown_child": "y",
        "teller": "other_pupil",
        "for_other": "y",
        "happened": "another_day",
        **more,
    }


def plant_concerns(garden: Gardener) -> str:
    """Raised, kept as drafts twice over, added to. The reference of the concern."""
    teacher = garden.by("teacher", opened=False)
    sent = garden.send(
        teacher, "/concerns/raise", **somebody(), **garden.words(*RAISING)
    )
    ref = sent.location.split("/")[2].replace("-", "")
    fields = teacher.hidden_fields("/concerns/raise")
    for _ in range(2):
        kept = teacher.post("/drafts", data={**fields, **garden.words(*RAISING)})
        assert kept.status_code == 200
    draft = garden.send(
        teacher,
        "/concerns/raise",
        press="save_draft",
        **somebody(),
        **garden.words(*RAISING),
    )
    page = teacher.get(draft.location)
    assert page.status_code == 200
    garden.send(teacher, f"{draft.location}/discard")
    for _ in range(2):
        path = garden.path("cases.add_to_concern", concern_ref=ref)
        garden.send(teacher, path, **garden.words("text"))
    return ref


def plant_in_a_case(garden: Gardener, concern: str) -> None:
    """The DSL's whole day with it, from the queue to the close and back."""
    dsl, at = garden.by("dsl"), garden.path
    garden.send(dsl, at("cases.acknowledge_concern", concern_ref=concern))
    opened = garden.send(
        dsl,
        at("cases.open_case", concern_ref=concern),
        category="cyber_bullying",
        level="C3",
        lead_ref=garden.house.world["dsl"],
        **garden.words("title"),
    )
    case = opened.location.rpartition("/")[2].replace("-", "")
    here = {"case_ref": case}
    when: dict[str, Any] = {"on_date": TODAY, "at_time": "13:40"}
    for kind in ("note", "call", "meeting", "childs_view", "correction"):
        path = at("cases.add_entry", **here)
        garden.send(dsl, path, kind=kind, **when, **garden.words("text"))
    garden.send(
        dsl,
        at("cases.decide_case", **here),
        outcome="internal_support",
        **garden.words("reason_internal_support", "reason_no_action"),
    )
    path = at("cases.record_parents", **here)
    garden.send(dsl, path, answer="told", **garden.words("words"))
    said: dict[str, Any] = {
        "how": "made",
        "method": "telephone",
        "consent": "refused",
        **when,
    }
    for agency in ("police", "social_care"):
        garden.send(
            dsl,
            at("cases.refer_case", **here) + "?another",
            to=at("cases.refer_case", **here),
            agency=agency,
            **said,
            **garden.words(*REFERRING),
        )
    plant_in_referrals(garden, case)
    path = at("cases.give_feedback", concern_ref=concern)
    garden.send(dsl, path, **garden.words("text"))
    garden.send(
        dsl,
        at("cases.close_case", **here),
        police_considered="yes",
        **garden.words("summary", "police_reason"),
    )
    for page in ("cases.case", "cases.print_case"):
        assert dsl.get(at(page, **here)).status_code == 200
    path = at("cases.reopen_case", case_ref=garden.house.closed())
    garden.send(dsl, path, **garden.words("reason"))


def plant_in_referrals(garden: Gardener, case: str) -> None:
    """What the agencies answered."""
    dsl = garden.by("dsl")
    page = dsl.get(garden.path("cases.case", case_ref=case)).text
    links = {
        part.split('"')[0] for part in page.split('href="') if "/referrals/" in part
    }
    links = {link for link in links if link.startswith("/cases/")}
    assert len(links) == 2
    for link in links:
        garden.send(
            dsl,
            link,
            kind="outcome",
            outcome="accepted",
            on_date=TODAY,
            at_time="13:41",
            **garden.words("spoke_to", "agency_reference", "hold", "text"),
        )


def plant_in_the_vault(garden: Gardener) -> None:
    """A concern about an adult, its draft, and everything the head records of it."""
    teacher, head, at = garden.by("teacher", opened=False), garden.by("head"), None
    about: dict[str, Any] = {"adults-0-ref": garden.house.world["counsellor"]}
    sent = garden.send(
        teacher,
        "/concerns/adult",
        press="send_adult",
        **about,
        **garden.words(*ADULT[:-1]),
    )
    garden.send(
        teacher,
        "/concerns/adult",
        press="send_adult",
        other_kind="visitor",
        **garden.words(*ADULT),
    )
    fields = teacher.hidden_fields("/concerns/adult")
    kept = teacher.post(
        "/concerns/adult/drafts", data={**fields, **garden.words(*ADULT)}
    )
    assert kept.status_code == 200
    at = sent.location.split("/")[2]
    path = f"/concerns/adult/{at}"
    assert head.get(path).status_code == 200
    garden.send(head, f"{path}/note", kind="note", **garden.words("text"))
    garden.send(
        head,
        f"{path}/lado",
        on_date=TODAY,
        at_time="13:40",
        **garden.words("spoke_to", "agency_reference", "advice"),
    )
    garden.send(head, f"{path}/decide", outcome="allegation", **garden.words("reason"))
    garden.send(head, f"{path}/finish", **garden.words("summary"))
    other = garden.house.address(
        "allegations.add_subject", {"concern_ref": garden.house.allegation()}
    )
    described: dict[str, Any] = {"press": "send", "other_kind": "visitor"}
    garden.send(head, other, **described, **garden.words("other_words"))


def plant_by_finding(garden: Gardener) -> None:
    """What somebody looks for says as much as what somebody writes."""
    dsl, teacher = garden.by("dsl"), garden.by("teacher", opened=False)
    for _ in range(3):
        garden.send(dsl, "/find", status=200, **garden.words("text"))
    ict = garden.by("ict", opened=False)
    looked: dict[str, Any] = {"words": garden.sentence()}
    garden.send(ict, "/people", to="/people/find", status=200, **looked)
    token = teacher.hidden_fields("/concerns/raise")["csrf_token"]
    for path in ("pupil", "colleague"):
        asked = {"csrf_token": token, "text": garden.sentence()}
        assert teacher.post(f"/concerns/find-{path}", data=asked).status_code == 200


def plant_names(garden: Gardener) -> None:
    """Pupils, staff and adults of pupils, one by one and as a roll."""
    ict = garden.by("ict", opened=False)
    more: dict[str, Any] = {"sex": "", "same_as": "another"}
    for _ in range(6):
        garden.send(ict, "/people/add/pupil", form_title="8K", **more, **garden.name())
        garden.send(ict, "/people/add/staff", role="teacher", **more, **garden.name())
    for pupil in ("ellis", "maya"):
        path = f"/people/{garden.house.world[pupil]}/add-contact"
        garden.send(ict, path, kind="mother", **more, **garden.name())
    path = f"/people/{garden.house.world['jayden']}/change"
    garden.send(ict, path, **more, **garden.name())


def plant_by_mistake(garden: Gardener, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that goes wrong with words in hand: 400, 401, 404, 409, 422, 500."""
    teacher = garden.by("teacher", opened=False)
    thin = garden.words(*RAISING[2:])
    garden.send(teacher, "/concerns/raise", status=422, **thin)
    lost = teacher.post("/concerns/ZZZZZ-ZZZZZ/add", data=garden.words("text"))
    nowhere = {**teacher.hidden_fields("/concerns/raise"), **garden.words("text")}
    hidden = teacher.post("/concerns/ZZZZZ-ZZZZZ/add", data=nowhere)
    wrong = teacher.post("/no/such/page", data=garden.words("narrative"))
    assert (lost.status_code, hidden.status_code) == (400, 404)
    assert wrong.status_code in {400, 404}
    fields = teacher.hidden_fields("/concerns/raise")
    row = {"children-0-ref": garden.house.world["ellis"]}
    first = teacher.post("/concerns/raise", data={**fields, **row, "narrative": "x"})
    again = {**fields, **row, **garden.words("narrative")}
    repeated = teacher.post("/concerns/raise", data=again)
    assert (first.status_code, repeated.status_code) == (303, 409)
    stranded = stranger(garden.house.app)
    token = stranded.hidden_fields("/sign-in")
    carried = stranded.post(
        "/concerns/raise", data={**token, **garden.words(*RAISING[:2])}
    )
    assert carried.status_code in {200, 401, 303}
    typed = {"username": garden.sentence(), "password": garden.sentence()}
    assert stranded.submit("/sign-in", **typed).status_code in {200, 401, 403, 422}
    plant_in_a_breakdown(garden, monkeypatch)


def plant_in_a_breakdown(garden: Gardener, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something fails far down, and what it says quotes the words."""
    teacher = garden.by("teacher", opened=False)
    row = {"children-0-ref": garden.house.world["ellis"]}
    for kind in (OSError, ValueError):
        words = garden.words("narrative", "own_words")

        def fall(*_: object, kind: type = kind, said: str = str(words)) -> None:
            raise kind(said)

        fields = teacher.hidden_fields("/concerns/raise")
        with monkeypatch.context() as patched:
            patched.setattr("school.gate.transaction.append", fall)
            sent = teacher.post("/concerns/raise", data={**fields, **row, **words})
        assert sent.status_code == 500
        assert words["narrative"] not in sent.text


def plant_reasons(garden: Gardener) -> None:
    """Why somebody opens case content, and why an account was opened again."""
    house = garden.house
    for name in ("deputy_dsl", "dsl", "head"):
        house.visitor(name, garden.sentence())
    house.account(blocked=True)
    path = garden.path("identity.unblock_account", person_ref=house.newcomer())
    steps = ["spoke_in_person", "looked_at_sign_ins", "told_of_break_in"]
    ict = garden.by("ict", opened=False)
    garden.send(ict, path, status=200, steps=steps, **garden.words("note"))


def plant_everything(garden: Gardener, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hundred sentences and forty names, through the pages."""
    concern = plant_concerns(garden)
    plant_in_a_case(garden, concern)
    plant_in_the_vault(garden)
    plant_in_force(garden)
    plant_with_the_police(garden)
    plant_in_custody(garden)
    plant_in_complaints(garden)
    plant_by_finding(garden)
    plant_names(garden)
    plant_by_mistake(garden, monkeypatch)
    plant_reasons(garden)
    plant_the_rest(garden)


def plant_the_rest(garden: Gardener) -> None:
    """Whatever is left goes into further concerns."""
    teacher = garden.by("teacher", opened=False)
    while left := list(islice(garden.sentences, len(RAISING))):
        garden.planted += left
        fields: dict[str, Any] = dict(zip(RAISING, left, strict=False))
        fields.setdefault("narrative", "The last of them.")
        garden.send(teacher, "/concerns/raise", **somebody(), **fields)

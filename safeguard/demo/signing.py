"""Agreements of this term: signed in each way, open, declined, and two who differ."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select

from safeguard.agreements.commands.answering import Said
from safeguard.agreements.commands.desk import Visitor, sign_for_visitor
from safeguard.agreements.commands.linking import NewLink, NewLinks, make_links, mint
from safeguard.agreements.commands.paper import Paper, record_paper
from safeguard.agreements.commands.signing import decline_agreement, sign_agreement
from safeguard.agreements.commands.signing_by_link import (
    decline_by_link,
    sign_by_link,
)
from safeguard.agreements.commands.sitting import (
    NewSitting,
    end_sitting,
    open_sitting,
    sign_at_sitting,
)
from safeguard.agreements.models import Agreement
from safeguard.agreements.permissions.links import find_link
from safeguard.agreements.permissions.parents import adults_who_sign
from safeguard.agreements.permissions.sittings import (
    Seat,
    pupil_at,
    seats_of,
    tablet_acting,
)
from safeguard.agreements.permissions.texts import live_template
from safeguard.demo.cast import Cast
from safeguard.demo.days import SchoolYear
from school.foundation import clock
from school.foundation.database import db
from school.identity.queries.classes import forms_of_school, pupils_by_class
from school.identity.queries.people import names_of

LEAD, OFFICE, TEACHER = "ruth.adeyemi", "joan.fairley", "hannah.okafor"
OLDER, ADULTS = "older", "adults"
FORMS = ("8K", "9H")
# Of the staff: who has signed, and who said no and why. The others have yet to.
SIGNED = ("hannah.okafor", "catrin.howells", "joan.fairley", "ruth.adeyemi")
DECLINES, WHY = (
    "owen.platt",
    "I would like to ask about work e-mail on my own phone first.",
)
QUESTION = "We do not want her picture on the website. Please ring us."
VISITOR = "Perpetua Wendling, Brightwater Theatre"


def tell(cast: Cast, year: SchoolYear) -> None:
    """Of what the campaign issued four weeks ago: signed by and by since."""
    with clock.standing_at(year.moment(15, "10:20")):
        _a_class_signs(cast)
    with clock.standing_at(year.moment(12, "18:40")):
        _parents_sign(cast)
    with clock.standing_at(year.moment(9, "08:50")):
        _papers(cast)
    with clock.standing_at(year.moment(8, "16:05")):
        _staff(cast)
    with clock.standing_at(year.moment(3, "13:15")):
        text = live_template(cast.schools["birch"], ADULTS)
        if text:
            said = Said(text.text_hash or "", typed="P. Wendling")
            sign_for_visitor(cast.acting(OFFICE), Visitor(VISITOR, said))


def _a_class_signs(cast: Cast) -> None:
    """All of 8K but two, who were away; before the DSL, who sat with them."""
    actor = cast.acting(LEAD)
    class_ref, _ = _classes(cast)[0]
    ref = open_sitting(actor, class_ref, NewSitting())
    acting = tablet_acting(ref)
    seats = seats_of(actor.school_ref, class_ref)
    names = names_of(seat.pupil_ref for seat in seats)
    for seat in seats[:-2]:
        pupil = pupil_at(acting, seat.agreement_ref) if acting else None
        if pupil:
            said = _said(seat.agreement_ref, typed=names[seat.pupil_ref])
            sign_at_sitting(pupil, seat.agreement_ref, said)
    with clock.moved_on(timedelta(minutes=25)):
        end_sitting(actor, ref)


def _parents_sign(cast: Cast) -> None:
    """Most of 8K, by the letter. Of one child they differ; one has a question."""
    seats = _seats(cast, 0)
    adults = adults_who_sign(cast.schools["birch"], [s.pupil_ref for s in seats])
    differing = next((s for s in seats if len(adults.get(s.pupil_ref, ())) > 1), None)
    for number, seat in enumerate(seats):
        parents = adults.get(seat.pupil_ref, [])
        if number % 4 == 3 and seat is not differing:
            continue
        for nth, parent in enumerate(parents[: 2 if seat is differing else 1]):
            says_no = (seat is differing and nth == 1) or number == len(seats) - 1
            _by_letter(cast, seat, parent, says_no=says_no)


def _by_letter(cast: Cast, seat: Seat, parent: str, *, says_no: bool) -> None:
    minted = mint()
    hashes = (minted.token_hash, minted.code_hash)
    new = NewLink(seat.agreement_ref, parent, "letter", *hashes)
    make_links(cast.acting(LEAD), NewLinks((new,)))
    found = find_link(minted.code)
    if found is None:
        return
    if says_no:
        decline_by_link(
            found.actor, found.ref, _said(seat.agreement_ref, reason=QUESTION)
        )
        return
    name = names_of([parent]).get(parent, "")
    sign_by_link(found.actor, found.ref, _said(seat.agreement_ref, typed=name))


def _papers(cast: Cast) -> None:
    """Two of 9H brought the sheet back, signed by both."""
    seats = _seats(cast, 1)[:2]
    adults = adults_who_sign(cast.schools["birch"], [s.pupil_ref for s in seats])
    for seat in seats:
        for signer in (seat.pupil_ref, *adults.get(seat.pupil_ref, [])[:1]):
            paper = Paper(signer, "signed", clock.today(), _said(seat.agreement_ref))
            record_paper(cast.acting(LEAD), seat.agreement_ref, paper)


def _staff(cast: Cast) -> None:
    asked = select(Agreement.person_ref, Agreement.ref).where(
        Agreement.kind == ADULTS, Agreement.person_ref.is_not(None)
    )
    own = {row.person_ref: row.ref for row in db.session.execute(asked)}
    names = names_of(cast.people[name] for name in SIGNED)
    for name in SIGNED:
        ref = own[cast.people[name]]
        said = _said(ref, typed=names[cast.people[name]])
        sign_agreement(cast.acting(name), ref, said)
    if DECLINES in cast.people:
        ref = own[cast.people[DECLINES]]
        decline_agreement(cast.acting(DECLINES), ref, _said(ref, reason=WHY))


def _said(agreement_ref: str, **words: str) -> Said:
    agreement = db.session.get(Agreement, agreement_ref)
    text = live_template(agreement.school_ref, agreement.kind) if agreement else None
    return Said((text.text_hash if text else None) or "", **words)


def _seats(cast: Cast, number: int) -> list[Seat]:
    class_ref, _ = _classes(cast)[number]
    return seats_of(cast.schools["birch"], class_ref)


def _classes(cast: Cast) -> list[tuple[str, Iterable[str]]]:
    rolls = pupils_by_class(cast.schools["birch"])
    forms = {form.title: form.ref for form in forms_of_school(cast.schools["birch"])}
    return [(forms[title], sorted(rolls[forms[title]])) for title in FORMS]

"""What followed: items in the safe and with the police, a complaint, a letter."""

from io import BytesIO

from safeguard.complaints.commands.handling import Said, acknowledge_complaint
from safeguard.complaints.commands.recording import NewComplaint, record_complaint
from safeguard.custody.commands.ending import ToPolice, hand_to_police
from safeguard.custody.commands.handing_over import (
    Answer,
    NewOffer,
    accept_item,
    offer_item,
)
from safeguard.custody.commands.sealing import (
    NewHold,
    NewSeal,
    Placing,
    hold_item,
    seal_item,
    store_item,
)
from safeguard.custody.commands.seizing import NewItem, seize
from safeguard.custody.commands.stores import NewStore, add_store
from safeguard.demo.cast import Cast
from safeguard.demo.days import SchoolYear
from safeguard.demo.scene import Thread
from safeguard.evidence.commands.attaching import take_in
from safeguard.evidence.states import Arrived
from safeguard.examinations.commands.beginning import (
    GoodReason,
    Starting,
    authorise_examination,
    record_good_reason,
)
from safeguard.searches.commands.conducting import (
    Conduct,
    Present,
    Sexes,
    conduct_search,
)
from safeguard.searches.commands.finishing import Finding, record_finding
from safeguard.searches.commands.preparing import (
    Cooperation,
    Explanation,
    explain_search,
    record_cooperation,
)
from safeguard.searches.commands.starting import NewSearch, Why, start_search
from safeguard.searches.commands.weighing import (
    Urgency,
    assess_urgency,
    check_authority,
)
from school.foundation import clock
from school.foundation.references import spoken

SEARCHER, WITNESS, KEEPER = "daniel.roche", "tom.pellow", "nell.corrigan"
HEAD, LEAD, OFFICE = "catrin.howells", "ruth.adeyemi", "joan.fairley"
BOY = "Idris Pengelthorpe, 9K"
SAFE = "The safe in the office"
FACTS = (
    "Two pupils of 9K showed me messages of this lesson that had come from his phone: "
    "a picture of a teacher with words that are made up, sent on to thirty others."
)
RISK = "It is being sent on while we speak, and the next lesson is in five minutes."
CALM = "Gave it at once when he was told why, and asked whether his mother must know."
SEEN = "Who sent it first, to whom, and whether it is still being sent on."
KNIFE = "A folding knife, black handle, blade of seven centimetres"
FOUND = (
    "The cleaner found it behind the books on the windowsill. Nobody says whose it is."
)
WORDS = (
    "His phone was taken in front of his class and he does not know who looks into it. "
    "She wants to be told beforehand, not after."
)
LETTER = """Dear Ms Adeyemi,

thank you for the talk on Tuesday. As we agreed: he comes to the breakfast club, my
sister fetches him on Thursdays, and I ring you when the nights are bad again.

His mother
"""


def tell(cast: Cast, year: SchoolYear, threads: dict[str, Thread]) -> None:
    """The last few days, in the order of time."""
    with clock.standing_at(year.moment(9, "10:05")):
        safe = add_store(cast.acting(HEAD), NewStore(SAFE))
    _a_knife(cast, year, safe)
    search = _a_phone(cast, year, safe)
    _a_complaint(cast, year, search)
    _a_letter(cast, year, threads)


def _a_knife(cast: Cast, year: SchoolYear, safe: str) -> None:
    """Found on a windowsill; held for the police, and handed to them."""
    keeper = cast.acting(KEEPER)
    with clock.standing_at(year.moment(8, "08:50")):
        new = NewItem("weapon", KNIFE, "Closed, a little rust", FOUND, place="Room 4")
        item = seize(keeper, new)
        seal_item(keeper, item, NewSeal("B-00417", "B-00417"))
        store_item(keeper, item, Placing(safe))
    with clock.standing_at(year.moment(8, "09:20")):
        asked = NewHold("PC Lund, Alderfield Police", "CR-2217")
        hold_item(cast.acting(LEAD, elevated=True), item, asked)
    with clock.standing_at(year.moment(7, "14:10")):
        given = ToPolice("PC Lund, 4417", "Alderfield Police", "Receipt 88213")
        hand_to_police(keeper, item, given)


def _a_phone(cast: Cast, year: SchoolYear, safe: str) -> str:
    """A search for a phone, which lies in the safe; somebody has leave to look."""
    actor = cast.acting(SEARCHER)
    with clock.standing_at(year.moment(2, "10:40")):
        search = _search(cast)
    with clock.standing_at(year.moment(2, "10:46")):
        item = _take(cast, search)
    with clock.standing_at(year.moment(2, "11:05")):
        seal_item(actor, item, NewSeal("B-00421", "B-00421"))
        offer_item(actor, item, NewOffer(cast.people[KEEPER], "To keep it in the safe"))
    with clock.standing_at(year.moment(2, "11:15")):
        keeper = cast.acting(KEEPER)
        accept_item(keeper, item, Answer())
        store_item(keeper, item, Placing(safe))
    with clock.standing_at(year.moment(1, "09:30")):
        reason = GoodReason(("harm",), f"{FACTS} {SEEN}")
        looked = record_good_reason(actor, search, reason)
        authorise_examination(actor, looked, Starting())
    return search


def _search(cast: Cast) -> str:
    actor = cast.acting(SEARCHER)
    why = Why(("banned_item",), FACTS, "The phone with the picture")
    pupil = cast.pupils["birch", BOY]
    new = NewSearch(pupil, "phone", why, place_words="Room 12", device=True)
    search = start_search(actor, new)
    assess_urgency(actor, search, Urgency(urgent=True, risk=RISK))
    check_authority(actor, search)
    explain_search(actor, search, Explanation(("why", "how", "questions")))
    record_cooperation(actor, search, Cooperation(cooperates=True, words=CALM))
    return search


def _take(cast: Cast, search: str) -> str:
    actor = cast.acting(SEARCHER)
    done = Conduct(
        Present(witness_ref=cast.people[WITNESS]),
        Sexes("male", "male", "male"),
        out_of_sight=True,
        extents=("pockets",),
    )
    conduct_search(actor, search, done)
    taken = NewItem(
        "phone",
        "A black phone in a grey case",
        "The glass is cracked at a corner",
        pupil_ref=cast.pupils["birch", BOY],
        origin_ref=search,
    )
    item = seize(actor, taken)
    found = "His phone, switched on, in the inner pocket."
    record_finding(actor, search, Finding(image=False, found=True, what=found))
    return item


def _a_complaint(cast: Cast, year: SchoolYear, search: str) -> None:
    """His mother rings the office; the head has it and has written to her."""
    with clock.standing_at(year.moment(1, "12:40")):
        new = NewComplaint(
            "searching",
            "parent",
            "His mother; she can be reached after five",
            WORDS,
            "spoken",
            wanted="An apology, and that somebody rings her before anybody looks.",
            reference=spoken(search),
        )
        ref = record_complaint(cast.acting(OFFICE), new)
    with clock.standing_at(year.moment(1, "16:30")):
        said = Said("Rang her at half past four: it has come, and who looks into it.")
        acknowledge_complaint(cast.acting(HEAD, elevated=True), ref, said)


def _a_letter(cast: Cast, year: SchoolYear, threads: dict[str, Thread]) -> None:
    """A mother's letter, typed by the office, on a case that is worked on."""
    case_ref = threads["hungry"].case_ref
    with clock.standing_at(year.moment(1, "11:25")):
        file = Arrived(
            "letter.txt",
            BytesIO(LETTER.encode()),
            "The mother’s letter after our talk, as she sent it.",
            declared=True,
        )
        take_in(cast.acting(LEAD, elevated=True), case_ref, file)

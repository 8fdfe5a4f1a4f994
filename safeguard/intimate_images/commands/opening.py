"""The process begins: by itself where an image is suspected, or from another record."""

from dataclasses import dataclass, field

from safeguard.cases.commands.chronicle import changed, decide_afresh, write_entry
from safeguard.cases.commands.deciding import NewCase, new_case
from safeguard.cases.commands.raising import (
    ChildInIt,
    Narrative,
    NewConcern,
    Setting,
    raise_concern,
)
from safeguard.cases.models import CaseFile, Concern
from safeguard.cases.permissions.receiving import Sent, receivers
from safeguard.cases.states import OPEN_CASES, EntryKind
from safeguard.evidence.commands.holding import link
from safeguard.guidance import clocks
from safeguard.guidance.categories import Level
from safeguard.intimate_images.models import ImageProcess
from safeguard.intimate_images.permissions import Act
from safeguard.intimate_images.permissions.standing import (
    case_for_clocks,
    process_of,
    suspected_since,
)
from safeguard.intimate_images.states import State
from school.calendars.due import due
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Hidden, Stale
from school.foundation.references import new_ref, spoken
from school.gate import about, command, note, touch
from school.identity.queries.set_up import days_of
from school.notices import NOW, notify
from school.web.catalogue import gettext as _

CATEGORY = "intimate_image"


@dataclass(frozen=True)
class Suspicion:
    """That an image is suspected: where that came up, with which child, and what
    happened. `words` says that, and never what an image shows.
    """

    origin_ref: str
    school_ref: str
    # None: on no roll of this school; `described` says who.
    child_ref: str | None
    words: Narrative
    part: str = "not_clear"
    described: str = field(default="", repr=False)
    # Adults who are part of it: the wall keeps it from them.
    adults: tuple[str, ...] = ()
    device_owner: str = "pupil"


@command(Act.OPEN_IMAGE_CASE)
def open_image_case(actor: Actor, new: Suspicion) -> str:
    """Raise the concern, open its case for the DSL and begin the process, as one act.

    Whoever searches opens no case of their own: it opens by this rule of the product
    (§2.3 S10, §2.5), and the lead has to take it on. The lead and the other leads hear
    at once. Source for who leads: R0.11, the first storey of the chain.

    Gives the case's reference; where nobody here may lead one, that of the concern,
    which stays unopened and goes up the chain by its clocks. Raises Hidden for another
    school and for an origin that can hold no files, and Invalid with "narrative" where
    there are no words, or too many.
    """
    if new.school_ref != actor.school_ref:
        raise Hidden("the record is of another school")
    concern = db.session.get_one(Concern, raise_concern(actor, _concern(new)))
    sent = Sent(concern.school_ref, actor.trust_ref, concern.level, concern.ref)
    leads = [each for each in receivers(sent) if each.leads]
    # A stop stands on the concern already: from now on on the origin's bundle too.
    link(new.origin_ref, concern.ref)
    touch(new.origin_ref)
    about(concern)
    note(led=bool(leads))
    if not leads:
        return concern.ref
    case = _open(actor, concern, leads[0].person_ref)
    process = begin(case, actor.person_ref, new.origin_ref)
    touch(case.ref, process.ref)
    for each in leads:
        if each.person_ref != actor.person_ref:
            notify(each.person_ref, case.school_ref, NOW, path_of(case.ref))
    return case.ref


@command(Act.BEGIN_IMAGE, of=case_for_clocks)
def begin_image(actor: Actor, case: CaseFile) -> str:
    """Begin the process of a case in which an image is suspected, on the next round of
    the clocks. Raises Stale where it has begun, or the case is closed.
    """
    if process_of(case.ref) is not None or case.state not in OPEN_CASES:
        raise Stale("there is nothing to begin")
    touch(begin(case, actor.person_ref).ref)
    return case.ref


def begin(
    case: CaseFile, opened_by: str, origin_ref: str | None = None
) -> ImageProcess:
    """The process itself, inside an act. Its first review is owed at once; the day is
    our reminder (§2.A), counted from when the image came to be suspected.
    """
    since = suspected_since(case)
    running = clocks.named("image_review")
    process = ImageProcess(
        ref=new_ref(),
        school_ref=case.school_ref,
        key_ref=case.key_ref,
        case_ref=case.ref,
        origin_ref=origin_ref,
        state=State.REPORTED,
        must_refer=False,
        due_at=due(since, running, days_of(case.school_ref)).at,
        opened_by=opened_by,
        suspected_at=since,
    )
    db.session.add(process)
    # Whoever begins it at the same moment must see this: the case's version moves on.
    changed(case, None)
    db.session.flush()
    return process


def path_of(case_ref: str) -> str:
    """Where whoever leads the case deals with it."""
    return f"/cases/{spoken(case_ref)}/image"


def _concern(new: Suspicion) -> NewConcern:
    return NewConcern(
        children=(ChildInIt(new.child_ref, new.part, Narrative(new.described)),),
        narrative=new.words,
        where=Setting(device_owner=new.device_owner),
        category=CATEGORY,
        image_suspected=True,
        adults=new.adults,
    )


def _open(actor: Actor, concern: Concern, lead_ref: str) -> CaseFile:
    case = new_case(
        concern,
        NewCase(
            title=_("An image is suspected"),
            level=Level.CHILD_PROTECTION,
            category=CATEGORY,
            lead_ref=lead_ref,
        ),
        actor.person_ref,
    )
    decide_afresh(case, "image_review")
    write_entry(actor, case, EntryKind.IMAGE)
    db.session.flush()
    return case

"""Raising a concern, and adding to it until it is acknowledged."""

from dataclasses import dataclass
from datetime import datetime

from safeguard.cases.commands.concern_checks import Check
from safeguard.cases.commands.new_concern import (
    NOT_SURE,
    ChildInIt,
    Done,
    Happening,
    Narrative,
    NewConcern,
    Setting,
    Teller,
)
from safeguard.cases.models import Concern, ConcernAdult, ConcernChild, ConcernText
from safeguard.cases.permissions import Act
from safeguard.cases.permissions.drafts import draft_typed_into
from safeguard.cases.permissions.holding import SUSPECTED
from safeguard.cases.permissions.own import own_unwalled
from safeguard.cases.permissions.receiving import (
    CHAIN,
    Receiver,
    Sent,
    receivers,
)
from safeguard.cases.states import ConcernState
from safeguard.evidence.commands.holding import stop
from safeguard.guidance import categories, clocks, editions
from safeguard.guidance.categories import Category, Level
from school import wall
from school.calendars.due import Due, due
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.additions import add_new
from school.foundation.database import db
from school.foundation.errors import Invalid
from school.foundation.references import new_ref, new_reference, spoken
from school.foundation.sealing import keyring, seal
from school.gate import about, command, note, touch
from school.identity.queries.cover import on_duty
from school.identity.queries.set_up import days_of
from school.notices import NOW, WAITS, notify
from school.web.catalogue import gettext as _

__all__ = [
    "Addition",
    "ChildInIt",
    "Done",
    "Happening",
    "Narrative",
    "NewConcern",
    "Setting",
    "Teller",
    "add_to_concern",
    "raise_concern",
]


@dataclass(frozen=True)
class Addition:
    """What the reporter remembered later."""

    text: Narrative


@command(Act.RAISE_CONCERN)
def raise_concern(actor: Actor, new: NewConcern) -> str:
    """Raise a concern about a child; it reaches the DSL and deputies at once.

    Raises Invalid with all that cannot stand. Acknowledged by the end of the school
    day, or within 30 minutes when a child is in danger (domain reference §2.A);
    when the school is closed the duty rota has it (decision 27).
    """
    Check(actor, new).insist()
    concern = _concern(actor, new, clock.now())
    named = [child.person_ref for child in new.children if child.person_ref]
    sent = Sent(
        concern.school_ref,
        actor.trust_ref,
        concern.level,
        concerns=tuple(dict.fromkeys([*named, *new.adults])),
    )
    told, on_duty_now = receivers(sent), _on_duty(concern, sent)
    from_draft = _end_draft(actor, new.draft_form)
    about(concern)
    texts = (
        ("narrative", new.narrative),
        ("own_words", new.own_words),
        ("done", new.done.words),
    )
    add_new(
        concern,
        *(_child(concern, child) for child in new.children),
        *(_adult(concern, adult_ref) for adult_ref in dict.fromkeys(new.adults)),
        *(_text(concern, kind, words, actor) for kind, words in texts if words),
    )
    wall.write_about_new(concern.ref, sent.concerns)
    if concern.intimate_image:
        stop(concern.ref, SUSPECTED)
    _tell(actor, concern, told)
    if on_duty_now and on_duty_now != actor.person_ref:
        notify(on_duty_now, concern.school_ref, NOW, "/cover")
    _tell_reporter(actor, concern)
    note(
        category=concern.category,
        level=concern.level,
        children=len(new.children),
        adults=len(set(new.adults)),
        in_danger=concern.in_danger,
        intimate_image=concern.intimate_image,
        teller=concern.teller,
        told=[each.role.value for each in told],
        due_at=concern.due_at.isoformat(),
        on_duty_rota=concern.on_duty_rota,
        from_draft=from_draft,
    )
    return concern.ref


@command(Act.ADD_TO_CONCERN, of=own_unwalled)
def add_to_concern(actor: Actor, concern: Concern, addition: Addition) -> str:
    """Add words to one's own concern; they cannot be read back or changed.

    Open until the concern is acknowledged (decision 23). Raises Invalid when it has
    been meanwhile, so that the words stay on the page.
    """
    problem = addition.text.too_long
    if not addition.text:
        problem = _("Write what you want to add.")
    elif concern.state != ConcernState.SUBMITTED:
        problem = _(
            "This concern has been opened meanwhile. Copy your words into a new "
            "concern and mention %(reference)s, or tell the DSL.",
            reference=spoken(concern.ref),
        )
    if problem:
        raise Invalid({"text": problem})
    add_new(_text(concern, "addition", addition.text, actor))
    told = receivers(
        Sent(concern.school_ref, actor.trust_ref, concern.level, concern.ref)
    )
    _tell(actor, concern, told)
    note(told=[each.role.value for each in told])
    return concern.ref


def _end_draft(actor: Actor, form_ref: str | None) -> bool:
    """The draft goes in the same act; its key stays behind and opens nothing more."""
    draft = draft_typed_into(actor, form_ref) if form_ref else None
    if draft is None:
        return False
    touch(draft.ref)
    db.session.delete(draft)
    return True


def _concern(actor: Actor, new: NewConcern, now: datetime) -> Concern:
    category = categories.named(new.category or NOT_SURE)
    ends = _due(actor, now, in_danger=new.in_danger)
    image = new.image_suspected or category.suggests_intimate_image
    happened_on, happened_at = new.happened.moment(now)
    concern = Concern(
        ref=new_reference(),
        school_ref=actor.school_ref,
        key_ref=keyring().take(actor.school_ref),
        state=ConcernState.SUBMITTED,
        level=_level(category, closer=image or new.in_danger),
        category=category.code,
        reporter_ref=new.teller.for_staff_ref or actor.person_ref,
        typist_ref=actor.person_ref if new.teller.for_staff_ref else None,
        teller=new.teller.code,
        happened_on=happened_on,
        happened_at=happened_at,
        recorded_at=now,
        device_owner=new.where.device_owner,
        network=new.where.network,
        in_danger=new.in_danger,
        intimate_image=image,
        technical=category.technical,
        told_dsl="told_dsl" in new.done.steps,
        steps=",".join(dict.fromkeys(new.done.steps)),
        edition=editions.leading(clock.local(now).date()).code,
        due_at=ends.at,
        due_why=ends.why,
        on_duty_rota=ends.falls_to_duty_rota,
    )
    for column, words in (
        ("on_behalf_of", new.teller.for_words),
        ("teller_words", new.teller.words),
        ("happened_words", new.happened.words),
        ("place", new.where.place),
        ("online_service", new.where.online_service),
    ):
        seal(concern, column, words.given)
    return concern


def _level(category: Category, *, closer: bool) -> Level:
    """The category's default; an image or danger is a child-protection matter.

    A technical C2 incident shows to those who look after the network, so what may
    hold a child's harm never stays there.
    """
    if closer and category.level is Level.ONLINE_SAFETY:
        return Level.CHILD_PROTECTION
    return category.level


def _due(actor: Actor, now: datetime, *, in_danger: bool) -> Due:
    running = clocks.named("acknowledge_danger" if in_danger else "acknowledge")
    return due(now, running, days_of(actor.school_ref))


def _child(concern: Concern, child: ChildInIt) -> ConcernChild:
    row = ConcernChild(
        ref=new_ref(),
        school_ref=concern.school_ref,
        key_ref=concern.key_ref,
        concern_ref=concern.ref,
        person_ref=child.person_ref,
        part=child.part,
    )
    seal(row, "described", child.described.given)
    return row


def _adult(concern: Concern, adult_ref: str) -> ConcernAdult:
    return ConcernAdult(ref=new_ref(), concern_ref=concern.ref, person_ref=adult_ref)


def _text(concern: Concern, kind: str, words: Narrative, actor: Actor) -> ConcernText:
    row = ConcernText(
        ref=new_ref(),
        school_ref=concern.school_ref,
        key_ref=concern.key_ref,
        concern_ref=concern.ref,
        kind=kind,
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
    )
    seal(row, "text", words.text)
    return row


def _tell(actor: Actor, concern: Concern, told: list[Receiver]) -> None:
    """Leave each receiver a notice; the DSL who raises a concern has it already."""
    for each in told:
        if each.person_ref != actor.person_ref:
            notify(
                each.person_ref,
                concern.school_ref,
                NOW if concern.in_danger else WAITS,
                _path_for(each, concern),
            )


def _on_duty(concern: Concern, sent: Sent) -> str | None:
    """Whoever is on duty hears at once while the school is closed (decision 27),
    unless the wall will stand between them.
    """
    turn = on_duty(concern.school_ref) if concern.on_duty_rota else None
    if turn is None or turn.person_ref in sent.kept_from():
        return None
    return turn.person_ref


def _path_for(receiver: Receiver, concern: Concern) -> str:
    """The concern for those who may read it; the home page for those above them."""
    if receiver.role is Role.STAND_IN_DSL:
        return "/cover"
    may_read = receiver.role in {*CHAIN[0], Role.HEAD}
    return f"/concerns/{spoken(concern.ref)}" if may_read else "/"


def _tell_reporter(actor: Actor, concern: Concern) -> None:
    """Somebody in whose name a concern was typed hears of it: it is theirs (R0.4)."""
    if concern.reporter_ref != actor.person_ref:
        notify(
            concern.reporter_ref,
            concern.school_ref,
            WAITS,
            f"/concerns/{spoken(concern.ref)}/receipt",
        )

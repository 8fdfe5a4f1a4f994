"""Versions of a text: begun, approved by a second person, in force, discarded."""

import unicodedata
from dataclasses import dataclass

from sqlalchemy import func, select

from safeguard.agreements.models import (
    AgreementClause,
    AgreementTemplate,
    ClauseVariant,
    TemplateHand,
)
from safeguard.agreements.permissions import Act
from safeguard.agreements.permissions.hands import had_a_hand_in
from safeguard.agreements.permissions.seeing import template_visible
from safeguard.agreements.permissions.texts import (
    TemplateRead,
    live_template,
    read_words,
)
from safeguard.agreements.states import TEMPLATE_MOVES, TemplateState
from safeguard.guidance import agreements as guidance
from safeguard.guidance.agreements import EASY
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, NotNow
from school.foundation.references import new_ref
from school.gate import command, insist_on_version, note, touch
from school.trail.append import take_turn
from school.web.catalogue import gettext as _

# From what a new version begins.
STARTING_TEXT, LIVE_VERSION = "starting", "live"
BASES = (STARTING_TEXT, LIVE_VERSION)
OPEN = (TemplateState.DRAFT, TemplateState.APPROVED)
NOTE_LIMIT = 500


@dataclass(frozen=True)
class NewTemplate:
    """Whom it is for, from which words it begins, and what is to change."""

    kind: str
    basis: str = STARTING_TEXT
    change_note: str = ""


@dataclass(frozen=True)
class Approval:
    """The version that was read. `translations_read`: somebody who speaks each language
    has read it; asked where the text has translations.
    """

    version: int | None = None
    translations_read: bool = False


@command(Act.START_TEMPLATE)
def start_template(actor: Actor, new: NewTemplate) -> str:
    """Begin a version from our starting text or from the one in force, and write down
    that the actor had a hand in it. One at a time for each kind. Raises Invalid.
    """
    _one_at_a_time(actor.school_ref)
    live = live_template(actor.school_ref, new.kind)
    _insist(actor.school_ref, new, live)
    row = AgreementTemplate(
        ref=new_ref(),
        school_ref=actor.school_ref,
        kind=new.kind,
        number=_next_number(actor.school_ref, new.kind),
        state=TemplateState.DRAFT,
        edition=guidance.STARTING_EDITION if new.basis == STARTING_TEXT else None,
        change_note=_line(new.change_note),
        drafted_by=actor.person_ref,
        drafted_at=clock.now(),
    )
    db.session.add(row)
    if new.basis == LIVE_VERSION and live is not None:
        _copy(row, live)
    else:
        _take_down(row)
    keep_hand(row, actor)
    touch(row.ref)
    note(kind=row.kind, number=row.number, basis=new.basis)
    return row.ref


@command(Act.APPROVE_TEMPLATE, of=template_visible)
def approve_template(
    actor: Actor, template: AgreementTemplate, approval: Approval
) -> str:
    """The second person has read it all: from now on its words are fixed, and their
    hash is kept with the version and in the trail. Raises Invalid while a side has no
    clause or a variant lacks one; Stale after a change; NotNow unless it is a draft.
    """
    _one_at_a_time(template.school_ref)
    move(template, TemplateState.APPROVED, approval.version)
    found = read_words(template)
    _insist_whole(found, approval)
    template.text_hash = found.hash_now
    template.approved_by, template.approved_at = actor.person_ref, clock.now()
    note(
        kind=template.kind,
        number=template.number,
        clauses=len(found.clauses),
        variants=",".join(found.variants),
        text_hash=found.hash_now,
    )
    return template.ref


@command(Act.MAKE_TEMPLATE_LIVE, of=template_visible)
def make_template_live(
    actor: Actor,
    template: AgreementTemplate,
    version: int | None = None,
) -> str:
    """Put an approved version in force; the one before it is superseded and kept. Who
    must sign anew, the campaigns see to. Raises Stale, NotNow, and Invalid where the
    words are no longer those that were approved.
    """
    _one_at_a_time(template.school_ref)
    earlier = live_template(template.school_ref, template.kind)
    move(template, TemplateState.LIVE, version)
    if not read_words(template).is_intact:
        raise Invalid(
            {
                "version": _(
                    "The words of this version were changed behind this page after it "
                    "was approved. Discard it, and tell whoever runs this product."
                )
            }
        )
    now = clock.now()
    if earlier is not None:
        before = db.session.get_one(AgreementTemplate, earlier.ref)
        before.state, before.ended_at = TemplateState.SUPERSEDED, now
        touch(before.ref)
    template.live_at = now
    note(kind=template.kind, number=template.number, text_hash=template.text_hash)
    return template.ref


@command(Act.DISCARD_TEMPLATE, of=template_visible)
def discard_template(
    actor: Actor,
    template: AgreementTemplate,
    version: int | None = None,
) -> str:
    """It will not be used; it stays to be read. Raises Stale, and NotNow once it was
    in force.
    """
    move(template, TemplateState.DISCARDED, version)
    template.ended_at = clock.now()
    note(kind=template.kind, number=template.number)
    return template.ref


def move(template: AgreementTemplate, after: TemplateState, seen: int | None) -> None:
    """Take a version to its next state. Raises NotNow and Stale."""
    if after not in TEMPLATE_MOVES[TemplateState(template.state)]:
        raise NotNow("the version is not in a state for that")
    insist_on_version(template, seen)
    template.state = after


def keep_hand(template: AgreementTemplate, actor: Actor) -> None:
    """Write down, once, that somebody had a hand in the words of a version."""
    if had_a_hand_in(template.ref, actor.person_ref):
        return
    db.session.add(
        TemplateHand(
            ref=new_ref(),
            school_ref=template.school_ref,
            template_ref=template.ref,
            person_ref=actor.person_ref,
            at=clock.now(),
        )
    )


def clause_of(
    template: AgreementTemplate, code: str, part: str, position: int, wording: str
) -> AgreementClause:
    """A new clause of a version, not yet in the database."""
    return AgreementClause(
        ref=new_ref(),
        school_ref=template.school_ref,
        template_ref=template.ref,
        code=code,
        part=part,
        position=position,
        wording=wording,
    )


def variant_of(clause: AgreementClause, variant: str, wording: str) -> ClauseVariant:
    """A clause in other words, not yet in the database."""
    return ClauseVariant(
        ref=new_ref(),
        school_ref=clause.school_ref,
        clause_ref=clause.ref,
        variant=variant,
        wording=wording,
    )


def _take_down(template: AgreementTemplate) -> None:
    """Our starting text, with its easy words and its translations."""
    for position, each in enumerate(guidance.clauses_of(template.kind), 1):
        clause = clause_of(template, each.code, each.part, position, each.wording)
        db.session.add(clause)
        words = guidance.starting_words(each)
        db.session.add_all(variant_of(clause, *said) for said in words.items())


def _copy(template: AgreementTemplate, earlier: TemplateRead) -> None:
    """The words of another version, clause by clause under the same codes."""
    for position, each in enumerate(earlier.clauses, 1):
        clause = clause_of(template, each.code, each.part, position, each.wording)
        db.session.add(clause)
        db.session.add_all(variant_of(clause, *said) for said in each.variants.items())


def _insist(school_ref: str, new: NewTemplate, live: TemplateRead | None) -> None:
    if new.kind not in guidance.kinds:
        raise Invalid({"kind": _("Choose for whom the text is.")})
    if new.basis not in BASES or (new.basis == LIVE_VERSION and live is None):
        raise Invalid({"basis": _("Choose from which words it begins.")})
    if len(_line(new.change_note)) > NOTE_LIMIT:
        raise Invalid({"change_note": _("This is too long. Use fewer words.")})
    asked = select(AgreementTemplate.ref).where(
        AgreementTemplate.school_ref == school_ref,
        AgreementTemplate.kind == new.kind,
        AgreementTemplate.state.in_(OPEN),
    )
    if db.session.scalar(asked) is not None:
        raise Invalid(
            {
                "kind": _(
                    "There is a new version of this text already. Go on with it, or "
                    "discard it first."
                )
            }
        )


def _insist_whole(found: TemplateRead, approval: Approval) -> None:
    """What nobody can sign is not approved."""
    sides = {guidance.parts.named(each.part).side for each in found.clauses}
    if not sides >= set(guidance.kinds.named(found.kind).sides):
        raise Invalid(
            {"version": _("Each side that signs needs at least one clause of its own.")}
        )
    lacking = [code for code in found.begun_variants if found.lacking(code)]
    if lacking:
        raise Invalid(
            {
                "version": _(
                    "A set of other words lacks some clauses. Write them, or take "
                    "that set out."
                )
            }
        )
    translated = [code for code in found.begun_variants if code != EASY]
    if translated and not approval.translations_read:
        raise Invalid(
            {
                "translations_read": _(
                    "Let somebody who speaks each language read it first, then tick "
                    "this."
                )
            }
        )


def _next_number(school_ref: str, kind: str) -> int:
    asked = select(func.max(AgreementTemplate.number)).where(
        AgreementTemplate.school_ref == school_ref, AgreementTemplate.kind == kind
    )
    return (db.session.scalar(asked) or 0) + 1


def _one_at_a_time(school_ref: str) -> None:
    take_turn(db.session.connection(), f"agreement texts {school_ref}")


def _line(words: str) -> str:
    return unicodedata.normalize("NFC", " ".join(words.split()))

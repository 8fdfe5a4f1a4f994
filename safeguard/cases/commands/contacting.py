"""Contacts with parents: each attempt as it was, and who must wait or not be told."""

from dataclasses import dataclass, field
from datetime import datetime

from safeguard.cases.commands.chronicle import (
    changed,
    must_have_happened,
    worded,
    write_entry,
)
from safeguard.cases.models import CaseFile, ParentContact
from safeguard.cases.permissions.acts import Act
from safeguard.cases.permissions.parents import AdultOf, adults_in, holding_agencies
from safeguard.cases.permissions.seeing import case_visible
from safeguard.cases.states import EntryKind
from safeguard.guidance import agencies, casework
from safeguard.guidance.casework import Contact
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate import command, note
from school.identity.queries.people import names_of
from school.web.catalogue import gettext as _

LEAST_WORDS = 10


@dataclass(frozen=True)
class NewContact:
    """An attempt: what came of it, with whom, how, what was said, when (UTC).

    `all_the_same`: somebody who was not to be told was told, and it is owned up to.
    """

    outcome: str
    said: str = field(repr=False)
    adult_ref: str | None = None
    adult_words: str = field(default="", repr=False)
    way: str | None = None
    happened_at: datetime | None = None
    all_the_same: bool = False
    version: int | None = None


@command(Act.RECORD_CONTACT, of=case_visible)
def record_contact(actor: Actor, case: CaseFile, new: NewContact) -> str:
    """Record an attempt to reach a parent, or the decision not to tell them (§2.1).

    Where it answers whether the parents know, that becomes the standing answer. While
    an agency asks to wait, telling is refused, and only that it happened all the same
    can be recorded (§2.6). Raises Invalid and Stale.
    """
    changed(case, new.version)
    outcome = _outcome(new.outcome)
    waiting = _hold(case, outcome)
    adult, who = _adult(case, outcome, new)
    _way(outcome, new)
    must_have_happened(new.happened_at)
    warned = outcome.tells and adult is not None and adult.must_not_be_told
    entry = write_entry(
        actor,
        case,
        EntryKind.CONTACT,
        _told_of(who, new, worded("said", new.said, LEAST_WORDS), warned=warned),
        code=outcome.code,
        happened_at=new.happened_at,
    )
    row = ParentContact(
        ref=new_ref(),
        school_ref=case.school_ref,
        key_ref=case.key_ref,
        case_ref=case.ref,
        entry_ref=entry.ref,
        outcome=outcome.code,
        way=new.way if outcome.talks else None,
        adult_ref=adult.person_ref if adult else None,
        despite_hold=waiting and outcome.tells,
        despite_warning=warned,
    )
    seal(row, "adult_words", new.adult_words.strip() or None)
    db.session.add(row)
    case.parents_informed = outcome.answer or case.parents_informed
    note(
        outcome=outcome.code,
        way=row.way,
        despite_hold=row.despite_hold,
        despite_warning=warned,
    )
    return case.ref


def must_not_wait(case: CaseFile, field_name: str) -> None:
    """Let no act record that parents were told while an agency asks to wait. Raises
    Invalid beside that field, naming who asks. Source: §2.6, agency hold.
    """
    held_by = holding_agencies(case.ref)
    if held_by:
        raise Invalid({field_name: asked_to_wait(held_by)})


def asked_to_wait(codes: list[str]) -> str:
    """Who asks to wait, in words."""
    named = ", ".join(_(agencies.named(code).wording) for code in codes)
    return _(
        "%(agency)s has asked us not to tell the parents yet. Ask them to lift it, "
        "and record that they did, before anybody is told.",
        agency=named,
    )


def _outcome(code: str) -> Contact:
    offered = {each.code: each for each in casework.contacts.offered(clock.today())}
    if code not in offered:
        raise Invalid({"outcome": _("Choose what came of it.")})
    return offered[code]


def _hold(case: CaseFile, outcome: Contact) -> bool:
    """Whether somebody asks to wait. Raises Invalid where that forbids the act."""
    if outcome.although:
        if not holding_agencies(case.ref):
            raise Invalid({"outcome": _("No agency has asked us to wait.")})
        return True
    if outcome.tells:
        must_not_wait(case, "outcome")
    return bool(holding_agencies(case.ref))


def _adult(
    case: CaseFile, outcome: Contact, new: NewContact
) -> tuple[AdultOf | None, str]:
    """Whom it was with: one of the children's adults, or somebody in words."""
    if new.adult_ref is None:
        if outcome.talks and not new.adult_words.strip():
            raise Invalid({"who": _("Choose who it was, or write who.")})
        return None, new.adult_words.strip()
    adult = {each.person_ref: each for each in adults_in(case)}.get(new.adult_ref)
    if adult is None:
        raise Invalid({"who": _("Choose one of the children’s adults.")})
    if outcome.tells and adult.must_not_be_told and not new.all_the_same:
        raise Invalid(
            {
                "who": _(
                    "This person must not be told. Choose somebody else; if it "
                    "happened all the same, say so below."
                )
            }
        )
    return adult, names_of([adult.person_ref]).get(adult.person_ref, "")


def _way(outcome: Contact, new: NewContact) -> None:
    offered = {each.code for each in casework.contact_ways.offered(clock.today())}
    if outcome.talks and new.way not in offered:
        raise Invalid({"way": _("Choose how it was.")})


def _told_of(who: str, new: NewContact, said: str, *, warned: bool) -> str:
    """The entry's words: with whom and how on a line of its own, then what was said."""
    way = _(casework.contact_ways.named(new.way).wording) if new.way else ""
    mark = _("this person was not to be told") if warned else ""
    line = ". ".join(part for part in (who, way, mark) if part)
    return "\n".join(part for part in (line, said) if part)

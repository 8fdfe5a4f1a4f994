"""The words of a draft: clauses added, changed, taken out; the same in other words."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from safeguard.agreements.commands.templates import clause_of, keep_hand, variant_of
from safeguard.agreements.models import (
    AgreementClause,
    AgreementTemplate,
    ClauseVariant,
)
from safeguard.agreements.permissions import Act
from safeguard.agreements.permissions.seeing import clause_visible, template_visible
from safeguard.agreements.states import TemplateState
from safeguard.guidance import agreements as guidance
from safeguard.guidance.agreements import EASY
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, NotNow
from school.foundation.references import new_ref
from school.gate import command, insist_on_version, note, touch
from school.web.catalogue import gettext as _

LEAST, MOST = 5, 600
FIRST = ""


@dataclass(frozen=True)
class NewClause:
    """Under which heading, after which clause (its code; empty: first), which words."""

    part: str
    wording: str
    after: str = FIRST
    version: int | None = None


@dataclass(frozen=True)
class EditedClause:
    """The clause as it is to stand, with its other words by variant.

    `still_fit`: other words that were left as they were say the same as the new ones.
    """

    part: str
    wording: str
    after: str = FIRST
    others: Mapping[str, str] = field(default_factory=dict)
    still_fit: bool = False
    version: int | None = None


@dataclass(frozen=True)
class WrittenVariant:
    """A whole text in other words: `easy` or a language, and the words by clause code.

    No words at all take the variant out.
    """

    variant: str
    words: Mapping[str, str]
    version: int | None = None


@command(Act.ADD_CLAUSE, of=template_visible)
def add_clause(actor: Actor, template: AgreementTemplate, new: NewClause) -> str:
    """Add a clause of the school's own. Raises Invalid, Stale, and NotNow after the
    draft was approved.
    """
    _change(actor, template, new.version)
    problems = _problems(template, new.part, {"wording": new.wording})
    if problems:
        raise Invalid(problems)
    own = f"own_{new_ref().lower()}"
    clause = clause_of(template, own, new.part, 0, worded(new.wording))
    db.session.add(clause)
    _put_after(template, clause, new.after)
    touch(clause.ref)
    note(code=clause.code, part=clause.part)
    return template.ref


@command(Act.EDIT_CLAUSE, of=clause_visible)
def edit_clause(actor: Actor, clause: AgreementClause, edited: EditedClause) -> str:
    """Change a clause of a draft with all its other words at once, so that none of them
    says something else unnoticed. Raises Invalid, Stale and NotNow likewise.
    """
    template = _template_of(clause)
    _change(actor, template, edited.version)
    rows = {row.variant: row for row in _variants_of(clause)}
    _insist_edit(template, clause, rows, edited)
    clause.wording, clause.part = worded(edited.wording), edited.part
    for variant, words in edited.others.items():
        _write(clause, variant, words, rows.get(variant))
    _put_after(template, clause, edited.after)
    touch(template.ref)
    note(code=clause.code, part=clause.part)
    return template.ref


@command(Act.REMOVE_CLAUSE, of=clause_visible)
def remove_clause(
    actor: Actor, clause: AgreementClause, version: int | None = None
) -> str:
    """Take a clause out of a draft. Raises Stale and NotNow likewise."""
    template = _template_of(clause)
    _change(actor, template, version)
    for row in _variants_of(clause):
        db.session.delete(row)
    db.session.delete(clause)
    touch(template.ref)
    note(code=clause.code, part=clause.part)
    return template.ref


@command(Act.WRITE_VARIANT, of=template_visible)
def write_variant(
    actor: Actor, template: AgreementTemplate, written: WrittenVariant
) -> str:
    """Write a draft in easy words or in another language, or take that out again. It is
    offered to readers only once no clause lacks it. Raises Invalid, Stale and NotNow.
    """
    _change(actor, template, written.version)
    if written.variant != EASY and written.variant not in guidance.languages:
        raise Invalid({"variant": _("Choose easy words or a language.")})
    clauses = _clauses_of(template)
    problems = {
        f"words_{code}": problem
        for code, words in written.words.items()
        if words.strip() and (problem := _problem(words))
    }
    if problems:
        raise Invalid(problems)
    for clause in clauses:
        rows = {row.variant: row for row in _variants_of(clause)}
        words = written.words.get(clause.code, "")
        _write(clause, written.variant, words, rows.get(written.variant))
    count = sum(1 for words in written.words.values() if words.strip())
    note(variant=written.variant, clauses=count)
    return template.ref


def worded(words: str) -> str:
    """One line, in the form in which the same letters are the same bytes (NFC)."""
    return unicodedata.normalize("NFC", " ".join(words.split()))


def _change(actor: Actor, template: AgreementTemplate, seen: int | None) -> None:
    """Whoever changes a draft had a hand in it, and its version moves on."""
    if template.state != TemplateState.DRAFT:
        raise NotNow("only a draft can be changed")
    insist_on_version(template, seen)
    template.changes += 1
    keep_hand(template, actor)


def _insist_edit(
    template: AgreementTemplate,
    clause: AgreementClause,
    rows: Mapping[str, ClauseVariant],
    edited: EditedClause,
) -> None:
    others = {f"words_{code}": said for code, said in edited.others.items() if said}
    problems = _problems(template, edited.part, {"wording": edited.wording, **others})
    left = [
        code
        for code, row in rows.items()
        if worded(edited.others.get(code, row.wording)) == row.wording
    ]
    if worded(edited.wording) != clause.wording and left and not edited.still_fit:
        problems["still_fit"] = _(
            "You changed the clause and left other words as they were. Change them "
            "too, or tick that they still say the same."
        )
    if problems:
        raise Invalid(problems)


def _problems(
    template: AgreementTemplate, part: str, typed: Mapping[str, str]
) -> dict[str, str]:
    parts = {each.code for each in guidance.parts_of(template.kind)}
    problems = {} if part in parts else {"part": _("Choose where it stands.")}
    for name, words in typed.items():
        if problem := _problem(words):
            problems[name] = problem
    return problems


def _problem(words: str) -> str:
    length = len(worded(words))
    if length < LEAST:
        return _("Write a whole sentence.")
    if length > MOST:
        return _("Use at most %(n)d characters: one clause, one thought.", n=MOST)
    return ""


def _write(
    clause: AgreementClause, variant: str, words: str, row: ClauseVariant | None
) -> None:
    said = worded(words)
    if row is None:
        if said:
            db.session.add(variant_of(clause, variant, said))
    elif not said:
        db.session.delete(row)
    elif row.wording != said:
        row.wording = said


def _put_after(
    template: AgreementTemplate, clause: AgreementClause, after: str
) -> None:
    """Number the clauses anew, this one after another or first."""
    others = [each for each in _clauses_of(template) if each.ref != clause.ref]
    codes = [each.code for each in others]
    place = codes.index(after) + 1 if after in codes else 0
    others.insert(place, clause)
    for position, each in enumerate(others, 1):
        if each.position != position:
            each.position = position


def _template_of(clause: AgreementClause) -> AgreementTemplate:
    return db.session.get_one(AgreementTemplate, clause.template_ref)


def _clauses_of(template: AgreementTemplate) -> list[AgreementClause]:
    asked = (
        select(AgreementClause)
        .where(AgreementClause.template_ref == template.ref)
        .order_by(AgreementClause.position, AgreementClause.code)
    )
    return list(db.session.scalars(asked))


def _variants_of(clause: AgreementClause) -> list[ClauseVariant]:
    asked = select(ClauseVariant).where(ClauseVariant.clause_ref == clause.ref)
    return list(db.session.scalars(asked))

"""Texts as their pages show them: all versions, one of them, two side by side."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from safeguard.agreements.models import AgreementClause, AgreementTemplate
from safeguard.agreements.permissions import Act
from safeguard.agreements.permissions.hands import had_a_hand_in
from safeguard.agreements.permissions.seeing import clause_visible, template_visible
from safeguard.agreements.permissions.texts import (
    ClauseRead,
    TemplateRead,
    TemplateText,
    is_as_signed,
    known_template,
    live_template,
    read_words,
    template_text,
    text_of,
)
from safeguard.agreements.states import TemplateState
from safeguard.guidance import agreements as guidance
from safeguard.guidance.agreements import Clause
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Hidden
from school.gate import disclosure, touch
from school.identity.queries.people import names_of

__all__ = [
    "ClauseRead",
    "TemplateRead",
    "TemplateText",
    "is_as_signed",
    "known_template",
    "live_template",
    "template_text",
]


@dataclass(frozen=True)
class TemplateLine:
    """One version in the list of them all."""

    ref: str
    kind: str
    number: int
    state: str
    change_note: str
    drafted_by: str


@dataclass(frozen=True)
class TemplatePage:
    """A version with its words, who wrote and approved it, and what it leaves out.

    `is_mine`: the reader had a hand in it, and so does not approve it.
    """

    words: TemplateRead
    text: TemplateText
    drafted_by: str
    approved_by: str
    is_mine: bool
    left_out: tuple[Clause, ...]
    others: tuple[TemplateLine, ...]


@dataclass(frozen=True)
class Difference:
    """A clause in two versions: `added`, `removed`, `changed`, `moved` or `same`.

    `runs` tells a changed one word by word: kept, taken out, put in.
    """

    code: str
    how: str
    before: ClauseRead | None
    after: ClauseRead | None
    runs: tuple[tuple[str, str], ...] = ()
    variants_changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Compared:
    """Two versions of the same text, the earlier first."""

    before: TemplateRead
    after: TemplateRead
    differences: tuple[Difference, ...]


@disclosure(Act.READ_TEMPLATES)
def read_templates(actor: Actor) -> list[TemplateLine]:
    """All versions of all texts of the school, the newest of each kind first."""
    return _lines(actor.school_ref)


@disclosure(Act.READ_TEMPLATE, of=template_visible)
def read_template(actor: Actor, template: AgreementTemplate) -> TemplatePage:
    """One version with all its words."""
    return _page(actor, template)


@disclosure(Act.READ_TEMPLATE, of=clause_visible)
def read_clause(
    actor: Actor, clause: AgreementClause
) -> tuple[TemplatePage, ClauseRead]:
    """A clause, and the version it stands in."""
    page = _page(actor, db.session.get_one(AgreementTemplate, clause.template_ref))
    found = next(each for each in page.words.clauses if each.ref == clause.ref)
    return page, found


@disclosure(Act.PRINT_TEMPLATE, of=template_visible)
def print_template(
    actor: Actor,  # noqa: ARG001
    template: AgreementTemplate,
    variant: str,
) -> TemplateText:
    """A version as it is printed, in one of its variants. Raises Hidden for others."""
    found = read_words(template)
    if variant not in found.variants:
        raise Hidden("no such variant")
    return text_of(found, variant)


@disclosure(Act.READ_TEMPLATE, of=template_visible)
def compare_templates(
    actor: Actor, template: AgreementTemplate, other_ref: str
) -> Compared:
    """Two versions of one text side by side. Raises Hidden for another text’s."""
    other = template_visible(actor, other_ref)
    if other is None or other.kind != template.kind:
        raise Hidden("no such version")
    touch(other.ref)
    earlier, later = sorted((template, other), key=lambda row: row.number)
    before, after = read_words(earlier), read_words(later)
    return Compared(before, after, tuple(_differences(before, after)))


@disclosure(Act.READ_TEXT)
def read_text(actor: Actor, kind: str, variant: str) -> TemplateText | None:
    """The text of a kind that is in force in the actor's school, for everybody who
    works there; None where there is none, in these words.
    """
    found = live_template(actor.school_ref, kind)
    if found is not None:
        touch(found.ref)
    return text_of(found, variant) if found and variant in found.variants else None


def _page(actor: Actor, template: AgreementTemplate) -> TemplatePage:
    found = read_words(template)
    names = names_of(ref for ref in (template.drafted_by, template.approved_by) if ref)
    codes = {clause.code for clause in found.clauses}
    return TemplatePage(
        words=found,
        text=text_of(found),
        drafted_by=names.get(template.drafted_by, ""),
        approved_by=names.get(template.approved_by or "", ""),
        is_mine=had_a_hand_in(template.ref, actor.person_ref),
        left_out=tuple(
            clause
            for clause in guidance.clauses_of(template.kind)
            if clause.code not in codes
        ),
        others=tuple(
            line
            for line in _lines(actor.school_ref)
            if line.kind == template.kind
            and line.ref != template.ref
            and line.state != TemplateState.DISCARDED
        ),
    )


def _lines(school_ref: str) -> list[TemplateLine]:
    asked = (
        select(AgreementTemplate)
        .where(AgreementTemplate.school_ref == school_ref)
        .order_by(AgreementTemplate.number.desc())
    )
    rows = list(db.session.scalars(asked))
    names = names_of(row.drafted_by for row in rows)
    return [
        TemplateLine(
            ref=row.ref,
            kind=row.kind,
            number=row.number,
            state=row.state,
            change_note=row.change_note,
            drafted_by=names.get(row.drafted_by, ""),
        )
        for row in rows
    ]


def _differences(before: TemplateRead, after: TemplateRead) -> Iterable[Difference]:
    """In the order of the later version; what it lacks comes last."""
    for each in after.clauses:
        yield _difference(before.clause(each.code), each)
    for each in before.clauses:
        if after.clause(each.code) is None:
            yield Difference(each.code, "removed", each, None)


def _difference(before: ClauseRead | None, after: ClauseRead) -> Difference:
    if before is None:
        return Difference(after.code, "added", None, after)
    codes = sorted({*before.variants, *after.variants})
    variants = tuple(
        code for code in codes if before.variants.get(code) != after.variants.get(code)
    )
    if before.wording != after.wording:
        runs = tuple(_runs(before.wording.split(), after.wording.split()))
        return Difference(after.code, "changed", before, after, runs, variants)
    moved = before.part != after.part
    how = "moved" if moved else "changed" if variants else "same"
    return Difference(after.code, how, before, after, (), variants)


def _runs(old: list[str], new: list[str]) -> Iterable[tuple[str, str]]:
    """What stayed, went and came, word by word."""
    compared = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    for tag, a, b, c, d in compared.get_opcodes():
        if tag == "equal":
            yield "kept", " ".join(old[a:b])
            continue
        if old[a:b]:
            yield "out", " ".join(old[a:b])
        if new[c:d]:
            yield "in", " ".join(new[c:d])

"""The words of a version: what was written, its hash, and how a reader is shown it.

Nothing here is personal, and nothing is remembered between two readings: words that
were changed behind the product's back must be noticed the next time they are read.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy import select

from safeguard.agreements.models import (
    AgreementClause,
    AgreementTemplate,
    ClauseVariant,
)
from safeguard.agreements.states import TemplateState
from safeguard.guidance import agreements as guidance
from safeguard.guidance.agreements import EASY, STANDARD
from school.foundation.database import db

ENGLISH = "en"


@dataclass(frozen=True)
class ClauseRead:
    """A clause, and the same in other words by variant (`easy` or a language)."""

    ref: str
    code: str
    part: str
    position: int
    wording: str
    variants: Mapping[str, str]

    def words_in(self, variant: str) -> str:
        """Its words in a variant; empty where it has none."""
        return self.wording if variant == STANDARD else self.variants.get(variant, "")


@dataclass(frozen=True)
class TemplateRead:
    """One version of a text with all its words.

    `text_hash` is what was kept when it was approved, None before.
    """

    ref: str
    school_ref: str
    kind: str
    number: int
    state: str
    text_hash: str | None
    edition: str | None
    change_note: str
    drafted_by: str
    drafted_at: datetime
    approved_by: str | None
    approved_at: datetime | None
    live_at: datetime | None
    ended_at: datetime | None
    version: int
    clauses: tuple[ClauseRead, ...]

    @cached_property
    def hash_now(self) -> str:
        """The hash of the words as they stand in the database at this moment."""
        return text_hash(self.kind, self.clauses)

    @property
    def is_intact(self) -> bool:
        """Whether the words are those that were approved; a draft is nobody's yet."""
        return self.text_hash is None or self.text_hash == self.hash_now

    @property
    def begun_variants(self) -> tuple[str, ...]:
        """Variants in which at least one clause is written, easy words first."""
        written = {code for clause in self.clauses for code in clause.variants}
        return tuple(sorted(written, key=lambda code: (code != EASY, code)))

    @property
    def variants(self) -> tuple[str, ...]:
        """What a reader can choose from: none that lacks a clause."""
        whole = (code for code in self.begun_variants if not self.lacking(code))
        return (STANDARD, *whole)

    def lacking(self, variant: str) -> tuple[ClauseRead, ...]:
        """The clauses that have no words in that variant."""
        return tuple(each for each in self.clauses if not each.words_in(variant))

    def clause(self, code: str) -> ClauseRead | None:
        """The clause of that code."""
        return next((each for each in self.clauses if each.code == code), None)


@dataclass(frozen=True)
class Section:
    """What stands under one heading, and who answers for it; codes with their words."""

    part: str
    heading: str
    side: str
    clauses: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TemplateText:
    """A version as somebody reads it: in which words, in which language."""

    ref: str
    school_ref: str
    kind: str
    number: int
    text_hash: str
    is_intact: bool
    variant: str
    variants: tuple[str, ...]
    language: str
    direction: str
    sections: tuple[Section, ...]


def text_hash(kind: str, clauses: Iterable[ClauseRead]) -> str:
    """SHA-256 (hexadecimal) over all words of a version in all variants, in order.

    Canonical JSON: keys sorted, no spaces, UTF-8. Refs and times are left out, so that
    the same words have the same hash wherever they stand.
    """
    said = {
        "kind": kind,
        "clauses": [
            {
                "code": each.code,
                "part": each.part,
                "wording": each.wording,
                "variants": dict(each.variants),
            }
            for each in clauses
        ],
    }
    canonical = json.dumps(
        said, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def read_words(template: AgreementTemplate) -> TemplateRead:
    """A version with its words as they stand in the database at this moment."""
    return TemplateRead(
        ref=template.ref,
        school_ref=template.school_ref,
        kind=template.kind,
        number=template.number,
        state=template.state,
        text_hash=template.text_hash,
        edition=template.edition,
        change_note=template.change_note,
        drafted_by=template.drafted_by,
        drafted_at=template.drafted_at,
        approved_by=template.approved_by,
        approved_at=template.approved_at,
        live_at=template.live_at,
        ended_at=template.ended_at,
        version=template.version,
        clauses=_clauses(template.ref),
    )


def known_template(ref: str) -> TemplateRead | None:
    """A version by its reference, whatever its state."""
    row = db.session.get(AgreementTemplate, ref)
    return read_words(row) if row else None


def live_template(school_ref: str, kind: str) -> TemplateRead | None:
    """The version of a kind that is in force in a school now, or None."""
    asked = (
        select(AgreementTemplate)
        .where(
            AgreementTemplate.school_ref == school_ref,
            AgreementTemplate.kind == kind,
            AgreementTemplate.state == TemplateState.LIVE,
        )
        .order_by(AgreementTemplate.number.desc())
    )
    row = db.session.scalars(asked).first()
    return read_words(row) if row else None


def template_text(template_ref: str, variant: str = STANDARD) -> TemplateText | None:
    """A version as a reader is shown it; None where there is no such version, or not
    every clause of it is written in that variant.
    """
    found = known_template(template_ref)
    if found is None or variant not in found.variants:
        return None
    return text_of(found, variant)


def text_of(template: TemplateRead, variant: str = STANDARD) -> TemplateText:
    """The same of a version already read; a clause without such words is left out."""
    language = guidance.languages.named(variant) if _is_language(variant) else None
    return TemplateText(
        ref=template.ref,
        school_ref=template.school_ref,
        kind=template.kind,
        number=template.number,
        text_hash=template.hash_now,
        is_intact=template.is_intact,
        variant=variant,
        variants=template.variants,
        language=language.code if language else ENGLISH,
        direction=language.direction if language else "ltr",
        sections=tuple(_sections(template, variant)),
    )


def is_as_signed(template_ref: str, signed_hash: str) -> bool:
    """Whether a version's words are still those whose hash a signature carries."""
    found = known_template(template_ref)
    return found is not None and found.is_intact and found.hash_now == signed_hash


def _is_language(variant: str) -> bool:
    return variant in guidance.languages


def _sections(template: TemplateRead, variant: str) -> Iterable[Section]:
    """The parts in the order of the list, each with its clauses in theirs."""
    for part in guidance.parts_of(template.kind):
        said = tuple(
            (each.code, each.words_in(variant))
            for each in template.clauses
            if each.part == part.code and each.words_in(variant)
        )
        if said:
            heading = guidance.heading_of(part.code, variant)
            yield Section(part.code, heading, part.side, said)


def _clauses(template_ref: str) -> tuple[ClauseRead, ...]:
    """Columns, not objects: what this transaction once loaded is not asked again."""
    variants: dict[str, dict[str, str]] = {}
    for row in db.session.execute(
        select(ClauseVariant.clause_ref, ClauseVariant.variant, ClauseVariant.wording)
        .join(AgreementClause, AgreementClause.ref == ClauseVariant.clause_ref)
        .where(AgreementClause.template_ref == template_ref)
    ):
        variants.setdefault(row.clause_ref, {})[row.variant] = row.wording
    asked = (
        select(
            AgreementClause.ref,
            AgreementClause.code,
            AgreementClause.part,
            AgreementClause.position,
            AgreementClause.wording,
        )
        .where(AgreementClause.template_ref == template_ref)
        .order_by(AgreementClause.position, AgreementClause.code)
    )
    return tuple(
        ClauseRead(*row, variants=variants.get(row[0], {}))
        for row in db.session.execute(asked)
    )

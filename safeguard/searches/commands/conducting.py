"""Recording that a search was done: step by step, or after the fact (decision 20)."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import select

from safeguard.cases.permissions.naming import staff_here
from safeguard.force.commands.owing import Owed, owe
from safeguard.guidance import clocks, searches
from safeguard.searches.commands.course import (
    Problems,
    add_step,
    insist,
    move,
    note_deviations,
    one_of,
    some_of,
    tell,
    told_of,
    write_check,
    written,
)
from safeguard.searches.commands.preparing import Cooperation, write_cooperation
from safeguard.searches.commands.starting import (
    NewSearch,
    check_what_and_where,
    open_search,
)
from safeguard.searches.models import (
    Search,
    SearchConduct,
    SearchExplanation,
    SearchUrgency,
)
from safeguard.searches.permissions import Act
from safeguard.searches.permissions.authority import authority_at
from safeguard.searches.permissions.pupils import UNKNOWN, standing_of_pupil
from safeguard.searches.permissions.seeing import search_visible
from safeguard.searches.states import BEFORE, Move, State
from school.calendars.due import due
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import NotNow
from school.foundation.sealing import unseal
from school.gate import command, insist_on_version, note, touch
from school.identity.models import Person
from school.identity.queries.set_up import days_of
from school.notices import NOW, WAITS
from school.web.catalogue import gettext as _

SEXES = ("female", "male", "other", "unspecified")
LEAST_REASON = 10
NOT_ASKED = Cooperation(None)


@dataclass(frozen=True)
class Present:
    """Who saw it; where nobody did, whom it was reported to at once."""

    witness_ref: str | None = None
    witness_words: str = field(default="", repr=False)
    reported_to_ref: str | None = None
    others: str = field(default="", repr=False)


@dataclass(frozen=True)
class Sexes:
    """Asked only where the school's record does not say."""

    pupil: str = field(default="", repr=False)
    searcher: str = field(default="", repr=False)
    witness: str = field(default="", repr=False)


@dataclass(frozen=True)
class Conduct:
    """The search itself; `conducted_at` in UTC, None: just now."""

    present: Present
    sexes: Sexes = Sexes()
    exception: str = "none"
    exception_reason: str = field(default="", repr=False)
    out_of_sight: bool | None = None
    extents: tuple[str, ...] = ()
    force: bool = False
    conducted_at: datetime | None = None
    version: int | None = None


@dataclass(frozen=True)
class Before:
    """What had been done before a search that is recorded only now."""

    urgent: bool | None = None
    risk: str = field(default="", repr=False)
    told: tuple[str, ...] = ()
    cooperation: Cooperation = NOT_ASKED


@dataclass(frozen=True)
class DoneSearch:
    """A search that was done, as it is recorded afterwards."""

    new: NewSearch
    conduct: Conduct
    emergency: bool = False
    described: str = field(default="", repr=False)
    searcher_ref: str | None = None
    before: Before = Before()


@command(Act.CONDUCT_SEARCH, of=search_visible)
def conduct_search(actor: Actor, search: Search, done: Conduct) -> str:
    """Record the search itself. It is recorded from wherever it stood; what was passed
    over stands as a deviation and goes to the head at once. Raises Invalid for what
    cannot be read, and Stale when it was recorded already.
    """
    insist_on_version(search, done.version)
    if State(search.state) not in BEFORE:
        raise NotNow("the search was recorded already")
    problems: Problems = {}
    _check_conduct(actor, done, problems)
    if done.force and not search.statutory:
        problems["force"] = _(
            "Force is never allowed for an item that only the school rules ban. If it "
            "was used, record that as a use of force."
        )
    insist(problems)
    before = State(search.state)
    move(search, Move.CONDUCT, State.CONDUCTED)
    search.conducted_from = before
    _write_conduct(actor, search, done)
    _check_list(search, "conducted")
    _announce(actor, search)
    return search.ref


@command(Act.RECORD_DONE_SEARCH)
def record_done_search(actor: Actor, done: DoneSearch) -> str:
    """Record a search that was done: never refused to anybody who works here
    (decision 20). It lands as a deviation with the head, who hears at once, and can
    never close as lawful. Raises Invalid only for what cannot be read: no pupil and no
    description, an unknown code, a moment still to come.
    """
    problems: Problems = {}
    new, pupil = _whom(actor, done, problems)
    check_what_and_where(new, problems)
    searcher = done.searcher_ref or actor.person_ref
    _insist_on_staff(actor, searcher, "searchers", problems)
    _check_conduct(actor, done.conduct, problems, lenient=True)
    insist(problems)
    route = "emergency" if done.emergency else "after"
    search = open_search(actor, new, route=route, pupil=pupil, described=done.described)
    search.searcher_ref = searcher
    search.state = State.CONDUCTED
    _write_before(search, done.before, actor.person_ref)
    _write_conduct(actor, search, done.conduct)
    _check_list(search, "recorded")
    _announce(actor, search)
    return search.ref


def _whom(actor: Actor, done: DoneSearch, problems: Problems) -> tuple[NewSearch, str]:
    """The pupil, who may have left; one of another school is described in words."""
    pupil = standing_of_pupil(actor, done.new.pupil_ref)
    if pupil == UNKNOWN and not done.described.strip():
        problems["pupils"] = _(
            "Find the pupil by name. If they are not on this school’s list, remove the "
            "line and describe who it was."
        )
    known = done.new.pupil_ref if pupil != UNKNOWN else None
    return replace(done.new, pupil_ref=known), pupil


def _check_conduct(
    actor: Actor, done: Conduct, problems: Problems, *, lenient: bool = False
) -> None:
    """What must be said of it; `lenient`: what is not known stays open, and shows."""
    if done.conducted_at is not None and done.conducted_at > clock.now():
        problems["happened_on"] = _("This is in the future. Check day and time.")
    one_of(searches.exceptions, done.exception, "exception", problems)
    if done.exception != "none":
        written(done.exception_reason, "exception_reason", problems, LEAST_REASON)
    if done.extents or not lenient:
        some_of(searches.extents, done.extents, "extents", problems)
    if done.out_of_sight is None and not lenient:
        problems["out_of_sight"] = _("Say whether other pupils could see it.")
    for name in ("pupil", "searcher", "witness"):
        if getattr(done.sexes, name) not in {"", *SEXES}:
            problems[f"{name}_sex"] = _("Choose one of the answers shown.")
    _insist_on_staff(actor, done.present.witness_ref, "witnesses", problems)
    _insist_on_staff(actor, done.present.reported_to_ref, "reported", problems)


def _insist_on_staff(
    actor: Actor, person_ref: str | None, where: str, problems: Problems
) -> None:
    if not person_ref or person_ref == actor.person_ref:
        return
    here = staff_here(actor).where(Person.ref == person_ref)
    if db.session.scalar(here) is None:
        problems[where] = _(
            "This person does not work here today. Remove the line, and name them in "
            "words."
        )


def _write_before(search: Search, before: Before, by_ref: str) -> None:
    if before.urgent is not None and before.risk.strip():
        search.urgent = before.urgent
        add_step(
            SearchUrgency,
            search,
            {"risk": before.risk},
            urgent=before.urgent,
            by_ref=by_ref,
            assessed_at=clock.now(),
        )
    if set(before.told) >= {each.code for each in searches.tellings}:
        add_step(
            SearchExplanation,
            search,
            {},
            told=",".join(dict.fromkeys(before.told)),
            by_ref=by_ref,
            explained_at=clock.now(),
        )
    if before.cooperation.cooperates is not None:
        write_cooperation(search, before.cooperation, by_ref)


def _write_conduct(actor: Actor, search: Search, done: Conduct) -> None:
    now = clock.now()
    present = done.present
    search.conducted_at = done.conducted_at or now
    search.witness_ref = present.witness_ref
    if search.statutory:
        ends = due(now, clocks.named("search_parents"), days_of(search.school_ref))
        search.parents_by_at = ends.at
    seen = present.witness_ref not in {None, search.searcher_ref}
    alone = not (seen or present.witness_words.strip())
    add_step(
        SearchConduct,
        search,
        {
            "witness_words": present.witness_words,
            "others": present.others,
            "pupil_sex": _sex(search.pupil_ref) or done.sexes.pupil,
            "searcher_sex": _sex(search.searcher_ref) or done.sexes.searcher,
            "witness_sex": _sex(present.witness_ref) or done.sexes.witness,
            "exception_reason": done.exception_reason,
        },
        conducted_at=search.conducted_at,
        searcher_ref=search.searcher_ref,
        witness_ref=present.witness_ref,
        reported_to_ref=_reported_to(actor, search, present) if alone else None,
        exception=done.exception,
        place=search.place,
        out_of_sight=bool(done.out_of_sight),
        extents=",".join(dict.fromkeys(done.extents)),
        force=done.force,
        by_ref=actor.person_ref,
        recorded_at=now,
    )
    if search.witness_ref:
        touch(search.witness_ref)
        # Whoever is named as a witness hears of it, and can say that it is not so.
        if search.witness_ref not in {actor.person_ref, search.searcher_ref}:
            tell([search.witness_ref], search, WAITS, "/receipt")
    if done.force and search.pupil_ref:
        owe(search.ref, _owed(search))
    note(force=done.force, witness=not alone)


def _owed(search: Search) -> Owed:
    """Force has a record of its own, which whoever used it writes (2.3f)."""
    return Owed(
        school_ref=search.school_ref,
        pupil_ref=search.pupil_ref or "",
        happened_at=search.conducted_at or clock.now(),
        owed_by=search.searcher_ref,
        used_by=(search.searcher_ref,),
    )


def _reported_to(actor: Actor, search: Search, present: Present) -> str | None:
    """Whom a search without a witness is reported to at once (S2): whoever is named;
    else the product tells safeguarding or the head, which counts only while the search
    is recorded as it happens.
    """
    if present.reported_to_ref and present.reported_to_ref != search.searcher_ref:
        tell([present.reported_to_ref], search, NOW, "/receipt")
        return present.reported_to_ref
    if search.route != "started":
        return None
    told = told_of(search, actor.trust_ref) or told_of(
        search, actor.trust_ref, (Role.HEAD,)
    )
    return told[0] if told else None


def _check_list(search: Search, occasion: str) -> None:
    """Ask the list of the instant at which the search was done."""
    scope = searches.items.named(search.item).scope
    at = search.conducted_at or clock.now()
    found = authority_at(search.searcher_ref, search.school_ref, at, scope)
    write_check(
        search, occasion, found, person_ref=search.searcher_ref, scope=scope, as_of=at
    )


def _announce(actor: Actor, search: Search) -> None:
    """Safeguarding hears of each search (S9), the head of each deviation at once."""
    deviating = note_deviations(search, actor.person_ref)
    leads = told_of(search, actor.trust_ref)
    if leads:
        search.dsl_told_at = clock.now()
    tell(leads, search, WAITS)
    if deviating:
        heads = told_of(search, actor.trust_ref, (Role.HEAD,))
        above = told_of(search, actor.trust_ref, (Role.EXECUTIVE_HEAD,))
        tell(heads or leads or above, search, NOW)


def _sex(person_ref: str | None) -> str:
    """What the school's record says; "" where it does not, or does not specify."""
    if not person_ref:
        return ""
    row = db.session.scalar(select(Person).where(Person.ref == person_ref))
    said = (unseal(row, "sex") or "") if row else ""
    return "" if said == "unspecified" else said

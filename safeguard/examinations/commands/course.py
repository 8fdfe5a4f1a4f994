"""What the acts share: a record that begins, its moves, its version, its deviations."""

from collections.abc import Iterable

from sqlalchemy.orm.attributes import flag_modified

from safeguard.evidence.commands.holding import hold
from safeguard.evidence.permissions.standing import is_stopped
from safeguard.examinations.models import Examination, ExaminationDeviation
from safeguard.examinations.permissions.standing import (
    ERASING,
    RESPONSE,
    items_kept,
    standing_in,
    waiting,
)
from safeguard.examinations.states import Erase, Evidence, Move, State, after
from safeguard.searches.models import Search
from school import notices, wall
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref, new_reference, spoken
from school.foundation.sealing import seal
from school.gate import note, touch
from school.identity.queries.people import holders
from school.web.catalogue import gettext as _

LEAST_FACTS, LEAST_REASON = 20, 30


def begin(search: Search, actor: Actor, item_ref: str | None) -> Examination:
    """A record of one examination, where nothing was yet; it takes no files, and it
    holds with the search so that one stop reaches both. Where one device alone was
    taken in the search, it is that one.
    """
    kept = items_kept(search.ref)
    if item_ref is None and len(kept) == 1:
        item_ref = kept[0]
    row = Examination(
        ref=new_reference(),
        school_ref=search.school_ref,
        key_ref=search.key_ref,
        search_ref=search.ref,
        item_ref=item_ref,
        state=State.NOT_REQUESTED,
        response_waits=False,
        evidence=Evidence.NOT_ASKED,
        erase=Erase.NOT_CONSIDERED,
        after_the_fact=False,
        opened_by=actor.person_ref,
        opened_at=clock.now(),
        changed_at=clock.now(),
    )
    db.session.add(row)
    wall.write_about_new(row.ref, wall.whom_it_concerns(search.ref))
    hold(row.ref, row.school_ref)
    touch(row.ref)
    return row


def seen(row: Examination, version: int | None) -> None:
    """Raises Stale when somebody else changed the record since its page was opened."""
    if version is not None and version != row.version:
        raise Stale("the examination was changed meanwhile")


def move(row: Examination, step: Move) -> None:
    """Move on, as the table says. Raises Stale where the table knows no such step."""
    stopped = is_stopped(row.ref)
    reached = after(standing_in(row), step, stopped=stopped)
    if reached is None:
        raise Stale("the examination does not stand there any more")
    row.state = reached.examination
    row.response_waits = reached.response_waits
    row.evidence = reached.evidence
    row.erase = reached.erase
    row.changed_at = clock.now()
    # Also where the clock stands still: whoever acts moves the version on.
    flag_modified(row, "changed_at")
    note(state=row.state, erase=row.erase, evidence=row.evidence)


def depart(
    row: Examination, actor: Actor, codes: Iterable[str], words: str = ""
) -> None:
    """Write down what was not done as the policy says; the head hears of it, and
    nobody takes it back (decision 20).
    """
    found = list(dict.fromkeys(codes))
    for code in found:
        deviation = ExaminationDeviation(
            ref=new_ref(),
            school_ref=row.school_ref,
            key_ref=row.key_ref,
            examination_ref=row.ref,
            code=code,
            by_ref=actor.person_ref,
            recorded_at=clock.now(),
        )
        seal(deviation, "words", words.strip() or None)
        db.session.add(deviation)
    if found:
        note(deviations=" ".join(found))
        tell(row, _who_answers(row, actor), actor)


def _who_answers(row: Examination, actor: Actor) -> list[str]:
    """The head; where the head did it, or nobody is head, the executive head (S3)."""
    did = {row.opened_by, row.examiner_ref}
    for role in (Role.HEAD, Role.EXECUTIVE_HEAD):
        held = holders(row.school_ref, actor.trust_ref, role)
        found = [ref for ref in held if ref not in did]
        if found:
            return found
    return []


def end_waiting(row: Examination) -> None:
    """What waited for a signature waits no longer where its way is closed."""
    still = {RESPONSE: row.response_waits, ERASING: row.erase == Erase.PROPOSED}
    for about, waits in still.items():
        proposal = None if waits else waiting(row.ref, about)
        if proposal is not None:
            proposal.answer, proposal.answered_at = "ended", clock.now()


def tell(row: Examination, people: Iterable[str], actor: Actor, tail: str = "") -> None:
    """Leave a notice with each, once, but not with whoever acts or is walled off."""
    for person_ref in dict.fromkeys(people):
        if person_ref == actor.person_ref or wall.stands_between(person_ref, row.ref):
            continue
        path = f"/examinations/{spoken(row.ref)}{tail}"
        notices.notify(person_ref, row.school_ref, notices.WAITS, path)


def insist(problems: dict[str, str | None]) -> None:
    """Raises Invalid with everything that is wrong, if anything is."""
    found = {name: problem for name, problem in problems.items() if problem}
    if found:
        raise Invalid(found)


def too_short(text: str, least: int) -> str | None:
    """What is wrong with a text that says less than so many characters."""
    if len(text.strip()) >= least:
        return None
    return _("Write at least %(n)d characters.", n=least)

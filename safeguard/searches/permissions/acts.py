"""The acts on searches and on who may search, and the table of who may do each."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from safeguard.cases.permissions.acts import reads_case
from safeguard.searches.models import Search
from safeguard.searches.permissions.authority import (
    acts_as_head,
    holds_any,
)
from safeguard.searches.permissions.reviewing import (
    LEADS,
    closers,
    deviation_reviewers,
    reviewers,
    took_part,
)
from safeguard.searches.permissions.seeing import ADVISERS, advice_counts, is_own
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.permits import (
    NOT_THIS_ROLE,
    PERMIT,
    Answer,
    Refusal,
    Rule,
    all_of,
    any_of,
    elevated,
    elevated_with_reason,
    granted,
    works_here,
    yes,
)


class Act(StrEnum):
    """What can happen to a search and to the register, as the trail names it."""

    READ_AUTHORITIES = "search_authorities.read"
    AUTHORISE_SEARCHER = "searcher.authorised"
    REVOKE_SEARCHER = "searcher.revoked"
    NAME_ADVISER = "search_adviser.named"
    END_ADVISER = "search_adviser.ended"
    SET_SEARCH_RULES = "search_rules.set"
    START_SEARCH = "search.started"
    RECORD_DONE_SEARCH = "search.recorded"
    ASSESS_URGENCY = "search.urgency_assessed"
    REQUEST_ADVICE = "search.advice_requested"
    READ_FOR_ADVICE = "search.read_for_advice"
    GIVE_ADVICE = "search.advised"
    CHECK_AUTHORITY = "search.authority_checked"
    EXPLAIN_SEARCH = "search.explained"
    RECORD_COOPERATION = "search.cooperation_recorded"
    CONDUCT_SEARCH = "search.conducted"
    CALL_OFF_SEARCH = "search.called_off"
    RECORD_FINDING = "search.finding_recorded"
    SUSPECT_IMAGE = "search.image_suspected"
    INFORM_PARENTS = "search.parents_informed"
    REVIEW_SEARCH = "search.reviewed"
    REVIEW_DEVIATIONS = "search.deviations_reviewed"
    CLOSE_SEARCH = "search.closed"
    ADD_TO_SEARCH = "search.added_to"
    RAISE_FROM_SEARCH = "search.concern_raised"
    READ_SEARCH = "search.read"
    READ_SEARCH_RECEIPT = "search.receipt_read"
    PRINT_SEARCH = "search.printed"
    READ_SEARCHES = "searches.read"
    READ_CASE_SEARCHES = "case_searches.read"


def by_authority(actor: Actor, subject: Any) -> Answer:
    """Whoever may search for anything at all at this instant; the act then asks for
    the very item.
    """
    held = holds_any(actor.person_ref, actor.school_ref, clock.now())
    return PERMIT if held and actor.works_here else Refusal("authority")


def as_head(actor: Actor, subject: Any) -> Answer:
    """The head of school; the executive headteacher while that post is vacant."""
    return PERMIT if acts_as_head(actor) else NOT_THIS_ROLE


def whose_search(actor: Actor, search: Any) -> Answer:
    """Whoever did it or recorded it; no second factor in a corridor."""
    own = search is not None and is_own(actor, search)
    return PERMIT if own and actor.works_here else NOT_THIS_ROLE


def advises(actor: Actor, subject: Any) -> Answer:
    """Whose advice is recorded, and whom the trust has named (decision 21)."""
    heard = actor.has(*ADVISERS) or advice_counts(actor)
    return PERMIT if heard else NOT_THIS_ROLE


def one_of_those(who: Callable[[Search], list[str]]) -> Rule:
    """Whoever the search itself waits for, and nobody who took part in it (S3)."""

    def rule(actor: Actor, search: Any) -> Answer:
        if search is None:
            return NOT_THIS_ROLE
        if took_part(actor.person_ref, search):
            return Refusal("took_part")
        return PERMIT if actor.person_ref in who(search) else NOT_THIS_ROLE

    return rule


def to_be_done_or(who: Callable[[Search], list[str]], roles: frozenset[Role]) -> Rule:
    """The same; those of the office are let in also where it is done already, and
    hear from the act itself what came in between.
    """
    waits = one_of_those(who)

    def rule(actor: Actor, search: Any) -> Answer:
        answer = waits(actor, search)
        done = answer == NOT_THIS_ROLE and search is not None and not who(search)
        return PERMIT if done and actor.has(*roles) else answer

    return rule


def reads_register(actor: Actor, subject: Any) -> Answer:
    """One's own searches; those who see the school's need their second factor first."""
    if actor.has(*LEADS):
        return elevated(actor, subject)
    if acts_as_head(actor):
        return elevated_with_reason(actor, subject)
    return works_here(actor, subject)


_SAFEGUARDING: Rule = granted(dict.fromkeys(LEADS, yes))
_OPENED: dict[Role, Rule] = dict.fromkeys(LEADS, elevated)
_ABOVE: dict[Role, Rule] = dict.fromkeys(
    (Role.HEAD, Role.EXECUTIVE_HEAD, Role.CHAIR), elevated_with_reason
)
reads_search: Rule = any_of(whose_search, granted({**_OPENED, **_ABOVE}))
# Whatever is left to record once it was done: whoever did it, or safeguarding.
goes_on: Rule = any_of(whose_search, _SAFEGUARDING)
names_adviser: Rule = granted({Role.EXECUTIVE_HEAD: yes, Role.CHAIR: yes})

RULES: Mapping[Act, Rule] = {
    Act.READ_AUTHORITIES: works_here,
    Act.AUTHORISE_SEARCHER: as_head,
    Act.REVOKE_SEARCHER: as_head,
    Act.NAME_ADVISER: names_adviser,
    Act.END_ADVISER: names_adviser,
    Act.SET_SEARCH_RULES: as_head,
    Act.START_SEARCH: by_authority,
    # Never refused to anybody who works here (decision 20).
    Act.RECORD_DONE_SEARCH: works_here,
    **dict.fromkeys(
        (
            *(Act.ASSESS_URGENCY, Act.REQUEST_ADVICE, Act.CHECK_AUTHORITY),
            *(Act.EXPLAIN_SEARCH, Act.RECORD_COOPERATION, Act.CONDUCT_SEARCH),
            Act.CALL_OFF_SEARCH,
        ),
        whose_search,
    ),
    Act.READ_FOR_ADVICE: all_of(advises, elevated),
    Act.GIVE_ADVICE: advises,
    Act.RECORD_FINDING: goes_on,
    Act.SUSPECT_IMAGE: goes_on,
    Act.INFORM_PARENTS: goes_on,
    Act.ADD_TO_SEARCH: goes_on,
    Act.RAISE_FROM_SEARCH: goes_on,
    Act.REVIEW_SEARCH: to_be_done_or(reviewers, frozenset(LEADS)),
    Act.REVIEW_DEVIATIONS: to_be_done_or(deviation_reviewers, frozenset({Role.HEAD})),
    Act.CLOSE_SEARCH: to_be_done_or(closers, frozenset(LEADS)),
    Act.READ_SEARCH: reads_search,
    Act.READ_SEARCH_RECEIPT: works_here,
    Act.PRINT_SEARCH: reads_search,
    Act.READ_SEARCHES: reads_register,
    Act.READ_CASE_SEARCHES: reads_case,
}
WORDINGS: Mapping[Act, str] = {
    Act.READ_AUTHORITIES: "looked at who may search",
    Act.AUTHORISE_SEARCHER: "authorised somebody to search",
    Act.REVOKE_SEARCHER: "took back an authorisation to search",
    Act.NAME_ADVISER: "named somebody whose advice on a search counts",
    Act.END_ADVISER: "ended that somebody’s advice on a search counts",
    Act.SET_SEARCH_RULES: "recorded which items the school rules let be searched for",
    Act.START_SEARCH: "started a search",
    Act.RECORD_DONE_SEARCH: "recorded a search that had been done",
    Act.ASSESS_URGENCY: "weighed how urgent a search is",
    Act.REQUEST_ADVICE: "asked for advice on a search",
    Act.READ_FOR_ADVICE: "read what advice on a search is asked about",
    Act.GIVE_ADVICE: "gave advice on a search",
    Act.CHECK_AUTHORITY: "had authority to search checked",
    Act.EXPLAIN_SEARCH: "recorded what a pupil was told before a search",
    Act.RECORD_COOPERATION: "recorded whether a pupil co-operates with a search",
    Act.CONDUCT_SEARCH: "recorded that a search was done",
    Act.CALL_OFF_SEARCH: "recorded that a search was not done",
    Act.RECORD_FINDING: "recorded what a search found",
    Act.SUSPECT_IMAGE: "recorded that a search may concern an intimate image",
    Act.INFORM_PARENTS: "recorded what parents were told of a search",
    Act.REVIEW_SEARCH: "reviewed a search for safeguarding",
    Act.REVIEW_DEVIATIONS: "answered the deviations of a search",
    Act.CLOSE_SEARCH: "closed a search",
    Act.ADD_TO_SEARCH: "added to the record of a search",
    Act.RAISE_FROM_SEARCH: "raised a concern from a search",
    Act.READ_SEARCH: "read a search",
    Act.READ_SEARCH_RECEIPT: "looked at the receipt of a search",
    Act.PRINT_SEARCH: "laid a search out for printing",
    Act.READ_SEARCHES: "looked at the register of searches",
    Act.READ_CASE_SEARCHES: "looked at the searches of a case",
}

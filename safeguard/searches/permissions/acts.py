"""The acts on searches and on who may search, and the table of who may do each."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from safeguard.cases.permissions.acts import reads_case
from safeguard.searches.permissions.authority import (
    acts_as_head,
    holds_any,
)
from safeguard.searches.permissions.seeing import (
    LEADS,
    is_own,
)
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.permits import (
    NOT_THIS_ROLE,
    PERMIT,
    Answer,
    Refusal,
    Rule,
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
    READ_SEARCH = "search.read"
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


reads_search: Rule = any_of(
    whose_search,
    granted(
        {
            **dict.fromkeys(LEADS, elevated),
            Role.HEAD: elevated_with_reason,
            Role.EXECUTIVE_HEAD: elevated_with_reason,
            Role.CHAIR: elevated_with_reason,
        }
    ),
)
names_adviser: Rule = granted({Role.EXECUTIVE_HEAD: yes, Role.CHAIR: yes})

RULES: Mapping[Act, Rule] = {
    Act.READ_AUTHORITIES: works_here,
    Act.AUTHORISE_SEARCHER: as_head,
    Act.REVOKE_SEARCHER: as_head,
    Act.NAME_ADVISER: names_adviser,
    Act.END_ADVISER: names_adviser,
    Act.SET_SEARCH_RULES: as_head,
    Act.START_SEARCH: by_authority,
    Act.READ_SEARCH: reads_search,
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
    Act.READ_SEARCH: "read a search",
    Act.READ_CASE_SEARCHES: "looked at the searches of a case",
}

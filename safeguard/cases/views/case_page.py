"""What every page about a case shows beside its own: state, clocks, what is missing."""

from typing import Any

from flask import url_for

from safeguard.cases.commands.watching import MAY_BE_WATCHED
from safeguard.cases.forms.words import CASE_SHAPES, CASE_STATES, LEVELS, MISSING
from safeguard.cases.forms.working import VersionedForm
from safeguard.cases.permissions.closing import MATTERS
from safeguard.cases.permissions.holding import CASE
from safeguard.cases.queries.reading import CaseRead
from safeguard.cases.states import CaseState, Check, NextStep
from safeguard.cases.views.body_maps import maps_of
from safeguard.cases.views.chronology import WHOLE, entry_of, how_many, laid_out
from safeguard.cases.views.leading import leads
from safeguard.cases.views.moments import by_when, open_for, since_when
from safeguard.cases.views.queue_rows import names_of, where_of
from safeguard.cases.views.slots import (
    CASE_ACTS,
    CASE_ALERTS,
    CASE_BESIDE,
    CASE_CLOCKS,
)
from safeguard.evidence.panels import files_beside
from safeguard.guidance import agencies, answers, casework, categories
from safeguard.referrals.forms import STATE_WORDS
from safeguard.referrals.queries import ReferralView
from school.foundation import clock
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.pages import render

Shown = dict[str, Any]
CLOCKS = {
    NextStep.DECIDE: _l("Decide what is to be done"),
    NextStep.REFER: _l("Make the referral"),
    NextStep.REVIEW: _l("Look at it again"),
}


def case_page(
    template: str,
    case: CaseRead,
    *,
    only: str = "all",
    oldest_first: bool = False,
    part: slice = WHOLE,
    **context: Any,
) -> str:
    """A page about one case, with the words for what it holds."""
    return render(
        template,
        case=case,
        leads=leads(case),
        only=only,
        oldest_first=oldest_first,
        days=laid_out(case.happenings, only, oldest_first=oldest_first, part=part),
        how_many=how_many(case.happenings),
        newest=_newest(case, context),
        child=names_of(case.children),
        where=where_of(case.children),
        category=categories.named(case.category),
        states=CASE_STATES,
        shapes=CASE_SHAPES,
        levels=LEVELS,
        open_for=open_for(case.opened_at),
        part_of=answers.parts.named,
        parents=parents_of(case),
        risk=risk_of(case),
        maps=maps_of(case.marks),
        watch=case.watch,
        may_be_watched=may_be_watched(case),
        next_step=next_step_of(case),
        clocks=clocks_of(case),
        missing=missing_of(case),
        holds=[each for each in case.referrals if each.on_hold],
        hold_words=hold_words,
        referrals=referrals_of(case),
        acts=[link for links in CASE_ACTS.ask(case) for link in links],
        beside=[*CASE_BESIDE.ask(case), files_beside(CASE, case.reference, case)],
        alerts=CASE_ALERTS.ask(case),
        told=[each for each in case.happenings if each.kind == "raised"],
        **context,
    )


def parents_of(case: CaseRead) -> str:
    """What the parents know, in words."""
    if case.parents is None:
        return _("Nobody has said yet")
    return _(answers.parents_informed.named(case.parents).wording)


def risk_of(case: CaseRead) -> Shown | None:
    """How great the risk is, since when and who says so; None while nobody has."""
    if case.risk is None:
        return None
    shape = {"high": "overdue", "medium": "due"}.get(case.risk.code or "", "clock")
    return {
        "kind": shape,
        "word": _(casework.risks.named(case.risk.code or "").wording),
        "by": case.risk.by,
        "at": case.risk.at,
    }


def may_be_watched(case: CaseRead) -> bool:
    """Whether it is decided about and nothing is owed to anybody else."""
    return case.next_step in MAY_BE_WATCHED and case.state != CaseState.MONITORING


def next_step_of(case: CaseRead) -> Shown:
    """The one right step now: what its button says and where it leads."""
    first_open = next((each for each in case.referrals if each.is_open), None)
    match case.next_step:
        case NextStep.REFER:
            short = agencies.named(case.agency or "emergency").short
            said = _("Refer to %(agency)s", agency=_(short))
            return {"text": said, "href": _to("refer_case", case)}
        case NextStep.WAIT if first_open:
            short = _(agencies.named(first_open.agency).short)
            said = _("Record what %(agency)s says", agency=short)
            if first_open.chase_due:
                said = _("Chase %(agency)s", agency=short)
            return {"text": said, "href": _follow(case, first_open)}
        case NextStep.CLOSE:
            return {"text": _("Close the case"), "href": _to("close_case", case)}
        case NextStep.NONE:
            return {"text": _("Open it again"), "href": _to("reopen_case", case)}
        case NextStep.REVIEW:
            watched = case.state == CaseState.MONITORING
            said = _("Record what was seen") if watched else _("Decide what is next")
            page = "review_case" if watched else "decide_case"
            return {"text": said, "href": _to(page, case)}
    return {"text": _("Decide"), "href": _to("decide_case", case)}


def clocks_of(case: CaseRead) -> list[Shown]:
    """The clocks that run in the case, the earliest first."""
    running = [
        (each, _(agencies.named(referral.agency).short), words)
        for referral in case.referrals
        if referral.is_open
        for each, words in (
            (referral.written_by_at, _("confirm it in writing")),
            (referral.answer_by_at, _("their answer")),
            (referral.chase_at, _("ask again")),
        )
        if each is not None
    ]
    found = [(at, f"{agency}: {words}") for at, agency, words in running]
    if case.due_at is not None and case.next_step in CLOCKS:
        found.append((case.due_at, str(CLOCKS[NextStep(case.next_step)])))
    found += [
        (each.at, _(casework.meetings.named(each.kind).wording))
        for each in case.meetings
    ]
    found += [
        (each.at, str(each.title)) for more in CASE_CLOCKS.ask(case) for each in more
    ]
    return [_clock(at, title) for at, title in sorted(found)]


def missing_of(case: CaseRead) -> list[Shown]:
    """What the case lacks before it may close, each as a link."""
    found: list[Shown] = []
    for check in case.missing:
        match check:
            case Check.FEEDBACK:
                found += [
                    {
                        "text": _("Feedback to %(name)s", name=owed.who),
                        "href": url_for(
                            "cases.give_feedback", concern_ref=owed.concern_ref
                        ),
                    }
                    for owed in case.owed
                ]
            case Check.REFERRALS_ANSWERED:
                found += [
                    {
                        "text": _(
                            "The answer of %(agency)s",
                            agency=_(agencies.named(each.agency).short),
                        ),
                        "href": _follow(case, each),
                    }
                    for each in case.referrals
                    if each.is_open
                ]
            case _other:
                found.append({"text": MISSING[check], "href": _to(_PAGES[check], case)})
    return found + [_matter(code, case) for code in case.standing.elsewhere]


def referrals_of(case: CaseRead) -> list[Shown]:
    """The referrals with where each stands."""
    return [
        {
            "href": _follow(case, each),
            "title": _(each.agency_name),
            "kind": "waiting" if each.is_open else "done",
            "word": STATE_WORDS[each.state],
        }
        for each in case.referrals
    ]


def hold_words(referral: ReferralView) -> str:
    """What an agency last asked to wait with."""
    said = [step.hold for step in referral.steps if step.hold]
    return said[-1] if said else ""


_PAGES = {
    Check.DECIDED: "decide_case",
    Check.IMAGE_DECIDED: "decide_case",
    Check.REFERRAL_MADE: "refer_case",
    Check.PARENTS: "record_parents",
}


def _clock(at: Any, title: str) -> Shown:
    late = at < clock.now()
    today = clock.local(at).date() == clock.today()
    return {
        "title": title,
        "kind": "overdue" if late else "due" if today else "clock",
        "word": _("Overdue") if late else _("Today") if today else _("Later"),
        "more": since_when(at) if late else by_when(at),
    }


def _matter(code: str, case: CaseRead) -> Shown:
    matter = MATTERS[code]
    href = url_for(matter.endpoint, case_ref=case.reference)
    return {"text": str(matter.wording), "href": href}


def _newest(case: CaseRead, context: Shown) -> list[Shown]:
    """For somebody who was overtaken: what was recorded since their page was opened."""
    form = context.get("form")
    if not context.get("stale") or not isinstance(form, VersionedForm):
        return []
    since = form.seen_since()
    new = [each for each in case.happenings if since and each.recorded_at >= since]
    new.sort(key=lambda each: each.recorded_at, reverse=True)
    return [entry_of(each) for each in new]


def _to(endpoint: str, case: CaseRead) -> str:
    return url_for(f"cases.{endpoint}", case_ref=case.reference)


def _follow(case: CaseRead, referral: ReferralView) -> str:
    return url_for(
        "cases.follow_referral", case_ref=case.reference, referral_ref=referral.ref
    )

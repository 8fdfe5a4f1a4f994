"""The process, its patterns, and what comes before a plan."""

from typing import Any

from safeguard.bullying.commands import establishing as acts
from safeguard.bullying.forms.establishing import (
    AssessBullyingForm,
    ContainBullyingForm,
    InvestigateBullyingForm,
    OpenBullyingForm,
    PlaceChildrenForm,
    RelinkBullyingForm,
)
from safeguard.bullying.forms.words import STATES, month_named
from safeguard.bullying.queries.patterns import read_patterns
from safeguard.bullying.queries.reading import (
    BullyingRead,
    read_bullying,
)
from safeguard.bullying.views.blueprint import bp
from safeguard.bullying.views.process_page import perform, process_page
from safeguard.guidance import bullying as lists
from safeguard.guidance.choosing import hints_of
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.pages import render, shown_at


@bp.get("/cases/<reference:case_ref>/bullying")
def bullying(case_ref: str) -> str:
    """The process of a case, or what it would be for."""
    return process_page("bullying", read_bullying(current_actor(), case_ref))


@bp.get("/bullying/patterns")
def bullying_patterns() -> str:
    """Counts by pair, class, platform and month."""
    return render(
        "bullying/bullying_patterns.html",
        patterns=read_patterns(current_actor()),
        platform_of=lists.platforms.named,
        month_named=month_named,
    )


@bp.route("/cases/<reference:case_ref>/bullying/open", methods=["GET", "POST"])
def open_bullying(case_ref: str) -> Any:
    """Who was harmed, and who is said to have done it."""
    actor = current_actor()
    form = OpenBullyingForm.for_children(read_bullying(actor, case_ref))
    return perform(
        case_ref,
        "open_bullying",
        form,
        lambda identity: acts.open_bullying(
            actor, case_ref, form.details(), form=identity
        ),
    )


@bp.route("/cases/<reference:case_ref>/bullying/children", methods=["GET", "POST"])
def place_children(case_ref: str) -> Any:
    """The same, said anew."""
    actor = current_actor()
    form = PlaceChildrenForm.for_children(read_bullying(actor, case_ref))
    return perform(
        case_ref,
        "place_children",
        form,
        lambda identity: acts.place_children(
            actor, case_ref, form.details(), form=identity
        ),
    )


@bp.route("/cases/<reference:case_ref>/bullying/assess", methods=["GET", "POST"])
def assess_bullying(case_ref: str) -> Any:
    """The test: four questions, and what is known."""
    actor, form = current_actor(), AssessBullyingForm()
    return perform(
        case_ref,
        "assess_bullying",
        form,
        lambda identity: acts.assess_bullying(
            actor, case_ref, form.details(), form=identity
        ),
        prepare=lambda read: form.suggest(read.process),
        hints=hints_of(lists.questions),
    )


@bp.route("/cases/<reference:case_ref>/bullying/contain", methods=["GET", "POST"])
def contain_bullying(case_ref: str) -> Any:
    """The checklist of containment."""
    actor, form = current_actor(), ContainBullyingForm()
    return perform(
        case_ref,
        "contain_bullying",
        form,
        lambda identity: acts.contain_bullying(
            actor, case_ref, form.details(), form=identity
        ),
        prepare=lambda read: form.suggest(read.process),
    )


@bp.route("/cases/<reference:case_ref>/bullying/investigate", methods=["GET", "POST"])
def investigate_bullying(case_ref: str) -> Any:
    """Who looks into it, and into what."""
    actor, form = current_actor(), InvestigateBullyingForm()
    return perform(
        case_ref,
        "investigate_bullying",
        form,
        lambda identity: acts.investigate_bullying(
            actor, case_ref, form.details(), form=identity
        ),
    )


@bp.route("/cases/<reference:case_ref>/bullying/relink", methods=["GET", "POST"])
def relink_bullying(case_ref: str) -> Any:
    """Going on with an earlier process about the same pair."""
    actor, form = current_actor(), RelinkBullyingForm()
    form.offer(_earlier(read_bullying(actor, case_ref)))
    return perform(
        case_ref,
        "relink_bullying",
        form,
        lambda identity: acts.relink_bullying(
            actor, case_ref, form.details(), form=identity
        ),
    )


def _earlier(read: BullyingRead) -> dict[str, str]:
    return {
        each.process_ref: _(
            "%(names)s. %(state)s, last worked on %(when)s",
            names=" · ".join(child.name for child in each.children),
            state=STATES[each.state],
            when=shown_at(each.changed_at),
        )
        for each in read.earlier
    }

"""The queue, the list of cases, and the technical incidents."""

from functools import partial
from typing import Any

from flask import Response, request, url_for

from safeguard.cases.commands.acknowledging import acknowledge_concern
from safeguard.cases.commands.deciding import LEADING
from safeguard.cases.forms.choices import DEVICE_OWNERS, NETWORKS
from safeguard.cases.forms.words import CASE_SHAPES, CASE_STATES, CONCERN_STATES
from safeguard.cases.forms.working import AcknowledgeConcernForm
from safeguard.cases.queries import listing
from safeguard.cases.queries.lines import PAGE, Filter, Place
from safeguard.cases.queries.listing import Incidents, Only
from safeguard.cases.queries.queue import count_queue, read_queue
from safeguard.cases.views import queue_rows
from safeguard.cases.views.blueprint import bp
from safeguard.cases.views.drawn_lines import drawing_for
from safeguard.cases.views.slots import QUEUE_BESIDE
from safeguard.guidance import categories
from school.foundation import clock
from school.foundation.references import heard
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.pages import number_only, render


@bp.get("/queue")
def queue() -> str:
    """What is new and what is next, by urgency and clock."""
    only = _one_of(Filter, request.args.get("only"), Filter.ALL)
    after = Place.read(request.args.get("after", ""))
    actor = current_actor()
    page = read_queue(actor, only, after)
    further = page.next_place
    return render(
        "cases/queue.html",
        groups=queue_rows.groups_of(page, leads=actor.has(*LEADING)),
        draw=drawing_for(actor),
        counts=queue_rows.counts_of(page, only),
        total=page.counts[Filter.ALL],
        now=clock.now(),
        to_tell=queue_rows.to_tell_of(page),
        waiting=queue_rows.waiting_of(page),
        beside=QUEUE_BESIDE.ask(actor),
        first_href=url_for("cases.queue", only=only.value) if after else None,
        next_href=url_for("cases.queue", only=only.value, after=further.code())
        if further
        else None,
    )


@bp.get("/queue/count")
def queue_count() -> Response:
    """How long the queue is now: a number and nothing else (decision 13)."""
    return number_only(count_queue(current_actor()))  # type: ignore[return-value]


@bp.get("/cases")
def cases() -> str:
    """Cases, open or closed, newest first."""
    only = _one_of(Only, request.args.get("only"), Only.OPEN)
    older_than = heard(request.args.get("older", ""))
    page = listing.read_cases(current_actor(), only, older_than)
    return render(
        "cases/cases.html",
        page=page,
        only=only.value,
        states=CASE_STATES,
        shapes=CASE_SHAPES,
        names_of=queue_rows.names_of,
        where_of=queue_rows.where_of,
        category_of=categories.named,
        newest_href=url_for("cases.cases", only=only.value) if older_than else None,
        older_href=url_for("cases.cases", only=only.value, older=page.older_than)
        if page.older_than
        else None,
    )


@bp.get("/technical")
def technical_queue() -> str:
    """Technical incidents, for those who keep the network safe."""
    actor = current_actor()
    only = _one_of(Incidents, request.args.get("only"), Incidents.ALL)
    skip = max(request.args.get("skip", 0, type=int), 0)
    incidents = listing.read_technical_queue(actor, only, skip)
    counts, here = listing.count_technical(actor), partial(_technical_at, only)
    return render(
        "cases/technical_queue.html",
        rows=[queue_rows.incident_row(each) for each in incidents],
        counts=queue_rows.incident_counts_of(counts, only),
        newer_href=here(max(skip - PAGE, 0)) if skip else None,
        older_href=here(skip + PAGE) if skip + PAGE < counts[only] else None,
    )


@bp.route("/technical/<reference:concern_ref>", methods=["GET", "POST"])
def technical_incident(concern_ref: str) -> Any:
    """The technical side of an incident, and taking it on."""
    actor, form = current_actor(), AcknowledgeConcernForm()

    def page(**context: Any) -> str:
        incident = listing.read_technical_incident(actor, concern_ref)
        return render(
            "cases/technical_incident.html",
            incident=incident,
            due=queue_rows.incident_clock(incident),
            form=form,
            states=CONCERN_STATES,
            owners=DEVICE_OWNERS,
            networks=NETWORKS,
            category=categories.named(incident.category),
            **context,
        )

    def act(identity: Any) -> str:
        acknowledge_concern(actor, concern_ref, form=identity)
        return url_for("cases.technical_incident", concern_ref=concern_ref)

    return answer(form, act, page)


def _technical_at(only: Incidents, skip: int) -> str:
    return url_for("cases.technical_queue", only=only.value, skip=skip or None)


def _one_of(kind: Any, typed: str | None, otherwise: Any) -> Any:
    return kind(typed) if typed in set(kind) else otherwise

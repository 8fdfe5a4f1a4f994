"""What a search recorded, section by section: the page and the paper show the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from safeguard.guidance import searches as lists
from safeguard.guidance.shelf import Entry, Shelf
from safeguard.searches.forms.words import (
    EXPLOITED,
    HOLDS_BY,
    OCCASIONS,
    ROUTES,
    SEXES,
)
from safeguard.searches.queries.reading import SearchRead, StepRead
from school.web.catalogue import gettext as _
from school.web.pages import shown_at


@dataclass(frozen=True)
class Row:
    """One fact: its name in the record, its label, and what stands there."""

    name: str
    label: str
    value: str
    # Somebody's words, kept as they were typed.
    typed: bool = False


@dataclass(frozen=True)
class Section:
    """A part of the record; `by` and `at` say who saved it and when."""

    name: str
    title: str
    rows: tuple[Row, ...]
    by: str = ""
    at: str = ""


def sections_of(search: SearchRead) -> list[Section]:
    """Every part in the order of the real world; an empty one says that it is."""
    return [
        _who(search),
        _grounds(search),
        *_urgency(search),
        *_advice(search),
        *_authority(search),
        *_explanation(search),
        *_cooperation(search),
        *_conduct(search),
        *_finding(search),
        *_parents(search),
        *_review(search),
        *_notes(search),
    ]


def _who(search: SearchRead) -> Section:
    done = search.conducted_at
    return Section(
        "who",
        _("Who, where and when"),
        (
            Row("pupil", _("Pupil"), search.pupil_name or search.described),
            Row("class", _("Class"), search.pupil_where or _("None today")),
            Row(
                "date_time",
                _("Date and time"),
                shown_at(done) if done else _("Not yet"),
            ),
            Row("place", _("Place"), _place(search)),
            Row("searcher", _("Searched by"), search.searcher),
            Row("recorder", _("Recorded by"), search.recorder),
            Row("route", _("How it was recorded"), str(ROUTES[search.route])),
        ),
        search.recorder,
        shown_at(search.opened_at),
    )


def _place(search: SearchRead) -> str:
    said = _(lists.places.named(search.place).wording)
    return f"{said}: {search.place_words}" if search.place_words else said


def _grounds(search: SearchRead) -> Section:
    step = search.last("grounds")
    item = lists.items.named(search.item)
    basis = (
        _("The statutory list")
        if item.statutory
        else _("The school rules: %(version)s", version=search.rules)
        if search.rules
        else _("The school rules; no version names it")
    )
    rows = [
        Row("item", _("Looked for"), _(item.wording)),
        Row("basis", _("On the basis of"), basis),
        Row("device", _("A device is part of it"), _yes_no(value=search.device)),
    ]
    if step:
        rows += [
            Row("looked_for", _("What exactly"), _said(step, "looked_for"), typed=True),
            Row(
                "grounds", _("Grounds"), _several(lists.grounds, step.codes("grounds"))
            ),
            Row(
                "facts",
                _("Reason: the facts believed"),
                _said(step, "facts"),
                typed=True,
            ),
        ]
    return _section("grounds", _("Grounds"), rows, step)


def _urgency(search: SearchRead) -> Iterable[Section]:
    for step in search.every("urgency"):
        rows = [
            Row(
                "urgent",
                _("How urgent"),
                _("Urgent") if step.said["urgent"] else _("Could wait for advice"),
            ),
            Row("risk", _("Risk to others"), _said(step, "risk"), typed=True),
        ]
        yield _section("urgency", _("Urgency"), rows, step)


def _advice(search: SearchRead) -> Iterable[Section]:
    if search.advice_asked_at and not search.every("advice"):
        asked = [Row("asked", _("Asked"), shown_at(search.advice_asked_at))]
        yield _section("advice", _("Advice"), asked, None)
    for step in search.every("advice"):
        counts = (
            _("Yes: the executive headteacher, or who was named in that place")
            if step.said["counts"]
            else _("No: recorded only")
        )
        rows = [
            Row("adviser", _("Advised by"), step.by),
            Row("counts", _("Whether it counts"), counts),
            Row(
                "advice",
                _("Advice"),
                _(lists.advices.named(step.said["answer"]).wording),
            ),
            Row("words", _("Why"), _said(step, "words"), typed=True),
        ]
        yield _section("advice", _("Advice"), rows, step)


def _authority(search: SearchRead) -> Iterable[Section]:
    """What the list answered each time it was asked, in one part."""
    rows = [
        Row("authority", str(OCCASIONS[step.said["occasion"]]), _answer(step))
        for step in search.every("check")
    ]
    last = search.last("check")
    if last is None:
        return
    if last.said["authorisation_ref"]:
        said = last.said["authorisation_ref"]
        rows.append(Row("authorisation", _("Authorisation"), said))
    rows.append(Row("training", _("Training"), _training(last)))
    yield Section("authority", _("Authority to search for this"), tuple(rows))


def _answer(step: StepRead) -> str:
    said = str(HOLDS_BY[step.said["holds_by"]])
    why_not = step.said["why_not"]
    if why_not:
        said = f"{said}: {_(lists.deviations.named(why_not).wording)}"
    return f"{said} ({shown_at(step.said['as_of'])})"


def _training(step: StepRead) -> str:
    if step.said["holds_by"] == "office":
        return _("Not asked: held by office")
    return _("Overdue") if step.said["training_overdue"] else _("In date")


def _explanation(search: SearchRead) -> Iterable[Section]:
    for step in search.every("explanation"):
        rows = [
            Row(
                "told",
                _("The pupil was told"),
                _several(lists.tellings, step.codes("told")),
            ),
            Row(
                "questions",
                _("What the pupil asked"),
                _said(step, "questions"),
                typed=True,
            ),
            Row(
                "adjustments",
                _("What helped them to understand"),
                _said(step, "adjustments"),
                typed=True,
            ),
        ]
        yield _section("explanation", _("Explanation"), rows, step)


def _cooperation(search: SearchRead) -> Iterable[Section]:
    for step in search.every("cooperation"):
        rows = [
            Row("cooperates", _("Co-operated"), _yes_no(value=step.said["cooperates"])),
            Row(
                "causes",
                _("Causes considered"),
                _several(lists.causes, step.codes("causes")),
            ),
            Row(
                "words",
                _("What the pupil said or did"),
                _said(step, "words"),
                typed=True,
            ),
        ]
        yield _section("cooperation", _("Co-operation"), rows, step)


def _conduct(search: SearchRead) -> Iterable[Section]:
    for step in search.every("conduct"):
        said = step.said
        witness = said["witness_ref"] or said["witness_words"] or _("Nobody")
        reported = said["reported_to_ref"]
        rows = [
            Row("when", _("When"), shown_at(said["conducted_at"])),
            Row("searcher", _("Searched by"), said["searcher_ref"]),
            Row("witness", _("Witnessed by"), witness),
            *(
                [Row("reported", _("Reported at once to"), reported)]
                if reported
                else []
            ),
            Row("others", _("Others present"), said["others"] or _("Nobody else")),
            Row("sexes", _("Sex of pupil, searcher, witness"), _sexes(step)),
            Row(
                "exception",
                _("Exception"),
                _(lists.exceptions.named(said["exception"]).wording),
            ),
            Row(
                "exception_reason",
                _("Reason for it"),
                _said(step, "exception_reason"),
                typed=True,
            ),
            Row(
                "out_of_sight",
                _("Out of sight of other pupils"),
                _yes_no(value=said["out_of_sight"]),
            ),
            Row(
                "extent",
                _("What was searched"),
                _several(lists.extents, step.codes("extents")),
            ),
            Row("force", _("Force used"), _yes_no(value=said["force"])),
        ]
        yield _section("conduct", _("The search"), rows, step)


def _sexes(step: StepRead) -> str:
    said = (step.said[f"{name}_sex"] for name in ("pupil", "searcher", "witness"))
    return ", ".join(str(SEXES[each]) if each else _("not known") for each in said)


def _finding(search: SearchRead) -> Iterable[Section]:
    for step in search.every("finding"):
        said = step.said
        rows = [
            Row("found", _("Found"), _yes_no(value=said["found"])),
            *(
                [
                    Row(
                        "image",
                        _("Intimate image"),
                        _("Suspected: not looked at, not described"),
                    )
                ]
                if said["image"]
                else []
            ),
            Row("what", _("What was found"), _said(step, "what"), typed=True),
            Row(
                "account", _("The pupil’s account"), _said(step, "account"), typed=True
            ),
            Row("follow_up", _("Follow-up"), _said(step, "follow_up"), typed=True),
        ]
        yield _section("finding", _("What was found"), rows, step)


def _parents(search: SearchRead) -> Iterable[Section]:
    for step in search.every("parents"):
        said = step.said
        rows = [
            Row("parents", _("Parents"), _(lists.parents.named(said["answer"]).wording))
        ]
        if said["answer"] == "told":
            rows += [
                Row("who", _("Who was told"), said["who"]),
                Row("told_at", _("When"), shown_at(said["told_at"])),
                Row(
                    "contact",
                    _("How"),
                    _(lists.contacts.named(said["contact"]).wording),
                ),
                Row(
                    "response", _("What they said"), _said(step, "response"), typed=True
                ),
            ]
        else:
            rows.append(Row("reason", _("Why not"), _said(step, "reason"), typed=True))
        yield _section("parents", _("Parents"), rows, step)


def _review(search: SearchRead) -> Iterable[Section]:
    if search.dsl_told_at:
        told = [Row("dsl_told", _("DSL told"), shown_at(search.dsl_told_at))]
        yield _section("dsl", _("Safeguarding"), told, None)
    for step in search.every("review"):
        rows = [
            Row(
                "help", _("More help"), _(lists.helps.named(step.said["help"]).wording)
            ),
            Row(
                "exploited",
                _("Exploited by others"),
                str(EXPLOITED[step.said["exploited"]]),
            ),
            Row("words", _("Based on"), _said(step, "words"), typed=True),
        ]
        yield _section("review", _("Reviewed for safeguarding"), rows, step)
    for step in search.every("answer"):
        rows = [
            Row(
                "codes",
                _("Deviations"),
                _several(lists.deviations, step.codes("codes")),
            ),
            Row("words", _("Answer"), _said(step, "words"), typed=True),
        ]
        yield _section("answer", _("Answer to deviations"), rows, step)


def _notes(search: SearchRead) -> Iterable[Section]:
    for step in search.every("note"):
        code = step.said["code"]
        title = _("Not searched") if code else _("Added later")
        rows = [
            *(
                [Row("ending", _("Why"), _(lists.endings.named(code).wording))]
                if code
                else []
            ),
            Row("words", _("In words"), _said(step, "words"), typed=True),
        ]
        yield _section("note", title, rows, step)


def _section(
    name: str, title: str, rows: Iterable[Row], step: StepRead | None
) -> Section:
    if step is None:
        return Section(name, title, tuple(rows))
    return Section(name, title, tuple(rows), step.by, shown_at(step.at))


def _said(step: StepRead, name: str) -> str:
    return step.said[name] or _("Nothing was written")


def _several(shelf: Shelf[Any], codes: Iterable[str]) -> str:
    named: list[Entry] = [shelf.named(each) for each in codes]
    return "; ".join(_(each.wording) for each in named) or _("None")


def _yes_no(*, value: bool) -> str:
    return _("Yes") if value else _("No")

"""Last term, told short: each case was opened, decided, answered for and closed."""

from collections.abc import Iterable, Iterator
from typing import Any

Told = dict[str, Any]
# What is decided on the day itself, where more came later.
FIRST = (
    "What is in the school’s own hands begins today; whether it is enough is decided "
    "when more is known."
)


def concerns_of(school: str, cases: Iterable[Told]) -> Iterator[Told]:
    """The concerns of these cases, each with the beats that settled it.

    A case names its first concern; `more` are concerns about the same or other
    children that came `after` so many school days. It was closed `days` after the
    last one.
    """
    for number, case in enumerate(cases):
        key = f"{school}_last_term_{number}"
        yield {**_raised(case, case), "key": key, "then": list(_settled(case))}
        for place, more in enumerate(case.get("more", [])):
            ago = case["ago"] - more["after"]
            told = _raised(case, {**more, "ago": ago})
            joined = {"do": "join", "case": key, "by": case["lead"], "at": "14:10"}
            yield {
                **told,
                "key": f"{key}_{place}",
                "then": [
                    _act(case, "acknowledge", "13:30"),
                    joined,
                    _act(case, "feedback", "15:52", text=case["feedback"]),
                ],
            }


def _raised(case: Told, told: Told) -> Told:
    return {
        "by": told["by"],
        "ago": told["ago"],
        "at": "12:35",
        "children": [{"name": name} for name in (case | told)["children"]],
        "category": told.get("category", case["category"]),
        "teller": "own_observation",
        "text": told["text"],
        "steps": ["nothing_yet"],
    }


def _act(case: Told, do: str, at: str, **more: Any) -> Told:
    return {"do": do, "by": case["lead"], "at": at, **more}


def _settled(case: Told) -> Iterator[Told]:
    yield _act(case, "acknowledge", "13:30")
    yield _act(case, "open_case", "13:40", title=case["title"], level=case["level"])
    ago = case["ago"] - max((each["after"] for each in case.get("more", ())), default=0)
    if ago != case["ago"]:
        yield _act(case, "decide", "15:35", outcome="internal_support", reason=FIRST)
    words = case["parents"]
    yield _act(case, "parents", "15:30", ago=ago, answer="told", words=words)
    yield _act(
        case,
        "decide",
        "15:40",
        outcome=case.get("outcome", "internal_support"),
        reason=case["reason"],
        **{"in": 14},
    )
    yield _act(case, "feedback", "15:50", text=case["feedback"])
    police = {
        "police": "no" if "police_reason" in case else None,
        "police_reason": case.get("police_reason", ""),
    }
    ended = ago - case["days"]
    yield _act(case, "close", "15:55", ago=ended, summary=case["summary"], **police)

"""Help: every page leads to a part of the manual, and every part is there."""

from flask import Flask

from safeguard.help.manual import topics
from safeguard.help.topics import HELPED_BY, READERS, SIGNED_OUT, WITHOUT_HELP
from tests.house.reading import must_hold


def pages(app: Flask) -> set[str]:
    """Endpoints at which one looks."""
    rules = app.url_map.iter_rules()
    return {rule.endpoint for rule in rules if "GET" in (rule.methods or set())}


def test_every_page_has_its_help(app: Flask) -> None:
    must_hold(
        "A new page needs help: write it in docs/manual/en and name topic and task in "
        "safeguard/help/topics.py; or say there why it needs none.",
        pages(app) - set(HELPED_BY) - set(WITHOUT_HELP),
    )


def test_no_help_is_for_a_page_that_is_gone(app: Flask) -> None:
    known = set(app.view_functions)
    must_hold(
        "This page is gone: take it out of safeguard/help/topics.py.",
        (set(HELPED_BY) | set(WITHOUT_HELP)) - known,
    )
    assert not set(HELPED_BY) & set(WITHOUT_HELP)


def test_every_topic_and_task_is_in_the_manual() -> None:
    there = {
        place
        for topic in topics().values()
        for place in (topic.name, *(f"{topic.name}#{t.anchor}" for t in topic.tasks))
    }
    must_hold(
        "The manual has no such heading: docs/manual/en.",
        (set(HELPED_BY.values()) | SIGNED_OUT) - there,
    )


def test_every_manual_is_listed_for_somebody() -> None:
    assert {topic.manual for topic in topics().values()} == set(READERS)

"""Help: every page leads to a part of the manual, and every part is there."""

from collections.abc import Iterator

from flask import Flask
from markdown_it import MarkdownIt

from safeguard.help.manual import topics
from safeguard.help.topics import HELPED_BY, READERS, SIGNED_OUT
from safeguard.help.without import WITHOUT_HELP
from tests.house.reading import ROOT, files, must_hold, shown

MANUAL = ROOT / "docs" / "manual"


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


def bold_in(text: str) -> Iterator[str]:
    """What a manual says in bold: words as they stand on a page."""
    for token in MarkdownIt("commonmark").parse(text):
        words: list[str] | None = None
        for each in token.children or []:
            if each.type == "strong_open":
                words = []
            elif each.type == "strong_close" and words is not None:
                yield "".join(words).rstrip("…. ")
                words = None
            elif words is not None:
                words.append(each.content or " ")


def test_what_the_manual_says_in_bold_stands_on_a_page() -> None:
    said = "\n".join(
        path.read_text("utf-8")
        for path in files("templates", "safeguard", "school")
        if path.suffix in {".html", ".py", ".toml"}
    )
    must_hold(
        "Bold in docs/manual is for a button, a page or a question as it stands in the "
        "product, so that a renamed button is seen here. For stress use *stars*.",
        (
            f"{shown(path)}: {words}"
            for path in MANUAL.rglob("*.md")
            for words in bold_in(path.read_text("utf-8"))
            if words not in said
        ),
    )


def test_a_button_that_is_gone_is_seen() -> None:
    """Must fail: what a manual says in bold is read over a broken line too."""
    assert list(bold_in("Press **Send the\nfax**, then **OK…**")) == [
        "Send the fax",
        "OK",
    ]


def test_every_manual_is_listed_for_somebody() -> None:
    assert {topic.manual for topic in topics().values()} == set(READERS)

"""The manual as it is read: Markdown from docs/manual, one page a second heading."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

PACKAGE = Path(__file__).resolve().parents[1]
INSIDE, BESIDE = PACKAGE / "manual", PACKAGE.parent / "docs" / "manual"
# A wheel brings the manual inside the package, a checkout beside it.
PLACE = INSIDE if INSIDE.is_dir() else BESIDE
# A translation is a folder of whole documents beside this one.
LANGUAGE = "en"
# Raw HTML is shown as text, never run; links with a script in them stay text too.
MARKDOWN = MarkdownIt("commonmark", {"html": False})
ELSEWHERE = ("https:", "tel:", "mailto:")


class FaultyManual(Exception):
    """The manual cannot be made into pages: says where it is wrong."""


@dataclass(frozen=True)
class Task:
    """Something one does, with the place on its page."""

    anchor: str
    title: str


@dataclass(frozen=True)
class Topic:
    """One page of help."""

    name: str
    title: str
    manual: str
    tasks: tuple[Task, ...]
    body: Markup


@dataclass(frozen=True)
class Manual:
    """What is written for one kind of reader."""

    name: str
    title: str
    opening: Markup
    topics: tuple[Topic, ...]


@dataclass(frozen=True)
class _Part:
    """A topic before its links are known to lead somewhere."""

    manual: str
    title: str
    tasks: tuple[Task, ...]
    tokens: list[Token]

    @property
    def name(self) -> str:
        """As it stands in the address."""
        return anchor_of(self.title)


def anchor_of(title: str) -> str:
    """A heading's anchor, the same as where the file is read on its own."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


@cache
def manuals() -> Mapping[str, Manual]:
    """Every manual by name. Raises FaultyManual, naming file and heading."""
    return read_manuals(
        {path.stem: path.read_text("utf-8") for path in _files()},
    )


def read_manuals(texts: Mapping[str, str]) -> dict[str, Manual]:
    """Manuals out of Markdown. Raises FaultyManual, naming file and heading."""
    parsed = {name: MARKDOWN.parse(text) for name, text in texts.items()}
    parts = [part for name in parsed for part in _parts(name, parsed[name])]
    places = _places(parts)
    return {
        name: Manual(
            name,
            _only_title(name, tokens),
            _markup(name, _opening(tokens), places),
            tuple(_topic(part, places) for part in parts if part.manual == name),
        )
        for name, tokens in parsed.items()
    }


@cache
def topics() -> Mapping[str, Topic]:
    """Every topic by its name."""
    return {
        topic.name: topic for manual in manuals().values() for topic in manual.topics
    }


def _files() -> list[Path]:
    found = sorted((PLACE / LANGUAGE).glob("*.md"))
    if not found:
        raise FaultyManual("there is no manual: docs/manual")
    return found


def _headings(tokens: list[Token]) -> Iterator[tuple[Token, str]]:
    """Where a heading opens, and its words, which are the token after it."""
    for token, inner in pairwise(tokens):
        if token.type == "heading_open":
            yield token, inner.content


def _titles(tokens: list[Token], tag: str) -> Iterator[str]:
    return (words for token, words in _headings(tokens) if token.tag == tag)


def _only_title(name: str, tokens: list[Token]) -> str:
    found = list(_titles(tokens, "h1"))
    if len(found) != 1:
        raise FaultyManual(f"{name}: one first heading, please")
    return found[0]


def _opening(tokens: list[Token]) -> list[Token]:
    """What stands between the title and the first topic."""
    starts = _starts(tokens)
    return tokens[3 : starts[0] if starts else len(tokens)]


def _parts(name: str, tokens: list[Token]) -> Iterator[_Part]:
    starts = _starts(tokens)
    for first, after in zip(starts, [*starts[1:], len(tokens)], strict=True):
        # A heading is three tokens: it opens, its words, it closes.
        body = tokens[first + 3 : after]
        tasks = tuple(Task(anchor_of(each), each) for each in _titles(body, "h3"))
        yield _Part(name, tokens[first + 1].content, tasks, body)


def _starts(tokens: list[Token]) -> list[int]:
    return [
        place
        for place, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2"
    ]


def _places(parts: list[_Part]) -> dict[tuple[str, str], str]:
    """Where each heading stands, from the page of any topic: (manual, anchor)."""
    places: dict[tuple[str, str], str] = {}
    names: set[str] = set()
    for part in parts:
        here = [(part.name, part.name)]
        here += [(task.anchor, f"{part.name}#{task.anchor}") for task in part.tasks]
        if part.name in names:
            raise FaultyManual(f"two topics are called {part.name}")
        names.add(part.name)
        for anchor, place in here:
            if (part.manual, anchor) in places:
                raise FaultyManual(f"{part.manual}: two headings are {anchor}")
            places[part.manual, anchor] = place
    return places


def _topic(part: _Part, places: Mapping[tuple[str, str], str]) -> Topic:
    body = _markup(part.manual, part.tokens, places)
    return Topic(part.name, part.title, part.manual, part.tasks, body)


def _markup(
    manual: str, tokens: list[Token], places: Mapping[tuple[str, str], str]
) -> Markup:
    for token, words in _headings(tokens):
        token.attrSet("id", anchor_of(words))
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            # The topic is the page's first heading, so that a task is a second.
            token.tag = "h2"
        for child in token.children or []:
            if child.type == "link_open":
                address = str(child.attrGet("href") or "")
                child.attrSet("href", _resolved(manual, address, places))
    # Markdown-it has escaped every word of it: `html` is off.
    html: str = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
    return Markup(html)  # noqa: S704


def _resolved(manual: str, address: str, places: Mapping[tuple[str, str], str]) -> str:
    """Where a link of the manual leads when its topics are pages."""
    if address.startswith(ELSEWHERE):
        return address
    file, _, anchor = address.partition("#")
    found = places.get((file.removesuffix(".md") or manual, anchor))
    if found is None:
        raise FaultyManual(f"{manual}: {address} leads nowhere")
    return found

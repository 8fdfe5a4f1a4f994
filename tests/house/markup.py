"""What is wrong with a template: read as Jinja sees it, then as a browser does."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from jinja2 import Environment, TemplateSyntaxError, nodes

# Takes the place of everything Jinja will fill in; no letter, so part of no word.
GAP = "\ufffc"
WORD = re.compile(r"[^\W\d_]{2,}")
SENTENCE = re.compile(r"^[A-Z][\w’'-]*,? [^\W_]")
GETTEXT = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
READ_ALOUD = {"alt", "aria-label", "aria-description", "placeholder", "title"}
WHOLE_BLOCK = re.compile(
    r'class="[^"]*\bsg-(?:preserve|words__text)\b[^"]*">\{\{ ([^|{}]+?) \}\}</'
)
SENT_BACK = re.compile(r'\bvalue="\{\{ ([^{}]+?) \}\}"')
# Escaped already, or a token or reference of our own making.
NEVER_WORDS = re.compile(r"\| e$|^csrf_token\(\)$|\bref\b|code$|_ref$|\.data or ''$")
NOT_PAGES = {"layouts", "components", "panels", "mail"}

JINJA = Environment(  # noqa: S701  (it reads templates here, and renders none)
    extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"]
)


def faults(path: str, source: str) -> Iterator[str]:
    """Every broken rule in a template; `path` is its path within templates/."""
    try:
        tree = JINJA.parse(source)
    except TemplateSyntaxError as error:
        yield f"Jinja cannot read it: {error.message}"
        return
    yield from unsafe(tree)
    if not path.endswith(".html"):
        return
    if not NOT_PAGES & set(path.split("/")[:-1]):
        yield from not_a_page(tree)
    yield from unspoken(tree)
    yield from turning(source)
    page = Page()
    page.feed(literal(source))
    page.close()
    yield from page.faults


def unsafe(tree: nodes.Template) -> Iterator[str]:
    """Where a template lets text through as markup."""
    if any(each.name == "safe" for each in tree.find_all(nodes.Filter)):
        yield "|safe: text of a child would run as markup. Build markup in a macro"
    if any(tree.find_all(nodes.ScopedEvalContextModifier)):
        yield "autoescape is switched off or on: it stays on everywhere"


def not_a_page(tree: nodes.Template) -> Iterator[str]:
    """What a page lacks to be one."""
    parents = [each.template for each in tree.find_all(nodes.Extends)]
    named = [each.value for each in parents if isinstance(each, nodes.Const)]
    if not any(str(name).startswith("layouts/") for name in named):
        yield "a page extends a layout: {% extends 'layouts/page.html' %}"
    if not any(each.name == "title" for each in tree.find_all(nodes.Block)):
        yield "a page has a title: {% block title %}{{ _('…') }}{% endblock %}"


def unspoken(node: nodes.Node) -> Iterator[str]:
    """Sentences in Jinja's own strings that no translator would ever see."""
    called = node.node if isinstance(node, nodes.Call) else None
    if isinstance(called, nodes.Name) and called.name in GETTEXT:
        return
    if isinstance(node, nodes.Const) and SENTENCE.match(str(node.value)):
        yield f"not through _(): {node.value!r}"
    for child in node.iter_child_nodes():
        yield from unspoken(child)


def turning(source: str) -> Iterator[str]:
    """Words of people that could turn round what stands beside them, and values that
    would be sent back with the isolates in which plain text is shown.
    """
    for shown in WHOLE_BLOCK.findall(source):
        yield f"{{{{ {shown} }}}} is an element's whole text: say {shown} | written"
    for sent in SENT_BACK.findall(source):
        if not NEVER_WORDS.search(sent):
            yield f'value="{{{{ {sent} }}}}" is sent back as it is: say {sent} | e'


def literal(source: str) -> str:
    """The markup of a template with a gap for whatever Jinja does or fills in."""
    parts: list[str] = []
    kept, translated, opened = True, False, False
    for _, kind, value in JINJA.lex(source):
        if kind in {"variable_begin", "block_begin", "comment_begin"}:
            kept, opened = False, kind == "block_begin"
            parts.append(GAP if kind != "comment_begin" else "")
        elif kind in {"variable_end", "block_end", "comment_end"}:
            kept = True
        elif opened and kind == "name":
            # The first word of a tag tells what it is.
            translated, opened = translation(value, translated), False
        elif kind == "data" and kept and not translated:
            parts.append(value)
    return "".join(parts)


def translation(word: str, within: bool) -> bool:
    """Whether what follows a tag with this first word lies within {% trans %}."""
    return {"trans": True, "endtrans": False}.get(word, within)


class Page(HTMLParser):
    """The markup as a browser reads it, and the faults found on the way."""

    def __init__(self) -> None:
        """Start with no faults and outside everything."""
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self._code: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at a tag and its attributes."""
        self._end_text()
        given = dict(attrs)
        if tag == "style":
            self.faults.append("a <style>: styles live in assets/, the CSP refuses it")
        if tag == "script" and "src" not in given:
            self.faults.append("an inline <script>: the CSP refuses it; use assets/")
        for name, value in attrs:
            self._attribute(name, value or "")
        if tag in {"script", "style"}:
            self._code = tag

    def handle_endtag(self, tag: str) -> None:
        """Close what was open."""
        self._end_text()
        if tag == self._code:
            self._code = None

    def handle_data(self, data: str) -> None:
        """Gather the text between two tags."""
        if self._code is None:
            self._text += data

    def close(self) -> None:
        """Look at what was left."""
        super().close()
        self._end_text()

    def _attribute(self, name: str, value: str) -> None:
        if name == "style":
            self.faults.append("a style= attribute: the CSP refuses it; use a class")
        if name.startswith("on") and len(name) > 2:
            self.faults.append(f"{name}=: no script in markup; use a data- attribute")
        if value.strip().lower().startswith("javascript:"):
            self.faults.append(f"{name}= holds a script")
        if name in READ_ALOUD and WORD.search(value):
            self.faults.append(f'not through _(): {name}="{shortened(value)}"')

    def _end_text(self) -> None:
        if len(WORD.findall(self._text)) >= 2:
            self.faults.append(f"not through _(): {shortened(self._text)}")
        self._text = ""


def shortened(text: str) -> str:
    """A piece of text on one short line, with dots where Jinja fills in."""
    line = " ".join(text.replace(GAP, "…").split())
    return line if len(line) <= 60 else line[:57] + "..."

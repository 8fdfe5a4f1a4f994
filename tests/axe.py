"""Whether a page can be used by everyone, as far as axe-core can tell."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.absent import absent

AXE = Path(__file__).parents[1] / "assets/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """
async ([within, tags, without]) => {
  const rules = Object.fromEntries(without.map((id) => [id, {enabled: false}]));
  const found = await axe.run(within || document, {
    runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], rules,
  });
  return found.violations;
}
"""


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def axe_finds_nothing(
    page: Page, *, within: str | None = None, without: tuple[str, ...] = ()
) -> None:
    """Fail with what axe finds wrong by WCAG 2.2 A and AA and its best practice.

    `within` is a CSS selector; `without` names rules to leave out, with a comment
    beside them that says why.
    """
    if not AXE.exists():
        absent("axe-core: the assets are not installed (python3 x.py does it)")
    # Evaluated, not added as a script: the page's policy stays as it is.
    page.evaluate(_axe())
    with _unrolled(page):
        found = page.evaluate(_RUN, [within, TAGS, list(without)])
    if found:
        raise AssertionError(_told(page, found))


@contextmanager
def _unrolled(page: Page) -> Iterator[None]:
    """The page in a window as high as itself: whatever the bar of numbers at the foot
    covers can be scrolled out from under it, and is no fault.
    """
    window = page.viewport_size
    assert window
    high = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({**window, "height": max(window["height"], high + 200)})
    try:
        yield
    finally:
        page.set_viewport_size(window)


def _told(page: Page, found: list[dict[str, Any]]) -> str:
    lines = [f"axe finds {len(found)} kinds of fault on {page.url}"]
    for rule in found:
        lines += ["", f"[{rule['impact']}] {rule['id']}: {rule['help']}"]
        lines += [f"  {rule['helpUrl']}"]
        for node in rule["nodes"]:
            lines += [f"  - {' '.join(map(str, node['target']))}"]
            lines += [f"    {node['html'][:160]}"]
            lines += [f"    {line}" for line in _reasons(node)]
    return "\n".join(lines)


def _reasons(node: dict[str, Any]) -> list[str]:
    checks = [*node["any"], *node["all"], *node["none"]]
    return [check["message"] for check in checks]

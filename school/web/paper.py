"""Setting a paper: data in, a tagged PDF out, in memory; no word of it is markup."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst
from flask import make_response
from werkzeug.wrappers import Response

from school.foundation import clock
from school.foundation.errors import SafeguardError

ROOT = Path(__file__).resolve().parent.parent.parent
# The only folder that a template may read, and nothing but templates lies in it.
TEMPLATES = ROOT / "templates" / "paper"
TYPE = ROOT / "static" / "build" / "paper"
# How often characters are replaced that no type has, before the standards are let go.
PATIENCE = 20
# So many papers later Typst has forgotten one.
FORGOTTEN_AFTER = 11
_UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_NUMBERED = re.compile(r"\\u\{([0-9a-f]+)\}")


class PaperFault(SafeguardError):
    """A paper could not be set. It says nothing of what stood on it."""


def set_paper(template: str, words: Mapping[str, Any]) -> bytes:
    """The PDF of a paper. What no type can show stands as its number, such as
    [U+1F9FF], so that nothing is lost without a word.
    """
    written = json.dumps(_clean(words), ensure_ascii=False)
    for _ in range(PATIENCE):
        try:
            return _compile(template, written)
        except typst.TypstError as fault:
            unshown = _UNSHOWN.findall(fault.diagnostic)
        if not unshown:
            break
        written = _spelt(written, unshown)
    try:
        return _compile(template, written, strictly=False)
    except typst.TypstError:
        # What Typst says would quote the paper.
        raise PaperFault("the paper could not be set") from None


def let_go() -> None:
    """Have Typst forget what it keeps of papers set before, for the next that is like
    them: it forgets what ten papers in a row did not ask for.
    """
    for _ in range(FORGOTTEN_AFTER):
        typst.compile(b"", font_paths=_type(), ignore_system_fonts=True, format="pdf")


def as_download(pdf: bytes, name: str) -> Response:
    """The answer that hands a paper over. `name` carries a reference and no person."""
    answer = make_response(pdf)
    answer.content_type = "application/pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer


@cache
def _type() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[TYPE]
    )


def _compile(template: str, written: str, *, strictly: bool = True) -> bytes:
    """Readable aloud (PDF/UA-1), and as long as a file is kept (PDF/A-2a)."""
    return typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=_type(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"paper": written},
        pdf_standards=["ua-1", "a-2a"] if strictly else [],
        timestamp=clock.now().replace(microsecond=0),
    )


def _clean(value: Any) -> Any:
    """Plain text all the way down: no lazy words, and no control characters."""
    if isinstance(value, Mapping):
        return {key: _clean(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(each) for each in value]
    text = "" if value is None else str(value).replace("\r\n", "\n")
    if text.isprintable():
        return text
    return "".join(
        each
        for each in text
        if each in "\n\t" or unicodedata.category(each) not in {"Cc", "Cs"}
    )


def _spelt(written: str, unshown: Iterable[str]) -> str:
    plain = (_NUMBERED.sub(lambda m: chr(int(m[1], 16)), text) for text in unshown)
    for each in {char for text in plain for char in text if ord(char) > 127}:
        written = written.replace(each, f"[U+{ord(each):04X}]")
    return written

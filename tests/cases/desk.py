"""The DSL's desk over HTTP, as the tests speak of it: addresses, and what pages say."""

import re
from html import unescape
from typing import Any

from school.foundation.references import spoken

GONE = re.compile(
    r'(name="(?:csrf_token|form_id)" value|name="csrf-token" content)="[^"]*"'
)


def words_of(answer: Any) -> str:
    """What the page says, without markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def masked(answer: Any) -> bytes:
    """The page but for what is random in it."""
    return GONE.sub(r"\1=_", answer.text).encode()


def at(kind: str, reference: str, tail: str = "") -> str:
    """The address of a concern, a case, or a page of it."""
    return f"/{kind}/{spoken(reference)}{tail}"

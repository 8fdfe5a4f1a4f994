"""The source of an entry as people read it: law, guidance, policy, no paper of ours."""

import re

from safeguard.guidance import editions
from safeguard.guidance.shelf import Entry, Evidence

# What our own papers are called in the lists.
OWN_PAPERS = (
    *("design decision", "domain reference", "issue of", "security brief"),
    *("our own", "from memory"),
)
# The chapter that retells the advice named as the entry's edition.
RETOLD = "domain reference §2.3"
_PARTS = re.compile(r";\s*(?![^(]*\))")
_DOUBT = re.compile(r"(: to be checked|, from memory)$")


def source_of(entry: Entry) -> str:
    """The source in words; nothing for a rule of this product's own. Where only a paper
    of ours names the source, it is the edition that the paper retells.
    """
    if entry.mark is Evidence.OURS:
        return ""
    parts = [_DOUBT.sub("", each) for each in _PARTS.split(entry.source)]
    real = [each for each in parts if not each.lower().startswith(OWN_PAPERS)]
    if not real and entry.source.lower().startswith(RETOLD):
        return editions.named(entry.edition).wording
    return "; ".join(real)

"""Short lists a form offers: parts, tellers, first steps, parents informed."""

from dataclasses import dataclass

from safeguard.guidance.shelf import Entry, fill


@dataclass(frozen=True, kw_only=True)
class Answer(Entry):
    """One answer; `needs_words` asks for a few words with it.

    `settles` tells whether the answer resolves its question for closing.
    """

    hint: str = ""
    needs_words: bool = False
    settles: bool = True


parts = fill("answers", Answer, "part")
tellers = fill("answers", Answer, "teller")
immediate_steps = fill("answers", Answer, "immediate_step")
parents_informed = fill("answers", Answer, "parents_informed")

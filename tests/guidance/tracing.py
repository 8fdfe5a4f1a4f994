"""The table that traces clauses and questions to the policy: made, and checked.

`python -m tests.guidance.tracing` writes it anew after the data have changed.
"""

from collections.abc import Iterator
from pathlib import Path

from safeguard.guidance import agreements, self_audit
from safeguard.guidance.shelf import Entry

PAGE = Path(__file__).parents[2] / "docs" / "agreements-and-questions.md"
POLICY = "trust policy"
OPENING = """# Where each clause and each question comes from

Made from the data by `python -m tests.guidance.tracing`; a test fails when it is stale.

The source is the trust’s online safety policy of 2022: its sections (§) and its
appendices 1 (EYFS and Key Stage 1), 2 (Key Stages 2 to 4), 3 (staff, councillors,
volunteers and visitors) and 4 (self-audit). Rules are counted in the order in which the
appendix lists them. What they ask for is the policy’s; the words are our own. Texts are
drafted from these clauses, and a school may change its draft: what it leaves out is
shown on the page of the version, also to whoever approves it.

Things to know about the source: the title of appendix 2 says KS2, the policy’s table of
contents says KS2 to KS4; we follow the contents. Appendix 5, the incident log that §3
cites, is not in the policy; this product is that log. The policy’s own review date has
passed.
"""


def page() -> str:
    """The whole page as it has to be."""
    return "\n".join([*_parts(), ""])


def cited(entry: Entry) -> str:
    """The place in the policy, without the policy's name."""
    return entry.source.replace(f"{POLICY}, ", "").replace(f"{POLICY} ", "")


def _parts() -> Iterator[str]:
    yield OPENING
    for kind in agreements.kinds:
        yield f"## Clauses: {kind.wording}\n"
        yield "| Clause | Part | What it says | In the policy |"
        yield "|---|---|---|---|"
        for each in agreements.clauses_of(kind.code):
            part = agreements.parts.named(each.part).wording
            yield f"| `{each.code}` | {part} | {each.wording} | {cited(each)} |"
        yield ""
    yield "## Questions of the self-audit\n"
    yield "| Question | What it asks | Answer that is a gap | In the policy |"
    yield "|---|---|---|---|"
    for question in self_audit.questions:
        gap = question.gap_when.value
        said = f"| `{question.code}` | {question.wording} | {gap} |"
        yield f"{said} {cited(question)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

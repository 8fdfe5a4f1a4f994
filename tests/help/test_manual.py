"""The manual's Markdown: never markup of its own, and no link that leads nowhere."""

import pytest

from safeguard.help.manual import FaultyManual, anchor_of, read_manuals


def only_topic(words: str) -> str:
    """The page that one topic becomes."""
    return str(read_manuals({"x": f"# X\n\n## A topic\n\n{words}"})["x"].topics[0].body)


def test_markup_in_the_text_is_shown_and_not_run() -> None:
    body = only_topic("<script>alert(1)</script> and <b>bold</b>")
    assert "<script" not in body
    assert "&lt;b&gt;bold" in body


def test_a_link_that_would_run_something_stays_text() -> None:
    assert "href" not in only_topic("[press](javascript:alert(1))")


def test_a_task_is_a_heading_with_an_anchor() -> None:
    text = "# X\n\nFor all.\n\n## A topic\n\nWords.\n\n### Do it, now\n\nMore."
    manual = read_manuals({"x": text})["x"]
    assert "For all." in manual.opening
    assert [(each.anchor, each.title) for each in manual.topics[0].tasks] == [
        ("do-it-now", "Do it, now")
    ]
    assert '<h2 id="do-it-now">Do it, now</h2>' in manual.topics[0].body


def test_links_lead_to_pages_also_in_another_manual() -> None:
    one = "# One\n\n## First\n\n[there](two.md#do-it) [here](#first)"
    two = "# Two\n\n## Second\n\n### Do it\n\nSo."
    body = read_manuals({"one": one, "two": two})["one"].topics[0].body
    assert 'href="second#do-it"' in body
    assert 'href="first"' in body


@pytest.mark.parametrize(
    "text",
    [
        "# X\n\n## A\n\n[gone](#nowhere)",
        "# X\n\n## A\n\n[file](../../../secret)",
        "# X\n\n## A\n\nOne.\n\n## A\n\nTwo.",
        "## A\n\nNo title.",
    ],
)
def test_a_faulty_manual_is_refused_when_it_is_read(text: str) -> None:
    with pytest.raises(FaultyManual):
        read_manuals({"x": text})


@pytest.mark.parametrize(
    ("title", "anchor"),
    [("Take it on", "take-it-on"), ("Sisters, and Ñandú’s", "sisters-and-ñandús")],
)
def test_an_anchor_is_the_same_as_where_the_file_is_read_alone(
    title: str, anchor: str
) -> None:
    assert anchor_of(title) == anchor

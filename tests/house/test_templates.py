"""Templates: a page extends a layout, runs no script of its own, speaks by gettext."""

import pytest

from tests.house.markup import faults
from tests.house.reading import ROOT, files, must_hold, shown

TEMPLATES = ROOT / "templates"
PAGE = (
    '{% extends "layouts/page.html" %}'
    '{% block title %}{{ _("A case") }}{% endblock %}'
    "{% block content %}CONTENT{% endblock %}"
)


def test_templates_keep_the_rules_of_the_house() -> None:
    must_hold(
        "A template shows what it is given, in words a translator can reach, and runs "
        "nothing of its own (the pages' security policy allows no inline code).",
        (
            f"{shown(path)}: {fault}"
            for path in files("templates")
            for fault in faults(
                path.relative_to(TEMPLATES).as_posix(), path.read_text("utf-8")
            )
        ),
    )


@pytest.mark.parametrize(
    "content",
    [
        '<h1>{{ _("A concern was raised") }}</h1>',
        "{% trans name=name %}Raised by {{ name }} at school{% endtrans %}",
        "<p>{{ count }} / {{ total }}</p>",
        "{# a remark to whoever reads this template #}",
        '<script src="{{ asset }}" defer></script>',
        '<img alt="" src="/x.svg"><p>Safeguard</p>',
        "<button aria-label=\"{{ _('Close the menu') }}\">×</button>",
        '{{ button(_("Save the draft"), classes="sg-button sg-wide") }}',
        '<a class="one two" {% if here %}aria-current="page"{% endif %}>{{ x }}</a>',
        '<p class="sg-preserve sg-measure">{{ told.text | written }}</p>',
        '<input type="hidden" value="{{ value | e }}">',
        '{{ ngettext("%(num)s child", "%(num)s children", n) }}',
    ],
)
def test_a_good_template_passes(content: str) -> None:
    assert not list(faults("cases/case.html", PAGE.replace("CONTENT", content)))


@pytest.mark.parametrize(
    ("content", "about"),
    [
        ("{{ narrative|safe }}", "|safe"),
        ("{% autoescape false %}{{ x }}{% endautoescape %}", "autoescape"),
        ("<script>alert(1)</script>", "inline <script>"),
        ("<style>p { color: red }</style>", "<style>"),
        ('<p style="color: red">{{ x }}</p>', "style="),
        ('<p style="width: {{ width }}%">{{ x }}</p>', "style="),
        ('<a onclick="go()">{{ x }}</a>', "onclick="),
        ('<a href="javascript:go()">{{ x }}</a>', "script"),
        ("<p>A concern was raised</p>", "A concern was raised"),
        ("<p>{{ name }} raised this at {{ time }}</p>", "raised this at"),
        ('<nav aria-label="Menu"></nav>', "aria-label"),
        ('{{ button("Save the draft") }}', "Save the draft"),
        ('{% set heading = "What happened" %}', "What happened"),
        ('<p class="sg-preserve">{{ told.text }}</p>', "told.text | written"),
        ('<input type="hidden" value="{{ value }}">', "value | e"),
        ("{% if %}", "Jinja cannot read it"),
    ],
)
def test_a_bad_template_is_seen(content: str, about: str) -> None:
    found = list(faults("cases/case.html", PAGE.replace("CONTENT", content)))
    assert len(found) == 1
    assert about in found[0]


def test_a_page_without_layout_or_title_is_seen() -> None:
    assert len(list(faults("cases/case.html", "<p>{{ x }}</p>"))) == 2
    assert not list(faults("components/field.html", "<p>{{ x }}</p>"))
    assert not list(faults("cases/panels/searches.html", "<p>{{ x }}</p>"))


def test_a_mail_is_plain_text_and_only_its_escaping_is_looked_at() -> None:
    assert not list(faults("mail/item_waiting.txt", "An item waits for you."))
    assert list(faults("mail/item_waiting.txt", "{{ x|safe }}"))

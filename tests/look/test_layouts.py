"""Layouts, error pages and macros stand on their own, whatever the page leaves out."""

from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask, render_template, render_template_string
from flask_babel import Babel
from wtforms import Form, RadioField, TextAreaField, validators

from school.web.pages import teach_words
from tests.house.reading import ROOT

TEMPLATES = ROOT / "templates"
ERRORS = sorted(f"errors/{path.name}" for path in (TEMPLATES / "errors").iterdir())
COMPONENTS = sorted(path.name for path in (TEMPLATES / "components").iterdir())
PAGE = """
{% extends layout %}
{% block title %}Page{% endblock %}
{% block content %}<h1>Heading</h1>{% endblock %}
"""
YES_OR_NO: Any = ["yes", "no"]
SIGNED_IN: dict[str, Any] = {
    "actor": SimpleNamespace(),
    "school": SimpleNamespace(
        name="Birch Academy", dsl_phone="01632 960114", dsl_name=None
    ),
    "person_name": "Hannah Okafor",
    "role_name": "Form tutor",
    "nav": [{"text": "Queue", "href": "/queue", "current": True}],
    "links": {"home": "/", "blank": "/blank", "raise": "/raise"},
    "demo": True,
    "elevation": SimpleNamespace(until="2:12pm"),
}


@pytest.fixture
def app() -> Flask:
    """The templates alone, without the product behind them."""
    app = Flask(__name__, template_folder=TEMPLATES, static_folder=ROOT / "static")
    teach_words(app)
    Babel(app)
    return app


@pytest.mark.parametrize("layout", ["page", "record", "bare", "print"])
@pytest.mark.parametrize("context", [{}, SIGNED_IN], ids=["nobody", "signed in"])
def test_a_layout_gives_title_heading_and_skip_link(
    app: Flask, layout: str, context: dict[str, Any]
) -> None:
    with app.test_request_context():
        page = render_template_string(PAGE, layout=f"layouts/{layout}.html", **context)
    assert "<title>Page · Safeguard</title>" in page
    assert page.count("<h1>") == 1
    assert 'href="#main"' in page
    assert 'id="main"' in page


def test_every_staff_page_has_the_calls_and_the_blank_button(app: Flask) -> None:
    with app.test_request_context():
        page = render_template_string(PAGE, layout="layouts/page.html", **SIGNED_IN)
    assert 'href="tel:999"' in page
    assert 'href="tel:01632960114"' in page
    assert "data-blank-url" in page


@pytest.mark.parametrize("page", ERRORS)
@pytest.mark.parametrize("code", ["", "form_expired", "repeated", "second_person"])
def test_an_error_page_needs_nothing_but_its_code(
    app: Flask, page: str, code: str
) -> None:
    with app.test_request_context():
        assert render_template(page, code=code).count("<h1>") == 1


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_loads(app: Flask, name: str) -> None:
    with app.test_request_context():
        assert app.jinja_env.get_template(f"components/{name}").module


class CloseForm(Form):
    """Two fields with something to say."""

    outcome = RadioField(
        "Outcome",
        choices=YES_OR_NO,
        validators=[validators.InputRequired("Choose one")],
    )
    reason = TextAreaField("Reason", validators=[validators.InputRequired("Say why")])


def test_each_line_of_the_error_summary_leads_to_a_control(app: Flask) -> None:
    form = CloseForm()
    assert not form.validate()
    with app.test_request_context():
        page = render_template_string(
            '{% from "components/field.html" import radios, textarea %}'
            '{% from "components/error_summary.html" import error_summary %}'
            "{{ error_summary(form) }}{{ radios(form.outcome) }}"
            "{{ textarea(form.reason, own_words=True) }}",
            form=form,
        )
    for control, problem in [("outcome", "Choose one"), ("reason", "Say why")]:
        assert f'<a href="#{control}">{problem}</a>' in page
        assert f'id="{control}"' in page
        assert f'id="{control}-error"' in page
    assert 'aria-invalid="true"' in page

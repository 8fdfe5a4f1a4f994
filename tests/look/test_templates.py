"""What is worked out once when a template is read, and what is not."""

from flask import Flask, render_template_string

from school.web import catalogue
from school.web.addresses import address_of, addresses_of
from school.web.templates import drawn


def test_words_are_looked_up_when_the_template_is_read(app: Flask, monkeypatch) -> None:
    asked: list[str] = []

    def gettext(words: str, **_filled: object) -> str:
        asked.append(words)
        return f"<{words}>"

    monkeypatch.setattr("school.web.templates.gettext", gettext)
    with app.test_request_context():
        template = app.jinja_env.from_string(
            "{% for n in numbers %}{{ _('50%% of all') }}{% endfor %}"
        )
        assert template.render(numbers=range(3)) == "<50% of all>" * 3
    assert asked == ["50%% of all"]


def test_what_is_filled_into_words_is_escaped(app: Flask) -> None:
    with app.test_request_context():
        shown = render_template_string("{{ _('By %(who)s', who=who) }}", who="<b>")
    assert shown == "By &lt;b&gt;"


def test_a_dict_is_asked_for_its_key_before_its_method(app: Flask) -> None:
    with app.test_request_context():
        shown = render_template_string(
            "{{ one.items }} {{ two.items() | list | length }}{{ two.nothing }}",
            one={"items": "three"},
            two={"a": 1},
        )
    assert shown == "three 1"


def test_a_state_is_drawn_once(app: Flask) -> None:
    times: list[str] = []

    def macro(word: str) -> str:
        times.append(word)
        return word

    assert [drawn(macro, "Late") for _ in range(3)] == ["Late"] * 3
    assert times == ["Late"]


def test_addresses_are_those_that_flask_gives(app: Flask) -> None:
    with app.test_request_context():
        assert address_of("cases.queue") == "/queue"
        case = addresses_of("cases.decide_case", "case_ref")
        assert case("7KQ4M2XF9B") == "/cases/7KQ4M-2XF9B/decide"


def test_without_an_application_words_are_as_they_were_written() -> None:
    assert catalogue.gettext("Queue") == "Queue"

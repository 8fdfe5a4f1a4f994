"""What a mail says: one of two wordings, the site's address, nothing about anyone."""

from pathlib import Path

import pytest
from flask import Flask
from jinja2 import meta

from safeguard.app import ROOT
from school.notices.deliver import TEMPLATES, Carried, mail_to
from tests.house.markup import JINJA

GOLDEN = Path(__file__).parent / "golden"
SITE = "https://safeguard.example.org"
MAILS = sorted((ROOT / "templates" / "mail").iterdir())


def test_there_are_two_wordings_and_no_other() -> None:
    """Whoever adds a mail adds a wording that says what it is about."""
    assert [path.name for path in MAILS] == ["item_urgent.txt", "item_waiting.txt"]
    assert {Path(name).name for name in TEMPLATES.values()} == {p.name for p in MAILS}


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_a_mail_knows_the_sites_address_and_nothing_else(path: Path) -> None:
    """Its template has one place to fill in: none for a person or a record."""
    wanted = meta.find_undeclared_variables(JINJA.parse(path.read_text("utf-8")))

    assert wanted - {"_"} == {"site"}


@pytest.mark.parametrize("kind", TEMPLATES)
def test_a_mail_reads_to_the_letter_as_it_was_agreed(app: Flask, kind: str) -> None:
    """Subject and body, compared with what people have read and agreed to."""
    name = Path(TEMPLATES[kind]).stem
    with app.app_context():
        mail = mail_to(
            "somebody@example.org",
            Carried("AAAABBBBCCCCDDDD", "S", "P", kind),
            SITE,
            "safeguard@example.org",
        )

    told = f"{mail['Subject']}\n\n{mail.get_content()}"
    assert told == (GOLDEN / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("kind", TEMPLATES)
def test_nothing_in_a_mails_head_tells_one_record_from_another(
    app: Flask, kind: str
) -> None:
    """Two mails of a kind differ in their random id alone, whatever they are about."""
    with app.app_context():
        first, second = (
            mail_to(
                "somebody@example.org",
                Carried(ref, school, person, kind),
                SITE,
                "safeguard@example.org",
            )
            for ref, school, person in (
                ("AAAABBBBCCCCDDDD", "SCHOOL1", "PERSON1"),
                ("EEEEFFFFGGGGHHHH", "SCHOOL2", "PERSON2"),
            )
        )

    differing = {name for name in first if first[name] != second[name]}
    assert differing == {"Message-ID"}
    assert first.get_content() == second.get_content()
    assert "PERSON1" not in first.as_string()
    assert "SCHOOL1" not in first.as_string()

"""The demonstration's texts of agreements."""

import pytest
from flask import Flask
from sqlalchemy import select

from safeguard.agreements.models import AgreementTemplate
from safeguard.agreements.permissions.texts import live_template
from safeguard.agreements.states import TemplateState
from safeguard.guidance import agreements as guidance
from school.foundation.database import db
from school.identity.models import Org


@pytest.fixture(autouse=True)
def inside(demonstration: Flask) -> object:
    """The demonstration's context."""
    with demonstration.app_context():
        yield demonstration


def test_both_schools_have_all_three_texts_in_force() -> None:
    schools = select(Org.ref).where(Org.kind == "school")
    for school in db.session.scalars(schools).all():
        for kind in guidance.kinds:
            found = live_template(school, kind.code)
            assert found is not None
            assert found.is_intact
            assert found.variants == ("standard", "easy", "pl")


def test_one_is_being_written_anew() -> None:
    drafts = select(AgreementTemplate).where(
        AgreementTemplate.state == TemplateState.DRAFT
    )
    assert [row.kind for row in db.session.scalars(drafts)] == ["older"]

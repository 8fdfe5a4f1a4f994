"""The demonstration tells what followed: items, a complaint, a file, lost devices."""

import pytest
from flask import Flask
from sqlalchemy import select

from safeguard.complaints.models import Complaint
from safeguard.complaints.queries.freezing import freezes
from safeguard.custody.models import CustodyItem
from safeguard.evidence.models import EvidenceFile
from safeguard.examinations.models import Examination
from safeguard.work_devices.models import DeviceAttestation, DeviceHelp, DeviceLoss
from school.foundation import clock
from school.foundation.database import db
from school.foundation.sealed_files import sealed_files


@pytest.fixture(autouse=True)
def inside(demonstration: Flask) -> object:
    """The demonstration's context."""
    with demonstration.app_context():
        yield demonstration


def test_one_item_lies_in_the_safe_and_one_is_with_the_police() -> None:
    states = sorted(db.session.scalars(select(CustodyItem.state)))
    assert states == ["handed_to_police", "stored"]


def test_somebody_has_leave_to_look_and_has_not_looked_yet() -> None:
    (looked,) = db.session.scalars(select(Examination))
    assert looked.state == "authorised"


def test_a_complaint_about_that_search_is_open_and_freezes_it() -> None:
    (complaint,) = db.session.scalars(select(Complaint))
    (looked,) = db.session.scalars(select(Examination))
    assert (complaint.state, complaint.subject_ref) == (
        "acknowledged",
        looked.search_ref,
    )
    assert freezes(looked.search_ref)


def test_a_case_holds_a_file_whose_content_is_there() -> None:
    (file,) = db.session.scalars(select(EvidenceFile))
    assert list(sealed_files().refs()) == [file.ref]


def test_a_device_is_to_be_decided_about_and_another_is_back() -> None:
    losses = {row.state: row for row in db.session.scalars(select(DeviceLoss))}
    assert set(losses) == {"reported", "closed"}
    assert losses["closed"].found_at
    assert losses["reported"].reported_at < clock.now()
    assert len(list(db.session.scalars(select(DeviceAttestation.ref)))) >= 9
    assert set(db.session.scalars(select(DeviceHelp.state))) == {"needed", "given"}

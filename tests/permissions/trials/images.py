"""Intimate images: what whoever leads the case may do, and who reads of it."""

from safeguard.intimate_images.commands import ending, keeping_safe, reviewing
from safeguard.intimate_images.permissions import Act
from safeguard.intimate_images.queries import owed, reading, sheet
from tests.intimate_images import told
from tests.permissions.trials.trial import Trial, Try


def _suspected(trial: Trial) -> str:
    return str(trial.spare("image", lambda: told.image_case(trial.world)))


def _planned(trial: Trial) -> str:
    return str(trial.spare("image planned", lambda: told.planned(trial.world)))


def _managed(trial: Trial) -> str:
    return str(trial.spare("image managed", lambda: told.managed(trial.world)))


def _ended(trial: Trial) -> str:
    return str(trial.spare("image ended", lambda: told.ended(trial.world)))


READS_IMAGES = [
    Try(Act.READ_IMAGE, lambda t, a: reading.read_image(a, _suspected(t))),
    Try(
        Act.PRINT_IMAGE,
        lambda t, a: sheet.print_image(a, _suspected(t), t.world["ellis"]),
    ),
    Try(Act.READ_IMAGES_DUE, lambda t, a: owed.read_images_due(a)),
]
LEADS_IMAGES = [
    Try(
        Act.SECURE_DEVICE,
        lambda t, a: reviewing.secure_device(
            a, _suspected(t), reviewing.DeviceAnswer("secured")
        ),
    ),
    Try(
        Act.ENTER_CHILD,
        lambda t, a: reviewing.enter_child(
            a, _suspected(t), told.entry(t.world["ellis"])
        ),
    ),
    Try(
        Act.REVIEW_FIRST,
        lambda t, a: reviewing.review_first(a, _suspected(t), told.review()),
    ),
    Try(
        Act.PLAN_SAFETY,
        lambda t, a: keeping_safe.plan_safety(a, _managed(t), told.plan()),
    ),
    Try(
        Act.RECORD_REMOVAL,
        lambda t, a: keeping_safe.record_removal(
            a, _planned(t), told.removal(t.world["ellis"])
        ),
    ),
    Try(
        Act.ADD_NUMBER,
        lambda t, a: keeping_safe.add_number(
            a, _suspected(t), keeping_safe.NewNumber("ceop", "CEOP-1234")
        ),
    ),
    Try(
        Act.REVIEW_PLAN,
        lambda t, a: keeping_safe.review_plan(a, _planned(t), told.look()),
    ),
    Try(
        Act.CLOSE_IMAGE,
        lambda t, a: ending.close_image(a, _ended(t), told.ending()),
    ),
]

"""The ground."""

import sqlalchemy as sa
from alembic import op

from school.foundation import database as types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "action_reminder",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("action_ref", sa.String(length=48), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_action_reminder")),
        sa.UniqueConstraint(
            "action_ref", "sent_on", name=op.f("uq_action_reminder_action_ref")
        ),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_action_reminder_action_ref"),
        "action_reminder",
        ["action_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_action_reminder_person_ref"),
        "action_reminder",
        ["person_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_action_reminder_school_ref"),
        "action_reminder",
        ["school_ref"],
        unique=False,
    )

    op.create_table(
        "action_step",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("action_ref", sa.String(length=48), nullable=False),
        sa.Column("entry_ref", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("from_ref", sa.String(length=48), nullable=True),
        sa.Column("owner_ref", sa.String(length=48), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("at", types.UtcInstant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_action_step")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_action_step_action_ref"), "action_step", ["action_ref"], unique=False
    )
    op.create_index(
        op.f("ix_action_step_by_ref"), "action_step", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_action_step_entry_ref"), "action_step", ["entry_ref"], unique=False
    )
    op.create_index(
        op.f("ix_action_step_from_ref"), "action_step", ["from_ref"], unique=False
    )
    op.create_index(
        op.f("ix_action_step_owner_ref"), "action_step", ["owner_ref"], unique=False
    )
    op.create_index(
        op.f("ix_action_step_school_ref"), "action_step", ["school_ref"], unique=False
    )

    op.create_table(
        "adult_concern",
        sa.Column("ref", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("reporter_mark", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("what", types.Sealed(), nullable=False),
        sa.Column("own_words", types.Sealed(), nullable=True),
        sa.Column("done", types.Sealed(), nullable=True),
        sa.Column("particulars", types.Sealed(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_adult_concern")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_adult_concern_reporter_mark"),
        "adult_concern",
        ["reporter_mark"],
        unique=False,
    )
    op.create_index(
        op.f("ix_adult_concern_school_ref"),
        "adult_concern",
        ["school_ref"],
        unique=False,
    )

    op.create_table(
        "adult_concern_recipient",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("concern_ref", sa.String(length=48), nullable=False),
        sa.Column("person_mark", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_adult_concern_recipient")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_adult_concern_recipient_concern_ref"),
        "adult_concern_recipient",
        ["concern_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_adult_concern_recipient_person_mark"),
        "adult_concern_recipient",
        ["person_mark"],
        unique=False,
    )

    op.create_table(
        "adult_concern_step",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("concern_ref", sa.String(length=48), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("body", types.Sealed(), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_adult_concern_step")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_adult_concern_step_concern_ref"),
        "adult_concern_step",
        ["concern_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_adult_concern_step_school_ref"),
        "adult_concern_step",
        ["school_ref"],
        unique=False,
    )

    op.create_table(
        "adult_concern_subject",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("concern_ref", sa.String(length=48), nullable=False),
        sa.Column("who", types.Sealed(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_adult_concern_subject")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_adult_concern_subject_concern_ref"),
        "adult_concern_subject",
        ["concern_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_adult_concern_subject_school_ref"),
        "adult_concern_subject",
        ["school_ref"],
        unique=False,
    )

    op.create_table(
        "adult_draft",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("owner_mark", sa.String(length=64), nullable=False),
        sa.Column("form_ref", sa.String(length=48), nullable=False),
        sa.Column("body", types.Sealed(), nullable=False),
        sa.Column("saved_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_adult_draft")),
        info={"kept": "upkeep"},
    )
    op.create_index(
        op.f("ix_adult_draft_form_ref"), "adult_draft", ["form_ref"], unique=False
    )
    op.create_index(
        op.f("ix_adult_draft_owner_mark"), "adult_draft", ["owner_mark"], unique=False
    )
    op.create_index(
        op.f("ix_adult_draft_school_ref"), "adult_draft", ["school_ref"], unique=False
    )

    op.create_table(
        "appointment",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("org_ref", sa.String(length=48), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=64), nullable=True),
        sa.Column("granted_by", sa.String(length=48), nullable=False),
        sa.Column("granted_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("approved_by", sa.String(length=48), nullable=True),
        sa.Column("approved_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("needs_approval", sa.Boolean(), nullable=False),
        sa.Column("ended_by", sa.String(length=48), nullable=True),
        sa.Column("ended_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_appointment")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_appointment_approved_by"), "appointment", ["approved_by"], unique=False
    )
    op.create_index(
        op.f("ix_appointment_ended_by"), "appointment", ["ended_by"], unique=False
    )
    op.create_index(
        op.f("ix_appointment_granted_by"), "appointment", ["granted_by"], unique=False
    )
    op.create_index(
        op.f("ix_appointment_org_ref"), "appointment", ["org_ref"], unique=False
    )
    op.create_index(
        op.f("ix_appointment_person_ref"), "appointment", ["person_ref"], unique=False
    )

    op.create_table(
        "body_mark",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("case_ref", sa.String(length=48), nullable=False),
        sa.Column("entry_ref", sa.String(length=48), nullable=False),
        sa.Column("child_ref", sa.String(length=48), nullable=False),
        sa.Column("codes", types.Sealed(), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_body_mark")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_body_mark_case_ref"), "body_mark", ["case_ref"], unique=False
    )
    op.create_index(
        op.f("ix_body_mark_child_ref"), "body_mark", ["child_ref"], unique=False
    )
    op.create_index(
        op.f("ix_body_mark_entry_ref"), "body_mark", ["entry_ref"], unique=False
    )
    op.create_index(
        op.f("ix_body_mark_school_ref"), "body_mark", ["school_ref"], unique=False
    )

    op.create_table(
        "bullying_child",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("process_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("child_ref", sa.String(length=48), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=True),
        sa.Column("described", types.Sealed(), nullable=True),
        sa.Column("side", sa.String(length=64), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_bullying_child")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_bullying_child_by_ref"), "bullying_child", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_bullying_child_child_ref"),
        "bullying_child",
        ["child_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_bullying_child_person_ref"),
        "bullying_child",
        ["person_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_bullying_child_process_ref"),
        "bullying_child",
        ["process_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_bullying_child_school_ref"),
        "bullying_child",
        ["school_ref"],
        unique=False,
    )

    op.create_table(
        "bullying_plan",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("process_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("harmed", types.Sealed(), nullable=False),
        sa.Column("other", types.Sealed(), nullable=False),
        sa.Column("restorative", sa.String(length=64), nullable=False),
        sa.Column("sanction", types.Sealed(), nullable=True),
        sa.Column("first_review_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("second_review_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("agreed_by", sa.String(length=48), nullable=False),
        sa.Column("agreed_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_bullying_plan")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_bullying_plan_agreed_by"), "bullying_plan", ["agreed_by"], unique=False
    )
    op.create_index(
        op.f("ix_bullying_plan_process_ref"),
        "bullying_plan",
        ["process_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_bullying_plan_school_ref"),
        "bullying_plan",
        ["school_ref"],
        unique=False,
    )

    op.create_table(
        "bullying_process",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("case_ref", sa.String(length=48), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("result", sa.String(length=64), nullable=True),
        sa.Column("platform", sa.String(length=64), nullable=True),
        sa.Column("plan_ref", sa.String(length=48), nullable=True),
        sa.Column("review", sa.Integer(), nullable=False),
        sa.Column("review_due_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("earlier_ref", sa.String(length=48), nullable=True),
        sa.Column("opened_by", sa.String(length=48), nullable=False),
        sa.Column("opened_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("changed_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("ended_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_bullying_process")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_bullying_process_case_ref"),
        "bullying_process",
        ["case_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_bullying_process_earlier_ref"),
        "bullying_process",
        ["earlier_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_bullying_process_opened_by"),
        "bullying_process",
        ["opened_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_bullying_process_plan_ref"),
        "bullying_process",
        ["plan_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_bullying_process_school_ref"),
        "bullying_process",
        ["school_ref"],
        unique=False,
    )

    op.create_table(
        "bullying_review",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("process_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("plan_ref", sa.String(length=48), nullable=False),
        sa.Column("review", sa.Integer(), nullable=False),
        sa.Column("child_ref", sa.String(length=48), nullable=False),
        sa.Column("answer", sa.String(length=64), nullable=False),
        sa.Column("own_words", types.Sealed(), nullable=True),
        sa.Column("words", types.Sealed(), nullable=True),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_bullying_review")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_bullying_review_by_ref"), "bullying_review", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_bullying_review_child_ref"),
        "bullying_review",
        ["child_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_bullying_review_plan_ref"),
        "bullying_review",
        ["plan_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_bullying_review_process_ref"),
        "bullying_review",
        ["process_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_bullying_review_school_ref"),
        "bullying_review",
        ["school_ref"],
        unique=False,
    )

    op.create_table(
        "bullying_step",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("process_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=64), nullable=False),
        sa.Column("done", sa.String(length=64), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("words", types.Sealed(), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_bullying_step")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_bullying_step_by_ref"), "bullying_step", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_bullying_step_process_ref"),
        "bullying_step",
        ["process_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_bullying_step_school_ref"),
        "bullying_step",
        ["school_ref"],
        unique=False,
    )

    op.create_table(
        "bullying_test",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("process_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("online", sa.String(length=64), nullable=False),
        sa.Column("intent", sa.String(length=64), nullable=False),
        sa.Column("repetition", sa.String(length=64), nullable=False),
        sa.Column("power_imbalance", sa.String(length=64), nullable=False),
        sa.Column("online_words", types.Sealed(), nullable=False),
        sa.Column("intent_words", types.Sealed(), nullable=False),
        sa.Column("repetition_words", types.Sealed(), nullable=False),
        sa.Column("power_imbalance_words", types.Sealed(), nullable=False),
        sa.Column("result", sa.String(length=64), nullable=False),
        sa.Column("frequency", sa.String(length=64), nullable=True),
        sa.Column("duration", sa.String(length=64), nullable=True),
        sa.Column("audience", sa.String(length=64), nullable=True),
        sa.Column("platform", sa.String(length=64), nullable=True),
        sa.Column("anonymous", sa.String(length=64), nullable=True),
        sa.Column("group_members", types.Sealed(), nullable=True),
        sa.Column("prejudices", types.Sealed(), nullable=True),
        sa.Column("edition", sa.String(length=64), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_bullying_test")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_bullying_test_by_ref"), "bullying_test", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_bullying_test_process_ref"),
        "bullying_test",
        ["process_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_bullying_test_school_ref"),
        "bullying_test",
        ["school_ref"],
        unique=False,
    )

    op.create_table(
        "case_action",
        sa.Column("ref", sa.String(length=10), nullable=False),
        sa.Column("case_ref", sa.String(length=48), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("owner_ref", sa.String(length=48), nullable=False),
        sa.Column("what", types.Sealed(), nullable=False),
        sa.Column("child_ref", sa.String(length=48), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("due_why", sa.String(length=64), nullable=False),
        sa.Column("set_by", sa.String(length=48), nullable=False),
        sa.Column("set_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("ended_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_case_action")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_case_action_case_ref"), "case_action", ["case_ref"], unique=False
    )
    op.create_index(
        op.f("ix_case_action_child_ref"), "case_action", ["child_ref"], unique=False
    )
    op.create_index(
        op.f("ix_case_action_owner_ref"), "case_action", ["owner_ref"], unique=False
    )
    op.create_index(
        op.f("ix_case_action_school_ref"), "case_action", ["school_ref"], unique=False
    )
    op.create_index(
        op.f("ix_case_action_set_by"), "case_action", ["set_by"], unique=False
    )

    op.create_table(
        "case_entry",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("case_ref", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=True),
        sa.Column("concern_ref", sa.String(length=48), nullable=True),
        sa.Column("text", types.Sealed(), nullable=False),
        sa.Column("happened_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_case_entry")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_case_entry_by_ref"), "case_entry", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_case_entry_case_ref"), "case_entry", ["case_ref"], unique=False
    )
    op.create_index(
        op.f("ix_case_entry_concern_ref"), "case_entry", ["concern_ref"], unique=False
    )
    op.create_index(
        op.f("ix_case_entry_school_ref"), "case_entry", ["school_ref"], unique=False
    )

    op.create_table(
        "case_file",
        sa.Column("ref", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("level", sa.String(length=64), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("title", types.Sealed(), nullable=False),
        sa.Column("lead_ref", sa.String(length=48), nullable=False),
        sa.Column("opened_by", sa.String(length=48), nullable=False),
        sa.Column("opened_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("serious", sa.Boolean(), nullable=False),
        sa.Column("in_danger", sa.Boolean(), nullable=False),
        sa.Column("intimate_image", sa.Boolean(), nullable=False),
        sa.Column("parents_informed", sa.String(length=64), nullable=True),
        sa.Column("decision_ref", sa.String(length=48), nullable=True),
        sa.Column("next_step", sa.String(length=64), nullable=False),
        sa.Column("due_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("due_why", sa.String(length=64), nullable=True),
        sa.Column("changed_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("closed_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_case_file")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_case_file_decision_ref"), "case_file", ["decision_ref"], unique=False
    )
    op.create_index(
        op.f("ix_case_file_lead_ref"), "case_file", ["lead_ref"], unique=False
    )
    op.create_index(
        "ix_case_file_newest",
        "case_file",
        ["school_ref", "opened_at", "ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_case_file_opened_by"), "case_file", ["opened_by"], unique=False
    )
    op.create_index(
        "ix_case_file_queue",
        "case_file",
        [
            "school_ref",
            "state",
            "level",
            "in_danger",
            "next_step",
            "due_at",
            "lead_ref",
            "ref",
        ],
        unique=False,
    )
    op.create_index(
        op.f("ix_case_file_school_ref"), "case_file", ["school_ref"], unique=False
    )

    op.create_table(
        "case_handover",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("case_ref", sa.String(length=48), nullable=False),
        sa.Column("handover_ref", sa.String(length=48), nullable=False),
        sa.Column("from_ref", sa.String(length=48), nullable=False),
        sa.Column("to_ref", sa.String(length=48), nullable=False),
        sa.Column("at", types.UtcInstant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_case_handover")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_case_handover_case_ref"), "case_handover", ["case_ref"], unique=False
    )
    op.create_index(
        op.f("ix_case_handover_from_ref"), "case_handover", ["from_ref"], unique=False
    )
    op.create_index(
        op.f("ix_case_handover_handover_ref"),
        "case_handover",
        ["handover_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_case_handover_school_ref"),
        "case_handover",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_case_handover_to_ref"), "case_handover", ["to_ref"], unique=False
    )

    op.create_table(
        "case_meeting",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("case_ref", sa.String(length=48), nullable=False),
        sa.Column("entry_ref", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("attended", types.Sealed(), nullable=False),
        sa.Column("held_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("next_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_case_meeting")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_case_meeting_case_ref"), "case_meeting", ["case_ref"], unique=False
    )
    op.create_index(
        op.f("ix_case_meeting_entry_ref"), "case_meeting", ["entry_ref"], unique=False
    )
    op.create_index(
        op.f("ix_case_meeting_school_ref"), "case_meeting", ["school_ref"], unique=False
    )

    op.create_table(
        "child_link",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("link_ref", sa.String(length=48), nullable=False),
        sa.Column("one_ref", sa.String(length=48), nullable=False),
        sa.Column("other_ref", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("reason", types.Sealed(), nullable=True),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_child_link")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_child_link_by_ref"), "child_link", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_child_link_link_ref"), "child_link", ["link_ref"], unique=False
    )
    op.create_index(
        op.f("ix_child_link_one_ref"), "child_link", ["one_ref"], unique=False
    )
    op.create_index(
        op.f("ix_child_link_other_ref"), "child_link", ["other_ref"], unique=False
    )
    op.create_index(
        op.f("ix_child_link_school_ref"), "child_link", ["school_ref"], unique=False
    )

    op.create_table(
        "child_need",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("need_ref", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("in_error", sa.Boolean(), nullable=False),
        sa.Column("details", types.Sealed(), nullable=True),
        sa.Column("told_by", sa.String(length=64), nullable=False),
        sa.Column("told_words", types.Sealed(), nullable=True),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_child_need")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_child_need_by_ref"), "child_need", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_child_need_need_ref"), "child_need", ["need_ref"], unique=False
    )
    op.create_index(
        op.f("ix_child_need_person_ref"), "child_need", ["person_ref"], unique=False
    )
    op.create_index(
        op.f("ix_child_need_school_ref"), "child_need", ["school_ref"], unique=False
    )

    op.create_table(
        "closing",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("case_ref", sa.String(length=48), nullable=False),
        sa.Column("police_considered", sa.String(length=64), nullable=True),
        sa.Column("police_reason", types.Sealed(), nullable=True),
        sa.Column("summary", types.Sealed(), nullable=False),
        sa.Column("edition", sa.String(length=64), nullable=False),
        sa.Column("closed_by", sa.String(length=48), nullable=False),
        sa.Column("closed_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_closing")),
        info={"kept": "appended"},
    )
    op.create_index(op.f("ix_closing_case_ref"), "closing", ["case_ref"], unique=False)
    op.create_index(
        op.f("ix_closing_closed_by"), "closing", ["closed_by"], unique=False
    )
    op.create_index(
        op.f("ix_closing_school_ref"), "closing", ["school_ref"], unique=False
    )

    op.create_table(
        "closure",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "kind IN ('inset', 'half_term', 'closure')",
            name=op.f("ck_closure_kind_known"),
        ),
        sa.CheckConstraint("ends_on >= begins_on", name=op.f("ck_closure_in_order")),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_closure")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_closure_school_ref"), "closure", ["school_ref"], unique=False
    )

    op.create_table(
        "concern",
        sa.Column("ref", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("level", sa.String(length=64), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("reporter_ref", sa.String(length=48), nullable=False),
        sa.Column("typist_ref", sa.String(length=48), nullable=True),
        sa.Column("on_behalf_of", types.Sealed(), nullable=True),
        sa.Column("teller", sa.String(length=64), nullable=False),
        sa.Column("teller_words", types.Sealed(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("happened_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("happened_words", types.Sealed(), nullable=True),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("place", types.Sealed(), nullable=True),
        sa.Column("online_service", types.Sealed(), nullable=True),
        sa.Column("device_owner", sa.String(length=64), nullable=True),
        sa.Column("network", sa.String(length=64), nullable=True),
        sa.Column("in_danger", sa.Boolean(), nullable=False),
        sa.Column("intimate_image", sa.Boolean(), nullable=False),
        sa.Column("technical", sa.Boolean(), nullable=False),
        sa.Column("told_dsl", sa.Boolean(), nullable=False),
        sa.Column("steps", sa.String(length=400), nullable=False),
        sa.Column("edition", sa.String(length=64), nullable=False),
        sa.Column("due_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("due_why", sa.String(length=64), nullable=False),
        sa.Column("on_duty_rota", sa.Boolean(), nullable=False),
        sa.Column("storeys_told", sa.Integer(), nullable=False),
        sa.Column("acknowledged_by", sa.String(length=48), nullable=True),
        sa.Column("acknowledged_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("case_ref", sa.String(length=48), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_concern")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_concern_acknowledged_by"), "concern", ["acknowledged_by"], unique=False
    )
    op.create_index(op.f("ix_concern_case_ref"), "concern", ["case_ref"], unique=False)
    op.create_index(
        "ix_concern_newest",
        "concern",
        ["school_ref", "recorded_at", "ref"],
        unique=False,
    )
    op.create_index(
        "ix_concern_queue",
        "concern",
        [
            "school_ref",
            "state",
            "level",
            "in_danger",
            "due_at",
            "acknowledged_at",
            "case_ref",
            "ref",
        ],
        unique=False,
    )
    op.create_index(
        op.f("ix_concern_reporter_ref"), "concern", ["reporter_ref"], unique=False
    )
    op.create_index(
        op.f("ix_concern_school_ref"), "concern", ["school_ref"], unique=False
    )
    op.create_index(
        op.f("ix_concern_typist_ref"), "concern", ["typist_ref"], unique=False
    )

    op.create_table(
        "concern_adult",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("concern_ref", sa.String(length=48), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_concern_adult")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_concern_adult_concern_ref"),
        "concern_adult",
        ["concern_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_concern_adult_person_ref"),
        "concern_adult",
        ["person_ref"],
        unique=False,
    )

    op.create_table(
        "concern_child",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("concern_ref", sa.String(length=48), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=True),
        sa.Column("described", types.Sealed(), nullable=True),
        sa.Column("part", sa.String(length=64), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_concern_child")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_concern_child_concern_ref"),
        "concern_child",
        ["concern_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_concern_child_person_ref"),
        "concern_child",
        ["person_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_concern_child_school_ref"),
        "concern_child",
        ["school_ref"],
        unique=False,
    )

    op.create_table(
        "concern_child_change",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("concern_ref", sa.String(length=48), nullable=False),
        sa.Column("before_ref", sa.String(length=48), nullable=True),
        sa.Column("before_words", types.Sealed(), nullable=True),
        sa.Column("before_part", sa.String(length=64), nullable=True),
        sa.Column("after_ref", sa.String(length=48), nullable=True),
        sa.Column("after_part", sa.String(length=64), nullable=True),
        sa.Column("reason", types.Sealed(), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("changed_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_concern_child_change")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_concern_child_change_after_ref"),
        "concern_child_change",
        ["after_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_concern_child_change_before_ref"),
        "concern_child_change",
        ["before_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_concern_child_change_by_ref"),
        "concern_child_change",
        ["by_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_concern_child_change_concern_ref"),
        "concern_child_change",
        ["concern_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_concern_child_change_school_ref"),
        "concern_child_change",
        ["school_ref"],
        unique=False,
    )

    op.create_table(
        "concern_text",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("concern_ref", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("text", types.Sealed(), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_concern_text")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_concern_text_by_ref"), "concern_text", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_concern_text_concern_ref"),
        "concern_text",
        ["concern_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_concern_text_school_ref"), "concern_text", ["school_ref"], unique=False
    )

    op.create_table(
        "concern_transfer",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("concern_ref", sa.String(length=48), nullable=False),
        sa.Column("to_school_ref", sa.String(length=48), nullable=False),
        sa.Column("level", sa.String(length=64), nullable=False),
        sa.Column("reason", types.Sealed(), nullable=False),
        sa.Column("sent_by", sa.String(length=48), nullable=False),
        sa.Column("sent_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=64), nullable=True),
        sa.Column("answer_words", types.Sealed(), nullable=True),
        sa.Column("answered_by", sa.String(length=48), nullable=True),
        sa.Column("answered_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("arrived_ref", sa.String(length=48), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_concern_transfer")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_concern_transfer_answered_by"),
        "concern_transfer",
        ["answered_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_concern_transfer_arrived_ref"),
        "concern_transfer",
        ["arrived_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_concern_transfer_concern_ref"),
        "concern_transfer",
        ["concern_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_concern_transfer_school_ref"),
        "concern_transfer",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_concern_transfer_sent_by"),
        "concern_transfer",
        ["sent_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_concern_transfer_to_school_ref"),
        "concern_transfer",
        ["to_school_ref"],
        unique=False,
    )

    op.create_table(
        "credential",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("user_ref", sa.String(length=48), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("secret", types.Sealed(), nullable=False),
        sa.Column("handle_mac", sa.String(length=64), nullable=True),
        sa.Column("label", types.Sealed(), nullable=True),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("one_time", sa.Boolean(), nullable=False),
        sa.Column("made_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("expires_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("used_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("ended_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_credential")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_credential_handle_mac"), "credential", ["handle_mac"], unique=False
    )
    op.create_index(
        op.f("ix_credential_person_ref"), "credential", ["person_ref"], unique=False
    )
    op.create_index(
        op.f("ix_credential_school_ref"), "credential", ["school_ref"], unique=False
    )
    op.create_index(
        op.f("ix_credential_user_ref"), "credential", ["user_ref"], unique=False
    )

    op.create_table(
        "decision",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("case_ref", sa.String(length=48), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=False),
        sa.Column("reason", types.Sealed(), nullable=False),
        sa.Column("agency", sa.String(length=64), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("edition", sa.String(length=64), nullable=False),
        sa.Column("supersedes_ref", sa.String(length=48), nullable=True),
        sa.Column("decided_by", sa.String(length=48), nullable=False),
        sa.Column("decided_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_decision")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_decision_case_ref"), "decision", ["case_ref"], unique=False
    )
    op.create_index(
        op.f("ix_decision_decided_by"), "decision", ["decided_by"], unique=False
    )
    op.create_index(
        op.f("ix_decision_school_ref"), "decision", ["school_ref"], unique=False
    )
    op.create_index(
        op.f("ix_decision_supersedes_ref"), "decision", ["supersedes_ref"], unique=False
    )

    op.create_table(
        "declaration",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("org_ref", sa.String(length=48), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("edition", sa.String(length=64), nullable=False),
        sa.Column("declared_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("witness_ref", sa.String(length=48), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_declaration")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_declaration_org_ref"), "declaration", ["org_ref"], unique=False
    )
    op.create_index(
        op.f("ix_declaration_person_ref"), "declaration", ["person_ref"], unique=False
    )
    op.create_index(
        op.f("ix_declaration_witness_ref"), "declaration", ["witness_ref"], unique=False
    )

    op.create_table(
        "draft",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("form_ref", sa.String(length=48), nullable=False),
        sa.Column("body", types.Sealed(), nullable=False),
        sa.Column("saved_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_draft")),
        info={"kept": "upkeep"},
    )
    op.create_index(op.f("ix_draft_form_ref"), "draft", ["form_ref"], unique=False)
    op.create_index(op.f("ix_draft_person_ref"), "draft", ["person_ref"], unique=False)
    op.create_index(op.f("ix_draft_school_ref"), "draft", ["school_ref"], unique=False)

    op.create_table(
        "duty_turn",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("telephone", types.Sealed(), nullable=True),
        sa.Column("added_by", sa.String(length=48), nullable=False),
        sa.Column("added_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= begins_on", name=op.f("ck_duty_turn_in_order")),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_duty_turn")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_duty_turn_added_by"), "duty_turn", ["added_by"], unique=False
    )
    op.create_index(
        op.f("ix_duty_turn_person_ref"), "duty_turn", ["person_ref"], unique=False
    )
    op.create_index(
        op.f("ix_duty_turn_school_ref"), "duty_turn", ["school_ref"], unique=False
    )

    op.create_table(
        "elevation",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("sign_in_ref", sa.String(length=48), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("factor", sa.String(length=64), nullable=False),
        sa.Column("reason", types.Sealed(), nullable=True),
        sa.Column("bound_to", sa.String(length=64), nullable=False),
        sa.Column("begun_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("ends_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("ended_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("ended_why", sa.String(length=64), nullable=True),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_elevation")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_elevation_bound_to"), "elevation", ["bound_to"], unique=False
    )
    op.create_index(
        op.f("ix_elevation_person_ref"), "elevation", ["person_ref"], unique=False
    )
    op.create_index(
        op.f("ix_elevation_school_ref"), "elevation", ["school_ref"], unique=False
    )
    op.create_index(
        op.f("ix_elevation_sign_in_ref"), "elevation", ["sign_in_ref"], unique=False
    )

    op.create_table(
        "elevation_activity",
        sa.Column("elevation_ref", sa.String(length=16), nullable=False),
        sa.Column("last_used_at", types.UtcInstant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("elevation_ref", name=op.f("pk_elevation_activity")),
        info={"kept": "upkeep"},
    )
    op.create_table(
        "enrolment",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=48), nullable=False),
        sa.Column("class_ref", sa.String(length=48), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_enrolment")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_enrolment_class_ref"), "enrolment", ["class_ref"], unique=False
    )
    op.create_index(
        op.f("ix_enrolment_person_ref"), "enrolment", ["person_ref"], unique=False
    )
    op.create_index(
        op.f("ix_enrolment_school_ref"), "enrolment", ["school_ref"], unique=False
    )

    op.create_table(
        "factor_reset",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("user_ref", sa.String(length=48), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("why", sa.String(length=64), nullable=False),
        sa.Column("requested_by", sa.String(length=48), nullable=False),
        sa.Column("requested_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("ends_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("approved_by", sa.String(length=48), nullable=True),
        sa.Column("approved_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_factor_reset")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_factor_reset_approved_by"),
        "factor_reset",
        ["approved_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_factor_reset_person_ref"), "factor_reset", ["person_ref"], unique=False
    )
    op.create_index(
        op.f("ix_factor_reset_requested_by"),
        "factor_reset",
        ["requested_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_factor_reset_user_ref"), "factor_reset", ["user_ref"], unique=False
    )

    op.create_table(
        "failed_sign_in",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("user_ref", sa.String(length=48), nullable=False),
        sa.Column("device", sa.String(length=64), nullable=True),
        sa.Column("address", types.Sealed(), nullable=True),
        sa.Column("failed_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_failed_sign_in")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_failed_sign_in_school_ref"),
        "failed_sign_in",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_failed_sign_in_user_ref"), "failed_sign_in", ["user_ref"], unique=False
    )

    op.create_table(
        "feedback",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("concern_ref", sa.String(length=48), nullable=False),
        sa.Column("text", types.Sealed(), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("given_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_feedback")),
        info={"kept": "appended"},
    )
    op.create_index(op.f("ix_feedback_by_ref"), "feedback", ["by_ref"], unique=False)
    op.create_index(
        op.f("ix_feedback_concern_ref"), "feedback", ["concern_ref"], unique=False
    )
    op.create_index(
        op.f("ix_feedback_school_ref"), "feedback", ["school_ref"], unique=False
    )

    op.create_table(
        "founding",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("trust_ref", sa.String(length=48), nullable=False),
        sa.Column("first_person_ref", sa.String(length=48), nullable=False),
        sa.Column("second_person_ref", sa.String(length=48), nullable=False),
        sa.Column("begun_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("closed_at", types.UtcInstant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_founding")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_founding_first_person_ref"),
        "founding",
        ["first_person_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_founding_second_person_ref"),
        "founding",
        ["second_person_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_founding_trust_ref"), "founding", ["trust_ref"], unique=False
    )

    op.create_table(
        "founding_post",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("founding_ref", sa.String(length=48), nullable=False),
        sa.Column("proposal_ref", sa.String(length=48), nullable=False),
        sa.Column("org_ref", sa.String(length=48), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("proposed_by", sa.String(length=48), nullable=False),
        sa.Column("proposed_at", types.UtcInstant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_founding_post")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_founding_post_founding_ref"),
        "founding_post",
        ["founding_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_founding_post_org_ref"), "founding_post", ["org_ref"], unique=False
    )
    op.create_index(
        op.f("ix_founding_post_person_ref"),
        "founding_post",
        ["person_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_founding_post_proposal_ref"),
        "founding_post",
        ["proposal_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_founding_post_proposed_by"),
        "founding_post",
        ["proposed_by"],
        unique=False,
    )

    op.create_table(
        "harm_assessment",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("process_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("option", sa.String(length=64), nullable=False),
        sa.Column("condition", sa.String(length=64), nullable=False),
        sa.Column("harmed", types.Sealed(), nullable=False),
        sa.Column("other", types.Sealed(), nullable=False),
        sa.Column("others", types.Sealed(), nullable=True),
        sa.Column("where_online", types.Sealed(), nullable=True),
        sa.Column("classes", types.Sealed(), nullable=False),
        sa.Column("transport", types.Sealed(), nullable=False),
        sa.Column("breaks", types.Sealed(), nullable=False),
        sa.Column("checked_by", types.Sealed(), nullable=False),
        sa.Column("condition_words", types.Sealed(), nullable=True),
        sa.Column("reason", types.Sealed(), nullable=False),
        sa.Column("edition", sa.String(length=64), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_harm_assessment")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_harm_assessment_by_ref"), "harm_assessment", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_harm_assessment_process_ref"),
        "harm_assessment",
        ["process_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_harm_assessment_school_ref"),
        "harm_assessment",
        ["school_ref"],
        unique=False,
    )

    op.create_table(
        "harm_process",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("case_ref", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("time", sa.String(length=64), nullable=False),
        sa.Column("due_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("opened_by", sa.String(length=48), nullable=False),
        sa.Column("opened_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_harm_process")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_harm_process_case_ref"), "harm_process", ["case_ref"], unique=False
    )
    op.create_index(
        op.f("ix_harm_process_opened_by"), "harm_process", ["opened_by"], unique=False
    )
    op.create_index(
        op.f("ix_harm_process_school_ref"), "harm_process", ["school_ref"], unique=False
    )

    op.create_table(
        "harm_review",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("process_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=64), nullable=False),
        sa.Column("harmed_words", types.Sealed(), nullable=True),
        sa.Column("other_words", types.Sealed(), nullable=True),
        sa.Column("reason", types.Sealed(), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_harm_review")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_harm_review_by_ref"), "harm_review", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_harm_review_process_ref"), "harm_review", ["process_ref"], unique=False
    )
    op.create_index(
        op.f("ix_harm_review_school_ref"), "harm_review", ["school_ref"], unique=False
    )

    op.create_table(
        "notice",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("made_at", types.UtcInstant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_notice")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_notice_person_ref"), "notice", ["person_ref"], unique=False
    )
    op.create_index(
        op.f("ix_notice_school_ref"), "notice", ["school_ref"], unique=False
    )

    op.create_table(
        "notice_reading",
        sa.Column("notice_ref", sa.String(length=16), nullable=False),
        sa.Column("read_at", types.UtcInstant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("notice_ref", name=op.f("pk_notice_reading")),
        info={"kept": "upkeep"},
    )
    op.create_table(
        "org",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("parent_ref", sa.String(length=48), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("identifier", sa.String(length=64), nullable=True),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column("founded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_org")),
        info={"kept": "recorded"},
    )
    op.create_index(op.f("ix_org_parent_ref"), "org", ["parent_ref"], unique=False)

    op.create_table(
        "org_setting",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("org_ref", sa.String(length=48), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.String(length=400), nullable=False),
        sa.Column("changed_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=48), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_org_setting")),
        sa.UniqueConstraint("org_ref", "name", name=op.f("uq_org_setting_org_ref")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_org_setting_changed_by"), "org_setting", ["changed_by"], unique=False
    )
    op.create_index(
        op.f("ix_org_setting_org_ref"), "org_setting", ["org_ref"], unique=False
    )

    op.create_table(
        "outbox_delivery",
        sa.Column("mail_ref", sa.String(length=16), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_tried_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("sent_at", types.UtcInstant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("mail_ref", name=op.f("pk_outbox_delivery")),
        info={"kept": "upkeep"},
    )
    op.create_table(
        "outbox_mail",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("made_at", types.UtcInstant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_outbox_mail")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_outbox_mail_person_ref"), "outbox_mail", ["person_ref"], unique=False
    )
    op.create_index(
        op.f("ix_outbox_mail_school_ref"), "outbox_mail", ["school_ref"], unique=False
    )

    op.create_table(
        "parent_contact",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("case_ref", sa.String(length=48), nullable=False),
        sa.Column("entry_ref", sa.String(length=48), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=False),
        sa.Column("way", sa.String(length=64), nullable=True),
        sa.Column("adult_ref", sa.String(length=48), nullable=True),
        sa.Column("adult_words", types.Sealed(), nullable=True),
        sa.Column("despite_hold", sa.Boolean(), nullable=False),
        sa.Column("despite_warning", sa.Boolean(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_parent_contact")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_parent_contact_adult_ref"),
        "parent_contact",
        ["adult_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_parent_contact_case_ref"), "parent_contact", ["case_ref"], unique=False
    )
    op.create_index(
        op.f("ix_parent_contact_entry_ref"),
        "parent_contact",
        ["entry_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_parent_contact_school_ref"),
        "parent_contact",
        ["school_ref"],
        unique=False,
    )

    op.create_table(
        "person",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("given_name", types.Sealed(), nullable=False),
        sa.Column("family_name", types.Sealed(), nullable=False),
        sa.Column("preferred_name", types.Sealed(), nullable=True),
        sa.Column("former_names", types.Sealed(), nullable=True),
        sa.Column("born_on", types.Sealed(), nullable=True),
        sa.Column("sex", types.Sealed(), nullable=True),
        sa.Column("upn", types.Sealed(), nullable=True),
        sa.Column("upn_mac", sa.String(length=64), nullable=True),
        sa.Column("email", types.Sealed(), nullable=True),
        sa.Column("email_mac", sa.String(length=64), nullable=True),
        sa.Column("telephone", types.Sealed(), nullable=True),
        sa.Column("roll_number_mac", sa.String(length=64), nullable=True),
        sa.Column("status", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("added_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_person")),
        info={"kept": "recorded"},
    )
    op.create_index(op.f("ix_person_email_mac"), "person", ["email_mac"], unique=False)
    op.create_index(
        op.f("ix_person_roll_number_mac"), "person", ["roll_number_mac"], unique=False
    )
    op.create_index(
        op.f("ix_person_school_ref"), "person", ["school_ref"], unique=False
    )
    op.create_index(op.f("ix_person_upn_mac"), "person", ["upn_mac"], unique=False)

    op.create_table(
        "referral",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("case_ref", sa.String(length=48), nullable=False),
        sa.Column("agency", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=True),
        sa.Column("on_hold", sa.Boolean(), nullable=False),
        sa.Column("begun_by", sa.String(length=48), nullable=False),
        sa.Column("begun_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("made_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("written_by_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("answer_by_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("chase_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_referral")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_referral_begun_by"), "referral", ["begun_by"], unique=False
    )
    op.create_index(
        op.f("ix_referral_case_ref"), "referral", ["case_ref"], unique=False
    )
    op.create_index(
        op.f("ix_referral_school_ref"), "referral", ["school_ref"], unique=False
    )

    op.create_table(
        "referral_step",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("referral_ref", sa.String(length=48), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("method", sa.String(length=64), nullable=True),
        sa.Column("spoke_to", types.Sealed(), nullable=True),
        sa.Column("agency_reference", types.Sealed(), nullable=True),
        sa.Column("shared", types.Sealed(), nullable=True),
        sa.Column("withheld", types.Sealed(), nullable=True),
        sa.Column("childs_voice", types.Sealed(), nullable=True),
        sa.Column("consent", sa.String(length=64), nullable=True),
        sa.Column("consent_reason", types.Sealed(), nullable=True),
        sa.Column("outcome", sa.String(length=64), nullable=True),
        sa.Column("hold", types.Sealed(), nullable=True),
        sa.Column("text", types.Sealed(), nullable=True),
        sa.Column("happened_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("edition", sa.String(length=64), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_referral_step")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_referral_step_by_ref"), "referral_step", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_referral_step_referral_ref"),
        "referral_step",
        ["referral_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_referral_step_school_ref"),
        "referral_step",
        ["school_ref"],
        unique=False,
    )

    op.create_table(
        "relationship",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=48), nullable=False),
        sa.Column("pupil_ref", sa.String(length=48), nullable=False),
        sa.Column("adult_ref", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("parental_responsibility", sa.Boolean(), nullable=False),
        sa.Column("court_order", sa.Boolean(), nullable=False),
        sa.Column("do_not_contact", sa.Boolean(), nullable=False),
        sa.Column("lives_with", sa.Boolean(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_relationship")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_relationship_adult_ref"), "relationship", ["adult_ref"], unique=False
    )
    op.create_index(
        op.f("ix_relationship_pupil_ref"), "relationship", ["pupil_ref"], unique=False
    )
    op.create_index(
        op.f("ix_relationship_school_ref"), "relationship", ["school_ref"], unique=False
    )

    op.create_table(
        "report_figure",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("snapshot_ref", sa.String(length=48), nullable=False),
        sa.Column("measure", sa.String(length=64), nullable=False),
        sa.Column("part", sa.String(length=64), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_report_figure")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_report_figure_snapshot_ref"),
        "report_figure",
        ["snapshot_ref"],
        unique=False,
    )

    op.create_table(
        "report_snapshot",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("made_by", sa.String(length=48), nullable=False),
        sa.Column("made_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("supersedes_ref", sa.String(length=48), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_report_snapshot")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_report_snapshot_made_by"), "report_snapshot", ["made_by"], unique=False
    )
    op.create_index(
        op.f("ix_report_snapshot_school_ref"),
        "report_snapshot",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_report_snapshot_supersedes_ref"),
        "report_snapshot",
        ["supersedes_ref"],
        unique=False,
    )

    op.create_table(
        "report_standing",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("snapshot_ref", sa.String(length=48), nullable=False),
        sa.Column("log_ref", sa.String(length=32), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_report_standing")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_report_standing_log_ref"), "report_standing", ["log_ref"], unique=False
    )
    op.create_index(
        op.f("ix_report_standing_snapshot_ref"),
        "report_standing",
        ["snapshot_ref"],
        unique=False,
    )

    op.create_table(
        "roll_upload",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("content", types.Sealed(), nullable=True),
        sa.Column("plan", types.Sealed(), nullable=True),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("same", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("needs_approval", sa.Boolean(), nullable=False),
        sa.Column("uploaded_by", sa.String(length=48), nullable=False),
        sa.Column("uploaded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("approved_by", sa.String(length=48), nullable=True),
        sa.Column("approved_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(length=48), nullable=True),
        sa.Column("ended_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('checked', 'put_forward', 'approved', 'imported', 'discarded')",
            name=op.f("ck_roll_upload_state_known"),
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_roll_upload")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_roll_upload_approved_by"), "roll_upload", ["approved_by"], unique=False
    )
    op.create_index(
        op.f("ix_roll_upload_ended_by"), "roll_upload", ["ended_by"], unique=False
    )
    op.create_index(
        op.f("ix_roll_upload_school_ref"), "roll_upload", ["school_ref"], unique=False
    )
    op.create_index(
        op.f("ix_roll_upload_uploaded_by"), "roll_upload", ["uploaded_by"], unique=False
    )

    op.create_table(
        "school_class",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=48), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("year_group", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_school_class")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_school_class_school_ref"), "school_class", ["school_ref"], unique=False
    )

    op.create_table(
        "sign_in",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("user_ref", sa.String(length=48), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("token_mac", sa.String(length=64), nullable=False),
        sa.Column("factor", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=64), nullable=True),
        sa.Column("address", types.Sealed(), nullable=True),
        sa.Column("begun_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("ends_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("ended_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("ended_why", sa.String(length=64), nullable=True),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_sign_in")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_sign_in_person_ref"), "sign_in", ["person_ref"], unique=False
    )
    op.create_index(
        op.f("ix_sign_in_school_ref"), "sign_in", ["school_ref"], unique=False
    )
    op.create_index(
        op.f("ix_sign_in_token_mac"), "sign_in", ["token_mac"], unique=False
    )
    op.create_index(op.f("ix_sign_in_user_ref"), "sign_in", ["user_ref"], unique=False)

    op.create_table(
        "sign_in_activity",
        sa.Column("sign_in_ref", sa.String(length=16), nullable=False),
        sa.Column("last_seen_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=48), nullable=True),
        sa.PrimaryKeyConstraint("sign_in_ref", name=op.f("pk_sign_in_activity")),
        info={"kept": "upkeep"},
    )
    op.create_index(
        op.f("ix_sign_in_activity_school_ref"),
        "sign_in_activity",
        ["school_ref"],
        unique=False,
    )

    op.create_table(
        "submission",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("form_ref", sa.String(length=48), nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("result_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_submission")),
        sa.UniqueConstraint(
            "person_ref", "form_ref", name=op.f("uq_submission_person_ref")
        ),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_submission_digest"), "submission", ["digest"], unique=False
    )
    op.create_index(
        op.f("ix_submission_form_ref"), "submission", ["form_ref"], unique=False
    )
    op.create_index(
        op.f("ix_submission_person_ref"), "submission", ["person_ref"], unique=False
    )
    op.create_index(
        op.f("ix_submission_result_ref"), "submission", ["result_ref"], unique=False
    )

    op.create_table(
        "term",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint("ends_on >= begins_on", name=op.f("ck_term_in_order")),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_term")),
        info={"kept": "recorded"},
    )
    op.create_index(op.f("ix_term_school_ref"), "term", ["school_ref"], unique=False)

    op.create_table(
        "throttle",
        sa.Column("subject_mac", sa.String(length=64), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("since", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("held_until", types.UtcInstant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("subject_mac", name=op.f("pk_throttle")),
        info={"kept": "upkeep"},
    )
    op.create_table(
        "trail_detail",
        sa.Column("log_ref", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed", types.Sealed(), nullable=False),
        sa.PrimaryKeyConstraint("log_ref", "seq", name=op.f("pk_trail_detail")),
        info={"kept": "trail"},
    )
    op.create_index(
        op.f("ix_trail_detail_key_ref"), "trail_detail", ["key_ref"], unique=False
    )

    op.create_table(
        "trail_leaf",
        sa.Column("log_ref", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("leaf", sa.LargeBinary(), nullable=False),
        sa.Column("leaf_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("log_ref", "seq", name=op.f("pk_trail_leaf")),
        info={"kept": "trail"},
    )
    op.create_index(
        op.f("ix_trail_leaf_recorded_at"), "trail_leaf", ["recorded_at"], unique=False
    )

    op.create_table(
        "trail_tile",
        sa.Column("log_ref", sa.String(length=32), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
        sa.Column("root", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint(
            "log_ref", "level", "number", name=op.f("pk_trail_tile")
        ),
        info={"kept": "trail"},
    )
    op.create_table(
        "used_code",
        sa.Column("code_mac", sa.String(length=64), nullable=False),
        sa.Column("used_at", types.UtcInstant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("code_mac", name=op.f("pk_used_code")),
        info={"kept": "upkeep"},
    )
    op.create_table(
        "user_account",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("username", types.Sealed(), nullable=False),
        sa.Column("username_mac", sa.String(length=64), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("blocked_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("blocked_why", sa.String(length=64), nullable=True),
        sa.Column("blocked_by", sa.String(length=48), nullable=True),
        sa.Column("unblocked_note", types.Sealed(), nullable=True),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("made_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_user_account")),
        sa.UniqueConstraint("username_mac", name=op.f("uq_user_account_username_mac")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_user_account_blocked_by"), "user_account", ["blocked_by"], unique=False
    )
    op.create_index(
        op.f("ix_user_account_person_ref"), "user_account", ["person_ref"], unique=False
    )
    op.create_index(
        op.f("ix_user_account_school_ref"), "user_account", ["school_ref"], unique=False
    )
    op.create_index(
        op.f("ix_user_account_username_mac"),
        "user_account",
        ["username_mac"],
        unique=False,
    )

    op.create_table(
        "void_proposal",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("concern_ref", sa.String(length=48), nullable=False),
        sa.Column("reason", types.Sealed(), nullable=False),
        sa.Column("proposed_by", sa.String(length=48), nullable=False),
        sa.Column("proposed_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=64), nullable=True),
        sa.Column("answer_words", types.Sealed(), nullable=True),
        sa.Column("answered_by", sa.String(length=48), nullable=True),
        sa.Column("answered_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_void_proposal")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_void_proposal_answered_by"),
        "void_proposal",
        ["answered_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_void_proposal_concern_ref"),
        "void_proposal",
        ["concern_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_void_proposal_proposed_by"),
        "void_proposal",
        ["proposed_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_void_proposal_school_ref"),
        "void_proposal",
        ["school_ref"],
        unique=False,
    )

    op.create_table(
        "wall_about",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("record_ref", sa.String(length=48), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_wall_about")),
        sa.UniqueConstraint(
            "record_ref", "person_ref", name=op.f("uq_wall_about_record_ref")
        ),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_wall_about_person_ref"), "wall_about", ["person_ref"], unique=False
    )
    op.create_index(
        op.f("ix_wall_about_record_ref"), "wall_about", ["record_ref"], unique=False
    )

    op.create_table(
        "wall_bar",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("about_person_ref", sa.String(length=48), nullable=False),
        sa.Column("why", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("lifted_at", types.UtcInstant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_wall_bar")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_wall_bar_about_person_ref"),
        "wall_bar",
        ["about_person_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_wall_bar_person_ref"), "wall_bar", ["person_ref"], unique=False
    )

    op.create_table(
        "work_handover",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("from_ref", sa.String(length=48), nullable=False),
        sa.Column("to_ref", sa.String(length=48), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("note", types.Sealed(), nullable=True),
        sa.Column("at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_work_handover")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_work_handover_by_ref"), "work_handover", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_work_handover_from_ref"), "work_handover", ["from_ref"], unique=False
    )
    op.create_index(
        op.f("ix_work_handover_school_ref"),
        "work_handover",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_work_handover_to_ref"), "work_handover", ["to_ref"], unique=False
    )


def downgrade() -> None:
    """Take it back (for tests; never on a school's data)."""
    op.drop_index(op.f("ix_work_handover_to_ref"), table_name="work_handover")
    op.drop_index(op.f("ix_work_handover_school_ref"), table_name="work_handover")
    op.drop_index(op.f("ix_work_handover_from_ref"), table_name="work_handover")
    op.drop_index(op.f("ix_work_handover_by_ref"), table_name="work_handover")

    op.drop_table("work_handover")
    op.drop_index(op.f("ix_wall_bar_person_ref"), table_name="wall_bar")
    op.drop_index(op.f("ix_wall_bar_about_person_ref"), table_name="wall_bar")

    op.drop_table("wall_bar")
    op.drop_index(op.f("ix_wall_about_record_ref"), table_name="wall_about")
    op.drop_index(op.f("ix_wall_about_person_ref"), table_name="wall_about")

    op.drop_table("wall_about")
    op.drop_index(op.f("ix_void_proposal_school_ref"), table_name="void_proposal")
    op.drop_index(op.f("ix_void_proposal_proposed_by"), table_name="void_proposal")
    op.drop_index(op.f("ix_void_proposal_concern_ref"), table_name="void_proposal")
    op.drop_index(op.f("ix_void_proposal_answered_by"), table_name="void_proposal")

    op.drop_table("void_proposal")
    op.drop_index(op.f("ix_user_account_username_mac"), table_name="user_account")
    op.drop_index(op.f("ix_user_account_school_ref"), table_name="user_account")
    op.drop_index(op.f("ix_user_account_person_ref"), table_name="user_account")
    op.drop_index(op.f("ix_user_account_blocked_by"), table_name="user_account")

    op.drop_table("user_account")
    op.drop_table("used_code")
    op.drop_table("trail_tile")
    op.drop_index(op.f("ix_trail_leaf_recorded_at"), table_name="trail_leaf")

    op.drop_table("trail_leaf")
    op.drop_index(op.f("ix_trail_detail_key_ref"), table_name="trail_detail")

    op.drop_table("trail_detail")
    op.drop_table("throttle")
    op.drop_index(op.f("ix_term_school_ref"), table_name="term")

    op.drop_table("term")
    op.drop_index(op.f("ix_submission_result_ref"), table_name="submission")
    op.drop_index(op.f("ix_submission_person_ref"), table_name="submission")
    op.drop_index(op.f("ix_submission_form_ref"), table_name="submission")
    op.drop_index(op.f("ix_submission_digest"), table_name="submission")

    op.drop_table("submission")
    op.drop_index(op.f("ix_sign_in_activity_school_ref"), table_name="sign_in_activity")

    op.drop_table("sign_in_activity")
    op.drop_index(op.f("ix_sign_in_user_ref"), table_name="sign_in")
    op.drop_index(op.f("ix_sign_in_token_mac"), table_name="sign_in")
    op.drop_index(op.f("ix_sign_in_school_ref"), table_name="sign_in")
    op.drop_index(op.f("ix_sign_in_person_ref"), table_name="sign_in")

    op.drop_table("sign_in")
    op.drop_index(op.f("ix_school_class_school_ref"), table_name="school_class")

    op.drop_table("school_class")
    op.drop_index(op.f("ix_roll_upload_uploaded_by"), table_name="roll_upload")
    op.drop_index(op.f("ix_roll_upload_school_ref"), table_name="roll_upload")
    op.drop_index(op.f("ix_roll_upload_ended_by"), table_name="roll_upload")
    op.drop_index(op.f("ix_roll_upload_approved_by"), table_name="roll_upload")

    op.drop_table("roll_upload")
    op.drop_index(op.f("ix_report_standing_snapshot_ref"), table_name="report_standing")
    op.drop_index(op.f("ix_report_standing_log_ref"), table_name="report_standing")

    op.drop_table("report_standing")
    op.drop_index(
        op.f("ix_report_snapshot_supersedes_ref"), table_name="report_snapshot"
    )
    op.drop_index(op.f("ix_report_snapshot_school_ref"), table_name="report_snapshot")
    op.drop_index(op.f("ix_report_snapshot_made_by"), table_name="report_snapshot")

    op.drop_table("report_snapshot")
    op.drop_index(op.f("ix_report_figure_snapshot_ref"), table_name="report_figure")

    op.drop_table("report_figure")
    op.drop_index(op.f("ix_relationship_school_ref"), table_name="relationship")
    op.drop_index(op.f("ix_relationship_pupil_ref"), table_name="relationship")
    op.drop_index(op.f("ix_relationship_adult_ref"), table_name="relationship")

    op.drop_table("relationship")
    op.drop_index(op.f("ix_referral_step_school_ref"), table_name="referral_step")
    op.drop_index(op.f("ix_referral_step_referral_ref"), table_name="referral_step")
    op.drop_index(op.f("ix_referral_step_by_ref"), table_name="referral_step")

    op.drop_table("referral_step")
    op.drop_index(op.f("ix_referral_school_ref"), table_name="referral")
    op.drop_index(op.f("ix_referral_case_ref"), table_name="referral")
    op.drop_index(op.f("ix_referral_begun_by"), table_name="referral")

    op.drop_table("referral")
    op.drop_index(op.f("ix_person_upn_mac"), table_name="person")
    op.drop_index(op.f("ix_person_school_ref"), table_name="person")
    op.drop_index(op.f("ix_person_roll_number_mac"), table_name="person")
    op.drop_index(op.f("ix_person_email_mac"), table_name="person")

    op.drop_table("person")
    op.drop_index(op.f("ix_parent_contact_school_ref"), table_name="parent_contact")
    op.drop_index(op.f("ix_parent_contact_entry_ref"), table_name="parent_contact")
    op.drop_index(op.f("ix_parent_contact_case_ref"), table_name="parent_contact")
    op.drop_index(op.f("ix_parent_contact_adult_ref"), table_name="parent_contact")

    op.drop_table("parent_contact")
    op.drop_index(op.f("ix_outbox_mail_school_ref"), table_name="outbox_mail")
    op.drop_index(op.f("ix_outbox_mail_person_ref"), table_name="outbox_mail")

    op.drop_table("outbox_mail")
    op.drop_table("outbox_delivery")
    op.drop_index(op.f("ix_org_setting_org_ref"), table_name="org_setting")
    op.drop_index(op.f("ix_org_setting_changed_by"), table_name="org_setting")

    op.drop_table("org_setting")
    op.drop_index(op.f("ix_org_parent_ref"), table_name="org")

    op.drop_table("org")
    op.drop_table("notice_reading")
    op.drop_index(op.f("ix_notice_school_ref"), table_name="notice")
    op.drop_index(op.f("ix_notice_person_ref"), table_name="notice")

    op.drop_table("notice")
    op.drop_index(op.f("ix_harm_review_school_ref"), table_name="harm_review")
    op.drop_index(op.f("ix_harm_review_process_ref"), table_name="harm_review")
    op.drop_index(op.f("ix_harm_review_by_ref"), table_name="harm_review")

    op.drop_table("harm_review")
    op.drop_index(op.f("ix_harm_process_school_ref"), table_name="harm_process")
    op.drop_index(op.f("ix_harm_process_opened_by"), table_name="harm_process")
    op.drop_index(op.f("ix_harm_process_case_ref"), table_name="harm_process")

    op.drop_table("harm_process")
    op.drop_index(op.f("ix_harm_assessment_school_ref"), table_name="harm_assessment")
    op.drop_index(op.f("ix_harm_assessment_process_ref"), table_name="harm_assessment")
    op.drop_index(op.f("ix_harm_assessment_by_ref"), table_name="harm_assessment")

    op.drop_table("harm_assessment")
    op.drop_index(op.f("ix_founding_post_proposed_by"), table_name="founding_post")
    op.drop_index(op.f("ix_founding_post_proposal_ref"), table_name="founding_post")
    op.drop_index(op.f("ix_founding_post_person_ref"), table_name="founding_post")
    op.drop_index(op.f("ix_founding_post_org_ref"), table_name="founding_post")
    op.drop_index(op.f("ix_founding_post_founding_ref"), table_name="founding_post")

    op.drop_table("founding_post")
    op.drop_index(op.f("ix_founding_trust_ref"), table_name="founding")
    op.drop_index(op.f("ix_founding_second_person_ref"), table_name="founding")
    op.drop_index(op.f("ix_founding_first_person_ref"), table_name="founding")

    op.drop_table("founding")
    op.drop_index(op.f("ix_feedback_school_ref"), table_name="feedback")
    op.drop_index(op.f("ix_feedback_concern_ref"), table_name="feedback")
    op.drop_index(op.f("ix_feedback_by_ref"), table_name="feedback")

    op.drop_table("feedback")
    op.drop_index(op.f("ix_failed_sign_in_user_ref"), table_name="failed_sign_in")
    op.drop_index(op.f("ix_failed_sign_in_school_ref"), table_name="failed_sign_in")

    op.drop_table("failed_sign_in")
    op.drop_index(op.f("ix_factor_reset_user_ref"), table_name="factor_reset")
    op.drop_index(op.f("ix_factor_reset_requested_by"), table_name="factor_reset")
    op.drop_index(op.f("ix_factor_reset_person_ref"), table_name="factor_reset")
    op.drop_index(op.f("ix_factor_reset_approved_by"), table_name="factor_reset")

    op.drop_table("factor_reset")
    op.drop_index(op.f("ix_enrolment_school_ref"), table_name="enrolment")
    op.drop_index(op.f("ix_enrolment_person_ref"), table_name="enrolment")
    op.drop_index(op.f("ix_enrolment_class_ref"), table_name="enrolment")

    op.drop_table("enrolment")
    op.drop_table("elevation_activity")
    op.drop_index(op.f("ix_elevation_sign_in_ref"), table_name="elevation")
    op.drop_index(op.f("ix_elevation_school_ref"), table_name="elevation")
    op.drop_index(op.f("ix_elevation_person_ref"), table_name="elevation")
    op.drop_index(op.f("ix_elevation_bound_to"), table_name="elevation")

    op.drop_table("elevation")
    op.drop_index(op.f("ix_duty_turn_school_ref"), table_name="duty_turn")
    op.drop_index(op.f("ix_duty_turn_person_ref"), table_name="duty_turn")
    op.drop_index(op.f("ix_duty_turn_added_by"), table_name="duty_turn")

    op.drop_table("duty_turn")
    op.drop_index(op.f("ix_draft_school_ref"), table_name="draft")
    op.drop_index(op.f("ix_draft_person_ref"), table_name="draft")
    op.drop_index(op.f("ix_draft_form_ref"), table_name="draft")

    op.drop_table("draft")
    op.drop_index(op.f("ix_declaration_witness_ref"), table_name="declaration")
    op.drop_index(op.f("ix_declaration_person_ref"), table_name="declaration")
    op.drop_index(op.f("ix_declaration_org_ref"), table_name="declaration")

    op.drop_table("declaration")
    op.drop_index(op.f("ix_decision_supersedes_ref"), table_name="decision")
    op.drop_index(op.f("ix_decision_school_ref"), table_name="decision")
    op.drop_index(op.f("ix_decision_decided_by"), table_name="decision")
    op.drop_index(op.f("ix_decision_case_ref"), table_name="decision")

    op.drop_table("decision")
    op.drop_index(op.f("ix_credential_user_ref"), table_name="credential")
    op.drop_index(op.f("ix_credential_school_ref"), table_name="credential")
    op.drop_index(op.f("ix_credential_person_ref"), table_name="credential")
    op.drop_index(op.f("ix_credential_handle_mac"), table_name="credential")

    op.drop_table("credential")
    op.drop_index(
        op.f("ix_concern_transfer_to_school_ref"), table_name="concern_transfer"
    )
    op.drop_index(op.f("ix_concern_transfer_sent_by"), table_name="concern_transfer")
    op.drop_index(op.f("ix_concern_transfer_school_ref"), table_name="concern_transfer")
    op.drop_index(
        op.f("ix_concern_transfer_concern_ref"), table_name="concern_transfer"
    )
    op.drop_index(
        op.f("ix_concern_transfer_arrived_ref"), table_name="concern_transfer"
    )
    op.drop_index(
        op.f("ix_concern_transfer_answered_by"), table_name="concern_transfer"
    )

    op.drop_table("concern_transfer")
    op.drop_index(op.f("ix_concern_text_school_ref"), table_name="concern_text")
    op.drop_index(op.f("ix_concern_text_concern_ref"), table_name="concern_text")
    op.drop_index(op.f("ix_concern_text_by_ref"), table_name="concern_text")

    op.drop_table("concern_text")
    op.drop_index(
        op.f("ix_concern_child_change_school_ref"), table_name="concern_child_change"
    )
    op.drop_index(
        op.f("ix_concern_child_change_concern_ref"), table_name="concern_child_change"
    )
    op.drop_index(
        op.f("ix_concern_child_change_by_ref"), table_name="concern_child_change"
    )
    op.drop_index(
        op.f("ix_concern_child_change_before_ref"), table_name="concern_child_change"
    )
    op.drop_index(
        op.f("ix_concern_child_change_after_ref"), table_name="concern_child_change"
    )

    op.drop_table("concern_child_change")
    op.drop_index(op.f("ix_concern_child_school_ref"), table_name="concern_child")
    op.drop_index(op.f("ix_concern_child_person_ref"), table_name="concern_child")
    op.drop_index(op.f("ix_concern_child_concern_ref"), table_name="concern_child")

    op.drop_table("concern_child")
    op.drop_index(op.f("ix_concern_adult_person_ref"), table_name="concern_adult")
    op.drop_index(op.f("ix_concern_adult_concern_ref"), table_name="concern_adult")

    op.drop_table("concern_adult")
    op.drop_index(op.f("ix_concern_typist_ref"), table_name="concern")
    op.drop_index(op.f("ix_concern_school_ref"), table_name="concern")
    op.drop_index(op.f("ix_concern_reporter_ref"), table_name="concern")
    op.drop_index("ix_concern_queue", table_name="concern")
    op.drop_index("ix_concern_newest", table_name="concern")
    op.drop_index(op.f("ix_concern_case_ref"), table_name="concern")
    op.drop_index(op.f("ix_concern_acknowledged_by"), table_name="concern")

    op.drop_table("concern")
    op.drop_index(op.f("ix_closure_school_ref"), table_name="closure")

    op.drop_table("closure")
    op.drop_index(op.f("ix_closing_school_ref"), table_name="closing")
    op.drop_index(op.f("ix_closing_closed_by"), table_name="closing")
    op.drop_index(op.f("ix_closing_case_ref"), table_name="closing")

    op.drop_table("closing")
    op.drop_index(op.f("ix_child_need_school_ref"), table_name="child_need")
    op.drop_index(op.f("ix_child_need_person_ref"), table_name="child_need")
    op.drop_index(op.f("ix_child_need_need_ref"), table_name="child_need")
    op.drop_index(op.f("ix_child_need_by_ref"), table_name="child_need")

    op.drop_table("child_need")
    op.drop_index(op.f("ix_child_link_school_ref"), table_name="child_link")
    op.drop_index(op.f("ix_child_link_other_ref"), table_name="child_link")
    op.drop_index(op.f("ix_child_link_one_ref"), table_name="child_link")
    op.drop_index(op.f("ix_child_link_link_ref"), table_name="child_link")
    op.drop_index(op.f("ix_child_link_by_ref"), table_name="child_link")

    op.drop_table("child_link")
    op.drop_index(op.f("ix_case_meeting_school_ref"), table_name="case_meeting")
    op.drop_index(op.f("ix_case_meeting_entry_ref"), table_name="case_meeting")
    op.drop_index(op.f("ix_case_meeting_case_ref"), table_name="case_meeting")

    op.drop_table("case_meeting")
    op.drop_index(op.f("ix_case_handover_to_ref"), table_name="case_handover")
    op.drop_index(op.f("ix_case_handover_school_ref"), table_name="case_handover")
    op.drop_index(op.f("ix_case_handover_handover_ref"), table_name="case_handover")
    op.drop_index(op.f("ix_case_handover_from_ref"), table_name="case_handover")
    op.drop_index(op.f("ix_case_handover_case_ref"), table_name="case_handover")

    op.drop_table("case_handover")
    op.drop_index(op.f("ix_case_file_school_ref"), table_name="case_file")
    op.drop_index("ix_case_file_queue", table_name="case_file")
    op.drop_index(op.f("ix_case_file_opened_by"), table_name="case_file")
    op.drop_index("ix_case_file_newest", table_name="case_file")
    op.drop_index(op.f("ix_case_file_lead_ref"), table_name="case_file")
    op.drop_index(op.f("ix_case_file_decision_ref"), table_name="case_file")

    op.drop_table("case_file")
    op.drop_index(op.f("ix_case_entry_school_ref"), table_name="case_entry")
    op.drop_index(op.f("ix_case_entry_concern_ref"), table_name="case_entry")
    op.drop_index(op.f("ix_case_entry_case_ref"), table_name="case_entry")
    op.drop_index(op.f("ix_case_entry_by_ref"), table_name="case_entry")

    op.drop_table("case_entry")
    op.drop_index(op.f("ix_case_action_set_by"), table_name="case_action")
    op.drop_index(op.f("ix_case_action_school_ref"), table_name="case_action")
    op.drop_index(op.f("ix_case_action_owner_ref"), table_name="case_action")
    op.drop_index(op.f("ix_case_action_child_ref"), table_name="case_action")
    op.drop_index(op.f("ix_case_action_case_ref"), table_name="case_action")

    op.drop_table("case_action")
    op.drop_index(op.f("ix_bullying_test_school_ref"), table_name="bullying_test")
    op.drop_index(op.f("ix_bullying_test_process_ref"), table_name="bullying_test")
    op.drop_index(op.f("ix_bullying_test_by_ref"), table_name="bullying_test")

    op.drop_table("bullying_test")
    op.drop_index(op.f("ix_bullying_step_school_ref"), table_name="bullying_step")
    op.drop_index(op.f("ix_bullying_step_process_ref"), table_name="bullying_step")
    op.drop_index(op.f("ix_bullying_step_by_ref"), table_name="bullying_step")

    op.drop_table("bullying_step")
    op.drop_index(op.f("ix_bullying_review_school_ref"), table_name="bullying_review")
    op.drop_index(op.f("ix_bullying_review_process_ref"), table_name="bullying_review")
    op.drop_index(op.f("ix_bullying_review_plan_ref"), table_name="bullying_review")
    op.drop_index(op.f("ix_bullying_review_child_ref"), table_name="bullying_review")
    op.drop_index(op.f("ix_bullying_review_by_ref"), table_name="bullying_review")

    op.drop_table("bullying_review")
    op.drop_index(op.f("ix_bullying_process_school_ref"), table_name="bullying_process")
    op.drop_index(op.f("ix_bullying_process_plan_ref"), table_name="bullying_process")
    op.drop_index(op.f("ix_bullying_process_opened_by"), table_name="bullying_process")
    op.drop_index(
        op.f("ix_bullying_process_earlier_ref"), table_name="bullying_process"
    )
    op.drop_index(op.f("ix_bullying_process_case_ref"), table_name="bullying_process")

    op.drop_table("bullying_process")
    op.drop_index(op.f("ix_bullying_plan_school_ref"), table_name="bullying_plan")
    op.drop_index(op.f("ix_bullying_plan_process_ref"), table_name="bullying_plan")
    op.drop_index(op.f("ix_bullying_plan_agreed_by"), table_name="bullying_plan")

    op.drop_table("bullying_plan")
    op.drop_index(op.f("ix_bullying_child_school_ref"), table_name="bullying_child")
    op.drop_index(op.f("ix_bullying_child_process_ref"), table_name="bullying_child")
    op.drop_index(op.f("ix_bullying_child_person_ref"), table_name="bullying_child")
    op.drop_index(op.f("ix_bullying_child_child_ref"), table_name="bullying_child")
    op.drop_index(op.f("ix_bullying_child_by_ref"), table_name="bullying_child")

    op.drop_table("bullying_child")
    op.drop_index(op.f("ix_body_mark_school_ref"), table_name="body_mark")
    op.drop_index(op.f("ix_body_mark_entry_ref"), table_name="body_mark")
    op.drop_index(op.f("ix_body_mark_child_ref"), table_name="body_mark")
    op.drop_index(op.f("ix_body_mark_case_ref"), table_name="body_mark")

    op.drop_table("body_mark")
    op.drop_index(op.f("ix_appointment_person_ref"), table_name="appointment")
    op.drop_index(op.f("ix_appointment_org_ref"), table_name="appointment")
    op.drop_index(op.f("ix_appointment_granted_by"), table_name="appointment")
    op.drop_index(op.f("ix_appointment_ended_by"), table_name="appointment")
    op.drop_index(op.f("ix_appointment_approved_by"), table_name="appointment")

    op.drop_table("appointment")
    op.drop_index(op.f("ix_adult_draft_school_ref"), table_name="adult_draft")
    op.drop_index(op.f("ix_adult_draft_owner_mark"), table_name="adult_draft")
    op.drop_index(op.f("ix_adult_draft_form_ref"), table_name="adult_draft")

    op.drop_table("adult_draft")
    op.drop_index(
        op.f("ix_adult_concern_subject_school_ref"), table_name="adult_concern_subject"
    )
    op.drop_index(
        op.f("ix_adult_concern_subject_concern_ref"), table_name="adult_concern_subject"
    )

    op.drop_table("adult_concern_subject")
    op.drop_index(
        op.f("ix_adult_concern_step_school_ref"), table_name="adult_concern_step"
    )
    op.drop_index(
        op.f("ix_adult_concern_step_concern_ref"), table_name="adult_concern_step"
    )

    op.drop_table("adult_concern_step")
    op.drop_index(
        op.f("ix_adult_concern_recipient_person_mark"),
        table_name="adult_concern_recipient",
    )
    op.drop_index(
        op.f("ix_adult_concern_recipient_concern_ref"),
        table_name="adult_concern_recipient",
    )

    op.drop_table("adult_concern_recipient")
    op.drop_index(op.f("ix_adult_concern_school_ref"), table_name="adult_concern")
    op.drop_index(op.f("ix_adult_concern_reporter_mark"), table_name="adult_concern")

    op.drop_table("adult_concern")
    op.drop_index(op.f("ix_action_step_school_ref"), table_name="action_step")
    op.drop_index(op.f("ix_action_step_owner_ref"), table_name="action_step")
    op.drop_index(op.f("ix_action_step_from_ref"), table_name="action_step")
    op.drop_index(op.f("ix_action_step_entry_ref"), table_name="action_step")
    op.drop_index(op.f("ix_action_step_by_ref"), table_name="action_step")
    op.drop_index(op.f("ix_action_step_action_ref"), table_name="action_step")

    op.drop_table("action_step")
    op.drop_index(op.f("ix_action_reminder_school_ref"), table_name="action_reminder")
    op.drop_index(op.f("ix_action_reminder_person_ref"), table_name="action_reminder")
    op.drop_index(op.f("ix_action_reminder_action_ref"), table_name="action_reminder")

    op.drop_table("action_reminder")

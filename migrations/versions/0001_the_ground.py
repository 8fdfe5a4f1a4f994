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
        op.f("ix_adult_concern_key_ref"), "adult_concern", ["key_ref"], unique=False
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
        op.f("ix_adult_concern_step_key_ref"),
        "adult_concern_step",
        ["key_ref"],
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
        op.f("ix_adult_concern_subject_key_ref"),
        "adult_concern_subject",
        ["key_ref"],
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
        op.f("ix_adult_draft_key_ref"), "adult_draft", ["key_ref"], unique=False
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
        op.f("ix_case_entry_key_ref"), "case_entry", ["key_ref"], unique=False
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
        op.f("ix_case_file_key_ref"), "case_file", ["key_ref"], unique=False
    )
    op.create_index(
        op.f("ix_case_file_lead_ref"), "case_file", ["lead_ref"], unique=False
    )
    op.create_index(
        op.f("ix_case_file_opened_by"), "case_file", ["opened_by"], unique=False
    )
    op.create_index(
        op.f("ix_case_file_school_ref"), "case_file", ["school_ref"], unique=False
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
    op.create_index(op.f("ix_closing_key_ref"), "closing", ["key_ref"], unique=False)
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
    op.create_index(op.f("ix_concern_key_ref"), "concern", ["key_ref"], unique=False)
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
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_concern_child_concern_ref"),
        "concern_child",
        ["concern_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_concern_child_key_ref"), "concern_child", ["key_ref"], unique=False
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
        op.f("ix_concern_text_key_ref"), "concern_text", ["key_ref"], unique=False
    )
    op.create_index(
        op.f("ix_concern_text_school_ref"), "concern_text", ["school_ref"], unique=False
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
        op.f("ix_credential_key_ref"), "credential", ["key_ref"], unique=False
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
    op.create_index(op.f("ix_decision_key_ref"), "decision", ["key_ref"], unique=False)
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
    op.create_index(op.f("ix_draft_key_ref"), "draft", ["key_ref"], unique=False)
    op.create_index(op.f("ix_draft_person_ref"), "draft", ["person_ref"], unique=False)
    op.create_index(op.f("ix_draft_school_ref"), "draft", ["school_ref"], unique=False)

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
        op.f("ix_elevation_key_ref"), "elevation", ["key_ref"], unique=False
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
        op.f("ix_failed_sign_in_key_ref"), "failed_sign_in", ["key_ref"], unique=False
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
    op.create_index(op.f("ix_feedback_key_ref"), "feedback", ["key_ref"], unique=False)
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
    op.create_index(op.f("ix_person_key_ref"), "person", ["key_ref"], unique=False)
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
    op.create_index(op.f("ix_referral_key_ref"), "referral", ["key_ref"], unique=False)
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
        op.f("ix_referral_step_key_ref"), "referral_step", ["key_ref"], unique=False
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
        op.f("ix_roll_upload_key_ref"), "roll_upload", ["key_ref"], unique=False
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
    op.create_index(op.f("ix_sign_in_key_ref"), "sign_in", ["key_ref"], unique=False)
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
        op.f("ix_user_account_key_ref"), "user_account", ["key_ref"], unique=False
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


def downgrade() -> None:
    """Take it back (for tests; never on a school's data)."""
    op.drop_index(op.f("ix_wall_bar_person_ref"), table_name="wall_bar")
    op.drop_index(op.f("ix_wall_bar_about_person_ref"), table_name="wall_bar")

    op.drop_table("wall_bar")
    op.drop_index(op.f("ix_wall_about_record_ref"), table_name="wall_about")
    op.drop_index(op.f("ix_wall_about_person_ref"), table_name="wall_about")

    op.drop_table("wall_about")
    op.drop_index(op.f("ix_user_account_username_mac"), table_name="user_account")
    op.drop_index(op.f("ix_user_account_school_ref"), table_name="user_account")
    op.drop_index(op.f("ix_user_account_person_ref"), table_name="user_account")
    op.drop_index(op.f("ix_user_account_key_ref"), table_name="user_account")
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
    op.drop_index(op.f("ix_sign_in_key_ref"), table_name="sign_in")

    op.drop_table("sign_in")
    op.drop_index(op.f("ix_school_class_school_ref"), table_name="school_class")

    op.drop_table("school_class")
    op.drop_index(op.f("ix_roll_upload_uploaded_by"), table_name="roll_upload")
    op.drop_index(op.f("ix_roll_upload_school_ref"), table_name="roll_upload")
    op.drop_index(op.f("ix_roll_upload_key_ref"), table_name="roll_upload")
    op.drop_index(op.f("ix_roll_upload_ended_by"), table_name="roll_upload")
    op.drop_index(op.f("ix_roll_upload_approved_by"), table_name="roll_upload")

    op.drop_table("roll_upload")
    op.drop_index(op.f("ix_relationship_school_ref"), table_name="relationship")
    op.drop_index(op.f("ix_relationship_pupil_ref"), table_name="relationship")
    op.drop_index(op.f("ix_relationship_adult_ref"), table_name="relationship")

    op.drop_table("relationship")
    op.drop_index(op.f("ix_referral_step_school_ref"), table_name="referral_step")
    op.drop_index(op.f("ix_referral_step_referral_ref"), table_name="referral_step")
    op.drop_index(op.f("ix_referral_step_key_ref"), table_name="referral_step")
    op.drop_index(op.f("ix_referral_step_by_ref"), table_name="referral_step")

    op.drop_table("referral_step")
    op.drop_index(op.f("ix_referral_school_ref"), table_name="referral")
    op.drop_index(op.f("ix_referral_key_ref"), table_name="referral")
    op.drop_index(op.f("ix_referral_case_ref"), table_name="referral")
    op.drop_index(op.f("ix_referral_begun_by"), table_name="referral")

    op.drop_table("referral")
    op.drop_index(op.f("ix_person_upn_mac"), table_name="person")
    op.drop_index(op.f("ix_person_school_ref"), table_name="person")
    op.drop_index(op.f("ix_person_roll_number_mac"), table_name="person")
    op.drop_index(op.f("ix_person_key_ref"), table_name="person")
    op.drop_index(op.f("ix_person_email_mac"), table_name="person")

    op.drop_table("person")
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
    op.drop_index(op.f("ix_feedback_key_ref"), table_name="feedback")
    op.drop_index(op.f("ix_feedback_concern_ref"), table_name="feedback")
    op.drop_index(op.f("ix_feedback_by_ref"), table_name="feedback")

    op.drop_table("feedback")
    op.drop_index(op.f("ix_failed_sign_in_user_ref"), table_name="failed_sign_in")
    op.drop_index(op.f("ix_failed_sign_in_school_ref"), table_name="failed_sign_in")
    op.drop_index(op.f("ix_failed_sign_in_key_ref"), table_name="failed_sign_in")

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
    op.drop_index(op.f("ix_elevation_key_ref"), table_name="elevation")
    op.drop_index(op.f("ix_elevation_bound_to"), table_name="elevation")

    op.drop_table("elevation")
    op.drop_index(op.f("ix_draft_school_ref"), table_name="draft")
    op.drop_index(op.f("ix_draft_person_ref"), table_name="draft")
    op.drop_index(op.f("ix_draft_key_ref"), table_name="draft")
    op.drop_index(op.f("ix_draft_form_ref"), table_name="draft")

    op.drop_table("draft")
    op.drop_index(op.f("ix_declaration_witness_ref"), table_name="declaration")
    op.drop_index(op.f("ix_declaration_person_ref"), table_name="declaration")
    op.drop_index(op.f("ix_declaration_org_ref"), table_name="declaration")

    op.drop_table("declaration")
    op.drop_index(op.f("ix_decision_supersedes_ref"), table_name="decision")
    op.drop_index(op.f("ix_decision_school_ref"), table_name="decision")
    op.drop_index(op.f("ix_decision_key_ref"), table_name="decision")
    op.drop_index(op.f("ix_decision_decided_by"), table_name="decision")
    op.drop_index(op.f("ix_decision_case_ref"), table_name="decision")

    op.drop_table("decision")
    op.drop_index(op.f("ix_credential_user_ref"), table_name="credential")
    op.drop_index(op.f("ix_credential_school_ref"), table_name="credential")
    op.drop_index(op.f("ix_credential_person_ref"), table_name="credential")
    op.drop_index(op.f("ix_credential_key_ref"), table_name="credential")
    op.drop_index(op.f("ix_credential_handle_mac"), table_name="credential")

    op.drop_table("credential")
    op.drop_index(op.f("ix_concern_text_school_ref"), table_name="concern_text")
    op.drop_index(op.f("ix_concern_text_key_ref"), table_name="concern_text")
    op.drop_index(op.f("ix_concern_text_concern_ref"), table_name="concern_text")
    op.drop_index(op.f("ix_concern_text_by_ref"), table_name="concern_text")

    op.drop_table("concern_text")
    op.drop_index(op.f("ix_concern_child_school_ref"), table_name="concern_child")
    op.drop_index(op.f("ix_concern_child_person_ref"), table_name="concern_child")
    op.drop_index(op.f("ix_concern_child_key_ref"), table_name="concern_child")
    op.drop_index(op.f("ix_concern_child_concern_ref"), table_name="concern_child")

    op.drop_table("concern_child")
    op.drop_index(op.f("ix_concern_adult_person_ref"), table_name="concern_adult")
    op.drop_index(op.f("ix_concern_adult_concern_ref"), table_name="concern_adult")

    op.drop_table("concern_adult")
    op.drop_index(op.f("ix_concern_typist_ref"), table_name="concern")
    op.drop_index(op.f("ix_concern_school_ref"), table_name="concern")
    op.drop_index(op.f("ix_concern_reporter_ref"), table_name="concern")
    op.drop_index(op.f("ix_concern_key_ref"), table_name="concern")
    op.drop_index(op.f("ix_concern_case_ref"), table_name="concern")
    op.drop_index(op.f("ix_concern_acknowledged_by"), table_name="concern")

    op.drop_table("concern")
    op.drop_index(op.f("ix_closure_school_ref"), table_name="closure")

    op.drop_table("closure")
    op.drop_index(op.f("ix_closing_school_ref"), table_name="closing")
    op.drop_index(op.f("ix_closing_key_ref"), table_name="closing")
    op.drop_index(op.f("ix_closing_closed_by"), table_name="closing")
    op.drop_index(op.f("ix_closing_case_ref"), table_name="closing")

    op.drop_table("closing")
    op.drop_index(op.f("ix_case_file_school_ref"), table_name="case_file")
    op.drop_index(op.f("ix_case_file_opened_by"), table_name="case_file")
    op.drop_index(op.f("ix_case_file_lead_ref"), table_name="case_file")
    op.drop_index(op.f("ix_case_file_key_ref"), table_name="case_file")
    op.drop_index(op.f("ix_case_file_decision_ref"), table_name="case_file")

    op.drop_table("case_file")
    op.drop_index(op.f("ix_case_entry_school_ref"), table_name="case_entry")
    op.drop_index(op.f("ix_case_entry_key_ref"), table_name="case_entry")
    op.drop_index(op.f("ix_case_entry_concern_ref"), table_name="case_entry")
    op.drop_index(op.f("ix_case_entry_case_ref"), table_name="case_entry")
    op.drop_index(op.f("ix_case_entry_by_ref"), table_name="case_entry")

    op.drop_table("case_entry")
    op.drop_index(op.f("ix_appointment_person_ref"), table_name="appointment")
    op.drop_index(op.f("ix_appointment_org_ref"), table_name="appointment")
    op.drop_index(op.f("ix_appointment_granted_by"), table_name="appointment")
    op.drop_index(op.f("ix_appointment_ended_by"), table_name="appointment")
    op.drop_index(op.f("ix_appointment_approved_by"), table_name="appointment")

    op.drop_table("appointment")
    op.drop_index(op.f("ix_adult_draft_school_ref"), table_name="adult_draft")
    op.drop_index(op.f("ix_adult_draft_owner_mark"), table_name="adult_draft")
    op.drop_index(op.f("ix_adult_draft_key_ref"), table_name="adult_draft")
    op.drop_index(op.f("ix_adult_draft_form_ref"), table_name="adult_draft")

    op.drop_table("adult_draft")
    op.drop_index(
        op.f("ix_adult_concern_subject_school_ref"), table_name="adult_concern_subject"
    )
    op.drop_index(
        op.f("ix_adult_concern_subject_key_ref"), table_name="adult_concern_subject"
    )
    op.drop_index(
        op.f("ix_adult_concern_subject_concern_ref"), table_name="adult_concern_subject"
    )

    op.drop_table("adult_concern_subject")
    op.drop_index(
        op.f("ix_adult_concern_step_school_ref"), table_name="adult_concern_step"
    )
    op.drop_index(
        op.f("ix_adult_concern_step_key_ref"), table_name="adult_concern_step"
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
    op.drop_index(op.f("ix_adult_concern_key_ref"), table_name="adult_concern")

    op.drop_table("adult_concern")

"""Tables of: staff self-audits."""

import sqlalchemy as sa
from alembic import op

from school.foundation import database as types

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "audit_round",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("questionnaire", sa.String(length=64), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("opened_by", sa.String(length=48), nullable=False),
        sa.Column("opened_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("closed_by", sa.String(length=48), nullable=True),
        sa.Column("closed_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_audit_round")),
        sa.UniqueConstraint(
            "school_ref", "school_year", name=op.f("uq_audit_round_school_ref")
        ),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_audit_round_closed_by"), "audit_round", ["closed_by"], unique=False
    )
    op.create_index(
        op.f("ix_audit_round_opened_by"), "audit_round", ["opened_by"], unique=False
    )
    op.create_index(
        op.f("ix_audit_round_school_ref"), "audit_round", ["school_ref"], unique=False
    )
    op.create_table(
        "self_audit",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("round_ref", sa.String(length=48), nullable=True),
        sa.Column("occasion", sa.String(length=64), nullable=False),
        sa.Column("questionnaire", sa.String(length=64), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("assigned_by", sa.String(length=48), nullable=False),
        sa.Column("assigned_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("saved_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("submitted_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("reviewed_by", sa.String(length=48), nullable=True),
        sa.Column("reviewed_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("remark", types.Sealed(), nullable=True),
        sa.Column("planned_by", sa.String(length=48), nullable=True),
        sa.Column("planned_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("ended_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("withdrawn_why", sa.String(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_self_audit")),
        sa.UniqueConstraint(
            "round_ref", "person_ref", name=op.f("uq_self_audit_round_ref")
        ),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_self_audit_assigned_by"), "self_audit", ["assigned_by"], unique=False
    )
    op.create_index(
        "ix_self_audit_open",
        "self_audit",
        ["school_ref", "state", "due_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_self_audit_person_ref"), "self_audit", ["person_ref"], unique=False
    )
    op.create_index(
        op.f("ix_self_audit_planned_by"), "self_audit", ["planned_by"], unique=False
    )
    op.create_index(
        op.f("ix_self_audit_reviewed_by"), "self_audit", ["reviewed_by"], unique=False
    )
    op.create_index(
        op.f("ix_self_audit_round_ref"), "self_audit", ["round_ref"], unique=False
    )
    op.create_index(
        op.f("ix_self_audit_school_ref"), "self_audit", ["school_ref"], unique=False
    )
    op.create_table(
        "self_audit_answer",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("audit_ref", sa.String(length=48), nullable=False),
        sa.Column("question", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.String(length=64), nullable=True),
        sa.Column("comment", types.Sealed(), nullable=True),
        sa.Column("is_gap", sa.Boolean(), nullable=False),
        sa.Column("need_ref", sa.String(length=48), nullable=True),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_self_audit_answer")),
        sa.UniqueConstraint(
            "audit_ref", "question", name=op.f("uq_self_audit_answer_audit_ref")
        ),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_self_audit_answer_audit_ref"),
        "self_audit_answer",
        ["audit_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_self_audit_answer_need_ref"),
        "self_audit_answer",
        ["need_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_self_audit_answer_school_ref"),
        "self_audit_answer",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "self_audit_plan",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("audit_ref", sa.String(length=48), nullable=False),
        sa.Column("question", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("words", types.Sealed(), nullable=True),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_self_audit_plan")),
        sa.UniqueConstraint(
            "audit_ref", "question", name=op.f("uq_self_audit_plan_audit_ref")
        ),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_self_audit_plan_audit_ref"),
        "self_audit_plan",
        ["audit_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_self_audit_plan_by_ref"), "self_audit_plan", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_self_audit_plan_school_ref"),
        "self_audit_plan",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "self_audit_reminder",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("audit_ref", sa.String(length=48), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_self_audit_reminder")),
        sa.UniqueConstraint(
            "audit_ref", "sent_on", name=op.f("uq_self_audit_reminder_audit_ref")
        ),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_self_audit_reminder_audit_ref"),
        "self_audit_reminder",
        ["audit_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_self_audit_reminder_person_ref"),
        "self_audit_reminder",
        ["person_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_self_audit_reminder_school_ref"),
        "self_audit_reminder",
        ["school_ref"],
        unique=False,
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_index(
        op.f("ix_self_audit_reminder_school_ref"), table_name="self_audit_reminder"
    )
    op.drop_index(
        op.f("ix_self_audit_reminder_person_ref"), table_name="self_audit_reminder"
    )
    op.drop_index(
        op.f("ix_self_audit_reminder_audit_ref"), table_name="self_audit_reminder"
    )
    op.drop_table("self_audit_reminder")
    op.drop_index(op.f("ix_self_audit_plan_school_ref"), table_name="self_audit_plan")
    op.drop_index(op.f("ix_self_audit_plan_by_ref"), table_name="self_audit_plan")
    op.drop_index(op.f("ix_self_audit_plan_audit_ref"), table_name="self_audit_plan")
    op.drop_table("self_audit_plan")
    op.drop_index(
        op.f("ix_self_audit_answer_school_ref"), table_name="self_audit_answer"
    )
    op.drop_index(op.f("ix_self_audit_answer_need_ref"), table_name="self_audit_answer")
    op.drop_index(
        op.f("ix_self_audit_answer_audit_ref"), table_name="self_audit_answer"
    )
    op.drop_table("self_audit_answer")
    op.drop_index(op.f("ix_self_audit_school_ref"), table_name="self_audit")
    op.drop_index(op.f("ix_self_audit_round_ref"), table_name="self_audit")
    op.drop_index(op.f("ix_self_audit_reviewed_by"), table_name="self_audit")
    op.drop_index(op.f("ix_self_audit_planned_by"), table_name="self_audit")
    op.drop_index(op.f("ix_self_audit_person_ref"), table_name="self_audit")
    op.drop_index("ix_self_audit_open", table_name="self_audit")
    op.drop_index(op.f("ix_self_audit_assigned_by"), table_name="self_audit")
    op.drop_table("self_audit")
    op.drop_index(op.f("ix_audit_round_school_ref"), table_name="audit_round")
    op.drop_index(op.f("ix_audit_round_opened_by"), table_name="audit_round")
    op.drop_index(op.f("ix_audit_round_closed_by"), table_name="audit_round")
    op.drop_table("audit_round")

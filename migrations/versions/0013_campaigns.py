"""Tables of: campaigns of agreements, and prints of letters for them."""

import sqlalchemy as sa
from alembic import op

from school.foundation import database as types

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "campaign",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("started_by", sa.String(length=48), nullable=False),
        sa.Column("started_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("issued_by", sa.String(length=48), nullable=True),
        sa.Column("issued_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(length=48), nullable=True),
        sa.Column("closed_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_campaign")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_campaign_closed_by"), "campaign", ["closed_by"], unique=False
    )
    op.create_index(
        op.f("ix_campaign_issued_by"), "campaign", ["issued_by"], unique=False
    )
    op.create_index(
        "ix_campaign_of_school", "campaign", ["school_ref", "state"], unique=False
    )
    op.create_index(
        op.f("ix_campaign_school_ref"), "campaign", ["school_ref"], unique=False
    )
    op.create_index(
        op.f("ix_campaign_started_by"), "campaign", ["started_by"], unique=False
    )
    op.create_table(
        "campaign_group",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("campaign_ref", sa.String(length=48), nullable=False),
        sa.Column("audience", sa.String(length=64), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_campaign_group")),
        sa.UniqueConstraint(
            "campaign_ref",
            "audience",
            "value",
            name=op.f("uq_campaign_group_campaign_ref"),
        ),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_campaign_group_campaign_ref"),
        "campaign_group",
        ["campaign_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_campaign_group_school_ref"),
        "campaign_group",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "campaign_reminder",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("campaign_ref", sa.String(length=48), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reminded_by", sa.String(length=48), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_campaign_reminder")),
        sa.UniqueConstraint(
            "campaign_ref",
            "person_ref",
            "day",
            name=op.f("uq_campaign_reminder_campaign_ref"),
        ),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_campaign_reminder_campaign_ref"),
        "campaign_reminder",
        ["campaign_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_campaign_reminder_person_ref"),
        "campaign_reminder",
        ["person_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_campaign_reminder_reminded_by"),
        "campaign_reminder",
        ["reminded_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_campaign_reminder_school_ref"),
        "campaign_reminder",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "letter_print",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("campaign_ref", sa.String(length=48), nullable=False),
        sa.Column("class_ref", sa.String(length=48), nullable=True),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("asked_by", sa.String(length=48), nullable=False),
        sa.Column("asked_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String(length=64), nullable=True),
        sa.Column("worker_until", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("ready_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("file_ref", sa.String(length=64), nullable=True),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.Column("file_key", types.Sealed(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_letter_print")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_letter_print_asked_by"), "letter_print", ["asked_by"], unique=False
    )
    op.create_index(
        op.f("ix_letter_print_campaign_ref"),
        "letter_print",
        ["campaign_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_letter_print_class_ref"), "letter_print", ["class_ref"], unique=False
    )
    op.create_index(
        op.f("ix_letter_print_school_ref"), "letter_print", ["school_ref"], unique=False
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_index(op.f("ix_letter_print_asked_by"), table_name="letter_print")
    op.drop_index(op.f("ix_letter_print_campaign_ref"), table_name="letter_print")
    op.drop_index(op.f("ix_letter_print_class_ref"), table_name="letter_print")
    op.drop_index(op.f("ix_letter_print_school_ref"), table_name="letter_print")
    op.drop_table("letter_print")
    op.drop_index(
        op.f("ix_campaign_reminder_campaign_ref"), table_name="campaign_reminder"
    )
    op.drop_index(
        op.f("ix_campaign_reminder_person_ref"), table_name="campaign_reminder"
    )
    op.drop_index(
        op.f("ix_campaign_reminder_reminded_by"), table_name="campaign_reminder"
    )
    op.drop_index(
        op.f("ix_campaign_reminder_school_ref"), table_name="campaign_reminder"
    )
    op.drop_table("campaign_reminder")
    op.drop_index(op.f("ix_campaign_group_campaign_ref"), table_name="campaign_group")
    op.drop_index(op.f("ix_campaign_group_school_ref"), table_name="campaign_group")
    op.drop_table("campaign_group")
    op.drop_index(op.f("ix_campaign_closed_by"), table_name="campaign")
    op.drop_index(op.f("ix_campaign_issued_by"), table_name="campaign")
    op.drop_index("ix_campaign_of_school", table_name="campaign")
    op.drop_index(op.f("ix_campaign_school_ref"), table_name="campaign")
    op.drop_index(op.f("ix_campaign_started_by"), table_name="campaign")
    op.drop_table("campaign")

"""Tables of: intimate-image cases."""

import sqlalchemy as sa
from alembic import op

from school.foundation import database as types

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "image_child",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("process_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("child_ref", sa.String(length=48), nullable=False),
        sa.Column("part", sa.String(length=64), nullable=False),
        sa.Column("band", sa.String(length=64), nullable=False),
        sa.Column("send", sa.String(length=64), nullable=False),
        sa.Column("wishes", types.Sealed(), nullable=True),
        sa.Column("support", types.Sealed(), nullable=False),
        sa.Column("parents", sa.String(length=64), nullable=False),
        sa.Column("parents_words", types.Sealed(), nullable=True),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_image_child")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_image_child_by_ref"), "image_child", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_image_child_child_ref"), "image_child", ["child_ref"], unique=False
    )
    op.create_index(
        op.f("ix_image_child_process_ref"), "image_child", ["process_ref"], unique=False
    )
    op.create_index(
        op.f("ix_image_child_school_ref"), "image_child", ["school_ref"], unique=False
    )
    op.create_table(
        "image_ending",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("process_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("outcome_21", sa.String(length=64), nullable=False),
        sa.Column("why_not_told", types.Sealed(), nullable=True),
        sa.Column("summary", types.Sealed(), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_image_ending")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_image_ending_by_ref"), "image_ending", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_image_ending_process_ref"),
        "image_ending",
        ["process_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_image_ending_school_ref"), "image_ending", ["school_ref"], unique=False
    )
    op.create_table(
        "image_first_review",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("process_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=False),
        sa.Column("attendees", types.Sealed(), nullable=False),
        sa.Column("adult", sa.String(length=64), nullable=False),
        sa.Column("coercion", sa.String(length=64), nullable=False),
        sa.Column("unusual", sa.String(length=64), nullable=False),
        sa.Column("under_13", sa.String(length=64), nullable=False),
        sa.Column("at_risk", sa.String(length=64), nullable=False),
        sa.Column("threats", sa.String(length=64), nullable=False),
        sa.Column("refer_anyway", sa.Boolean(), nullable=False),
        sa.Column("relationship", types.Sealed(), nullable=True),
        sa.Column("nature", sa.String(length=64), nullable=False),
        sa.Column("platforms", types.Sealed(), nullable=False),
        sa.Column("spread", sa.String(length=64), nullable=False),
        sa.Column("ai_made", sa.String(length=64), nullable=False),
        sa.Column("other_schools", types.Sealed(), nullable=True),
        sa.Column("need_to_view", sa.String(length=64), nullable=False),
        sa.Column("removal_plan", types.Sealed(), nullable=False),
        sa.Column("rationale", types.Sealed(), nullable=False),
        sa.Column("edition", sa.String(length=64), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_image_first_review")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_image_first_review_by_ref"),
        "image_first_review",
        ["by_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_image_first_review_process_ref"),
        "image_first_review",
        ["process_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_image_first_review_school_ref"),
        "image_first_review",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "image_managing",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("process_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("review_ref", sa.String(length=48), nullable=False),
        sa.Column("statement", types.Sealed(), nullable=False),
        sa.Column("proposed_by", sa.String(length=48), nullable=False),
        sa.Column("proposed_role", sa.String(length=64), nullable=False),
        sa.Column("proposed_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=64), nullable=True),
        sa.Column("answer_words", types.Sealed(), nullable=True),
        sa.Column("answered_by", sa.String(length=48), nullable=True),
        sa.Column("answered_role", sa.String(length=64), nullable=True),
        sa.Column("answered_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_image_managing")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_image_managing_answered_by"),
        "image_managing",
        ["answered_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_image_managing_process_ref"),
        "image_managing",
        ["process_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_image_managing_proposed_by"),
        "image_managing",
        ["proposed_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_image_managing_review_ref"),
        "image_managing",
        ["review_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_image_managing_school_ref"),
        "image_managing",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "image_number",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("process_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("given", types.Sealed(), nullable=False),
        sa.Column("child_ref", sa.String(length=48), nullable=True),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_image_number")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_image_number_by_ref"), "image_number", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_image_number_child_ref"), "image_number", ["child_ref"], unique=False
    )
    op.create_index(
        op.f("ix_image_number_process_ref"),
        "image_number",
        ["process_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_image_number_school_ref"), "image_number", ["school_ref"], unique=False
    )
    op.create_table(
        "image_plan",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("process_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at_school", types.Sealed(), nullable=False),
        sa.Column("spreading", types.Sealed(), nullable=False),
        sa.Column("support", types.Sealed(), nullable=False),
        sa.Column("checked_by", types.Sealed(), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_image_plan")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_image_plan_by_ref"), "image_plan", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_image_plan_process_ref"), "image_plan", ["process_ref"], unique=False
    )
    op.create_index(
        op.f("ix_image_plan_school_ref"), "image_plan", ["school_ref"], unique=False
    )
    op.create_table(
        "image_process",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("case_ref", sa.String(length=48), nullable=False),
        sa.Column("origin_ref", sa.String(length=48), nullable=True),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("must_refer", sa.Boolean(), nullable=False),
        sa.Column("device", sa.String(length=64), nullable=True),
        sa.Column("device_words", types.Sealed(), nullable=True),
        sa.Column("due_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("unknown_by_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("reminded_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("opened_by", sa.String(length=48), nullable=False),
        sa.Column("suspected_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_image_process")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_image_process_case_ref"), "image_process", ["case_ref"], unique=False
    )
    op.create_index(
        op.f("ix_image_process_opened_by"), "image_process", ["opened_by"], unique=False
    )
    op.create_index(
        op.f("ix_image_process_origin_ref"),
        "image_process",
        ["origin_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_image_process_school_ref"),
        "image_process",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "image_removal",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("process_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("child_ref", sa.String(length=48), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=False),
        sa.Column("confirmed_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("police_agreed", types.Sealed(), nullable=True),
        sa.Column("words", types.Sealed(), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_image_removal")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_image_removal_by_ref"), "image_removal", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_image_removal_child_ref"), "image_removal", ["child_ref"], unique=False
    )
    op.create_index(
        op.f("ix_image_removal_process_ref"),
        "image_removal",
        ["process_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_image_removal_school_ref"),
        "image_removal",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "image_review",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("process_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=64), nullable=False),
        sa.Column("childrens_words", types.Sealed(), nullable=True),
        sa.Column("reason", types.Sealed(), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_image_review")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_image_review_by_ref"), "image_review", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_image_review_process_ref"),
        "image_review",
        ["process_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_image_review_school_ref"), "image_review", ["school_ref"], unique=False
    )
    op.create_table(
        "image_viewing",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("process_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("why", types.Sealed(), nullable=False),
        sa.Column("agreed_by", sa.String(length=48), nullable=False),
        sa.Column("agreed_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("present", types.Sealed(), nullable=False),
        sa.Column("same_sex", sa.String(length=64), nullable=False),
        sa.Column("same_sex_words", types.Sealed(), nullable=True),
        sa.Column("place", types.Sealed(), nullable=False),
        sa.Column("viewed_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_image_viewing")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_image_viewing_agreed_by"), "image_viewing", ["agreed_by"], unique=False
    )
    op.create_index(
        op.f("ix_image_viewing_by_ref"), "image_viewing", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_image_viewing_process_ref"),
        "image_viewing",
        ["process_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_image_viewing_school_ref"),
        "image_viewing",
        ["school_ref"],
        unique=False,
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_index(op.f("ix_image_viewing_agreed_by"), table_name="image_viewing")
    op.drop_index(op.f("ix_image_viewing_by_ref"), table_name="image_viewing")
    op.drop_index(op.f("ix_image_viewing_process_ref"), table_name="image_viewing")
    op.drop_index(op.f("ix_image_viewing_school_ref"), table_name="image_viewing")
    op.drop_table("image_viewing")
    op.drop_index(op.f("ix_image_review_by_ref"), table_name="image_review")
    op.drop_index(op.f("ix_image_review_process_ref"), table_name="image_review")
    op.drop_index(op.f("ix_image_review_school_ref"), table_name="image_review")
    op.drop_table("image_review")
    op.drop_index(op.f("ix_image_removal_by_ref"), table_name="image_removal")
    op.drop_index(op.f("ix_image_removal_child_ref"), table_name="image_removal")
    op.drop_index(op.f("ix_image_removal_process_ref"), table_name="image_removal")
    op.drop_index(op.f("ix_image_removal_school_ref"), table_name="image_removal")
    op.drop_table("image_removal")
    op.drop_index(op.f("ix_image_process_case_ref"), table_name="image_process")
    op.drop_index(op.f("ix_image_process_opened_by"), table_name="image_process")
    op.drop_index(op.f("ix_image_process_origin_ref"), table_name="image_process")
    op.drop_index(op.f("ix_image_process_school_ref"), table_name="image_process")
    op.drop_table("image_process")
    op.drop_index(op.f("ix_image_plan_by_ref"), table_name="image_plan")
    op.drop_index(op.f("ix_image_plan_process_ref"), table_name="image_plan")
    op.drop_index(op.f("ix_image_plan_school_ref"), table_name="image_plan")
    op.drop_table("image_plan")
    op.drop_index(op.f("ix_image_number_by_ref"), table_name="image_number")
    op.drop_index(op.f("ix_image_number_child_ref"), table_name="image_number")
    op.drop_index(op.f("ix_image_number_process_ref"), table_name="image_number")
    op.drop_index(op.f("ix_image_number_school_ref"), table_name="image_number")
    op.drop_table("image_number")
    op.drop_index(op.f("ix_image_managing_answered_by"), table_name="image_managing")
    op.drop_index(op.f("ix_image_managing_process_ref"), table_name="image_managing")
    op.drop_index(op.f("ix_image_managing_proposed_by"), table_name="image_managing")
    op.drop_index(op.f("ix_image_managing_review_ref"), table_name="image_managing")
    op.drop_index(op.f("ix_image_managing_school_ref"), table_name="image_managing")
    op.drop_table("image_managing")
    op.drop_index(op.f("ix_image_first_review_by_ref"), table_name="image_first_review")
    op.drop_index(
        op.f("ix_image_first_review_process_ref"), table_name="image_first_review"
    )
    op.drop_index(
        op.f("ix_image_first_review_school_ref"), table_name="image_first_review"
    )
    op.drop_table("image_first_review")
    op.drop_index(op.f("ix_image_ending_by_ref"), table_name="image_ending")
    op.drop_index(op.f("ix_image_ending_process_ref"), table_name="image_ending")
    op.drop_index(op.f("ix_image_ending_school_ref"), table_name="image_ending")
    op.drop_table("image_ending")
    op.drop_index(op.f("ix_image_child_by_ref"), table_name="image_child")
    op.drop_index(op.f("ix_image_child_child_ref"), table_name="image_child")
    op.drop_index(op.f("ix_image_child_process_ref"), table_name="image_child")
    op.drop_index(op.f("ix_image_child_school_ref"), table_name="image_child")
    op.drop_table("image_child")

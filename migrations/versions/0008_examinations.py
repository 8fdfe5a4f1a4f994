"""Tables of: examinations, erasing and responses."""

import sqlalchemy as sa
from alembic import op

from school.foundation import database as types

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "erasure",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("examination_ref", sa.String(length=48), nullable=False),
        sa.Column("areas", types.Sealed(), nullable=False),
        sa.Column("erased_by", sa.String(length=48), nullable=False),
        sa.Column("witness_ref", sa.String(length=48), nullable=False),
        sa.Column("erased_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_erasure")),
        info={"kept": "appended"},
    )
    op.create_index(op.f("ix_erasure_by_ref"), "erasure", ["by_ref"], unique=False)
    op.create_index(
        op.f("ix_erasure_erased_by"), "erasure", ["erased_by"], unique=False
    )
    op.create_index(
        op.f("ix_erasure_examination_ref"), "erasure", ["examination_ref"], unique=False
    )
    op.create_index(
        op.f("ix_erasure_school_ref"), "erasure", ["school_ref"], unique=False
    )
    op.create_index(
        op.f("ix_erasure_witness_ref"), "erasure", ["witness_ref"], unique=False
    )
    op.create_table(
        "evidence_answer",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("examination_ref", sa.String(length=48), nullable=False),
        sa.Column("answer", sa.String(length=64), nullable=False),
        sa.Column("reason", types.Sealed(), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_evidence_answer")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_evidence_answer_by_ref"), "evidence_answer", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_evidence_answer_examination_ref"),
        "evidence_answer",
        ["examination_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_evidence_answer_school_ref"),
        "evidence_answer",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "examination",
        sa.Column("ref", sa.String(length=10), nullable=False),
        sa.Column("search_ref", sa.String(length=48), nullable=False),
        sa.Column("item_ref", sa.String(length=48), nullable=True),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("response_waits", sa.Boolean(), nullable=False),
        sa.Column("evidence", sa.String(length=64), nullable=False),
        sa.Column("erase", sa.String(length=64), nullable=False),
        sa.Column("reasons", types.Sealed(), nullable=True),
        sa.Column("facts", types.Sealed(), nullable=True),
        sa.Column("reason_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("examiner_ref", sa.String(length=48), nullable=True),
        sa.Column("authorised_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("after_the_fact", sa.Boolean(), nullable=False),
        sa.Column("declined_why", sa.String(length=64), nullable=True),
        sa.Column("declined_words", types.Sealed(), nullable=True),
        sa.Column("opened_by", sa.String(length=48), nullable=False),
        sa.Column("opened_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("changed_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_examination")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_examination_examiner_ref"),
        "examination",
        ["examiner_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_examination_item_ref"), "examination", ["item_ref"], unique=False
    )
    op.create_index(
        op.f("ix_examination_opened_by"), "examination", ["opened_by"], unique=False
    )
    op.create_index(
        op.f("ix_examination_school_ref"), "examination", ["school_ref"], unique=False
    )
    op.create_index(
        op.f("ix_examination_search_ref"), "examination", ["search_ref"], unique=False
    )
    op.create_table(
        "examination_account",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("examination_ref", sa.String(length=48), nullable=False),
        sa.Column("examiner_ref", sa.String(length=48), nullable=False),
        sa.Column("present", types.Sealed(), nullable=True),
        sa.Column("others_present", types.Sealed(), nullable=True),
        sa.Column("areas", types.Sealed(), nullable=False),
        sa.Column("opening", sa.String(length=64), nullable=False),
        sa.Column("copied", sa.String(length=64), nullable=False),
        sa.Column("examined_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_examination_account")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_examination_account_by_ref"),
        "examination_account",
        ["by_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_examination_account_examination_ref"),
        "examination_account",
        ["examination_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_examination_account_examiner_ref"),
        "examination_account",
        ["examiner_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_examination_account_school_ref"),
        "examination_account",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "examination_deviation",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("examination_ref", sa.String(length=48), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("words", types.Sealed(), nullable=True),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_examination_deviation")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_examination_deviation_by_ref"),
        "examination_deviation",
        ["by_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_examination_deviation_examination_ref"),
        "examination_deviation",
        ["examination_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_examination_deviation_school_ref"),
        "examination_deviation",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "examination_deviation_answer",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("examination_ref", sa.String(length=48), nullable=False),
        sa.Column("words", types.Sealed(), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("answered_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_examination_deviation_answer")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_examination_deviation_answer_by_ref"),
        "examination_deviation_answer",
        ["by_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_examination_deviation_answer_examination_ref"),
        "examination_deviation_answer",
        ["examination_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_examination_deviation_answer_school_ref"),
        "examination_deviation_answer",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "examination_finding",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("examination_ref", sa.String(length=48), nullable=False),
        sa.Column("found", sa.String(length=64), nullable=False),
        sa.Column("kinds", types.Sealed(), nullable=True),
        sa.Column("words", types.Sealed(), nullable=True),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_examination_finding")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_examination_finding_by_ref"),
        "examination_finding",
        ["by_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_examination_finding_examination_ref"),
        "examination_finding",
        ["examination_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_examination_finding_school_ref"),
        "examination_finding",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "examination_halt",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("examination_ref", sa.String(length=48), nullable=False),
        sa.Column("case_ref", sa.String(length=48), nullable=True),
        sa.Column("sighting", sa.String(length=64), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_examination_halt")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_examination_halt_by_ref"), "examination_halt", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_examination_halt_case_ref"),
        "examination_halt",
        ["case_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_examination_halt_examination_ref"),
        "examination_halt",
        ["examination_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_examination_halt_school_ref"),
        "examination_halt",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "examination_proposal",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("examination_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=64), nullable=False),
        sa.Column("codes", types.Sealed(), nullable=False),
        sa.Column("reason", types.Sealed(), nullable=False),
        sa.Column("proposed_by", sa.String(length=48), nullable=False),
        sa.Column("proposed_as", sa.String(length=64), nullable=False),
        sa.Column("proposed_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=64), nullable=True),
        sa.Column("answer_words", types.Sealed(), nullable=True),
        sa.Column("answered_by", sa.String(length=48), nullable=True),
        sa.Column("answered_as", sa.String(length=64), nullable=True),
        sa.Column("answered_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_examination_proposal")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_examination_proposal_answered_by"),
        "examination_proposal",
        ["answered_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_examination_proposal_examination_ref"),
        "examination_proposal",
        ["examination_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_examination_proposal_proposed_by"),
        "examination_proposal",
        ["proposed_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_examination_proposal_school_ref"),
        "examination_proposal",
        ["school_ref"],
        unique=False,
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_table("examination_proposal")
    op.drop_table("examination_halt")
    op.drop_table("examination_finding")
    op.drop_table("examination_deviation_answer")
    op.drop_table("examination_deviation")
    op.drop_table("examination_account")
    op.drop_table("examination")
    op.drop_table("evidence_answer")
    op.drop_table("erasure")

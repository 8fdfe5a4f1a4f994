"""Tables of: items taken from pupils and who holds them."""

import sqlalchemy as sa
from alembic import op

from school.foundation import database as types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "custody_count",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("store_ref", sa.String(length=48), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Integer(), nullable=False),
        sa.Column("words", types.Sealed(), nullable=True),
        sa.Column("counted_by", sa.String(length=48), nullable=False),
        sa.Column("counted_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_custody_count")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_custody_count_counted_by"),
        "custody_count",
        ["counted_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_custody_count_school_ref"),
        "custody_count",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_custody_count_store_ref"), "custody_count", ["store_ref"], unique=False
    )
    op.create_table(
        "custody_count_line",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("count_ref", sa.String(length=48), nullable=False),
        sa.Column("item_ref", sa.String(length=48), nullable=False),
        sa.Column("found", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_custody_count_line")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_custody_count_line_count_ref"),
        "custody_count_line",
        ["count_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_custody_count_line_item_ref"),
        "custody_count_line",
        ["item_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_custody_count_line_school_ref"),
        "custody_count_line",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "custody_decision",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("item_ref", sa.String(length=48), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=False),
        sa.Column("reason", types.Sealed(), nullable=False),
        sa.Column("decided_by", sa.String(length=48), nullable=False),
        sa.Column("decided_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_custody_decision")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_custody_decision_decided_by"),
        "custody_decision",
        ["decided_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_custody_decision_item_ref"),
        "custody_decision",
        ["item_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_custody_decision_school_ref"),
        "custody_decision",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "custody_ending",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("item_ref", sa.String(length=48), nullable=False),
        sa.Column("way", sa.String(length=64), nullable=False),
        sa.Column("taken_by", types.Sealed(), nullable=True),
        sa.Column("force", types.Sealed(), nullable=True),
        sa.Column("receipt", types.Sealed(), nullable=True),
        sa.Column("journey", sa.String(length=64), nullable=True),
        sa.Column("journey_words", types.Sealed(), nullable=True),
        sa.Column("method", sa.String(length=64), nullable=True),
        sa.Column("seen_by", sa.String(length=48), nullable=True),
        sa.Column("reason", types.Sealed(), nullable=True),
        sa.Column("ended_by", sa.String(length=48), nullable=False),
        sa.Column("ended_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_custody_ending")),
        sa.UniqueConstraint("item_ref", name=op.f("uq_custody_ending_item_ref")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_custody_ending_ended_by"), "custody_ending", ["ended_by"], unique=False
    )
    op.create_index(
        op.f("ix_custody_ending_item_ref"), "custody_ending", ["item_ref"], unique=False
    )
    op.create_index(
        op.f("ix_custody_ending_school_ref"),
        "custody_ending",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_custody_ending_seen_by"), "custody_ending", ["seen_by"], unique=False
    )
    op.create_table(
        "custody_handover",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("item_ref", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("from_ref", sa.String(length=48), nullable=False),
        sa.Column("to_ref", sa.String(length=48), nullable=False),
        sa.Column("purpose", types.Sealed(), nullable=False),
        sa.Column("method", sa.String(length=64), nullable=True),
        sa.Column("offered_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=64), nullable=True),
        sa.Column("answered_by", sa.String(length=48), nullable=True),
        sa.Column("answered_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("answer_words", types.Sealed(), nullable=True),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_custody_handover")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_custody_handover_answered_by"),
        "custody_handover",
        ["answered_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_custody_handover_from_ref"),
        "custody_handover",
        ["from_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_custody_handover_item_ref"),
        "custody_handover",
        ["item_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_custody_handover_school_ref"),
        "custody_handover",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_custody_handover_to_ref"), "custody_handover", ["to_ref"], unique=False
    )
    op.create_index(
        "uq_custody_handover_open",
        "custody_handover",
        ["item_ref"],
        unique=True,
        sqlite_where=sa.text("answer IS NULL"),
        postgresql_where=sa.text("answer IS NULL"),
    )
    op.create_table(
        "custody_hold",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("item_ref", sa.String(length=48), nullable=False),
        sa.Column("asked_by", types.Sealed(), nullable=False),
        sa.Column("police_ref", types.Sealed(), nullable=True),
        sa.Column("placed_by", sa.String(length=48), nullable=False),
        sa.Column("placed_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("lifted_why", types.Sealed(), nullable=True),
        sa.Column("lifted_by", sa.String(length=48), nullable=True),
        sa.Column("lifted_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_custody_hold")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_custody_hold_item_ref"), "custody_hold", ["item_ref"], unique=False
    )
    op.create_index(
        op.f("ix_custody_hold_lifted_by"), "custody_hold", ["lifted_by"], unique=False
    )
    op.create_index(
        op.f("ix_custody_hold_placed_by"), "custody_hold", ["placed_by"], unique=False
    )
    op.create_index(
        op.f("ix_custody_hold_school_ref"), "custody_hold", ["school_ref"], unique=False
    )
    op.create_index(
        "uq_custody_hold_open",
        "custody_hold",
        ["item_ref"],
        unique=True,
        sqlite_where=sa.text("lifted_at IS NULL"),
        postgresql_where=sa.text("lifted_at IS NULL"),
    )
    op.create_table(
        "custody_holding",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("item_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("held_by", sa.String(length=64), nullable=False),
        sa.Column("holder_ref", sa.String(length=48), nullable=True),
        sa.Column("store_ref", sa.String(length=48), nullable=True),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("since", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("words", types.Sealed(), nullable=True),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(held_by = 'staff') = (holder_ref IS NOT NULL)",
            name=op.f("ck_custody_holding_one_holder"),
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_custody_holding")),
        sa.UniqueConstraint(
            "item_ref", "number", name=op.f("uq_custody_holding_item_ref")
        ),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_custody_holding_by_ref"), "custody_holding", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_custody_holding_holder_ref"),
        "custody_holding",
        ["holder_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_custody_holding_item_ref"),
        "custody_holding",
        ["item_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_custody_holding_school_ref"),
        "custody_holding",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_custody_holding_store_ref"),
        "custody_holding",
        ["store_ref"],
        unique=False,
    )
    op.create_table(
        "custody_item",
        sa.Column("ref", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("origin_ref", sa.String(length=48), nullable=True),
        sa.Column("pupil_ref", sa.String(length=48), nullable=True),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("description", types.Sealed(), nullable=False),
        sa.Column("serial", types.Sealed(), nullable=True),
        sa.Column("condition", types.Sealed(), nullable=False),
        sa.Column("why", types.Sealed(), nullable=False),
        sa.Column("place", types.Sealed(), nullable=True),
        sa.Column("power", sa.String(length=64), nullable=True),
        sa.Column("lock", sa.String(length=64), nullable=True),
        sa.Column("flight", sa.String(length=64), nullable=True),
        sa.Column("taken_by", sa.String(length=48), nullable=False),
        sa.Column("taken_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("held_by", sa.String(length=64), nullable=False),
        sa.Column("holder_ref", sa.String(length=48), nullable=True),
        sa.Column("held_since", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("store_ref", sa.String(length=48), nullable=True),
        sa.Column("links", sa.Integer(), nullable=False),
        sa.Column("sealing", sa.String(length=64), nullable=False),
        sa.Column("bag_number", sa.String(length=64), nullable=True),
        sa.Column("seal_number", sa.String(length=64), nullable=True),
        sa.Column("offer", sa.String(length=64), nullable=False),
        sa.Column("offered_to", sa.String(length=48), nullable=True),
        sa.Column("on_hold", sa.Boolean(), nullable=False),
        sa.Column("decided", sa.String(length=64), nullable=True),
        sa.Column("due_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("told_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(held_by = 'staff') = (holder_ref IS NOT NULL)",
            name=op.f("ck_custody_item_one_holder"),
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_custody_item")),
        sa.UniqueConstraint(
            "school_ref", "bag_number", name=op.f("uq_custody_item_school_ref")
        ),
        info={"kept": "recorded"},
    )
    op.create_index(
        "ix_custody_item_here",
        "custody_item",
        ["school_ref", "state", "due_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_custody_item_holder_ref"), "custody_item", ["holder_ref"], unique=False
    )
    op.create_index(
        op.f("ix_custody_item_offered_to"), "custody_item", ["offered_to"], unique=False
    )
    op.create_index(
        op.f("ix_custody_item_origin_ref"), "custody_item", ["origin_ref"], unique=False
    )
    op.create_index(
        op.f("ix_custody_item_pupil_ref"), "custody_item", ["pupil_ref"], unique=False
    )
    op.create_index(
        op.f("ix_custody_item_recorded_by"),
        "custody_item",
        ["recorded_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_custody_item_school_ref"), "custody_item", ["school_ref"], unique=False
    )
    op.create_index(
        op.f("ix_custody_item_store_ref"), "custody_item", ["store_ref"], unique=False
    )
    op.create_index(
        op.f("ix_custody_item_taken_by"), "custody_item", ["taken_by"], unique=False
    )
    op.create_table(
        "custody_seal",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("item_ref", sa.String(length=48), nullable=False),
        sa.Column("bag_number", sa.String(length=64), nullable=False),
        sa.Column("seal_number", sa.String(length=64), nullable=False),
        sa.Column("sealed_by", sa.String(length=48), nullable=False),
        sa.Column("sealed_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("broken_how", sa.String(length=64), nullable=True),
        sa.Column("broken_why", types.Sealed(), nullable=True),
        sa.Column("broken_by", sa.String(length=48), nullable=True),
        sa.Column("broken_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_custody_seal")),
        sa.UniqueConstraint(
            "school_ref", "seal_number", name=op.f("uq_custody_seal_school_ref")
        ),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_custody_seal_broken_by"), "custody_seal", ["broken_by"], unique=False
    )
    op.create_index(
        op.f("ix_custody_seal_item_ref"), "custody_seal", ["item_ref"], unique=False
    )
    op.create_index(
        op.f("ix_custody_seal_school_ref"), "custody_seal", ["school_ref"], unique=False
    )
    op.create_index(
        op.f("ix_custody_seal_sealed_by"), "custody_seal", ["sealed_by"], unique=False
    )
    op.create_table(
        "custody_store",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("name", types.Sealed(), nullable=False),
        sa.Column("added_by", sa.String(length=48), nullable=False),
        sa.Column("added_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("closed_by", sa.String(length=48), nullable=True),
        sa.Column("closed_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("count_due_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("told_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_custody_store")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_custody_store_added_by"), "custody_store", ["added_by"], unique=False
    )
    op.create_index(
        op.f("ix_custody_store_closed_by"), "custody_store", ["closed_by"], unique=False
    )
    op.create_index(
        op.f("ix_custody_store_school_ref"),
        "custody_store",
        ["school_ref"],
        unique=False,
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_index(op.f("ix_custody_store_school_ref"), table_name="custody_store")
    op.drop_index(op.f("ix_custody_store_closed_by"), table_name="custody_store")
    op.drop_index(op.f("ix_custody_store_added_by"), table_name="custody_store")
    op.drop_table("custody_store")
    op.drop_index(op.f("ix_custody_seal_sealed_by"), table_name="custody_seal")
    op.drop_index(op.f("ix_custody_seal_school_ref"), table_name="custody_seal")
    op.drop_index(op.f("ix_custody_seal_item_ref"), table_name="custody_seal")
    op.drop_index(op.f("ix_custody_seal_broken_by"), table_name="custody_seal")
    op.drop_table("custody_seal")
    op.drop_index(op.f("ix_custody_item_taken_by"), table_name="custody_item")
    op.drop_index(op.f("ix_custody_item_store_ref"), table_name="custody_item")
    op.drop_index(op.f("ix_custody_item_school_ref"), table_name="custody_item")
    op.drop_index(op.f("ix_custody_item_recorded_by"), table_name="custody_item")
    op.drop_index(op.f("ix_custody_item_pupil_ref"), table_name="custody_item")
    op.drop_index(op.f("ix_custody_item_origin_ref"), table_name="custody_item")
    op.drop_index(op.f("ix_custody_item_offered_to"), table_name="custody_item")
    op.drop_index(op.f("ix_custody_item_holder_ref"), table_name="custody_item")
    op.drop_index("ix_custody_item_here", table_name="custody_item")
    op.drop_table("custody_item")
    op.drop_index(op.f("ix_custody_holding_store_ref"), table_name="custody_holding")
    op.drop_index(op.f("ix_custody_holding_school_ref"), table_name="custody_holding")
    op.drop_index(op.f("ix_custody_holding_item_ref"), table_name="custody_holding")
    op.drop_index(op.f("ix_custody_holding_holder_ref"), table_name="custody_holding")
    op.drop_index(op.f("ix_custody_holding_by_ref"), table_name="custody_holding")
    op.drop_table("custody_holding")
    op.drop_index(
        "uq_custody_hold_open",
        table_name="custody_hold",
        sqlite_where=sa.text("lifted_at IS NULL"),
        postgresql_where=sa.text("lifted_at IS NULL"),
    )
    op.drop_index(op.f("ix_custody_hold_school_ref"), table_name="custody_hold")
    op.drop_index(op.f("ix_custody_hold_placed_by"), table_name="custody_hold")
    op.drop_index(op.f("ix_custody_hold_lifted_by"), table_name="custody_hold")
    op.drop_index(op.f("ix_custody_hold_item_ref"), table_name="custody_hold")
    op.drop_table("custody_hold")
    op.drop_index(
        "uq_custody_handover_open",
        table_name="custody_handover",
        sqlite_where=sa.text("answer IS NULL"),
        postgresql_where=sa.text("answer IS NULL"),
    )
    op.drop_index(op.f("ix_custody_handover_to_ref"), table_name="custody_handover")
    op.drop_index(op.f("ix_custody_handover_school_ref"), table_name="custody_handover")
    op.drop_index(op.f("ix_custody_handover_item_ref"), table_name="custody_handover")
    op.drop_index(op.f("ix_custody_handover_from_ref"), table_name="custody_handover")
    op.drop_index(
        op.f("ix_custody_handover_answered_by"), table_name="custody_handover"
    )
    op.drop_table("custody_handover")
    op.drop_index(op.f("ix_custody_ending_seen_by"), table_name="custody_ending")
    op.drop_index(op.f("ix_custody_ending_school_ref"), table_name="custody_ending")
    op.drop_index(op.f("ix_custody_ending_item_ref"), table_name="custody_ending")
    op.drop_index(op.f("ix_custody_ending_ended_by"), table_name="custody_ending")
    op.drop_table("custody_ending")
    op.drop_index(op.f("ix_custody_decision_school_ref"), table_name="custody_decision")
    op.drop_index(op.f("ix_custody_decision_item_ref"), table_name="custody_decision")
    op.drop_index(op.f("ix_custody_decision_decided_by"), table_name="custody_decision")
    op.drop_table("custody_decision")
    op.drop_index(
        op.f("ix_custody_count_line_school_ref"), table_name="custody_count_line"
    )
    op.drop_index(
        op.f("ix_custody_count_line_item_ref"), table_name="custody_count_line"
    )
    op.drop_index(
        op.f("ix_custody_count_line_count_ref"), table_name="custody_count_line"
    )
    op.drop_table("custody_count_line")
    op.drop_index(op.f("ix_custody_count_store_ref"), table_name="custody_count")
    op.drop_index(op.f("ix_custody_count_school_ref"), table_name="custody_count")
    op.drop_index(op.f("ix_custody_count_counted_by"), table_name="custody_count")
    op.drop_table("custody_count")

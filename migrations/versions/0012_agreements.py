"""Tables of: agreements: templates, clauses, signatures, links, sittings."""

import sqlalchemy as sa
from alembic import op

from school.foundation import database as types

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "agreement",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=True),
        sa.Column("visitor", types.Sealed(), nullable=True),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("template_ref", sa.String(length=48), nullable=False),
        sa.Column("campaign_ref", sa.String(length=48), nullable=True),
        sa.Column("capacity", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("issued_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("completed_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("ended_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("ended_why", sa.String(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_agreement")),
        info={"kept": "recorded"},
    )
    op.create_index(
        "ix_agreement_of_campaign", "agreement", ["campaign_ref", "state"], unique=False
    )
    op.create_index(
        "ix_agreement_of_person", "agreement", ["person_ref", "kind"], unique=False
    )
    op.create_index(
        op.f("ix_agreement_school_ref"), "agreement", ["school_ref"], unique=False
    )
    op.create_index(
        op.f("ix_agreement_template_ref"), "agreement", ["template_ref"], unique=False
    )
    op.create_table(
        "agreement_clause",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("template_ref", sa.String(length=48), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=64), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_agreement_clause")),
        sa.UniqueConstraint(
            "template_ref", "code", name=op.f("uq_agreement_clause_template_ref")
        ),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_agreement_clause_school_ref"),
        "agreement_clause",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agreement_clause_template_ref"),
        "agreement_clause",
        ["template_ref"],
        unique=False,
    )
    op.create_table(
        "agreement_clause_variant",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("clause_ref", sa.String(length=48), nullable=False),
        sa.Column("variant", sa.String(length=64), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_agreement_clause_variant")),
        sa.UniqueConstraint(
            "clause_ref", "variant", name=op.f("uq_agreement_clause_variant_clause_ref")
        ),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_agreement_clause_variant_clause_ref"),
        "agreement_clause_variant",
        ["clause_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agreement_clause_variant_school_ref"),
        "agreement_clause_variant",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "agreement_link",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("agreement_ref", sa.String(length=48), nullable=False),
        sa.Column("signer_ref", sa.String(length=48), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("way", sa.String(length=64), nullable=False),
        sa.Column("made_by", sa.String(length=48), nullable=False),
        sa.Column("made_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("expires_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("used_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("revoked_at", types.UtcInstant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_agreement_link")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_agreement_link_agreement_ref"),
        "agreement_link",
        ["agreement_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agreement_link_code_hash"),
        "agreement_link",
        ["code_hash"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agreement_link_made_by"), "agreement_link", ["made_by"], unique=False
    )
    op.create_index(
        op.f("ix_agreement_link_school_ref"),
        "agreement_link",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agreement_link_signer_ref"),
        "agreement_link",
        ["signer_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agreement_link_token_hash"),
        "agreement_link",
        ["token_hash"],
        unique=False,
    )
    op.create_table(
        "agreement_signature",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("agreement_ref", sa.String(length=48), nullable=False),
        sa.Column("template_ref", sa.String(length=48), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("variant", sa.String(length=64), nullable=False),
        sa.Column("side", sa.String(length=64), nullable=False),
        sa.Column("signer_ref", sa.String(length=48), nullable=True),
        sa.Column("answer", sa.String(length=64), nullable=False),
        sa.Column("method", sa.String(length=64), nullable=False),
        sa.Column("witness_ref", sa.String(length=48), nullable=True),
        sa.Column("typed", types.Sealed(), nullable=True),
        sa.Column("drawn", types.Sealed(), nullable=True),
        sa.Column("reason", types.Sealed(), nullable=True),
        sa.Column("devices", types.Sealed(), nullable=True),
        sa.Column("claimed_on", sa.Date(), nullable=True),
        sa.Column("signed_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_agreement_signature")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_agreement_signature_agreement_ref"),
        "agreement_signature",
        ["agreement_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agreement_signature_school_ref"),
        "agreement_signature",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agreement_signature_signer_ref"),
        "agreement_signature",
        ["signer_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agreement_signature_template_ref"),
        "agreement_signature",
        ["template_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agreement_signature_witness_ref"),
        "agreement_signature",
        ["witness_ref"],
        unique=False,
    )
    op.create_table(
        "agreement_sitting",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("class_ref", sa.String(length=48), nullable=False),
        sa.Column("witness_ref", sa.String(length=48), nullable=False),
        sa.Column("read_aloud", sa.Boolean(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("opened_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("ends_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("ended_at", types.UtcInstant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_agreement_sitting")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_agreement_sitting_class_ref"),
        "agreement_sitting",
        ["class_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agreement_sitting_code_hash"),
        "agreement_sitting",
        ["code_hash"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agreement_sitting_school_ref"),
        "agreement_sitting",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agreement_sitting_witness_ref"),
        "agreement_sitting",
        ["witness_ref"],
        unique=False,
    )
    op.create_table(
        "agreement_template",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("edition", sa.String(length=64), nullable=True),
        sa.Column("text_hash", sa.String(length=64), nullable=True),
        sa.Column("change_note", sa.Text(), nullable=False),
        sa.Column("drafted_by", sa.String(length=48), nullable=False),
        sa.Column("drafted_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("approved_by", sa.String(length=48), nullable=True),
        sa.Column("approved_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("live_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("ended_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_agreement_template")),
        sa.UniqueConstraint(
            "school_ref",
            "kind",
            "number",
            name=op.f("uq_agreement_template_school_ref"),
        ),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_agreement_template_approved_by"),
        "agreement_template",
        ["approved_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agreement_template_drafted_by"),
        "agreement_template",
        ["drafted_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agreement_template_school_ref"),
        "agreement_template",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "agreement_template_hand",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("template_ref", sa.String(length=48), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("at", types.UtcInstant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_agreement_template_hand")),
        sa.UniqueConstraint(
            "template_ref",
            "person_ref",
            name=op.f("uq_agreement_template_hand_template_ref"),
        ),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_agreement_template_hand_person_ref"),
        "agreement_template_hand",
        ["person_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agreement_template_hand_school_ref"),
        "agreement_template_hand",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agreement_template_hand_template_ref"),
        "agreement_template_hand",
        ["template_ref"],
        unique=False,
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_index(
        op.f("ix_agreement_template_hand_template_ref"),
        table_name="agreement_template_hand",
    )
    op.drop_index(
        op.f("ix_agreement_template_hand_school_ref"),
        table_name="agreement_template_hand",
    )
    op.drop_index(
        op.f("ix_agreement_template_hand_person_ref"),
        table_name="agreement_template_hand",
    )
    op.drop_table("agreement_template_hand")
    op.drop_index(
        op.f("ix_agreement_template_school_ref"), table_name="agreement_template"
    )
    op.drop_index(
        op.f("ix_agreement_template_drafted_by"), table_name="agreement_template"
    )
    op.drop_index(
        op.f("ix_agreement_template_approved_by"), table_name="agreement_template"
    )
    op.drop_table("agreement_template")
    op.drop_index(
        op.f("ix_agreement_sitting_witness_ref"), table_name="agreement_sitting"
    )
    op.drop_index(
        op.f("ix_agreement_sitting_school_ref"), table_name="agreement_sitting"
    )
    op.drop_index(
        op.f("ix_agreement_sitting_code_hash"), table_name="agreement_sitting"
    )
    op.drop_index(
        op.f("ix_agreement_sitting_class_ref"), table_name="agreement_sitting"
    )
    op.drop_table("agreement_sitting")
    op.drop_index(
        op.f("ix_agreement_signature_witness_ref"), table_name="agreement_signature"
    )
    op.drop_index(
        op.f("ix_agreement_signature_template_ref"), table_name="agreement_signature"
    )
    op.drop_index(
        op.f("ix_agreement_signature_signer_ref"), table_name="agreement_signature"
    )
    op.drop_index(
        op.f("ix_agreement_signature_school_ref"), table_name="agreement_signature"
    )
    op.drop_index(
        op.f("ix_agreement_signature_agreement_ref"), table_name="agreement_signature"
    )
    op.drop_table("agreement_signature")
    op.drop_index(op.f("ix_agreement_link_token_hash"), table_name="agreement_link")
    op.drop_index(op.f("ix_agreement_link_signer_ref"), table_name="agreement_link")
    op.drop_index(op.f("ix_agreement_link_school_ref"), table_name="agreement_link")
    op.drop_index(op.f("ix_agreement_link_made_by"), table_name="agreement_link")
    op.drop_index(op.f("ix_agreement_link_code_hash"), table_name="agreement_link")
    op.drop_index(op.f("ix_agreement_link_agreement_ref"), table_name="agreement_link")
    op.drop_table("agreement_link")
    op.drop_index(
        op.f("ix_agreement_clause_variant_school_ref"),
        table_name="agreement_clause_variant",
    )
    op.drop_index(
        op.f("ix_agreement_clause_variant_clause_ref"),
        table_name="agreement_clause_variant",
    )
    op.drop_table("agreement_clause_variant")
    op.drop_index(
        op.f("ix_agreement_clause_template_ref"), table_name="agreement_clause"
    )
    op.drop_index(op.f("ix_agreement_clause_school_ref"), table_name="agreement_clause")
    op.drop_table("agreement_clause")
    op.drop_index(op.f("ix_agreement_template_ref"), table_name="agreement")
    op.drop_index(op.f("ix_agreement_school_ref"), table_name="agreement")
    op.drop_index("ix_agreement_of_person", table_name="agreement")
    op.drop_index("ix_agreement_of_campaign", table_name="agreement")
    op.drop_table("agreement")

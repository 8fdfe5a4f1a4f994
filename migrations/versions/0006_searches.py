"""Tables of: authorisations and searches."""

import sqlalchemy as sa
from alembic import op

from school.foundation import database as types

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "search",
        sa.Column("ref", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("route", sa.String(length=64), nullable=False),
        sa.Column("pupil_ref", sa.String(length=48), nullable=True),
        sa.Column("described", types.Sealed(), nullable=True),
        sa.Column("pupil", sa.String(length=64), nullable=False),
        sa.Column("searcher_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_by", sa.String(length=48), nullable=False),
        sa.Column("witness_ref", sa.String(length=48), nullable=True),
        sa.Column("concern_ref", sa.String(length=48), nullable=True),
        sa.Column("case_ref", sa.String(length=48), nullable=True),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("statutory", sa.Boolean(), nullable=False),
        sa.Column("rules_ref", sa.String(length=48), nullable=True),
        sa.Column("searchable", sa.Boolean(), nullable=False),
        sa.Column("device", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("place_words", types.Sealed(), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=True),
        sa.Column("advice_asked_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("conducted_from", sa.String(length=64), nullable=True),
        sa.Column("conducted_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("found", sa.Boolean(), nullable=True),
        sa.Column("image_suspected", sa.Boolean(), nullable=False),
        sa.Column("parents_by_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("dsl_told_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("opened_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("changed_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("ended_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_search")),
        info={"kept": "recorded"},
    )
    op.create_index(op.f("ix_search_case_ref"), "search", ["case_ref"], unique=False)
    op.create_index(
        op.f("ix_search_concern_ref"), "search", ["concern_ref"], unique=False
    )
    op.create_index(
        "ix_search_newest", "search", ["school_ref", "opened_at", "ref"], unique=False
    )
    op.create_index(op.f("ix_search_pupil_ref"), "search", ["pupil_ref"], unique=False)
    op.create_index(
        op.f("ix_search_recorded_by"), "search", ["recorded_by"], unique=False
    )
    op.create_index(op.f("ix_search_rules_ref"), "search", ["rules_ref"], unique=False)
    op.create_index(
        op.f("ix_search_school_ref"), "search", ["school_ref"], unique=False
    )
    op.create_index(
        op.f("ix_search_searcher_ref"), "search", ["searcher_ref"], unique=False
    )
    op.create_index("ix_search_state", "search", ["school_ref", "state"], unique=False)
    op.create_index(
        op.f("ix_search_witness_ref"), "search", ["witness_ref"], unique=False
    )
    op.create_table(
        "search_adult",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("search_ref", sa.String(length=48), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_search_adult")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_search_adult_person_ref"), "search_adult", ["person_ref"], unique=False
    )
    op.create_index(
        op.f("ix_search_adult_school_ref"), "search_adult", ["school_ref"], unique=False
    )
    op.create_index(
        op.f("ix_search_adult_search_ref"), "search_adult", ["search_ref"], unique=False
    )
    op.create_table(
        "search_advice",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("search_ref", sa.String(length=48), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(length=64), nullable=False),
        sa.Column("words", types.Sealed(), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("given_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_search_advice")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_search_advice_by_ref"), "search_advice", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_search_advice_school_ref"),
        "search_advice",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_search_advice_search_ref"),
        "search_advice",
        ["search_ref"],
        unique=False,
    )
    op.create_table(
        "search_adviser",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("begins_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("ends_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("named_by", sa.String(length=48), nullable=False),
        sa.Column("named_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("ended_by", sa.String(length=48), nullable=True),
        sa.Column("ended_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_search_adviser")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_search_adviser_ended_by"), "search_adviser", ["ended_by"], unique=False
    )
    op.create_index(
        op.f("ix_search_adviser_named_by"), "search_adviser", ["named_by"], unique=False
    )
    op.create_index(
        op.f("ix_search_adviser_person_ref"),
        "search_adviser",
        ["person_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_search_adviser_school_ref"),
        "search_adviser",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "search_authorisation",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("scopes", sa.String(length=400), nullable=False),
        sa.Column("begins_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("ends_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("trained_on", sa.Date(), nullable=True),
        sa.Column("granted_by", sa.String(length=48), nullable=False),
        sa.Column("granted_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("revoked_by", sa.String(length=48), nullable=True),
        sa.Column("revoked_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("revoked_why", types.Sealed(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_search_authorisation")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_search_authorisation_granted_by"),
        "search_authorisation",
        ["granted_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_search_authorisation_person_ref"),
        "search_authorisation",
        ["person_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_search_authorisation_revoked_by"),
        "search_authorisation",
        ["revoked_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_search_authorisation_school_ref"),
        "search_authorisation",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "search_check",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("search_ref", sa.String(length=48), nullable=False),
        sa.Column("occasion", sa.String(length=64), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("scope", sa.String(length=64), nullable=False),
        sa.Column("holds_by", sa.String(length=64), nullable=False),
        sa.Column("why_not", sa.String(length=64), nullable=True),
        sa.Column("authorisation_ref", sa.String(length=48), nullable=True),
        sa.Column("training_overdue", sa.Boolean(), nullable=False),
        sa.Column("as_of", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("checked_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_search_check")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_search_check_authorisation_ref"),
        "search_check",
        ["authorisation_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_search_check_person_ref"), "search_check", ["person_ref"], unique=False
    )
    op.create_index(
        op.f("ix_search_check_school_ref"), "search_check", ["school_ref"], unique=False
    )
    op.create_index(
        op.f("ix_search_check_search_ref"), "search_check", ["search_ref"], unique=False
    )
    op.create_table(
        "search_conduct",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("search_ref", sa.String(length=48), nullable=False),
        sa.Column("conducted_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("searcher_ref", sa.String(length=48), nullable=False),
        sa.Column("witness_ref", sa.String(length=48), nullable=True),
        sa.Column("witness_words", types.Sealed(), nullable=True),
        sa.Column("reported_to_ref", sa.String(length=48), nullable=True),
        sa.Column("others", types.Sealed(), nullable=True),
        sa.Column("pupil_sex", types.Sealed(), nullable=True),
        sa.Column("searcher_sex", types.Sealed(), nullable=True),
        sa.Column("witness_sex", types.Sealed(), nullable=True),
        sa.Column("exception", sa.String(length=64), nullable=False),
        sa.Column("exception_reason", types.Sealed(), nullable=True),
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("out_of_sight", sa.Boolean(), nullable=False),
        sa.Column("extents", sa.String(length=64), nullable=False),
        sa.Column("force", sa.Boolean(), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_search_conduct")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_search_conduct_by_ref"), "search_conduct", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_search_conduct_reported_to_ref"),
        "search_conduct",
        ["reported_to_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_search_conduct_school_ref"),
        "search_conduct",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_search_conduct_search_ref"),
        "search_conduct",
        ["search_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_search_conduct_searcher_ref"),
        "search_conduct",
        ["searcher_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_search_conduct_witness_ref"),
        "search_conduct",
        ["witness_ref"],
        unique=False,
    )
    op.create_table(
        "search_cooperation",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("search_ref", sa.String(length=48), nullable=False),
        sa.Column("cooperates", sa.Boolean(), nullable=False),
        sa.Column("causes", types.Sealed(), nullable=True),
        sa.Column("words", types.Sealed(), nullable=True),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("asked_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_search_cooperation")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_search_cooperation_by_ref"),
        "search_cooperation",
        ["by_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_search_cooperation_school_ref"),
        "search_cooperation",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_search_cooperation_search_ref"),
        "search_cooperation",
        ["search_ref"],
        unique=False,
    )
    op.create_table(
        "search_deviation",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("search_ref", sa.String(length=48), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("noted_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_search_deviation")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_search_deviation_by_ref"), "search_deviation", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_search_deviation_school_ref"),
        "search_deviation",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_search_deviation_search_ref"),
        "search_deviation",
        ["search_ref"],
        unique=False,
    )
    op.create_table(
        "search_deviation_answer",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("search_ref", sa.String(length=48), nullable=False),
        sa.Column("codes", types.Sealed(), nullable=False),
        sa.Column("words", types.Sealed(), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("answered_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_search_deviation_answer")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_search_deviation_answer_by_ref"),
        "search_deviation_answer",
        ["by_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_search_deviation_answer_school_ref"),
        "search_deviation_answer",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_search_deviation_answer_search_ref"),
        "search_deviation_answer",
        ["search_ref"],
        unique=False,
    )
    op.create_table(
        "search_explanation",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("search_ref", sa.String(length=48), nullable=False),
        sa.Column("told", sa.String(length=64), nullable=False),
        sa.Column("questions", types.Sealed(), nullable=True),
        sa.Column("adjustments", types.Sealed(), nullable=True),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("explained_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_search_explanation")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_search_explanation_by_ref"),
        "search_explanation",
        ["by_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_search_explanation_school_ref"),
        "search_explanation",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_search_explanation_search_ref"),
        "search_explanation",
        ["search_ref"],
        unique=False,
    )
    op.create_table(
        "search_finding",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("search_ref", sa.String(length=48), nullable=False),
        sa.Column("image", sa.Boolean(), nullable=False),
        sa.Column("found", sa.Boolean(), nullable=False),
        sa.Column("what", types.Sealed(), nullable=True),
        sa.Column("follow_up", types.Sealed(), nullable=True),
        sa.Column("account", types.Sealed(), nullable=True),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_search_finding")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_search_finding_by_ref"), "search_finding", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_search_finding_school_ref"),
        "search_finding",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_search_finding_search_ref"),
        "search_finding",
        ["search_ref"],
        unique=False,
    )
    op.create_table(
        "search_grounds",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("search_ref", sa.String(length=48), nullable=False),
        sa.Column("grounds", sa.String(length=64), nullable=False),
        sa.Column("facts", types.Sealed(), nullable=True),
        sa.Column("looked_for", types.Sealed(), nullable=True),
        sa.Column("edition", sa.String(length=64), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("saved_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_search_grounds")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_search_grounds_by_ref"), "search_grounds", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_search_grounds_school_ref"),
        "search_grounds",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_search_grounds_search_ref"),
        "search_grounds",
        ["search_ref"],
        unique=False,
    )
    op.create_table(
        "search_note",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("search_ref", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=True),
        sa.Column("words", types.Sealed(), nullable=True),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_search_note")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_search_note_by_ref"), "search_note", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_search_note_school_ref"), "search_note", ["school_ref"], unique=False
    )
    op.create_index(
        op.f("ix_search_note_search_ref"), "search_note", ["search_ref"], unique=False
    )
    op.create_table(
        "search_parents",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("search_ref", sa.String(length=48), nullable=False),
        sa.Column("answer", sa.String(length=64), nullable=False),
        sa.Column("told_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("who", types.Sealed(), nullable=True),
        sa.Column("contact", sa.String(length=64), nullable=True),
        sa.Column("response", types.Sealed(), nullable=True),
        sa.Column("reason", types.Sealed(), nullable=True),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_search_parents")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_search_parents_by_ref"), "search_parents", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_search_parents_school_ref"),
        "search_parents",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_search_parents_search_ref"),
        "search_parents",
        ["search_ref"],
        unique=False,
    )
    op.create_table(
        "search_review",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("search_ref", sa.String(length=48), nullable=False),
        sa.Column("help", sa.String(length=64), nullable=False),
        sa.Column("exploited", sa.String(length=64), nullable=False),
        sa.Column("words", types.Sealed(), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("reviewed_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_search_review")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_search_review_by_ref"), "search_review", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_search_review_school_ref"),
        "search_review",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_search_review_search_ref"),
        "search_review",
        ["search_ref"],
        unique=False,
    )
    op.create_table(
        "search_rules",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("title", types.Sealed(), nullable=False),
        sa.Column("items", sa.String(length=64), nullable=False),
        sa.Column("in_force_on", sa.Date(), nullable=False),
        sa.Column("set_by", sa.String(length=48), nullable=False),
        sa.Column("set_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_search_rules")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_search_rules_school_ref"), "search_rules", ["school_ref"], unique=False
    )
    op.create_index(
        op.f("ix_search_rules_set_by"), "search_rules", ["set_by"], unique=False
    )
    op.create_table(
        "search_urgency",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("search_ref", sa.String(length=48), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("risk", types.Sealed(), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("assessed_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_search_urgency")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_search_urgency_by_ref"), "search_urgency", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_search_urgency_school_ref"),
        "search_urgency",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_search_urgency_search_ref"),
        "search_urgency",
        ["search_ref"],
        unique=False,
    )


def downgrade() -> None:
    """Take it back (for tests; never on a school's data)."""
    op.drop_index(op.f("ix_search_urgency_search_ref"), table_name="search_urgency")
    op.drop_index(op.f("ix_search_urgency_school_ref"), table_name="search_urgency")
    op.drop_index(op.f("ix_search_urgency_by_ref"), table_name="search_urgency")
    op.drop_table("search_urgency")
    op.drop_index(op.f("ix_search_rules_set_by"), table_name="search_rules")
    op.drop_index(op.f("ix_search_rules_school_ref"), table_name="search_rules")
    op.drop_table("search_rules")
    op.drop_index(op.f("ix_search_review_search_ref"), table_name="search_review")
    op.drop_index(op.f("ix_search_review_school_ref"), table_name="search_review")
    op.drop_index(op.f("ix_search_review_by_ref"), table_name="search_review")
    op.drop_table("search_review")
    op.drop_index(op.f("ix_search_parents_search_ref"), table_name="search_parents")
    op.drop_index(op.f("ix_search_parents_school_ref"), table_name="search_parents")
    op.drop_index(op.f("ix_search_parents_by_ref"), table_name="search_parents")
    op.drop_table("search_parents")
    op.drop_index(op.f("ix_search_note_search_ref"), table_name="search_note")
    op.drop_index(op.f("ix_search_note_school_ref"), table_name="search_note")
    op.drop_index(op.f("ix_search_note_by_ref"), table_name="search_note")
    op.drop_table("search_note")
    op.drop_index(op.f("ix_search_grounds_search_ref"), table_name="search_grounds")
    op.drop_index(op.f("ix_search_grounds_school_ref"), table_name="search_grounds")
    op.drop_index(op.f("ix_search_grounds_by_ref"), table_name="search_grounds")
    op.drop_table("search_grounds")
    op.drop_index(op.f("ix_search_finding_search_ref"), table_name="search_finding")
    op.drop_index(op.f("ix_search_finding_school_ref"), table_name="search_finding")
    op.drop_index(op.f("ix_search_finding_by_ref"), table_name="search_finding")
    op.drop_table("search_finding")
    op.drop_index(
        op.f("ix_search_explanation_search_ref"), table_name="search_explanation"
    )
    op.drop_index(
        op.f("ix_search_explanation_school_ref"), table_name="search_explanation"
    )
    op.drop_index(op.f("ix_search_explanation_by_ref"), table_name="search_explanation")
    op.drop_table("search_explanation")
    op.drop_index(
        op.f("ix_search_deviation_answer_search_ref"),
        table_name="search_deviation_answer",
    )
    op.drop_index(
        op.f("ix_search_deviation_answer_school_ref"),
        table_name="search_deviation_answer",
    )
    op.drop_index(
        op.f("ix_search_deviation_answer_by_ref"), table_name="search_deviation_answer"
    )
    op.drop_table("search_deviation_answer")
    op.drop_index(op.f("ix_search_deviation_search_ref"), table_name="search_deviation")
    op.drop_index(op.f("ix_search_deviation_school_ref"), table_name="search_deviation")
    op.drop_index(op.f("ix_search_deviation_by_ref"), table_name="search_deviation")
    op.drop_table("search_deviation")
    op.drop_index(
        op.f("ix_search_cooperation_search_ref"), table_name="search_cooperation"
    )
    op.drop_index(
        op.f("ix_search_cooperation_school_ref"), table_name="search_cooperation"
    )
    op.drop_index(op.f("ix_search_cooperation_by_ref"), table_name="search_cooperation")
    op.drop_table("search_cooperation")
    op.drop_index(op.f("ix_search_conduct_witness_ref"), table_name="search_conduct")
    op.drop_index(op.f("ix_search_conduct_searcher_ref"), table_name="search_conduct")
    op.drop_index(op.f("ix_search_conduct_search_ref"), table_name="search_conduct")
    op.drop_index(op.f("ix_search_conduct_school_ref"), table_name="search_conduct")
    op.drop_index(
        op.f("ix_search_conduct_reported_to_ref"), table_name="search_conduct"
    )
    op.drop_index(op.f("ix_search_conduct_by_ref"), table_name="search_conduct")
    op.drop_table("search_conduct")
    op.drop_index(op.f("ix_search_check_search_ref"), table_name="search_check")
    op.drop_index(op.f("ix_search_check_school_ref"), table_name="search_check")
    op.drop_index(op.f("ix_search_check_person_ref"), table_name="search_check")
    op.drop_index(op.f("ix_search_check_authorisation_ref"), table_name="search_check")
    op.drop_table("search_check")
    op.drop_index(
        op.f("ix_search_authorisation_school_ref"), table_name="search_authorisation"
    )
    op.drop_index(
        op.f("ix_search_authorisation_revoked_by"), table_name="search_authorisation"
    )
    op.drop_index(
        op.f("ix_search_authorisation_person_ref"), table_name="search_authorisation"
    )
    op.drop_index(
        op.f("ix_search_authorisation_granted_by"), table_name="search_authorisation"
    )
    op.drop_table("search_authorisation")
    op.drop_index(op.f("ix_search_adviser_school_ref"), table_name="search_adviser")
    op.drop_index(op.f("ix_search_adviser_person_ref"), table_name="search_adviser")
    op.drop_index(op.f("ix_search_adviser_named_by"), table_name="search_adviser")
    op.drop_index(op.f("ix_search_adviser_ended_by"), table_name="search_adviser")
    op.drop_table("search_adviser")
    op.drop_index(op.f("ix_search_advice_search_ref"), table_name="search_advice")
    op.drop_index(op.f("ix_search_advice_school_ref"), table_name="search_advice")
    op.drop_index(op.f("ix_search_advice_by_ref"), table_name="search_advice")
    op.drop_table("search_advice")
    op.drop_index(op.f("ix_search_adult_search_ref"), table_name="search_adult")
    op.drop_index(op.f("ix_search_adult_school_ref"), table_name="search_adult")
    op.drop_index(op.f("ix_search_adult_person_ref"), table_name="search_adult")
    op.drop_table("search_adult")
    op.drop_index(op.f("ix_search_witness_ref"), table_name="search")
    op.drop_index("ix_search_state", table_name="search")
    op.drop_index(op.f("ix_search_searcher_ref"), table_name="search")
    op.drop_index(op.f("ix_search_school_ref"), table_name="search")
    op.drop_index(op.f("ix_search_rules_ref"), table_name="search")
    op.drop_index(op.f("ix_search_recorded_by"), table_name="search")
    op.drop_index(op.f("ix_search_pupil_ref"), table_name="search")
    op.drop_index("ix_search_newest", table_name="search")
    op.drop_index(op.f("ix_search_concern_ref"), table_name="search")
    op.drop_index(op.f("ix_search_case_ref"), table_name="search")
    op.drop_table("search")

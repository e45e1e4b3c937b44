"""Questions without a full answer, and the facts that editors write."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables with their indexes."""
    op.create_table(
        "asked_question",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("origin", sa.String(16), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.JSON, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("missing", sa.JSON, nullable=False),
        sa.Column("call", sa.Text),
        sa.Column("case_id", sa.String(32)),
        sa.PrimaryKeyConstraint("id", name="pk_asked_question"),
    )
    op.create_index("ix_asked_question_case_id", "asked_question", ["case_id"])
    op.create_index("ix_asked_question_created_at", "asked_question", ["created_at"])
    op.create_table(
        "question_vector",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_question_vector"),
    )
    op.create_index("ix_question_vector_used_at", "question_vector", ["used_at"])
    op.create_table(
        "asked_again",
        sa.Column("question_id", sa.String(32), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("question_id", name="pk_asked_again"),
    )
    op.create_table(
        "gap_dismissed",
        sa.Column("question_id", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("question_id", name="pk_gap_dismissed"),
    )
    op.create_table(
        "editor_fact",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("call", sa.Text, nullable=False),
        sa.Column("da", sa.Text, nullable=False),
        sa.Column("en", sa.Text, nullable=False),
        sa.Column("quotes", sa.JSON, nullable=False),
        sa.Column("ways", sa.JSON, nullable=False),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_to", sa.Date),
        sa.Column("group_id", sa.String(32)),
        sa.Column("author_id", sa.String(32), nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True)),
        sa.Column("taken_back_by", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_editor_fact"),
    )
    op.create_index("ix_editor_fact_created_at", "editor_fact", ["created_at"])
    op.create_index("ix_editor_fact_group_id", "editor_fact", ["group_id"])


def downgrade() -> None:
    """Take them away again, with what is in them."""
    op.drop_table("editor_fact")
    op.drop_table("gap_dismissed")
    op.drop_table("asked_again")
    op.drop_table("question_vector")
    op.drop_table("asked_question")

"""Cases of the desk, notes, replies, case numbers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables with their indexes."""
    op.create_table(
        "desk_case",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("number", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("sender", sa.Text, nullable=False),
        sa.Column("mail", sa.JSON, nullable=False),
        sa.Column("drafted", sa.JSON, nullable=False),
        sa.Column("subject_out", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("questions", sa.Integer, nullable=False),
        sa.Column("open_points", sa.Integer, nullable=False),
        sa.Column("as_of", sa.String(10), nullable=False),
        sa.Column("search", sa.Text, nullable=False),
        sa.Column("author_id", sa.String(32), nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_desk_case"),
    )
    op.create_index("ix_desk_case_created_at", "desk_case", ["created_at"])
    op.create_index("ix_desk_case_number", "desk_case", ["number"])
    op.create_index("ix_desk_case_state", "desk_case", ["state"])
    op.create_index("ix_desk_case_updated_at", "desk_case", ["updated_at"])
    op.create_table(
        "desk_note",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["desk_case.id"], name="fk_desk_note_case_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_desk_note"),
    )
    op.create_index("ix_desk_note_case_id", "desk_note", ["case_id"])
    op.create_table(
        "desk_reply",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["desk_case.id"], name="fk_desk_reply_case_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_desk_reply"),
    )
    op.create_index("ix_desk_reply_case_id", "desk_reply", ["case_id"])
    op.create_table(
        "desk_counter",
        sa.Column("year", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("year", name="pk_desk_counter"),
    )


def downgrade() -> None:
    """Take them away again, with what is in them."""
    op.drop_table("desk_counter")
    op.drop_table("desk_reply")
    op.drop_table("desk_note")
    op.drop_table("desk_case")

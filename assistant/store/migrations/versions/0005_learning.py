"""How far each person is on the learning path."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables with their indexes."""
    op.create_table(
        "learn_read",
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("module", sa.String(128), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["staff_person.id"], name="fk_learn_read_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "module", name="pk_learn_read"),
    )
    op.create_table(
        "learn_card",
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("topic", sa.String(200), nullable=False),
        sa.Column("module", sa.String(128), nullable=False),
        sa.Column("card", sa.JSON, nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["staff_person.id"], name="fk_learn_card_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "topic", name="pk_learn_card"),
    )
    op.create_index("ix_learn_card_due", "learn_card", ["due"])
    op.create_index("ix_learn_card_module", "learn_card", ["module"])
    op.create_table(
        "learn_exercise",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("exercise", sa.String(128), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("graded", sa.JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["staff_person.id"],
            name="fk_learn_exercise_person_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_learn_exercise"),
    )
    op.create_index("ix_learn_exercise_person_id", "learn_exercise", ["person_id"])


def downgrade() -> None:
    """Take them away again, with what is in them."""
    op.drop_table("learn_exercise")
    op.drop_table("learn_card")
    op.drop_table("learn_read")

"""Alembic runs this: the migrations, in the transaction of whoever asked for them."""

from __future__ import annotations

from alembic import context

from assistant.store.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # SQLite can change its tables in a transaction; Alembic does not count on it unless told.
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()

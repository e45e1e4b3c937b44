"""What outlives an index: feedback, in SQLite or on a database server, with dated migrations."""

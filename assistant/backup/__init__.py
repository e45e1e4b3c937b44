"""Backups: one file with the database and the uploaded documents."""

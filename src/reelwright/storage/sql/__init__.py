"""Rows in a database: SQLite on one machine, PostgreSQL on many."""

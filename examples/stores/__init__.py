"""Stores that keep a track & trace number as it was entered: in memory, in SQLite, in PostgreSQL."""

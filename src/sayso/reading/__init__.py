"""Bytes in, a report with its parts out."""

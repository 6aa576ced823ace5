"""Mentions in, actors and their parties out."""

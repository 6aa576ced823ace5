"""Statements of many reports in, claims with positions and independent sources out."""

"""Keeping up with feeds: what is new is read into the ledger, what changes is told."""

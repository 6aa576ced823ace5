"""Sayso: who said it, who confirms it, who denies it, since when.

The package stays light on import: name a room (`sayso.pipeline`, `sayso.ledger`) to load it.
"""

__version__ = "0.1.0"

"""Readings in, tables out, and questions answered.

`open_ledger(where)` gives a `Ledger`.  Naming one of its names loads the database libraries, not before.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.ledger.answers import (
        Amendment,
        Counts,
        Entry,
        Hit,
        Kept,
        LedgerChange,
        ReportHead,
        Ruling,
        Version,
    )
    from sayso.ledger.store import Ledger, open_ledger

__all__ = [
    "Amendment",
    "Counts",
    "Entry",
    "Hit",
    "Kept",
    "Ledger",
    "LedgerChange",
    "ReportHead",
    "Ruling",
    "Version",
    "open_ledger",
]


def __getattr__(name: str) -> Any:
    """Load the module behind a name on its first use."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = "store" if name in ("Ledger", "open_ledger") else "answers"
    return getattr(import_module(f"{__name__}.{module}"), name)

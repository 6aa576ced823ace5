"""What a round of following found: types that compute nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sayso.ledger.following import FeedOutcome


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that could not be read, and why; `final` where it is not tried again until its feed changes it."""

    url: str
    why: str
    final: bool


@dataclass(frozen=True, slots=True)
class FeedRound:
    """What became of one feed and its items.

    `outcome` is None where only items of an earlier round were read, `passed_over` where the feed failed lately and is
    left alone; `why` and `due` tell of that then.  `new` and `changed` count reports that were
    kept, `unchanged` items that say what they said before, `copies` items whose text was kept from another address
    of the same site, `waiting` items still to be read.  `why` says why the feed failed; `due` is when it is asked
    again.
    """

    feed: str
    asked: datetime
    outcome: FeedOutcome | Literal["passed_over"] | None
    new: int
    changed: int
    unchanged: int
    copies: int
    waiting: int
    failures: tuple[Failure, ...]
    why: str | None
    due: datetime

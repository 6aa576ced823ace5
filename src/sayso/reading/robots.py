"""What hosts allow programs to fetch: robots.txt after RFC 9309, read by Protego, and its crawl-delay.

A host without one allows everything, one whose robots.txt cannot be had for another reason allows nothing for a
while.
"""

import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from sayso.errors import FailedAnswer, HostOnHold, NetworkError, RefusedAddress, RobotsRefusal
from sayso.reading.network import Network
from sayso.reading.network_answers import is_passing

PRODUCT = "sayso"  # the name by which a robots.txt speaks to this program

_KEPT = 24 * 3_600.0  # seconds; RFC 9309 allows no more
_RETRIED = 3_600.0  # seconds until a robots.txt that could not be had is asked for again
_LONGEST_DELAY = 24 * 3_600.0


@dataclass(frozen=True, slots=True)
class _Rules:
    """What one host allows, until when; everything is forbidden where `rules` is None, and `why` says why."""

    rules: Protego | None
    until: float
    why: str = ""


@dataclass(slots=True)
class Robots:
    """The rules of hosts, fetched through `network` when they are first needed."""

    network: Network
    _known: dict[str, _Rules] = field(default_factory=dict)

    def permit(self, url: str) -> None:
        """Raise `RobotsRefusal` where the host of `url` does not allow it.

        `HostOnHold` where it cannot be asked yet, `RefusedAddress` where it is none that is asked.  From then on its
        crawl-delay is kept.
        """
        parts = urlsplit(url)
        place = f"{parts.scheme}://{parts.netloc}/robots.txt"
        known = self._known.get(place)
        if known is None or known.until < time.monotonic():
            known = self._known[place] = self._ask(place)
        if known.rules is None:
            raise RobotsRefusal(f"{url}: its robots.txt could not be had, so nothing is fetched there. {known.why}")
        if not known.rules.can_fetch(url, PRODUCT):
            raise RobotsRefusal(f"{url}: {place} does not allow it. Ask the publisher, or leave it out.")

    def _ask(self, place: str) -> _Rules:
        try:
            answer = self.network.fetch(place)
        except (HostOnHold, RefusedAddress):
            raise
        except NetworkError as error:
            if not isinstance(error, FailedAnswer) or is_passing(error.status):
                return _Rules(None, time.monotonic() + _RETRIED, str(error))
            text = ""
        else:
            text = (answer.data or b"").decode("utf-8-sig", "replace")
        rules = Protego.parse(text)
        delay = rules.crawl_delay(PRODUCT)
        if delay is not None and delay > 0:
            self.network.slow_down(place, min(delay, _LONGEST_DELAY))
        return _Rules(rules, time.monotonic() + _KEPT)

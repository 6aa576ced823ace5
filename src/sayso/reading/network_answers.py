"""What an answer says and whether it is fit to be read.  Nothing here touches the network."""

import random
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

import httpx

from sayso.errors import FailedAnswer, RefusedAddress, UnfitAnswer
from sayso.reading.network_addresses import check_url

_GZIP = 16 + zlib.MAX_WBITS
_PASSING = frozenset((408, 425, 429))
_ADVICE = {
    401: "It asks for a login, which Sayso has none for.",
    403: "The host does not want to be read by programs; ask the publisher.",
    404: "There is nothing at this address; check it.",
    410: "It was taken away for good; take it out of your list.",
    429: "The host was asked too often; ask it less often.",
    451: "It is withheld for legal reasons.",
}


def backoff(failures: int, *, first: float, longest: float) -> float:
    """Return how many seconds to wait after so many failures in a row: twice as long each time, by chance ± a third.

    Chance keeps those who failed together from coming back together.
    """
    return min(longest, first * 2.0 ** min(failures - 1, 30)) * random.uniform(2 / 3, 4 / 3)


def is_passing(status: int) -> bool:
    """Tell whether an error status is one that goes away: the host is busy or broken."""
    return status in _PASSING or status >= 500


def retry_after(headers: httpx.Headers) -> float | None:
    """Return how many seconds an answer asks to wait, given as seconds or as a date; None where it asks nothing."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def failure(response: httpx.Response, url: str) -> FailedAnswer:
    """Return the error for an answer that is none of success."""
    status = response.status_code
    advice = _ADVICE.get(status) or ("Try again later." if is_passing(status) else "Open it in a browser and see.")
    named = " ".join(f"{status} {response.reason_phrase}".split())
    return FailedAnswer(
        f"{url}: the host answered {named}. {advice}", status=status, retry_after=retry_after(response.headers)
    )


def next_url(url: httpx.URL, location: str) -> httpx.URL:
    """Return where a redirect leads; raises `RefusedAddress` where that is no place to go."""
    try:
        return check_url(urljoin(str(url), location.strip()))
    except ValueError as error:
        raise RefusedAddress(f"{url}: it leads on to no address ({error}). Open it in a browser and see.") from None
    except RefusedAddress as error:
        raise RefusedAddress(f"{url}: it leads on to an address that is not asked. {error}") from None


def check_type(response: httpx.Response, types: Iterable[str], url: str) -> None:
    """Refuse an answer whose media type is not among `types`; one that names none is taken."""
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    wanted = tuple(types)
    if kind and kind not in wanted:
        raise UnfitAnswer(f"{url}: it is of the kind {kind[:60]!r}, not {', '.join(wanted[:3])}. Give another address.")


def read_body(response: httpx.Response, limit: int, url: str) -> bytes:
    """Return the bytes of an answer, unpacked; at no moment are more than `limit` of them held, nor received.

    Raises `UnfitAnswer` where there are more, where they end too early, or are packed otherwise than by gzip.
    """
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "", "gzip", "x-gzip"):
        raise UnfitAnswer(f"{url}: it is packed by {packing[:40]!r}, which was not asked for. Try again later.")
    packed = packing.endswith("gzip")
    declared = response.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared) > limit:
        raise _too_long(url, limit)
    unpacker = zlib.decompressobj(_GZIP)
    body, received = bytearray(), 0
    try:
        for chunk in response.iter_raw():
            received += len(chunk)
            # One byte more than may be is enough to know.
            body += unpacker.decompress(chunk, limit + 1 - len(body)) if packed else chunk
            if max(len(body), received) > limit:
                raise _too_long(url, limit)
    except zlib.error as error:
        raise UnfitAnswer(f"{url}: it says that it is packed by gzip and is not ({error}). Try again later.") from None
    if packed and received and not unpacker.eof:
        raise UnfitAnswer(f"{url}: it was cut short after {received:,} bytes. Try again later.")
    return bytes(body)


def _too_long(url: str, limit: int) -> UnfitAnswer:
    return UnfitAnswer(f"{url}: it has more than {limit:,} bytes, the most that is taken. Give another address.")

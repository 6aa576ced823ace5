"""What can go wrong, in one tree.

    SaysoError                     exit 1, HTTP 500
    ├── UsageError                 exit 2, HTTP 422   the caller asked for something that does not exist
    ├── ReadingError               exit 1, HTTP 422   an input could not be read
    │   ├── MissingInput           exit 1, HTTP 404   there is no such file
    │   ├── UndecodableText        exit 1, HTTP 422   bytes that are no text in any encoding tried
    │   ├── EmptyReport            exit 1, HTTP 422   nothing but blanks
    │   └── MalformedInput         exit 1, HTTP 422   a line or field that is not what its format demands
    ├── NetworkError               exit 1, HTTP 502   something could not be fetched or delivered
    │   ├── RefusedAddress         exit 1, HTTP 422   an address that Sayso does not ask: its scheme, or where it leads
    │   ├── RobotsRefusal          exit 1, HTTP 403   the robots.txt of the host forbids it
    │   ├── Unreachable            exit 1, HTTP 504   no such host, no connection, or no answer in time
    │   ├── FailedAnswer           exit 1, HTTP 502   the host answered with an error status
    │   ├── UnfitAnswer            exit 1, HTTP 502   an answer too long, cut short or of another kind
    │   └── HostOnHold             exit 1, HTTP 503   the host asked to be left alone, or failed too often
    ├── WeightsError               exit 1, HTTP 500   weights are missing, or not the ones that were shipped
    └── LedgerError                exit 1, HTTP 500   the ledger could not be opened, read or written
        └── LedgerVersionError     exit 1, HTTP 500   the ledger was written by a newer Sayso

Every message names what was read, says why it failed and what the reader of the message can do.
"""

from typing import ClassVar


class SaysoError(Exception):
    """Anything that Sayso reports to a person instead of a traceback."""

    exit_code: ClassVar[int] = 1
    http_status: ClassVar[int] = 500
    code: ClassVar[str] = "error"


class UsageError(SaysoError):
    """The caller asked for something that does not exist."""

    exit_code = 2
    http_status = 422
    code = "usage"


class ReadingError(SaysoError):
    """An input could not be read."""

    http_status = 422
    code = "unreadable"


class MissingInput(ReadingError):
    """There is no such file, or it may not be opened."""

    http_status = 404
    code = "missing"


class UndecodableText(ReadingError):
    """Bytes that are no text in any encoding that was tried."""

    code = "undecodable"


class EmptyReport(ReadingError):
    """An input with nothing but blanks in it."""

    code = "empty"


class MalformedInput(ReadingError):
    """A line or a field that is not what its format demands."""

    code = "malformed"


class NetworkError(SaysoError):
    """Something could not be fetched or delivered."""

    http_status = 502
    code = "network"


class RefusedAddress(NetworkError):
    """An address that Sayso does not ask: no http(s), with a password in it, or leading into a private network."""

    http_status = 422
    code = "refused_address"


class RobotsRefusal(NetworkError):
    """The robots.txt of the host forbids it, or could not be had, which forbids it for a while."""

    http_status = 403
    code = "robots"


class Unreachable(NetworkError):
    """No such host, no connection, no valid certificate, or no answer in time."""

    http_status = 504
    code = "unreachable"


class FailedAnswer(NetworkError):
    """The host answered with an error status.

    `status` is that of the answer; `retry_after` is how many seconds it asks to wait, None where it asks nothing.
    """

    code = "failed_answer"

    def __init__(self, message: str, *, status: int, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class UnfitAnswer(NetworkError):
    """An answer that is too long, cut short, of a kind that was not asked for, or a redirect in circles."""

    code = "unfit_answer"


class HostOnHold(NetworkError):
    """The host asked to be left alone, or failed too often: it may be asked again in `seconds`."""

    http_status = 503
    code = "on_hold"

    def __init__(self, message: str, *, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class WeightsError(SaysoError):
    """Weights are missing, or are not the ones that were shipped."""

    code = "weights"


class LedgerError(SaysoError):
    """The ledger could not be opened, read or written."""

    code = "ledger"


class LedgerVersionError(LedgerError):
    """The ledger was written by a newer version of Sayso."""

    code = "ledger_version"

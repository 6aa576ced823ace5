"""What can go wrong, in one tree.

    SaysoError                     exit 1, HTTP 500
    ├── UsageError                 exit 2, HTTP 422   the caller asked for something that does not exist
    ├── ReadingError               exit 1, HTTP 422   an input could not be read
    │   ├── MissingInput           exit 1, HTTP 404   there is no such file
    │   ├── UndecodableText        exit 1, HTTP 422   bytes that are no text in any encoding tried
    │   ├── EmptyReport            exit 1, HTTP 422   nothing but blanks
    │   └── MalformedInput         exit 1, HTTP 422   a line or field that is not what its format demands
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


class WeightsError(SaysoError):
    """Weights are missing, or are not the ones that were shipped."""

    code = "weights"


class LedgerError(SaysoError):
    """The ledger could not be opened, read or written."""

    code = "ledger"


class LedgerVersionError(LedgerError):
    """The ledger was written by a newer version of Sayso."""

    code = "ledger_version"

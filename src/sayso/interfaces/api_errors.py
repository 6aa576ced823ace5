"""What a request can do wrong, beside what `sayso.errors` knows, and the one shape in which the API says so.

SaysoError
└── RequestError        HTTP 422   a field of the request is not what it must be
    ├── NeedsToken      HTTP 401   this address is not open to everybody
    ├── NotAllowed      HTTP 403   the role, the origin or the form's key does not allow it
    ├── NothingThere    HTTP 404   no such page, report or claim
    ├── WrongMethod     HTTP 405   the address knows no such method
    ├── TooLarge        HTTP 413   the request is longer than the limit
    ├── WrongKind       HTTP 415   the content is not of a kind that is taken here
    ├── WrongHost       HTTP 421   a name by which this server does not go
    ├── NothingChanged  HTTP 422   a correction that corrects nothing
    ├── NothingChosen   HTTP 422   a form in which something must be chosen, and is not
    ├── OtherWords      HTTP 422   words that do not stand in the report
    └── TooMany         HTTP 429   too much was asked in too short a time
"""

from dataclasses import dataclass
from typing import ClassVar

from sayso.errors import SaysoError


class RequestError(SaysoError):
    """A field of the request, `field`, is not what it must be."""

    http_status = 422
    code: ClassVar[str] = "invalid"

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class NeedsToken(RequestError):
    """This address is not open to everybody."""

    http_status = 401
    code = "needs_token"


class NotAllowed(RequestError):
    """The role, the origin or the form's key does not allow it."""

    http_status = 403
    code = "not_allowed"


class NothingThere(RequestError):
    """No such page, report or claim."""

    http_status = 404
    code = "not_found"


class WrongMethod(RequestError):
    """The address knows no such method."""

    http_status = 405
    code = "wrong_method"


class TooLarge(RequestError):
    """The request is longer than the limit."""

    http_status = 413
    code = "too_large"


class WrongKind(RequestError):
    """The content is not of a kind that is taken here."""

    http_status = 415
    code = "wrong_kind"


class WrongHost(RequestError):
    """A name by which this server does not go."""

    http_status = 421
    code = "wrong_host"


class NothingChanged(RequestError):
    """A correction that corrects nothing, or takes away what can only be put right."""

    code = "nothing_changed"


class NothingChosen(RequestError):
    """A form in which something must be chosen, and is not."""

    code = "nothing_chosen"


class OtherWords(RequestError):
    """Words that do not stand in the report."""

    code = "other_words"


class TooMany(RequestError):
    """Too much was asked in too short a time; `seconds` is how long to wait."""

    http_status = 429
    code = "too_many"

    def __init__(self, message: str, *, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Refusal:
    """An error as it is answered: its HTTP status, its code, a message for a person, the field at fault, headers."""

    status: int
    code: str
    message: str
    field: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


_BY_STATUS: dict[int, type[RequestError]] = {
    kind.http_status: kind for kind in (NeedsToken, NotAllowed, NothingThere, WrongMethod, TooLarge, WrongKind)
}


def refusal_of(error: SaysoError) -> Refusal:
    """Return how an error of Sayso is answered."""
    headers: list[tuple[str, str]] = []
    if isinstance(error, TooMany):
        headers.append(("Retry-After", str(max(1, round(error.seconds)))))
    if isinstance(error, NeedsToken):
        headers.append(("WWW-Authenticate", "Bearer"))
    return Refusal(error.http_status, error.code, str(error), getattr(error, "field", None), tuple(headers))


def refusal_for(status: int, where: str) -> Refusal:
    """Return how a status of the web framework is answered; `where` is the path that was asked for."""
    kind = _BY_STATUS.get(status, RequestError)
    message = {
        404: f"there is nothing at {where}. See /openapi.json for what there is.",
        405: f"{where} does not take this method. See /openapi.json for those that it takes.",
    }.get(status, "the request could not be understood. See /openapi.json for how to ask.")
    return Refusal(status, kind.code, message)


UNEXPECTED = Refusal(
    500, "error", "something went wrong in Sayso itself; the server's log tells what. Nothing was kept of this request."
)

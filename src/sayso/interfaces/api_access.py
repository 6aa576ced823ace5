"""Who may ask: tokens kept as hashes, sessions in signed cookies, keys for forms."""

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from itsdangerous import BadSignature, URLSafeTimedSerializer

from sayso.errors import LedgerError, UsageError

Role = Literal["reader", "editor"]
ROLES: tuple[Role, ...] = ("reader", "editor")
SESSION_SECONDS = 12 * 3600


@dataclass(frozen=True, slots=True)
class Holder:
    """Who asks: the name a token was given to, and what it allows."""

    name: str
    role: Role


def anybody_here(name: str) -> Holder:
    """Return who asks where only this machine is answered: whoever started the server, by that name."""
    return Holder(name, "editor")


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    role: Role
    sha256: str
    made: str


class Tokens:
    """The tokens in a file that only its owner may read; a token itself is shown once and kept nowhere."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, name: str, role: Role) -> str:
        """Return a new token for `name`; `UsageError` where the name has one or is none."""
        if not name.strip() or not name.isprintable():
            raise UsageError("the name of a token must have letters and no line ends.")
        rows = self._rows()
        if any(row.name == name for row in rows):
            raise UsageError(
                f"{name!r} has a token already. Take it away first (`sayso token remove`), or name another."
            )
        # 256 random bits need no slow hash: nobody can try them all.
        token = secrets.token_urlsafe(32)
        made = datetime.now(UTC).isoformat(timespec="seconds")
        self._write([*rows, _Row(name, role, _digest(token), made)])
        return token

    def remove(self, name: str) -> None:
        """Take a token away, and with it its sessions; `UsageError` where there is none."""
        rows = self._rows()
        left = [row for row in rows if row.name != name]
        if len(left) == len(rows):
            raise UsageError(f"nobody called {name!r} has a token. `sayso token list` shows who has.")
        self._write(left)

    def holders(self) -> tuple[Holder, ...]:
        """Return who has a token."""
        return tuple(Holder(row.name, row.role) for row in self._rows())

    def holder_of(self, token: str) -> Holder | None:
        """Return whose token it is, None where it is nobody's."""
        digest = _digest(token)
        found = [row for row in self._rows() if hmac.compare_digest(row.sha256, digest)]
        return Holder(found[0].name, found[0].role) if found else None

    def holder_named(self, name: str) -> Holder | None:
        """Return who goes by a name, None where the token was taken away."""
        return next((holder for holder in self.holders() if holder.name == name), None)

    def _rows(self) -> list[_Row]:
        try:
            rows = json.loads(self._path.read_text("utf-8"))
            return [_Row(**row) for row in rows]
        except FileNotFoundError:
            return []
        except (OSError, ValueError, TypeError) as error:
            raise LedgerError(
                f"the tokens in {self._path} cannot be read: {error}. Put the file right or away."
            ) from None

    def _write(self, rows: Iterable[_Row]) -> None:
        """Write the file whole or not at all, readable for its owner alone."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_suffix(f".{os.getpid()}.new")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump([asdict(row) for row in rows], file, ensure_ascii=False, indent=1)
        beside.replace(self._path)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


class Keys:
    """Signs sessions and forms with a secret that lives as long as the server: a restart ends every session."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self._sessions = URLSafeTimedSerializer(self._secret, salt="session")

    def session_for(self, holder: Holder) -> str:
        """Return the cookie of a session."""
        return str(self._sessions.dumps(holder.name))

    def name_in(self, cookie: str) -> str | None:
        """Return whose session a cookie is, None where it is forged or too old."""
        try:
            return str(self._sessions.loads(cookie, max_age=SESSION_SECONDS))
        except BadSignature:
            return None

    def form_key(self, seed: str) -> str:
        """Return what a form must carry when it comes from the browser that holds `seed` in a cookie."""
        return hmac.new(self._secret, b"form" + seed.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    def fits(self, seed: str | None, key: str) -> bool:
        """Tell whether a form's key belongs to the browser's seed."""
        return bool(seed) and hmac.compare_digest(self.form_key(seed or "").encode(), key.encode("utf-8", "replace"))

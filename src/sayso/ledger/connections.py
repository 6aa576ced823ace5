"""How a ledger's database is reached: the one place that knows SQLite from PostgreSQL when connecting.

A SQLite ledger is written in WAL mode, so that reading and writing do not wait for each other; writers take
turns (`BEGIN IMMEDIATE`) and wait up to `PATIENCE` seconds.  In PostgreSQL an advisory lock makes them take turns.
A process that dies while writing leaves the ledger as it was before that reading; after a power failure the
last readings may be missing (`synchronous=NORMAL`), but the ledger is whole.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from sayso.errors import LedgerError

PATIENCE = 30.0

_SQLITE_MAGIC = b"SQLite format 3\0"
_POSTGRES_LOCK = 0x5341_5953
_WRITES = "sayso_writes"
_CACHE_KIB = 32_000  # of each SQLite connection
_MAPPED_BYTES = 1 << 30  # of a file that are read without being copied; those behind are read as ever


def connect(where: str | Path) -> tuple[Engine, str]:
    """Return an engine for the ledger's file or `postgresql://` URL, and the name to give it in messages.

    Raises `LedgerError` where the file is something else, its folder is missing, or the driver is.
    """
    if isinstance(where, str) and "://" in where:
        return _connect_postgres(where)
    path = Path(where)
    _check_file(path)
    with explained(str(path)):
        _use_wal(path)
    # The connection used last is taken first: it has the pages and the prepared questions of a moment ago.
    engine = create_engine(
        URL.create("sqlite", database=str(path)), connect_args={"timeout": PATIENCE}, pool_use_lifo=True
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine, str(path)


class Connected:
    """What holds a ledger's database open, under the name that messages give it; `with` or `close` lets it go."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._name = name

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _asking(self) -> AbstractContextManager[Connection]:
        return asking(self._engine, self._name)

    def _writing(self) -> AbstractContextManager[Connection]:
        return writing(self._engine, self._name)


@contextmanager
def asking(engine: Engine, name: str) -> Iterator[Connection]:
    """Give a connection whose answers all belong to one moment; database errors become `LedgerError`."""
    one_moment = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with explained(name), engine.connect().execution_options(**one_moment) as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, name: str) -> Iterator[Connection]:
    """Give the only writing connection for the length of one transaction, which an error takes back."""
    with (
        explained(name),
        engine.connect().execution_options(**{_WRITES: True}) as connection,
        connection.begin(),
    ):
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_POSTGRES_LOCK})")
        yield connection


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn what the database reports into a `LedgerError` that names the ledger."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, UnicodeEncodeError) as error:
        cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
        raise LedgerError(f"the ledger {name}: {cause}. {_advice(str(cause))}") from error


def _advice(cause: str) -> str:
    if "locked" in cause:
        return (
            f"Another program has been writing to it for more than {PATIENCE:.0f} seconds; try again when it is done."
        )
    if "readonly" in cause or "unable to open" in cause:
        return "Check that its folder exists and that you may write there."
    if "malformed" in cause or "not a database" in cause:
        return "The file is damaged or no ledger; put back a copy of it or name another ledger."
    return "Nothing was added to it."


def _check_file(path: Path) -> None:
    """Refuse what is no SQLite file before SQLite touches it."""
    if path.is_dir():
        raise LedgerError(f"the ledger {path} is a folder. Name a file, such as {path / 'sayso.db'}.")
    if not path.parent.is_dir():
        raise LedgerError(f"the ledger {path} cannot be made: there is no folder {path.parent}. Make it first.")
    if not path.exists():
        return
    try:
        with path.open("rb") as file:
            start = file.read(len(_SQLITE_MAGIC))
    except OSError as error:
        raise LedgerError(f"the ledger {path} cannot be opened: {error.strerror}. Check who may read it.") from None
    if start not in (b"", _SQLITE_MAGIC):
        raise LedgerError(
            f"{path} is not an SQLite database, so it is no ledger. Nothing was written to it. Name another file."
        )


def _use_wal(path: Path) -> None:
    """Switch the file to WAL, once; SQLite does not wait for others here of its own accord."""
    deadline = time.monotonic() + PATIENCE
    with closing(sqlite3.connect(path, timeout=PATIENCE)) as connection:
        while connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            try:
                connection.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # Transactions begin and end where SQLAlchemy says so, not where the driver guesses.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA recursive_triggers=ON")
    connection.execute("PRAGMA synchronous=NORMAL")
    # Two megabytes, SQLite's own choice, hold half a percent of a ledger of 100,000 statements.
    connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
    connection.execute(f"PRAGMA mmap_size={_MAPPED_BYTES}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _connect_postgres(where: str) -> tuple[Engine, str]:
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        # The URL is not repeated: it may hold a password.
        raise LedgerError("the ledger's URL is malformed. Write postgresql://user@host/database, or a path.") from None
    name = url.render_as_string(hide_password=True)
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise LedgerError(f"{name} is no place for a ledger. Write postgresql://user@host/database, or a path.")
    try:
        return create_engine(url.set(drivername="postgresql+psycopg"), pool_use_lifo=True), name
    except ImportError:
        raise LedgerError(
            f"the ledger {name} needs the driver psycopg. Install it with: pip install 'sayso[postgres]'"
        ) from None

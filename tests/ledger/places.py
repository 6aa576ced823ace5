"""Places where a ledger can be, for tests that hold on every database: files, and databases of a PostgreSQL."""

import os
import sqlite3
from contextlib import closing, contextmanager
from itertools import count

from sqlalchemy import MetaData, create_engine, select, text

from sayso.ledger import open_ledger

SERVER = os.environ.get("SAYSO_TEST_POSTGRES")
WITHOUT = "no PostgreSQL given: set SAYSO_TEST_POSTGRES to a postgresql:// URL that may create databases"
_TEMPLATE = f"sayso_test_{os.getpid()}"
_numbers = count(1)


class Server:
    """Databases on the server that tests may use, each made for one test and dropped behind it."""

    def __init__(self):
        self._engine = create_engine(_driven(SERVER), isolation_level="AUTOCOMMIT")
        self._made = []
        self._has_template = False

    def empty(self):
        """Return the URL of a database without tables."""
        return self._make("template0")

    def ledger(self):
        """Return the URL of an empty ledger; its tables are copied, which is quicker than to migrate anew."""
        if not self._has_template:
            self._run(f"CREATE DATABASE {_TEMPLATE} TEMPLATE template0")
            open_ledger(_named(_TEMPLATE)).close()
            self._has_template = True
        return self._make(_TEMPLATE)

    def drop(self):
        """Drop what was made since the last time."""
        while self._made:
            self._run(f"DROP DATABASE {self._made.pop()} WITH (FORCE)")

    def close(self):
        """Drop all, and let go of the server."""
        self.drop()
        self._run(f"DROP DATABASE IF EXISTS {_TEMPLATE} WITH (FORCE)")
        self._engine.dispose()

    def _make(self, template):
        name = f"{_TEMPLATE}_{next(_numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        self._made.append(name)
        return _named(name)

    def _run(self, command):
        with self._engine.connect() as connection:
            connection.execute(text(command))


def engine_of(place):
    """Return an engine for a place, beside the ledger's own."""
    return create_engine(_driven(place) if "://" in str(place) else f"sqlite:///{place}")


@contextmanager
def raw(place):
    """Give a connection as any other program has it, and take back what was not committed."""
    engine = engine_of(place)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def dump(place):
    """Return all that is in a ledger."""
    if "://" not in str(place):
        with closing(sqlite3.connect(place)) as connection:
            return list(connection.iterdump())
    with raw(place) as connection:
        found = MetaData()
        found.reflect(connection)
        return {
            name: sorted(map(repr, connection.execute(select(table)).all())) for name, table in found.tables.items()
        }


def _named(database):
    return SERVER.rpartition("/")[0] + "/" + database


def _driven(url):
    return url.replace("postgresql://", "postgresql+psycopg://", 1)

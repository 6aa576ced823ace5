"""Triggers that keep a table append-only, whoever writes to it.

SQLite's `INSERT OR REPLACE` deletes the row that is in the way without firing a DELETE trigger, unless the
connection asks for it.  So a third trigger refuses every row whose key is there already, before it is replaced.
"""

from collections.abc import Iterator, Sequence

REFUSAL = "the ledger is append-only"


def append_only(dialect: str, table: str, keys: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the SQL that makes the table append-only; `keys` are the columns of each of its unique keys.

    `dialect` is SQLAlchemy's name of the database: `sqlite` or `postgresql`.
    """
    if dialect == "sqlite":
        for act in ("UPDATE", "DELETE"):
            yield _sqlite_trigger(f"{table}_no_{act.lower()}", f"{act} ON {table}")
        for number, key in enumerate(keys, start=1):
            same = " AND ".join(f"{column} = NEW.{column}" for column in key)
            taken = f"INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"
            yield _sqlite_trigger(f"{table}_no_replace_{number}", taken)
        return
    yield (
        "CREATE OR REPLACE FUNCTION sayso_refuse() RETURNS trigger LANGUAGE plpgsql "
        f"AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    yield (
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION sayso_refuse()"
    )


def _sqlite_trigger(name: str, event: str) -> str:
    return f"CREATE TRIGGER {name} BEFORE {event} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"

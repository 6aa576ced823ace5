"""Which version the tables of a ledger have, and how an older one is brought up to date.

Alembic is loaded only where there is something to migrate: opening an up-to-date ledger asks for one row.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from sayso.errors import LedgerError, LedgerVersionError

VERSION_TABLE = "sayso_version"
LATEST = "0008"


def is_current(connection: Connection, name: str) -> bool:
    """Return whether the tables are as this version of Sayso needs them; `name` is the ledger's, for messages.

    Raises `LedgerVersionError` where they are newer and `LedgerError` where the database is somebody else's.
    """
    if not inspect(connection).has_table(VERSION_TABLE):
        if inspect(connection).get_table_names():
            raise LedgerError(
                f"{name} is a database, but no ledger of Sayso: it has other tables. Nothing was written to it. "
                "Name another file or an empty database."
            )
        return False
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    if found is not None and found > LATEST:
        raise LedgerVersionError(
            f"the ledger {name} was written by a newer Sayso: its tables have version {found}, this Sayso knows "
            f"them up to {LATEST}. Update Sayso, or name another ledger."
        )
    return found == LATEST


def migrate(connection: Connection) -> None:
    """Run the migrations that are missing, within the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    # Options are interpolated, and a folder may well have a percent sign in its name.
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")

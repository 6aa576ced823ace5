"""Run by Alembic: migrates the open connection that `sayso.ledger.versions` hands over, in its transaction."""

from alembic import context

from sayso.ledger.versions import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    version_table=VERSION_TABLE,
    # SQLite's DDL is transactional where the driver does not end the transaction, and ours does not.
    transactional_ddl=True,
)
context.run_migrations()

"""The numbered migrations of the ledger, and the environment in which Alembic runs them."""

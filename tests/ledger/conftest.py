"""Every test of the ledger that asks for a `place` runs on SQLite and, where a server is given, on PostgreSQL."""

import pytest
from tests.ledger.places import SERVER, WITHOUT, Server


@pytest.fixture(scope="session")
def postgres():
    if SERVER is None:
        pytest.skip(WITHOUT)
    server = Server()
    yield server
    server.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_place(request, tmp_path):
    """Return a function that gives places where no ledger is yet, or an empty one."""
    if request.param == "sqlite":
        numbers = iter(range(10**6))
        yield lambda: tmp_path / f"sayso{next(numbers)}.db"
        return
    server = request.getfixturevalue("postgres")
    yield server.ledger
    server.drop()


@pytest.fixture
def place(new_place):
    return new_place()

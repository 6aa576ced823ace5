"""What a ledger on PostgreSQL has of its own: tables made by the migrations, guards, words, the lock of writers."""

import json
import os
import subprocess
import sys
import threading

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError
from tests.ledger.places import engine_of, raw
from tests.readings import plain_reading

import sayso.ledger.migrations
from sayso.errors import LedgerError, LedgerVersionError
from sayso.ledger import open_ledger
from sayso.ledger.claim_questions import ranked_documents
from sayso.ledger.following import metadata as agenda
from sayso.ledger.following import open_agenda
from sayso.ledger.guards import REFUSAL
from sayso.ledger.tables import metadata, working
from sayso.ledger.versions import LATEST, VERSION_TABLE

KINDS = {"DOUBLE": "DOUBLE PRECISION", "BLOB": "BYTEA"}


@pytest.fixture
def empty(postgres):
    yield postgres.empty()
    postgres.drop()


@pytest.fixture
def filled(postgres):
    place = postgres.ledger()
    with open_ledger(place) as ledger:
        ledger.keep(plain_reading())
    yield place
    postgres.drop()


def test_migrations_make_the_tables_and_columns_that_questions_name(empty):
    open_ledger(empty).close()
    found = inspect(engine_of(empty))
    assert sorted(found.get_table_names()) == sorted([*metadata.tables, *working.tables, *agenda.tables, VERSION_TABLE])
    for name, table in (metadata.tables | agenda.tables).items():
        made = {column["name"]: (str(column["type"]), column["nullable"]) for column in found.get_columns(name)}
        named = {
            column.name: (KINDS.get(str(column.type), str(column.type)), column.nullable) for column in table.columns
        }
        # Words are looked up in a column that no question writes.
        assert {key: kind for key, kind in made.items() if key != "term_vector"} == named, name


def test_a_ledger_of_the_first_version_is_brought_up_to_date(empty):
    config = Config()
    config.set_main_option("script_location", str(sayso.ledger.migrations.__path__[0]))
    with engine_of(empty).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text("INSERT INTO runs VALUES (1, '0.1.0', 'abc')"))
        connection.execute(text("INSERT INTO reports VALUES (1, 'r1', 'Der Kauf gilt.')"))
        connection.execute(
            text(
                "INSERT INTO readings (number, report, run, read_at, digest, language, published_from) "
                "VALUES (1, 1, 1, '2025-04-28T10:00Z', 'd', 'de', 'unknown')"
            )
        )
        connection.execute(text("SELECT setval('readings_number_seq', 1), setval('reports_number_seq', 1)"))
        connection.execute(text("SELECT setval('runs_number_seq', 1)"))
    with open_ledger(empty) as ledger:
        assert ledger.reading("r1").report.text == "Der Kauf gilt."
        assert [one.reading.report.id for one in ledger.unplaced(9)] == ["r1"]
        assert ledger.keep(plain_reading()).outcome == "new_report"
    with raw(empty) as connection:
        assert connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalars().all() == [LATEST]


def test_a_newer_ledger_and_somebody_elses_database_are_refused(empty):
    with engine_of(empty).begin() as connection:
        connection.execute(text("CREATE TABLE recipes (name TEXT)"))
    with pytest.raises(LedgerError, match="no ledger of Sayso"):
        open_ledger(empty)
    with engine_of(empty).begin() as connection:
        connection.execute(text("DROP TABLE recipes"))
    open_ledger(empty).close()
    with engine_of(empty).begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(LedgerVersionError, match="9999"):
        open_ledger(empty)


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_no_table_lets_rows_be_changed_even_by_other_programs(filled, table):
    column = metadata.tables[table].columns[0].name
    with raw(filled) as connection:
        for act in (f'UPDATE {table} SET "{column}" = "{column}"', f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
            with pytest.raises(DBAPIError, match=REFUSAL):
                connection.execute(text(act))
            connection.rollback()


def test_words_are_looked_up_in_an_index(filled):
    question = ranked_documents("Brücke Sprecher", "postgresql").limit(20)
    engine = engine_of(filled)
    asked = str(question.compile(engine, compile_kwargs={"literal_binds": True}))
    with engine.connect() as connection:
        connection.execute(text("SET enable_seqscan = off"))
        plan = "\n".join(connection.execute(text(f"EXPLAIN {asked}")).scalars())
    engine.dispose()
    assert "documents_by_terms" in plan


def test_writers_take_turns(filled):
    """A second writer waits for the first, and sees what it wrote."""
    order = []
    with open_ledger(filled) as one, open_ledger(filled) as other:
        with one._writing() as connection:
            second = threading.Thread(target=lambda: order.append(other.keep(plain_reading(url="https://x.example/2"))))
            second.start()
            second.join(timeout=0.5)
            order.append("first")
            connection.execute(text("INSERT INTO runs (version, knowledge) VALUES ('1', 'a')"))
        second.join(timeout=30)
        assert (order[0], order[1].outcome) == ("first", "new_report")


def test_the_agenda_lies_in_the_same_database(filled):
    with open_agenda(filled) as agenda:
        assert agenda.waiting("https://bote.example/rss") == 0


def run_sayso(place, *words, given=None):
    return subprocess.run(
        [sys.executable, "-c", "from sayso.interfaces.cli import main; main()", *words],
        input=given,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "SAYSO_LEDGER": place, "COLUMNS": "120"},
    ).stdout


def test_the_command_line_keeps_and_asks_a_ledger_there(empty):
    told = "Die Regierung in Kiew bestritt am Montag, dass die Hafenstadt gefallen sei."
    read = ("read", "-", "--model", "rules", "--published", "2024-05-06", "--format", "json")
    assert "gefallen" in run_sayso(empty, *read, given=told)
    (claim,) = json.loads(run_sayso(empty, "claims", "--full", "--format", "json"))
    (statement,) = claim["statements"]
    assert "gefallen" in run_sayso(empty, "claim", claim["id"])
    assert "gefallen" in run_sayso(empty, "search", "Hafen")
    assert "gefallen" in run_sayso(empty, "statements", "--stance", "denies", "--ledger", empty)
    assert json.loads(run_sayso(empty, "changes", "--format", "json")) == []
    run_sayso(empty, "reject", f"{statement['report']}/{statement['id']}", "--by", "Ada")
    assert json.loads(run_sayso(empty, "claims", "--format", "json")) == []

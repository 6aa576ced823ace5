"""How a ledger is opened, brought up to date, and kept from being changed."""

import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect
from tests.readings import NEXT_RUN, plain_reading

import sayso.ledger.migrations
from sayso.errors import LedgerError, LedgerVersionError, UsageError
from sayso.ledger import open_ledger
from sayso.ledger.following import metadata as agenda
from sayso.ledger.guards import REFUSAL
from sayso.ledger.tables import metadata, working
from sayso.ledger.versions import LATEST, VERSION_TABLE
from sayso.model import Part, Span

TABLES = sorted(metadata.tables)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "sayso.db"


@pytest.fixture
def filled(path):
    """Return the path of a ledger with at least one row in most tables."""
    with open_ledger(path) as ledger:
        ledger.keep(replace(plain_reading(), limits=("no lexicon for nl: direct quotations only",)))
    return path


def raw(path):
    return closing(sqlite3.connect(path))


def test_the_latest_version_is_that_of_the_last_migration():
    config = Config()
    config.set_main_option("script_location", str(Path(sayso.ledger.migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_heads() == [LATEST]


def test_migrations_make_the_tables_and_columns_that_questions_name(filled):
    found = inspect(create_engine(f"sqlite:///{filled}"))
    # FTS5 keeps its index in tables of its own.
    made = [name for name in found.get_table_names() if not name.startswith("document_terms")]
    assert sorted(made) == sorted([*TABLES, *working.tables, *agenda.tables, VERSION_TABLE])
    for name, table in metadata.tables.items():
        made = {column["name"]: (str(column["type"]), column["nullable"]) for column in found.get_columns(name)}
        kinds = {"INTEGER": "INTEGER", "BIGINT": "INTEGER", "TEXT": "TEXT", "DOUBLE": "REAL", "BLOB": "BLOB"}
        named = {column.name: (kinds[str(column.type)], column.nullable) for column in table.columns}
        assert made == named, name


def test_tables_are_strict_and_the_file_is_in_wal_mode(filled):
    with raw(filled) as connection:
        strict = {row[1]: row[5] for row in connection.execute("PRAGMA table_list") if row[1] in TABLES}
        assert strict == dict.fromkeys(TABLES, 1)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_opening_again_changes_nothing(filled):
    before = dump(filled)
    for _ in range(3):
        open_ledger(filled).close()
    assert dump(filled) == before


def dump(path):
    with raw(path) as connection:
        return list(connection.iterdump())


def test_a_folder_with_a_percent_sign_in_its_name_is_no_obstacle(tmp_path):
    folder = tmp_path / "100 % Ö"
    folder.mkdir()
    with open_ledger(str(folder / "sayso.db")) as ledger:
        assert ledger.keep(plain_reading()).outcome == "new_report"


def test_a_migration_that_fails_leaves_no_trace(path, monkeypatch):
    monkeypatch.setattr("sayso.ledger.guards.REFUSAL", "it's not SQL")
    with pytest.raises(LedgerError):
        open_ledger(path)
    with raw(path) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)
    monkeypatch.undo()
    open_ledger(path).close()


def test_a_ledger_of_the_first_version_opens_and_keeps_its_rows(path):
    """Its tables are made by the first migration alone, its rows by hand, as that version wrote them."""
    make_first_version(path)
    with raw(path) as connection:
        before = {table: rows(connection, table) for table in ("runs", "reports", "parts", "credits")}
    with open_ledger(path) as ledger:
        old = ledger.reading("r1")
        assert (old.report.title, old.report.text, old.report.authors) == ("Kauf", "Der Kauf gilt.", ("Ina Holm",))
        assert old.report.parts == (Part("paragraph", Span(0, 14)),)
        assert (old.report.published_at, old.report.modified_at, old.report.canonical_url) == (None, None, None)
        assert (old.limits, old.people) == ((), ())
        assert ledger.keep(plain_reading(url="https://bote.example/kauf")).outcome == "new_version"
    with raw(path) as connection:
        assert connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchall() == [(LATEST,)]
        for table, old_rows in before.items():
            assert [row[: len(old_rows[0])] for row in rows(connection, table)][: len(old_rows)] == old_rows
        with pytest.raises(sqlite3.IntegrityError, match=REFUSAL):
            connection.execute("UPDATE parts SET language = 'fr'")


def make_first_version(path):
    engine = create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", str(Path(sayso.ledger.migrations.__file__).parent))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with raw(path) as connection, connection:
        connection.executescript(
            """
            INSERT INTO runs VALUES (1, '0.1.0', 'abc');
            INSERT INTO reports VALUES (1, 'r1', 'Der Kauf gilt.');
            INSERT INTO readings (number, report, run, read_at, digest, language, published_from, url, title)
                VALUES (1, 1, 1, '2025-04-28T10:00Z', 'd', 'de', 'unknown', 'https://bote.example/kauf', 'Kauf');
            INSERT INTO parts VALUES (1, 0, 'paragraph', 0, 14);
            INSERT INTO credits VALUES (1, 'author', 0, 'Ina Holm');
            """
        )


def test_what_a_page_says_and_the_language_of_its_passages_are_kept(path):
    plain = plain_reading()
    report = replace(
        plain.report,
        parts=(Part("paragraph", Span(0, 9)), Part("paragraph", Span(10, 20), "fr")),
        published_at="2025-04-28T17:05:00+02:00",
        modified_at="2025-04-29T08:00:00+00:00",
        canonical_url="https://kurier.example/1",
    )
    reading = replace(plain, report=report, limits=("no lexicon for fr", "no times"))
    with open_ledger(path) as ledger:
        ledger.keep(reading)
        assert ledger.reading(report.id) == reading


def test_the_texts_of_one_page_are_its_versions(path):
    first, second = plain_reading(), plain_reading(more=" Mehr nicht.")
    other = plain_reading(url="https://bote.example/2")
    without = plain_reading(url=None)
    with open_ledger(path) as ledger:
        for reading in (first, other, second, without, first):
            ledger.keep(reading)
        ledger.keep(replace(first, run=NEXT_RUN))
        for asked in (first, second):
            versions = ledger.versions(asked.report.id)
            assert [version.head.version for version in versions] == [1, 2]
            assert [version.reading for version in versions] == [replace(first, run=NEXT_RUN), second]
        assert [version.reading for version in ledger.versions(without.report.id)] == [without]
        with pytest.raises(UsageError, match="has no report with the id 'fort'"):
            ledger.versions("fort")


def test_a_newer_ledger_is_refused_and_left_alone(filled):
    with raw(filled) as connection, connection:
        connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    before = dump(filled)
    with pytest.raises(LedgerVersionError, match=r"9999.*Update Sayso"):
        open_ledger(filled)
    assert dump(filled) == before


@pytest.mark.parametrize("content", [b"no database\n", b"SQLite format", b"\x00" * 4096])
def test_a_file_that_is_no_database_is_refused_and_left_alone(path, content):
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="not an SQLite database"):
        open_ledger(path)
    assert path.read_bytes() == content


def test_a_damaged_database_is_refused_and_left_alone(path):
    content = b"SQLite format 3\0" + b"\xff" * 4096
    path.write_bytes(content)
    with pytest.raises(LedgerError, match=r"not a database.*damaged"):
        open_ledger(path)
    assert path.read_bytes() == content


def test_an_empty_file_becomes_a_ledger(path):
    path.touch()
    with open_ledger(path) as ledger:
        assert ledger.counts().reports == 0


def test_somebody_elses_database_is_refused(path):
    with raw(path) as connection, connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(LedgerError, match=r"no ledger of Sayso"):
        open_ledger(path)
    with raw(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("recipes",)]


def test_places_where_no_ledger_can_be(tmp_path):
    with pytest.raises(LedgerError, match="is a folder"):
        open_ledger(tmp_path)
    with pytest.raises(LedgerError, match="there is no folder"):
        open_ledger(tmp_path / "missing" / "sayso.db")
    with pytest.raises(LedgerError, match="no place for a ledger"):
        open_ledger("mysql://somebody:secret@host/database")
    with pytest.raises(LedgerError, match="URL is malformed"):
        open_ledger("postgresql://host:port:port/x")


def rows(connection, table):
    return connection.execute(f"SELECT * FROM {table}").fetchall()


OF_READINGS = ("runs", "reports", "readings", "parts", "credits", "times", "quantities", "places", "limits")
FILLED = [*OF_READINGS, "actors", "actor_mentions", "statements", "statement_spans", "statement_actors"]


@pytest.mark.parametrize("table", FILLED)
@pytest.mark.parametrize("way", ["update", "update or replace", "delete", "replace", "insert or replace"])
def test_rows_cannot_be_changed_even_by_other_programs(filled, table, way):
    """`recursive_triggers` is off here, as it is in any other program."""
    with raw(filled) as connection:
        before = rows(connection, table)
        assert before
        columns = [f'"{name}"' for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
        if way.startswith("update"):
            act = f"{way.upper()} {table} SET {columns[0]} = {columns[0]}"
        elif way == "delete":
            act = f"DELETE FROM {table}"
        else:
            act = f"{way.upper()} INTO {table} SELECT * FROM {table}"
        with pytest.raises(sqlite3.IntegrityError, match=REFUSAL):
            connection.execute(act)
        connection.rollback()
        assert rows(connection, table) == before


@pytest.mark.parametrize(
    ("table", "act"),
    [
        ("reports", "INSERT OR REPLACE INTO reports (id, text) SELECT id, 'other' FROM reports"),
        ("runs", "INSERT OR REPLACE INTO runs (version, knowledge) SELECT version, knowledge FROM runs"),
        (
            "reports",
            "INSERT INTO reports (id, text) SELECT id, 'other' FROM reports WHERE true "
            "ON CONFLICT (id) DO UPDATE SET text = excluded.text",
        ),
    ],
)
def test_a_second_key_is_no_way_around(filled, table, act):
    with raw(filled) as connection:
        before = rows(connection, table)
        with pytest.raises(sqlite3.IntegrityError, match=REFUSAL):
            connection.execute(act)
        connection.rollback()
        assert rows(connection, table) == before


def test_every_table_is_guarded(filled):
    with raw(filled) as connection:
        triggers = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")}
    for table in TABLES:
        assert {f"{table}_no_update", f"{table}_no_delete", f"{table}_no_replace_1"} <= triggers


def test_without_its_driver_a_postgresql_ledger_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LedgerError, match=r"sayso\[postgres\]") as caught:
        open_ledger("postgresql://somebody:secret@nowhere.example/sayso")
    assert "secret" not in str(caught.value)

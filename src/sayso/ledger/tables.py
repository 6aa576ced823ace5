"""The tables of the ledger, as questions and the writing of rows name them.

They are made by the numbered migrations (`migrations/versions`), where keys, checks and indexes stand; a
test holds columns here and there together.

    reports ─┬─ readings ─┬─ parts, credits, times, quantities, places, narration
    runs ────┘            ├─ actors ─── actor_mentions
                          ├─ statements ─┬─ statement_spans
                          │              ├─ statement_actors
                          │              └─ statement_via
                          └─ evidence ─── evidence_statements

A report is a text from a source; a reading is what one run made of it.  The same report read by another run,
or with another day of publication, is another reading, and the earlier one stays: rows are only ever added.
`number` counts reports, readings and runs in the order in which they were kept; `ordinal` keeps the order
within a reading, from 0.  Offsets are code points of the report's text, `end` excluded; days and times are
ISO 8601 text.
"""

from sqlalchemy import REAL, Column, Double, Integer, MetaData, Table, Text
from sqlalchemy.types import TypeEngine

metadata = MetaData()

# A STRICT table's REAL has eight bytes; PostgreSQL's has four.
NUMBER: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")


def _texts(*names: str) -> tuple[Column[str], ...]:
    return tuple(Column(name, Text, nullable=False) for name in names)


def _maybe(*names: str) -> tuple[Column[str], ...]:
    return tuple(Column(name, Text) for name in names)


def _whole(*names: str) -> tuple[Column[int], ...]:
    return tuple(Column(name, Integer, nullable=False) for name in names)


def _number() -> Column[int]:
    return Column("number", Integer, primary_key=True)


_STRETCH = ("start", "end")

runs = Table("runs", metadata, _number(), *_texts("version", "knowledge"))

reports = Table("reports", metadata, _number(), *_texts("id", "text"))

readings = Table(
    "readings",
    metadata,
    _number(),
    *_whole("report", "run"),
    *_texts("read_at", "digest", "language", "published_from"),
    *_maybe("given_id", "url", "outlet", "title", "published"),
)

parts = Table("parts", metadata, *_whole("reading", "ordinal"), *_texts("kind"), *_whole(*_STRETCH))

# Authors and agencies.
credits = Table("credits", metadata, *_whole("reading"), *_texts("role"), *_whole("ordinal"), *_texts("name"))

actors = Table(
    "actors",
    metadata,
    *_whole("reading"),
    *_texts("id"),
    *_whole("ordinal"),
    *_texts("name", "kind"),
    *_maybe("party", "wikidata"),
)

actor_mentions = Table("actor_mentions", metadata, *_whole("reading"), *_texts("actor"), *_whole("ordinal", *_STRETCH))

# `voice` holds the speaker's words and the actors' names, folded by `rows.fold`, for searching.
statements = Table(
    "statements",
    metadata,
    *_whole("reading"),
    *_texts("id"),
    *_whole("ordinal"),
    *_texts("mode", "medium", "stance"),
    *_maybe("polarity", "said"),
    Column("said_start", Integer),
    Column("said_end", Integer),
    *_whole("first"),
    *_maybe("parent"),
    Column("confidence", NUMBER, nullable=False),
    *_texts("found_by", "voice"),
)

statement_spans = Table(
    "statement_spans", metadata, *_whole("reading"), *_texts("statement", "role"), *_whole("ordinal", *_STRETCH)
)

statement_actors = Table(
    "statement_actors", metadata, *_whole("reading"), *_texts("statement"), *_whole("ordinal"), *_texts("actor")
)

statement_via = Table(
    "statement_via", metadata, *_whole("reading"), *_texts("statement"), *_whole("ordinal"), *_texts("via")
)

times = Table("times", metadata, *_whole("reading", "ordinal", *_STRETCH), *_texts("type", "value"))

quantities = Table(
    "quantities",
    metadata,
    *_whole("reading", "ordinal", *_STRETCH),
    Column("value", NUMBER, nullable=False),
    Column("upper", NUMBER),
    *_texts("bound"),
    *_maybe("unit"),
)

places = Table("places", metadata, *_whole("reading", "ordinal", *_STRETCH), *_texts("name"), *_maybe("country"))

evidence = Table(
    "evidence", metadata, *_whole("reading", "ordinal"), *_texts("kind"), *_whole(*_STRETCH), *_maybe("by")
)

evidence_statements = Table(
    "evidence_statements", metadata, *_whole("reading", "evidence", "ordinal"), *_texts("statement")
)

narration = Table("narration", metadata, *_whole("reading", "ordinal", *_STRETCH))

"""The tables of the ledger, as questions and the writing of rows name them.

They are made by the numbered migrations (`migrations/versions`), where keys, checks and indexes stand; a
test holds columns here and there together.

    reports ─┬─ readings ─┬─ parts, credits, times, quantities, places, narration, limits
    runs ────┘            ├─ actors ─── actor_mentions
                          ├─ people
                          ├─ statements ─┬─ statement_spans
                          │              ├─ statement_actors
                          │              └─ statement_via
                          └─ evidence ─── evidence_statements

A report is a text from a source; a reading is what one run made of it.  The same report read by another run,
or with another day of publication, is another reading, and the earlier one stays: rows are only ever added.
`number` counts reports, readings and runs in the order in which they were kept; `ordinal` keeps the order
within a reading, from 0.  Offsets are code points of the report's text, `end` excluded; days and times are
ISO 8601 text.

What is made of the statements of all reports stands apart:

    readings ─┬─ placings, retired              which readings count in claims, and which do no more
              ├─ points ─── placements ─── claims ─┬─ claim_keys, citations
              ├─ documents                         └─ accounts ─── account_voices, account_changes
              ├─ corrected                      corrections
              └─ waiting                        shelves
    reports ──── fingerprints, copies

A point is a statement as claims see it.  Its last placement tells the claim that it belongs to, as long as its reading
is not retired; the last account of a claim tells how it stands.  A correction is what a person ruled; a corrected
reading is the one made of the reading `base` by all rulings on its report up to `correction`.

Points are numbered without gaps.  A shelf has the sketches of some thousand of them; the last ones lie on none yet.
`waiting` alone is no finding but a working memory, whose rows go: the readings that are to be put into claims.
"""

from typing import Any

from sqlalchemy import REAL, BigInteger, Column, Dialect, Double, Integer, LargeBinary, MetaData, Table, TypeDecorator
from sqlalchemy import Text as AnyText
from sqlalchemy.types import TypeEngine

metadata = MetaData()
# Apart from the findings' tables, whose rows nobody may change.
working = MetaData()


class TextWithNul(TypeDecorator[str]):
    """Text that may hold U+0000, which a report may and PostgreSQL's text may not: there it stands as U+001A and `0`.

    U+001A itself stands there as U+001A and `1`.
    """

    impl = AnyText
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> Any:
        """Return text as it is written."""
        if not isinstance(value, str) or ("\0" not in value and "\x1a" not in value):
            return value
        return value.replace("\x1a", "\x1a1").replace("\0", "\x1a0")

    def process_result_value(self, value: Any, _dialect: Dialect) -> Any:
        """Return text as it was."""
        if value is None or "\x1a" not in value:
            return value
        return value.replace("\x1a0", "\0").replace("\x1a1", "\x1a")


Text: TypeEngine[str] = AnyText().with_variant(TextWithNul(), "postgresql")

# A STRICT table's REAL has eight bytes; PostgreSQL's has four.
NUMBER: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")
# Its INTEGER has up to eight bytes.
_KEY: TypeEngine[int] = BigInteger().with_variant(Integer(), "sqlite")


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
    *_maybe("given_id", "url", "outlet", "title", "published", "published_at", "modified_at", "canonical_url"),
)

parts = Table(
    "parts", metadata, *_whole("reading", "ordinal"), *_texts("kind"), *_whole(*_STRETCH), *_maybe("language")
)

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

# One row for each office of a person, or one without; `surname` is the last word of the name, folded by `rows.fold`.
people = Table(
    "people",
    metadata,
    *_whole("reading", "ordinal"),
    *_texts("name", "surname"),
    *_maybe("party", "noun", "lemma", "state", "party_by"),
)

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
    *(Column(f"{role}_confidence", NUMBER) for role in ("speaker", "actor", "stance", "said")),
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

limits = Table("limits", metadata, *_whole("reading", "ordinal"), *_texts("words"))

placings = Table("placings", metadata, Column("reading", Integer, primary_key=True), *_texts("placed_at"))

retired = Table("retired", metadata, Column("reading", Integer, primary_key=True), *_whole("by"))

# `point` is packed by `packing.py`; `vector` and `sense` are numbers of two bytes, `sense` null of points that were
# made before there was one, and shorter where it does not tell what stands beside; `place` and `refers` as in
# `claims.meaning`.
points = Table(
    "points",
    metadata,
    _number(),
    *_whole("reading"),
    *_texts("statement"),
    *_whole("place"),
    Column("refers", Integer),
    *_texts("point"),
    Column("vector", LargeBinary, nullable=False),
    Column("sense", LargeBinary),
)

# The sketches of `size` points, whose numbers begin with `first`, packed by `sketches.py`.
shelves = Table(
    "shelves",
    metadata,
    Column("first", Integer, primary_key=True),
    *_whole("size"),
    Column("bytes", LargeBinary, nullable=False),
)

claims = Table("claims", metadata, Column("id", Text, primary_key=True), *_maybe("family"), *_texts("begun_at"))

# `correction` is the ruling by which a person put it there.
placements = Table("placements", metadata, _number(), *_whole("point"), *_texts("claim"), Column("correction", Integer))

claim_keys = Table(
    "claim_keys", metadata, Column("key", Text, primary_key=True), Column("claim", Text, primary_key=True)
)

# Where reports say in their own voice what a claim says.
citations = Table(
    "citations",
    metadata,
    _number(),
    *_texts("claim"),
    *_whole("reading", *_STRETCH),
    Column("correction", Integer),
)

# `standing` is null of a claim that has no statement any more; `whole` is the claim, packed by `packing.py`.
accounts = Table(
    "accounts",
    metadata,
    _number(),
    *_texts("claim", "made_at"),
    *_maybe("standing", "first_reported", "last_change", "whole"),
)

# Who takes a position in an account; `name` is folded by `rows.fold`.
account_voices = Table("account_voices", metadata, *_whole("account", "ordinal"), *_maybe("party"), *_texts("name"))

account_changes = Table(
    "account_changes",
    metadata,
    *_whole("account", "ordinal"),
    *_maybe("party"),
    *_texts("actor_name", "before", "after"),
    *_maybe("day"),
    *_texts("report", "statement", "stance"),
)

fingerprints = Table(
    "fingerprints", metadata, Column("key", _KEY, primary_key=True), Column("report", Integer, primary_key=True)
)

# `one` and `other` are ids of reports; `whole` is the copy, packed by `packing.py`.
copies = Table(
    "copies",
    metadata,
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    *_texts("whole"),
)

# What words find: a statement, or, where `statement` is null, a report.
documents = Table("documents", metadata, _number(), *_whole("reading"), *_maybe("statement"), *_texts("terms"))

# `place` and `amendment` are packed by `packing.py`; an acceptance is a `correct` whose amendment changes nothing.
corrections = Table(
    "corrections",
    metadata,
    _number(),
    *_texts("kind", "made_by", "made_at"),
    *_maybe("note", "claim", "other", "report", "statement", "place", "amendment"),
    Column("undoes", Integer),
)

corrected = Table("corrected", metadata, Column("reading", Integer, primary_key=True), *_whole("base", "correction"))

waiting = Table("waiting", working, Column("reading", Integer, primary_key=True))

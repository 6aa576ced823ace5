"""What kind of thing an input is: told by its first bytes; by the ending of its name where these do not tell."""

import csv
import json
import re
from typing import Literal

Kind = Literal["text", "page", "json lines", "csv", "parquet", "warc", "gzip", "zip", "mail", "pdf", "feed"]

# Kinds of which one input holds many reports, each with an address of its own.
MANY: frozenset[Kind] = frozenset(("json lines", "csv", "parquet", "warc", "zip", "feed"))
DELIMITERS = ",;\t|"

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"PAR1", "parquet"),
    (b"WARC/", "warc"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),  # an empty one
    (b"\x1f\x8b", "gzip"),
)
_SUFFIXES: dict[str, Kind] = {
    ".txt": "text", ".text": "text", ".md": "text", "": "text",
    ".html": "page", ".htm": "page", ".xhtml": "page",
    ".jsonl": "json lines", ".ndjson": "json lines",
    ".csv": "csv", ".tsv": "csv",
    ".parquet": "parquet", ".warc": "warc", ".wet": "warc", ".gz": "gzip", ".zip": "zip", ".eml": "mail", ".pdf": "pdf",
    ".rss": "feed", ".atom": "feed", ".rdf": "feed",
}  # fmt: skip
_BYTE_ORDER = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_PDF_WITHIN = 1_024  # bytes before `%PDF-` that readers of PDF bear with
_FEED = re.compile(r"<(?:rss|rdf:RDF|(?:\w+:)?feed)[\s>]", re.IGNORECASE)
_PAGE = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|div|h[1-6]|p)[\s>/]", re.IGNORECASE
)
_JSON_LINE = re.compile(r'\{\s*"[^"\\\n]{0,80}"\s*:')
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org')
_HEADER = re.compile(r"[!-9;-~]+:")
_MAIL_SAYS = ("from:", "date:", "subject:", "mime-version:", "message-id:", "received:", "return-path:", "to:")
_FEWEST_SAYINGS = 3  # of these in a head that is a mail's
_LONGEST_COLUMN = 40  # characters of a column's name


def recognise(head: bytes, suffix: str) -> Kind | None:
    """Give the kind of an input; None where it is none that Sayso knows.

    `head` are its first bytes, some thousand where there are as many; `suffix` the ending of its name in lower case,
    such as `.html`, empty where it has none.
    """
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    return _recognise_text(_loosely(head)) or _SUFFIXES.get(suffix)


def _loosely(head: bytes) -> str:
    """Give the first bytes as text in which ASCII can be read, whatever their encoding."""
    for mark, encoding in _BYTE_ORDER:
        if head.startswith(mark):
            return head[2:].decode(encoding, "replace").lstrip()
    return head.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").decode("latin-1").lstrip()


def _recognise_text(text: str) -> Kind | None:
    if text.startswith("<"):
        if _FEED.search(text):
            return "feed"
        return "page" if _PAGE.search(text) else None
    if text.startswith("{"):
        if _JSON_FEED.search(text):
            return "feed"
        return "json lines" if _holds_json_line(text) else None
    if _holds_mail(text):
        return "mail"
    return "csv" if _holds_table(text) else None


def _holds_json_line(text: str) -> bool:
    """Tell whether the first line is an object of its own, or the start of one that is longer than the head."""
    line, end, _ = text.partition("\n")
    if not end:
        return _JSON_LINE.match(line) is not None
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _holds_mail(text: str) -> bool:
    """Tell whether the first lines are the header of a mail: nothing but fields, several of those that mails have."""
    fields: list[str] = []
    for line in text.splitlines():
        if not line.strip():
            break
        if line[0] not in " \t":
            if not _HEADER.match(line) and not (line.startswith("From ") and not fields):
                return False
            fields.append(line.lower())
    said = sum(any(line.startswith(saying) for line in fields) for saying in _MAIL_SAYS)
    return said >= _FEWEST_SAYINGS and any(line.startswith("from:") for line in fields)


def _holds_table(text: str) -> bool:
    """Tell whether the first line names columns, `text` among them."""
    names = column_names(text.partition("\n")[0].strip("\r"))
    return len(names) > 1 and "text" in names and all(0 < len(name) <= _LONGEST_COLUMN for name in names)


def column_names(line: str) -> list[str]:
    """Give the names in the first line of a table, in lower case, without blanks around them."""
    return _parted(line, delimiter_of(line))


def delimiter_of(line: str) -> str:
    """Give the sign that parts the columns in the first line of a table: one that shows `text`, else the commonest."""

    def fitness(sign: str) -> tuple[bool, int]:
        names = _parted(line, sign)
        return "text" in names, len(names)

    return max(DELIMITERS, key=fitness)


def _parted(line: str, sign: str) -> list[str]:
    try:
        return [name.strip().lower() for name in next(csv.reader([line], delimiter=sign), [])]
    except csv.Error:  # a line that is no row: longer than any field may be
        return [line]

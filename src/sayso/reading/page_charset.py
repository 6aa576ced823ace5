"""The bytes of a page to its text: what the server says, what the page says, what the bytes say.

A page is no plain-text file: one bad byte in an advertisement must not cost the report, so that what no
encoding explains becomes U+FFFD, the sign for an unknown character, and never another letter.
"""

import codecs
import re

from sayso.errors import EmptyReport, MalformedInput
from sayso.reading.encodings import decode

LARGEST_PAGE = 32_000_000  # bytes; the largest pages of newsrooms have a thirtieth of it

_FEW = 10  # every tenth byte NUL is no accident: UTF-16, or no text at all
_HEAD = 8_192  # bytes in which a page names its own encoding
_LABEL = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|div|h[1-6]|p|br|span|a)[\s>/]", re.I
)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# As browsers take them: pages that say ISO-8859-1 or ASCII are written in Windows-1252.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "euc_kr": "cp949"}
_ASCII_BASED = ("utf", "cp", "iso8859", "koi8", "mac", "gb", "big5", "shift_jis", "euc", "hz", "johab")


def decode_page(data: bytes, *, source: str, content_type: str | None = None) -> str:
    """Give the text of a page; `content_type` is the header that it came with (`text/html; charset=…`), if any.

    Bytes that are valid UTF-8 with more than ASCII in them are UTF-8 whatever header and page say.
    Raises `EmptyReport` where there is nothing, `UndecodableText` for other kinds of files,
    `MalformedInput` where the bytes are no page or more than `LARGEST_PAGE`.
    """
    if not data.strip():
        raise EmptyReport(f"{source}: there is nothing in it. Fetch the page again.")
    if len(data) > LARGEST_PAGE:
        raise MalformedInput(
            f"{source}: the page has {len(data):,} bytes, more than the {LARGEST_PAGE:,} that Sayso reads as one page. "
            "Cut it, or save its text and read that."
        )
    if data.startswith(_MARKS) or data.count(b"\x00") * _FEW > len(data):
        return _refuse_no_page(decode(data, source=source), source)
    data = data.replace(b"\x00", b"")  # browsers leave out stray ones
    if not _TAG.search(data):
        _refuse_no_page(decode(data, source=source), source)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for label in _labels(data, content_type):
        encoding = _known(label)
        # UTF-8 has been tried; said all the same it is most often true, with a few bytes broken.
        if encoding == "utf-8":
            text = data.decode("utf-8", "replace")
            if text.count("�") * 50 <= sum(byte >= 0x80 for byte in data):
                return text
        elif encoding:
            return data.decode(encoding, "replace")
    return data.decode("cp1252", "replace")


def _refuse_no_page(text: str, source: str) -> str:
    if _TAG.search(text.encode("ascii", "replace")):
        return text
    raise MalformedInput(
        f"{source}: there is no HTML in it. If it is plain text, name the file .txt and read it again."
    )


def _labels(data: bytes, content_type: str | None) -> list[str]:
    """Give the encodings named, the most trusted first."""
    labels = _LABEL.findall(content_type or "")
    for pattern in (_META, _XML):
        found = pattern.search(data[:_HEAD])
        if found:
            labels.append(found[1].decode("ascii"))
    return labels


def _known(label: str) -> str | None:
    """Give the codec that a label means; None for codecs that are none of text, and for names nobody knows."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    name = _MEANT.get(name, name)
    return name if name.startswith(_ASCII_BASED) and not name.startswith(("utf-16", "utf-32", "utf-7")) else None

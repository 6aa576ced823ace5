"""Bytes to text, exactly: nothing is normalised, no byte is replaced or dropped.

Tried in this order: a byte-order mark, UTF-16 without one (told by where its NUL bytes stand), UTF-8,
ISO-8859-15 (told by the byte of its euro sign), Windows-1252.  The 8-bit encodings accept nearly any byte,
so what they give is checked before it is believed: a wrong letter in a quotation is worse than an error.
"""

import codecs
import re
from typing import NoReturn

from sayso.errors import UndecodableText

# Longest first: the mark of UTF-32-LE starts with that of UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_UNPACK = "Unpack it and read the files inside"
_TO_TEXT = "Save its text as plain text first"
_MAGIC = (
    (b"%PDF-", "a PDF file", "Turn it into text first, for example with pdftotext"),
    (b"\x89PNG\r\n", "a PNG picture", "Give the text, not a picture of it"),
    (b"\xff\xd8\xff", "a JPEG picture", "Give the text, not a picture of it"),
    (b"GIF8", "a GIF picture", "Give the text, not a picture of it"),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"PK\x03\x04", "a ZIP archive or an office document", _UNPACK + ", or save the document as plain text"),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ", "an xz archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", _UNPACK),
    (b"7z\xbc\xaf", "a 7z archive", _UNPACK),
    (b"\xd0\xcf\x11\xe0", "an old office document", _TO_TEXT),
    (b"{\\rtf", "a rich-text document", _TO_TEXT),
    (b"SQLite format 3\x00", "a SQLite database", "A ledger is opened with --ledger, not read"),
    (b"PAR1", "a Parquet file", "Name it with the ending .parquet"),
)

# Where Windows-1252 text ends a quotation on Ä, Ö, Ü or ß, its bytes would be a sequence of UTF-8 too.
_MULTIBYTE = re.compile(
    rb"[\xc2\xc3\xc5\xce-\xd4][\x80-\xbf]|[\xc4\xc6-\xcd\xd5-\xdf](?![\x85\x91-\x97\xab\xbb])[\x80-\xbf]"
    rb"|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH = re.compile(rb"[\x80-\xff]")
# Bytes whose Windows-1252 reading no word has: the umlauts of DOS and Macintosh files and the letters of
# ISO-8859-2 come out as these.  The apostrophe, dashes, the soft hyphen, and Š š Ž ž Œ œ (names) do stand
# inside words and are left out; a cubic metre is no sign either.
_WRONG_IN_WORD = re.compile(
    # a symbol or a quotation mark between two letters
    rb"(?<=[A-Za-z])[\x80-\x84\x86-\x89\x8b\x8d\x8f-\x91\x93-\x95\x98\x99\x9b\x9d\x9f\xa1-\xac\xae-\xb6\xb8\xb9\xbb-\xbf]"
    rb"(?=[A-Za-z])"
    # a capital between two small letters
    rb"|(?<=[a-z])[\x8a\x8c\x8e\xc0-\xd6\xd8-\xde](?=[a-z])"
    # a symbol at the end or the start of a word
    rb"|(?<=[a-ln-z])[\xa3\xa5\xb1\xb3\xb6\xb9\xbc\xbe\xbf]|[\xa3\xa5\xb1\xb3\xb6\xb9\xbc\xbe\xbf](?=[a-z])"
)
# The euro sign, Š, š and ž of ISO-8859-15; Windows-1252 has signs there that stand in no report.
_LATIN_9 = re.compile(rb"\xa4|[\xa6\xa8\xb8](?=[A-Za-z])")
_CONTROL = re.compile(rb"[\x80-\x9f]")  # control characters in ISO-8859-15, letters and marks in Windows-1252
_ASCII_LETTER = re.compile(rb"[A-Za-z]")
_ACCENTED = re.compile(rb"[\xc0-\xff]")
_ADVICE = "Open it in the program it comes from, save it as UTF-8 and read it again"


def decode(data: bytes, *, source: str) -> str:
    """Give the text of `data`; a leading byte-order mark is dropped, every line end and blank stays.

    `source` names the input in messages.  Raises `UndecodableText`, naming the offset of the first byte that
    is no text, where the bytes are a binary file or no encoding fits without doubt.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, mark, encoding, source)
    for magic, kind, advice in _MAGIC:
        if data.startswith(magic):
            raise UndecodableText(f"{source}: this is {kind} (it starts with {_show(data[:8])}), not text. {advice}.")
    if b"\x00" in data:
        return _decode_with_nul(data, source)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_eight_bit(data, error, source)


def _show(some: bytes) -> str:
    return " ".join(f"0x{byte:02X}" for byte in some)


def _refuse(source: str, data: bytes, start: int, end: int, reason: str) -> NoReturn:
    raise UndecodableText(
        f"{source}: the bytes {_show(data[start : max(end, start + 1)][:4])} at offset {start} are no text: "
        f"{reason}. {_ADVICE}."
    )


def _decode_marked(data: bytes, mark: bytes, encoding: str, source: str) -> str:
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        start, end = error.start + len(mark), error.end + len(mark)
        _refuse(source, data, start, end, f"the byte-order mark says {encoding.upper()}, but they do not fit it")
    _refuse_nul_character(text, encoding, data, len(mark), source)
    return text


def _refuse_nul_character(text: str, encoding: str, data: bytes, skipped: int, source: str) -> None:
    at = text.find("\x00")
    if at >= 0:
        start = skipped + len(text[:at].encode(encoding))
        _refuse(source, data, start, start + 1, "a NUL character stands in no report")


def _decode_with_nul(data: bytes, source: str) -> str:
    """Decode UTF-16 without a byte-order mark, the one kind of text with NUL bytes in it."""
    for high, encoding in ((data[1::2], "utf-16-le"), (data[0::2], "utf-16-be")):
        # The high bytes of European letters are few and small, and those of blanks are NUL.  A UTF-8 file
        # with a stray NUL has letters at these places.
        small = sum(high.count(byte) for byte in (*range(0x07), 0x1E, 0x20))
        if high.count(0) * 20 >= len(high) and small * 10 >= len(high) * 9:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError as error:
                _refuse(source, data, error.start, error.end, f"the rest looks like {encoding.upper()}")
            _refuse_nul_character(text, encoding, data, 0, source)
            return text
    at = data.index(b"\x00")
    _refuse(source, data, at, at + 1, "a NUL byte stands in no report; this may be a binary file")


def _decode_eight_bit(data: bytes, utf8: UnicodeDecodeError, source: str) -> str:
    sequences = _MULTIBYTE.findall(data)
    left_over = len(_HIGH.findall(data)) - sum(map(len, sequences))
    if len(sequences) * 3 >= left_over:
        # Windows-1252 text hardly ever holds what is a sequence of UTF-8 by chance: this is UTF-8, broken.
        _refuse(source, data, utf8.start, utf8.end, f"the rest looks like UTF-8, but here it fails ({utf8.reason})")
    high = len(_HIGH.findall(data))
    wrong = _WRONG_IN_WORD.search(data)
    if wrong and len(_WRONG_IN_WORD.findall(data)) * 3 > high:
        reason = "not UTF-8, and as Windows-1252 no letter would stand here inside a word"
        _refuse(source, data, wrong.start(), wrong.end(), reason)
    if len(_ACCENTED.findall(data)) > len(_ASCII_LETTER.findall(data)):
        # Cyrillic and Greek 8-bit text: every letter would come out as an accented Latin one.
        reason = "not UTF-8, and as Windows-1252 nearly every letter would have an accent"
        _refuse(source, data, utf8.start, utf8.end, reason)
    if _LATIN_9.search(data) and not _CONTROL.search(data):
        return data.decode("iso-8859-15")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        _refuse(source, data, error.start, error.end, "neither UTF-8 nor Windows-1252")

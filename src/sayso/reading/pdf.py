"""PDF files with a text layer: their lines put together to paragraphs again.

The one module that knows pypdf, which comes with the extra `pdf`.
"""

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, pairwise
from typing import Any

from sayso.errors import EmptyReport, MalformedInput, ReadingError
from sayso.model import Report
from sayso.reading.inputs import Given, Input
from sayso.reading.text import read_plain

MOST_PAGES = 500  # of one report
MOST_LETTERS = 5_000_000

_FEWEST_LETTERS = 20  # of a text layer; a scanner's stamp has fewer
_APART = 1.3  # times the usual distance of lines, and the next one begins a paragraph
_FAR = 4.0  # letter sizes between two lines that have nothing to do with each other
_ANOTHER_SIZE = 0.08  # share by which letters differ in size where a heading stands beside text
_SAME_LINE = 0.3  # letter sizes up or down within one line: raised and lowered letters
_INDENT = 0.5  # letter sizes to the right that begin a paragraph
_BINDING = frozenset(("und", "oder", "bis", "bzw.", "sowie", "and", "or"))
# What a broken file makes the library stumble over besides its own errors.
_STUMBLES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
_SENTENCE_END = re.compile(r"[.!?:…][\"”“»«’')\]]*$")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"})
_PAGE_NUMBER = re.compile(r"(?:Seite |Page |[-–] ?)?\d{1,4}(?: ?[-–]|(?: von | of | ?/ ?)\d{1,4})?")


@dataclass(slots=True)
class _Line:
    """A line as it is printed: its words, where it stands on the page, how large its letters are, in points."""

    text: str
    left: float
    height: float
    size: float


def read_pdf(item: Input, given: Given) -> Report:
    """Make a report of a PDF file; the text is made of its lines, an empty line between two paragraphs.

    Raises `ReadingError` where pypdf is not installed, `MalformedInput` where the file is broken, locked or too long,
    `EmptyReport` where it holds pictures of text only.
    """
    text = "\n\n".join(_paragraphs(_open(item))).translate(_LIGATURES)
    if sum(map(str.isalnum, text)) < _FEWEST_LETTERS:
        raise EmptyReport(
            f"{item.place}: the file has no text layer, only pictures of its pages. Let a program for text recognition "
            "(OCR) add one, for example ocrmypdf, and read its result."
        )
    return read_plain(text, source=item.place, given=given)


def _open(item: Input) -> list[list[_Line]]:
    """Give the lines of every page; errors as `read_pdf` raises them."""
    place = item.place
    try:
        import pypdf
    except ImportError as error:
        raise ReadingError(f"{place}: reading PDF needs pypdf. Install it with: pip install 'sayso[pdf]'") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    content = item.read()
    try:
        document = pypdf.PdfReader(io.BytesIO(content))
        # Many are locked against changes alone, with an empty password.
        if document.is_encrypted and not document.decrypt(""):
            raise MalformedInput(f"{place}: the file is locked with a password. Save a copy without, and read that.")
        if len(document.pages) > MOST_PAGES:
            raise MalformedInput(
                f"{place}: the file has {len(document.pages):,} pages, Sayso reads up to {MOST_PAGES} as one report. "
                "Save the pages of the report as a file of their own."
            )
        return _read_pages(document, place)
    except pypdf.errors.DependencyError as error:
        raise ReadingError(
            f"{place}: the file is locked in a way that needs one more package: pip install cryptography"
        ) from error
    except (pypdf.errors.PyPdfError, *_STUMBLES) as error:
        raise MalformedInput(
            f"{place}: the PDF file is broken ({type(error).__name__}: {error}). Fetch it again, or save its text."
        ) from error


def _read_pages(document: Any, place: str) -> list[list[_Line]]:
    pages: list[list[_Line]] = []
    letters = 0
    for page in document.pages:
        lines: list[_Line] = []

        page.extract_text(visitor_text=partial(_take, lines))
        lines = [line for line in lines if line.text.strip()]
        letters += sum(len(line.text) for line in lines)
        if letters > MOST_LETTERS:
            raise MalformedInput(f"{place}: more than {MOST_LETTERS:,} letters. Save the report as a file of its own.")
        pages.append(lines)
    return pages


def _take(lines: list[_Line], text: str, matrix: Any, text_matrix: Any, font: Any, size: float) -> None:
    """Add what the file prints at once to the lines of a page; the matrices tell where it stands."""
    del font
    left = matrix[0] * text_matrix[4] + matrix[2] * text_matrix[5] + matrix[4]
    height = matrix[1] * text_matrix[4] + matrix[3] * text_matrix[5] + matrix[5]
    size = abs(size * (text_matrix[3] or 1.0) * (matrix[3] or 1.0))
    for number, piece in enumerate(text.split("\n")):
        if lines and number == 0 and (not piece.strip() or abs(lines[-1].height - height) <= _SAME_LINE * size):
            lines[-1].text += piece
        elif piece.strip():
            lines.append(_Line(piece, left, height, size))


def _paragraphs(pages: list[list[_Line]]) -> Iterator[str]:
    """Give the paragraphs; one may run on in the next column or on the next page."""
    pages = [_without_number(lines) for lines in pages]
    usual = _usual_distance(pages)
    words, before = "", None
    for line in chain.from_iterable(pages):
        if before is not None and _begins(line, before, usual * line.size):
            yield words
            words = ""
        words = _joined(words, " ".join(line.text.split()))
        before = line
    if words:
        yield words


def _without_number(lines: list[_Line]) -> list[_Line]:
    """Leave out the number of a page above or below its text."""
    edges = (0, len(lines) - 1)
    return [
        line
        for number, line in enumerate(lines)
        if number not in edges or not _PAGE_NUMBER.fullmatch(" ".join(line.text.split()))
    ]


def _usual_distance(pages: list[list[_Line]]) -> float:
    """Give how far apart the lines of a paragraph stand, in sizes of their letters."""
    steps = [
        (above.height - line.height) / line.size for lines in pages for above, line in pairwise(lines) if line.size > 0
    ]
    # Of lines under each other: a step up, or far down, leads to another column or place.
    near = sorted(step for step in steps if 0 < step < _FAR)
    # Lines of one paragraph are the closest ones, and at least a quarter of all.
    return near[len(near) // 4] if near else _FAR


def _begins(line: _Line, before: _Line, usual: float) -> bool:
    """Tell whether a line begins a paragraph: by its letters, the space above it, or its indentation."""
    if abs(line.size - before.size) > _ANOTHER_SIZE * before.size:
        return True
    ends = _SENTENCE_END.search(before.text.rstrip()) is not None
    gap = before.height - line.height
    if gap <= 0 or gap > _FAR * line.size:
        return ends
    return gap > _APART * usual or (ends and line.left > before.left + _INDENT * line.size)


def _joined(words: str, line: str) -> str:
    """Add a line to a paragraph; a word that was cut at the end of the line before is made whole."""
    if not words:
        return line
    cut = _HYPHEN.search(words)
    if cut and line[:1].islower():
        # `Nord- und Südkorea` keeps its hyphen, `Verhand-lungen` does not.
        return f"{words} {line}" if line.split(maxsplit=1)[0] in _BINDING else words[: cut.start()] + line
    return words + line if cut else f"{words} {line}"

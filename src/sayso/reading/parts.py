"""The parts of a report in bare text: what is headline, caption, credit, and what is the report itself.

Rules look at shape only (length, full stops, place, repetition) and at the few words of `data/parts.toml`
and `data/agencies.toml`.  In doubt a line is a paragraph: a sentence taken for a heading is lost to the
reading, a heading taken for a paragraph is merely one sentence more.
"""

import re
from dataclasses import replace

from sayso.model import Part, PartKind, Span
from sayso.reading.agencies import is_agency_credit
from sayso.reading.bylines import is_byline
from sayso.reading.captions import mark_captions
from sayso.reading.datelines import dateline_length, is_dateline
from sayso.reading.lines import Line, cut, split_lines

_BODY = 250  # characters; a line as long as this is the report, no part of its head
_LONGEST_KICKER = 45
_LONGEST_HEADLINE = 105  # of one below a kicker
_LONGEST_CROSSHEAD = 90
_MOST_WORDS_CALLED = 5  # of a crosshead that asks or exclaims; longer ones are somebody's words
_LONGEST_STANDFIRST = 400
_SURELY_SHORT = 250  # a standfirst without a caption or dateline after it
_SHORTEST_SUBTITLE = 50  # a heading after the headline that is longer than a crosshead would be there
_AFTER_CROSSHEAD = 80  # a crosshead opens a stretch of text; in lists and tables short lines follow each other

_CLOSING_CREDIT = re.compile(
    r"(?P<bracketed>\([^()]{2,100}\)\.?)$|[.!?][“”\"»«)]*\s+(?P<bare>[^.!?()\s][^.!?()]{1,60})$"
)
_ABBREVIATION = re.compile(r"(?:[Aa]gentur|[Aa]gency|[Pp]resse|[Pp]ress)\w*$")


def find_parts(text: str, *, title: str | None = None) -> tuple[Part, ...]:
    """Give the parts of `text` in their order; they never overlap, and none is empty or starts with a blank.

    `title` is the headline where it is known apart from the text: the line that repeats it is the headline.
    """
    lines = _mark_credits(mark_captions(split_lines(text)))
    parts: list[Part] = []
    first = True
    for line in _mark_crossheads(_mark_head(lines, title)):
        start = line.start
        if line.kind is None:
            # Only the first paragraph may have a dateline without an agency.
            length = dateline_length(line.text, first=first)
            first = False
            if length:
                parts.append(Part("dateline", Span(start, start + length)))
                start += len(line.text) - len(line.text[length:].lstrip())
        parts.append(Part(line.kind or "paragraph", Span(start, line.end)))
    return tuple(parts)


def _mark_credits(lines: list[Line]) -> list[Line]:
    """Mark the lines that are an agency's credit, a dateline or a byline, and cut credits off paragraphs."""
    long = (number for number, line in enumerate(lines) if line.kind is None and len(line.text) >= _BODY)
    body = next(long, len(lines))
    marked: list[Line] = []
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        if line.kind is not None:
            marked.append(line)
        elif is_agency_credit(line.text):
            marked.append(replace(line, kind="agency_credit"))
        elif number <= body + 1 and is_dateline(line.text):
            marked.append(replace(line, kind="dateline"))
        # Authors are named in the head or in the last line; a first line that begins with Von is a headline.
        elif (0 < number <= body + 1 or last) and is_byline(line.text):
            marked.append(replace(line, kind="byline"))
        else:
            credit = _closing_credit(line.text, last=last)
            pieces = (cut(line, 0, credit, None), cut(line, credit, len(line.text), "agency_credit"))
            marked.extend(piece for piece in pieces if piece)
    return marked


def _closing_credit(text: str, *, last: bool) -> int:
    """Give where the agency's credit behind a paragraph starts: its end where it has none."""
    closing = _CLOSING_CREDIT.search(text)
    if not closing or not is_agency_credit((closing["bracketed"] or closing["bare"]).rstrip(".")):
        return len(text)
    start = closing.start("bracketed") if closing["bracketed"] else closing.start("bare")
    before = text[:start].rstrip()
    # In the middle of a sentence brackets explain a name; they close a report only behind its last word.
    finished = before.endswith((".", "!", "?", "…", "“", "”", '"', "»", "«"))
    return start if finished or (last and not _ABBREVIATION.search(before)) else len(text)


def _mark_head(lines: list[Line], title: str | None) -> list[Line]:
    """Mark kicker, headline and standfirst, where the first lines have their shapes."""
    headline = _find_title(lines, title) if title else None
    if headline is None:
        headline = _find_headline(lines)
    if headline is None:
        return lines
    kinds: dict[int, PartKind] = {headline: "headline"}
    for number in range(headline):
        if lines[number].kind is None:
            again = _letters(lines[number].text) == _letters(lines[headline].text)
            kinds[number] = "headline" if again else "kicker"
    if headline + 1 < len(lines) and _letters(lines[headline + 1].text) == _letters(lines[headline].text):
        kinds[headline + 1] = "headline"
    standfirst = _find_standfirst(lines, max(kinds) + 1)
    if standfirst is not None:
        kinds[standfirst] = "standfirst"
    return [replace(line, kind=kinds.get(number, line.kind)) for number, line in enumerate(lines)]


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _find_title(lines: list[Line], title: str) -> int | None:
    """Give the number of the line that repeats the title: among the first, with nothing but headings above it."""
    wanted = _letters(title)
    for number, line in enumerate(lines[:4]):
        if line.kind is None and _letters(line.text) == wanted:
            return number if len(lines) > 1 else None
        if line.kind is None and not line.looks_like_heading:
            break
    return None


def _find_headline(lines: list[Line]) -> int | None:
    """Give the number of the line that has the shape of a headline and stands where one would."""
    top: list[int] = []
    for number, line in enumerate(lines):
        if line.kind is not None or not line.looks_like_heading:
            break
        top.append(number)
    has_body = any(
        line.kind is None and line.ends_sentence and len(line.text) >= _AFTER_CROSSHEAD for line in lines[len(top) :]
    )
    if not top or not has_body:
        return None  # the report starts with its first sentence, or is a list
    if len(top) == 1:
        return 0
    first, second = lines[0].text, lines[1].text
    # A kicker is short and does not ask.  One word below a headline is the name of a section, but a line in
    # capitals above one that has none is a kicker; what is longer than headlines are sums the report up.
    kicker = len(first) <= _LONGEST_KICKER and first[-1] not in "?!" and len(second) <= _LONGEST_HEADLINE
    return 1 if kicker and (" " in second or (first.isupper() and not second.isupper())) else 0


def _find_standfirst(lines: list[Line], start: int) -> int | None:
    """Give the number of the line that sums the report up between headline and text."""
    number = next((n for n in range(start, len(lines)) if lines[n].kind is None), None)
    if number is None:
        return None
    line, after = lines[number], lines[number + 1 :]
    body = next((n for n, other in enumerate(after) if other.kind is None), None)
    if body is None or len(line.text) > _LONGEST_STANDFIRST or dateline_length(line.text, first=True):
        return None
    if line.looks_like_heading and len(line.text) < _SHORTEST_SUBTITLE:
        return None
    parted = any(other.kind in ("caption", "byline", "photo_credit", "dateline") for other in after[:body])
    if parted or dateline_length(after[body].text, first=True):
        return number
    # Without such a border only its brevity tells it from the first paragraph.
    short = len(line.text) <= _SURELY_SHORT and len(after[body].text) >= max(200, 1.5 * len(line.text))
    return number if short else None


def _mark_crossheads(lines: list[Line]) -> list[Line]:
    """Mark the headings between paragraphs."""
    asking = sum(line.kind is None and line.looks_like_heading and line.text.endswith("?") for line in lines)
    marked: list[Line] = []
    for number, line in enumerate(lines):
        kind = line.kind
        if kind is None and 0 < number < len(lines) - 1:
            fits = _is_crosshead(lines[number - 1], line, lines[number + 1])
            # Where questions alternate with text they are an interviewer's: part of what was said.
            kind = "crosshead" if fits and not (asking > 2 and line.text.endswith("?")) else None
        marked.append(replace(line, kind=kind))
    return marked


def _is_crosshead(before: Line, line: Line, after: Line) -> bool:
    if len(line.text) > _LONGEST_CROSSHEAD or not line.looks_like_heading:
        return False
    if line.ends_sentence and len(line.text.split()) > _MOST_WORDS_CALLED:
        return False
    # Headings in a row are a list; and the line after an unfinished sentence goes on with it.
    if before.kind is None and (before.looks_like_heading or not before.ends_sentence):
        return False
    return after.kind is None and after.ends_sentence and len(after.text) >= max(_AFTER_CROSSHEAD, len(line.text))

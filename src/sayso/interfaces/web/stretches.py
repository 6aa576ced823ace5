"""Words that a person took from a page, found again in the report's text."""

import re
from collections.abc import Iterable, Sequence

from sayso.interfaces.api_errors import OtherWords
from sayso.interfaces.web.pages import visible
from sayso.model import Span

_SHOWN = re.compile(r"\\\[U\\\+([0-9A-F]{4})\\\]")  # as `re.escape` writes what `visible` shows


def words_of(text: str, spans: Iterable[Span]) -> str:
    """Return stretches of a text as a form shows them, one a line."""
    return "\n".join(visible(" ".join(text[span.start : span.end].split())) for span in spans)


def find_stretches(text: str, lines: str, near: int) -> tuple[Span, ...]:
    """Return where each line of words stands in a text: the first nearest to `near`, each next one behind the last.

    Blanks match any blanks, and a sign that the page shows as `[U+202E]` matches itself.  Raises `OtherWords` where
    a line does not stand in the text.
    """
    found: list[Span] = []
    for line in filter(None, map(str.split, lines.splitlines())):
        places = [match.span() for match in re.finditer(_pattern(line), text)]
        if not places:
            raise OtherWords(f"“{' '.join(line)}” does not stand in the report like this.", field="content")
        behind = [place for place in places if found and place[0] >= found[-1].end]
        at = found[-1].end if found else near
        found.append(Span(*min(behind or places, key=lambda place: abs(place[0] - at))))
    if not found:
        raise OtherWords("no words are left. Reject the statement if nobody made it.", field="content")
    return tuple(sorted(set(found)))


def _pattern(words: Sequence[str]) -> str:
    return r"\s+".join(_SHOWN.sub(lambda sign: re.escape(chr(int(sign[1], 16))), re.escape(word)) for word in words)

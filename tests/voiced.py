"""Sentences for tests of what stands beside statements: read by the rules, laid out, with spans as words."""

import re

from sayso.language.analysis import analyse
from sayso.reading.text import read_text
from sayso.statements.find import find_statements
from sayso.statements.layout import Layout
from sayso.statements.passage import Passage

_PAIRS = {"[": "]", "(": ")", "{": "}"}


def laid_out(text: str) -> Layout:
    analysis = analyse(read_text(text, source="test", published="2025-04-28"))
    passage = Passage(analysis)
    return Layout(passage, find_statements(passage))


def words(text: str, spans) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def unmarked(sentence: str, marks: str) -> tuple[str, dict[str, list[str]]]:
    """Return a sentence without the brackets named in `marks`, and by opening bracket what they enclosed."""
    signs = "".join(re.escape(opening + _PAIRS[opening]) for opening in marks)
    text = re.sub(f"[{signs}]", "", sentence)
    inside = {
        opening: [
            re.sub(f"[{signs}]", "", found)
            for found in re.findall(f"{re.escape(opening)}([^{re.escape(_PAIRS[opening])}]*)", sentence)
        ]
        for opening in marks
    }
    return text, inside

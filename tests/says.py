"""A finder that says what a test lets it say."""

from sayso.language.analysis import analyse
from sayso.model import Span
from sayso.reading.text import read_text
from sayso.statements.find import find_statements
from sayso.statements.passage import Passage
from sayso.tagger.findings import Tagged

TEXT = (
    "Die Hafenbehörde teilte mit, dass die Schleuse gesperrt sei. Die Reederei bestritt das Leck nicht mehr. "
    "Der Hafen bleibe zu. Der Rat kritisierte die Sperre."
)


def tagged(content, *, speaker="", cue="", mode="indirect", text=TEXT, level=0):
    def spans(part):
        return tuple(Span(text.index(piece), text.index(piece) + len(piece)) for piece in part.split("|") if piece)

    return Tagged(spans(content), spans(speaker), spans(cue), (), (), mode, "speech", 0.9, level)


class Says:
    def __init__(self, *found):
        self.found = list(found)

    def find_spans(self, text, hints=()):
        self.hints = list(hints)
        return self.found


def read(*found, text=TEXT):
    finder = Says(*found)
    analysis = analyse(read_text(text, source="test", published="2025-04-28"))
    return find_statements(Passage(analysis), finder), finder

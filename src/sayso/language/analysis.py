"""A report's text as the later rooms see it: its tokens, sentences, quotes, times, quantities, places."""

from dataclasses import dataclass

from sayso.language.places import find_places
from sayso.language.quantities import find_quantities
from sayso.language.quotes import Quote, find_quotes
from sayso.language.sentences import find_sentences
from sayso.language.times import find_times
from sayso.language.tokens import Token, find_tokens
from sayso.model import Place, Quantity, Report, TimeExpression


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the language room knows of one report.

    `sentences` are half-open ranges of token numbers; everything else has offsets into `report.text`.
    """

    report: Report
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    quotes: tuple[Quote, ...]
    times: tuple[TimeExpression, ...]
    quantities: tuple[Quantity, ...]
    places: tuple[Place, ...]


def analyse(report: Report) -> Analysis:
    """Return the analysis of a report in its own language; German data serves a language that has none."""
    text, language = report.text, report.language
    breaks = sorted({part.span.start for part in report.parts} | {part.span.end for part in report.parts})
    tokens = find_tokens(text, language=language)
    times = find_times(text, published=report.published, language=language)
    return Analysis(
        report=report,
        tokens=tuple(tokens),
        sentences=tuple(find_sentences(text, tokens, breaks, language=language)),
        quotes=tuple(find_quotes(text, tokens, breaks)),
        times=times,
        quantities=find_quantities(text, language=language, exclude=[time.span for time in times]),
        places=find_places(text, language=language),
    )

"""What can be read of a report in a language of whose verbs of saying nothing is known: the words it quotes.

Nothing else: read with the cues of another language, `die` and `sage` would speak in every English report.
"""

from importlib.resources import files

from sayso.language.quotes import find_quotes
from sayso.language.times import find_times
from sayso.model import Report, Span, Statement, TimeExpression

RULE = "direct.quoted"

_UNDETERMINED = "und"  # read as German, the language of most reports that come here
FEWEST_WORDS = 6  # from which on a quotation without a cue is speech more often than a title or a slogan
_ENGLISH = "en"  # read by its own cues; narration, evidence and relaying media are not
_CONFIDENCE = 0.65  # that of quotations without a cue in German, see `find`


def limits_of(language: str) -> tuple[str, ...]:
    """Return what cannot be read in a language (ISO 639, with or without a region), and why; nothing where all can."""
    base = language.partition("-")[0]
    if base == _ENGLISH:
        return ("English: statements, actors, times, quantities and places; no evidence, narration, relaying media",)
    if base == _UNDETERMINED or _has(base, "cues.toml"):
        return ()
    times = "" if _has(base, "times.toml") else ", no times"
    return (f"no lexicon for {base}: direct quotations only, no speakers{times}",)


def is_english(language: str) -> bool:
    """Tell whether a language (ISO 639, with or without a region) is English, which has cues of its own."""
    return language.partition("-")[0] == _ENGLISH


def find_known_times(report: Report) -> tuple[TimeExpression, ...]:
    """Return the times of a report, none where nothing is known of those of its language."""
    base = report.language.partition("-")[0]
    if not _has(base, "times.toml"):
        return ()
    return find_times(report.text, published=report.published, language=base)


def find_quotations(report: Report) -> tuple[Statement, ...]:
    """Return the words in quotation marks that are long enough to be speech, as direct statements of nobody named."""
    text = report.text
    breaks = sorted({part.span.start for part in report.parts} | {part.span.end for part in report.parts})
    quotes = [
        quote
        for quote in find_quotes(text, breaks=breaks)
        if quote.closed and not quote.depth and len(text[quote.start : quote.end].split()) >= FEWEST_WORDS
    ]
    return tuple(
        Statement(
            id=f"s{number}",
            mode="direct",
            medium="unknown",
            content=(Span(quote.start, quote.end),),
            speaker=(),
            cue=(),
            frame=(),
            addressee=(),
            stance="asserts",
            found_by=RULE,
            confidence=_CONFIDENCE,
        )
        for number, quote in enumerate(quotes, 1)
    )


def _has(language: str, name: str) -> bool:
    return language.isalpha() and (files("sayso.language") / "data" / language / name).is_file()

"""What can be read of a report in a language of whose verbs of saying nothing is known.

The words it quotes, and in English what the learned finder finds on its own. Nothing else: read with the cues of
another language, `die` and `sage` would speak in every English report.
"""

from importlib.resources import files

from sayso.language.quotes import find_quotes
from sayso.language.times import find_times
from sayso.model import Report, Span, Statement, TimeExpression
from sayso.statements.find import Finder
from sayso.tagger.findings import STANCES, Tagged

RULE = "direct.quoted"

_UNDETERMINED = "und"  # read as German, the language of most reports that come here
_FEWEST_WORDS = 6  # from which on a quotation without a cue is speech more often than a title or a slogan
_LEARNED = ("en",)  # languages that the learned finder reads on its own
_UNLEARNED = 0.7  # how sure it may be there; not measured, so held below what it is in German
_CONFIDENCE = 0.65  # that of quotations without a cue in German, see `find`


def limits_of(language: str) -> tuple[str, ...]:
    """Return what cannot be read in a language (ISO 639, with or without a region), and why; nothing where all can."""
    base = language.partition("-")[0]
    if base == _UNDETERMINED or _has(base, "cues.toml"):
        return ()
    if base in _LEARNED:
        return (f"no lexicon for {base}: only what the learned finder finds",)
    times = "" if _has(base, "times.toml") else ", no times"
    return (f"no lexicon for {base}: direct quotations only, no speakers{times}",)


def reads(language: str) -> bool:
    """Tell whether the learned finder reads a language that has no lexicon."""
    return language.partition("-")[0] in _LEARNED


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
        if quote.closed and not quote.depth and len(text[quote.start : quote.end].split()) >= _FEWEST_WORDS
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


def find_learned(report: Report, finder: Finder) -> tuple[Statement, ...]:
    """Return what the learned finder finds on its own: its encoder knows languages that no cue is known of.

    It learned from German reports, so that findings are fewer and less sure than there.
    """
    found = sorted(finder.find_spans(report.text), key=lambda tagged: (tagged.content[0].start, tagged.level))
    statements = []
    for number, tagged in enumerate(found, 1):
        sure = max(tagged.stances, default=0.0)
        statements.append(
            Statement(
                id=f"s{number}",
                mode=tagged.mode,
                medium=tagged.medium,
                content=tagged.content,
                speaker=tagged.speaker,
                cue=tagged.cue,
                frame=tagged.frame,
                addressee=tagged.addressee,
                stance=STANCES[tagged.stances.index(sure)] if tagged.stances else "asserts",
                found_by="learned",
                confidence=round(min(tagged.confidence, _UNLEARNED), 3),
                parent=_holder(number, found),
            )
        )
    return tuple(statements)


def _holder(number: int, found: list[Tagged]) -> str | None:
    """Return the id of the statement whose content holds that of the one with this number, if one does."""
    inner = found[number - 1].content
    for other, tagged in enumerate(found[: number - 1], 1):
        first, last = tagged.content[0].start, tagged.content[-1].end
        if tagged.level < found[number - 1].level and first <= inner[0].start and inner[-1].end <= last:
            return f"s{other}"
    return None

"""Which language a text is in, and which of its passages are in another.

Told by the commonest small words where they are clear, which costs nothing; else by py3langid, which is loaded then.
The one module that knows py3langid.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.model import Part

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 4_000  # characters; small words are a third of any text, so more would not change the outcome
_CLEAR = 3.0  # small words that make a language clear
_AHEAD = 2.0  # times those of the second
_SURE = 0.4  # how sure py3langid must be of a text
_SURE_OF_PASSAGE = 0.8  # and of a passage in a report of another language
_FEWEST_WORDS = 8  # of a passage whose language is told
_PASSAGES = frozenset(("paragraph", "standfirst", "headline"))
_NO_LANGUAGE = frozenset(("zxx", "mul", "und"))  # how py3langid calls what is none
UNDETERMINED = "und"


@cache
def _languages_by_word() -> dict[str, tuple[str, ...]]:
    table = tomllib.loads(files("sayso.reading").joinpath("data", "function_words.toml").read_text(encoding="utf-8"))
    languages: dict[str, list[str]] = {}
    for language, entry in table.items():
        for word in entry["words"]:
            languages.setdefault(word, []).append(language)
    return {word: tuple(names) for word, names in languages.items()}


def guess_language(text: str) -> str:
    """Give the ISO 639 code of the language of `text`, `und` where its words do not tell."""
    text = text[:_ENOUGH]
    return _by_small_words(text) or _by_letters(text, _SURE) or UNDETERMINED


def mark_passages(text: str, parts: Iterable[Part], language: str) -> tuple[Part, ...]:
    """Give the parts of a report, those of some length in another language than the report's marked with it."""
    base = language.partition("-")[0]

    def marked(part: Part) -> Part:
        other = _other_language(text[part.span.start : part.span.end], base) if part.kind in _PASSAGES else None
        return replace(part, language=other) if other else part

    return tuple(map(marked, parts))


def _other_language(words: str, language: str) -> str | None:
    """Give the language of a passage where it is surely not this one."""
    if len(_WORD.findall(words)) < _FEWEST_WORDS:
        return None
    clear = _by_small_words(words)
    if clear == language or (clear is None and _is_spoken_in(words, language)):
        return None
    told = _by_letters(words, _SURE_OF_PASSAGE)
    return None if told == language else told


def _count_small_words(text: str) -> tuple[list[tuple[str, float]], int]:
    """Give the languages of the small words in a text, the commonest first, and how many words it has.

    A word that several languages share counts for each of them by its share, so that `in` or `die` decide little.
    Source of the words: `data/function_words.toml`.
    """
    words = _WORD.findall(text.lower())
    by_word = _languages_by_word()
    scores: dict[str, float] = {}
    for word in words:
        languages = by_word.get(word, ())
        for language in languages:
            scores[language] = scores.get(language, 0.0) + 1 / len(languages)
    return sorted(scores.items(), key=lambda item: -item[1]), len(words)


def _by_small_words(text: str) -> str | None:
    """Give the language whose small words are clearly in the majority; None where none is."""
    ranked, words = _count_small_words(text)
    if not ranked:
        return None
    best, score = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    # In running text every fifth word or so is a listed one of its language; names and numbers alone have none.
    clear = score >= _CLEAR and score * 12 >= words and score >= _AHEAD * second
    return best if clear else None


def _is_spoken_in(text: str, language: str) -> bool:
    """Tell whether no language has more small words in a text than this one, which has some."""
    ranked, _ = _count_small_words(text)
    return bool(ranked) and ranked[0][0] == language


def _by_letters(text: str, sure: float) -> str | None:
    """Give the language that py3langid tells by letters in a row; None where it is not as sure as it must be."""
    language, share = _identifier().classify(text)
    return None if language in _NO_LANGUAGE or share < sure else str(language)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

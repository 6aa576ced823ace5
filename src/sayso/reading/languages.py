"""Which language a text is in, told by its commonest small words.

Cheap on purpose: it decides which language data to load, not what the text means.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 4_000  # characters; small words are a third of any text, so more would not change the outcome


@cache
def _languages_by_word() -> dict[str, tuple[str, ...]]:
    table = tomllib.loads(files("sayso.reading").joinpath("data", "function_words.toml").read_text(encoding="utf-8"))
    languages: dict[str, list[str]] = {}
    for language, entry in table.items():
        for word in entry["words"]:
            languages.setdefault(word, []).append(language)
    return {word: tuple(names) for word, names in languages.items()}


def guess_language(text: str) -> str:
    """Give the ISO 639-1 code of the language of `text`, `und` where its words do not tell.

    A word that several languages share counts for each of them by its share, so that `in` or `die` decide
    little.  Source of the words: `data/function_words.toml`.
    """
    words = _WORD.findall(text[:_ENOUGH].lower())
    by_word = _languages_by_word()
    scores: dict[str, float] = {}
    for word in words:
        languages = by_word.get(word, ())
        for language in languages:
            scores[language] = scores.get(language, 0.0) + 1 / len(languages)
    if not scores:
        return "und"
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    best, score = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    # In running text every fifth word or so is a listed one of its language; names and numbers alone have none.
    if score < 1 or score * 12 < len(words) or score == second:
        return "und"
    return best

"""Whether a content says that something is so or that it is not, and that a law is kept or that it is broken."""

import re

from sayso.claims.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SEGMENT = re.compile(r"\s*[,;:–—]\s+|(?<=[.!?])\s+")


def is_negated(text: str, words: Vocabulary) -> bool:
    """Tell whether a content denies: `es gebe keine Opfer`, `der Bericht sei falsch`.

    Two denials in it cancel out; `weder … noch` is one.  What
    is denied in a clause that depends on the content (`…, der nicht kam`) leaves the content as it is.
    """
    plain = words.cancelling_phrases.sub(" ", _plain(text))
    count = 0
    for number, segment in enumerate(_SEGMENT.split(plain)):
        parts = _WORD.findall(segment)
        if not parts or (number and parts[0] in words.subordinate):
            continue
        count += _denials(segment, parts, words)
    return count % 2 == 1


def is_lawful(text: str, words: Vocabulary) -> bool | None:
    """Tell whether a content speaks of a law or treaty as kept, False as broken; negations do not count.

    `verstoße nicht gegen das Abkommen` is False as much as `verstoße gegen …`; None of what speaks of neither, or both.
    """
    plain = _plain(text)
    kept, broken = (bool(found.search(plain)) for found in (words.keeping_phrases, words.breaking_phrases))
    return None if kept == broken else kept


def _denials(segment: str, parts: list[str], words: Vocabulary) -> int:
    """Return how many times a clause denies."""
    found = len(words.denying_phrases.findall(segment))
    negators = [at for at, part in enumerate(parts) if _negates(part, words)]
    for at in negators:
        following = set(parts[at + 1 : at + 3])
        if not following & words.cancelled_by_next:
            found += 1
    if found > 1 and {"weder", "neither"} & set(parts):
        found -= found - 1
    cancelled = any(set(parts[at + 1 : at + 3]) & words.cancelled_by_next for at in negators)
    if not cancelled:
        found += any(part in words.denying for part in parts)
    return found


def _negates(part: str, words: Vocabulary) -> bool:
    return part in words.negators or part.endswith(("n't", "n’t"))


def _plain(text: str) -> str:
    """Return a text in lower case without quotation marks."""
    return re.sub(r"[„“”\"»«‚‘]", "", text).lower().strip()

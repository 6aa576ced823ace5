"""The roles of what the learned finder found, made to fit each other, their sentence and the content.

What must fit is what never or hardly ever differs in the train part of the corpus that the finder learned from: a frame
holds its cue (2,005 of 2,005) and shares no word with the content (2 of 2,139); a quotation inside a framed content has
the frame of that content (148 of 156); what carries a speaker on, or is told with `sollen`, has none (435 of 435).
"""

from collections.abc import Sequence
from itertools import pairwise

from sayso.statements.draft import Draft, Range, numbers, ranges
from sayso.statements.passage import Passage

_UNFRAMED = ("indirect_free_indirect", "free_indirect")
_ENDS = (".", "!", "?")
_PRONOUNS = ("er", "es")  # behind others more may belong to them: `wir Ärzte`, `man in Moskau`
_WITH_PRONOUNS = ("selbst", "selber", "und", "beide", "alle", ",")
_SPOKEN_OF = frozenset(("über", "gegen", "für", "wegen", "trotz", "um", "ohne"))  # behind these nobody speaks
_ASIDE = (",", "(", ":", "„", "“", '"')  # with these a speaker may hold another sentence, and its verb


def agree(passage: Passage, sentence_of: Sequence[int], learned: Sequence[Draft]) -> None:
    """Make the roles of the finder's statements fit each other and the contents; `sentence_of` each token."""
    _share_speakers(learned)
    for draft in learned:
        draft.speaker = _beside_cue(passage, draft)
        if draft.mode in _UNFRAMED:
            draft.cue, draft.frame = [], []
        elif draft.frame:
            _tell_apart(draft)
            draft.frame = _whole_frame(passage, sentence_of, draft)
    reaching: list[Draft] = []
    for draft in sorted(learned, key=lambda draft: (draft.start, -draft.end)):  # what holds a content comes before it
        reaching = [other for other in reaching if other.end > draft.start]
        holders = [other for other in reaching if other.holds(draft)] if draft.mode == "direct" else []
        if holders:
            _like_holder(draft, min(holders, key=lambda other: other.end - other.start))
        reaching.append(draft)


def _beside_cue(passage: Passage, draft: Draft) -> list[Range]:
    """Return the speaker without a clause around his verb: `[Man halte, so] der General`, `[Dass …, leugnet] er`."""
    cue = {at for at in numbers(draft.cue) if passage.finite_forms(at) or passage.low[at] == "so"}
    found = []
    for start, end in draft.speaker:
        inside = sorted(at for at in cue if start <= at < end)
        if not inside:
            found.append((start, end))
        elif inside[-1] + 1 < end and _names(passage, inside[-1] + 1):
            found.append((inside[-1] + 1, end))
        elif inside[0] > start and not any(passage.tokens[at].text == "," for at in range(start, inside[0])):
            found.append((start, inside[0]))
        else:
            found.append((start, end))  # `die Stadt, die klagte`
    return found


def _names(passage: Passage, token: int) -> bool:
    """Tell whether somebody's name or what he is called begins at a token."""
    known = passage.grammar.determiners | passage.grammar.pronouns
    return (passage.low[token] in known or passage.is_capital(token)) and passage.low[token] != "sich"


def _tell_apart(draft: Draft) -> None:
    """Give the frame the words of its speaker and cue, and the content what else both claim."""
    named = numbers(draft.speaker) | numbers(draft.cue)
    frame, content = numbers(draft.frame), numbers(draft.content)
    if numbers(draft.speaker) & frame:
        frame |= numbers(draft.speaker)
    rest = content - (frame & named)
    if rest:
        draft.content = ranges(sorted(rest))
    frame -= numbers(draft.content)
    draft.frame = ranges(sorted(frame))


def _whole_frame(passage: Passage, sentence_of: Sequence[int], draft: Draft) -> list[Range]:
    """Return a statement's frame without holes and crumbs.

    What the finder leaves out between two stretches of one sentence belongs to the frame unless the content stands
    there; a stretch of nothing but signs, or of one word that names neither speaker nor cue, does not.  An adverb
    behind it that ends the sentence does (`…, meldete die Agentur weiter.`).
    """
    content, named = numbers(draft.content), numbers(draft.speaker) | numbers(draft.cue)
    held = numbers(draft.frame)
    for left, right in pairwise(draft.frame):
        hole = range(left[1], right[0])
        if not content.intersection(hole) and sentence_of[hole.start - 1] == sentence_of[hole.stop]:
            held.update(hole)
    behind = max(held, default=-1) + 1
    if held and behind not in content and _ends_in_adverb(passage, sentence_of, behind):
        held.add(behind)
    return [stretch for stretch in ranges(sorted(held)) if not _is_crumb(passage, stretch, named)]


def _ends_in_adverb(passage: Passage, sentence_of: Sequence[int], token: int) -> bool:
    """Tell whether a token is an adverb and the last word of the sentence that the one before it is in."""
    if token >= len(passage.low) or passage.low[token] not in passage.grammar.adverbs:
        return False
    rest = [at for at in range(token + 1, len(passage.low)) if sentence_of[at] == sentence_of[token]]
    return sentence_of[token] == sentence_of[token - 1] and not any(map(passage.is_word, rest))


def _is_crumb(passage: Passage, stretch: Range, named: set[int]) -> bool:
    words = [token for token in range(*stretch) if passage.is_word(token)]
    return len(words) < 2 and not named.intersection(words)


def _like_holder(draft: Draft, holder: Draft) -> None:
    """Give a quotation inside another content that one's roles."""
    if holder.mode == "indirect":
        draft.cue, draft.frame = list(holder.cue), list(holder.frame)
        draft.addressee = list(holder.addressee)
    draft.speaker = list(holder.speaker) or draft.speaker


def with_determiner(passage: Passage, role: list[Range]) -> list[Range]:
    """Return a speaker or frame with the determiner before it that the finder cut off: `[das] Ministerium`."""
    if not role or not role[0][0]:
        return role
    first, end = role[0]
    cut = passage.low[first - 1] in passage.grammar.determiners and passage.tokens[first].text[0].isupper()
    return [(first - 1, end), *role[1:]] if cut else role


def name_only(passage: Passage, role: list[Range]) -> list[Range]:
    """Return a speaker without the preposition before it, `[in] einer Mitteilung`.

    Nobody where it names but a time, or what is spoken of: `Über den Vorfall zeigte er sich entsetzt`.
    """
    role = _trimmed(passage, role)
    if not role or only_times(passage, role):
        return []
    first, end = role[0]
    if _SPOKEN_OF & {passage.low[first], passage.low[first - 1] if first else ""}:
        return []
    if first and passage.low[first - 1] == "von" and _is_name(passage, first - 1, end):
        return [(first - 1, end), *role[1:]]
    opens = passage.low[first] in passage.grammar.prepositions and first + 1 < end
    if opens and passage.low[first + 1] in passage.grammar.determiners and not _is_name(passage, first, end):
        return [(first + 1, end), *role[1:]]
    return with_determiner(passage, role)


def _trimmed(passage: Passage, role: list[Range]) -> list[Range]:
    """Return a speaker without an object before it and without what goes on behind it.

    `[ihn] der Verein`, `der Verein[, der]`.
    """
    objects = passage.grammar.object_pronouns - passage.grammar.determiners
    going_on = passage.grammar.relative_pronouns | {","}
    found = []
    for start, stop in role:
        first, end = start, stop
        while first + 1 < end and passage.low[first] in objects:
            first += 1
        first, end = _without_verb(passage, first, end)
        end = _pronoun_end(passage, first, end)
        while end > first + 1 and passage.low[end - 1] in going_on:
            end -= 1
        if end > first:
            found.append((first, end))
    return found


def _without_verb(passage: Passage, first: int, end: int) -> Range:
    """Return a speaker without the verb of his sentence: `die Stadt [zählte sie]`, `[zum Schluss nannte] er`.

    A speaker that is a whole sentence is none; what goes on to its end is none of him: `Muster[, es regne.]`.
    """
    comma = max((token for token in range(first + 1, end - 2) if passage.tokens[token].text == ","), default=None)
    if comma is not None and passage.finite_forms(comma + 1) and _names(passage, comma + 2):
        return comma + 2, end  # `[Dass er kam, wiederholte] der Sprecher`
    aside = next((token for token in range(first + 1, end) if passage.tokens[token].text in _ASIDE), None)
    if aside is not None:
        return first, aside if passage.tokens[end - 1].text in _ENDS else end
    for token in range(first + 1, end):
        word, after = passage.tokens[token].text, passage.tokens[token + 1].text if token + 1 < end else ""
        bent = word.endswith(("te", "ten", "en", "e")) and after[:1].isupper()  # `der am Montag verhaftete Mann`
        named = passage.is_capital(token - 1) or passage.low[token - 1] in passage.grammar.adverbs
        if word[0].islower() and named and not bent and passage.finite_forms(token):
            if passage.tokens[end - 1].text in _ENDS:
                return first, first
            if token + 2 < end:
                break
            oblique = first > 0 and passage.low[first - 1] in passage.grammar.prepositions
            return (token + 1, end) if oblique and after in passage.grammar.pronouns else (first, token)
    return first, end


def _pronoun_end(passage: Passage, first: int, end: int) -> int:
    """Return where a speaker ends who is a pronoun, behind which nothing else belongs to him: `er [am Montag]`."""
    if end <= first + 1 or passage.low[first] not in _PRONOUNS or passage.low[first + 1] in _WITH_PRONOUNS:
        return end
    return first + 1


def _is_name(passage: Passage, first: int, end: int) -> bool:
    """Tell whether the report has the words behind a name: `Von der Heide`, who is `Ursula von der Heide` elsewhere."""
    words = passage.low[first:end]
    if words[0] != "von":
        return False
    named = [
        at
        for at in range(1, len(passage.low) - len(words) + 1)
        if passage.low[at : at + len(words)] == words and passage.is_capital(at - 1) and passage.is_word(at - 1)
    ]
    return bool(named) and first not in named  # else it is `die Nachricht von der Werft`


def in_one(role: list[Range], stretch_of: list[int], near: int) -> list[Range]:
    """Return what of a role lies in one stretch: in that of the token `near`, else in the role's last."""
    held = sorted(numbers(role))
    stretches = {stretch_of[token] for token in held}
    if len(stretches) < 2:
        return role
    wanted = stretch_of[near] if stretch_of[near] in stretches else max(stretches)
    return ranges([token for token in held if stretch_of[token] == wanted])


def only_times(passage: Passage, role: list[Range]) -> bool:
    """Tell whether a speaker is nothing but a time: `nach seiner Schätzung vom Montag`."""
    return bool(role) and all(passage.time_tokens.get(start, 0) >= end for start, end in role)


def _share_speakers(learned: Sequence[Draft]) -> None:
    """Give statements of one speaker all the words that name him: the finder cuts them off for what carries him on."""
    named = sorted((draft.speaker for draft in learned if draft.speaker), key=lambda role: len(numbers(role)))
    whole = {at: speaker for speaker in named for at in numbers(speaker)}
    for draft in learned:
        speaker = whole.get(draft.speaker[0][0]) if draft.speaker else None
        if speaker is not None and numbers(draft.speaker) < numbers(speaker):
            draft.speaker = speaker

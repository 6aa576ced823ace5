"""Statements without a cue verb: `laut X`, `nach Angaben von X`, `X zufolge`, `so X`, `die Behauptung, dass …`."""

from sayso.model import Mode
from sayso.statements.draft import Draft, Range, without
from sayso.statements.framed import FramedRules
from sayso.statements.lexicon import Cue
from sayso.statements.passage import Segment
from sayso.statements.phrases import noun_phrase
from sayso.statements.speakers import forefield_subject, subject_after
from sayso.statements.stances import stance_of
from sayso.statements.verbgroups import VerbGroup, subordinate

_ANSWERING = ("confirms", "denies", "withholds")
_POSSESSIVES = frozenset({"seiner", "ihrer", "meiner", "unserer", "deren", "dessen"})


def find_attributed(rules: FramedRules, taken: list[Draft]) -> list[Draft]:
    """Return the statements of a sentence that a phrase attributes; cues of `taken` are left alone."""
    used = {i for draft in taken for start, end in draft.cue for i in range(start, end)}
    found: list[Draft] = []
    for number, segment in enumerate(rules.segments):
        for i in range(segment.start, segment.end):
            if not _may_open(rules, i) or rules.passage.quote_of[i] != -1 or i in used:
                continue
            draft = (
                _phrase(rules, number, i)
                or _fixed(rules, number, i)
                or _wonach(rules, number, i)
                or _noun(rules, number, i)
            )
            if draft is not None:
                found.append(draft)
                used.update(range(min(s for s, _ in draft.cue), max(e for _, e in draft.cue)))
    return found


def _may_open(rules: FramedRules, i: int) -> bool:
    """Tell whether token i is the first word of any entry: what hardly any token is."""
    low, lexicon = rules.passage.low[i], rules.lexicon
    led = low in lexicon.prepositions or low in lexicon.fixed or low == "wonach"
    return led or rules.passage.tokens[i].text in lexicon.nouns


def _phrase(rules: FramedRules, number: int, i: int) -> Draft | None:
    """Return the statement of an attributing preposition that begins, or stands behind its speaker, at token i."""
    passage, segment = rules.passage, rules.segments[number]
    for words, cue in rules.lexicon.prepositions.get(passage.low[i], ()):
        matched = _match_words(rules, words, i, segment.end)
        if matched is None:
            continue
        if cue.position in {"before", "both"}:
            draft = _before_speaker(rules, number, i, matched, cue, words)
            if draft is not None:
                return draft
        if cue.position in {"after", "both"}:
            draft = _behind_speaker(rules, number, i, matched, cue)
            if draft is not None:
                return draft
    return None


def _match_words(rules: FramedRules, words: tuple[str, ...], i: int, end: int) -> int | None:
    """Return the token behind `words` at i; adjectives may stand before the last word, which may be a compound."""
    low = rules.passage.low
    if low[i : i + len(words)] == list(words):
        return i + len(words)
    if len(words) != 2 or words[0] not in rules.passage.grammar.prepositions:
        return None
    for j in range(i + 1, min(i + 4, end)):
        if rules.passage.is_capital(j):
            return j + 1 if low[j] == words[1] or (len(words[1]) > 5 and low[j].endswith(words[1])) else None
        if not low[j].isalpha():
            return None
    return None


def _before_speaker(
    rules: FramedRules, number: int, i: int, matched: int, cue: Cue, words: tuple[str, ...]
) -> Draft | None:
    """Return the statement of `laut X`, `nach Angaben von X`, `, so X`."""
    passage, segment = rules.passage, rules.segments[number]
    if words == ("so",) and (
        i + 1 >= segment.end
        or passage.finite_forms(i + 1)
        or i != segment.start
        or (segment.mark not in {",", "–"} and (i == 0 or passage.quote_of[i - 1] == -1))
    ):
        return None
    compound = len(words) == 2 and passage.low[i + 1] != words[1]
    start = matched
    if start < segment.end and passage.low[start] in passage.grammar.attributive_prepositions:
        start += 1
    end = None
    if start < segment.end and (
        start > matched
        or len(words) == 1
        or passage.low[start] in passage.grammar.genitive_determiners
        or passage.is_capital(start)
        or not passage.finite_forms(start)
    ):
        end = noun_phrase(passage, start, rules.last)
        if end is not None:
            end = _with_place(rules, end)
    if len(words) == 1 and end is None:
        return None
    if len(words) == 1 and passage.low[matched] == "von":  # `so von der Leyen`
        start = matched
    speaker: Range = (start, end) if end is not None else (i + 1, matched)
    if compound and end is None:
        speaker = (i + 1, matched)
    frame_end = max(matched, speaker[1])
    own = "eigenen" in passage.low[i:matched]
    if own:
        return _attributed(rules, number, cue, (i, matched), _subject(rules, number, i), (i, matched))
    if words == ("so",):
        frame_end = segment.end if segment.end <= rules.last else rules.last
    cue_range = (i, i + 1) if compound or end is None else (i, matched)
    return _attributed(rules, number, cue, (i, frame_end), speaker, cue_range)


def _subject(rules: FramedRules, number: int, i: int) -> Range | None:
    """Return the subject of the clause around token i, whose own account is given: `nach eigenen Angaben`."""
    passage, segment = rules.passage, rules.segments[number]
    finites = passage.finites(segment.start, segment.end)
    if not finites:
        return None
    before = (
        forefield_subject(passage, rules.segments, number, finites[0])
        if finites[0] > segment.start and finites[0] < i
        else None
    )
    return before or subject_after(passage, finites[0] + 1, segment.end, stop=segment.end)


def _with_place(rules: FramedRules, end: int) -> int:
    """Return the end of a phrase with the place behind it, where the finite verb follows: `des Amtes in Flensburg`."""
    passage = rules.passage
    if end < rules.last and passage.low[end] in {"in", "im", "am", "auf"}:
        place = noun_phrase(passage, end + 1, rules.last, apposition=False) if end + 1 < rules.last else None
        if place is not None and place < rules.last and passage.finite_forms(place):
            return place
    return end


def _behind_speaker(rules: FramedRules, number: int, i: int, matched: int, cue: Cue) -> Draft | None:
    """Return the statement of `Angaben der Polizei zufolge`: the speaker is the phrase that ends before token i."""
    passage, segment = rules.passage, rules.segments[number]
    if i > segment.start and passage.low[i - 1] in _POSSESSIVES:
        return _attributed(rules, number, cue, (i - 1, matched), (i - 1, i), (i, matched))
    for start in range(max(segment.start, i - 9), i):
        if noun_phrase(passage, start, i, apposition=False) == i:
            return _attributed(rules, number, cue, (start, matched), (start, i), (i, matched))
    return None


def _attributed(
    rules: FramedRules, number: int, cue: Cue, frame: Range, speaker: Range | None, cue_range: Range
) -> Draft | None:
    """Return the draft whose content is the clause or sentence around `frame`."""
    segment = rules.segments[number]
    if segment.mark == "," and subordinate(rules.passage, segment) and frame[0] > segment.start:
        content = without(segment.start, min(segment.end, rules.last), [frame])
    else:
        content = without(rules.clause_start(number), rules.content_end(number), [frame])
    content = [(a, b) for a, b in (_trimmed(rules, *piece) for piece in content) if a < b]
    if not content or not any(rules.passage.is_word(i) for a, b in content for i in range(a, b)):
        return None
    mode: Mode = "direct" if all(rules.is_quote(a, b) for a, b in content) else "indirect"
    return Draft(
        rule=f"{mode}.{cue.kind}.{cue.name}",
        mode=mode,
        content=content,
        sentence=rules.number,
        stance=cue.stance,
        medium=cue.medium,
        polarity=cue.polarity,
        speaker=[speaker] if speaker else [],
        cue=[cue_range],
        frame=[frame],
    )


def _trimmed(rules: FramedRules, start: int, end: int) -> Range:
    """Return a range without the commas and dashes at its ends."""
    passage = rules.passage
    while start < end and passage.tokens[start].text in {",", "–", ":", "-"} and passage.quote_of[start] == -1:
        start += 1
    while end > start and passage.tokens[end - 1].text in {",", "–", ":", "-"} and passage.quote_of[end - 1] == -1:
        end -= 1
    return start, end


def _fixed(rules: FramedRules, number: int, i: int) -> Draft | None:
    """Return the statement of a fixed phrase without a verb: `demnach`, `dem Vernehmen nach`."""
    for words, cue in rules.lexicon.fixed.get(rules.passage.low[i], ()):
        end = i + len(words)
        if words == ("wonach",) or rules.passage.low[i:end] != list(words):
            continue
        if any(rules.passage.finite_forms(j) for j in range(i, end)):
            continue
        if words == ("demnach",) and rules.passage.low[i - 1 : i] == [","]:
            continue
        return _attributed(rules, number, cue, (i, end), None, (i, end))
    return None


def _wonach(rules: FramedRules, number: int, i: int) -> Draft | None:
    """Return the statement of `Berichte, wonach …`."""
    passage, segment = rules.passage, rules.segments[number]
    if passage.low[i] != "wonach" or i != segment.start or number == 0:
        return None
    before = rules.segments[number - 1]
    speaker = next(
        (
            (s, before.end)
            for s in range(before.start, before.end)
            if noun_phrase(passage, s, before.end, apposition=False) == before.end
        ),
        None,
    )
    end = min(segment.end, rules.last)
    if i + 1 >= end:
        return None
    return Draft(
        "indirect.noun.wonach",
        "indirect",
        [(i + 1, end)],
        rules.number,
        speaker=[speaker] if speaker else [],
        cue=[(i, i + 1)],
        frame=[(rules.clause_start(number), i + 1)],
    )


def _noun(rules: FramedRules, number: int, i: int) -> Draft | None:
    """Return the statement of a noun with a clause: `die Behauptung der Armee, dass …`."""
    passage, segment = rules.passage, rules.segments[number]
    cue = rules.lexicon.nouns.get(passage.tokens[i].text)
    if cue is None:
        return None
    holder = _holder(rules, i, segment, cue)
    reach = holder[1] if holder else i + 1
    first = i - 1 if i > segment.start and passage.low[i - 1] in passage.grammar.determiners else i
    if reach < segment.end and not _only_verbs(rules, reach, segment.end):
        return _nominal_content(rules, segment, cue, holder, (first, i + 1), reach)
    if number + 1 >= len(rules.segments) or rules.segments[number + 1].mark != ",":
        return None
    following = rules.segments[number + 1]
    clause = "clause" in cue.takes and (
        passage.low[following.start] in passage.grammar.complementizers | passage.grammar.w_words
        or _opens_main_clause(rules, following)
    )
    if not clause and not ("infinitive" in cue.takes and rules.infinitive(number + 1)):
        return None
    end = min(rules.segments[number + 1].end, rules.last)
    for later in rules.segments[number + 2 :]:
        if not (subordinate(passage, later) and later.mark == ","):
            break
        end = min(later.end, rules.last)
    draft = Draft(
        rule=f"indirect.noun.{cue.name}",
        mode="indirect",
        content=[(following.start, end)],
        sentence=rules.number,
        stance=cue.stance,
        medium=cue.medium,
        polarity=cue.polarity,
        speaker=[holder] if holder else [],
        cue=[(first, i + 1)],
        frame=without(rules.clause_start(number), rules.last, [(following.start, end)]),
    )
    if holder is None:
        _answer(rules, number, draft)
    asked = draft.stance == "demands" and first > rules.start and passage.low[first - 1] == "auf"
    return None if asked and not draft.speaker else draft  # `sagte auf die Frage, ob …`: somebody else asked


def _answer(rules: FramedRules, number: int, draft: Draft) -> None:
    """Give nobody's accusation or question the stance of the verb whose object it is: `den Vorwurf, …, wies X zurück`.

    `number` is the noun's segment.  Only a verb that confirms, denies or withholds decides.
    """
    noun, opens = draft.cue[0], rules.segments[number].start
    behind = next((n for n, segment in enumerate(rules.segments) if segment.start >= draft.end), None)
    for group in rules.groups:
        before = rules.passage.low[noun[0] - 1] if noun[0] > rules.start else ""
        fronted = group.segment == behind and group.order == "first" and noun[0] - opens <= 1
        led = before in group.cue.content_prepositions
        if not (fronted or group.segment == number) or not (led or _takes_noun(rules, group)):
            continue
        stance = stance_of(rules.passage, rules.lexicon, group, Draft("", "reported", [noun], number, take="object"))
        if stance in _ANSWERING and not set(range(*noun)) & set(group.parts):
            draft.stance, draft.speaker = stance, rules.speaker(group)
            return


def _takes_noun(rules: FramedRules, group: VerbGroup) -> bool:
    """Tell whether a noun can be the object of a cue, what the cue wants behind it in its clause: `hält … für`."""
    takes, segment = group.cue.takes, rules.segments[group.segment]
    wanted = {take.partition("+")[2] for take in takes if "+" in take} - {"name"}
    plain = not wanted or bool(takes & {"object", "dative", "genitive"})
    return group.cue.nominal and (plain or bool(wanted & set(rules.passage.low[segment.start : segment.end])))


def _only_verbs(rules: FramedRules, start: int, end: int) -> bool:
    """Tell whether nothing but the end of the verb stands between two tokens: `hat den Bericht zurückgewiesen, …`."""
    return all(rules.passage.forms(i) or rules.passage.low[i] in rules.lexicon.prefixes for i in range(start, end))


def _opens_main_clause(rules: FramedRules, segment: Segment) -> bool:
    """Tell whether a segment is a main clause in the subjunctive: `die Aussage, das Spiel sei gekauft`."""
    passage = rules.passage
    verbs = [i for i in range(segment.start + 1, segment.end) if passage.is_subjunctive(i)]
    return bool(verbs) and noun_phrase(passage, segment.start, verbs[0], apposition=False) is not None


def _nominal_content(
    rules: FramedRules, segment: Segment, cue: Cue, holder: Range | None, noun: Range, at: int
) -> Draft | None:
    """Return the statement of `die Forderung der Union nach Neuwahlen`; without a holder nobody is said to hold it."""
    passage = rules.passage
    if holder is None or passage.low[at] not in cue.content_prepositions or at + 1 >= segment.end:
        return None
    end = noun_phrase(passage, at + 1, segment.end, apposition=False)
    if end is None:
        return None
    return Draft(
        rule=f"reported.noun.{cue.name}",
        mode="reported",
        content=[(at, end)],
        sentence=rules.number,
        stance=cue.stance,
        medium=cue.medium,
        polarity=cue.polarity,
        speaker=[holder],
        cue=[noun],
    )


def _holder(rules: FramedRules, i: int, segment: Segment, cue: Cue) -> Range | None:
    """Return whose the noun at i is: a genitive or `von …` behind it, a possessive or a genitive name before it."""
    passage, after = rules.passage, i + 1
    if after < segment.end:
        start = after + (passage.low[after] in {"von", "vom", "durch"})
        if start > after or passage.low[after] in passage.grammar.genitive_determiners:
            end = noun_phrase(passage, start, segment.end, apposition=False)
            if end is not None:
                content = (j for j in range(start + 1, end) if passage.low[j] in cue.content_prepositions)
                return start, next(content, end)
    return None

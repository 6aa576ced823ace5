"""Who the subject of a cue verb is."""

import re

from sayso.language.places import kind_of
from sayso.statements.draft import Range
from sayso.statements.passage import Passage, Segment
from sayso.statements.phrases import noun_phrase
from sayso.statements.verbgroups import VerbGroup, subordinate

_LONGEST = 2  # words of a place
_POINTERS = frozenset(("das", "dies", "dieses"))
_NOMINATIVES = frozenset(("das", "der", "die", "ein", "eine", "kein", "keine"))
_DEGREES = frozenset(("etwas", "kurz", "viel", "wenig"))
_ONE = frozenset(("ein", "eine", "jede", "jedes", "keine"))
_PLURAL_ENDINGS = ("ungen", "heiten", "keiten", "schaften", "ionen")  # of nouns that are more than one
_ONE_OF_MANY = frozenset(
    ("anzahl", "drittel", "dutzend", "fülle", "gruppe", "handvoll", "hundert", "hälfte", "mehrheit", "menge",
     "million", "milliarde", "minderheit", "paar", "reihe", "schar", "serie", "tausend", "teil", "viertel",
     "vielzahl", "zahl")
)  # fmt: skip


def speaker_of(passage: Passage, segments: list[Segment], group: VerbGroup) -> list[Range]:
    """Return the words that name the speaker of a cue verb, empty where the clause names none.

    No word of the cue names one: `eine Stellungnahme lehnte das Amt ab`.
    """
    return [named for named in _subject_of(passage, segments, group) if not _is_cue(group, named)]


def _is_cue(group: VerbGroup, named: Range) -> bool:
    """Tell whether words belong to the cue."""
    return not set(range(*named)).isdisjoint(group.parts)


def _subject_of(passage: Passage, segments: list[Segment], group: VerbGroup) -> list[Range]:
    """Return the subject of a cue verb; of a forefield that belongs to the cue, the one behind the verb."""
    segment = segments[group.segment]
    if group.cue.impersonal:
        return _source(passage, segments, group)
    if group.cue.passive == "speaker":
        return _quoted(passage, segments, group)
    if group.passive:
        return _agent(passage, segment)
    if group.order == "final":
        return _after_opener(passage, segment, group)
    if (shared := _shared(passage, segments, group)) is not None:
        return _both(passage, *shared)
    if group.order == "second":
        after_verb = group.finite + 1
        if after_verb < segment.end and passage.low[after_verb] in {"er", "wir", "man", "ich"}:
            return [(after_verb, after_verb + 1)]
        front = passage.low[segment.start]  # `Zu der Höhe machte es keine Angaben`
        oblique = front in passage.grammar.accusative_masculine | group.cue.content_prepositions
        if oblique and passage.low[after_verb : after_verb + 1] == ["es"]:
            return [(after_verb, after_verb + 1)]
        before = forefield_subject(passage, segments, group.segment, group.finite)
        if before is not None and (_is_cue(group, before) or _object_in_front(passage, group, before[0])):
            before = None
        if before is not None:
            return _both(passage, *before)
    elif (apposed := _apposed_speaker(passage, segments, group.segment)) is not None:
        return [apposed]
    after = subject_after(passage, group.finite + 1, segment.end, stop=group.end)
    return [_with_apposition(passage, segments, group, after)] if after is not None else []


def _apposed_speaker(passage: Passage, segments: list[Segment], at: int) -> Range | None:
    """Return the subject before a verb where it can speak: no `Die Frage, wer schuld war, ließ die Firma offen`."""
    apposed = apposed_subject(passage, segments, at)
    return None if apposed is None or _is_speechless(passage, *apposed) else apposed


def _shared(passage: Passage, segments: list[Segment], group: VerbGroup) -> Range | None:
    """Return the subject of the verb before, which one behind `und` has too: `sagte X und beschuldigte Y`.

    So does one with `aber` behind a comma: `X wollte das nicht bestätigen, bestritt aber jede Absicht`.
    """
    segment, before = segments[group.segment], group.finite - 1
    if goes_on(passage, segments, group.segment, group.finite):
        number = group.segment - 1
        main = [n for n in range(number, -1, -1) if passage.finites(segments[n].start, segments[n].end)]
        number = next((n for n in main if not subordinate(passage, segments[n])), number)
        segment, before = segments[number], segments[number].end
    elif before <= segment.start or passage.low[before] not in {"und", "oder"}:
        return None
    finites = passage.finites(segment.start, before)
    if not finites:
        return None
    number = segments.index(segment)
    in_front = forefield_subject if finites[0] > segment.start else _apposed
    front = in_front(passage, segments, number, finites[0])
    return front or subject_after(passage, finites[0] + 1, before, stop=before)


def _apposed(passage: Passage, segments: list[Segment], number: int, finite: int) -> Range | None:
    """Return a subject with apposition before the verb that opens a segment."""
    return apposed_subject(passage, segments, number) if finite == segments[number].start else None


def goes_on(passage: Passage, segments: list[Segment], number: int, finite: int) -> bool:
    """Tell whether a verb behind a comma has the subject of the clause before: `…, bestritt aber jede Absicht`."""
    segment = segments[number]
    if number == 0 or segment.mark != "," or finite != segment.start:
        return False
    at = finite + 1
    if passage.low[at : at + 1] in (["das"], ["dazu"], ["dies"], ["es"]):  # `machte dazu aber keine Angaben`
        at += 1
    elif at < segment.end and passage.low[at] in passage.grammar.prepositions:
        at = noun_phrase(passage, at + 1, segment.end, apposition=False) or at
    if passage.low[at : at + 1] not in (["aber"], ["jedoch"]):
        return False
    before = segments[number - 1]  # `Das sei falsch, sagte aber der Minister` has its content there
    return not any(passage.is_subjunctive(i) for i in passage.finites(before.start, before.end))


def _with_apposition(passage: Passage, segments: list[Segment], group: VerbGroup, subject: Range) -> Range:
    """Return a subject with the apposition in the next segment: `sagte der Vorsitzende, Heike Muster`."""
    start, end = subject
    number = group.segment + 1
    if end != segments[group.segment].end or number >= len(segments) or segments[number].mark != ",":
        return subject
    following = segments[number]
    stop = passage.trim_end(following.start, following.end)
    if passage.finites(following.start, stop) or noun_phrase(passage, following.start, stop, apposition=False) != stop:
        return subject
    name = stop - following.start > 1 and all(passage.is_capital(i) for i in range(following.start, stop))
    closes_sentence = group.order == "first" and number + 1 == len(segments)
    return (start, stop) if name or closes_sentence else subject


def _object_in_front(passage: Passage, group: VerbGroup, start: int) -> bool:
    """Tell whether the object stands before the verb and a nominative behind it: `Die Zahlen nannte der Minister`.

    So it does where the noun in front never speaks: `Jede Beteiligung bestritt Moskau`.
    """
    after = group.finite + 1
    if _is_speechless(passage, start, group.finite):  # `Fragen nach dem Geld beantwortete er`
        return True
    if after in group.parts or not group.cue.takes_any("object") or group.cue.addressee == "dative":
        return False
    plural_verb = passage.low[group.finite].endswith("n")
    if plural_verb and _is_one(passage, start, group.finite):
        return True  # `Eine Explosion schlossen die Richter aus`
    if not plural_verb and passage.low[start].endswith(_PLURAL_ENDINGS):
        return True  # `Landungen von Flugzeugen bestritt sie`
    # `Mängel räumte der Hersteller ein`, not `Peru sagte der Regierung Hilfe zu`
    named = next((i for i in range(after, len(passage.low)) if passage.is_capital(i)), after)
    alone = named + 1 in group.parts
    return (passage.low[start] in {"die", "das"} or alone) and passage.low[after : after + 1] == ["der"]


def _is_speechless(passage: Passage, start: int, end: int) -> bool:
    """Tell whether a phrase is of what never speaks."""
    head = next((i for i in range(start, end) if passage.is_capital(i) and not passage.opens_clause(i)), start)
    return not {passage.low[head], passage.low[start]}.isdisjoint(passage.grammar.speechless)


def _is_one(passage: Passage, start: int, end: int) -> bool:
    """Tell whether a phrase is of one thing, with which no verb in the plural goes: not `Eine Reihe von …`."""
    low = passage.low[start:end]
    return low[0] in _ONE and not (_ONE_OF_MANY & set(low) or passage.grammar.coordinators & set(low))


def _both(passage: Passage, start: int, end: int) -> list[Range]:
    """Return the two names of `sowohl X als auch Y` and `weder X noch Y`, else the phrase as it stands."""
    if passage.low[start] not in {"sowohl", "weder"}:
        return [(start, end)]
    for i in range(start + 2, end):
        if passage.low[i] in {"als", "wie", "noch"}:
            second = i + 1 + (i + 1 < end and passage.low[i + 1] == "auch")
            return [(start + 1, i), (second, end)] if second < end else [(start + 1, end)]
    return [(start + 1, end)]


def forefield_subject(passage: Passage, segments: list[Segment], number: int, finite: int) -> Range | None:
    """Return the subject where it stands before the finite verb; None where something else stands there."""
    segment, grammar = segments[number], passage.grammar
    start = _skip(passage, segment.start, finite, grammar.coordinators | {"auch"})
    if start >= finite:
        return None
    low = passage.low[start]
    if low in _POINTERS and start + 1 == finite:
        return None
    if low in _DEGREES and passage.low[start + 1] in grammar.adverbs:  # `Kurz darauf`
        return None
    if low in grammar.accusative_masculine | grammar.dative_determiners or start in passage.time_tokens:
        return None
    if low in grammar.prepositions:
        return (start, finite) if _is_name(passage, start, finite) else None
    if low in {"sowohl", "weder"}:
        return start, finite
    end = noun_phrase(passage, start, finite)
    if end is None:
        return None
    rest = range(end, finite)
    if all(passage.low[i] in grammar.adverbs or not passage.is_word(i) for i in rest):
        return start, end
    return start, finite if passage.low[end] in {
        "in",
        "im",
        "am",
        "an",
        "beim",
        "bei",
        "auf",
        "zu",
        "zur",
        "zum",
        "vor",
    } else end


def apposed_subject(passage: Passage, segments: list[Segment], at: int) -> Range | None:
    """Return a subject with apposition or relative clause before its verb: `Die Sprecherin, Heike Muster, sagte`.

    `at` is the number of the segment that the verb opens.
    """
    if at == 0 or segments[at].mark != ",":
        return None
    first = at - 1
    while first > 0 and segments[first].mark == "," and at - first < 3:
        first -= 1
    head = segments[first]
    grammar = passage.grammar
    oblique = grammar.prepositions | grammar.accusative_masculine | grammar.dative_determiners
    if passage.finites(head.start, head.end) or passage.low[head.start] in oblique:  # `Den Vorwurf, …, wies er zurück`
        return None
    start = _skip(passage, head.start, head.end, grammar.coordinators | grammar.adverbs)
    if passage.quote_of[start] != -1:
        return None
    end = noun_phrase(passage, start, head.end, apposition=False)
    if end is None:
        return None
    relative = segments[first + 1].start < segments[at].start and passage.finites(
        segments[first + 1].start, segments[first + 1].end
    )
    return (start, end) if relative else (start, segments[at - 1].end)


def subject_after(passage: Passage, start: int, end: int, *, stop: int) -> Range | None:
    """Return the first nominative-looking noun phrase from token `start`, skipping what stands in between."""
    grammar, i = passage.grammar, start
    times = passage.time_tokens
    while i < end:
        low = passage.low[i]
        if i in times:
            i = times[i]
        elif low in _POINTERS and i + 1 < end and passage.low[i + 1] in _NOMINATIVES:  # `bestritt das | ein Sprecher`
            i += 1
        elif low in grammar.pronouns and not (
            low in grammar.determiners and noun_phrase(passage, i, end, apposition=False) not in {None, i + 1}
        ):
            return (i, i + 1) if low != "es" else None
        elif (
            low in grammar.reflexives | grammar.adverbs | grammar.negators | {"zum", "es"}
            and low not in grammar.prepositions
        ):
            i += 1
        elif low in _DEGREES and i + 1 < end and passage.low[i + 1] in grammar.adverbs:  # `wenig später`
            i += 2
        elif low in grammar.accusative_masculine | grammar.dative_determiners:
            i = noun_phrase(passage, i, end, apposition=False) or i + 1
        elif low in grammar.prepositions:
            verb = i == start and passage.tokens[i - 1].text.islower() and passage.finite_forms(i - 1)
            if verb and (name := _noble(passage, i, end)):
                return i, name
            i = _past_phrase(passage, i, end)
        else:
            phrase = i + 1 if low == "beide" and _ends_at(passage, i + 1, end) else noun_phrase(passage, i, end)
            if phrase is not None and passage.quote_of[i] == -1:
                return i, phrase
            if i >= stop:
                return None
            i += 1
    return None


def _ends_at(passage: Passage, i: int, end: int) -> bool:
    """Tell whether no noun can follow: `gaben beide | keine Auskunft`."""
    closed = passage.grammar.determiners | passage.grammar.negators | passage.grammar.adverbs
    return i >= end or not passage.is_word(i) or passage.low[i] in closed


def _noble(passage: Passage, i: int, end: int) -> int | None:
    """Return where a name ends that the preposition i opens: `sagte von der Leyen`; None where there is none."""
    name = i + 1 + (passage.low[i + 1 : i + 2] in (["der"], ["dem"], ["den"]))
    return name + 1 if passage.low[i] == "von" and name < end and passage.is_capital(name) else None


def _is_name(passage: Passage, start: int, end: int) -> bool:
    """Tell whether words are a name that the report has with a first name: `Von der Leyen sagte`."""
    if _noble(passage, start, end) != end:
        return False
    name = passage.text[passage.tokens[start].start + 1 : passage.tokens[end - 1].end]
    return re.search(rf"(?<=[A-ZÄÖÜ])[\w-]+ v{re.escape(name)}\b", passage.text) is not None


def _past_phrase(passage: Passage, i: int, end: int) -> int:
    """Return where a phrase ends whose preposition is token i.

    What stands behind a time or a place is no attribute of it: `am selben Abend | Hans Muster`, `in Lima | der Rat`.
    """
    for at in (i + 1, i + 2):
        if at in passage.time_tokens:
            return passage.time_tokens[at]
    for stop in range(min(i + 1 + _LONGEST, end), i + 1, -1):
        name = passage.text[passage.tokens[i + 1].start : passage.tokens[stop - 1].end]
        genitive = name.endswith("s") and stop < end and passage.is_capital(stop)  # `in Limas Auftrag`
        if passage.is_capital(i + 1) and not genitive and kind_of(name) is not None:
            return stop
    return noun_phrase(passage, i + 1, end, apposition=False) or i + 1


def _after_opener(passage: Passage, segment: Segment, group: VerbGroup) -> list[Range]:
    """Return the subject of a verb-final clause: the phrase behind its opener, else the relative pronoun."""
    grammar, opener = passage.grammar, segment.start
    start = _skip(passage, opener + 1, group.finite, grammar.adverbs | grammar.reflexives)
    phrase = noun_phrase(passage, start, group.finite, apposition=False) if start < group.finite else None
    oblique = (
        start < group.finite
        and passage.low[start] in grammar.accusative_masculine | grammar.dative_determiners | grammar.prepositions
    )
    if phrase is not None and not oblique and passage.low[start] not in grammar.object_pronouns:
        return [(start, phrase)]
    if passage.low[opener] in {"der", "die", "das", "welcher", "welche", "welches", "wer"}:
        return [(opener, opener + 1)]
    if passage.low[opener] in grammar.subordinators | grammar.w_words:
        after = subject_after(passage, start, group.finite, stop=group.finite)
        return [after] if after is not None else []
    return []


def _quoted(passage: Passage, segments: list[Segment], group: VerbGroup) -> list[Range]:
    """Return who is quoted: the object of `zitierte`, the subject of `wird zitiert`."""
    segment = segments[group.segment]
    if group.passive:
        before = forefield_subject(passage, segments, group.segment, group.finite) if group.order == "second" else None
        found = before or subject_after(passage, group.finite + 1, segment.end, stop=segment.end)
        return [found] if found is not None else []
    after = group.finite + 1
    if group.order == "first":  # `…“, zitierte die Zeitung den Minister`
        subject = noun_phrase(passage, after, segment.end, apposition=False)
        after = subject if subject is not None else after
    end = noun_phrase(passage, after, segment.end) if after < segment.end else None
    return [(after, end)] if end is not None else []


def _source(passage: Passage, segments: list[Segment], group: VerbGroup) -> list[Range]:
    """Return whom an impersonal frame names: `In dem Bericht heißt es`, `hieß es aus dem Ministerium`."""
    words = set(group.cue.source)
    contracted = {"im" if "in" in words else "", "vom" if "von" in words else "", "beim" if "bei" in words else ""}
    first = segments[max(0, group.segment - 1)] if segments[group.segment].mark == "," else segments[group.segment]
    for segment in (segments[group.segment], first):
        for i in range(segment.start, segment.end - 1):
            if passage.low[i] in words | contracted and passage.quote_of[i] == -1 and i + 1 not in passage.time_tokens:
                end = _described(passage, i + 1, segment.end)
                if end is not None:
                    return [(i + 1, end)]
    return []


def _described(passage: Passage, start: int, end: int) -> int | None:
    """Return the end of a noun phrase that may hold a participle with its own phrases.

    `einer am Montag veröffentlichten Mitteilung des Kremls`.
    """
    plain = noun_phrase(passage, start, end, apposition=False)
    if plain is not None or passage.low[start] not in passage.grammar.determiners:
        return plain
    for i in range(start + 1, min(end, start + 8)):
        participle = passage.low[i].endswith(("ten", "te", "nen", "ne")) and not passage.is_capital(i)
        if participle and i + 1 < end and passage.is_capital(i + 1):
            return noun_phrase(passage, i + 1, end, apposition=False)
    return None


def _agent(passage: Passage, segment: Segment) -> list[Range]:
    """Return the agent of a passive: `von israelischen Behörden`."""
    for i in range(segment.start, segment.end - 1):
        if passage.low[i] in {"von", "vom", "seitens", "durch"} and passage.quote_of[i] == -1:
            end = noun_phrase(passage, i + 1, segment.end, apposition=False)
            if end is not None:
                return [(i + 1, end)]
    return []


def _skip(passage: Passage, start: int, end: int, words: frozenset[str]) -> int:
    while start < end and passage.low[start] in words:
        start += 1
    return start

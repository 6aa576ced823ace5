"""What is said of the sentence before: `X bestritt das`, `Dem widersprach X`, `X dementierte`, `X schwieg`."""

from sayso.statements.draft import Draft, Range
from sayso.statements.lexicon import CALLING
from sayso.statements.phrases import noun_phrase
from sayso.statements.sentence import Sentence
from sayso.statements.speakers import apposed_subject
from sayso.statements.verbgroups import VerbGroup

_POINTERS = frozenset(("dies", "das", "dieses", "beides", "alles"))
_BEHIND = _POINTERS | {"es"}  # in front of a verb it is no object
_DATIVE = frozenset(("dem", "diesem"))
_PERSONS = frozenset(("ihm", "ihr", "ihnen"))  # who said what was said: `widersprach ihr`


class AnswerContents(Sentence):
    """The rules that read the sentence before, or the words for it, as what a cue verb is about."""

    def pointing(self, group: VerbGroup) -> Draft | None:
        """`… Dies bestritt X`, `… X nannte das eine Lüge`: the content is the sentence before, and the word for it.

        At the beginning of a paragraph it is the word alone: how much of the one before is meant is not told.
        """
        pointer = self.pointer(group)
        return None if pointer is None else self._of_the_one_before(group, (pointer, pointer + 1))

    def _of_the_one_before(self, group: VerbGroup, words: Range) -> Draft | None:
        """Return what a sentence says of the one before, and the words that tell so."""
        number = group.segment
        if number and apposed_subject(self.passage, self.segments, number) is not None:
            number = next(n for n in range(number, -1, -1) if n == 0 or self.segments[n].mark != ",")
        first, content = self.segments[number].start, [words]
        if number and self.segments[number].mark == ";":
            content.insert(0, (self.clause_start(number - 1), self.segments[number - 1].end))
            return self._pointed(content, first)
        if number or not self.number:
            return None
        start, end = self.passage.sentences[self.number - 1]
        if "\n" not in self.passage.text[self.passage.tokens[end - 1].end : self.passage.tokens[first].start]:
            content.insert(0, (start, self.passage.trim_end(start, end)))
        return self._pointed(content, first)

    def _pointed(self, content: list[Range], first: int) -> Draft:
        colon = next((i for i in range(content[-1][1], self.last) if self.passage.tokens[i].text == ":"), self.last)
        return Draft("reported.dies", "reported", content, self.number, frame=[(first, colon)], take="pointer")

    def alone(self, group: VerbGroup) -> Draft | None:
        """`X widersprach.`, `X dementierte umgehend.`: the content is the sentence before, the verb tells so itself.

        `X schwieg.`, `X wollte sich nicht äußern.`: these words alone, for on what somebody did not speak is not told.
        """
        refuses = group.withholds
        if "nothing" not in group.cue.takes or not self._follows(group) or group.passive or not self.number:
            return None
        named = self._named(group)
        if not refuses and ((group.negated and named is None) or group.cue.negated == "withholds"):
            return None
        speaker, segment = self.speaker(group), self.segments[group.segment]
        if not speaker or speaker[0][0] > group.finite:
            return None
        stop = self.passage.trim_end(group.finite + 1, min(segment.end, self.last))
        if not self._is_bare(group, stop):
            return None
        made = self._of_the_one_before(group, named or (group.finite, group.finite + 1))
        if refuses:
            made = Draft(
                "reported.alone", "reported", [(group.finite, stop)], self.number, frame=[(segment.start, stop)]
            )
        if made is not None:
            made.hinted = False
        return made

    def _named(self, group: VerbGroup) -> Range | None:
        """Return the words of a cue that stand for the sentence before: `teilt diese Ansicht`."""
        named = [i for i in group.parts if self.passage.low[i].startswith("dies")]
        return (named[0], named[0] + 2) if named else None

    def _is_bare(self, group: VerbGroup, stop: int) -> bool:
        """Tell whether nothing stands beside a verb but when, where and how: `dementierte am Montag umgehend`."""
        passage, grammar = self.passage, self.passage.grammar
        empty = grammar.adverbs
        if group.withholds or group.cue.reflexive:  # not `widersprach sich`
            empty |= grammar.reflexives
        if group.withholds or group.negated:
            empty |= grammar.negators | {"mehr"}
        i = group.finite + 1
        while i < stop:
            if i in passage.time_tokens:
                i = passage.time_tokens[i]
            elif passage.low[i] in empty or i in group.parts:
                i += 1
            elif passage.low[i] in grammar.prepositions:
                i = noun_phrase(passage, i + 1, stop, apposition=False) or passage.time_tokens.get(i + 1, stop + 1)
            else:
                return False
        return i == stop

    def _follows(self, group: VerbGroup) -> bool:
        """Tell whether a verb stands behind what begins its clause: `X bestritt …`, `X, der Leiter, bestritt …`."""
        apposed = group.order == "first" and apposed_subject(self.passage, self.segments, group.segment) is not None
        return apposed or group.order == "second"

    def pointer(self, group: VerbGroup) -> int | None:
        """Return the object that is a word for the sentence before, in front of the verb or alone behind it."""
        passage, first, takes = self.passage, self.segments[group.segment].start, group.cue.takes
        answers = group.negated or group.cue.stance in {"confirms", "denies", "withholds"}
        answers = answers and group.cue.takes_any("object", "dative", "pointer", "pointer+dative")
        answers = answers or "pointer" in dict(group.cue.by_take)  # `verbat sich das`
        answers = answers or (group.cue.prefix is not None and group.cue.stance in {"asserts", "announces"})
        # `bezeichnete das als Unsinn`, `hält das für falsch`
        calls = bool(takes & CALLING) or not self.lexicon.denials.isdisjoint(passage.low[i] for i in group.parts)
        if not self._follows(group) or not (answers or calls):
            return None
        dative = group.cue.takes_any("dative", "pointer+dative")  # `widersprach dem`
        if answers and passage.low[first] in (_DATIVE if dative else _POINTERS) and group.finite == first + 1:
            return first
        behind = next((end for start, end in self.speaker(group) if start == group.finite + 1), group.finite + 1)
        behind += passage.low[behind : behind + 1] == ["sich"]  # `verbat sich das`
        if behind >= self.last or passage.low[behind] not in (_DATIVE | _PERSONS if dative else _BEHIND):
            return None  # `Früher hatte er das bestritten`
        called = self._past_adverbs(behind + 1)
        alone = calls and passage.low[behind] in _POINTERS and called < self.last and self._is_called(called)
        return behind if alone or (answers and self._stands_alone(group, behind)) else None

    def _past_adverbs(self, at: int) -> int:
        """Return where the words go on behind times, places and adverbs: `nannte das am Montag in Lima | eine Lüge`."""
        passage = self.passage
        while at < self.last:
            behind = passage.time_tokens.get(at)
            if not behind and passage.low[at] != "für" and passage.low[at] in passage.grammar.prepositions:
                behind = passage.time_tokens.get(at + 1) or noun_phrase(passage, at + 1, self.last, apposition=False)
            if not behind and passage.low[at] not in passage.grammar.adverbs:
                break
            at = behind or at + 1
        return at

    def _is_called(self, at: int) -> bool:
        """Tell whether what follows a pointer is what it is called: `als …`, a quotation, an article, `falsch`."""
        passage = self.passage
        # `nannte das frei erfunden`
        at += passage.tokens[at].text.islower() and not self.lexicon.denials.isdisjoint(passage.low[at + 1 : at + 2])
        low = passage.low[at]
        if passage.tokens[at].text in self.lexicon.denials:  # `nannte das falsch`, `nannte dies Propaganda`
            return at + 1 >= self.last or not passage.is_capital(at + 1)  # `nannte das falsche Datum`
        last = at + 1 >= self.last or not passage.is_word(at + 1)
        return (
            low in {"als", "für"}
            or passage.quote_of[at] != -1
            or low in passage.grammar.determiners | passage.grammar.negators
            or (last and not passage.is_capital(at))  # `nannte das verfrüht`
        )

    def _stands_alone(self, group: VerbGroup, pointer: int) -> bool:
        """Tell whether a pointer behind the verb is no article of a noun."""
        if pointer + 1 >= self.last:
            return True
        passage, grammar = self.passage, self.passage.grammar
        follows = passage.low[pointer + 1]
        alone = not passage.is_word(pointer + 1) or pointer + 1 in passage.time_tokens
        alone = alone or follows in grammar.determiners  # `In Lima bestritt das ein Minister`
        alone = alone or pointer + 1 in group.parts  # `sieht das anders`
        bracketed = group.bracket is not None and group.bracket > pointer
        stop = group.bracket if bracketed else passage.trim_end(pointer + 1, self.segments[group.segment].end)
        between = [passage.tokens[i].text for i in range(pointer + 1, min(stop or self.last, self.last))]
        # `wies das scharf zurück`, `bestritt das entschieden`, no `das verbreitete Gerücht`
        alone = alone or all(word.islower() and not word.endswith("e") for word in between)
        return alone or follows in grammar.prepositions | grammar.adverbs | grammar.negators | grammar.coordinators

"""Contents that are an object of the cue verb: `bestätigte den Einsatz`, `dankte dem Militär`, `warnte vor …`."""

from sayso.model import Mode
from sayso.statements.draft import Draft, Range
from sayso.statements.phrases import noun_phrase
from sayso.statements.sentence import Sentence
from sayso.statements.verbgroups import VerbGroup, subordinate

_ADVERBIAL_PAIRS = (["unter", "anderem"], ["vor", "allem"], ["im", "übrigen"])
# Behind `zu` these tell when or how something was not said, not of what.
_CIRCUMSTANCES = frozenset(
    ("ende", "glück", "hause", "ostern", "pfingsten", "recht", "schutz", "sicherheit", "unrecht", "überraschung",
     "verfügung", "weihnachten", "wochenende", "zeit", "zeitpunkt")
)  # fmt: skip
_ABOUT = frozenset(("zu", "zum", "zur", "über"))
_OCCASIONS = ("abschluss", "auftakt", "beginn", "start")
# Behind these stands a name: `in der Stadt Hamburg`.
_NAMED = frozenset(
    ("agentur", "bezirk", "blatt", "bundesland", "dorf", "fall", "firma", "gebiet", "gemeinde", "hafen", "insel",
     "kreis", "land", "magazin", "nachrichtenagentur", "ort", "provinz", "region", "republik", "sender", "staat",
     "stadt", "stadtteil", "tageszeitung", "zeitung")
)  # fmt: skip
_DEMONSTRATIVES = frozenset({"dies", "das", "dieses", "diese", "es"})


class ObjectContents(Sentence):
    """The rule that reads the object of a cue verb as its content."""

    def object(self, group: VerbGroup) -> Draft | None:
        """`X bestätigte den Einsatz`, `X dankte dem Militär`, `X warnte vor …`."""
        if not group.cue.nominal and not group.cue.content_prepositions:
            return None
        speaker = self.speaker(group)
        whose = self._antecedent(group) if speaker and self._is_relative(speaker[0]) else speaker
        if speaker and not whose:
            return None
        content = self._object_range(group, speaker)
        if content is None and speaker and group.cue.stance == "withholds":
            content = self._refused(group)
        if content is None or not self._complete(group, *content):
            return None
        start, end = content
        if end - start == 1 and self.passage.low[start] in _DEMONSTRATIVES:
            return None
        if group.withholds and self.passage.low[end : end + 1] in (["dazu"], ["hierzu"]):
            start, end = end, end + 1  # `ließ Fragen dazu unbeantwortet`
        mode: Mode = "direct" if self.is_quote(start, end) else "reported"
        start = self._past_addressee(group, start, end)
        content = (start, end)
        low = self.passage.low[start]
        take = f"prep:{low}" if low in group.cue.content_prepositions else "object"
        return Draft(f"{mode}.object", mode, [content], self.number, speaker=whose, take=take)

    def _antecedent(self, group: VerbGroup) -> list[Range]:
        """Return whom a relative clause is about that tells what he denied: `Der Rat, der … bestritt`."""
        number = group.segment
        # What confirms there is as often a thing: `Zahlen, die den Trend bestätigen`.
        if not number or group.cue.stance != "denies" or self.segments[number].mark != ",":
            return []
        start, end = self.segments[number - 1].start, self.segments[number - 1].end
        heads = (i for i in range(start, end) if noun_phrase(self.passage, i, end, apposition=False) == end)
        head = next(heads, None)
        return [] if head is None else [(head, end)]

    def _object_range(self, group: VerbGroup, speaker: list[Range]) -> Range | None:
        """Return the object of the cue: what stands between verb, subject and the last verb part."""
        passage, segment = self.passage, self.segments[group.segment]
        if group.order == "final":
            start = speaker[-1][1] if speaker else segment.start + 1
            stop = min(part for part in group.parts if part > segment.start)
            if (
                passage.low[segment.start] in passage.grammar.relative_pronouns
                and speaker
                and speaker[0][0] > segment.start
            ):
                return None
        else:
            start = self._past_shared(group)
            if speaker and speaker[-1][0] >= start and speaker[-1][1] < group.end + 40:
                start = speaker[-1][1]
            stop = group.bracket if group.bracket is not None and group.bracket >= start else self._object_end(group)
        first = self._first_nominal(start, stop, group) or self._second_noun(start, stop, group)
        if first is None:
            return self._fronted(group, speaker)
        while stop > first + 1 and self._trails(stop - 1, group):
            stop -= 1
        alone = stop == first + 1 and passage.low[first] not in group.cue.anaphors
        return None if stop <= first or (alone and self._trails(first, group)) else (first, stop)

    def _past_shared(self, group: VerbGroup) -> int:
        """Return where an object can begin behind a finite verb, past a participle that has it too.

        `hat [Fehler eingeräumt und] Besserung versprochen`.
        """
        ends = [max(other.parts) + 1 for other in self.sharing(group)]
        start = max([group.finite + 1, *ends])
        return start + (bool(ends) and self.passage.low[start] in self.passage.grammar.coordinators)

    def _tells_when(self, at: int) -> bool:
        """Tell whether a phrase is a time or circumstance, not what is spoken of: `Zu Beginn`, `Zu Recht`."""
        passage = self.passage
        if at in passage.time_tokens or at + 1 in passage.time_tokens:
            return True
        noun = next((passage.low[i] for i in range(at + 1, self.last) if passage.is_capital(i)), "")
        return noun in _CIRCUMSTANCES or noun.endswith(_OCCASIONS)

    def _refused(self, group: VerbGroup) -> Range | None:
        """Return the cue's words for what somebody would not say, where it is not told on what: `jeden Kommentar`."""
        nouns = [part for part in group.parts if self.passage.is_capital(part) and part > self.start]
        if not nouns:
            return None
        start = nouns[0]
        while start - 1 in group.parts and start - 1 != group.finite:
            start -= 1
        return start, nouns[0] + 1

    def _marks_infinitive(self, i: int) -> bool:
        """Tell whether token i is the `zu` of an infinitive: `war nicht zu erreichen`."""
        passage, verb = self.passage, i + 1
        if passage.low[i] != "zu" or verb >= self.last or (verb + 1 < self.last and passage.is_capital(verb + 1)):
            return False
        return any(form.kind == "infinitive" for form in passage.forms(verb))

    def _first_nominal(self, start: int, stop: int, group: VerbGroup) -> int | None:
        """Return where the object begins, past adverbs, times and other phrases; None where there is none."""
        passage, grammar = self.passage, self.passage.grammar
        wanted, plain = group.cue.content_prepositions, group.cue.nominal
        if group.negated or group.withholds:  # `wollte sich dazu nicht äußern`
            wanted |= group.cue.anaphors
        i = start
        while i < stop:
            low = passage.low[i]
            if (low in wanted and not self._marks_infinitive(i)) or (
                low in {"mehr", "weniger"} and plain and i + 1 < stop and passage.is_capital(i + 1)
            ):
                return i
            if i in group.parts:
                i += 1
                continue
            if i in passage.time_tokens:
                i = passage.time_tokens[i]
            elif passage.low[i : i + 2] in _ADVERBIAL_PAIRS:
                i += 2
            elif low in grammar.prepositions:
                until = low == "bis" and i + 1 < stop and passage.low[i + 1] in grammar.prepositions  # `bis zum Abend`
                led = i + 1 + until
                time = passage.time_tokens.get(led)  # of several words: `am Freitag, dem 3. Mai, …`
                i = time or noun_phrase(passage, led, stop, apposition=False) or i + 1
            elif low in grammar.adverbs | grammar.reflexives | grammar.negators and not (
                low.startswith("kein") and plain
            ):
                i += 1
            elif (
                noun_phrase(passage, i, stop, apposition=False) is not None
                or passage.quote_of[i] != -1
                or self._before_quote(i, stop)
            ):
                if plain:
                    return i
                i = noun_phrase(passage, i, stop, apposition=False) or i + 1
            else:
                i += 1
        return None

    def _asked(self, group: VerbGroup) -> Range | None:
        """Return the question that a word for it takes up: `Ob das stimmt, | dazu schweigt er`."""
        passage, number = self.passage, group.segment
        if not number or self.segments[number].mark != ",":
            return None
        start = self.clause_start(number - 1)
        asks = passage.low[start] in passage.grammar.w_words | {"ob"}
        return (start, passage.trim_marks(start, self.segments[number].start)) if asks else None

    def _second_noun(self, start: int, stop: int, group: VerbGroup) -> int | None:
        """Return where a bare object begins that only looks like the end of a phrase: `hat in der Not | Fehler …`."""
        passage, grammar = self.passage, self.passage.grammar
        if not group.cue.nominal or group.bracket is None:
            return None
        for i in range(start + 1, min(stop, group.bracket) - 1):
            behind = passage.is_capital(i) and passage.is_capital(i + 1) and passage.low[i] not in _NAMED
            if behind and passage.low[i - 1] in grammar.determiners | grammar.prepositions:
                return i + 1
        return None

    def _object_end(self, group: VerbGroup) -> int:
        """Return the end of the clause behind a finite verb without later parts."""
        number = group.segment
        end = self.segments[number].end
        while (
            number + 1 < len(self.segments)
            and self.segments[number + 1].mark == ","
            and subordinate(self.passage, self.segments[number + 1])
            and self.passage.low[self.segments[number + 1].start] in self.passage.grammar.relative_pronouns - {"was"}
        ):
            number += 1
            end = self.segments[number].end
        coordinated = next(
            (
                g.finite - 1
                for g in self.groups
                if g.finite > group.finite and g.finite < end and self.passage.low[g.finite - 1] in {"und", "oder"}
            ),
            end,
        )
        return min(end, coordinated, self.last)

    def _trails(self, i: int, group: VerbGroup) -> bool:
        """Tell whether token i at the end of an object belongs to the cue or is a mark, a negator, a conjunction."""
        passage = self.passage
        mark = not passage.is_word(i) and passage.quote_of[i] == -1 and passage.tokens[i].text != ")"
        empty = passage.grammar.negators | passage.grammar.adverbs | {"weder", "noch", "und"}
        return mark or i in group.parts or (passage.low[i] in empty and passage.quote_of[i] == -1)

    def _complete(self, group: VerbGroup, start: int, end: int) -> bool:
        """Tell whether an object has the `als`, `für` or `zu` phrase that its cue demands: `bezeichnete X als Y`."""
        demanded = {take.partition("+")[2] for take in group.cue.takes if "+" in take} - {"name"}
        plain = group.cue.takes_any("object", "object+name", "dative", "genitive") or group.cue.content_prepositions
        return bool(plain) or not demanded or any(self.passage.low[i] in demanded for i in range(start, end))

    def _past_addressee(self, group: VerbGroup, start: int, end: int) -> int:
        """Return the start of an object behind the one spoken to: `warf dem Nachbarn | Angriffe vor`."""
        dative = self.passage.low[start] in self.passage.grammar.dative_determiners | {"den", "der"}
        accusative = group.cue.addressee == "accusative" and bool(group.cue.content_prepositions | {"genitive"})
        if not (group.cue.addressee == "dative" and dative) and not accusative:
            return start
        behind = noun_phrase(self.passage, start, end, apposition=False)
        if behind is None:
            return start
        if behind >= end:
            return start if "dative" in group.cue.takes else self._last_noun(start, end)
        following = self._first_nominal(behind, end, group)
        return following if following is not None else start

    def _last_noun(self, start: int, end: int) -> int:
        """Return where the second of two nouns begins that only look like one phrase: `dem Nachbarn | Angriffe`."""
        passage, i = self.passage, start + 1
        while i + 1 < end and not (passage.is_capital(i) and passage.is_capital(i + 1)):
            i += 1
        return i + 1 if i + 1 < end else start

    def _is_relative(self, speaker: Range) -> bool:
        start, end = speaker
        return end - start == 1 and self.passage.low[start] in {"der", "die", "das", "welche", "welcher", "welches"}

    def _before_quote(self, i: int, stop: int) -> bool:
        """Tell whether a determiner at i belongs to words in quotation marks: `einen „wahren Freund“`."""
        return (
            self.passage.low[i] in self.passage.grammar.determiners
            and i + 1 < stop
            and self.passage.quote_of[i + 1] != -1
        )

    def _fronted(self, group: VerbGroup, speaker: list[Range]) -> Range | None:
        """Return an object in front of the verb: `Den Einsatz bestätigte Moskau`, `Zu den Opfern sagte er nichts`."""
        segment = self.segments[group.segment]
        if not speaker or speaker[-1][0] < group.finite:
            return None
        if group.order == "first" and group.withholds and self.passage.low[self.start] in _ABOUT:
            return self.start, self.passage.trim_marks(self.start, group.finite)  # `Zu den Gründen, die …, schwieg X`
        if group.order != "second":
            return None
        grammar, start = self.passage.grammar, segment.start + (self.passage.low[segment.start] == "auch")
        low = self.passage.low[start]
        if low in group.cue.anaphors and group.withholds and group.finite == start + 1:
            return self._asked(group) or (start, group.finite)  # `Dazu schwieg der Rat`
        refuses = group.withholds or group.cue.negated == group.cue.stance
        if low in group.cue.content_prepositions and refuses and not self._tells_when(start):
            inner = start + 1
        elif low in grammar.prepositions or low in grammar.adverbs or start in self.passage.time_tokens:
            return None
        else:
            inner = start
        if inner == start and not group.cue.nominal:
            return None
        end = noun_phrase(self.passage, inner, group.finite)
        return (start, group.finite) if end is not None else None

"""The second reading of a report, from beginning to end: whom the words of each speaker mean."""

from collections.abc import Iterable

from sayso.actors.agreement import Number, number_of
from sayso.actors.cast import Entity
from sayso.actors.meanings import Meanings
from sayso.actors.mentions import read_speakers
from sayso.actors.nouns import find_noun
from sayso.actors.phrase import Phrase
from sayso.actors.reference import Seen
from sayso.actors.roll import Roll
from sayso.actors.words import vocabulary
from sayso.language.analysis import Analysis
from sayso.language.grammar import grammar
from sayso.model import Actor, Span, Statement

_PASSAGE = 40  # characters of a quotation from which on it is a passage of its own, not a word in quotes
_OPENS = 1  # tokens before the subject of a sentence, at most


class Scene:
    """One report on its way: its roll of names, and whom each speaker's words mean."""

    def __init__(self, analysis: Analysis) -> None:
        """Read the report for everybody it names."""
        self.roll = Roll(analysis)
        self.meanings = Meanings(self.roll)
        self.tokens = analysis.tokens
        self._passages = [quote for quote in analysis.quotes if quote.end - quote.start > _PASSAGE]

    def play(self, statements: Iterable[Statement]) -> dict[Span, list[Entity]]:
        """Return whom each speaker's span means; spans that mean nobody are left out."""
        plural = {span: self._is_plural(s) for s in statements for span in s.speaker}
        spoken = sorted(plural)
        self.roll.register(spoken)
        found: dict[Span, list[Entity]] = {}
        inside = [self.roll.tokens_of(span) for span in spoken]
        position = 0
        for phrase in self.roll.phrases:
            while position < len(spoken) and inside[position][0] <= phrase.start:
                found[spoken[position]] = self._speaker(spoken[position], plural[spoken[position]])
                position += 1
            if not position or phrase.start >= inside[position - 1][1]:
                self._pass(phrase)
        for span in spoken[position:]:
            found[span] = self._speaker(span, plural[span])
        return {span: entities for span, entities in found.items() if entities}

    def actor(self, entity: Entity, number: str, mentions: tuple[Span, ...]) -> Actor:
        """Return the actor that an entity is; a former office speaks for nobody."""
        party = None if entity.former else entity.party or (self.roll.setting if entity.at_home else None)
        return Actor(number, entity.name, entity.kind, party, mentions)

    # --- what is passed on the way ------------------------------------------------------------------------------

    def _pass(self, phrase: Phrase) -> None:
        """Remember somebody named outside a speaker's words."""
        if phrase.noun is not None and phrase.noun.table == "carrier":
            if (phrase.attributes and phrase.of) or phrase.owner or phrase.noun.part.endswith("-"):
                self.meanings.issuers(phrase)
            return
        oblique = self.meanings.is_oblique(phrase)
        for entity in self.meanings.identify(phrase, oblique=oblique, speaks=False):
            self._remember(phrase, entity, oblique=oblique, speaks=False)

    def _remember(self, phrase: Phrase, entity: Entity, *, oblique: bool, speaks: bool) -> None:
        number = number_of(phrase, oblique=oblique)
        if entity.kind == "person" and not entity.described:
            number = Number(entity.gender, False)
        elif phrase.noun is None and not phrase.determiner and entity.kind != "person":
            number = Number("x", number.plural)  # a bare name tells no gender
        begin = self.roll.analysis.sentences[self.roll.sentence_of(phrase.start)][0]
        subject = speaks or phrase.start - begin <= _OPENS
        self._see(phrase.start, entity, number, subject=subject, oblique=oblique and not speaks, speaks=speaks)

    def _see(
        self, token: int, entity: Entity, number: Number, *, subject: bool, oblique: bool = False, speaks: bool = False
    ) -> None:
        at = self.tokens[token].start
        quoted = any(quote.start <= at < quote.end for quote in self._passages)
        sentence = self.roll.sentence_of(token)
        self.roll.memory.seen.append(Seen(token, sentence, entity, number, subject, quoted, oblique, speaks))

    # --- speakers -----------------------------------------------------------------------------------------------

    def _is_plural(self, statement: Statement) -> bool:
        """Tell whether the verb of a statement is a plural."""
        spans = (self.roll.tokens_of(span) for span in statement.cue)
        words = [self.tokens[i].text.lower() for start, end in spans for i in range(start, end)]
        if vocabulary("pronouns")["singular"] & set(words):
            return False
        return any(word.endswith(("en", "ern", "eln")) and not word.startswith("ge") for word in words)

    def _speaker(self, span: Span, plural: bool) -> list[Entity]:
        """Return whom the words of a speaker mean."""
        start, end = self.roll.tokens_of(span)
        if start >= end:
            return []
        meant = self._pronoun(start, end, plural)
        if meant is None:
            meant = self._named(start, end)
        else:
            for entity in meant:
                number = Number(entity.gender if entity.kind == "person" else "f", len(meant) > 1 or entity.plural)
                self._see(start, entity, number, subject=True, speaks=True)
        if meant:
            self.roll.memory.spoke.append(meant)
        return meant

    def _named(self, start: int, end: int) -> list[Entity]:
        """Return whom a speaker's names and descriptions mean."""
        found: list[Entity] = []
        follows = self.tokens[end].text if end < len(self.tokens) else ""
        for phrase in read_speakers(self.tokens, start, end):
            oblique = self.meanings.is_oblique(phrase) or follows == "zufolge"
            for entity in self.meanings.identify(phrase, oblique=oblique, speaks=True):
                if entity not in found:
                    found.append(entity)
                    self._remember(phrase, entity, oblique=oblique, speaks=True)
        return found

    def _pronoun(self, start: int, end: int, plural: bool) -> list[Entity] | None:
        """Return whom a pronoun means, None where the words are none."""
        table, closed = vocabulary("pronouns"), grammar("de")
        words = [token.text.lower() for token in self.tokens[start:end]]
        if len(words) == 2 and (words[0] in {"von", "vom"} or words[1] in table["pairs"]):
            start, words = start + 1, words[1:]  # `von ihm`, `die beiden`
        low = words[0]
        if low in table["own"]:
            return self._own(start)
        if len(words) > 1:
            return self._whose(low, start, end)
        if low in table["backward"]:
            spoke = self.roll.memory.spoke
            return list(spoke[-1]) if spoke else self.meanings.last_issuers()
        if low in table["nobody"]:
            return []
        known = closed.pronouns | closed.object_pronouns | closed.relative_pronouns | table["pairs"] | table["further"]
        return self.meanings.pronoun(low, start, plural=plural) if low in known else None

    def _whose(self, low: str, start: int, end: int) -> list[Entity] | None:
        """Return whose words `seine Angaben` are, None where the determiner does not say or others speak."""
        noun = find_noun(self.tokens[end - 1].text)
        if noun is None or noun.table != "carrier":
            return None
        if low in {"dessen", "deren"}:
            return self.meanings.pronoun(low, start)
        if low.startswith(("sein", "ihr")) and low in grammar("de").determiners:
            return self.meanings.pronoun("sie" if low.startswith("ihr") else "er", start)
        return None

    def _own(self, token: int) -> list[Entity]:
        """Return whose `eigenen Angaben` are: the subject's of the sentence, else whom the report named last."""
        sentence = self.roll.sentence_of(token)
        seen = self.roll.memory.seen
        before = [entry for entry in seen if entry.sentence == sentence and entry.token < token]
        if before:
            return [before[0].entity]
        end = self.roll.analysis.sentences[sentence][1]
        for phrase in self.roll.phrases:
            if token < phrase.start < end and not self.meanings.is_oblique(phrase):
                return self.meanings.identify(phrase, oblique=False, speaks=True)
        return [seen[-1].entity] if seen else []

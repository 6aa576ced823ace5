"""The second reading of a report, from beginning to end: whom the words of each speaker mean."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.actors.acquaintances import Acquaintance, Acquaintances
from sayso.actors.agreement import Number, number_of
from sayso.actors.cast import Entity, Trust
from sayso.actors.houses import Holder, House, Neighbour, Neighbours
from sayso.actors.meanings import Meanings
from sayso.actors.mentions import read_speakers
from sayso.actors.nouns import find_noun, is_first_name
from sayso.actors.phrase import Phrase
from sayso.actors.reference import Seen
from sayso.actors.roll import Roll
from sayso.actors.words import is_low_adjective, vocabulary
from sayso.language.analysis import Analysis
from sayso.language.grammar import grammar
from sayso.language.numbers import number_of as figure_of
from sayso.language.verbs import verb_forms
from sayso.model import Actor, Span, Statement

_PASSAGE = 40  # characters of a quotation from which on it is a passage of its own, not a word in quotes
_NOMINATIVES = frozenset({"", "der", "die", "das", "ein", "eine"})
_LED = 2  # sentences between who is described first and the name, at most
_OPENS = 1  # tokens before the subject of a sentence, at most


def _trust(person: Entity) -> Trust:
    """Return who told whom somebody speaks for, of this report alone."""
    return Trust.TOLD if person.trust == Trust.TOLD else Trust.NONE if person.own is None else Trust.AROUND


class Scene:
    """One report on its way: its roll of names, and whom each speaker's words mean."""

    def __init__(
        self, analysis: Analysis, acquaintances: Acquaintances | None = None, neighbours: Neighbours | None = None
    ) -> None:
        """Read the report for everybody it names."""
        self.roll = Roll(analysis, acquaintances, neighbours)
        self.meanings = Meanings(self.roll)
        self.tokens = analysis.tokens
        self._contents: list[Span] = []
        self._spoke: set[Entity] = set()
        self._passages = [quote for quote in analysis.quotes if quote.end - quote.start > _PASSAGE]

    def play(self, statements: Iterable[Statement], named: Iterable[Span] = ()) -> dict[Span, list[Entity]]:
        """Return whom each speaker's span means, and those `named` beside; spans that mean nobody are left out."""
        plural = {span: self._is_plural(s) for s in statements for span in s.speaker}
        self._contents = [span for s in statements if s.mode != "reported" for span in s.content]
        silent = {span for span in named if span not in plural}
        plural |= dict.fromkeys(silent, False)
        spoken = sorted(plural)
        self.roll.register(spoken, {span for s in statements for span in s.speaker if self._is_said(s)})
        self._introduce(spoken, {span for s in statements if s.stance == "denies" for span in s.speaker})
        found: dict[Span, list[Entity]] = {}
        inside = [self.roll.tokens_of(span) for span in spoken]
        position = 0
        for phrase in self.roll.phrases:
            while position < len(spoken) and inside[position][0] <= phrase.start:
                span = spoken[position]
                found[span] = self._speaker(span, plural[span], speaks=span not in silent)
                position += 1
            if not position or phrase.start >= inside[position - 1][1]:
                self._pass(phrase)
        for span in spoken[position:]:
            found[span] = self._speaker(span, plural[span], speaks=span not in silent)
        return {span: entities for span, entities in found.items() if entities}

    def _introduce(self, spoken: Sequence[Span], denying: Container[Span]) -> None:
        """Let the one whom a report first only describes be the one named right behind.

        So news begin: `Ein früherer Minister hat die Zahlung eingeräumt. Man habe sie gebraucht, sagte Hans Muster.`
        """
        for span, behind in pairwise(spoken):
            (described, *_), (named, *_) = (
                (*read_speakers(self.tokens, *self.roll.tokens_of(each)), None) for each in (span, behind)
            )
            if described is None or named is None or behind in denying or not self._leads(described):
                continue
            sentence = self.roll.sentence_of(named.start)
            follows = named.start - self.roll.analysis.sentences[sentence][0] > _OPENS  # `…, sagte Hans Muster`
            near = 0 < sentence - self.roll.sentence_of(described.start) <= _LED
            person = self.roll.person(named)
            earlier = (phrase for phrase in self.roll.phrases if phrase.start < named.start and phrase.name)
            if not (follows and near and person) or any(self.roll.person(one) is person for one in earlier):
                continue
            if person.gender in {"u", number_of(described).gender}:
                self.roll.note(person, described)
                self.roll.apposed[described.start] = person

    def _leads(self, phrase: Phrase) -> bool:
        """Tell whether a phrase brings in a single person without a name where its paragraph, or a heading, begins."""
        noun = phrase.noun
        if (
            noun is None
            or not noun.personal
            or noun.table == "voice"
            or phrase.name
            or not phrase.determiner.startswith("ein")
        ):
            return False
        at = self.tokens[phrase.start].start
        begins = any(part.span.start == at for part in self.roll.analysis.report.parts)
        return begins and not number_of(phrase).plural

    def resumes(self, statement: Statement) -> bool:
        """Tell whether the cue of a statement says that somebody's words go on: `demnach`."""
        spans = (self.roll.tokens_of(span) for span in statement.cue)
        words = {self.tokens[i].text.lower() for start, end in spans for i in range(start, end)}
        return bool(words & vocabulary("pronouns")["backward"])

    def introduced(self) -> tuple[Acquaintance, ...]:
        """Return the people whom the report names in full, with what it tells itself of their offices and parties.

        Of who held an office once only the name is told, and that he speaks for nobody.
        """
        day = self.roll.analysis.report.published
        people = [one for one in self.roll.cast.people if len(one.spelled) > 1]
        told = ((one, one.own or (self.roll.setting if one.at_home else None)) for one in people if not one.former)
        own = [(one, party, [role for role in one.roles if role not in one.lent]) for one, party in told]
        own += [(one, None, []) for one in people if one.former]
        return tuple(
            Acquaintance(
                one.name,
                party,
                tuple(dict.fromkeys(replace(role, state=role.state or party) for role in roles)),
                day,
                Trust.TOLD if one.former else _trust(one),
            )
            for one, party, roles in own
            if roles or party is not None or one in self._spoke or is_first_name(one.name.split()[0])
        )

    def told(self) -> Neighbour:
        """Return what the report tells others of the same story: its bodies and firms, and whom it names."""
        cast = self.roll.cast
        entities = dict.fromkeys([*cast.institutions.values(), *cast.descriptions, *self._spoke])
        houses = [
            House(
                entity.name,
                frozenset(entity.heads),
                entity.party if entity.trust == Trust.TOLD else None,
                not entity.described,
                entity in self._spoke,
            )
            for entity in entities
            if entity.kind == "organization" and not entity.plural
        ]
        people = tuple(
            Holder(one.name, one.gender, frozenset(role.noun for role in one.roles if role not in one.lent))
            for one in cast.people
            if len(one.spelled) > 1 and not one.former
        )
        return Neighbour(tuple(houses), people, self.roll.countries)

    def sentence_at(self, character: int) -> int:
        """Return the number of the sentence that a character stands in."""
        return self.roll.sentence_of(self.roll.token_at(character))

    def actor(self, entity: Entity, number: str, mentions: tuple[Span, ...]) -> Actor:
        """Return the actor that an entity is."""
        name = entity.name
        if entity.kind == "organization" and not entity.described:
            name = self.roll.neighbours.short_name(name)
        return Actor(number, name, entity.kind, self.roll.party_of(entity), mentions)

    # --- what is passed on the way ------------------------------------------------------------------------------

    def _pass(self, phrase: Phrase) -> None:
        """Remember somebody named outside a speaker's words."""
        if phrase.noun is not None and phrase.noun.table == "carrier":
            self.meanings.papers.issued(phrase)
            return
        bracketed = phrase.start > 0 and self.tokens[phrase.start - 1].text == "("  # `Erika Muster (SPD)`
        if bracketed or self._is_predicate(phrase):
            return
        oblique = self.meanings.is_oblique(phrase)
        for entity in self.meanings.identify(phrase, oblique=oblique, speaks=False):
            self._remember(phrase, entity, oblique=oblique, speaks=False)

    def _is_predicate(self, phrase: Phrase) -> bool:
        """Tell whether a phrase only says what somebody is: `sie ist Sprecherin der Fraktion`."""
        bare = phrase.personal and not (phrase.name or phrase.determiner)
        before = phrase.start - 1
        while before > 0 and is_low_adjective(self.tokens[before].text):
            before -= 1
        return bare and before >= 0 and self.tokens[before].text in vocabulary("phrases")["copulas"]

    def _remember(self, phrase: Phrase, entity: Entity, *, oblique: bool, speaks: bool) -> None:
        number = number_of(phrase, oblique=oblique)
        if entity.kind == "person" and not entity.described:
            number = Number(entity.gender, False)
        elif phrase.noun is None and not phrase.determiner and entity.kind != "person":
            number = Number("x", number.plural)  # a bare name tells no gender
        elif phrase.noun is None and phrase.determiner == "der" and oblique and entity.kind != "person":
            number = Number("f", number.plural)  # `die Haltung der Hamas`
        begin = self.roll.analysis.sentences[self.roll.sentence_of(phrase.start)][0]
        subject = speaks or phrase.start - begin <= _OPENS or self._follows_verb(phrase, begin)
        self._see(phrase.start, entity, number, subject=subject, oblique=oblique and not speaks, speaks=speaks)

    def _follows_verb(self, phrase: Phrase, begin: int) -> bool:
        """Tell whether a phrase stands right behind the sentence's verb: `Im Mai hat Russland das bestritten`."""
        before = self.tokens[phrase.start - 1].text if phrase.start > begin else ""
        if phrase.determiner not in _NOMINATIVES or not before[:1].islower():
            return False
        closed = grammar("de")
        field = [token.text.lower() for token in self.tokens[begin : phrase.start - 1]]
        adverb = len(field) == 1 and field[0] in closed.adverbs
        if not field or {",", ":"} & set(field):
            return False
        opens = adverb or field[0] in closed.prepositions or figure_of(field[0]) is not None
        return opens and any(form.kind == "finite" for form in verb_forms(before))

    def _see(
        self, token: int, entity: Entity, number: Number, *, subject: bool, oblique: bool = False, speaks: bool = False
    ) -> None:
        at = self.tokens[token].start
        quoted = any(quote.start <= at < quote.end for quote in self._passages)
        sentence = self.roll.sentence_of(token)
        joined = token > 0 and self.tokens[token - 1].text == "und"
        told = not speaks and any(span.start <= at < span.end for span in self._contents)
        opens = self._opens(token, sentence) and entity.kind == "state"
        self.roll.memory.seen.append(
            Seen(token, sentence, entity, number, subject, quoted, oblique, speaks, joined, told, opens)
        )

    def _opens(self, token: int, sentence: int) -> bool:
        """Tell whether a sentence begins with a preposition of place and the word at the token, no seat of unions."""
        begin = self.roll.analysis.sentences[sentence][0]
        placed = token == begin + 1 and self.tokens[begin].text in vocabulary("settings")["places"]
        return placed and self.tokens[token].text not in vocabulary("settings")["seats"]

    # --- speakers -----------------------------------------------------------------------------------------------

    def _is_said(self, statement: Statement) -> bool:
        """Tell whether the verb of a statement is one of people's mouths: `sagte`, where firms `teilten mit`."""
        spans = (self.roll.tokens_of(span) for span in statement.cue)
        words = {self.tokens[i].text.lower() for start, end in spans for i in range(start, end)}
        return bool(words & vocabulary("names")["mouths"])

    def _is_plural(self, statement: Statement) -> bool:
        """Tell whether the verb of a statement is a plural."""
        spans = (self.roll.tokens_of(span) for span in statement.cue)
        words = [self.tokens[i].text.lower() for start, end in spans for i in range(start, end)]
        words = words or self._beside(statement)
        if vocabulary("pronouns")["singular"] & set(words):
            return False
        return any(word.endswith(("en", "ern", "eln")) and not word.startswith("ge") for word in words)

    def _beside(self, statement: Statement) -> list[str]:
        """Return the words before and behind a speaker: one of them is the verb where no cue tells it."""
        spans = [self.roll.tokens_of(span) for span in statement.speaker]
        near = [i for start, end in spans for i in (start - 1, end) if 0 <= i < len(self.tokens)]
        return [text.lower() for i in near if (text := self.tokens[i].text)[0].islower()]

    def _speaker(self, span: Span, plural: bool, *, speaks: bool) -> list[Entity]:
        """Return whom the words of a speaker mean, or of somebody who is only named."""
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
        if meant and speaks:
            self.roll.memory.spoke.append(meant)
            self._spoke.update(meant)
        return meant

    def _named(self, start: int, end: int) -> list[Entity]:
        """Return whom a speaker's names and descriptions mean."""
        found: list[Entity] = []
        follows = self.tokens[end].text if end < len(self.tokens) else ""
        for phrase in read_speakers(self.tokens, start, end):
            oblique = self.meanings.is_oblique(phrase) or follows == "zufolge"
            for entity in self._doer(phrase) or self.meanings.identify(phrase, oblique=oblique, speaks=True):
                if entity not in found:
                    found.append(entity)
                    self._remember(phrase, entity, oblique=oblique, speaks=True)
            carried = phrase.noun is not None and phrase.noun.table == "carrier"
            for inner in () if carried else phrase.attributes:
                if inner.noun is not None and inner.noun.table == "body":
                    self._pass(inner)  # `eine Sprecherin des Gerichts`: `das Gericht` may be named next
        return found

    def _doer(self, phrase: Phrase) -> list[Entity]:
        """Return who spoke just before where a sentence tells what that did: `Damit bestätigte ein Minister …`."""
        sentence = self.roll.sentence_of(phrase.start)
        begin = self.tokens[self.roll.analysis.sentences[sentence][0]].text.lower()
        single = phrase.determiner.startswith("ein") and not phrase.name and not number_of(phrase).plural
        if not single or begin not in vocabulary("pronouns")["thereby"]:
            return []
        kind = "person" if phrase.personal else "organization"
        spoke = (entry for entry in self.roll.memory.before(phrase.start) if entry.speaks and entry.entity.kind == kind)
        before = next(spoke, None)
        if before is None or sentence - before.sentence > 1:
            return []
        if phrase.personal:
            self.roll.note(before.entity, phrase)
        return [before.entity]

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
            return self._backward(start)
        if low in table["nobody"]:
            return []
        known = closed.pronouns | closed.object_pronouns | closed.relative_pronouns | table["pairs"] | table["further"]
        return self.meanings.pronoun(low, start, plural=plural) if low in known else None

    def _backward(self, token: int) -> list[Entity]:
        """Return whose words `demnach` carries on: theirs who spoke last, or whose paper was named since."""
        memory = self.roll.memory
        last = next((entry.token for entry in memory.before(token) if entry.speaks), -1)
        issuers = self.meanings.papers.last_issuers(last)
        return issuers or (list(memory.spoke[-1]) if memory.spoke else [])

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

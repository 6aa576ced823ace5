"""Whose the words and papers are that a report tells of: whom it names with them, else who spoke or presented them."""

from collections.abc import Callable
from typing import Protocol

from sayso.actors.cast import Entity
from sayso.actors.geography import adjective_state, adjective_stem, institution
from sayso.actors.nouns import find_noun, table_of_offices
from sayso.actors.phrase import Phrase
from sayso.actors.phrases import read_phrase
from sayso.actors.reference import is_known_paper, resolve_issuer, resolve_subject
from sayso.actors.roll import Roll
from sayso.actors.words import vocabulary


class Identify(Protocol):
    """Tells whom a phrase means."""

    def __call__(self, phrase: Phrase, *, oblique: bool, speaks: bool) -> list[Entity]:
        """Return whom it means; nobody where it does not tell."""
        ...


class Papers:
    """The papers and words of one report, as it has told of them so far."""

    def __init__(self, roll: Roll, identify: Identify, pronoun: Callable[[str, int], list[Entity]]) -> None:
        """Begin with nobody's words; `identify` tells whom a phrase means, `pronoun` whom a word at a token does."""
        self.roll = roll
        self._identify = identify
        self._pronoun = pronoun
        self._issued: list[tuple[int, str, list[Entity]]] = []

    def issuers(self, phrase: Phrase) -> list[Entity]:
        """Return whose words or papers a phrase means, as it says or as the report said before; else nobody."""
        noun = phrase.noun
        if noun is None:
            return []
        if phrase.attributes and all(part.tells_when for part in phrase.attributes):
            phrase = phrase._replace(attributes=(), link="")  # `die Entscheidung vom Mittwoch`
        found = self.told(phrase, noun.lemma) or self._presented(phrase)
        if found:
            self._issued.append((phrase.start, noun.lemma, found))
            return found
        table = vocabulary("papers")
        if phrase.indefinite:
            own = noun.lemma in table["own"] and not phrase.kept
            return self._author(phrase) if own else self._body_before(phrase)
        if not phrase.determiner or phrase.attributes or (noun.part and noun.whole not in table["drafts"]):
            return self._body_before(phrase)
        for _, lemma, issuers in reversed(self._issued):
            if lemma == noun.lemma or (noun.whole in table["any"] and lemma not in table["no_paper"]):
                return issuers
        return self._body_before(phrase)

    def _presented(self, phrase: Phrase) -> list[Entity]:
        """Return who put a paper before others: `der Bericht, den der Rat vorlegte`, `der vom Rat vorgelegte`."""
        tokens, table = self.roll.tokens, vocabulary("papers")
        by = self._by_participle(phrase)
        i, end = phrase.end, self.roll.analysis.sentences[self.roll.sentence_of(phrase.start)][1]
        if by is None and i + 2 < end and tokens[i].text == "," and tokens[i + 1].text in table["relatives"]:
            close = next((j for j in range(i + 2, end) if tokens[j].text in ",.:;"), end)
            told = any(tokens[j].text in table["issuing"] for j in range(i + 3, close))
            by = read_phrase(tokens, i + 2, close) if told else None
        return [] if by is None or by.tells_when else self._identify(by, oblique=False, speaks=True)

    def _by_participle(self, phrase: Phrase) -> Phrase | None:
        """Return by whom a paper was presented, as it stands before a participle: `das vom Rat vorgelegte Papier`."""
        words = [token.text for token in self.roll.tokens[phrase.start : phrase.core_end]]
        issuing = vocabulary("papers")["issuing"]
        done = next((at for at, word in enumerate(words) if adjective_stem(word) in issuing), None)
        by = next((at for at, word in enumerate(words[:done]) if word in {"vom", "von"}), None)
        if done is None or by is None:
            return None
        return read_phrase(self.roll.tokens, phrase.start + by + 1, phrase.start + done)

    def _body_before(self, phrase: Phrase) -> list[Entity]:
        """Return the body that spoke just before: `heißt es in dem Bericht`, not in one `von Muster`."""
        noun, table = phrase.noun, vocabulary("papers")
        told = noun is not None and noun.lemma in table["findings"] and not phrase.attributes
        if noun is None or not told or not is_known_paper(phrase, self.roll.tokens):
            return []
        issuers = resolve_issuer(self.roll.memory, phrase.start, self.roll.sentence_of(phrase.start))
        self._issued += [(phrase.start, noun.lemma, issuers)] if issuers else []
        return issuers

    def issued(self, phrase: Phrase) -> None:
        """Remember a paper that is no speaker: whose it is, or whom its sentence has as its subject."""
        noun = phrase.noun
        part = "" if noun is None else noun.part.rstrip("-")
        known = institution(part) is not None or self.roll.cast.institution(part) is not None
        told = (phrase.attributes and phrase.of) or phrase.owner or known
        if noun is None or (told and self.issuers(phrase)) or noun.lemma in vocabulary("papers")["no_paper"]:
            return
        subject = resolve_subject(self.roll.memory, phrase.start, self.roll.sentence_of(phrase.start))
        if subject is not None and not subject.described:
            self._issued.append((phrase.start, noun.lemma, [subject]))

    def _author(self, phrase: Phrase) -> list[Entity]:
        """Return whose `eine Erklärung` is that names nobody: the subject's, else theirs who spoke just before."""
        subject = resolve_subject(self.roll.memory, phrase.start, self.roll.sentence_of(phrase.start))
        if subject is not None:
            return [subject]
        for entry in self.roll.memory.before(phrase.start):
            if self.roll.sentence_of(phrase.start) - entry.sentence > 1:
                break
            if entry.speaks or entry.subject:
                return [entry.entity]
        return []

    def last_issuers(self, token: int = -1) -> list[Entity]:
        """Return whose words or papers the report told of last, behind a token."""
        return self._issued[-1][2] if self._issued and self._issued[-1][0] > token else []

    def told(self, phrase: Phrase, lemma: str) -> list[Entity]:
        """Return whose words or papers a phrase says that it means; nobody where it does not say."""
        if phrase.attributes and (phrase.of or phrase.link == "aus"):
            thing = lemma in vocabulary("papers")["objective"]
            inner = [part for part in phrase.attributes if part.noun is not None or part.name or not thing]
            inner = [part for part in inner if not part.tells_when]
            inside = [self._identify(part, oblique=True, speaks=True) for part in inner]
            if inner or not phrase.possessive:  # `nach seiner Schätzung vom Montag`
                return [entity for entities in inside for entity in entities]
        if phrase.possessive:
            return self._pronoun("sie" if phrase.determiner.startswith(("ihr", "deren")) else "er", phrase.start)
        if phrase.owner:
            person = self.roll.bearer(tuple(phrase.owner.split()))
            return [person] if person is not None else []
        if phrase.noun is None or (phrase.name and not phrase.quoted):
            return []
        part = phrase.noun.part.rstrip("-")
        if part and part.lower() not in table_of_offices()["carrier"]["nobody"]:
            return self._part(part, phrase)
        states = [code for word in phrase.adjectives if (code := adjective_state(word)) is not None]
        official = len(states) == 1 and lemma in vocabulary("papers")["official"]
        return [self.roll.state_entity(states[0])] if official else []

    def _part(self, part: str, phrase: Phrase) -> list[Entity]:
        """Return whose words the first part of a compound tells: `Polizeiangaben`, `NASA-Angaben`."""
        noun = find_noun(part) or find_noun(part.removesuffix("s"))
        if noun is not None and noun.table != "carrier":
            form = Phrase(phrase.start, phrase.end, adjectives=phrase.adjectives, head=part, noun=noun)
            return self._identify(form, oblique=True, speaks=True)
        known = institution(part) is not None or self.roll.cast.institution(part) is not None
        if phrase.noun is None or not (phrase.noun.part.endswith("-") or known):
            return []
        return self._identify(Phrase(phrase.start, phrase.end, name=(part,)), oblique=False, speaks=True)

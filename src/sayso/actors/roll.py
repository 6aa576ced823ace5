"""The first reading of a report: everybody whom it names in full, and the offices that it gives them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container
from functools import cached_property

from sayso.actors.acquaintances import Acquaintances
from sayso.actors.appositions import office_before, office_behind
from sayso.actors.base_forms import base_form, is_named_alone, organization_name
from sayso.actors.cast import Cast, Entity, Role, Trust, spelled, without_honorifics
from sayso.actors.geography import adjective_state, full_name, institution, is_shared, name_state
from sayso.actors.houses import Neighbours
from sayso.actors.leaving import find_leavers, is_one_of
from sayso.actors.lending import Lending
from sayso.actors.mentions import brand_of, is_person, is_surname, read_speakers
from sayso.actors.nouns import country_of_party, find_noun, is_first_name, noun_within, table_of_offices
from sayso.actors.parties import side_of
from sayso.actors.phrase import Phrase
from sayso.actors.phrases import read_phrase
from sayso.actors.recollection import Recollection
from sayso.actors.reference import Memory, resolve_body, role_of
from sayso.actors.scan import find_phrases
from sayso.actors.setting import clearest, find_countries, with_story
from sayso.actors.sides import AT_HOME, NOBODY, Side, is_former
from sayso.actors.whose import taken_by_others, whose
from sayso.actors.words import is_abbreviation, is_function_word
from sayso.language.analysis import Analysis
from sayso.language.grammar import grammar
from sayso.language.places import kind_of, state_name, state_of, state_then
from sayso.language.tokens import find_tokens
from sayso.model import ActorKind, Span

_FEDERATIONS = frozenset({"AT", "CH"})


class Roll:
    """The tokens of a report, everybody whom it names, and the memory of whom it has named so far.

    `phrases` are the phrases of the report that name somebody, in order, those within others too; `apposed` the
    people that descriptions beside a name mean, by the description's first token.
    """

    def __init__(
        self, analysis: Analysis, acquaintances: Acquaintances | None = None, neighbours: Neighbours | None = None
    ) -> None:
        """Read the report for everybody it names."""
        self.analysis = analysis
        self.tokens = analysis.tokens
        self.cast = Cast()
        self.neighbours = neighbours or Neighbours()
        self.lending = Lending(self.cast, self.neighbours)
        self._recollection = Recollection(self.cast, acquaintances, analysis.report.published)
        self.memory = Memory()
        self.states: dict[str, Entity] = {}
        self.apposed: dict[int, Entity] = {}
        self._leavers = find_leavers(analysis.report.text)
        self._starts = [token.start for token in self.tokens]
        self._ends = [token.end for token in self.tokens]
        self._sentences = [start for start, _ in analysis.sentences]
        self.phrases = tuple(find_phrases(self.tokens, analysis.sentences))
        self._words = {token.text for token in self.tokens}
        self.lending.welcome(self._words, self._stands)
        self._gather()

    @cached_property
    def setting(self) -> str | None:
        """The country that the report plays in, as far as the report and the story tell."""
        return clearest(with_story(self.countries, self.neighbours.countries))

    @cached_property
    def home(self) -> str | None:
        """The country that the report plays in, or where it does not say so the story."""
        if self.setting is not None or not self.neighbours.countries:
            return self.setting
        return clearest({code: n for code, n in self.neighbours.countries.items() if code in self.countries})

    @cached_property
    def countries(self) -> dict[str, float]:
        """How much the report names each country."""
        return find_countries(self.analysis)

    def tokens_of(self, span: Span) -> tuple[int, int]:
        """Return the first token under a span and the one behind it."""
        return bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)

    def token_at(self, character: int) -> int:
        """Return the token that a character stands in, or the one behind it."""
        return bisect_right(self._ends, character)

    def sentence_of(self, token: int) -> int:
        """Return the number of the sentence that a token stands in."""
        return bisect_right(self._sentences, token) - 1

    def _paragraph_of(self, token: int) -> int:
        """Return the first token of the paragraph that a token stands in."""
        at = self.tokens[token].start
        begin = max((part.span.start for part in self.analysis.report.parts if part.span.start <= at), default=0)
        return self.token_at(begin)

    # --- names --------------------------------------------------------------------------------------------------

    def _gather(self) -> None:
        """Put everybody with a full name into the cast, then those with one word of it."""
        full = [phrase for phrase in self.phrases if is_person(phrase) and len(without_honorifics(phrase.name)) > 1]
        full.sort(key=lambda phrase: phrase.name[-1].endswith("s"))  # what may be a genitive comes last
        for phrase in full:
            aged = phrase.adjectives != () and phrase.noun is None  # `der 45-jährige Hans Muster`
            if self.with_genitive(phrase) is not phrase:
                continue
            if phrase.head or aged or is_first_name(phrase.name[0]) or self._is_explained(phrase):
                self.cast.add_person(phrase.name)
        for phrase in self.phrases:
            if phrase.short and not phrase.shortened:
                continue
            if phrase.short and phrase.name and not is_person(phrase):
                self.institution(phrase)
            elif phrase.short and phrase.noun is not None and not phrase.personal:
                entity = self.cast.add_institution(base_form(phrase), phrase.short)
                entity.heads.add(phrase.noun.whole.lower())
            elif brand_of(phrase) and phrase.noun is None and not phrase.quoted:
                self.institution(phrase)
            elif self.with_genitive(phrase) is not phrase:
                continue
            elif phrase.personal and is_person(phrase) and not self._found_in_full(phrase):
                self.cast.add_person(phrase.name)
        for phrase in self.phrases:
            self._learn(phrase)
        self._learn_title()

    def _is_explained(self, phrase: Phrase) -> bool:
        """Tell whether what is behind a name makes it a person's: `Mustaf Exempel, Präsident von X`."""
        return any(self._beside(phrase)) and institution(phrase.bare_name) is None

    def _beside(self, phrase: Phrase) -> tuple[Phrase | None, Phrase | None]:
        """Return the offices behind a name and before it."""
        first = self.analysis.sentences[self.sentence_of(phrase.start)][0]
        return office_behind(self.tokens, phrase), office_before(self.tokens, self.phrases, phrase, first)

    def register(self, spans: list[Span], said: Container[Span] = ()) -> None:
        """Put the names of all speakers into the cast, so that they are known wherever they stand.

        Behind the spans in `said` stand verbs that people speak by.
        """
        for person in tuple(self.cast.people):
            self._recollection.recognise(person)
        for span in spans:
            for phrase in read_speakers(self.tokens, *self.tokens_of(span)):
                carried = phrase.noun is not None and phrase.noun.table == "carrier"
                for inner in phrase.attributes if carried else (phrase,):
                    if not self.with_genitive(inner).name or self.state(inner) is not None:
                        continue
                    if self.person(inner) is not None:
                        continue
                    if is_person(inner):
                        self._recollection.recognise(self.cast.add_person(inner.name))
                    elif self._recollection.meets(inner) or self._found_in_full(inner) or inner.personal:
                        continue
                    elif is_surname(inner, said=span in said) and self.cast.institution(inner.bare_name) is None:
                        self.cast.add_person(inner.name)
                    else:
                        before = self.tokens[inner.start - 1].text.lower() if inner.start else ""
                        self.institution(inner, oblique=before in grammar("de").prepositions)

    def _found_in_full(self, phrase: Phrase) -> bool:
        """Put a person into the cast whose surname, a speaker's, stands behind a first name somewhere; tell whether."""
        if len(phrase.name) != 1 or phrase.quoted or (not phrase.personal and (phrase.head or phrase.determiner)):
            return False
        name = spelled(phrase.name)
        if name_state(phrase.name[0]) is not None:
            return False
        for i, token in enumerate(self.tokens[1:], 1):
            before = self.tokens[i - 1].text
            if not before[0].isupper() or not before[1:].islower() or len(before) < 3 or spelled((token.text,)) != name:
                continue
            known = find_noun(before) or institution(before) or name_state(before) or adjective_state(before)
            if not known and not is_function_word(before):
                self.cast.add_person((before, token.text))
                return True
        return False

    # --- offices ------------------------------------------------------------------------------------------------

    def holder(self, role: Role) -> Entity | None:
        """Return the person whom an earlier report told to hold an office; None where the state or nobody is known."""
        return self._recollection.holder(role)

    def party_of(self, entity: Entity) -> str | None:
        """Return whom somebody speaks for on the report's day; a former office speaks for nobody."""
        left = entity.kind == "person" and is_one_of(entity.name, self._leavers)
        party = None if entity.former or left else entity.party or (self.home if entity.at_home else None)
        return None if party is None else state_then(party, self.analysis.report.published)

    def _learn(self, phrase: Phrase) -> None:
        """Remember role, party and gender of a person named with an office, also one named beside it."""
        if self.with_genitive(phrase) is not phrase:
            return
        person = self.person(phrase)
        if person is None:
            return
        self.note(person, phrase)
        for beside in self._beside(phrase):
            if beside is not None:
                self.note(person, beside)
                self.apposed[beside.start] = person

    def _learn_title(self) -> None:
        """Remember the office that the title names a person with: `Erika Muster neue belgische Ministerin`."""
        tokens = tuple(find_tokens(self.analysis.report.title or ""))
        i, person = 0, None
        while i < len(tokens):
            phrase = read_phrase(tokens, i, len(tokens))
            if phrase is None:
                i, person = i + 1, None
                continue
            if phrase.personal and not phrase.name and person is not None:
                self.note(person, phrase)
            named = phrase.name and (phrase.personal or phrase.noun is None)
            person = self.cast.find_person(phrase.name) if named else None
            if phrase.personal and person is not None:
                self.note(person, phrase)
            i = max(i + 1, phrase.core_end)

    def note(self, person: Entity, phrase: Phrase) -> None:
        """Remember what a phrase calls a person: role, gender, whom the office speaks for."""
        noun = phrase.noun
        if noun is None and phrase.link in {"von", "vom"}:
            self.take_side(person, self.side(phrase, named=True))  # `Maria Muster vom Weltklimarat`
        if noun is None or not noun.personal:
            return
        side = self.side(phrase, named=True)
        if is_former(phrase):
            person.former = True
        role = role_of(phrase, side.party)
        if role is not None and role not in person.roles:
            person.roles.append(role)
        if noun.forms[0].gender == "f" and not noun.adjectival:
            person.gender = "f"
        elif person.gender == "u":
            person.gender = "f" if phrase.determiner == "die" else "m"
        if not (phrase.possessive and side == AT_HOME and not self.memory.seen):  # `ihr Sprecher`: whose is told later
            self.take_side(person, side)
        if noun.table == "voice" and side.around:
            person.own = None  # whose spokesman somebody is, as it seems here, is told to no other report

    def side(self, phrase: Phrase, *, named: bool) -> Side:
        """Return whom an office speaks for, by its words or by those named before; `named` tells that it has a name."""
        told, abroad = side_of(phrase, self.known_side), self.setting is None
        clubs = table_of_offices()["office"]["clubs"]
        if told == AT_HOME and not self.countries and phrase.noun and phrase.noun.whole in clubs:
            return NOBODY  # where no country is named, a `Präsident` is more likely a club's
        if told == AT_HOME and (union := self._union_of(phrase)) is not None:
            return Side(union)
        taken = taken_by_others(phrase, self.cast.people, self.setting)
        since = self._paragraph_of(phrase.start) if phrase.name and not abroad else 0
        side = whose(phrase, told, self.memory, self.sentence_of, named=named, abroad=abroad, taken=taken, since=since)
        if side == AT_HOME and abroad and (party := self._of_body(phrase) or country_of_party(phrase.member)):
            return Side(party, around=True)
        if side != AT_HOME or self.setting not in taken:
            return side
        others = {code: weight for code, weight in self.countries.items() if code not in taken}
        return Side(clearest(others), around=True)

    def _union_of(self, phrase: Phrase) -> str | None:
        """Return the union whose a mere `Kommission` is, or who speaks for one: the report names it, and no other."""
        nouns = [(one, one.noun) for one in (phrase, *phrase.attributes[:1]) if one.noun is not None]
        heads = {noun.whole for one, noun in nouns if not (one.adjectives or one.owner or one.name)}
        heads |= {noun.part.removesuffix("s") for one, noun in nouns if one is phrase}
        for code, table in table_of_offices()["body"]["of_unions"].items():
            known = tuple(noun.lower() for noun in heads & set(table["nouns"]))
            signs = (word for word in self._words if word in table["signs"] or word.startswith(f"{code}-"))
            if known and any(signs) and not any(word.endswith(known) for word in self._words):
                return str(code)  # no `Untersuchungskommission`
        return None

    def _of_body(self, phrase: Phrase) -> str | None:
        """Return whom the body speaks for that a spokesman's noun tells: `Armeesprecher`, where one army is named."""
        noun = phrase.noun
        body = noun_within(noun) if noun is not None and noun.table == "voice" else None
        if body is None or body.table != "body":
            return None
        low = body.whole.lower()
        named = (one for one in self.cast.everybody() if any(head.endswith(low) for head in one.heads))
        parties = {one.party for one in named if one.party is not None}
        return next(iter(parties)) if len(parties) == 1 else None

    def take_side(self, entity: Entity, side: Side) -> None:
        """Remember whom somebody speaks for; what is told first stays."""
        if (listed := institution(entity.name)) is not None and not (is_shared(entity.name) and side.told):
            side = Side(listed.party, federal=is_shared(entity.name))
        whose = self.cast.whose(entity.name) if side.federal else None
        if whose is not None or (side.federal and self.setting in _FEDERATIONS):
            side = Side(self.setting if whose is None else whose.party)
        trust = Trust.NONE if side.party is None else Trust.AROUND if side.around else Trust.TOLD
        if trust == Trust.TOLD or entity.own is None:
            entity.own = entity.own if entity.trust == Trust.TOLD else side.party
        if trust > entity.trust:
            entity.party, entity.trust = side.party, trust
        entity.at_home = entity.at_home or side.at_home
        self.lending.lend_party(entity, self.countries)

    def known_side(self, phrase: Phrase) -> Side | None:
        """Return the side of what a phrase names, if the report named it before."""
        if phrase.name:
            entity = self.cast.institution(phrase.bare_name) or self.cast.find_official(phrase.name)
        elif phrase.noun is None or phrase.personal or phrase.adjectives or phrase.noun.part or phrase.owned:
            return None
        else:
            entity = resolve_body(phrase.noun.whole, self.memory, phrase.start)
        nameless = entity is None or entity.at_home or entity.described or bool(phrase.name)
        if entity is None or (entity.party is None and nameless):
            return None
        return Side(entity.party, entity.at_home)

    # --- looking up ---------------------------------------------------------------------------------------------

    def person(self, phrase: Phrase) -> Entity | None:
        """Return the person of the cast whom a phrase names, None where it names none of them."""
        if not phrase.name or (phrase.noun is not None and not phrase.personal) or phrase.quoted:
            return None
        words = without_honorifics(phrase.name)
        if not words or (len(words) == 1 and not phrase.head and phrase.determiner):
            return None
        return self.cast.find_person(words)

    def bearer(self, words: tuple[str, ...]) -> Entity | None:
        """Return the person of that name, of this report or met in another."""
        if self.cast.find_person(words) is None:
            self._recollection.meets(Phrase(0, 0, name=words))
        return self.cast.find_person(words)

    def with_genitive(self, phrase: Phrase) -> Phrase:
        """Return a phrase whose name is a genitive as one without: `die Anwältin Musters`, `Anhänger Hans Musters`."""
        if not phrase.personal or not phrase.name or not phrase.name[-1].endswith("s"):
            return phrase
        bare = (*phrase.name[:-1], phrase.name[-1][:-1])
        name = " ".join(bare)
        whose = self.cast.find_exactly(bare) is not None or institution(name) is not None or self._stands(name)
        if not whose or self.cast.find_exactly(phrase.name) is not None:
            return phrase
        inner = Phrase(phrase.start, phrase.end, name=phrase.name)
        return phrase._replace(name=(), link="gen", attributes=(inner,))

    def _unabbreviated(self, name: str) -> str:
        """Return a name with its first word as the report writes it out, empty where it does not: `AK Muster`."""
        first, _, rest = name.partition(" ")
        if not rest or not is_abbreviation(first):
            return ""
        letters = r"\w*".join(re.escape(letter) for letter in first)
        found = re.search(rf"\b{letters}\w+ {re.escape(rest)}\b", self.analysis.report.text, re.IGNORECASE)
        return found.group() if found is not None and found.group()[0].isupper() else ""

    def _stands(self, name: str) -> bool:
        """Tell whether the report has a name as it is, without the ending of a genitive."""
        return re.search(rf"\b{re.escape(name)}(?![\w-])", self.analysis.report.text) is not None

    def institution(self, phrase: Phrase, *, oblique: bool = False) -> Entity:
        """Return the institution that a phrase names, new or known."""
        noun = phrase.noun
        alone = phrase.quoted or is_named_alone(phrase)
        whole = noun is not None and noun.table not in {"sort", "carrier"} and not alone
        name = base_form(phrase, oblique=oblique) if whole else organization_name(phrase, self._stands, oblique=oblique)
        if whole and len(phrase.name) == 1 and is_abbreviation(phrase.bare_name) and not phrase.quoted:
            name = phrase.bare_name  # `die Gewerkschaft ABC` is `die ABC`
        proper = noun is None and any(word[0].isupper() for word in phrase.adjectives)
        if proper and not phrase.quoted and institution(name) is not None:
            name = base_form(phrase, oblique=oblique)  # `die Berliner SPD`
        known = self.cast.institution(name) or (None if proper else self.cast.institution(phrase.bare_name))
        own = whole and len(phrase.name) == 1 and name_state(phrase.bare_name) is None
        led = noun is not None and noun.lemma in table_of_offices()["body"]["led"]
        bare = phrase.bare_name if own and not led else ""  # `die Behörde Muster` is `die Muster` too
        full = "" if known is not None else self._unabbreviated(name)
        short = phrase.short or bare or brand_of(phrase) or (name if full else "")
        entity = known or self.cast.add_institution(full or name, short)
        if known is not None and phrase.short:
            self.cast.add_institution(name, phrase.short)
        entity.heads |= {word.lower() for word in phrase.name if find_noun(word) is not None}
        if noun is not None:
            entity.heads.add(noun.whole.lower())
        return entity

    def state(self, phrase: Phrase) -> Entity | None:
        """Return the state or union that a name or a capital stands for; None for other words."""
        words = phrase.bare_name or phrase.head
        kind, code = kind_of(words), state_of(words)
        if phrase.quoted or code is None or kind not in {"state", "body", "capital"}:
            return None
        entity = self.state_entity(code, "organization" if kind == "body" else "state")
        if kind == "body" and " " in words:
            entity.name = full_name(code)
        elif (
            kind == "state" and " " in words and entity.name.isupper() and entity.name not in self.analysis.report.text
        ):
            entity.name = organization_name(phrase._replace(determiner=phrase.determiner or "die"), self._stands)
        return entity

    def state_entity(self, code: str, kind: ActorKind = "state") -> Entity:
        """Return the actor that is a state, on the report's day, or a union of states."""
        code = state_then(code, self.analysis.report.published)
        return self.states.setdefault(code, Entity(state_name(code), kind, gender="n", party=code, trust=Trust.TOLD))

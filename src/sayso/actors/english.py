"""Actors of English reports: names, offices, demonyms, capitals, and the last name, noun or pronoun that picks them up.

English nouns hardly bend, so that a few lists (`data/en/actors.toml`, `parties.toml`) and capitals tell what German
needs tables for.  A report is read twice: first for everybody whom it names in full, then from the beginning.
Who cannot be told is nobody; a description stays as the report words it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sayso.actors.acquaintances import Acquaintance, Acquaintances
from sayso.actors.cast import Trust
from sayso.actors.english_people import Introduced, people_of, subjects_of
from sayso.actors.english_phrases import (
    EnglishMention,
    actor_words,
    bare,
    body_name,
    gender_of,
    head_of,
    is_capital,
    is_role,
    listed_party,
    own_name,
    read_mention,
    singular,
    state,
    states_in,
    tokens_of,
)
from sayso.actors.english_sides import EnglishSides
from sayso.language.analysis import Analysis
from sayso.language.places import state_name, state_then
from sayso.model import Actor, ActorKind, Span, Statement

_FAR = 4  # statements over which `it` and `they` reach
_BACK = 3  # sentences over which `he` and `she` reach
# One or two words with a capital right before a noun, no article: `the [North Korean] ambassador`.
_LED = re.compile(r"(?<![\w’'-])((?!The\b|A\b|An\b)[A-Z]\w+(?: [A-Z]\w+)?) $")


@dataclass(eq=False, slots=True)
class _Known:
    """Somebody of the report; `heads` are the nouns that it is called by; its own words `told` the party."""

    name: str
    kind: ActorKind
    party: str | None = None
    gender: str = "u"
    plural: bool = False
    heads: set[str] = field(default_factory=set)
    mentions: list[Span] = field(default_factory=list)
    told: bool = False


def resolve_english(
    analysis: Analysis, statements: Sequence[Statement], acquaintances: Acquaintances | None = None
) -> tuple[tuple[Statement, ...], tuple[Actor, ...]]:
    """Return the statements of an English report with the ids of their actors, and these actors by first mention.

    `acquaintances` are asked for people whom the report does not introduce itself, and told of those it does.
    """
    cast = _Cast(analysis, [span for s in statements for span in s.content], acquaintances)
    meant: dict[str, list[_Known]] = {}
    for statement in sorted(statements, key=_begin):
        found = [one for span in statement.speaker for one in cast.meet(span)]
        if not statement.speaker and statement.parent is not None:
            found = meant.get(statement.parent, [])
        meant[statement.id] = list(dict.fromkeys(found))
    everybody = dict.fromkeys(one for group in meant.values() for one in group)
    ordered = sorted(everybody, key=lambda one: one.mentions[0])
    ids = {one: f"a{number}" for number, one in enumerate(ordered, 1)}
    spoken = tuple(replace(s, actors=tuple(ids[one] for one in meant[s.id])) for s in statements)
    if acquaintances is not None:
        acquaintances.meet(cast.introduced())
    day = analysis.report.published
    parties = {one: None if one.party is None else state_then(one.party, day) for one in ordered}
    return spoken, tuple(
        Actor(ids[one], one.name, one.kind, parties[one], tuple(sorted(set(one.mentions)))) for one in ordered
    )


class _Cast:
    """Everybody whom the report has named so far, and what it names him with anywhere."""

    def __init__(self, analysis: Analysis, quoted: Sequence[Span], acquaintances: Acquaintances | None) -> None:
        self._text = analysis.report.text
        self._day = analysis.report.published
        self._starts = [analysis.tokens[start].start for start, _ in analysis.sentences]
        self._everybody: list[_Known] = []
        self._spoke: list[list[_Known]] = []
        self._people = people_of(analysis)
        self._sides = EnglishSides(analysis, quoted, [one.name for one in self._people])
        self._acting = subjects_of(analysis, quoted)
        self._by_last: dict[str, Introduced] = {}
        for one in self._people:
            self._by_last.setdefault(one.name.split()[-1], one)
        self._persons: dict[str, _Known] = {}
        self._acquaintances = acquaintances

    def introduced(self) -> Iterable[Acquaintance]:
        """Return the people whom the report names in full, as it told of them."""
        people = [person for person in self._persons.values() if " " in person.name]
        return [Acquaintance(p.name, p.party, (), self._day, Trust.TOLD if p.told else Trust.NONE) for p in people]

    def meet(self, span: Span) -> list[_Known]:
        """Return whom the words of a speaker mean."""
        words = self._text[span.start : span.end]
        low = words.lower().strip()
        found = self._pronoun(low, span) if " " not in low else None
        if found is None:
            found = [one for part in _parts(words) if (one := self._named(read_mention(part), span)) is not None]
        for one in found:
            one.mentions.append(span)
            self._sides.note(span.start, one.party, one.kind)
        if found:
            self._spoke.append(found)
        return found

    # --- pronouns ---------------------------------------------------------------------------------------------------

    def _pronoun(self, low: str, span: Span) -> list[_Known] | None:
        """Return whom a pronoun means, None where the word is none."""
        table = actor_words()
        if low in table["plural"]:
            return self._acted(span, many=True) or next(
                (group for group in self._recent() if len(group) > 1 or _is_many(group[0])), []
            )
        if low in table["neuter"]:
            return self._acted(span, many=False) or next(
                ([group[0]] for group in self._recent() if group[0].kind in {"organization", "state"}), []
            )
        gender = "m" if low in table["masculine"] else "f" if low in table["feminine"] else None
        if gender is None:
            return None
        one = self._person_before(gender, span)
        return [] if one is None else [one]

    def _acted(self, span: Span, *, many: bool) -> list[_Known]:
        """Return the office or body that opens the sentence before, where nobody has spoken since."""
        spoke = max((m.start for group in self._spoke for one in group for m in one.mentions), default=-1)
        here = bisect_right(self._starts, span.start)
        for subject in reversed(self._acting):
            if subject.start >= span.start:
                continue
            if subject.start <= spoke or here - bisect_right(self._starts, subject.start) > 1:
                return []
            one = self._named(read_mention(self._text[subject.start : subject.end]), subject)
            fits = one is not None and (_is_many(one) if many else one.kind in {"organization", "state"})
            return [one] if one is not None and fits else []
        return []

    def _person_before(self, gender: str, span: Span) -> _Known | None:
        """Return the person that `he` or `she` means: the first of the nearest sentence that names one of that gender.

        Whoever spoke in a sentence goes before whom it only names.
        """
        here = bisect_right(self._starts, span.start)
        seen: list[tuple[int, int, _Known]] = []
        for group in self._spoke:
            for one in group:
                if one.kind == "person" and one.mentions:
                    at = max(m.start for m in one.mentions)
                    seen.append((bisect_right(self._starts, at), 0, one))
        for person in self._people:
            for at in person.places:
                if at < span.start:
                    seen.append((bisect_right(self._starts, at), 1 + at, self._introduced(person)))
        near = [entry for entry in seen if here - entry[0] <= _BACK]
        for known in (gender, "u"):
            fitting = [entry for entry in near if entry[2].gender == known]
            if fitting:
                sentence = max(entry[0] for entry in fitting)
                return min((entry for entry in fitting if entry[0] == sentence), key=lambda entry: entry[1])[2]
        return None

    def _recent(self) -> list[list[_Known]]:
        return self._spoke[: -_FAR - 1 : -1]

    # --- names and descriptions -------------------------------------------------------------------------------------

    def _named(self, mention: EnglishMention, span: Span) -> _Known | None:
        """Return whom a name or a description means."""
        tokens, table = mention.main, actor_words()
        if not tokens or tokens[-1].lower() in table["plural"]:
            return None  # `one of them`
        plain = " ".join(tokens)
        if (code := self._sides.code(plain)) is not None and not is_role(tokens[-1]):
            code = state_then(code, self._day)
            return self._known(state_name(code, language="en"), "state", code)
        name = own_name(tokens)
        if name is not None and not (listed_party(tokens)[0] and not is_role(tokens[0]) and len(tokens) == 1):
            return self._person(name, mention, span)
        if mention.behind and (apposed := self._apposed(mention, span)) is not None:
            return apposed
        return self._described(mention, span)

    def _apposed(self, mention: EnglishMention, span: Span) -> _Known | None:
        """Return whom an apposition names: `its director, Ana Example`, `the owner, Boschi Srl`."""
        behind = list(mention.behind)
        name = own_name(behind)
        if name is not None and is_capital(behind) and (is_role(mention.head) or " " in name):
            return self._person(name, mention, span)
        if is_capital(behind) and len(behind) <= 5:
            known = self._known(" ".join(behind), "organization", self._sides.of(mention, span.start))
            known.heads.add(mention.head)
            return known
        return None

    def _person(self, name: str, mention: EnglishMention, span: Span) -> _Known:
        """Return the person of a name; a single name is somebody's whom this report or an earlier one names in full."""
        last = name.rsplit(maxsplit=1)[-1]
        introduced = next((one for one in self._people if one.name == name), None) or self._by_last.get(last)
        if introduced is not None and (" " not in name or introduced.name == name):
            known = self._introduced(introduced)
        else:
            known = (
                self._persons.get(name)
                or self._met(name)
                or _Known(name, "person", gender=gender_of(name, mention.words))
            )
            self._persons.setdefault(name, known)
        known.party = known.party or self._sides.of(mention, span.start)
        known.heads |= {singular(word) for word in mention.words if is_role(word)}
        if known.gender == "u":
            known.gender = gender_of(known.name, mention.words)
        return known

    def _introduced(self, one: Introduced) -> _Known:
        """Return somebody whom the report names in full."""
        if one.name not in self._persons:
            known = _Known(one.name, "person", gender=one.gender, heads=set(one.heads))
            known.party = self._sides.of(EnglishMention(one.words, ()), one.places[0]) if one.words else None
            office = any(singular(word) in actor_words()["offices"] for word in one.words)
            known.told = office and known.party is not None and known.party in states_in(one.words)
            if not one.words and self._acquaintances is not None:
                met = self._acquaintances.named(one.name, self._day)
                known.party = None if met is None else met.party
            self._persons[one.name] = known
        return self._persons[one.name]

    def _met(self, name: str) -> _Known | None:
        """Return the person of earlier reports who bears a name."""
        met = None if self._acquaintances is None else self._acquaintances.named(name, self._day)
        return None if met is None else _Known(met.name, "person", met.party, gender_of(met.name, ()))

    def _described(self, mention: EnglishMention, span: Span) -> _Known:
        """Return whom a description means: one named before by the same noun, else somebody new."""
        tokens, table = mention.main, actor_words()
        before = self._text[max(0, span.start - 1) : span.start + 4].lower()
        definite = len(tokens) <= 1 + (tokens[0][0].islower() and len(tokens) == 2) and "the " in f"{before} "
        if definite and (one := self._called(mention.head, span)) is not None:
            return one
        if definite and (told := self._told_of(mention.head, span)):
            tokens, mention = told, EnglishMention(told, ())
        called, own = body_name(tokens)
        name = own or " ".join(tokens)
        person = is_role(mention.head) and mention.head not in table["societies"] - table["private"]
        last = tokens[-1].lower()
        link = next((i for i, word in enumerate(tokens) if word in {"of", "for", "at", "in"} and i), len(tokens))
        noun = tokens[link - 1].lower()
        plural = noun.endswith("s") and noun not in table["bodies"] and singular(noun) != noun
        kind: ActorKind = "group" if plural else "person" if person else "organization"
        party = self._for_person(tokens[link + 1 :]) or self._sides.of(mention, span.start)
        known = self._known(name[:1].upper() + name[1:], kind, party)
        known.plural = plural or last == "police" or noun in {"police", "prosecutors"}
        known.heads |= {mention.head, called} - {""}
        if person and known.gender == "u":
            known.gender = gender_of("", tokens)
        return known

    def _for_person(self, behind: Sequence[str]) -> str | None:
        """Return the party of whom somebody speaks for: `a spokeswoman for Foreign Minister Ana Example`."""
        name = own_name(bare(behind))
        person = next((one for one in self._people if name is not None and one.name.endswith(name)), None)
        return None if person is None else self._introduced(person).party

    def _called(self, head: str, span: Span) -> _Known | None:
        """Return who was called by a noun before: `the minister`, `the ministry`, `the agency`."""
        for group in reversed(self._spoke):
            for one in group:
                if head in one.heads or (one.kind == "organization" and head in {w.lower() for w in one.name.split()}):
                    return one
        people = [p for p in self._people if head in p.heads and p.places[0] < span.start]
        if people:
            return self._introduced(people[-1])
        if head in actor_words()["renamed"]:
            return next(
                (
                    g[0]
                    for g in self._recent()
                    if g[0].kind == "organization" and not is_role(head_of(g[0].name.split()))
                ),
                None,
            )
        return None

    def _told_of(self, head: str, span: Span) -> tuple[str, ...]:
        """Return what the report last named by a noun, with the state it is of: `summoned the [Russian ambassador]`."""
        if not is_role(head):
            return ()
        last = max((found.start() for found in re.finditer(rf"\b{head}\b", self._text[: span.start])), default=0)
        led = _LED.search(self._text[:last])
        words = tuple(led[1].split()) if led is not None else ()
        of = next((some for some in (words, words[1:]) if some and state(" ".join(some)) is not None), ())
        return (*of, head) if of else ()

    def _known(self, name: str, kind: ActorKind, party: str | None) -> _Known:
        for one in self._everybody:
            if one.name.casefold() == name.casefold() and (one.party == party or not party or not one.party):
                one.party = one.party or party
                return one
        self._everybody.append(new := _Known(name, kind, party))
        return new


def _is_many(one: _Known) -> bool:
    """Tell whether `they` can mean somebody: a group, police, a body; not a person."""
    return one.plural or one.kind in {"group", "organization"}


def _parts(words: str) -> Iterable[str]:
    """Return the speakers that a list names: `Ann Muster and the Russian embassy`."""
    pieces = re.split(r"\s+and\s+", words)
    both = len(pieces) == 2 and all(re.search(r"[A-Z]", piece) for piece in pieces) and "," not in words
    of = bool(re.search(r"\bof\b|\bfor\b", pieces[0]))
    named = own_name(bare(tokens_of(pieces[-1]))) is not None or re.match(r"(the|a|an|its|[A-Z]\w+['’]s)\s", pieces[-1])
    states = both and all(len(piece.split()) == 1 for piece in pieces)
    return pieces if both and not of and (named or states) else [words]


def _begin(statement: Statement) -> int:
    spans = statement.content or statement.speaker or statement.cue
    return min((span.start for span in spans), default=0)

"""What somebody does in saying something by a neutral word: `sagte, er werde …` announces.

The guidelines go by the act.  Where the cue does not name it, or there is none, the first clause of the content may:
words and forms in `language/data/<language>/acts.toml`, and verbs of the cue lexicon in the speaker's own mouth
(`er hoffe`, `wir fordern`).
"""

import tomllib
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.language.verbs import VerbForm
from sayso.model import Mode, Polarity, Stance
from sayso.statements.draft import Draft
from sayso.statements.lexicon import Lexicon
from sayso.statements.passage import Passage
from sayso.statements.traits import traits_of
from sayso.tagger.findings import STANCES
from sayso.tagger.leaning import ACTS, load_leaning

_ENDS = frozenset((".", "!", "?", ";"))
_FIRST_PERSON = frozenset(("ich", "wir"))
_OWN = _FIRST_PERSON | {"er", "sie", "man"}
_REFLEXIVES = frozenset(("uns", "mich", "sich"))
_ACTS = frozenset(("demands", "announces", "evaluates"))  # stances that somebody takes by naming them
_CONDITIONS = frozenset(("wenn", "falls", "sollte", "sollten", "sobald", "solange", "weil", "da", "nachdem"))
_NEUTRAL = 2  # how many times likelier than the finder has it `asserts` counts; chosen on the development reports
_ADJECTIVE_ENDS = ("e", "en", "es")
_COMPARING = frozenset(("mehr", "anders", "nichts", "sowohl", "gilt", "galt", "gelten"))
_CLOSING = 3  # tokens at the end of a content among which its last mark stands: `?`, quotation marks
_NEAR = 12  # tokens of a content in which its main verb is looked for


@dataclass(frozen=True, slots=True)
class Act:
    """One entry of the table: where its words stand in the clause, the statement has its stance."""

    name: str
    stance: Stance
    modes: tuple[Mode, ...]
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    finite: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    first_person: bool = False
    planned: bool = False
    states: tuple[str, ...] = ()
    suspected: bool = False
    opens: tuple[str, ...] = ()
    ends: str = ""
    asked: bool = False
    polarity: Polarity | None = None


@cache
def act_table(language: str) -> tuple[dict[str, Any], ...]:
    """Return the raw entries of a language with their examples, for tests."""
    path = files("sayso.language") / "data" / language / "acts.toml"
    return tuple(tomllib.loads(path.read_text(encoding="utf-8"))["act"])


@cache
def _acts(language: str) -> tuple[Act, ...]:
    return tuple(_act(entry) for entry in act_table(language))


def _act(entry: dict[str, Any]) -> Act:
    known: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in entry.items()
        if key in Act.__dataclass_fields__
    }
    return Act(**known)


def act_of(passage: Passage, lexicon: Lexicon, draft: Draft) -> tuple[Stance, Polarity | None] | None:
    """Return what a statement with a neutral cue, or none, does by its content; None where no act is named."""
    clause = Clause(passage, draft)
    for act in _acts("de"):
        if draft.mode in act.modes and clause.fits(act):
            return act.stance, act.polarity
    return ("evaluates", None) if clause.called() else clause.named(lexicon)


def decide(passage: Passage, lexicon: Lexicon, draft: Draft) -> None:
    """Settle what a statement does whose cue is neutral: by its words and, where it has one, the finder's opinion."""
    if draft.stance != "asserts" or _is_reason(passage, lexicon, draft):
        return
    draft.stance, draft.polarity = act_of(passage, lexicon, draft) or ("asserts", None)
    traits = leaning_traits(passage, draft)
    if traits:
        draft.stance = load_leaning().choose(traits, draft.stances, draft.stance)
    if draft.stance == "asserts" and _states_charge(passage, lexicon, draft):
        draft.stance = "alleges"


def _is_reason(passage: Passage, lexicon: Lexicon, draft: Draft) -> bool:
    """Tell whether a content is told to be the reason for something, which is asserted: `sagte zur Begründung, …`."""
    words = " ".join(passage.low[i] for start, end in (*draft.frame, *draft.cue) for i in range(start, end))
    return draft.rule.rpartition(".")[2] in lexicon.reasoning or any(
        f" {why} " in f" {words} " for why in lexicon.reasons
    )


def _states_charge(passage: Passage, lexicon: Lexicon, draft: Draft) -> bool:
    """Tell whether a content is the charge that the sentence before only says somebody raises: `erhob Vorwürfe. …`."""
    number = bisect_right(passage.sentences, draft.start, key=lambda sentence: sentence[0]) - 1
    if number < 1:
        return False
    start, end = passage.sentences[number - 1]
    noun = next((i for i in range(start, end) if passage.tokens[i].text in lexicon.charges), None)
    near = passage.span(start, draft.start)
    if noun is None or "gegen" in passage.low[start:noun] or "\n" in passage.text[near.start : near.end]:
        return False
    raised = [i for i in range(start, end) if any(form.lemma == "erheben" for form in passage.forms(i))]
    if not raised or "," in passage.low[min(noun, *raised) : max(noun, *raised)]:
        return False
    if set(passage.low[max(noun - 2, start) : noun]) & (passage.grammar.negators | passage.grammar.prepositions):
        return False
    told = passage.grammar.complementizers.union({":"}) & set(passage.low[noun:end])
    accused = next((i for i in range(noun, end) if passage.low[i] == "gegen"), end)
    return not told and _is_named(passage, draft, start, accused, named=accused < end)


def _is_named(passage: Passage, draft: Draft, start: int, end: int, *, named: bool) -> bool:
    """Tell whether a draft's speaker is nobody, of the names from token `start` to `end`, or a pronoun.

    Where another is `named` behind them, a pronoun may mean that one.
    """
    speakers = [i for first, last in draft.speaker for i in range(first, last)]
    names = {passage.tokens[i].text for i in speakers if passage.is_capital(i) and not passage.opens_clause(i)}
    here = {passage.tokens[i].text for i in range(start, end)}
    return bool(names & here) or not speakers or (not named and all(passage.low[i] in _OWN for i in speakers))


def leaning_traits(passage: Passage, draft: Draft) -> set[str]:
    """Return the traits by which the table of weights decides; none where it is not to be asked.

    `draft` has the stance that its words name.  Without an opinion of the finder they decide; where it is sure of
    an act that the table does not know, the finder does, and the draft gets that stance.
    """
    act = draft.stance
    weigh(draft)
    if not draft.stances or act not in ACTS or draft.stance not in ACTS:
        return set()
    clause = Clause(passage, draft)
    return traits_of(passage, draft, clause.sentence, clause.main, act)


def weigh(draft: Draft) -> None:
    """Ask the learned finder, where it has an opinion, what a statement does whose cue and words are neutral."""
    if draft.stances and draft.stance == "asserts":
        likely = {s: p * (_NEUTRAL if s == "asserts" else 1) for s, p in zip(STANCES, draft.stances, strict=True)}
        draft.stance = max(likely, key=lambda name: likely[name])


def share_stance(drafts: list[Draft]) -> None:
    """Give quotations inside another statement its stance, as the guidelines want it."""
    for number, draft in enumerate(drafts):
        if draft.mode == "direct":
            holders = [other for other in drafts if other.holds(draft) and other.mode != "direct"]
            if holders:
                around = min(holders, key=lambda other: other.end - other.start)
                drafts[number] = replace(draft, stance=around.stance, polarity=around.polarity)


class Clause:
    """The first sentence of a content, and its main clause: the words before the first comma."""

    def __init__(self, passage: Passage, draft: Draft) -> None:
        self.passage, self.draft = passage, draft
        tokens = [i for start, end in draft.content for i in range(start, end)]
        stop = next((n for n, i in enumerate(tokens) if passage.tokens[i].text in _ENDS), len(tokens))
        self.sentence = [i for i in tokens[:stop] if passage.is_word(i) or passage.tokens[i].text == ","]
        self.low = [passage.low[i] for i in self.sentence]
        self.main = self._main_clause()
        self.text = f" {' '.join(self.low)} "
        self.main_text = f" {' '.join(self.main)} "

    def _main_clause(self) -> list[str]:
        """Return the words up to a comma, without the opener of a dass-clause or a clause with `wenn` before it."""
        opens = self.low[0] if self.low else ""
        low = self.low[1:] if opens in self.passage.grammar.complementizers else self.low
        if opens in _CONDITIONS and "," in low:
            low = low[low.index(",") + 1 :]
        return low[: low.index(",")] if "," in low else low

    def fits(self, act: Act) -> bool:
        """Tell whether the words of an entry stand in the clause as it wants them."""
        direct = self.draft.mode == "direct"
        if act.asked:
            return self._is_left_open(act)
        if any(f" {word} " in self.main_text for word in act.without):
            return False
        if act.needs and not any(f" {word} " in self.text for word in act.needs):
            return False
        if act.opens:
            return any(self.opens_with(words) for words in act.opens)
        if act.ends:
            return self.ends_with(act.ends)
        if act.words:
            spoken = not act.pronouns or bool(set(self._pronouns(act, direct)) & set(self.main))
            return spoken and any(f" {word} " in self.main_text for word in act.words)
        if act.last:
            return any(self.text.rstrip().endswith(f" {word}") or f" {word} , " in self.text for word in act.last)
        if act.beside:
            return self._beside(act, direct)
        if act.suspected:
            return self._by(act.speakers) and ("soll" in self.low or "sollen" in self.low) and self._is_perfect()
        return self._has_finite(act, direct)

    def _is_left_open(self, act: Act) -> bool:
        """Tell whether a sentence opens with a question that its main clause leaves open: `ob …, wisse er nicht`."""
        if "," not in self.low or self.low[0] not in self.passage.grammar.askers:
            return False
        main = self.low[len(self.low) - self.low[::-1].index(",") :]
        text = f" {' '.join(main)} "
        return bool(main) and main[0] in act.finite and any(f" {word} " in text for word in act.needs)

    def _has_finite(self, act: Act, direct: bool) -> bool:
        if not any(word in act.finite for word in self.main):
            return False
        if act.planned:
            return not self._is_perfect() and self.low[-1] not in act.states
        if act.first_person and (self._is_perfect() or (direct and not _FIRST_PERSON & set(self.main))):
            return False
        return "nicht , dass" not in self.text and not self._is_anothers(act)

    def _is_anothers(self, act: Act) -> bool:
        """Tell whether a state that is not the speaker stands beside the verb: `Polen wolle …`, told by Prague."""
        spoken = {self.passage.low[i] for start, end in self.draft.speaker for i in range(start, end)}
        named = {place.span.start for place in self.passage.analysis.places}
        beside = [
            self.sentence[near]
            for number, word in enumerate(self.low)
            if word in act.finite
            for near in (number - 1, number + 1)
            if 0 <= near < len(self.sentence)
        ]
        return any(self.passage.tokens[i].start in named and self.passage.low[i] not in spoken for i in beside)

    def _beside(self, act: Act, direct: bool) -> bool:
        """Tell whether `werde` stands beside a pronoun for the speaker, with an infinitive: `er werde … gehen`."""
        pronouns = self._pronouns(act, direct)
        for one, other in zip(self.main, self.main[1:], strict=False):
            if (one in act.beside and other in pronouns) or (other in act.beside and one in pronouns):
                return self._ends_in_infinitive()
        return False

    def _pronouns(self, act: Act, direct: bool) -> frozenset[str]:
        return _FIRST_PERSON if direct else frozenset(act.pronouns)

    def opens_with(self, words: str) -> bool:
        """Tell whether words open the content, or stand at the opening of its sentence and were cut off it."""
        if self.text.startswith(f" {words} "):
            return True
        wanted, start = words.split(), self.draft.start
        first = start - len(wanted)
        return first >= 0 and self.passage.low[first:start] == wanted and self.passage.opens_clause(first)

    def ends_with(self, mark: str) -> bool:
        """Tell whether the content is one sentence that ends with a mark, inside its quotation marks."""
        words = [self.passage.tokens[i].text for start, end in self.draft.content for i in range(start, end)]
        return [word for word in words if word in _ENDS] == [mark] and mark in words[-_CLOSING:]

    def called(self) -> bool:
        """Tell whether words without a verb are what something is called or shown as: `… als „Rückschritt“`."""
        if self.draft.mode == "direct":
            return self._called_at(self.draft.start, self.draft.end)
        quotes, content = self.passage.quote_of, self.draft.content if self.draft.mode == "reported" else []
        tokens = [i for start, end in content for i in range(start, end)]
        opening = [i for i in tokens if i and quotes[i] not in (-1, quotes[i - 1])]
        ends = [next((j for j in tokens if j > i and quotes[j] != quotes[i]), tokens[-1]) for i in opening]
        return any(self._called_at(start, end) for start, end in zip(opening, ends, strict=True))

    def _called_at(self, start: int, end: int) -> bool:
        passage, at = self.passage, start - 1
        if any(passage.finite_forms(i) for i in range(start + 1, end)):
            return False
        while at > 0 and (passage.low[at] in passage.grammar.determiners or passage.low[at].endswith(_ADJECTIVE_ENDS)):
            at -= 1
        before = passage.low[at - 1] if at > 0 else ""
        return passage.low[at] == "als" and not before.endswith("er") and before not in _COMPARING

    def _ends_in_infinitive(self) -> bool:
        words = [word for word in self.main if word not in ("werde", "werden", "würden")]
        i = self.sentence[self.low.index(words[-1])] if words else None
        return i is not None and any(form.kind == "infinitive" for form in self.passage.forms(i))

    def _is_perfect(self) -> bool:
        """Tell whether an infinitive perfect ends the clause: `gestohlen haben`, `verletzt worden sein`."""
        for number in range(len(self.low)):
            closes = number + 1 == len(self.low) or self.low[number + 1] in (",", "und", "oder", "soll", "sollen")
            if number and closes and self.passage.is_perfect(self.sentence[number]):
                return True
        return False

    def _by(self, speakers: tuple[str, ...]) -> bool:
        """Tell whether the speaker is one of some, named in the same paragraph."""
        named = [i for start, end in self.draft.speaker for i in range(start, end) if self.passage.low[i] in speakers]
        if not named:
            return False
        low, high = min(*named, self.draft.start), max(*named, self.draft.start)
        return "\n\n" not in self.passage.words(low, high + 1)

    def named(self, lexicon: Lexicon) -> tuple[Stance, Polarity | None] | None:
        """Return the stance that the main verb names in the speaker's own mouth: `er hoffe`, `wir fordern`."""
        pronouns = _FIRST_PERSON if self.draft.mode == "direct" else _OWN
        near = self.sentence[:_NEAR]
        for number, i in enumerate(near):
            first = number - 2 if self.low[number - 1 : number] == ["es"] else number - 1  # `wir es begrüßen`
            beside = {self.passage.low[j] for j in near[max(first, 0) : number + 2]}
            if not beside & pronouns:
                continue
            beside |= {self.passage.low[j] for j in near[number + 2 : number + 3]}  # `wir freuen uns`, `freue er sich`
            for form in self.passage.forms(i):
                for cue in lexicon.by_lemma.get(form.lemma, ()) if self._is_done_now(lexicon, form) else ():
                    plain = not cue.needs and not cue.prefix and cue.reflexive <= bool(beside & _REFLEXIVES)
                    if plain and cue.stance in _ACTS and not self._is_negated():
                        return cue.stance, cue.polarity
        return None

    def _is_done_now(self, lexicon: Lexicon, form: VerbForm) -> bool:
        """Tell whether a verb form is what somebody does in saying it: not `wir feierten`, not `werte man es aus`."""
        if form.kind != "finite" or (self.draft.mode == "direct" and form.tense == "past"):
            return False
        return not self.main or self.main[-1] not in lexicon.prefixes

    def _is_negated(self) -> bool:
        return any(word in self.passage.grammar.negators for word in self.main)

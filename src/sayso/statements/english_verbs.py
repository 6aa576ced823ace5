"""English verb groups: which cue a word is a form of, with its auxiliaries, negation and voice."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from sayso.model import Stance
from sayso.statements.draft import Range, ranges
from sayso.statements.english_lexicon import EnglishCue, EnglishLexicon, Form
from sayso.statements.passage import Passage

_QUOTES = frozenset({"“", '"', "‘", "'"})
_REACH = 6  # words before a verb in which its auxiliaries stand
_NT = ("n't", "n’t")
_PARTICIPLE_OPENERS = frozenset({",", "–", "—", "after", "by", "while", "when", "despite", "from", "without", "before"})
_TO = 4  # words between `declined` and the verb that it declines to do


@dataclass(frozen=True, slots=True)
class EnglishGroup:
    """A cue verb in its sentence: tokens `start` to `end` with everything that belongs to it, `verb` its own.

    `stance` is that of the cue with negation, None where it makes no statement; `passive` where the subject is what
    was said; `loose` for a participle without a subject of its own.
    """

    cue: EnglishCue
    start: int
    end: int
    verb: int
    parts: tuple[int, ...]
    stance: Stance | None
    negated: bool = False
    passive: bool = False
    loose: bool = False
    first: bool = False

    @property
    def ranges(self) -> list[Range]:
        """The tokens that belong to the cue."""
        return ranges(self.parts)


@dataclass(slots=True)
class _Before:
    """What stands before a verb: where it starts, and which kinds of words there are."""

    start: int
    auxiliaries: tuple[int, ...] = ()
    negated: bool = False
    first: bool = False


class EnglishVerbs:
    """Finds the groups of one sentence, tokens `start` to `end`."""

    def __init__(self, passage: Passage, lexicon: EnglishLexicon, start: int, end: int) -> None:
        self._passage, self._lexicon = passage, lexicon
        self._low = [word.replace("’", "'") for word in passage.low[:end]]
        self._start, self._end = start, end
        self.others: dict[int, list[EnglishGroup]] = {}

    def find(self) -> list[EnglishGroup]:
        """Return the groups in the order of their verbs; of cues that share words the longest.

        What else each verb can be is kept in `others`.
        """
        found: list[EnglishGroup] = []
        for i in range(self._start, self._end):
            if self._low[i] not in self._lexicon.forms or (found and i < found[-1].end):
                continue
            if self._passage.is_capital(i) and not self._passage.opens_clause(i):
                continue
            readings = list(self._readings(i))
            if readings:
                found.append(readings[0])
                self.others[i] = readings
        return found

    def _readings(self, i: int) -> Iterator[EnglishGroup]:
        for cue, form in self._lexicon.forms[self._low[i]]:
            end = self._behind_particles(cue, i)
            if end is not None and (group := self._group(cue, form, i, end)) is not None:
                yield group

    def _behind_particles(self, cue: EnglishCue, i: int) -> int | None:
        """Return the token behind a verb and its particles, which a pronoun may stand before; None without them."""
        size = len(cue.particles)
        if size and i + 1 + size in self._passage.time_tokens and cue.particles[-1] == "on":
            return None  # `insisted on Monday`
        if tuple(self._low[i + 1 : i + 1 + size]) == cue.particles:
            return i + 1 + size
        moved = size == 1 and i + 2 < self._end and self._low[i + 1] in self._lexicon.object_pronouns
        return i + 1 if moved and self._low[i + 2] == cue.particles[0] else None

    def _before(self, i: int) -> _Before:
        """Walk over the auxiliaries, adverbs and negators before token i."""
        low, lexicon = self._low, self._lexicon
        at, auxiliaries, negated, first = i - 1, [], False, False
        while at >= self._start and i - at <= _REACH:
            if low[at] in lexicon.auxiliaries:
                auxiliaries.append(at)
                negated |= low[at].endswith(_NT) or low[at] == "cannot"
                at -= 1
            elif size := lexicon.ends_adverb(low, at, self._start):
                words = " ".join(low[at - size + 1 : at + 1])
                negated |= words in lexicon.negators
                first |= words in lexicon.first
                at -= size
            elif low[at] in _QUOTES and low[at - 1] in lexicon.auxiliaries:
                at -= 1  # `said it could “neither confirm nor deny” the loss`
            else:
                break
        start = at + 1
        while start < i and start not in auxiliaries and low[start] not in ("not", "never", "neither", "nor", "no"):
            start += 1  # adverbs before the first auxiliary do not belong to the cue
        return _Before(start, tuple(auxiliaries), negated, first)

    def _group(self, cue: EnglishCue, form: Form, i: int, end: int) -> EnglishGroup | None:
        before = self._before(i)
        low, lexicon = self._low, self._lexicon
        if before.start > self._start and low[before.start - 1] == "to":
            return self._infinitive(cue, form, i, end, before)
        aux = {low[at] for at in before.auxiliaries}
        passive = form in ("past", "participle") and self._is_passive(before)
        if not self._fits(form, i, end, before, passive=passive):
            return None
        loose = form == "gerund" and not aux & lexicon.be
        silent = before.negated and bool(aux & (lexicon.modals | lexicon.do | lexicon.have))
        suspended = bool(aux & lexicon.suspending) and "only" not in low[before.start : end + 1]
        stance = self._stance(cue, before.negated, silent=silent, suspended=suspended)
        parts = [*range(before.start, end)]
        if before.negated and (pair := self._neither_nor(i)) is not None:
            stance, end = "withholds", pair
            parts = [*range(before.start, end)]
        return EnglishGroup(
            cue, before.start, end, i, tuple(parts), stance, before.negated, passive, loose, before.first
        )

    def _is_passive(self, before: _Before) -> bool:
        last = max(before.auxiliaries, default=-1)
        return last >= 0 and self._low[last] in self._lexicon.be

    def _fits(self, form: Form, i: int, end: int, before: _Before, *, passive: bool) -> bool:
        """Tell whether a form can be a verb where it stands."""
        low, lexicon = self._low, self._lexicon
        aux = {low[at] for at in before.auxiliaries}
        at = before.start - 1
        previous = low[at] if at >= self._start else ""
        if previous in lexicon.determiners - {"this", "that", "these", "those", "both", "all"} or previous == "of":
            return False
        if passive:
            return True
        if form in ("past", "participle"):
            if form == "participle" and not aux and (form, low[i]) and self._has_past(low[i]):
                return False
            reduced = low[end : end + 1] == ["by"] and not aux
            return not reduced and (bool(aux & lexicon.have) or not aux)
        if form == "base":
            return bool(aux & (lexicon.do | lexicon.modals)) or (not aux and self._plural(at))
        if form == "present":
            noun = previous in lexicon.prepositions or previous in lexicon.forms  # `rejected claims that …`
            return not aux and not noun and at >= self._start
        progressive = bool(aux & lexicon.be)
        return progressive or (not aux and previous in _PARTICIPLE_OPENERS)

    def _has_past(self, word: str) -> bool:
        return any(form == "past" for _, form in self._lexicon.forms[word])

    def _plural(self, at: int) -> bool:
        """Tell whether the word at a place can be the subject of a verb without ending: `officials`, `they`, `both`."""
        if at < self._start:
            return False
        word = self._low[at]
        plural = word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")) and len(word) > len("his")
        return plural or word in {"they", "we", "i", "you", "who", "police", "both", "people", "accused", "but", "and"}

    def _infinitive(self, cue: EnglishCue, form: Form, i: int, end: int, before: _Before) -> EnglishGroup | None:
        """Return the group of a verb behind `to`: what somebody declined or went on to do; None for other ones."""
        if form != "base":
            return None
        low, lexicon, to = self._low, self._lexicon, before.start - 1
        for at in range(to - 1, max(self._start, to - _TO) - 1, -1):
            outer = self._before(at)
            refuses = low[at] in lexicon.withholding
            balks = low[at] in lexicon.withholding_negated and outer.negated
            passes = low[at] in lexicon.passing or " ".join(low[at - 1 : at + 1]) in lexicon.passing
            if refuses or balks:
                silent = cue.stance in (None, "asserts", "confirms", "denies")
                stance: Stance | None = "withholds" if silent else None
                loose = low[at].endswith("ing") and not outer.auxiliaries
                parts = tuple(range(outer.start, end))
                return EnglishGroup(cue, outer.start, end, i, parts, stance, negated=True, loose=loose)
            if passes and not outer.negated and cue.stance is not None:
                start = outer.start - (low[at - 1] in ("went", "goes"))
                loose = low[at].endswith("ing") and not outer.auxiliaries
                return EnglishGroup(cue, start, end, i, tuple(range(start, end)), cue.stance, loose=loose)
            if low[at] in lexicon.auxiliaries or lexicon.ends_adverb(low, at, self._start):
                continue
            if low[at] not in ("position", "in", "a"):
                break
        return None

    def _stance(self, cue: EnglishCue, negated: bool, *, silent: bool, suspended: bool) -> Stance | None:
        """Return the stance of a cue; `silent`: its negation means that nothing is said of the matter."""
        if negated:
            if cue.negated is not None:
                return None if cue.negated == "none" else cast(Stance, cue.negated)
            if cue.stance is None:
                return None
            if cue.stance == "asserts" and silent:
                return "withholds"
            made = self._lexicon.negation[cue.stance]
            return None if made == "none" else cast(Stance, made)
        return None if suspended else cue.stance

    def _neither_nor(self, i: int) -> int | None:
        """Return the token behind the second verb of `neither confirmed nor denied`; None where there is none."""
        low = self._low
        before = low[max(self._start, i - 2) : i]
        if "neither" not in before or i + 2 >= self._end or low[i + 1] != "nor":
            return None
        verb = next((at for at in range(i + 2, min(i + 5, self._end)) if low[at] in self._lexicon.forms), None)
        return None if verb is None else verb + 1

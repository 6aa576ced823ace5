"""Statements of English reports: what the learned finder finds, and what the rules know of English verbs of saying.

The finder learned from German reports, and its encoder knows English.  It finds most of what is said; what was
confirmed, denied, withheld the rules tell, and they find positions that it misses.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from sayso.model import Stance, Statement
from sayso.statements.acts import share_stance
from sayso.statements.draft import Draft, numbers
from sayso.statements.english_days import said_on
from sayso.statements.english_lexicon import EnglishLexicon, english_lexicon
from sayso.statements.english_rules import EnglishSentence, neutral_content
from sayso.statements.english_verbs import EnglishGroup
from sayso.statements.find import Finder, as_statements
from sayso.statements.limited import FEWEST_WORDS
from sayso.statements.limited import RULE as QUOTED
from sayso.statements.merge import Tokens, as_draft, overlap, pair_up
from sayso.statements.passage import Passage
from sayso.tagger.findings import STANCES, Tagged

_SAME = 0.5  # F1 of the contents' tokens from which on two findings are one statement
_POSITIONS = ("confirms", "denies", "withholds", "alleges")
# How sure the finder may be alone, and what finder and rule, or a rule alone, found: shares of contents that are
# labelled ones by half in English news (docs/benchmarks.md).
_UNLEARNED, _AGREED, _RULED = 0.7, 0.9, 0.7


def find_english(passage: Passage, finder: Finder | None = None) -> tuple[Statement, ...]:
    """Return the statements of an English report in the order of their contents, ids `s1`, `s2`, ….

    Without a `finder` they are those of the rules alone.
    """
    lexicon = english_lexicon()
    sentences = [EnglishSentence(passage, lexicon, number) for number in range(len(passage.sentences))]
    ruled = [draft for sentence in sentences for draft in sentence.find()]
    tagged = () if finder is None else finder.find_spans(passage.text)
    drafts = _Merging(passage, lexicon, sentences, ruled).merge(tagged)
    if finder is None:
        drafts += _lone_quotes(passage, drafts)
    share_stance(drafts)
    return as_statements(passage, drafts, _sureness, said_on)


def _lone_quotes(passage: Passage, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the quotations that no rule found and that are long enough to be speech, as nobody's."""
    held = {token for draft in drafts for token in numbers(draft.content)}
    found = []
    for number in sorted(set(passage.quote_of) - {-1}):
        tokens = [i for i, quote in enumerate(passage.quote_of) if quote == number]
        speech = sum(passage.is_word(i) for i in tokens) >= FEWEST_WORDS and passage.quotes[number].closed
        if speech and not held & set(tokens):
            content = (tokens[0], tokens[-1] + 1)
            at = bisect_right([start for start, _ in passage.sentences], content[0]) - 1
            found.append(Draft(rule=QUOTED, mode="direct", content=[content], sentence=at, medium="unknown"))
    return found


class _Merging:
    """The rules' and the finder's statements of one report on their way to one list."""

    def __init__(
        self, passage: Passage, lexicon: EnglishLexicon, sentences: Sequence[EnglishSentence], ruled: list[Draft]
    ) -> None:
        self._passage, self._lexicon, self._sentences, self._ruled = passage, lexicon, sentences, ruled
        self._tokens = Tokens(passage)

    def merge(self, tagged: Sequence[Tagged]) -> list[Draft]:
        """Return every statement once."""
        learned = [draft for found in tagged if (draft := self._draft(found)) is not None]
        partners = self._partners(learned)
        for draft in learned:
            self._clean(draft)
        merged = []
        for number, draft in enumerate(learned):
            rule = partners.get(number)
            merged.append(self._read(draft) if rule is None else self._agreed(draft, self._ruled[rule]))
        known = set(partners.values())
        alone = [draft for number, draft in enumerate(self._ruled) if number not in known]
        return merged + [self._neutral(draft) for draft in alone if self._stands_alone(draft, merged)]

    def _clean(self, draft: Draft) -> None:
        """Cut off what is no part of a role: a full stop behind a clause, `to` before a speaker, `who` behind one."""
        low = self._passage.low
        if draft.mode != "direct":
            start, end = draft.content[-1]
            draft.content[-1] = (start, max(start + 1, self._passage.trim_end(start, end)))
        if draft.speaker:
            (start, end), rest = draft.speaker[0], draft.speaker[1:]
            while start + 1 < end and low[start] in ("to", "by", "from"):
                start += 1
            while start + 1 < end and (low[end - 1] in self._lexicon.relatives or low[end - 1] == ","):
                end -= 1
            draft.speaker = [(start, end), *rest]

    def _neutral(self, draft: Draft) -> Draft:
        """Return a statement with a neutral cue as what its content says that the speaker does."""
        if draft.stance != "asserts":
            return draft
        return neutral_content(self._passage, self._lexicon, self._sentences[draft.sentence], draft)

    def _draft(self, found: Tagged) -> Draft | None:
        """Return what the finder found with the stance that it leans to."""
        draft = as_draft(self._tokens, found)
        if draft is not None and found.stances:
            draft.stance = STANCES[found.stances.index(max(found.stances))]
        return draft

    def _partners(self, learned: list[Draft]) -> dict[int, int]:
        """Return for each learned statement the rules' one that it is, by number: the best fits first."""
        fits = []
        for number, draft in enumerate(learned):
            for other, rule in enumerate(self._ruled):
                if (draft.mode == "direct") != (rule.mode == "direct"):
                    continue  # a quotation inside `called {the report “nonsense”}` is no more than its part
                fit = _fit(draft, rule)
                shared = bool(numbers(draft.cue) & numbers(rule.cue))
                inside = draft.mode == "reported" and numbers(rule.content) <= numbers(draft.content)
                if fit >= _SAME or (fit > 0 and ((shared and draft.mode != "direct") or inside)):
                    fits.append((fit + shared, -number, -other))
        return pair_up(fits)

    def _agreed(self, draft: Draft, rule: Draft) -> Draft:
        """Return a statement that both found: the finder's borders, the rule's stance, who is missing from either."""
        draft = self._with_pronoun(draft)
        draft.rule = rule.rule
        draft.first = rule.first
        if rule.stance != "asserts":
            draft.stance, draft.polarity = rule.stance, rule.polarity
        else:
            draft = self._neutral(draft)
        wide = draft.mode == "reported" and numbers(rule.content) < numbers(draft.content)
        if wide and (rule.stance in _POSITIONS or rule.mode == "indirect"):
            draft.content, draft.mode, draft.cue, draft.frame = rule.content, rule.mode, rule.cue, rule.frame
            draft.speaker = rule.speaker or draft.speaker
        if rule.speaker and not self._is_speaker(draft):
            draft.speaker = rule.speaker
        draft.cue = draft.cue or rule.cue
        draft.frame = draft.frame or rule.frame
        return draft

    def _is_speaker(self, draft: Draft) -> bool:
        """Tell whether the finder saw a speaker: one that stands in one sentence, outside of what is said."""
        if not draft.speaker:
            return False
        held = [token for start, end in draft.speaker for token in range(start, end)]
        low = self._passage.low
        talks = any(low[token] in self._lexicon.auxiliaries or low[token] in (".", "told", "said") for token in held)
        if talks or (len(held) > 1 and low[held[-1]] in self._lexicon.pronouns):
            return False
        sentence_of = self._tokens.sentence_of
        apart = {sentence_of[token] for start, end in draft.speaker for token in (start, end - 1)}
        cue = draft.cue[0][0] if draft.cue else draft.start
        return apart == {sentence_of[cue]}

    def _read(self, draft: Draft) -> Draft:
        """Return what only the finder found with the stance of its cue, where the cue is no neutral one."""
        group, sentence = None, None
        if draft.cue:
            sentence = self._sentences[self._tokens.sentence_of[draft.cue[0][0]]]
            cue = numbers(draft.cue)
            near = [g for g in sentence.groups if g.verb in cue]
            group = min(near, key=lambda g: min(abs(g.verb - draft.start), abs(g.verb - draft.end)), default=None)
        if group is not None and sentence is not None:
            self._take_stance(draft, group)
            if not self._is_speaker(draft) and draft.mode != "direct":
                draft.speaker = sentence.speaker(group) or draft.speaker
        else:
            draft.stance = self._of_noun(draft) or draft.stance
        return self._with_pronoun(self._neutral(draft))

    def _take_stance(self, draft: Draft, group: EnglishGroup) -> None:
        """Give a statement the stance of its cue, unless that is taken towards another content.

        `denied it: “…”` denies one thing and asserts the other; what something is called is told by the rules alone.
        """
        if group.stance in (None, "asserts") or "object+name" in group.cue.takes:
            return
        other = any(group.verb in numbers(rule.cue) and _fit(draft, rule) == 0 for rule in self._ruled)
        before = self._passage.low[draft.start - 1] if draft.start else ""
        if other and (before == ":" or self._passage.low[draft.start] == "but"):
            draft.stance = "asserts"
        else:
            draft.stance = group.stance or draft.stance
            draft.polarity = group.cue.polarity if draft.stance == "evaluates" else None

    def _with_pronoun(self, draft: Draft) -> Draft:
        """Give a statement whose cue holds a pronoun (`he said`) the pronoun as its speaker."""
        for start, end in draft.cue if not draft.speaker else ():
            if self._passage.low[start] in self._lexicon.pronouns and end > start + 1:
                cue = [(a, b) for a, b in draft.cue if a != start] + [(start + 1, end)]
                return replace(draft, speaker=[(start, start + 1)], cue=sorted(cue))
        return draft

    def _of_noun(self, draft: Draft) -> Stance | None:
        """Return the stance that a noun in the cue names: `its denial that …`."""
        words = (self._passage.low[token] for token in sorted(numbers(draft.cue)))
        return next((self._lexicon.nouns[word] for word in words if word in self._lexicon.nouns), None)

    def _stands_alone(self, draft: Draft, merged: list[Draft]) -> bool:
        """Tell whether to keep what only a rule found: with a speaker, by a cue that is one more often than not."""
        if ".english_weak." in draft.rule or not draft.speaker:
            return False
        mine = numbers(draft.content)
        return not any(
            mine & numbers(other.content) and other.mode == "direct" and draft.take == "quote" for other in merged
        )


def _fit(one: Draft, other: Draft) -> float:
    """Return the F1 of two contents' tokens."""
    if one.end <= other.start or other.end <= one.start:
        return 0.0
    return overlap(numbers(one.content), numbers(other.content))


def _sureness(draft: Draft) -> float:
    if draft.learned is None:
        return _RULED
    return round(max(draft.learned, _AGREED) if draft.rule else min(draft.learned, _UNLEARNED), 3)

"""Rules for English: positions that somebody takes by a verb of the lexicon, with content and speaker."""

from collections.abc import Iterator
from dataclasses import replace

from sayso.model import Stance
from sayso.statements.draft import Draft, Range
from sayso.statements.english_attributed import find_attributed
from sayso.statements.english_contents import EnglishContent, EnglishContents
from sayso.statements.english_lexicon import EnglishLexicon
from sayso.statements.english_subjects import EnglishSubjects
from sayso.statements.english_verbs import EnglishGroup, EnglishVerbs
from sayso.statements.passage import Passage


class EnglishSentence:
    """One sentence of a passage with its verb groups, and what they say."""

    def __init__(self, passage: Passage, lexicon: EnglishLexicon, number: int) -> None:
        self._passage, self._lexicon, self._number = passage, lexicon, number
        start, end = passage.sentences[number]
        self._start = start
        verbs = EnglishVerbs(passage, lexicon, start, end)
        self.groups = verbs.find()
        self._readings = verbs.others
        self._subjects = EnglishSubjects(passage, lexicon, start, end, self.groups)
        self._contents = EnglishContents(passage, lexicon, start, end, self.groups)

    def find(self) -> list[Draft]:
        """Return what the sentence says somebody says, in the order of the verbs."""
        found = []
        for group in self.groups:
            drafts = (draft for reading in self._readings[group.verb] for draft in self._drafts(reading))
            found += [draft] if (draft := next(drafts, None)) is not None else []
        return found + find_attributed(self._passage, self._contents, self._subjects, self._number)

    def speaker(self, group: EnglishGroup) -> list[Range]:
        """Return the tokens of a group's subject, none where it cannot be told."""
        found = None if group.passive else self._subjects.of(group)
        return [] if found is None else [found]

    def _drafts(self, group: EnglishGroup) -> Iterator[Draft]:
        if group.stance is None or self._passage.quote_of[group.verb] != -1:
            return
        subject = self._subjects.of(group)
        if group.passive:
            told = self._contents.passive(group, subject)
            if told is not None:
                yield self._draft(group, told[0], [told[1]])
            return
        content = self._contents.of(group, subject)
        if content is None and subject is not None:
            content = self._contents.before(group, subject[0])
        if content is None and (behind := self._subjects.behind(group)) is not None:
            content, subject = self._contents.before(group, group.start), behind
        if content is None or not self._means(group, content):
            return
        if subject is not None and subject[0] < content.end and content.start < subject[1]:
            return
        yield self._draft(group, content, [] if subject is None else [subject])

    def _means(self, group: EnglishGroup, content: EnglishContent) -> bool:
        """Tell whether a refusal to say is one: `would not say whether …`, not `did not say that …`."""
        if group.cue.stance != "asserts" or group.stance != "withholds":
            return True
        opens = self._passage.low[content.start]
        asked = opens in self._lexicon.questions or opens in ("whether", "if")
        return asked or content.start < group.start

    def _draft(self, group: EnglishGroup, content: EnglishContent, speaker: list[Range]) -> Draft:
        stance = self._stance(group, content)
        frame: list[Range] = []
        if content.mode == "indirect":
            first = min([group.start, *(start for start, _ in speaker if start > content.end or start < group.start)])
            frame = [(first, group.end)] if not first <= content.start < group.end else [(group.start, group.end)]
        return Draft(
            rule=f"{content.mode}.{self._family(group)}.{group.cue.name}",
            mode=content.mode,
            content=[(content.start, content.end)],
            sentence=self._number,
            stance=stance,
            polarity=group.cue.polarity if stance == "evaluates" else None,
            speaker=speaker,
            cue=group.ranges,
            frame=frame,
            first=group.first or self._is_first(content),
            passive=group.passive,
            take=content.take,
        )

    def _family(self, group: EnglishGroup) -> str:
        """Return whether a finding of a cue stands without the learned finder; refusals always do."""
        return "english_weak" if group.cue.weak and group.stance != "withholds" else "english"

    def _stance(self, group: EnglishGroup, content: EnglishContent) -> Stance:
        stance = group.stance or "asserts"
        if group.negated:
            return stance
        for kind, other in group.cue.by_object:
            if content.take == "object" and content.head in self._lexicon.kinds[kind]:
                return other
        return stance

    def _is_first(self, content: EnglishContent) -> bool:
        """Tell whether the sentence says that it is the first time, outside of what is said."""
        words = self._passage.low
        end = self._passage.sentences[self._number][1]
        outside = [words[i] for i in range(self._start, end) if not content.start <= i < content.end]
        text = f" {' '.join(outside)} "
        return any(f" {phrase} " in text for phrase in self._lexicon.first)


def neutral_content(passage: Passage, lexicon: EnglishLexicon, sentence: EnglishSentence, draft: Draft) -> Draft:
    """Return a statement with a neutral cue as what its content says that the speaker does.

    `said it could neither confirm nor deny …` withholds; only where the content's subject is a pronoun.
    """
    at = draft.start + (passage.low[draft.start] in lexicon.complementizers)
    if draft.mode not in ("indirect", "indirect_free_indirect") or passage.low[at] not in lexicon.pronouns:
        return draft
    for group in sentence.groups:
        if group.start == at + 1 and group.stance in ("withholds", "denies", "confirms"):
            return replace(draft, stance=group.stance)
    return draft

"""The rules' and the learned finder's statements made one list; the one place that knows both.

Where both found a statement, the finder's borders and roles stand (it saw the rules' as hints) and the rule's cue
tells the stance.  What only one of them found is kept where that kind of finding is right more often than not; what
the finder doubts is kept where a rule found the same.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from sayso.model import Span
from sayso.statements.borders import settle
from sayso.statements.draft import Draft, Range, numbers, ranges
from sayso.statements.framed import FramedRules
from sayso.statements.lexicon import Lexicon
from sayso.statements.lexicon import lexicon as load_lexicon
from sayso.statements.passage import Passage
from sayso.statements.roles import agree, in_one, name_only, only_times, with_determiner
from sayso.statements.stances import polarity_of, stance_of
from sayso.tagger.findings import Tagged

# Stances whose reported contents are the noun phrase that they are about, as the guidelines have it; of the others
# the finder marks the whole sentence, as the corpus has it that it learned from.
_POSITIONS = ("confirms", "denies", "withholds")
_ANSWERS = frozenset(("zu", "zum", "auf", "gegen", "über", "trotz"))  # `sagte zu den Vorwürfen, …` is no accusation
# What only a rule found is kept with these stances, or where it praises or blames: they are what people look for.
_ALONE = (*_POSITIONS, "announces")
_WISHES = ("Vorschlag", "Forderung", "Aufforderung", "Appell", "Mahnung", "Bitte", "Wunsch")
_SAME = 0.5  # F1 of the contents' tokens from which on two findings are one statement


def merge(passage: Passage, rules: Sequence[FramedRules], drafts: list[Draft], tagged: Sequence[Tagged]) -> list[Draft]:
    """Return every statement once; `rules` are the sentences of the passage in order."""
    lexicon = load_lexicon("de")
    tokens = Tokens(passage)
    learned = _in_order(
        draft
        for found in tagged
        if (draft := as_draft(tokens, found)) is not None and (not found.doubted or _backed(draft, drafts))
    )
    for draft in learned:
        _keep_to_part(tokens, draft)
    learned = [draft for draft in learned if not _is_broken_off(passage, draft, learned)]
    learned, freed = settle(passage, learned, drafts)
    partners = _partners(learned, drafts)
    known = set(partners.values())
    for number, draft in enumerate(learned):
        draft.speaker = name_only(passage, draft.speaker)
        draft.frame = with_determiner(passage, draft.frame)
        rule = drafts[partners[number]] if number in partners else None
        if rule is not None:
            _take_over(passage, draft, rule)
        if rule is None or _has_other_cue(draft, rule):
            _read_cue(passage, rules[_sentence_of_cue(tokens, draft)], draft)
            if rule is not None and draft.stance == "denies" and _is_anothers(draft, rule):
                draft.speaker, draft.cue, draft.stance, draft.polarity = rule.speaker, rule.cue, rule.stance, None
        _read_frame(passage, lexicon, rules, draft)
    _carry_stance(learned, partners)
    agree(passage, tokens.sentence_of, learned)
    learned = [draft for number, draft in enumerate(learned) if number in partners or draft.alone]
    alone = [draft for number, draft in enumerate(drafts) if number not in known]
    stands = (draft for draft in alone if draft in freed or _stands_alone(passage, draft, lexicon))
    added = [draft for draft in stands if not _is_quoted(draft, learned)]
    answers = [piece for draft in added if draft.rule.startswith("reported.was") for piece in draft.frame]
    for draft in learned if answers else ():
        _cut_answers(draft, answers)
    return learned + added


def _cut_answers(draft: Draft, answers: list[Range]) -> None:
    """Take out of a content what another answers to it, with its comma: `Die Armee hat …[, was der Rat bestritt]`."""
    draft.cut([(start - 1, end) for start, end in answers if draft.start < start - 1 and draft.covers(start - 1, end)])


def _is_broken_off(passage: Passage, draft: Draft, learned: list[Draft]) -> bool:
    """Tell whether a finding begins another one and breaks off within a phrase: `das steht im Einklang mit`."""
    return passage.low[draft.end - 1] in passage.grammar.noun_openers and any(
        other.mode == draft.mode and other.start == draft.start and other.end > draft.end for other in learned
    )


def _is_quoted(draft: Draft, learned: list[Draft]) -> bool:
    """Tell whether praise or blame that only a rule found is said in words that the finder has: `als „Fehler“`."""
    opinion = draft.mode == "reported" and draft.stance == "evaluates"
    return opinion and any(other.mode == "direct" and draft.holds(other) for other in learned)


def _in_order(drafts: Iterable[Draft]) -> list[Draft]:
    return sorted(drafts, key=lambda draft: (draft.start, draft.inner))


def _backed(draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether a rule found the same words, said in the same mode.  Rules find too many reported ones to count."""
    mine = numbers(draft.content)
    return draft.mode != "reported" and any(
        other.mode == draft.mode and overlap(mine, numbers(other.content)) >= _SAME for other in drafts
    )


def overlap(one: set[int], other: set[int]) -> float:
    """Return the F1 of two contents' tokens."""
    return 2 * len(one & other) / (len(one) + len(other))


def _by_preposition(draft: Draft, rule: Draft) -> bool:
    """Tell whether the cue is `nach Angaben …` or `nach eigenen Angaben`, whose speaker the corpus has otherwise."""
    inside = numbers(rule.speaker) <= numbers(draft.speaker)
    return rule.rule.startswith("indirect.preposition") and (inside or "eigenen" in rule.rule)


class Tokens:
    """Finds the tokens under spans."""

    def __init__(self, passage: Passage) -> None:
        self.sentence_of = [0] * len(passage.tokens)
        for number, (start, end) in enumerate(passage.sentences):
            for token in range(start, end):
                self.sentence_of[token] = number
        self._at: dict[int, int] = {}
        for number, word in enumerate(passage.tokens):
            self._at.update(dict.fromkeys(range(word.start, word.end), number))

        self.part_of = [0] * len(passage.tokens)
        parts = [part.span.end for part in passage.analysis.report.parts]
        for number, word in enumerate(passage.tokens):
            self.part_of[number] = bisect_right(parts, word.start)

    def under(self, spans: tuple[Span, ...]) -> list[Range]:
        """Return the tokens that the spans touch."""
        return ranges([self._at[at] for span in spans for at in range(span.start, span.end) if at in self._at])


def as_draft(tokens: Tokens, found: Tagged) -> Draft | None:
    """Return what the finder found as a draft, None where its content is no token."""
    content = tokens.under(found.content)
    if not content:
        return None
    return Draft(
        rule="",
        mode=found.mode,
        content=content,
        sentence=tokens.sentence_of[content[0][0]],
        medium=found.medium,
        speaker=tokens.under(found.speaker),
        cue=tokens.under(found.cue),
        frame=tokens.under(found.frame),
        addressee=tokens.under(found.addressee),
        inner=found.level > 0,
        learned=found.confidence,
        stances=found.stances,
        alone=found.alone,
    )


def _partners(learned: list[Draft], drafts: list[Draft]) -> dict[int, int]:
    """Return for each learned statement the rules' one that it is, by number: the best fits first."""
    fits = []
    by_rule = [numbers(draft.content) for draft in drafts]
    for number, draft in enumerate(learned):
        mine, cue = numbers(draft.content), numbers(draft.cue)
        for other, theirs in enumerate(by_rule):
            if drafts[other].end <= draft.start or draft.end <= drafts[other].start:
                continue
            fit = overlap(mine, theirs)
            if fit >= _SAME or (_both_reported(draft, drafts[other]) and theirs <= mine):
                one_cue = bool(cue & numbers(drafts[other].cue))  # `rief dazu auf und beschloss, …` is found twice
                fits.append((round(fit, 1), one_cue, fit, draft.mode == drafts[other].mode, -number, -other))
    return pair_up(fits)


def pair_up(fits: Iterable[tuple[float, ...]]) -> dict[int, int]:
    """Return pairs of numbers, each number once on its side, the best first.

    `fits` are how well two fit, what decides between equals, and, negative, the two numbers.
    """
    found: dict[int, int] = {}
    taken: set[float] = set()
    for *_, number, other in sorted(fits, reverse=True):
        if -number not in found and other not in taken:
            found[int(-number)] = int(-other)
            taken.add(other)
    return found


def _keep_to_part(tokens: Tokens, draft: Draft) -> None:
    """Cut what reaches over the borders of the report's parts, and a speaker of several sentences.

    A reported content is one sentence; the others may go on in the next paragraph.
    """
    if draft.mode == "reported" and tokens.part_of[draft.start] != tokens.part_of[draft.end - 1]:
        draft.sentence = tokens.sentence_of[draft.end - 1]
        draft.content = in_one(draft.content, tokens.sentence_of, draft.end - 1)
    near = (draft.cue or draft.content)[-1][1] - 1
    draft.speaker = in_one(draft.speaker, tokens.sentence_of, near)
    draft.frame = in_one(draft.frame, tokens.part_of, near)
    draft.cue = in_one(draft.cue, tokens.part_of, near)


def _both_reported(one: Draft, other: Draft) -> bool:
    return one.mode == other.mode == "reported"


def _take_over(passage: Passage, draft: Draft, rule: Draft) -> None:
    draft.rule = rule.rule
    framed = draft.mode == rule.mode == "indirect" and _by_preposition(draft, rule)
    if framed and numbers(draft.content) < numbers(rule.content):
        draft.content = rule.content  # on both sides of the frame: `Hunderte sind [nach Angaben der Stadt] ohne Strom`
    if _both_reported(draft, rule) and rule.stance in _POSITIONS:
        draft.content, draft.speaker, draft.cue = rule.content, rule.speaker, rule.cue
    if draft.mode == rule.mode != "reported":
        if not draft.cue or (".verb." in rule.rule and numbers(draft.cue) & numbers(rule.cue)):
            draft.cue = rule.cue  # the whole verb and nothing else: `fügte [hinzu]`, `[kam und] forderte auf`
        draft.frame = draft.frame or rule.frame
    wanted = not draft.speaker or _by_preposition(draft, rule) or _is_elsewhere(passage, draft, rule)
    if rule.speaker and wanted and not only_times(passage, rule.speaker):
        draft.speaker = rule.speaker
    if draft.frame and rule.frame and rule.mode != "reported":
        wider = numbers(draft.frame) < numbers(rule.frame)  # `Ferner schrieb er:`
        draft.frame = rule.frame if wider else [(max(start, rule.frame[0][0]), end) for start, end in draft.frame]
    draft.stance, draft.polarity, draft.first = rule.stance, rule.polarity, rule.first
    if draft.mode != "reported" and _is_told(passage, draft, rule):
        draft.stance, draft.polarity = "asserts", None
    names = [token for token in numbers(draft.speaker) if passage.low[token] not in passage.grammar.pronouns]
    if rule.mode == "indirect_free_indirect" and rule.speaker and names and not {*names} & numbers(rule.speaker):
        draft.stance, draft.polarity = "asserts", None  # it carries on somebody else than the rule thought
    draft.passive = rule.passive


def _is_anothers(draft: Draft, rule: Draft) -> bool:
    """Tell whether somebody else told the content than the finder has it: `wies Berichte der Zeitung zurück, …`."""
    held = rule.rule.startswith("indirect.noun") and rule.speaker
    return bool(held) and not numbers(draft.speaker) & numbers(rule.speaker)


def _is_told(passage: Passage, draft: Draft, rule: Draft) -> bool:
    """Tell whether the rule's cue is a part of what is said: `laut X rief Y dazu auf`, `Y habe das ausgeschlossen`.

    In the subjunctive of the present it is what the speaker does: `außerdem fordere man Geld`.
    """
    cue = sorted(numbers(rule.cue))
    if not cue or not numbers(draft.content).issuperset(cue):
        return False
    verb = next((token for token in cue if passage.finite_forms(token)), cue[0])
    carried, subjunctive = passage.low[verb] in passage.grammar.auxiliaries, passage.is_subjunctive(verb)
    return (carried and subjunctive) or (bool(draft.cue) and not subjunctive)


def _is_elsewhere(passage: Passage, draft: Draft, rule: Draft) -> bool:
    """Tell whether the finder's speaker is in another sentence than the verb of saying, and the rule's is in it."""
    if draft.mode != rule.mode or not rule.speaker or not rule.rule.startswith(("direct.verb", "indirect.verb")):
        return False
    start, end = passage.sentences[rule.sentence]
    own, other = (start <= role[0][0] < end for role in (rule.speaker, draft.speaker))
    return own and not other and start <= rule.cue[0][0] < end


def _has_other_cue(draft: Draft, rule: Draft) -> bool:
    """Tell whether the finder saw a cue where the rule has none, or a neutral one elsewhere: `bezeichnete als „…“`."""
    neutral = rule.stance == "asserts" or not rule.cue
    return bool(draft.cue) and neutral and not numbers(draft.cue) & numbers(rule.cue)


def _sentence_of_cue(tokens: Tokens, draft: Draft) -> int:
    """Return the sentence that holds the cue, which may follow that of the content: `Dies bestätigte …`."""
    return tokens.sentence_of[draft.cue[0][0]] if draft.cue else draft.sentence


def _read_cue(passage: Passage, rules: FramedRules, draft: Draft) -> None:
    """Set the stance of a statement from the cue that the finder saw, or from the cue verb inside a reported one."""
    cue = numbers(draft.cue or (draft.content if draft.mode == "reported" else []))
    for group in rules.groups:
        if cue & set(group.parts):
            stance = stance_of(passage, rules.lexicon, group, draft)
            if stance is not None:
                draft.stance = stance
                draft.polarity = polarity_of(passage, rules.lexicon, group, draft, stance)
            return
    for token in sorted(cue if draft.mode != "reported" else ()):
        noun = rules.lexicon.nouns.get(passage.tokens[token].text)
        if noun is not None:
            draft.stance = noun.stance
            return


def _read_frame(passage: Passage, lexicon: Lexicon, rules: Sequence[FramedRules], draft: Draft) -> None:
    """Set the stance of a neutral cue whose frame or speaker names blame (`Vorwürfe stehen im Raum, …`), or a wish.

    A wish (`nach einem Vorschlag der Stadt`) counts where no verb tells what is said of it.  Who rejects the blame does
    not accuse by what is said instead: `wies die Vorwürfe zurück: Der Damm sei dicht`.
    """
    if draft.rule.rpartition(".")[2] in lexicon.denying:
        return
    verbless = not any(passage.finite_forms(token) for token in numbers(draft.cue))
    for token in sorted(numbers(draft.frame) | numbers(draft.speaker)):
        noun = lexicon.noun_of(passage.tokens[token].text)
        before = passage.low[max(token - 3, 0) : token]
        if noun is None or draft.stance != "asserts":
            continue
        blames = noun.stance == "alleges" and not _ANSWERS & set(before) and not _is_rejected(rules, token)
        if blames or (verbless and noun.lemma in _WISHES):
            draft.stance = noun.stance


def _is_rejected(rules: Sequence[FramedRules], token: int) -> bool:
    """Tell whether a verb of the sentence denies what a word names: `hat die Vorwürfe bestritten und erklärt, …`."""
    sentence = next(rule for rule in rules if rule.start <= token < rule.end)
    for group in sentence.groups:
        begin = max([min(group.parts), *(max(other.parts) for other in sentence.sharing(group))])
        if group.cue.stance == "denies" and not group.negated and begin < token < group.end:
            return True
    return False


def _carry_stance(learned: list[Draft], partners: dict[int, int]) -> None:
    """Give what has no cue of its own the stance of the statement around it, or of the one that it carries on."""
    before: Draft | None = None
    for number, draft in enumerate(learned):
        if number not in partners and not draft.cue and draft.mode != "reported":
            around = next((other for other in learned if other.holds(draft)), None)
            if around is not None:
                draft.stance, draft.polarity = around.stance, around.polarity
            elif before is not None and draft.mode == "indirect_free_indirect":
                draft.stance = before.stance if before.stance in ("asserts", "alleges") else "asserts"
        before = draft


def _stands_alone(passage: Passage, draft: Draft, lexicon: Lexicon) -> bool:
    """Tell whether to keep what only a rule found.

    Positions, plans, praise and blame are kept although the quotation corpus labels few of them: the guidelines want
    them; so are demands and accusations by the verbs whose object is nothing else (`fordern`, `vorwerfen`).  Verbs
    and nouns whose object is often no position need the finder's word.
    """
    if draft.mode != "reported":
        if draft.stance == "withholds" and draft.rule.startswith("indirect.verb"):
            return True
        whole = passage.low[draft.start] in passage.grammar.complementizers or draft.take == "infinitive"
        clause = draft.rule.startswith("indirect") and whole
        return draft.rule.startswith("direct.verb") or (clause and draft.stance in _POSITIONS and bool(draft.speaker))
    _, family, cue = draft.rule.split(".", 2)
    if family == "dies":  # `nannte das verfrüht`: what was said is no thing
        return draft.stance in (*_POSITIONS, "evaluates", "alleges")
    accused = draft.passive and draft.stance == "alleges"
    kept = draft.stance in _ALONE or draft.polarity is not None or cue in lexicon.kept or accused
    sure = cue not in lexicon.weak or (draft.stance == "denies" and cue in lexicon.calling)
    sure = sure or (cue in lexicon.confessing and passage.low[draft.start] in lexicon.determined)
    return kept and family != "noun" and sure

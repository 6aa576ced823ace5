"""Traits of a content's first clause that tell plans and demands from assertions: names for a table of weights."""

from sayso.model import Stance
from sayso.statements.draft import Draft
from sayso.statements.passage import Passage

_FIRST_PERSON = frozenset(("wir", "ich", "uns", "unser", "unsere", "unseren"))
_OWN = frozenset(("er", "sie", "man", "wir", "ich"))
_NEAR = 40  # tokens in which the finite verb is looked for
_CUE_WORDS = 4  # a cue of more words is no fixed expression


def traits_of(passage: Passage, draft: Draft, clause: list[int], main: list[str], act: Stance) -> set[str]:
    """Return the traits of a statement whose words name `act` so far.

    `clause` are the tokens of the content's first sentence, `main` the words of its main clause in lower case.
    """
    kind = draft.mode if draft.mode in ("direct", "reported") else "told"
    words = [passage.low[i] for start, end in draft.cue for i in range(start, end)]
    found = {f"act={act}", f"mode={draft.mode}", f"cue={_cue_name(draft.rule)}"}
    if len(words) <= _CUE_WORDS:
        found.add(f"words={' '.join(words)}")
    found.add(f"we={bool(_FIRST_PERSON & set(main))} {kind}")
    finite = _finite(passage, clause)
    if finite is None:
        return found | {f"finite={'zu' if 'zu' in main else 'none'} {kind}"}
    return found | _verb_traits(passage, draft, clause, main, finite, kind)


def _cue_name(rule: str) -> str:
    return rule.split(".", 2)[2] if rule.count(".") > 1 else ""


def _finite(passage: Passage, clause: list[int]) -> int | None:
    """Return the place in the clause of its finite verb; a modal is one even where the word is a noun too."""
    modals = passage.grammar.modals | passage.grammar.werden
    for number, i in enumerate(clause[:_NEAR]):
        infinitive = number and passage.low[clause[number - 1]] == "zu"
        if passage.low[i] in modals or (number and not infinitive and passage.finite_forms(i)):
            return number
    return 0 if clause and passage.finite_forms(clause[0]) else None


def _verb_traits(
    passage: Passage, draft: Draft, clause: list[int], main: list[str], number: int, kind: str
) -> set[str]:
    i = clause[number]
    low, forms = passage.low[i], passage.finite_forms(i)
    subject = _subject(passage, draft, clause, number)
    perfect = any(passage.is_perfect(j) for j in clause)
    auxiliary = low in passage.grammar.auxiliaries
    verb = low if auxiliary or not forms else forms[0].lemma
    moods = "+".join(sorted({str(form.mood) for form in forms}))
    found = {f"finite={verb} {kind}", f"mood={moods} {kind}", f"subject={subject} {kind}", f"perfect={perfect} {kind}"}
    if low in passage.grammar.modals | passage.grammar.werden:
        ends = [j for j in clause if passage.low[j] in main][-1:]
        infinitive = any(form.kind == "infinitive" for j in ends for form in passage.forms(j))
        passive = "worden" in main or main[-1:] in (["werden"], ["worden"])
        negated = any(word in passage.grammar.negators for word in main)
        found |= {
            f"modal={low} {kind} {subject}",
            f"modal={low} {kind} perfect={perfect}",
            f"modal={low} {kind} infinitive={infinitive} passive={passive}",
            f"modal={low} negated={negated}",
            f"modal={low} {draft.mode}",
            f"modal={low} we={bool(_FIRST_PERSON & set(main))}",
        }
    return found


def _subject(passage: Passage, draft: Draft, clause: list[int], number: int) -> str:
    """Return what stands for the subject: a pronoun of the speaker's own, `es`, the speaker's name, or another."""
    near = {passage.low[clause[k]] for k in (number - 1, number + 1) if 0 <= k < len(clause)}
    opener = 1 if clause and passage.low[clause[0]] in passage.grammar.complementizers else 0
    first = {passage.low[j] for j in clause[opener : opener + 1]}
    if (near | first) & _OWN:
        return "own"
    if "es" in near:
        return "es"
    names = {passage.low[j] for a, b in draft.speaker for j in range(a, b) if passage.is_capital(j)}
    spoken = names - passage.grammar.determiners
    return "speaker" if any(passage.low[j] in spoken for j in clause[: number + 4]) else "other"

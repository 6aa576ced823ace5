"""Which stance a cue takes in its sentence: its own, or what negation, modal verb and object make of it."""

from typing import cast

from sayso.model import Polarity, Stance
from sayso.statements.draft import Draft
from sayso.statements.lexicon import CALLING, Lexicon
from sayso.statements.passage import Passage
from sayso.statements.phrases import noun_phrase
from sayso.statements.verbgroups import VerbGroup

_OF = ("von", "vom")
# With one of these it is a thing that took place: `sprach von ihrem Sieg`.
_KNOWN = frozenset(
    ("dem", "der", "den", "diesem", "dieser", "meinem", "meiner", "seinem", "seiner", "ihrem", "ihrer", "unserem",
     "unserer", "dessen", "deren")
)  # fmt: skip
_QUOTES = frozenset('„“”"»«')
_ANSWERS = ("denies", "withholds")  # stances towards what others said, not towards the words that follow


def stance_of(passage: Passage, lexicon: Lexicon, group: VerbGroup, draft: Draft) -> Stance | None:
    """Return the stance of a cue verb towards the content of `draft`; None where it is no statement."""
    if group.stance is not None:
        return group.stance
    modal = passage.low[group.finite] if group.modal else None
    if "object+für" in group.cue.takes and modal not in lexicon.suspends:
        held = _held_for(passage, lexicon, group, draft)
        if held is not None:
            return held
    stance = _own_stance(passage, lexicon, group, draft)
    if stance in _ANSWERS and _says_instead(passage, group, draft):
        return "asserts"
    if group.negated:
        if modal in lexicon.negated_withholds and stance in lexicon.withholding_stances:
            return "withholds"
        if stance == "asserts" and group.cue.negated is None and _is_question(passage, draft):
            return "withholds"
        negated = group.cue.negated or lexicon.negation.get(stance, "none")
        return None if negated == "none" else cast(Stance, negated)
    meant = modal in group.cue.needs  # `will wissen` is a cue of its own
    return None if modal in lexicon.suspends and not meant else stance


def _says_instead(passage: Passage, group: VerbGroup, draft: Draft) -> bool:
    """Tell whether a content is what somebody holds against another's words: `widersprach: Der Damm sei dicht`.

    It stands behind a colon, is no dass-clause, and no `es` points at it: `bestritt es: Der Damm sei dicht`.
    """
    told = draft.mode != "reported" and draft.start > 0 and passage.low[draft.start - 1] == ":"
    pointed = "es" in passage.low[group.finite : draft.start]
    return told and not pointed and passage.low[draft.start] not in passage.grammar.complementizers


def _is_question(passage: Passage, draft: Draft) -> bool:
    """Tell whether a content is a question, told as one: `ob der Damm hält, sagte er nicht`."""
    first = draft.start + (passage.low[draft.start] in passage.grammar.prepositions)  # `Von wem das Geld kam`
    return draft.mode == "indirect" and passage.low[first] in passage.grammar.askers


def _own_stance(passage: Passage, lexicon: Lexicon, group: VerbGroup, draft: Draft) -> Stance:
    """Return the cue's stance without negation, by kind of content and by the head of its object."""
    if group.cue.by_object and draft.mode == "reported":
        kinds = dict(group.cue.by_object)
        for i in range(draft.start, draft.end):
            kind = lexicon.object_kind(passage.tokens[i].text)
            if kind is not None:  # the head comes first: `Berichte über einen Einsatz`
                return cast(Stance, kinds.get(kind, group.cue.stance))
    if group.cue.takes & CALLING and draft.mode == "reported" and _calls_false(passage, lexicon, group, draft):
        return "denies"
    if draft.rule.startswith("reported.dies") and lexicon.denials & {passage.low[i] for i in group.parts}:
        return "denies"  # `hält das für falsch`
    if _speaks_of(lexicon, group) and draft.mode == "reported":
        spoken = _spoken_of(passage, lexicon, group, draft)
        if spoken is not None:
            return spoken
    if draft.take == "infinitive" and group.cue.lemma in lexicon.refusing and _tells(passage, lexicon, draft):
        return "withholds"
    return cast(Stance, dict(group.cue.by_take).get(draft.take, group.cue.stance))


def _calls_false(passage: Passage, lexicon: Lexicon, group: VerbGroup, draft: Draft) -> bool:
    """Tell whether an account is called untrue: `nannte das eine Lüge`, `bezeichnete die Darstellung als falsch`.

    A noun decides before its adjectives: `eine falsche Entscheidung` is blame.
    """
    points_back = draft.rule.startswith("reported.dies")
    start, end = draft.content[-1][0], max(last for _, last in (*draft.content[-1:], *draft.frame))
    kinds = (lexicon.object_kind(passage.tokens[i].text) for i in range(start, draft.end))
    account = points_back or next((kind for kind in kinds if kind), None) == "account"
    led = [i for i in range(start, end) if passage.low[i] in {"als", "für"}]
    behind = start + 1 if points_back else noun_phrase(passage, start, end, apposition=False)
    quoted = next((i for i in range(start + 1, end) if passage.quote_of[i] not in {-1, passage.quote_of[start]}), end)
    behind = min(behind or end, quoted)  # `nannte die Tat „aus der Luft gegriffen“`
    if behind == draft.end and behind > start + 1 and passage.tokens[behind - 1].text in lexicon.denials:
        behind -= 1  # `nannte den Bericht Unfug`
    called = range(led[-1] + 1 if led else behind, end)
    near = {passage.low[i] for i in (*called, *(at - 1 for at in led[-1:]))}  # `hält das nicht für gelogen`
    if group.negated or passage.grammar.negators & near:
        return False
    told = (i for i in called if passage.is_word(i) and i not in group.parts and i not in passage.time_tokens)
    words = [passage.tokens[i].text for i in told]
    nouns = [word for word in words if word[0].isupper() and len(word) > 1]
    # In `aus der Luft gegriffen` the noun decides nothing.
    idiom = words[-1:] if len(words) > 1 and lexicon.idioms.get(words[-1]) == words[-2] else []
    return bool((lexicon.denials if account else lexicon.lies) & set(idiom or nouns or words))


def _speaks_of(lexicon: Lexicon, group: VerbGroup) -> bool:
    """Tell whether a cue takes what somebody speaks of, which may call it something: `sprach von einem Skandal`."""
    return "prep:von" in group.cue.takes and group.cue.lemma in lexicon.speaking


def _held_for(passage: Passage, lexicon: Lexicon, group: VerbGroup, draft: Draft) -> Stance | None:
    """Return what somebody does who holds something for what it is told to be; None where the cue decides.

    For the one who did it, or for true, is asserted; for unreal denied: `hält den Brief für gefälscht`.
    """
    at, called = _called(passage, group, draft)
    words = [passage.tokens[i].text for i in called]
    if not words or lexicon.denials & set(words):
        return None  # an account's denial is settled by what is called so
    if lexicon.valued.keys() & set(words):
        return "evaluates"
    if words[:2] in (["zu", "niedrig"], ["zu", "hoch"], ["zu", "klein"]):
        first = group.finite if group.finite < at else draft.start
        counted = any(passage.low[i].endswith(lexicon.estimates) for i in range(first, at))
        return "denies" if counted else None
    negated = _is_doubted(passage, group, at, called)
    if lexicon.unreal & set(words):
        return "asserts" if negated else "denies"
    one = words[0] in {"den", "die", "das"} and any(word[0].isupper() for word in words)
    if one or lexicon.facts & set(words):
        return "denies" if negated else "asserts"
    return None


def _called(passage: Passage, group: VerbGroup, draft: Draft) -> tuple[int, range]:
    """Return the `für` or `von` of what something is held for or somebody speaks of, and the tokens behind it.

    It is the last `für` of the clause, `hält die Frist für den Umbau für zu kurz`, and the first `von` of the content.
    """
    start, end = next((start, end) for start, end in passage.sentences if start <= group.finite < end)
    if "object+für" not in group.cue.takes:
        at = next((i for i in range(draft.start, draft.end) if passage.low[i] in _OF), end)
    else:
        clause = next((i for i in range(group.finite + 1, end) if _ends_phrase(passage, i)), end)
        places = [i for i in range(start, clause) if passage.low[i] == "für" and passage.quote_of[i] == -1]
        at = places[-1] if places else end
    closing = next((i for i in range(at + 1, end) if i in group.parts or _ends_phrase(passage, i)), end)
    return at, range(at + 1, closing)


def _is_doubted(passage: Passage, group: VerbGroup, at: int, called: range) -> bool:
    """Tell whether something is not held for what it is called: `nicht für den Täter`, `für kaum möglich`."""
    near = {passage.low[i] for i in (at - 1, *called)}
    return group.negated or not near.isdisjoint(passage.grammar.negators | {"wenig", "kaum"})


def polarity_of(passage: Passage, lexicon: Lexicon, group: VerbGroup, draft: Draft, stance: Stance) -> Polarity | None:
    """Return whether a cue that evaluates praises or blames, by what it calls something where that tells."""
    if stance != "evaluates":
        return None
    if "object+für" not in group.cue.takes and not _speaks_of(lexicon, group):
        return group.cue.polarity
    at, called = _called(passage, group, draft)
    told = [lexicon.valued[passage.tokens[i].text] for i in called if passage.tokens[i].text in lexicon.valued]
    if not told:
        return group.cue.polarity
    turned: dict[Polarity, Polarity] = {"positive": "negative", "negative": "positive"}
    return turned[told[-1]] if _is_doubted(passage, group, at, called) else told[-1]


def _ends_phrase(passage: Passage, i: int) -> bool:
    """Tell whether a mark stands at token i, or `und` with another verb: `… für vertretbar und lobte den Rat`."""
    behind = min(i + 2, len(passage.tokens))
    joins = passage.low[i] in passage.grammar.coordinators and bool(passage.finites(i + 1, behind))
    return joins or (not passage.is_word(i) and passage.tokens[i].text not in _QUOTES)


def _spoken_of(passage: Passage, lexicon: Lexicon, group: VerbGroup, draft: Draft) -> Stance | None:
    """Return what somebody does who speaks of a lie, which denies, or of a scandal: `sprach von „absolutem Unsinn“`.

    Who speaks of more than that does not: `sprach von Lügen über das Amt`, `von ihrem Sieg im Pokal`.
    """
    at, called = _called(passage, group, draft)
    noun = next((i for i in called if passage.is_capital(i)), None)
    if noun is None or _is_doubted(passage, group, at, called):
        return None
    if noun + 1 in called and passage.is_word(noun + 1):
        return None
    word = passage.tokens[noun].text
    if word in lexicon.valued and passage.low[at] == "von" and passage.low[at + 1] not in _KNOWN:
        return "evaluates"
    return "denies" if word in lexicon.untruths else None


def _tells(passage: Passage, lexicon: Lexicon, draft: Draft) -> bool:
    """Tell whether the last infinitive of a content is one of saying something: `sich zu dem Fall zu äußern`."""
    for i in range(draft.end - 1, draft.start - 1, -1):
        verbs = {form.lemma for form in passage.forms(i) if form.kind in {"infinitive", "zu_infinitive"}}
        if verbs:
            words = passage.low[draft.start : i]
            noun = any(words[-len(noun) - 1 : -1] == list(noun) for noun in lexicon.telling_nouns)
            return noun or bool(verbs & lexicon.telling)
    return False

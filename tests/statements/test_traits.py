"""Traits of a clause by which plans and demands are told from assertions."""

import pytest

from sayso.language.analysis import analyse
from sayso.reading.text import read_text
from sayso.statements.acts import Clause, decide
from sayso.statements.draft import Draft
from sayso.statements.lexicon import lexicon
from sayso.statements.passage import Passage
from sayso.statements.traits import traits_of
from sayso.tagger.findings import STANCES


def drafted(words: str, mode: str = "indirect", **more: object) -> tuple[Passage, Draft]:
    """Return a statement of the town council whose content are `words`."""
    passage = Passage(analyse(read_text(f"Der Stadtrat sagte: {words}", source="test")))
    roles = {"speaker": [(0, 2)], "cue": [(2, 3)], "rule": "indirect.verb.sagen"}
    return passage, Draft(mode=mode, content=[(4, len(passage.tokens))], sentence=0, **{**roles, **more})


def traits(words: str, mode: str = "indirect") -> set[str]:
    passage, draft = drafted(words, mode)
    clause = Clause(passage, draft)
    return traits_of(passage, draft, clause.sentence, clause.main, "asserts")


@pytest.mark.parametrize(
    ("words", "trait"),
    [
        ("er werde den Deich erhöhen", "modal=werde told own"),
        ("der Stadtrat werde den Deich erhöhen", "modal=werde told speaker"),
        ("der Fluss werde steigen", "modal=werde told other"),
        ("es werde regnen", "modal=werde told es"),
        ("der Mann solle drei Boote gestohlen haben", "modal=solle told perfect=True"),
        ("der Deich solle erhöht werden", "modal=solle told infinitive=True passive=True"),
        ("man dürfe nicht warten", "modal=dürfe negated=True"),
        ("die Brücke sei alt", "finite=sei told"),
        ("die Brücke zu sperren", "finite=zu told"),
    ],
)
def test_told_content_has_the_trait(words: str, trait: str) -> None:
    assert trait in traits(words)


def test_a_modal_of_another_clause_is_none_of_the_traits() -> None:
    assert not any(trait.startswith("modal=") for trait in traits("die Brücke sei alt, sie solle weg"))


def test_cue_and_mode_are_traits() -> None:
    assert {"cue=sagen", "words=sagte", "mode=direct", "we=True direct"} <= traits("„Wir gehen heim.“", "direct")


SURE = tuple(0.93 if name == "asserts" else 0.01 for name in STANCES)


@pytest.mark.parametrize(
    ("words", "more", "expected"),
    [
        ("er werde den Deich erhöhen", {"stances": ()}, "announces"),
        ("die Brücke sei alt", {"stances": SURE}, "asserts"),
        ("er werde den Deich erhöhen", {"stances": SURE, "stance": "denies"}, "denies"),
        ("das stimme nicht", {"stances": SURE}, "denies"),
    ],
)
def test_the_table_is_asked_only_where_nothing_else_decides(words: str, more: dict[str, object], expected: str) -> None:
    passage, draft = drafted(words, **more)
    decide(passage, lexicon("de"), draft)
    assert draft.stance == expected

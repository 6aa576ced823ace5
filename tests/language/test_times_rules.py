"""Every rule about times finds what its examples say, with the value they say, and nothing else."""

import pytest

from sayso.language.times.finder import trace_times
from sayso.language.times.knowledge import Rule, load_knowledge

PUBLISHED = "2015-05-13"
LANGUAGES = ("de", "en")
RULES = [(language, rule) for language in LANGUAGES for rule in load_knowledge(language).rules]


def read_example(example: str) -> tuple[str, int, int, str]:
    """Return text, start and end of the marked words, and the value expected."""
    marked, value = example.split(" → ")
    start = marked.index("[")
    end = marked.index("]") - 1
    return marked.replace("[", "").replace("]", ""), start, end, value


@pytest.mark.parametrize(("language", "rule"), RULES, ids=[f"{language}-{rule.name}" for language, rule in RULES])
def test_examples(language: str, rule: Rule) -> None:
    assert rule.yes, "a rule needs an example"
    assert rule.no, "a rule needs a counterexample"
    for example in rule.yes:
        text, start, end, value = read_example(example)
        found = [
            (found.rule, found.expression.span.start, found.expression.span.end, found.expression.value)
            for found in trace_times(text, published=PUBLISHED, language=language)
        ]
        if value == "-":
            assert not [hit for hit in found if hit[1] < end and start < hit[2]], example
            assert rule.match(text, start), example
        else:
            assert (rule.name, start, end, value) in found, (example, found)
    for example in rule.no:
        found_by = [found.rule for found in trace_times(example, published=PUBLISHED, language=language)]
        assert rule.name not in found_by, example
        if not rule.value:
            assert not any(rule.match(example, start) for start in range(len(example))), example


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_unique(language: str) -> None:
    names = [rule.name for rule in load_knowledge(language).rules]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("language", "rule"), RULES, ids=[f"{language}-{rule.name}" for language, rule in RULES])
def test_every_rule_can_be_set_off(language: str, rule: Rule) -> None:
    assert any(kind.nucleus for kind in rule.classes.values())

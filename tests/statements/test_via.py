"""Who relays: every relation of `media.toml` against its own sentences, what is carried on, and where nobody relays."""

import pytest

from sayso.pipeline import read_report
from sayso.reading.text import read_text
from sayso.statements.media import media_table
from sayso.statements.via import find_relays
from voiced import laid_out, unmarked, words

RELATIONS = media_table()["relation"]


def relayed(text: str) -> list[tuple[list[str], list[str]]]:
    """Return speaker and media of every statement that is relayed."""
    return [(words(text, r.statement.speaker), words(text, r.media)) for r in find_relays(laid_out(text)) if r.media]


@pytest.mark.parametrize(("entry", "sentence"), [(e, s) for e in RELATIONS for s in e["yes"]], ids=str)
def test_a_relation_finds_who_relays(entry, sentence):
    text, marks = unmarked(sentence, "([")
    assert (marks["("], marks["["]) in relayed(text)


@pytest.mark.parametrize(("entry", "sentence"), [(e, s) for e in RELATIONS for s in e["no"]], ids=str)
def test_a_relation_keeps_silent(entry, sentence):
    text, _ = unmarked(sentence, "([")
    assert relayed(text) == []


@pytest.mark.parametrize("entry", RELATIONS, ids=lambda entry: entry["name"])
def test_every_relation_has_sentences_for_and_against(entry):
    assert entry["yes"]
    assert entry["no"]


@pytest.mark.parametrize("phrase", next(e for e in RELATIONS if e["name"] == "source")["words"])
def test_behind_every_such_phrase_stands_the_source(phrase):
    text = f"Die Agentur Tass meldete {phrase} den Generalstab, dass der Hafen frei sei."
    assert (["den Generalstab"], ["Die Agentur Tass"]) in relayed(text)


def test_what_is_carried_on_is_relayed_as_what_was_said_before():
    text = "Der Minister sagte dem Sender CNN, der Damm halte. Er sei sicher. Das Wetter war schlecht."
    assert [media for _, media in relayed(text)] == [["dem Sender CNN"]] * 2


def test_words_quoted_inside_are_relayed_too():
    text = "Gegenüber Reuters sagte der Minister, der Vorwurf sei „ein sehr übles Stück Politik“."
    assert relayed(text) == [(["der Minister"], ["Reuters"])] * 2


def test_another_speaker_is_not_relayed():
    text = "Der Minister sagte der BBC, der Damm halte. Die Polizei erklärte, er sei gebrochen."
    assert [speaker for speaker, _ in relayed(text)] == [["Der Minister"]]


def test_what_others_do_in_words_told_to_a_medium_was_not_told_to_it():
    text = "Eine Sprecherin bestätigte gegenüber der BBC, dass die Werft einen Neubau ablehne."
    assert relayed(text) == [(["Eine Sprecherin"], ["der BBC"])]


def test_who_speaks_for_a_medium_is_not_relayed_by_it():
    assert relayed("Der Chefredakteur der „New Harbor Times“ sagte, der Damm halte.") == []


def test_what_a_medium_reports_of_its_own_is_relayed_by_nobody():
    assert relayed("Die BBC berichtete, dass der Damm halte.") == []


def test_the_press_at_large_is_nobody_who_relays_but_its_source_speaks():
    text = "Medien meldeten unter Berufung auf den Generalstab, dass der Hafen frei sei."
    (found,) = find_relays(laid_out(text))
    assert (words(text, found.statement.speaker), found.media) == (["den Generalstab"], ())


def test_the_statement_of_a_reading_names_who_relays_among_the_actors():
    text = "Der Hafen sei frei, berichtet die Agentur KCNA unter Berufung auf das Verteidigungsministerium."
    reading = read_report(read_text(text, source="test"), "rules")
    names = {actor.id: actor.name for actor in reading.actors}
    (statement,) = reading.statements
    assert [names[actor] for actor in statement.via] == ["KCNA"]
    assert [names[actor] for actor in statement.actors] == ["Verteidigungsministerium"]


def test_who_speaks_relays_nothing_of_its_own():
    text = "Laut BBC hält der Damm, wie die BBC schreibt."
    reading = read_report(read_text(text, source="test"), "rules")
    assert reading.statements
    assert all(set(statement.via).isdisjoint(statement.actors) for statement in reading.statements)


def test_a_medium_that_speaks_and_relays_is_one_actor():
    text = "Die BBC meldete, dass der Damm halte. Der Minister sagte der BBC, er sei froh."
    reading = read_report(read_text(text, source="test"), "rules")
    assert [actor.name for actor in reading.actors].count("BBC") == 1
    assert reading.statements[1].via == reading.statements[0].actors


def test_through_whom_something_is_told_is_an_actor_and_not_told_it():
    text = "Der Minister ließ über eine Sprecherin ausrichten, er trete nicht zurück."
    reading = read_report(read_text(text, source="test", published="2025-04-28"))
    (statement,) = reading.statements
    actors = {actor.id: actor.name for actor in reading.actors}
    assert [actors[one] for one in statement.via] == ["Sprecherin"]
    assert [actors[one] for one in statement.actors] == ["Minister"]
    assert statement.addressee == ()

"""Nouns that tell what somebody answers: whose words they are, what their statements hold, which are kept."""

import pytest

from marked import found_in, unmark, words
from says import read, tagged
from sayso.statements.lexicon import cue_table


def told(text):
    return [s for s in found_in(text) if s.found_by.startswith("reported.noun")]


def test_an_answer_tells_what_was_said_before():
    text = "Der Minister bestätigte damit am Montag Vorwürfe der Gewerkschaft und ihrer Mitglieder."
    (found,) = told(text)
    assert words(text, found.speaker) == ["der Gewerkschaft und ihrer Mitglieder"]
    assert words(text, found.cue) == ["Vorwürfe"]
    assert (found.stance, found.content, found.said, found.first) == ("alleges", (), None, False)
    assert "confirms" in {s.stance for s in found_in(text)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Oslo wies die Angaben [Stockholms] zurück.",
        "Oslo wies [Stockholms] Angaben zurück.",
        "Oslo wies [schwedische Angaben] zurück.",
        "Oslo wies Angaben aus [Stockholm] zurück.",
        "Oslo wies Angaben aus [Kreisen der Fischer] zurück.",
        "Oslo wies Angaben von [Fischern] zurück.",
        "Oslo wies Angaben [schwedischer Fischer] zurück.",
        "Oslo wies Angaben [mehrerer Fischer] zurück.",
        "Oslo wies die Angaben [der Fischer] von Montag zurück.",
        "Die Werft hielt die Angaben [der Fischer] für einen Irrtum.",
        "Der Hafen wollte sich zu den Angaben [der Fischer] nicht äußern.",
    ],
)
def test_whose_words_they_are(sentence):
    marked = unmark(sentence)
    assert [words(marked.text, s.speaker) for s in told(marked.text)] == [marked.speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Oslo wies die Angaben zurück.",
        "Oslo wies Angaben aus dem Internet zurück.",
        "Oslo wies Angaben von gestern zurück.",
        "Oslo wies Angaben von 40 Booten zurück.",
        "Oslo verlangte Angaben der Fischer.",
        "Oslo kündigte Vorschläge der Fischer an.",
        "Oslo wies die Herausgabe der Angaben der Fischer zurück.",
    ],
)
def test_what_is_nobodys_or_no_answer_tells_nothing(text):
    assert told(text) == []


HOLDERS = cue_table("de")["holders"]


@pytest.mark.parametrize("deed", HOLDERS["deeds"])
def test_nobody_speaks_by_what_was_done(deed):
    article = "der" if deed.endswith(("heit", "keit", "ung", "ion", "ei", "tät")) else "des"
    assert told(f"Die Stadt wies den Vorwurf {article} Muster{deed} zurück.") == []


@pytest.mark.parametrize("voice", HOLDERS["voices"])
def test_bodies_speak_though_their_names_end_as_deeds_do(voice):
    assert len(told(f"Die Stadt wies den Vorwurf der Muster{voice} zurück.")) == 1


@pytest.mark.parametrize(("verb", "particle"), [("lehnte", "ab"), ("wies", "ab"), ("wies", "zurück")])
def test_what_is_refused_was_asked_for(verb, particle):
    assert [s.stance for s in told(f"Das Gericht {verb} den Antrag der Verteidigung {particle}.")] == ["demands"]


@pytest.mark.parametrize("circle", HOLDERS["circles"])
def test_words_come_out_of_circles(circle):
    assert len(told(f"Die Stadt wies Vorwürfe aus {circle} der Partei zurück.")) == 1


def test_what_the_noun_goes_on_to_say_is_its_content():
    text = "Der Rat wies Stockholms Kritik an dem Vertrag zurück."
    (found,) = told(text)
    assert (words(text, found.content), found.polarity) == (["an dem Vertrag"], "negative")


@pytest.mark.parametrize(
    ("before", "count"),
    [
        ("Die Fischer sagten, das Netz sei zerschnitten.", 0),
        ("Die Werft sagte, das Netz sei zerschnitten.", 1),
        ("Das Netz der Fischer ist zerschnitten.", 1),
    ],
)
def test_who_has_said_it_before_is_not_told_of_again(before, count):
    assert len(told(f"{before} Der Rat wies die Vorwürfe der Fischer zurück.")) == count


def test_who_knows_when_it_was_said():
    text = "Am Montag wies der Rat die Vorwürfe der Fischer zurück. Die Fischer kündigten am Montag einen Streik an."
    assert [s.said for s in told(text)] == [None]


def test_words_in_quotation_marks_are_the_answers():
    text = "Der Rat wies die „erlogenen“ Vorwürfe der Fischer als haltlos zurück."
    (quoted,) = [s for s in found_in(text) if words(text, s.content) == ["„erlogenen“"]]
    assert quoted.stance == "denies"
    assert quoted.parent == next(s.id for s in found_in(text) if s.found_by.startswith("reported.object"))


def test_it_is_kept_beside_what_the_finder_says_as_long_as_its_answer_is():
    text = "Der Rat wies die Vorwürfe der Fischer zurück. Die Schleuse ist zu."
    answer = tagged("die Vorwürfe der Fischer", speaker="Der Rat", cue="wies|zurück", mode="reported", text=text)
    statements, _ = read(answer, text=text)
    assert [s.stance for s in statements] == ["alleges", "denies"]
    text = "Der Rat lobte die Zusage der Fischer sehr."
    whole = tagged("Der Rat lobte die Zusage", speaker="der Fischer", cue="Zusage", mode="reported", text=text)
    assert sum(words(text, s.speaker) == ["der Fischer"] for s in read(whole, text=text)[0]) == 1

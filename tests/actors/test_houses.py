"""Whose an office is that tells no state itself, and which body or union a bare word means."""

from dataclasses import replace

import pytest
from tests.actors.given import given, last, resolve, unmark

from sayso.actors.resolve import resolve_actors
from sayso.language.analysis import analyse
from sayso.model import Span
from sayso.reading.text import read_text


def parties(marked):
    return last(marked).parties


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("[Das polnische Außenministerium] bestätigte das. Es liege vor, sagte [ein Sprecher].",
         ("Polnisches Außenministerium",)),
        ("[Die polnische Regierung] schwieg. [Der Sprecher] lachte.", ("Polnische Regierung",)),
        ("[Das polnische Außenministerium] teilte das mit. [Das Ressort] hält daran fest.",
         ("Polnisches Außenministerium",)),
        ("[Die polnische Staatsanwaltschaft] ermittelt. Das teilte [die Behörde] mit.",
         ("Polnische Staatsanwaltschaft",)),
        ("Die NATO tagt. [Das Bündnis] bestätigte das.", ("NATO",)),
        ("[Human Rights Watch] klagt. Das teilte [die Organisation] mit.", ("Human Rights Watch",)),
        # no body of a state, another noun, a plural, no union named
        ("[Der Musterverband] schwieg. Man prüfe das, sagte [ein Sprecher].", ("Sprecher",)),
        ("[Das polnische Außenministerium] teilte das mit. [Das Gericht] hält daran fest.", ("Gericht",)),
        ("[Die polnische Staatsanwaltschaft] ermittelt. Das teilten [die Behörden] mit.", ("Behörden",)),
        ("Polen tagt. [Das Bündnis] bestätigte das.", ("Bündnis",)),
    ],
)  # fmt: skip
def test_which_body_a_bare_word_means(marked, names):
    assert last(marked).names == names


@pytest.mark.parametrize(
    ("marked", "party"),
    [
        # one state has one foreign minister: the next one named is of the other country
        ("Schweden und Polen zanken. Polens Außenminister Jan Beispiel kam. [Außenministerin Erika Muster] kam.", "SE"),
        ("Schweden und Polen zanken. Polens General Jan Beispiel kam. [General Erika Muster] ging.", "PL"),
        # the state behind the verb is who acted
        ("Am Montag hat Polen das bestritten. Das sei falsch, sagte [General Erika Muster].", "PL"),
        ("[Der norwegische Minister] hat Polen beschuldigt. Das sei falsch, sagte [General Erika Muster].", "NO"),
        # soldiers are no officials, and a paragraph begins anew where the report plays in one country
        ("[Oslo] klagte. Sechs polnische Soldaten wurden verletzt, sagte [General Erika Muster].", "NO"),
        ("Oslo (dpa) - [Polen] klagte.\n\n[General Erika Muster] wies das zurück.", "NO"),
    ],
)  # fmt: skip
def test_whose_an_office_is_that_tells_no_state(marked, party):
    assert parties(marked) == (party,)


def test_who_stands_in_what_is_said_does_not_say_it():
    marked = "[Die norwegische Armee] klagte. Die polnische Marine habe geschossen, sagte [Oberst Jan Beispiel]."
    text, spans = unmark(marked)
    begin = text.index("Die polnische")
    content = Span(begin, text.index(", sagte"))
    statements = [given(0, spans[0]), replace(given(1, spans[1]), content=(content,))]
    _, actors = resolve_actors(analyse(read_text(text, source="test", published="2025-04-28")), statements)
    assert [actor.party for actor in actors] == ["NO", "NO"]
    assert resolve(marked)[1][-1].party == "PL"  # where nothing tells that it is said


@pytest.mark.parametrize(
    ("marked", "party"),
    [
        ("In Lima sprach [Ministerin Erika Muster]. Oslo. Norwegen. Norwegen.", "PE"),
        ("Aus Lima kam Lob. [Die Ministerin] freut sich. Oslo. Norwegen. Norwegen.", "PE"),
        ("Da sprach in Lima [Ministerin Erika Muster]. Oslo. Norwegen. Norwegen.", "NO"),
        ("In Brüssel sprach [Ministerin Erika Muster]. Oslo. Norwegen. Norwegen.", "NO"),
        # a state that calls itself one is none; one that is called a people's republic may be one
        ("In Kiew sprach [der Ministerpräsident der selbst ernannten Volksrepublik Donezk, Hans Muster].", None),
        ("In Kiew sprach [der Ministerpräsident der Volksrepublik China, Hans Muster].", "CN"),
        # of a railway's authority and a railway's boss
        ("In Norwegen sprach [die Bahnverwaltung].", "NO"),
        ("In Norwegen sprach [der Bahnchef].", None),
        ("[Die norwegischen Rettungskräfte] sprachen.", "NO"),
        ("In Norwegen sprachen [die Rettungskräfte].", None),
        ("[Der Vizechef der Behörde Rosawiazija, Hans Muster,] sprach.", "RU"),
        ("[Ein Labor der norwegischen Armee] sprach.", "NO"),
        ("[Ein Labor der norwegischen Bäckerei] sprach.", None),
        ("[WHO-Experte Hans Muster] sprach.", "UN"),
        ("[Der NATO-Kritiker Hans Muster] sprach.", None),
        ("Aus [dem Umkreis der norwegischen Regierung] verlautet das.", "NO"),
        ("[Die Nuntiatur in Berlin] sprach.", "VA"),
        ("Das UN-Hilfswerk UNRWA kam. [Ein Sprecher des Hilfswerks in Rafah] sprach.", "UN"),
        ("In Norwegen sprach [ein Offizier].", "NO"),
        ("[Ministerin Erika Muster aus Lima] sprach. Norwegen. Norwegen.", "PE"),
        ("In Delhi sprach [das Gericht des indischen Bundesstaats Musterland].", "IN"),
        ("In Delhi sprach [die Regierung des Bundesstaats].", "IN"),
        ("Peru, Mali, Norwegen. Die malische Armee kam. [Armeesprecher Hans Muster] sprach. Peru, Norwegen.", "ML"),
        ("Peru trauert. Perus Marine schwieg. [Eine Bundesrichterin] sprach.", "PE"),
        ("Peru trauert. Perus Marine schwieg. [Die Bundesregierung] sprach.", "DE"),
        # whose a body is that several federations have
        ("[Der Bundesrat in Bern] sprach.", "CH"),
        ("[Die Bundesanwaltschaft in Bern] sprach.", "CH"),
        ("[Die Bundesanwaltschaft in Karlsruhe] sprach.", "DE"),
        ("[Die Bundespolizei in Brasilia] sprach.", "BR"),
        ("Die Schweizer Bundesanwaltschaft kam. [Die Bundesanwaltschaft] sprach.", "CH"),
        ("[Die Bundeswehr in Mali] sprach.", "DE"),
        ("Die frühere Bundesregierung kam. [Die Bundesregierung] sprach.", "DE"),
        # a spokesman's body is of the state in whose capital he speaks
        ("Norwegen. Die norwegische Armee kam. [Ein Armeesprecher in Lima] sprach. Norwegen.", "PE"),
        ("Norwegen. Die norwegische Polizei kam. [Ein Polizeisprecher in Marseille] sprach. Norwegen.", "FR"),
        ("Norwegen. [Der norwegische Armeesprecher in Lima] sprach. Norwegen.", "NO"),
        # Brussels is the Union's seat, and a town of Belgium
        ("[Die Brüsseler Staatsanwaltschaft] sprach.", "BE"),
        ("[Die Brüsseler Polizei] sprach.", "BE"),
        ("[Ein Polizeisprecher in Brüssel] sprach.", "BE"),
        ("Norwegen. Norwegens Kommission kam. [Ein Kommissionssprecher in Brüssel] sprach. Norwegen.", "EU"),
        ("Peru. Perus Regierung kam. [Ein Regierungssprecher in Brüssel] sprach. Peru.", "PE"),
        ("[Die Brüsseler Behörde] sprach.", "EU"),
        ("Peru. Perus Armee kam. [Die Emirate] sprachen.", "AE"),
        # states that are no more
        ("[Die Sowjetunion] sprach.", "SU"),
        ("[Das DDR-Außenministerium] sprach.", "DD"),
        ("[Der jugoslawische Außenminister] sprach.", "YU"),
        ("[Das UN-Tribunal für das ehemalige Jugoslawien] sprach.", "UN"),
        ("[Das Jugoslawien-Tribunal] sprach.", "UN"),
        ("Die malische Armee schwieg. In Lima sprach [Sprecher Hans Muster].", "PE"),
        ("Norwegen hat nach [eigener Darstellung] die Brücke geöffnet.", "NO"),
        # a published paper that nobody is told to have issued is the body's that spoke or acted just before
        ("[Die WHO] sprach. So steht es in [dem am Freitag veröffentlichten Bericht].", "UN"),
        ("[Die WHO] sprach. So steht es in [einem am Freitag veröffentlichten Bericht].", "UN"),
        (
            "[Das norwegische Justizministerium] sprach. So steht es in [der am Freitag eingereichten Klageschrift].",
            "NO",
        ),
        ("[Das norwegische Ministerium] sprach. So steht es in [dem Bericht].", "NO"),
        ("[Die WHO] sprach. So steht es in [dem Bericht]. Es regnete. Laut [dem Bericht] regnete es.", "UN"),
        ("[Das norwegische Ministerium] sprach. So steht es in [der Erklärung].", "NO"),
        ("[Das norwegische Gericht] sprach. So steht es in [der Entscheidung vom Mittwoch].", "NO"),
        ("Zwölf stehen in [der Zusammenfassung], die die WHO am Mittwoch vorlegte.", "UN"),
        ("[Die WHO] sprach. So steht es in [dem am Freitag vom norwegischen Ministerium vorgelegten Papier].", "NO"),
        ("[Die WHO] sprach. So steht es in [einem von der Zeitung Muster veröffentlichten Bericht].", None),
        # `vom Mittwoch` tells nobody, `seiner` does
        ("[Norwegens Geheimdienst] sprach. Nach [seiner Schätzung vom Montag] sind es drei.", "NO"),
        ("[Die WHO] sprach. So steht es in [dem am Montag in New York vorgestellten Bericht].", "UN"),
        # a mere `Kommission` is the EU's where a report names that, and no other one
        ("Brüssel (dpa) - Das sagte [die Kommission].", "EU"),
        ("Das sagte [ein Kommissionssprecher] in Brüssel.", "EU"),
        ("Peru hat eine Wahlkommission. Das sagte [die Kommission]. Die EU schwieg.", "PE"),
        ("Peru bebt. Das sagte [die Kommission].", "PE"),
        ("Peru bebt. Das sagte [der 46 Jahre alte Minister].", "PE"),
        # two states side by side are two
        ("Da beschuldigte [Peru Chile].", "PE"),
        # a chief of police is one of the place that is told, known or not
        ("Peru bebt. Das sagte [der Polizeichef von Muster].", "PE"),
        ("Peru bebt. Das sagte [der Chef von Muster].", None),
        ("Das sagte [Den Haag].", "NL"),
        # a dateline may begin with a town that is a word as well, and a court's name end with one
        ("Essen (dpa) - Das sagte [die Stadtverwaltung].", "DE"),
        ("Das sagte [das Landgericht Essen].", "DE"),
        # where neither words nor the report tell the country, the political party does
        ("Peru, Mali, Norwegen. [Landrat Hans Muster (SPD)] sprach. Peru, Mali, Norwegen.", "DE"),
        ("Peru, Mali, Norwegen. [Landesrat Hans Muster (ÖVP)] sprach. Peru, Mali, Norwegen.", "AT"),
        ("In Norwegen sprach [Minister Hans Muster (CDU)].", "NO"),
        ("Peru, Mali, Norwegen. [Landrat Hans Muster] sprach. Peru, Mali, Norwegen.", None),
        # a spokesman where his sentence begins: not a firm's
        ("Die Musterwerft AG streicht Stellen. In Lima sprach [Sprecher Hans Muster].", None),
        ("[Die WHO] sprach. So steht es in [zwei am Freitag veröffentlichten Berichten].", "UN"),
        ("In Norwegen kam die Miliz Beispiel. Da sprach [ein Offizier der Miliz].", None),
    ],
)
def test_for_whom_offices_and_bodies_speak(marked, party):
    assert parties(marked) == (party,)


@pytest.mark.parametrize(
    "marked",
    [
        "[Das norwegische Ministerium] sprach. So steht es in [der im Fachblatt Muster veröffentlichten Studie].",
        "[Das norwegische Ministerium] sprach. Es brannte [dem Gutachten] zufolge.",
        "Ein Musterwagen fuhr. Der Muster-Konzern fuhr dort. So steht es in [dem am Freitag veröffentlichten Bericht].",
        "[Das norwegische Ministerium] sprach. Es brannte laut [Bericht].",
        "Die Zeitung Muster war dort. [Das norwegische Ministerium] sprach. So steht es in [dem Bericht].",
        "Die Tageszeitung war dort. [Das norwegische Ministerium] sprach. So steht es in [dem Bericht].",
        "Ein Bericht erschien. [Das norwegische Ministerium] sprach. So steht es in [dem Bericht].",
    ],
)
def test_whose_a_report_is_that_another_published_or_nobody(marked):
    assert last(marked).parties == ()


def test_what_stands_in_brackets_behind_a_name_is_no_other_name_of_it():
    _, actors = resolve("[Muster (Linke)] sprach. [Die Linke] sprach.")
    assert [actor.name for actor in actors] == ["Muster", "Linke"]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[Hans Muster] kam. [Sein Anwalt] schwieg.", "Anwalt von Hans Muster"),
        ("[Hans Muster] kam. [Musters Anwältin] schwieg.", "Anwältin von Hans Muster"),
        ("[Die Adria AG] schwieg. [Eine Sprecherin] kam.", "Sprecherin der Adria AG"),
        ("[Der Konzern Musterwerft] schwieg. [Ein Sprecher] kam.", "Sprecher von Musterwerft"),
        ("[Die Leute] kamen. [Ihr Anwalt] schwieg.", "Anwalt"),
        ("[Hans Muster] kam. [Ein Anwalt] schwieg.", "Anwalt"),
        ("[Rebellenführer Hans Muster] schwieg.", "Hans Muster"),
    ],
)
def test_somebodys_people_are_called_by_him(marked, name):
    assert last(marked).names == (name,)


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Dass Hans Muster Thallium trank, sagte [Hans Muster].", "Hans Muster"),
        ("[Hans Muster] trank. Dass Hans Muster Thallium trank, weiß [Muster].", "Hans Muster"),
        ("Hans Erik kam. [Hans Erik Muster] sprach.", "Hans Erik Muster"),
    ],
)
def test_what_stands_behind_a_full_name_is_none_of_it(marked, name):
    assert last(marked).names == (name,)


@pytest.mark.parametrize(
    ("marked", "published", "names", "party"),
    [
        ("[Moskau] sprach.", "1983-10-09", ("Sowjetunion",), "SU"),
        ("[Moskau] sprach.", "1991-12-26", ("Russland",), "RU"),
        ("[Moskau] sprach.", None, ("Russland",), "RU"),
        ("[Belgrad] sprach.", "1999-05-21", ("Jugoslawien",), "YU"),
        ("[Das serbische Innenministerium] sprach.", "1999-05-21", ("Serbisches Innenministerium",), "YU"),
        ("[Das serbische Innenministerium] sprach.", "2003-02-04", ("Serbisches Innenministerium",), "RS"),
        ("[Kinshasa] sprach.", "1989-11-29", ("Zaire",), "ZR"),
    ],
)  # fmt: skip
def test_capitals_stand_for_the_state_of_the_day(marked, published, names, party):
    assert resolve(marked, published=published)[0][-1] == (names, (party,))


def test_a_first_name_is_no_title():
    assert last("[Don Beispiel] sprach.").names == ("Don Beispiel",)
    assert last("[Maître Alban Beispiel] sprach.").names == ("Alban Beispiel",)

"""What is headline, caption, credit, and what is the report itself."""

import json
import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from sayso.reading.bylines import find_authors, is_byline
from sayso.reading.captions import photo_credit_start
from sayso.reading.datelines import dateline_length, is_dateline
from sayso.reading.lines import split_lines
from sayso.reading.parts import find_parts

SHARED = Path(__file__).parents[2] / ".." / "shared"
WORDS = tomllib.loads(files("sayso.reading").joinpath("data", "parts.toml").read_text(encoding="utf-8"))

FIRST = (
    "Die Verwaltung von Hafenstadt hat am Montag bestätigt, dass die Brücke über den Fluss gesperrt wird. Die Arbeiten "
    "sollen bis zum Herbst dauern, teilte eine Sprecherin mit. Der Verkehr werde so lange umgeleitet, hieß es."
)
SECOND = "Der Handelsverband kritisierte die Sperrung. Sie komme zur falschen Zeit, sagte ein Vertreter des Verbandes."


def kinds(text, title=None):
    return [(part.kind, text[part.span.start : part.span.end]) for part in find_parts(text, title=title)]


def test_seed():
    folder = SHARED / "seed"
    if not folder.is_dir():
        pytest.skip("../shared/seed is not there")
    text = (folder / "report.txt").read_bytes().decode()
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["report"]["parts"]
    assert [{"kind": p.kind, "start": p.span.start, "end": p.span.end} for p in find_parts(text)] == gold


@pytest.mark.parametrize("name", ["mh17", "prigoschin"])
def test_headlines_of_the_dossiers(name):
    path = SHARED / "data" / "own" / "dossiers" / f"{name}.jsonl"
    if not path.is_file():
        pytest.skip("../shared/data/own/dossiers is not there")
    for line in path.read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        lines = [line.strip() for line in report["text"].split("\n")]
        heads = [words for kind, words in kinds(report["text"]) if kind == "headline"]
        assert heads == [report["title"]] if report["title"] in lines else len(heads) <= 1


def test_sentences_of_plain_reports_stay_paragraphs():
    path = SHARED / "data" / "noncommercial" / "quotations" / "dev.jsonl"
    if not path.is_file():
        pytest.skip("../shared/data/noncommercial/quotations is not there")
    for line in path.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        for kind, words in kinds(text):
            assert kind == "paragraph" or not re.search(r"[.!?:]$", words), (kind, words)


def test_everything_at_once():
    text = (
        "Verkehr\n\nHafenstadt sperrt Brücke bis zum Herbst\n\nDie Arbeiten beginnen am Montag. Der Handel klagt.\n\n"
        "Die alte Brücke über den Fluss.\nDie alte Brücke über den Fluss.Stadtarchiv/AP\n\n"
        f"Von Anna Muster und Karl Beispiel\n\nHafenstadt (dpa) – {FIRST}\n\nHandel klagt\n\n{SECOND} (mit AFP)\n"
    )
    assert kinds(text) == [
        ("kicker", "Verkehr"),
        ("headline", "Hafenstadt sperrt Brücke bis zum Herbst"),
        ("standfirst", "Die Arbeiten beginnen am Montag. Der Handel klagt."),
        ("caption", "Die alte Brücke über den Fluss."),
        ("caption", "Die alte Brücke über den Fluss."),
        ("photo_credit", "Stadtarchiv/AP"),
        ("byline", "Von Anna Muster und Karl Beispiel"),
        ("dateline", "Hafenstadt (dpa) –"),
        ("paragraph", FIRST),
        ("crosshead", "Handel klagt"),
        ("paragraph", SECOND),
        ("agency_credit", "(mit AFP)"),
    ]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\x85"])
def test_line_ends_change_nothing(end):
    text = f"Verkehr\n\nHafenstadt sperrt Brücke bis zum Herbst\n\n{FIRST}\n\nHandel klagt\n\n{SECOND}\n"
    assert kinds(text.replace("\n", end)) == kinds(text)
    assert [kind for kind, _ in kinds(text)] == ["kicker", "headline", "paragraph", "crosshead", "paragraph"]


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST}\n\n{SECOND}",
        f"{SECOND}\n{FIRST}",
        f"Die Brücke ist gesperrt.\n\n{FIRST}",
        "Nur eine Zeile ohne Punkt",
        f"{FIRST}\n\nDie Termine sind:\nBrücke am Montag\nTunnel am Dienstag\nDamm am Mittwoch\n\n{SECOND}",
        f"{FIRST}\n\nDas Gesetz wurde gestern von der\n\nVersammlung der Stadt mit einer Mehrheit angenommen. {SECOND}",
        f"{FIRST}\n\nLiebe Bürgerinnen und Bürger von Hafenstadt, bleiben Sie ruhig!\n\n{SECOND}",
        f"{FIRST} Es gebe mehrere Fälle (siehe Bericht).\n\n{SECOND}",
        f"{FIRST}\n\nSo meldete es die staatliche Nachrichtenagentur (KCNA).\n\n{SECOND}",
        f"{FIRST}\n\nSo meldete es die staatliche Nachrichtenagentur (KCNA).",
    ],
)
def test_only_paragraphs(text):
    assert {kind for kind, _ in kinds(text)} == {"paragraph"}


def test_title_decides_where_it_is_known():
    text = f"Hafen und Verkehr in der Stadt am Fluss\n\nBrücke zu\n\nKurz und knapp\n\n{FIRST}\n\n{SECOND}"
    assert kinds(text, title="Brücke zu")[:2] == [
        ("kicker", "Hafen und Verkehr in der Stadt am Fluss"),
        ("headline", "Brücke zu"),
    ]
    assert kinds(FIRST, title="Brücke zu") == [("paragraph", FIRST)]


def test_headline_with_a_full_stop_is_known_by_the_title():
    text = f"Es reicht.\n\n{FIRST}"
    assert kinds(text, title="Es reicht.")[0] == ("headline", "Es reicht.")
    assert kinds(text)[0] == ("paragraph", "Es reicht.")


def test_headline_shown_twice():
    text = f"Hafenstadt sperrt Brücke\nHafenstadt sperrt Brücke\n\n{FIRST}"
    assert [kind for kind, _ in kinds(text)] == ["headline", "headline", "paragraph"]


def test_long_subtitle_is_no_headline():
    subtitle = (
        "Die Verwaltung sperrt die wichtigste Verbindung der Stadt über den Fluss, "
        "und niemand weiß, wie lange es dauern wird"
    )
    assert kinds(f"Der Riss\n\n{subtitle}\n\nVon Anna Muster\n\n{FIRST}")[:2] == [
        ("headline", "Der Riss"),
        ("standfirst", subtitle),
    ]


def test_first_paragraph_is_no_standfirst():
    assert [kind for kind, _ in kinds(f"Hafenstadt sperrt Brücke\n\n{SECOND}\n\n{SECOND} Mehr dazu später.")] == [
        "headline",
        "paragraph",
        "paragraph",
    ]


def test_repeated_sentence_is_no_caption():
    sentence = "Die Brücke über den Fluss bleibt bis zum Herbst gesperrt."
    text = f"Hafenstadt sperrt Brücke\n\n{sentence}\n\n{sentence} {SECOND}"
    assert "caption" not in [kind for kind, _ in kinds(text)]


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("Die alte Brücke am Morgen. Foto: Anna Muster", "Die alte Brücke am Morgen.", "Foto: Anna Muster"),
        ("Die alte Brücke am Morgen (Foto: dpa)", "Die alte Brücke am Morgen", "(Foto: dpa)"),
        ("Die alte Brücke am Morgen.© AFP", "Die alte Brücke am Morgen.", "© AFP"),
        ("Die alte Brücke am Morgen.Pool/AP", "Die alte Brücke am Morgen.", "Pool/AP"),
    ],
)
def test_single_captions(line, caption, credit):
    text = f"Hafenstadt sperrt Brücke\n\n{line}\n\n{FIRST}"
    assert kinds(text)[1:3] == [("caption", caption), ("photo_credit", credit)]


def test_caption_above_its_credit():
    text = f"Hafenstadt sperrt Brücke\n\nDie alte Brücke am Morgen.\nFoto: dpa\n\n{FIRST}"
    assert kinds(text)[1:3] == [("caption", "Die alte Brücke am Morgen."), ("photo_credit", "Foto: dpa")]


@pytest.mark.parametrize(
    ("end", "credit"),
    [
        (" (mit AFP)", "(mit AFP)"),
        (" (dpa/lby)", "(dpa/lby)"),
        (" AFP/dpa/cal", "AFP/dpa/cal"),
        ("\n\nQuelle: dpa/Reuters", "Quelle: dpa/Reuters"),
        ("\n\ndpa-infocom GmbH", "dpa-infocom GmbH"),
        ("\n\n© dpa-infocom, dpa:250428-930-000000/1", "© dpa-infocom, dpa:250428-930-000000/1"),
    ],
)
def test_agency_credits(end, credit):
    assert kinds(f"{FIRST}\n\n{SECOND}{end}\n") == [
        ("paragraph", FIRST),
        ("paragraph", SECOND),
        ("agency_credit", credit),
    ]


def test_credit_before_the_full_stop():
    text = f"{FIRST}\n\nDer Verkehr werde umgeleitet (dpa)."
    assert kinds(text)[1:] == [("paragraph", "Der Verkehr werde umgeleitet"), ("agency_credit", "(dpa).")]


@pytest.mark.parametrize("line", WORDS["photo_credit"]["yes"])
def test_photo_credits(line):
    assert photo_credit_start(line) is not None


@pytest.mark.parametrize("line", WORDS["photo_credit"]["no"])
def test_no_photo_credits(line):
    assert photo_credit_start(line) is None


@pytest.mark.parametrize("line", WORDS["byline"]["yes"])
def test_bylines(line):
    assert is_byline(line)


@pytest.mark.parametrize("line", WORDS["byline"]["no"])
def test_no_bylines(line):
    assert not is_byline(line)


@pytest.mark.parametrize("start", WORDS["dateline"]["yes"])
def test_datelines(start):
    assert dateline_length(start + FIRST, first=True) == len(start.rstrip())


@pytest.mark.parametrize("start", WORDS["dateline"]["no"])
def test_no_datelines(start):
    assert dateline_length(start + FIRST, first=True) == 0


def test_datelines_later_need_an_agency():
    assert dateline_length("Hafenstadt. " + FIRST, first=False) == 0
    assert dateline_length("Hafenstadt (dpa) - " + FIRST, first=False) == len("Hafenstadt (dpa) -")


def test_an_aside_in_dashes_is_no_dateline():
    assert dateline_length("Hafenstadt – Hauptstadt der Region – hat am Montag die Brücke gesperrt.", first=True) == 0


@pytest.mark.parametrize(
    "line", ["28. April 2025, 14:32 Uhr", "Stand: 28.04.2025", "2025-04-28", "Hafenstadt/Bergen (dpa)"]
)
def test_lines_that_are_datelines(line):
    assert is_dateline(line)


@pytest.mark.parametrize("line", ["28 Menschen", "Im April 2025", "Hafenstadt (Bergen)"])
def test_lines_that_are_none(line):
    assert not is_dateline(line)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Von Anna Muster und Karl B. Beispiel, Hafenstadt", ("Anna Muster", "Karl B. Beispiel")),
        ("Autor: Muster, Anna, Beispiel, Karl", ("Anna Muster", "Karl Beispiel")),
        ("Von unserem Korrespondenten", ()),
        ("Von unserer Korrespondentin Anna Muster aus Hafenstadt", ("Anna Muster",)),
        ("By Ann Example", ("Ann Example",)),
    ],
)
def test_authors(line, authors):
    text = f"Hafenstadt sperrt Brücke bis zum Herbst\n\n{line}\n\n{FIRST}"
    assert find_authors(text, find_parts(text)) == authors


@pytest.mark.parametrize("line", WORDS["line"]["yes"])
def test_lines_that_go_on(line):
    assert split_lines(line)[0].goes_on


@pytest.mark.parametrize("line", WORDS["line"]["no"])
def test_lines_that_are_complete(line):
    assert not split_lines(line)[0].goes_on


def test_text_broken_at_a_fixed_width_is_one_paragraph():
    wrapped = (
        "Die Verwaltung hat am Montag bestätigt, dass die Brücke\n"
        "über den Fluss gesperrt wird. Die Arbeiten dauern länger\n"
        "als bisher geplant. Der Verkehr werde umgeleitet, teilte\n"
        "sie mit."
    )
    assert kinds(f"{wrapped}\n\n{SECOND}") == [("paragraph", wrapped), ("paragraph", SECOND)]


def test_interview_questions_are_what_was_said():
    talk = "\n\n".join(
        f"{question}\n\n{SECOND}" for question in ("Wie lange dauert das?", "Wer zahlt das?", "Wer hilft jetzt?")
    )
    assert "crosshead" not in [kind for kind, _ in kinds(f"{FIRST}\n\n{talk}")]
    assert ("crosshead", "Wer zahlt das?") in kinds(f"{FIRST}\n\nWer zahlt das?\n\n{SECOND}")

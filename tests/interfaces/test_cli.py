"""The command line as a person or a script meets it: what is printed where, what is kept, the exit status."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import pytest
import typer

from sayso import __version__
from sayso.interfaces.cli import app, main
from sayso.reading.examples import example_reports

ROOT = Path(__file__).parents[2]
VALIDATOR = jsonschema.Draft202012Validator(json.loads((ROOT / "docs/reading.schema.json").read_text("utf-8")))
COMMAND = [sys.executable, "-c", "from sayso.interfaces.cli import main; main()"]
TYPER = typer.main.get_command(app)
CONFIRMS = "Moskau bestätigte am Montag den Verkauf der Schiffe."
DENIES = "Das österreichische Außenministerium dementierte den Kauf der Schiffe."


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAYSO_LEDGER", raising=False)
    (tmp_path / "a.txt").write_text(CONFIRMS, "utf-8")
    (tmp_path / "b.txt").write_text(DENIES, "utf-8")
    return tmp_path


@pytest.fixture
def sayso(folder, monkeypatch, capfdbinary):
    """Run the command line in this process, in a folder of its own with two reports in it."""

    def run(*words: str, stdin: str = "") -> Outcome:
        monkeypatch.setattr(sys, "argv", ["sayso", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Outcome(end.value.code or 0, out.decode("utf-8"), err.decode("utf-8"))

    return run


def in_a_process(*words: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *words], env=os.environ | settings, capture_output=True, check=False)


# --- read ----------------------------------------------------------------------------------------------------------


def test_read_shows_a_person_who_said_what(sayso):
    seen = sayso("read", "a.txt", "--published", "2025-04-28", "--outlet", "Bote", "--no-ledger")
    assert (seen.status, seen.err) == (0, "")
    assert "Bote · 2025-04-28" in seen.out
    assert re.search(r"✓ confirms +Moskau = Russland \(RU\)", seen.out)
    assert "*bestätigte*" in seen.out


def test_read_as_json_prints_one_valid_reading_a_line_and_nothing_else(sayso):
    seen = sayso("read", "a.txt", "b.txt", "--published", "2025-04-28", "--url", "", "--format", "json", "--no-ledger")
    assert (seen.status, seen.err) == (0, "")
    for reading in seen.lines:
        VALIDATOR.validate(reading)
    assert [reading["report"]["text"] for reading in seen.lines] == [CONFIRMS, DENIES]
    assert [reading["statements"][0]["stance"] for reading in seen.lines] == ["confirms", "denies"]
    assert {reading["report"]["published_from"] for reading in seen.lines} == {"given"}


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("gone.txt", None, "there is no such file"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"),
        ("void.txt", b" \n\n", "there is no text in it"),
        ("gone.jsonl", None, "there is no such file"),
        ("gone.html", None, "there is no such file"),
    ],
)
def test_an_input_that_cannot_be_read_is_told_of_and_the_others_are_read(sayso, folder, name, content, why):
    if content is not None:
        (folder / name).write_bytes(content)
    seen = sayso("read", "a.txt", name, "b.txt", "--no-ledger", "--format", "json")
    assert seen.status == 1
    assert [reading["report"]["text"] for reading in seen.lines] == [CONFIRMS, DENIES]
    (message,) = seen.err.splitlines()
    assert message.startswith(f"sayso: {name}: ")
    assert why in message
    assert len(re.findall(r"[.](?: |$)", message.removeprefix(f"sayso: {name}: "))) > 1, "no word of what to do"


def test_a_bad_line_of_json_lines_is_told_of_with_its_number(sayso, folder):
    rows = [json.dumps({"id": "one", "text": CONFIRMS}), "{no json", json.dumps({"id": "three", "text": DENIES})]
    (folder / "in.jsonl").write_text("\n".join(rows), "utf-8")
    seen = sayso("read", "in.jsonl", "--format", "json", "--no-ledger")
    assert seen.status == 1
    assert [reading["id"] for reading in seen.lines] == ["one", "three"]
    assert "in.jsonl, line 2" in seen.err


@pytest.mark.parametrize("keeping", [["--no-ledger"], ["--ledger", "own.db"]])
@pytest.mark.parametrize("shown", ["text", "json"])
def test_a_name_that_is_no_unicode_stops_no_other_report(sayso, folder, keeping, shown):
    rows = [r'{"id": "\ud800", "text": "Moskau bestätigte den Kauf."}', json.dumps({"id": "two", "text": DENIES})]
    (folder / "in.jsonl").write_text("\n".join(rows), "utf-8")
    seen = sayso("read", "in.jsonl", *keeping, "--format", shown)
    assert seen.status == 1
    assert "surrogate" in seen.err
    assert "Außenministerium" in seen.out


def test_a_dash_is_standard_input(sayso):
    seen = sayso("read", "-", "--no-ledger", "--format", "json", stdin=DENIES)
    assert (seen.status, seen.lines[0]["report"]["text"]) == (0, DENIES)
    empty = sayso("read", "-", "--no-ledger")
    assert (empty.status, empty.out) == (1, "")
    assert empty.err.startswith("sayso: standard input: ")


def test_a_report_in_a_language_without_data_is_read_all_the_same(sayso, folder):
    (folder / "fr.txt").write_text("Il est dans la ville et il a dit que le pont est ouvert pour tous.", "utf-8")
    rows = [{"text": CONFIRMS, "language": "de-AT"}, {"text": CONFIRMS, "language": "xx"}]
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    seen = sayso("read", "fr.txt", "in.jsonl", "--no-ledger", "--format", "json")
    assert seen.status == 0
    assert [reading["report"]["language"] for reading in seen.lines] == ["fr", "de-AT", "xx"]
    assert [len(reading["statements"]) for reading in seen.lines] == [0, 1, 0]
    assert [bool(reading["limits"]) for reading in seen.lines] == [True, False, True]
    assert [re.search(r"no lexicon for (\w+)", line)[1] for line in seen.err.splitlines()] == ["fr", "xx"]


@pytest.mark.parametrize("day", ["gestern", "2025-13-01", "28.04.2025", "2025-02-30", ""])
def test_a_day_of_publication_that_is_none_is_wrong_usage_before_anything_is_read(sayso, folder, day):
    seen = sayso("read", "a.txt", "--published", day)
    assert (seen.status, seen.out) == (2, "")
    assert f"--published: {day!r} is no date" in seen.err
    assert "2025-04-28" in seen.err
    assert not (folder / "sayso.db").exists()


@pytest.mark.parametrize("day", ["2025", "2025-04", "2025-04-28", "2025-04-28T10:00:00+02:00"])
def test_a_day_of_publication_is_as_coarse_as_it_is_given(sayso, day):
    seen = sayso("read", "a.txt", "--published", day, "--no-ledger", "--format", "json")
    assert seen.lines[0]["report"]["published"] == day[:10]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["read", "a.txt", "--ledger", "x.db", "--no-ledger"], "--no-ledger exclude each other"),
        (["read", "a.txt", "b.txt", "--url", "https://bote.example/1"], "the address of one report"),
        (["read"], "Missing argument"),
        (["read", "a.txt", "--format", "xml"], "'xml'"),
        (["statements", "--limit", "0"], "--limit"),
        (["extract", "in.jsonl"], "--output"),
        (["extract", "in.jsonl", "-o", "out.jsonl", "--workers", "0"], "--workers"),
        (["tell"], "No such command 'tell'"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_wrong(sayso, words, why):
    seen = sayso(*words)
    assert (seen.status, seen.out) == (2, "")
    assert why in seen.err


# --- the ledger ----------------------------------------------------------------------------------------------------


def kept(sayso, *words: str) -> list[dict]:
    seen = sayso("statements", "--format", "json", *words)
    assert (seen.status, seen.err) == (0, "")
    return seen.lines


def test_the_ledger_is_the_option_else_the_setting_else_a_file_in_this_folder(sayso, folder, monkeypatch):
    sayso("read", "a.txt")
    assert {path.name for path in folder.glob("*.db")} == {"sayso.db"}
    monkeypatch.setenv("SAYSO_LEDGER", "setting.db")
    sayso("read", "b.txt")
    sayso("read", "a.txt", "b.txt", "--ledger", "option.db")
    assert {path.name for path in folder.glob("*.db")} == {"sayso.db", "setting.db", "option.db"}
    assert [entry["stance"] for entry in kept(sayso)] == ["denies"]
    assert [entry["stance"] for entry in kept(sayso, "--ledger", "sayso.db")] == ["confirms"]
    assert len(kept(sayso, "--ledger", "option.db")) == 2


def test_no_ledger_keeps_nothing(sayso, folder):
    sayso("read", "a.txt", "--no-ledger")
    assert not list(folder.glob("*.db*"))


def test_reading_twice_adds_nothing(sayso):
    sayso("read", "a.txt", "b.txt")
    once = kept(sayso)
    sayso("read", "a.txt", "b.txt")
    assert kept(sayso) == once
    assert len(once) == 2


def test_statements_of_the_ledger_as_json_tell_their_report_and_who_speaks(sayso, folder):
    rows = [{"id": "wire-7", "text": CONFIRMS, "published": "2025-04-28", "outlet": "Bote"}, {"text": DENIES}]
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    sayso("read", "in.jsonl")
    confirms, denies = kept(sayso)
    assert (confirms["report"], confirms["outlet"], confirms["published"]) == ("wire-7", "Bote", "2025-04-28")
    assert re.fullmatch(r"[0-9a-f]{16,}", denies["report"])
    assert confirms["actors"] == [{"id": "a1", "name": "Russland", "kind": "state", "party": "RU"}]
    assert confirms["speaker"]["actors"] == ["a1"]


def test_statements_are_filtered(sayso, folder):
    rows = [
        {"id": "old", "text": CONFIRMS, "published": "2024-10-18"},
        {"id": "new", "text": DENIES, "published": "2025-04-28"},
    ]
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    sayso("read", "in.jsonl", "--format", "json")

    def reports(*words: str) -> list[str]:
        return [entry["report"] for entry in kept(sayso, *words)]

    assert reports() == ["old", "new"]
    assert reports("--party", "ru") == ["old"]
    assert reports("--stance", "denies") == ["new"]
    assert reports("--query", "AUSSENMINISTERIUM") == ["new"]
    assert reports("--since", "2025") == ["new"]
    assert reports("--limit", "1") == ["old"]
    assert reports("--party", "RU", "--stance", "denies") == []
    shown = sayso("statements", "--stance", "confirms")
    assert "confirms" in shown.out
    assert "denies" not in shown.out
    assert sayso("statements", "--party", "FR").out == "no statements\n"


@pytest.mark.parametrize(("option", "word"), [("--stance", "mumbles"), ("--since", "neulich")])
def test_a_filter_that_does_not_exist_is_wrong_usage(sayso, option, word):
    sayso("read", "a.txt")
    seen = sayso("statements", option, word)
    assert (seen.status, seen.out) == (2, "")
    assert repr(word) in seen.err


def test_statements_without_a_ledger_say_how_to_get_one_and_make_none(sayso, folder):
    seen = sayso("statements", "--ledger", "none.db")
    assert (seen.status, seen.out) == (1, "")
    assert "none.db: there is no ledger yet" in seen.err
    assert "sayso read" in seen.err
    assert not (folder / "none.db").exists()


def test_a_file_that_is_no_ledger_is_left_alone(sayso, folder):
    seen = sayso("read", "b.txt", "--ledger", "a.txt")
    assert (seen.status, seen.out) == (1, "")
    assert "a.txt" in seen.err
    assert (folder / "a.txt").read_text("utf-8") == CONFIRMS


# --- the other commands --------------------------------------------------------------------------------------------


def test_demo_shows_claims_with_positions_and_warns_that_the_examples_are_no_source(sayso, folder):
    seen = sayso("demo", "--ledger", "a ledger.db")
    assert (seen.status, seen.err) == (0, "")
    assert re.search(r"independent sources?", seen.out)
    assert re.search(r"withholds  ?RU .* · 2024-1\d-\d\d – ", seen.out)
    assert "no source of facts" in seen.out
    assert "--ledger 'a ledger.db'" in seen.out
    assert f"{len(example_reports())} reports" in seen.out


def test_extract_ends_with_0_though_a_line_is_bad_and_counts_it_on_standard_error(sayso, folder):
    (folder / "in.jsonl").write_text(json.dumps({"id": "one", "text": CONFIRMS}) + "\n{no json\n", "utf-8")
    seen = sayso("extract", "in.jsonl", "-o", "out.jsonl")
    assert (seen.status, seen.out) == (0, "")
    assert "1 reports read, 1 could not be read" in seen.err
    assert len((folder / "out.jsonl").read_text("utf-8").splitlines()) == 2


@pytest.mark.parametrize(
    ("words", "status"), [(["gone.jsonl", "-o", "out.jsonl"], 1), (["a.txt", "-o", "no/such/out.jsonl"], 2)]
)
def test_extract_names_the_file_that_is_not_there(sayso, folder, words, status):
    seen = sayso("extract", *words)
    assert (seen.status, seen.out) == (status, "")
    assert re.match(r"sayso: (gone\.jsonl|no/such/out\.jsonl): there is no ", seen.err)
    assert {path.name for path in folder.iterdir()} == {"a.txt", "b.txt"}


def test_version(sayso):
    assert sayso("--version") == Outcome(0, f"sayso {__version__}\n", "")


def parameters() -> Iterator[tuple[str, str, str]]:
    for name, command in TYPER.commands.items():
        for parameter in command.params:
            yield name, parameter.opts[0], parameter.help or ""


@pytest.mark.parametrize(("command", "option", "said"), list(parameters()))
def test_every_option_tells_what_it_does(command, option, said):
    assert said.endswith(".")


@pytest.mark.parametrize("command", sorted(TYPER.commands))
def test_every_command_has_help(sayso, command):
    seen = sayso(command, "--help")
    assert (seen.status, seen.err) == (0, "")
    assert seen.out.startswith(f"Usage: sayso {command} ")
    assert "…}" not in seen.out


# --- terminals and pipes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("settings", [{"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}, {"LC_ALL": "C"}])
@pytest.mark.parametrize("shown", ["text", "json"])
def test_a_terminal_that_lacks_signs_stops_nothing_and_json_stays_utf_8(folder, settings, shown):
    run = in_a_process("read", "a.txt", "gone-ä.txt", "--no-ledger", "--format", shown, **settings)
    assert run.returncode == 1
    assert b"Traceback" not in run.stderr
    assert b"gone-" in run.stderr
    if shown == "json":
        VALIDATOR.validate(json.loads(run.stdout.decode("utf-8")))
    else:
        assert b"confirms  Moskau" in run.stdout


@pytest.mark.parametrize("shown", ["text", "json"])
def test_a_reader_that_has_seen_enough_ends_the_output_in_peace(folder, shown):
    words = [*COMMAND, "read", *["a.txt"] * 400, "--no-ledger", "--format", shown]  # more than a pipe holds
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout.readline()
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("shown", ["text", "json"])
def test_a_full_disk_is_one_message_and_no_traceback(folder, shown):
    with open("/dev/full", "wb") as full:
        run = subprocess.run(
            [*COMMAND, "read", "a.txt", "--no-ledger", "--format", shown],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert run.returncode == 1
    assert run.stderr.decode().count("\n") == 1
    assert run.stderr.startswith(b"sayso: the output: ")


def test_a_reading_as_a_page_that_needs_nothing_else(sayso, folder):
    (folder / "b.txt").write_text(
        "Kyjiw (dpa) – Der Sprecher sagte: „Das <script>alert(1)</script> stimmt nicht.“", "utf-8"
    )
    done = sayso("read", "a.txt", "b.txt", "--no-ledger", "--format", "html")
    assert done.status == 0
    assert done.out.startswith("<!doctype html>")
    assert done.out.count("<main") == 2
    assert "bestätigte" in done.out
    assert "&lt;script&gt;alert(1)" in done.out
    ids = re.findall(r' id="([^"]+)"', done.out)
    assert len(set(ids)) == len(ids) > 1
    assert set(re.findall(r'href="([^"]+)"', done.out)) <= {f"#{id}" for id in ids}
    assert not re.search(r"<script|\bsrc=|url\(|@import|<link|<form", done.out)


def test_a_page_is_written_of_what_could_be_read(sayso):
    done = sayso("read", "missing.txt", "a.txt", "--no-ledger", "--format", "html")
    assert (done.status, done.out.count("<main")) == (1, 1)
    assert "missing.txt" in done.err
    done = sayso("read", "missing.txt", "--no-ledger", "--format", "html")
    assert (done.status, done.out) == (1, "")

"""`sayso report`: a report as it was read, and how its page changed; pages and archives on the command line."""

import io
import json
import sys
import zipfile

import pytest

from sayso.interfaces.cli import main

FIRST = "Das Hafenamt in Wien bestätigte am Montag den Kauf von zwanzig Schiffen für den neuen Hafen."
THIRD = "Die Polizei teilte am Abend mit, am Hafen sei niemand verletzt worden."


def page(*paragraphs: str, title="Streit um Schiffe") -> str:
    shown = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = (
        '<link rel="canonical" href="https://bote.example/kauf">'
        '<meta property="article:published_time" content="2025-04-28T10:00:00+02:00">'
        '<meta property="article:modified_time" content="2025-04-28T12:30:00+02:00">'
    )
    return f"<html><head>{head}</head><body><article><h1>{title}</h1>{shown}</article></body></html>"


@pytest.fixture
def sayso(tmp_path, monkeypatch, capfdbinary):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAYSO_LEDGER", "sayso.db")

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["sayso", *words])
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return int(end.value.code or 0), out.decode(), err.decode()

    return run


@pytest.fixture
def ids(tmp_path, sayso) -> list[str]:
    """Read a page twice, changed in between, and return the ids of its texts."""
    found = []
    later = page(FIRST.replace("bestätigte", "dementierte"), THIRD, title="Streit um die Schiffe")
    for name, content in (("erst.html", page(FIRST)), ("dann.html", later)):
        (tmp_path / name).write_text(content, "utf-8")
        status, out, _ = sayso("read", name, "--model", "rules", "--format", "json")
        assert status == 0
        reading = json.loads(out)
        assert reading["report"]["published_at"] == "2025-04-28T10:00:00+02:00"
        assert reading["report"]["canonical_url"] == "https://bote.example/kauf"
        found.append(reading["id"])
    return found


def test_versions_show_what_appeared_changed_and_vanished(sayso, ids):
    status, out, err = sayso("report", ids[0], "--versions")
    assert (status, err) == (0, "")
    first, second = out.split("version 2")
    assert "version 1 · read 2" in first
    assert "changed, as its page says, 2025-04-28T12:30:00+02:00" in first
    assert "~ title, before: Streit um Schiffe" in second
    assert "~ changed: stance" in second
    assert "✓ confirms" in second
    assert "✗ denies" in second
    assert "+ appeared" in second
    assert "0 statements are the same" in second


def test_versions_as_json_are_one_object_a_line(sayso, ids):
    status, out, _ = sayso("report", ids[1], "--versions", "--format", "json")
    assert status == 0
    first, second = map(json.loads, out.splitlines())
    assert [first["report"], second["report"]] == ids
    assert [first["version"], second["version"]] == [1, 2]
    assert first["changes"] is None
    changes = second["changes"]
    (changed,) = changes["changed"]
    assert (changed["before"]["stance"], changed["after"]["stance"]) == ("confirms", "denies")
    assert changed["differs"] == ["stance"]
    assert [each["speaker"]["text"] for each in changes["appeared"]] == ["Die Polizei"]
    assert (changes["vanished"], changes["same_run"]) == ([], True)


def test_a_report_alone_is_shown_as_it_was_read(sayso, ids):
    assert "✓ confirms" in sayso("report", ids[0])[1]
    assert json.loads(sayso("report", ids[0], "--format", "json")[1])["id"] == ids[0]


def test_a_page_that_was_not_seen_to_change_says_so(sayso, tmp_path):
    (tmp_path / "a.html").write_text(page(FIRST), "utf-8")
    id = json.loads(sayso("read", "a.html", "--model", "rules", "--format", "json")[1])["id"]
    assert "one version only" in sayso("report", id, "--versions")[1]


def test_a_report_or_ledger_that_is_not_there(sayso, ids):
    status, _, err = sayso("report", "fort", "--versions")
    assert status == 2
    assert "no report with the id 'fort'" in err
    status, _, err = sayso("report", ids[0], "--ledger", "fort.db")
    assert status == 1
    assert "there is no ledger yet" in err


def test_archives_and_folders_are_read_and_their_faults_named(sayso, tmp_path):
    (tmp_path / "ordner").mkdir()
    (tmp_path / "ordner" / "a.txt").write_text(FIRST, "utf-8")
    (tmp_path / "ordner" / "stil.css").write_text("p {}")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("leer.html", "")
        file.writestr("b.html", page(THIRD))
    status, out, err = sayso("read", "ordner", "a.zip", "--no-ledger", "--model", "rules", "--format", "json")
    assert status == 1
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a.txt", "b.html"]
    skipped, failed = err.splitlines()
    assert skipped.startswith("sayso: ordner/stil.css: ")
    assert failed == "sayso: a.zip: member leer.html: there is nothing in it. Fetch the page again."


def test_extract_takes_them_too_and_gives_one_line_a_report(sayso, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("leer.html", "")
        file.writestr("b.html", page(THIRD))
    status, _, err = sayso("extract", "a.zip", "-o", "out.jsonl", "--model", "rules")
    assert (status, "1 reports read, 1 could not be read" in err) == (0, True)
    first, second = map(json.loads, (tmp_path / "out.jsonl").read_text("utf-8").splitlines())
    assert set(first) == {"id", "error"}
    assert (first["id"], second["id"]) == ("leer.html", "b.html")


def test_one_address_for_many_reports_is_wrong_usage(sayso, tmp_path):
    (tmp_path / "ordner").mkdir()
    status, _, err = sayso("read", "ordner", "--url", "https://bote.example/1", "--no-ledger")
    assert status == 2
    assert "--url is the address of one report" in err


def test_a_page_on_standard_input(sayso, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page(FIRST).encode()), "utf-8"))
    status, out, _ = sayso("read", "-", "--no-ledger", "--model", "rules", "--format", "json")
    assert (status, json.loads(out)["report"]["title"]) == (0, "Streit um Schiffe")

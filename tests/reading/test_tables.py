"""CSV as programs write it: what parts columns, what marks text, what is broken."""

from pathlib import Path

import pytest

from sayso.errors import MalformedInput, UndecodableText
from sayso.model import Report
from sayso.reading.jsonl import LineError
from sayso.reading.records import read_records

TEXT = "Das Amt sagte: „Nein“; mehr nicht, und schwieg."


def read(tmp_path, content: str | bytes, name="a.csv") -> list:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_records(Path(path)))


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_columns_are_found_by_their_names(tmp_path, sign, end):
    rows = [("id", "note", "text", "outlet", "published"), ("r1", "x", f'"{TEXT}"', "Bote", "2025-04-28")]
    (report,) = read(tmp_path, end.join(sign.join(row) for row in rows))
    assert (report.given_id, report.text, report.outlet, report.published) == ("r1", TEXT, "Bote", "2025-04-28")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_encodings_of_spreadsheets(tmp_path, encoding):
    (report,) = read(tmp_path, f"Text;Outlet\n{TEXT};\n".replace("; ", ", ").encode(encoding))
    assert report.text == TEXT.replace("; ", ", ")
    assert report.outlet is None


def test_a_text_may_run_over_lines_and_hold_marks(tmp_path):
    (doubled,) = read(tmp_path, 'text,id\n"Erste Zeile.\n\nEr sagte ""nein"".",1\n')
    assert doubled.text == 'Erste Zeile.\n\nEr sagte "nein".'
    (escaped,) = read(tmp_path, 'text,id\n"Er sagte \\"nein\\".",1\n')
    assert escaped.text == 'Er sagte "nein".'


def test_a_missing_column_names_those_that_are_there(tmp_path):
    with pytest.raises(MalformedInput, match=r"a\.csv: there is no column 'text'\. .*: 'titel', 'inhalt'\. Name"):
        read(tmp_path, "Titel;Inhalt\nKauf;Das Amt schwieg.\n")


def test_rows_that_do_not_fit_are_told_of_with_their_line(tmp_path):
    long, empty, day, good = read(
        tmp_path, f'text,published\nDas Amt, so hieß es, schwieg.,2025\n,2025\n"{TEXT}",morgen\n\n"{TEXT}",2025\n'
    )
    assert "line 2: the row has 4 fields, the first line names 2" in long.message
    assert "line 3: there is no text in it" in empty.message
    assert "line 4: 'morgen' is no date" in day.message
    assert isinstance(good, Report)


def test_a_quotation_mark_in_the_wrong_place_costs_its_own_row_only(tmp_path):
    broken, good = read(tmp_path, f'text,id\n"Das "Amt" schwieg.",1\n"{TEXT}",2\n')
    assert "line 2: here begins a row whose quotation marks do not fit" in broken.message
    assert good.given_id == "2"


def test_a_mark_that_never_closes_is_told_of_where_it_opens(tmp_path):
    first, broken = read(tmp_path, f'text,id\n"{TEXT}",1\n"Das Amt schwieg.,2\n"{TEXT}"\n')
    assert isinstance(first, Report)
    assert isinstance(broken, LineError)
    assert "line 3" in broken.message


def test_a_table_of_bytes_that_are_no_text(tmp_path):
    with pytest.raises(UndecodableText):
        read(tmp_path, b"text,id\n\x00\x81\xff,1\n")


def test_a_text_longer_than_the_library_takes_by_itself(tmp_path):
    (report,) = read(tmp_path, f'id,text\n1,"{"Das Amt schwieg. " * 20_000}"\n')
    assert len(report.text) > 300_000

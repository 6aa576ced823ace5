"""PDF files with a text layer, with none, locked and broken."""

import io
import sys
import zlib
from pathlib import Path

import pytest

from sayso.errors import EmptyReport, MalformedInput, ReadingError
from sayso.reading.records import read_records

pypdf = pytest.importorskip("pypdf", reason="the extra `pdf` is not installed")

Line = tuple[float, float, float, str]  # left, height, size, words
COLUMN = [
    "Das Hafenamt hat am Montag den Kauf von",
    "zwanzig Schiffen bestätigt. Über die Ver-",
    "handlungen schwieg es, auch über Nord-",
    "und Südhafen.",
]
NEXT = ["„Das ist alles“, sagte ein Sprecher der Stadt", "am Abend. Mehr werde er nicht sagen."]


def lines(words: list[str], left: float, top: float, *, size: float = 10, step: float = 13) -> list[Line]:
    return [(left, top - number * step, size, word) for number, word in enumerate(words)]


def pdf(*pages: list[Line]) -> bytes:
    """Write a file by hand: one stream a page, in the encoding of Windows."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for page in pages:
        shown = b"".join(
            b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n"
            % (size, left, height, words.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)"))
            for left, height, size, words in page
        )
        packed = zlib.compress(shown)
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    content, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    closing = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(content))
    return content + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + closing


def read(tmp_path, content: bytes):
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    (report,) = read_records(Path(path))
    return report


WHOLE = (
    "Das Hafenamt hat am Montag den Kauf von zwanzig Schiffen bestätigt. Über die Verhandlungen schwieg es, auch über "
    "Nord- und Südhafen."
)


def test_lines_become_paragraphs_and_cut_words_whole(tmp_path):
    page = [
        (50, 800, 18, "Hafen bestätigt Kauf"), *lines(COLUMN, 50, 770), *lines(NEXT, 50, 700), (290, 30, 8, "– 1 –"),
    ]  # fmt: skip
    report = read(tmp_path, pdf(page))
    assert report.text.split("\n\n") == ["Hafen bestätigt Kauf", WHOLE, " ".join(NEXT)]
    assert report.title == "Hafen bestätigt Kauf"


def test_a_paragraph_runs_on_in_the_next_column_and_on_the_next_page(tmp_path):
    head = lines(["Erster Absatz, der hier auch endet.", "Er hat zwei Zeilen, beide sind kurz."], 50, 800)
    columns = [*head, *lines(COLUMN[:2], 50, 760), *lines(COLUMN[2:], 300, 800), *lines(NEXT[:1], 300, 760)]
    paragraphs = read(tmp_path, pdf(columns, lines(NEXT[1:], 50, 800))).text.split("\n\n")
    assert paragraphs[1:] == [WHOLE, " ".join(NEXT)]


def test_an_indented_line_behind_a_full_stop_begins_a_paragraph(tmp_path):
    first, second = NEXT
    page = lines([*COLUMN, *NEXT], 50, 800)
    page[len(COLUMN)] = (60, *page[len(COLUMN)][1:])
    assert read(tmp_path, pdf(page)).text.split("\n\n") == [WHOLE, f"{first} {second}"]


def test_pictures_of_text_are_refused_with_what_to_do(tmp_path):
    with pytest.raises(EmptyReport, match=r"no text layer.*\(OCR\).*ocrmypdf"):
        read(tmp_path, pdf([]))


def test_a_locked_file_says_so_and_one_locked_against_changes_is_read(tmp_path):
    for password, owner in (("geheim", "geheim"), ("", "geheim")):
        writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(pdf(lines(COLUMN, 50, 800)))))
        writer.encrypt(password, owner, algorithm="RC4-128")
        sink = io.BytesIO()
        writer.write(sink)
        if password:
            with pytest.raises(MalformedInput, match=r"locked with a password\. Save a copy without"):
                read(tmp_path, sink.getvalue())
        else:
            assert read(tmp_path, sink.getvalue()).text == WHOLE


def test_broken_files_are_refused_in_words(tmp_path):
    whole = pdf(lines(COLUMN, 50, 800))
    for at in range(9, len(whole), 37):
        for broken in (whole[:at], whole[:at] + b"\x00\xff" * 8 + whole[at + 16 :]):
            said = ""
            try:
                assert read(tmp_path, broken).text
            except ReadingError as error:
                said = str(error)
            assert not said or said.startswith(f"{tmp_path / 'a.pdf'}: ")


def test_too_many_pages_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("sayso.reading.pdf.MOST_PAGES", 2)
    with pytest.raises(MalformedInput, match="the file has 3 pages, Sayso reads up to 2"):
        read(tmp_path, pdf([], [], []))


def test_without_the_library_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(ReadingError, match=r"pip install 'sayso\[pdf\]'"):
        read(tmp_path, pdf([]))

"""Bytes become text exactly, or there is an error that names the place."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import UndecodableText
from sayso.reading.text import decode

GERMAN = "Die Behörde erklärte: „Für Österreich fällt das Übel weg“ – so heißt es.\nRund 12 Prozent seien betroffen.\n"
PLAIN = "Die Behörde erklärte: Für Österreich fällt das Übel weg, so heißt es.\nEs koste 100 Euro.\n"
CYRILLIC = "Министр сказал, что это не так.\nПосле переговоров он был в столице.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp1252"])
def test_german_without_mark(encoding):
    assert decode(GERMAN.encode(encoding), source="x") == GERMAN


@pytest.mark.parametrize("encoding", ["iso-8859-1", "iso-8859-15"])
def test_latin(encoding):
    assert decode(PLAIN.encode(encoding), source="x") == PLAIN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_cyrillic_without_mark(encoding):
    assert decode(CYRILLIC.encode(encoding), source="x") == CYRILLIC


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_mark_is_dropped_once(mark, encoding):
    text = "\ufeff" + GERMAN  # a second mark belongs to the text
    assert decode(mark + text.encode(encoding), source="x") == text


def test_euro_sign_of_latin_9():
    text = "Das kostet jeden Bürger 100 €, heißt es in der Behörde."
    assert decode(text.encode("iso-8859-15"), source="x") == text
    assert decode(text.encode("cp1252"), source="x") == text


def test_quotation_that_ends_on_a_special_letter():
    text = "Er sprach von „Spaß“ und „SPÖ“."
    assert decode(text.encode("cp1252"), source="x") == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\n\r\n"])
def test_line_ends_stay(end):
    text = f"Erster Satz.{end}{end}Zweiter Satz.{end}"
    assert decode(text.encode(), source="x") == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff")))
def test_utf8_stays_as_it_is(text):
    text = "Text: " + text  # what starts like a binary file is tested below
    assert decode(text.encode(), source="x") == text


@given(st.text(st.sampled_from("abcdefg äöüß.,\n"), min_size=1))
def test_umlauts_survive_windows_1252(text):
    data = ("Der Satz davor. " + text + " Der Satz danach.").encode("cp1252")
    assert decode(data, source="x").encode("cp1252") == data


@pytest.mark.parametrize(
    ("data", "offset", "byte"),
    [
        ("Größe und Höhe ".encode() + b"\xff" + "wären bekannt.".encode(), 18, "0xFF"),
        ("Die Größ".encode()[:-1], 8, "0xC3"),
        ("abgeschnitten: Höhe, Größe, Dürre, für".encode()[:-2], 40, "0xC3"),
        (b"Ein Satz\x00 mit einem Loch darin, sonst nichts.", 8, "0x00"),
        (codecs.BOM_UTF8 + b"gut \xe4 schlecht", 7, "0xE4"),
        (codecs.BOM_UTF16_LE + "ab".encode("utf-16-le") + b"\x00\xd8", 6, "0x00"),
        (b"Ein \x81 hat Windows-1252 nicht, und \xe4 allein ist kein UTF-8.", 4, "0x81"),
    ],
)
def test_undecodable_bytes_are_named(data, offset, byte):
    with pytest.raises(UndecodableText) as caught:
        decode(data, source="bericht.txt")
    message = str(caught.value)
    assert message.startswith("bericht.txt: ")
    assert f"offset {offset} " in message
    assert byte in message
    assert "UTF-8" in message


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Die Behörde erklärte, für jeden fällt es weg.", "cp850"),
        ("Die Behörde erklärte, für jeden fällt es weg.", "mac_roman"),
        ("Rzecznik powiedział, że wojska są na granicy i że żołnierze zostaną.", "iso-8859-2"),
        (CYRILLIC, "cp1251"),
        (CYRILLIC, "koi8-r"),
    ],
)
def test_other_encodings_are_refused_and_not_read_wrong(text, encoding):
    with pytest.raises(UndecodableText, match="not UTF-8"):
        decode(text.encode(encoding), source="x")


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"PAR1", "Parquet"),
        (b"SQLite format 3\x00", "SQLite"),
    ],
)
def test_binary_files_are_named(start, name):
    with pytest.raises(UndecodableText, match=name):
        decode(start + bytes(range(256)), source="x")


def test_binary_without_a_known_start():
    with pytest.raises(UndecodableText, match="binary"):
        decode(b"\x7fELF" + bytes(range(256)), source="x")

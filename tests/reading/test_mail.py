"""Newsletters as mails: sender, day, subject, and the report in them."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from sayso.errors import EmptyReport, ReadingError
from sayso.reading.inputs import Given
from sayso.reading.records import read_records

TEXT = "Das Hafenamt bestätigte am Montag den Kauf von zwanzig Schiffen. Mehr sagte sein Sprecher nicht."
PAGE = f"<html><body><article><h1>Der Tag</h1><p>{TEXT}</p></article></body></html>"


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Küstenkurier <post@kurier.example>"
    message["Date"] = "Mon, 28 Apr 2025 23:30:00 +0200"
    message["Subject"] = "Der Morgen für Süd und Nord"
    message["Message-ID"] = "<a1@kurier.example>"
    for name, value in headers.items():
        del message[name]
        message[name] = value
    return message


def read(tmp_path, message: EmailMessage | bytes, given=None):
    path = tmp_path / "a.eml"
    path.write_bytes(message if isinstance(message, bytes) else message.as_bytes())
    (report,) = read_records(Path(path), given or Given())
    return report


def test_sender_day_and_subject(tmp_path):
    message = mail()
    message.set_content(TEXT)
    report = read(tmp_path, message)
    assert (report.outlet, report.title) == ("Küstenkurier", "Der Morgen für Süd und Nord")
    assert (report.published, report.published_at) == ("2025-04-28", "2025-04-28T23:30:00+02:00")
    assert report.published_from == "page"
    assert report.given_id == "a1@kurier.example"
    assert report.text.strip() == TEXT


def test_the_page_of_a_mail_is_preferred_to_its_text(tmp_path):
    message = mail()
    message.set_content("Im Browser ansehen")
    message.add_alternative(PAGE, subtype="html")
    report = read(tmp_path, message)
    assert report.text == f"Der Tag\n\n{TEXT}"
    assert [part.kind for part in report.parts] == ["headline", "paragraph"]


def test_a_page_without_a_report_leaves_the_text(tmp_path):
    message = mail()
    message.set_content(TEXT)
    message.add_alternative("<html><body><img src='a.png'></body></html>", subtype="html")
    assert read(tmp_path, message).text.strip() == TEXT


def test_attachments_are_not_read(tmp_path):
    message = mail()
    message.set_content(TEXT)
    message.add_attachment(b"%PDF-1.4 of another report", maintype="application", subtype="pdf", filename="b.pdf")
    assert read(tmp_path, message).text.strip() == TEXT


@pytest.mark.parametrize("declared", ["us-ascii", "no-such-charset", "utf-8"])
def test_a_charset_that_does_not_fit_is_not_believed(tmp_path, declared):
    head = f"From: a@b.example\r\nSubject: x\r\nDate: gestern\r\nContent-Type: text/plain; charset={declared}\r\n\r\n"
    report = read(tmp_path, head.encode() + TEXT.encode("cp1252"))
    assert report.text == TEXT
    assert (report.outlet, report.published, report.published_at) == ("b.example", None, None)
    assert report.published_from == "unknown"


def test_what_is_given_wins(tmp_path):
    message = mail()
    message.set_content(TEXT)
    report = read(tmp_path, message, Given(published="2024", outlet="Bote", url="https://bote.example/1"))
    assert (report.published, report.published_at, report.outlet) == ("2024", None, "Bote")
    assert report.published_from == "given"


def test_a_mail_of_pictures_says_what_to_do(tmp_path):
    message = mail()
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    with pytest.raises(EmptyReport, match=r"neither text nor a page\. Save what is attached"):
        read(tmp_path, message)


@pytest.mark.parametrize(
    "broken",
    [
        b"From: a@b.example\nSubject: =?utf-8?q?=FF=FE?=\nTo: <<<>>>\nDate: Mon, 99 Foo 2025\n\n" + TEXT.encode(),
        b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n\n" + TEXT.encode(),
        b"From: \xff\xfe@b\nSubject: x\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n!!!" + TEXT.encode(),
        b"From: a@b.example\nTo: x\nSubject: y\nContent-Type: message/rfc822\n\n",
    ],
)
def test_broken_mails_are_read_or_refused_in_words(tmp_path, broken):
    (tmp_path / "a.eml").write_bytes(broken)
    said = ""
    try:
        assert list(read_records(tmp_path / "a.eml"))
    except ReadingError as error:
        said = str(error)
    assert not said or said.startswith(f"{tmp_path / 'a.eml'}: ")

"""Each format's text and metadata, from files made here."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter

from marsad.gather import Gathered, Refused, gather_stdin
from marsad.ids import document_id, sha256
from marsad.settings import Settings

One = Callable[[str, bytes | str], Gathered]
HEADER = "Outlet: SANA\nDate: 2024-11-29\nTitle: Army: attack repelled\n"


def _codes(found: Gathered) -> list[str]:
    return [note.code for note in found.notes]


def test_text_with_a_header(one: One, english: str) -> None:
    found = one("report.txt", f"{HEADER}URL: https://sana.sy/x\n\n{english}\n\nMore.\n")
    document = found.document
    assert document.text == f"{english}\n\nMore."
    assert document.title == "Army: attack repelled"
    assert (document.source.id, document.url) == ("sana", "https://sana.sy/x")
    assert document.published
    assert document.published.raw == "2024-11-29"
    assert (document.key, document.language) == ("report", "en")
    assert document.sha256 == sha256(document.title, document.text)
    assert document.id == document_id("sana", document.title, document.text)
    assert (found.claims, found.notes) == (None, ())


def test_text_that_only_looks_like_a_header_is_text(one: One, english: str) -> None:
    found = one("r.txt", f"Update: {english}\n\nMore.")
    assert found.document.text.startswith("Update:")
    assert _codes(found) == ["no_date", "no_source"]


def test_rulers_around_text_lose_nothing(one: One, english: str) -> None:
    for name in ("r.txt", "r.md"):
        text = one(name, f"---\n\n{english}\n\n---\n\nMore.").document.text
        assert english in text
        assert "More." in text


def test_markdown_with_front_matter(one: One, english: str) -> None:
    found = one(
        "r.md",
        "---\ntitle: Rebels: enter the town\noutlet: 'LBCI (AFP)'\n"
        "date: Fri, 29 Nov 2024 14:30:00 +0200\ntags:\n  - x\n---\n\n"
        f"# Rebels: enter the town\n\n**{english}** [Link](http://x.example) & so.\n\n"
        "- one\n- two\n\n<!-- hidden -->\n\n![picture](p.png)\n",
    )
    assert found.document.text == f"{english} Link & so.\n\none\n\ntwo"
    assert found.document.title == "Rebels: enter the town"
    assert found.document.source.name == "LBCI (AFP)"
    assert found.document.published
    assert found.document.published.known_from == datetime(
        2024, 11, 29, 12, 30, tzinfo=UTC
    )


def test_a_first_heading_is_the_title(one: One, english: str) -> None:
    document = one("r.md", f"# The *town* falls\n\n{english}").document
    assert (document.title, document.text) == ("The town falls", english)


def test_word(one: One, english: str) -> None:
    word = docx.Document()
    word.core_properties.title = "Situation report"
    word.add_paragraph(english)
    row = word.add_table(1, 2).rows[0]
    row.cells[0].text, row.cells[1].text = "Killed", "4"
    word.add_paragraph("End.")
    found = one("r.docx", _saved(word))
    assert found.document.text == f"{english}\n\nKilled\t4\n\nEnd."
    assert found.document.title == "Situation report"
    assert found.document.published is None, "a template's date is no publication date"


def test_pdf(one: One, english: str) -> None:
    found = one("r.pdf", pdf(english, created="D:20241201080000+03'00'"))
    assert " ".join(found.document.text.split()) == english
    assert found.document.published
    assert found.document.published.zone == "+03:00"
    assert "date_guessed" in _codes(found)


def test_a_pdf_with_a_broken_date_is_read(one: One, english: str) -> None:
    found = one("r.pdf", pdf(english, created="D:yesterday"))
    assert found.document.published is None
    assert "no_date" in _codes(found)


def test_a_pdf_locked_against_changes_only_is_read(one: One, english: str) -> None:
    for algorithm in ("RC4-128", "AES-256"):
        locked = pdf(english, owner_password="x", algorithm=algorithm)
        assert english[:20] in one("r.pdf", locked).document.text


def test_mail(one: One, english: str) -> None:
    found = one(
        "r.eml",
        "From: Radio Example <desk@radio.example>\n"
        "Date: Fri, 29 Nov 2024 23:30:00 -0500\n"
        "Subject: =?utf-8?q?The_town_=E2=80=93_latest?=\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\n'
        f"Content-Type: text/plain; charset=utf-8\n\n{english}\n\n--b\n"
        "Content-Type: application/pdf\n"
        "Content-Disposition: attachment; filename=map.pdf\n\nx\n--b--\n",
    )
    document = found.document
    assert (document.text, document.title) == (english, "The town – latest")
    assert document.source.name == "Radio Example"
    assert document.published
    assert document.published.known_from == datetime(2024, 11, 30, 4, 30, tzinfo=UTC)
    assert str(document.published.day) == "2024-11-29"
    assert _codes(found) == ["attachments"]


def test_mail_in_html_from_a_bare_address(one: One, english: str) -> None:
    found = one(
        "r.eml",
        "From: desk@radio.example\nContent-Type: text/html; charset=cp1252\n\n"
        f"<html><body><p>{english}</p></body></html>",
    )
    assert found.document.text == english
    assert found.document.source.name == "radio.example"


def test_a_sidecar_wins_over_the_file(tmp_path: Path, one: One, english: str) -> None:
    (tmp_path / "r.txt.toml").write_text(
        'outlet = "OCHA"\npublished = 2024-12-01T08:00:00+03:00\nlanguage = "en-GB"\n'
    )
    found = one("r.txt", f"{HEADER}\n{english}")
    assert found.document.source.name == "OCHA"
    assert found.document.title == "Army: attack repelled"
    assert found.document.published
    assert found.document.published.zone == "+03:00"
    assert found.document.language == "en"
    assert found.notes == ()


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        ("toml", "outlet = "),
        ("json", "[1]"),
        ("json", "{"),
        ("toml", 'outlett = "OCHA"'),
        ("json", " " * 70_000),
    ],
)
def test_a_bad_sidecar_is_noted(
    tmp_path: Path, one: One, english: str, ending: str, content: str
) -> None:
    (tmp_path / f"r.txt.{ending}").write_text(content)
    found = one("r.txt", f"{HEADER}\n{english}")
    assert _codes(found) == ["bad_sidecar"]
    assert found.document.source.name == "SANA"


def test_an_unread_language_is_kept_with_its_reason(one: One) -> None:
    russian = "Повстанцы вошли в город, армия заявила, что отбила атаку. " * 4
    found = one("r.txt", f"{HEADER}\n{russian}".encode("cp1251"))
    assert found.document.language == "ru"
    assert sorted(_codes(found)) == ["encoding_guessed", "language_unsupported"]


@pytest.mark.parametrize(
    ("date", "code"),
    [("2999-01-01", "future_date"), ("03/04/2024", "no_date"), ("soon", "no_date")],
)
def test_a_date_that_cannot_be_is_not_used(
    one: One, english: str, date: str, code: str
) -> None:
    found = one("r.txt", f"Outlet: SANA\nDate: {date}\n\n{english}")
    assert found.document.published is None
    (note,) = found.notes
    assert note.code == code
    assert date in note.message


def test_an_address_that_is_none_is_not_kept(one: One, english: str) -> None:
    found = one("r.txt", f"{HEADER}URL: javascript:alert(1)\n\n{english}")
    assert (found.document.url, _codes(found)) == (None, ["bad_url"])


def test_formats_are_told_by_content_where_the_name_does_not(
    one: One, english: str
) -> None:
    assert one("a.report", f"{HEADER}\n{english}").document.source.name == "SANA"
    page = f"<!DOCTYPE html><html><body><p>{english}</p></body></html>"
    assert one("page", page).document.text == english
    assert one("paper", pdf(english)).document.text
    row = f'{{"doc_id": "d", "text": "{english}"}}'
    assert one("row.dat", row).document.key == "d"


@pytest.mark.parametrize(
    "data",
    [
        f"{HEADER}\nThe army said so on Friday.",
        '<html><head><meta name="date" content="2024-11-29"></head>'
        "<body><p>The army said so on Friday.</p></body></html>",
        '{"text": "The army said so on Friday.", "published": "2024-11-29"}',
        '[{"text": "The army said so on Friday.", "published": "2024-11-29"}]',
        '{"text": "The army said so on Friday.", "published": "2024-11-29"}\n\n',
    ],
)
def test_standard_input(data: str, limits: Settings) -> None:
    (found,) = gather_stdin(data.encode(), limits)
    assert isinstance(found, Gathered)
    assert found.document.text == "The army said so on Friday."
    assert found.document.published
    assert found.document.path == "-"


def test_empty_standard_input(limits: Settings) -> None:
    (found,) = gather_stdin(b"", limits)
    assert isinstance(found, Refused)
    assert (found.path, found.code) == ("-", "empty")


def pdf(
    text: str,
    *,
    created: str | None = None,
    owner_password: str | None = None,
    algorithm: str = "AES-256",
) -> bytes:
    """A PDF of one page whose text layer says `text`."""
    words = text.split()
    lines = [" ".join(words[i : i + 10]) for i in range(0, len(words), 10)]
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    content = f"BT /F1 10 Tf 40 700 Td {shown} ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    tail = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\n"
    raw = out + tail % table + b"startxref\n%d\n%%%%EOF" % len(out)
    writer = PdfWriter(clone_from=io.BytesIO(raw))
    if created:
        writer.add_metadata({"/CreationDate": created, "/Title": "report final 2"})
    if owner_password:
        writer.encrypt("", owner_password, algorithm=algorithm)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _saved(word: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()

"""Saved web pages: article text, and dates with their zone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.gather import Gathered

One = Callable[[str, bytes | str], Gathered]

LD = '<script type="application/ld+json">{"datePublished": "%s", broken</script>'


def _page(head: str, body: str) -> str:
    return (
        "<!DOCTYPE html><html><head><title>Rebels enter the town - Radio</title>"
        f"{head}</head><body><nav><a href='/'>Home</a> <a href='/w'>World</a></nav>"
        f"<article><h1>Rebels enter the town</h1>{body}</article>"
        "<footer>Copyright 2019 Radio. All rights reserved.</footer></body></html>"
    )


@pytest.fixture
def body(english: str) -> str:
    """Two paragraphs of an article."""
    return f"<p>{english}</p><p>The road to the west was cut on Thursday night.</p>"


def test_an_article(one: One, english: str, body: str) -> None:
    head = (
        '<meta property="og:site_name" content="Radio Example">'
        '<link rel="canonical" href="https://radio.example/2024/11/29/town">'
        '<meta property="article:published_time" content="2024-11-29T14:30:00+03:00">'
    )
    found = one("p.html", _page(head, body))
    document = found.document
    assert document.text == (
        f"{english}\n\nThe road to the west was cut on Thursday night."
    )
    assert document.title == "Rebels enter the town"
    assert document.source.name == "Radio Example"
    assert document.url == "https://radio.example/2024/11/29/town"
    assert document.published
    assert document.published.raw == "2024-11-29T14:30:00+03:00"
    assert found.notes == ()


@pytest.mark.parametrize(
    ("head", "raw"),
    [
        ('<meta name="date" content="2024-11-29">', "2024-11-29"),
        (
            '<meta name="date" content="2024-11-29">' + LD % "2024-11-29T14:30:00Z",
            "2024-11-29T14:30:00Z",
        ),
        (  # another day is another article's
            LD % "2024-11-29" + '<meta name="dc.date" content="2024-12-24T10:00:00Z">',
            "2024-11-29",
        ),
        (
            '<meta name="pubdate" content="next week">'
            '<meta itemprop="datePublished" content="2024-11-29T14:30">',
            "2024-11-29T14:30",
        ),
    ],
)
def test_the_stated_date_with_most_detail(
    one: One, body: str, head: str, raw: str
) -> None:
    found = one("p.html", _page(head, body))
    assert found.document.published
    assert found.document.published.raw == raw
    assert "date_guessed" not in {note.code for note in found.notes}


def test_a_date_that_is_only_guessed_is_noted(one: One, body: str) -> None:
    link = '<link rel="canonical" href="https://radio.example/2024/11/29/town">'
    found = one("p.html", _page(link, body))
    assert found.document.published
    assert str(found.document.published.day) == "2024-11-29"
    assert [note.code for note in found.notes] == ["date_guessed"]


def test_a_page_without_any_date_has_none(one: One, english: str) -> None:
    found = one("p.html", f"<html><body><p>{english}</p></body></html>")
    assert found.document.published is None
    assert "no_date" in {note.code for note in found.notes}


def test_a_later_change_is_noted(one: One, body: str) -> None:
    head = LD % "2024-11-29T14:30:00Z" + (
        '<meta property="article:modified_time" content="2024-12-03T10:00:00Z">'
    )
    found = one("p.html", _page(head, body))
    assert "changed_later" in {note.code for note in found.notes}


def test_a_declared_encoding(one: One) -> None:
    russian = "Повстанцы вошли в город, армия заявила, что отбила атаку. " * 4
    page = _page('<meta charset="windows-1251">', f"<p>{russian}</p>")
    found = one("p.html", page.encode("cp1251"))
    assert russian.strip() in found.document.text
    assert "encoding_guessed" not in {note.code for note in found.notes}


def test_broken_html_still_gives_its_text(one: One, english: str) -> None:
    found = one("p.html", f"<html><body><div><p>{english}<p>More of it.</table></b")
    assert english in found.document.text
    assert "More of it." in found.document.text


def test_a_page_of_almost_nothing_is_noted(one: One) -> None:
    page = "<html><body><p>Please enable JavaScript.</p></body></html>"
    codes = {note.code for note in one("p.html", page).notes}
    assert "short_text" in codes

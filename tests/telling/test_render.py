from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from time import perf_counter

import pytest

from marsad.model import Stance
from marsad.telling import Question, build_brief, render

DAY = date(2031, 5, 12)
FORMATS = ("text", "md", "html", "json")
HOSTILE = (
    "<script>alert(1)</script> \x1b[31mred\x1b[0m \u202egnp.exe\u202c "
    "=cmd() | **bold** [x](javascript:alert(1)) <img src=x onerror=alert(1)> "
    "\x00\x9b31m"
)
VOID = {"meta", "img", "br", "hr", "input", "link"}


class Page(HTMLParser):
    """What a page asks for, where its links go, and whether its tags are closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def values(self, name: str) -> list[str]:
        return [value or "" for _, key, value in self.attributes if key == name]


def made(world, format_: str, **more) -> str:
    question = Question(DAY, DAY, world.as_of)
    return render(build_brief(world.picture(), question), format_, **more)


@pytest.fixture
def hostile(world):
    claim = world.claim(
        f"Fighters took Tarvin {HOSTILE} in the end.",
        speakers=[(f"the monitor {HOSTILE}", Stance.SAYS)],
        outlet=f"Post {HOSTILE}",
        title=f"Title {HOSTILE}",
        url='https://example.org/"><script>alert(1)</script>',
        doer=f"fighters {HOSTILE}",
        anchor="took",
    )
    world.incident(f"Incident {HOSTILE}", claim, reason=f"reason {HOSTILE}")
    long = world.claim("x" * 10_000, "shelling", anchor="xxx")
    world.incident("y" * 10_000, long, type="strike")
    return world


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_tells_the_brief(busy, format_):
    out = made(busy, format_)
    assert out.endswith("\n")
    assert "Northern fighters took Tarvin on Monday" in out
    assert "as known at 2031-05-12 23:59 UTC" in out


@pytest.mark.parametrize("format_", FORMATS)
def test_no_control_or_reordering_character_comes_out(hostile, format_):
    out = made(hostile, format_)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out)


def test_hostile_words_are_only_words_on_the_page(hostile):
    page = Page(made(hostile, "html"))
    assert "script" not in page.tags
    assert "img" not in page.tags
    assert not [a for a in page.attributes if a[1].startswith("on")]
    assert not page.unbalanced
    assert not page.open


def test_hostile_words_are_only_words_in_markdown(hostile):
    out = made(hostile, "md")
    assert not re.search(r"(?<!\\)<(?!a id=\"|/a>|https://)", out)
    assert not re.search(r"(?<!\\)\]\((?!#)", out)


def test_a_long_sentence_does_not_flood_the_page(hostile):
    assert max(map(len, made(hostile, "text").splitlines())) < 2100
    assert len(made(hostile, "html")) < 60_000


def test_the_page_asks_nobody_for_anything(busy):
    text = made(busy, "html")
    page = Page(text)
    assert not page.values("src")
    assert "link" not in page.tags
    assert not re.search(r"url\(|@import", text)
    for href in page.values("href"):
        assert href.startswith(("#", "https://example.org/"))


def test_links_inside_the_page_lead_somewhere(busy):
    page = Page(made(busy, "html"))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    inside = {h[1:] for h in page.values("href") if h.startswith("#")}
    assert inside <= set(ids)


def test_the_page_is_fit_for_phones_readers_and_printers(busy):
    text = made(busy, "html")
    page = Page(text)
    assert "width=device-width, initial-scale=1" in page.values("content")
    assert "prefers-color-scheme:dark" in text
    assert "@media print" in text
    assert ("html", "lang", "en") in page.attributes
    assert page.tags.count("svg") == 2
    assert page.values("role") == ["img", "img"]
    assert page.tags.count("desc") == 2
    assert ("blockquote", "lang", "en") in page.attributes
    assert ("q", "dir", "auto") in page.attributes


def test_the_sentence_of_a_reference_has_its_anchor_marked(busy):
    assert "<mark>took</mark> Tarvin on Monday, the Halden" in made(busy, "html")


def test_markdown_links_lead_to_anchors(busy):
    out = made(busy, "md")
    anchors = set(re.findall(r'<a id="([^"]+)">', out))
    assert set(re.findall(r"\]\(#([^)]+)\)", out)) <= anchors


@pytest.mark.parametrize("width", [60, 100])
def test_text_keeps_to_its_width(busy, width):
    wide = [x for x in made(busy, "text", width=width).splitlines() if len(x) > width]
    assert all("https://" in line for line in wide)


def test_text_ends_with_the_exact_sentences(busy):
    out = " ".join(made(busy, "text").split("REFERENCES")[1].split())
    assert "“Northern fighters took Tarvin on Monday, the Halden Monitor said.”" in out


def test_json_has_its_documented_shape(busy):
    row = json.loads(made(busy, "json"))
    assert row["form"] == "marsad-brief/1"
    assert row["question"] == {
        "start": "2031-05-12",
        "end": "2031-05-12",
        "as_of": "2031-05-12T23:59:59Z",
        "place": None,
    }
    line = row["sections"][1]["lines"][0]
    assert {
        *("key", "head", "where_when", "statements", "notes", "grade", "reason"),
        *("refs", "is_new", "is_update", "group", "place", "points_to", "text"),
    } == set(line)
    assert line["grade"] == "contested"
    assert row["days"][-1]["day"] == "2031-05-12"
    assert row["marks"][0]["label"] == "Tarvin"


def test_a_picture_without_places_has_no_map(world):
    world.incident("x", world.claim("They met.", "talks", place=None))
    assert made(world, "html").count("<svg") == 1


def test_a_brief_over_many_claims_is_quick(world):
    for n in range(3000):
        claim = world.claim(f"Fighters hit post {n}.", "armed_clash")
        world.incident(f"Fighting {n}", claim, type="fight")
    start = perf_counter()
    made(world, "html")
    assert perf_counter() - start < 1.5

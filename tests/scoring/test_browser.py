"""The error browser: every claim on the page, and nothing of a document obeyed."""

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from marsad.scoring import error_page, score_reading

QUOTE = "Rebels seized Saraqeb and shelled Binnish."
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>{{ 7*7 }}\u202e'


def claim(kind, anchor, **more):
    return {"quote": QUOTE, "kind": kind, "anchor": anchor, **more}


@pytest.fixture
def page(tmp_path):
    def show(gold: list[dict], read: list[dict], **more: object) -> html.HtmlElement:
        paths = []
        for name, claims in (("gold", gold), ("read", read)):
            row = {"doc_id": "d1", "text": QUOTE, "claims": claims, **more}
            paths.append(tmp_path / name)
            paths[-1].write_text(json.dumps(row), "utf-8")
        return html.fromstring(error_page(score_reading(*paths), "A page"))

    return show


def sorts(page) -> list[str]:
    return [
        row.get("class") for row in page.xpath("//tr[starts-with(@class, 'claim ')]")
    ]


def test_each_sort_of_error_is_told_apart(page):
    gold = [
        claim("territory_taken", "seized", initiator=["Rebels"]),
        claim("shelling", "shelled"),
        claim("casualties", "Binnish"),
    ]
    read = [
        claim("territory_taken", "seized", initiator=["the army"]),
        claim("air_strike", "shelled"),
    ]
    shown = page(gold, read)
    assert sorts(shown) == [
        "claim wrong-slot k-territory_taken k-territory_taken",
        "claim wrong-kind k-shelling k-air_strike",
        "claim missed k-casualties",
    ]
    differs = [d.text for d in shown.xpath("//dd[@class='differs']")]
    assert differs == ["Rebels", "the army"]
    assert sorts(page([], read))[0] == "claim invented k-territory_taken"
    assert sorts(page(gold, gold)) == [
        "claim right k-territory_taken k-territory_taken",
        "claim right k-shelling k-shelling",
        "claim right k-casualties k-casualties",
    ]


def test_anchors_are_marked_in_the_text(page):
    gold, read = claim("shelling", "shelled"), claim("shelling", "shelled Binnish")
    marks = page([gold], [read]).xpath("//div[@class='text']/mark")
    assert [(m.get("class"), m.text) for m in marks] == [
        ("gold read", "shelled"),
        ("read", " Binnish"),
    ]


def test_what_documents_hold_is_shown_and_never_obeyed(page):
    slots = {"initiator": [HOSTILE], "places": [{"mention": HOSTILE}]}
    figure = {"what": HOSTILE, "low": 1, "high": None}
    bad = claim(HOSTILE, "seized", figures=[figure], **slots)
    shown = page([bad], [], title=HOSTILE, outlet=HOSTILE, published=HOSTILE)
    for tag in ("script", "img", "iframe", "link"):
        assert not shown.xpath(f"//{tag}")
    assert HOSTILE.removesuffix("\u202e") in shown.xpath("//h2")[0].text
    assert "49" not in shown.xpath("//h2")[0].text


def test_the_page_loads_nothing(page):
    shown = page([claim("shelling", "shelled")], [])
    raw = html.tostring(shown, encoding="unicode")
    assert not re.search(r"https?://|@import|url\(", raw)
    assert "default-src 'none'" in raw


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.integers(0, 41), st.integers(1, 12)), max_size=6))
def test_the_text_is_whole_whatever_is_marked(page, spans):
    claims = [claim("shelling", QUOTE[a : a + n]) for a, n in spans]
    text = page(claims, claims[::2]).xpath("//div[@class='text']")[0]
    for note in text.xpath(".//sup"):
        note.drop_tree()
    assert text.text_content() == QUOTE

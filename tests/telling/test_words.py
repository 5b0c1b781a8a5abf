from __future__ import annotations

from datetime import date

import pytest

from marsad.codebook import kinds
from marsad.model import Figure, Origin, Place, Stance, What
from marsad.telling.attribution import (
    bare_name,
    origin_name,
    shown_name,
    subject_words,
)
from marsad.telling.index import Index
from marsad.telling.lexicon import lexicon
from marsad.telling.phrases import (
    days_words,
    figure_words,
    join_words,
    range_words,
    span_words,
)
from marsad.telling.places import Area, fold


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, "date not told"),
        (date(2031, 5, 12), date(2031, 5, 12), "12 May"),
        (date(2031, 5, 10), date(2031, 5, 12), "10–12 May"),
        (date(2031, 4, 30), date(2031, 5, 2), "30 Apr – 2 May"),
        (None, date(2031, 5, 12), "by 12 May"),
        (date(2031, 5, 12), None, "since 12 May"),
        (date(2030, 12, 31), date(2031, 1, 1), "31 Dec 2030 – 1 Jan"),
    ],
)
def test_days(start, end, words):
    assert days_words(start, end, 2031) == words


@pytest.mark.parametrize(
    ("ranges", "words"),
    [
        ([(242, 242), (311, 311)], "242 to 311"),
        ([(277, None), (311, 311)], "277 to 311"),
        ([(231, 231), (242, None)], "231 to 242 or more"),
        ([(5, None)], "at least 5"),
        ([(None, 9)], "up to 9"),
        ([(1000, 2000)], "1,000 to 2,000"),
        ([], "a number not told"),
    ],
)
def test_spans(ranges, words):
    assert span_words(ranges) == words


def test_a_vague_figure_keeps_its_own_words():
    assert figure_words(Figure(What.KILLED, "", 24, 99, "Dozens")) == "“dozens”"
    assert figure_words(Figure(What.KILLED, "", 4, 4, "four")) == "4"
    assert figure_words(Figure(What.KILLED, "", 200, 200, "", True)) == "about 200"
    assert range_words(None, None) == "a number not told"


@pytest.mark.parametrize(
    ("name", "subject", "plural"),
    [
        ("Reuters", "Reuters", False),
        ("Syrian army", "The Syrian army", False),
        ("Turkish security officials", "Turkish security officials", True),
        ("witnesses in Tarvin", "Witnesses in Tarvin", True),
        ("the Halden Monitor", "The Halden Monitor", False),
        ("a war monitor", "A war monitor", False),
        ("local police", "Local police", True),
        ("Veris (state media)", "Veris (state media)", False),
        ("", "", False),
    ],
)
def test_grammar_of_names(name, subject, plural):
    assert subject_words(name) == (subject, plural)


def test_a_name_inside_a_sentence():
    assert bare_name("Syrian army") == "the Syrian army"
    assert bare_name("SOHR") == "SOHR"


@pytest.mark.parametrize(
    ("mention", "shown"),
    [
        ("the monitor", "Halden Watch"),
        ("The Observatory", "Halden Watch"),
        ("it", "Halden Watch"),
        ("Activists", "Halden Watch"),
        ("The Citadel", "The Citadel"),
        ("Ilva Torn", "Ilva Torn"),
        ("Halden’s armed forces", "Halden’s armed forces"),
    ],
)
def test_a_speaker_with_a_name_of_its_own_is_told_by_it(world, mention, shown):
    """What it was resolved to may be wider, or wrong."""
    claim = world.claim("Fighters took it.", speakers=[(mention, Stance.SAYS)])
    origin = Origin("x", "Halden Watch", "named", None, (claim.id,), ())
    index = Index(world.picture(), {}, {claim.id: origin})
    assert origin_name(index, origin, claim) == shown


def test_the_country_code_of_a_described_actor_is_not_shown():
    assert shown_name("insurgents (SY)") == "insurgents"
    assert shown_name("Outlet (AFP)") == "Outlet (AFP)"


def test_lists():
    assert join_words(["a"]) == "a"
    assert join_words(["a", "b", "c"]) == "a, b and c"


def test_names_of_places_are_compared_without_articles_and_marks():
    assert fold("al-Táfra") == fold("Tafra") == fold("Al Tafra")
    assert fold("Al") == "al"


def test_a_wide_area_with_its_middle_near_is_not_near(world):
    world.claim("Fighters took Tarvin.")
    area = Area.of(world.picture(), "Tarvin")
    assert area.holds(Place("a farm", None, None, None, 41.1, 62.1, 2.0))
    assert not area.holds(Place("the north", None, None, None, 41.1, 62.1, 150.0))
    assert not area.holds(Place("far", None, None, None, 45.0, 62.0, 2.0))
    assert area.holds(Place("east of Tarvin"))


def test_every_kind_and_section_has_its_words():
    table = lexicon()
    assert set(table["heads"]) == set(kinds())
    assert {kind.section for kind in kinds().values()} <= set(table["sections"])
    assert set(table["weight"]["kind"]) <= set(kinds())
    assert set(table["series_name"]) == {what.value for what in What}


def test_the_last_head_of_each_kind_needs_nothing_but_its_own_words():
    for kind, phrases in lexicon()["heads"].items():
        needed = phrases[-1].replace("{anchor}", "")
        assert "{" not in needed, kind

"""Places: spellings, choice, shapes, pointing back, and what is not located."""

from __future__ import annotations

import csv
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.model import Level, Place
from marsad.resolving.places.choose import distance
from marsad.resolving.places.gazetteer import named, sounding_like
from marsad.resolving.places.locate import DocumentPlaces
from marsad.resolving.places.spelling import fold, keys, skeleton
from tests.conftest import make_document
from tests.resolving.conftest import make_claim


def place_of(mention: str, text: str = "", before: tuple[str, ...] = ()) -> Place:
    """The place that a mention means in a text, after the mentions before it."""
    text = f"{text} Then it happened."
    document = make_document(text)
    quote = "Then it happened."
    claim = make_claim(document, quote, "happened", places=(*before, mention))
    places = DocumentPlaces(document, (claim,))
    return [places.place(p) for p in claim.places][-1]


def near(place: Place, lat: float, lon: float, km: float = 25.0) -> bool:
    if place.lat is None or place.lon is None:
        return False
    return distance(place.lat, place.lon, lat, lon) <= km


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Bab", "al-Bāb"),
        ("Sana'a", "Sanaa"),
        ("Kramatorsk", "Краматорськ"),
        ("Aleppo", "حلب"),
        ("El-Fasher", "Al Fashir"),
    ],
)
def test_spellings_lead_to_one_place(one: str, other: str) -> None:
    assert {e.id for e in named(one)} & {e.id for e in named(other)}


def test_consonants_match_within_a_country_only() -> None:
    assert skeleton("Saraqeb") == skeleton("Sarāqib")
    assert sounding_like("Saraqib", "SY")
    assert not sounding_like("Saraqib", "SE")


def test_a_document_about_one_country_takes_its_tripoli() -> None:
    libya = place_of("Tripoli", "Fighting in Libya went on as Libyan forces advanced.")
    lebanon = place_of("Tripoli", "Lebanon's army moved north; Lebanese troops fired.")
    assert near(libya, 32.88, 13.19)
    assert near(lebanon, 34.43, 35.84)


def test_level_words_tell_a_province_from_its_city() -> None:
    text = "In Syria the front moved."
    city, province = place_of("Aleppo", text), place_of("Aleppo province", text)
    assert (city.level, province.level) == (Level.CITY, Level.PROVINCE)
    assert (province.radius_km or 0) > 3 * (city.radius_km or 0)
    assert place_of("the city of Aleppo", text).level is Level.CITY


def test_parts_and_bearings_shift_and_widen() -> None:
    text = "Rebels advanced in Syria, the Syrian army said."
    whole, north = place_of("Syria", text), place_of("northern Syria", text)
    assert north.lat
    assert whole.lat
    assert north.lat > whole.lat + 0.5
    assert north.level is Level.PROVINCE
    west = place_of("west of Aleppo", text)
    assert near(west, 36.2, 37.1, 30)
    assert (west.radius_km or 0) > 15
    assert west.basis
    assert "bearing" in west.basis
    text = "In the Democratic Republic of the Congo shells fell; Congolese troops fled."
    away = place_of("20 km east of Goma", text)
    assert near(away, -1.67, 29.41, 12)


@pytest.mark.parametrize("mention", ["U.S.", "UK", "Britain", "DRC"])
def test_short_names_of_countries_are_places(mention: str) -> None:
    place = place_of(mention, "The US, the UK and the DRC spoke.")
    assert place.level is Level.COUNTRY
    assert place.country in {"US", "GB", "CD"}


def test_pointing_back_takes_the_place_before() -> None:
    text = "Fighters entered Mosul in Iraq. Iraqi troops fought on."
    assert place_of("the city", text, ("Mosul",)).name == place_of("Mosul", text).name
    assert place_of("the city", text).lat is None
    assert near(place_of("the capital", text), 33.3, 44.4)


def test_lists_are_the_middle_of_their_places() -> None:
    text = "In Syria the army said that Syrian jets flew."
    both = place_of("Aleppo and Idlib provinces", text)
    assert both.lat
    assert both.basis
    assert "several" in both.basis
    assert near(both, 36.1, 37.1, 60)


@pytest.mark.parametrize(
    "mention",
    [
        "Syrian", "the Syrian army", "Xyzzyville", "the border", "several areas",
        "a" * 10_000, "Алеппо حلب Xz", "\u202e\u202dpmoH", "\u200f\u200f", "", " ", "%",
        "' or 1=1 --", "الالالالال", "\ud800", "-", "the", "of", "Al-",
    ],
)  # fmt: skip
def test_what_is_no_known_place_is_not_located(mention: str) -> None:
    place = place_of(mention, "Something happened in Peru.")
    assert (place.lat, place.lon, place.radius_km) == (None, None, None)
    assert place.mention == mention


def test_marks_of_direction_do_not_hide_a_name() -> None:
    assert near(place_of("\u200fHoms\u200e", "The war in Syria."), 34.73, 36.72)


def test_a_namesake_in_an_unrelated_country_is_not_believed() -> None:
    text = "In Mozambique insurgents attacked; Mozambican forces answered."
    assert place_of("Naples", text).country in {None, "IT"}
    assert place_of("Odessa", text).country != "US"


def test_what_an_annotator_located_stays() -> None:
    mine = Place("Hama", lat=35.1, lon=36.7, level=Level.TOWN, basis="annotator")
    document = make_document("Rebels took Hama in Syria.")
    claim = make_claim(document, document.text, "took", places=(mine,))
    out = DocumentPlaces(document, (claim,)).place(mine)
    assert (out.lat, out.lon, out.level, out.basis) == (35.1, 36.7, "town", "annotator")
    assert out.gazetteer_id


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_mention_is_located_or_not_never_a_crash(mention: str) -> None:
    place = place_of(mention, "War in Syria.")
    located = place.lat is not None
    assert located == (place.lon is not None) == (place.radius_km is not None)
    assert fold(mention) == fold(fold(mention))
    assert all(len(key) > 1 for key in keys(mention))


def test_look_ups_work_in_many_threads() -> None:
    names = ["Goma", "Homs", "Kharkiv", "Marib", "Gao", "Sirte"] * 10
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: bool(named(n)), names))
    assert all(found)


def test_look_ups_are_quick() -> None:
    text = "In Syria rebels attacked Hama, Homs and Idlib; Syrian jets answered. " * 50
    place_of("Hama", text)
    start = time.perf_counter()
    for _ in range(20):
        place_of("the western outskirts of Hama", text, ("Homs", "Idlib"))
    assert (time.perf_counter() - start) / 60 < 0.01  # seconds a mention, generously


def supplement() -> list[dict[str, str]]:
    text = files("marsad").joinpath("lexicons/places.csv").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return list(csv.DictReader(lines))


def test_the_supplement_is_sound() -> None:
    rows = supplement()
    assert len(rows) >= 100
    assert len({(r["name"], r["country"]) for r in rows}) == len(rows)
    for row in rows:
        assert Level(row["level"]), row
        assert -60 < float(row["lat"]) < 80, row
        assert -180 <= float(row["lon"]) <= 180, row
        assert row["source"], row


@pytest.mark.parametrize(
    "row", [r for r in supplement() if r["near"]], ids=lambda r: r["name"]
)
def test_rows_lie_where_their_neighbour_says(row: dict[str, str]) -> None:
    towns = [
        e
        for e in named(row["near"])
        if not e.ours and e.country == row["country"] and e.level in {"town", "city"}
    ]
    away = [distance(float(row["lat"]), float(row["lon"]), e.lat, e.lon) for e in towns]
    assert away, f"{row['near']} is not in the gazetteer"
    assert min(away) <= float(row["near_km"])

"""Places: spellings, choice, shapes, pointing back, and what is not located."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.model import Level, Place, Span
from marsad.resolving.places import gazetteer, outline, supplement
from marsad.resolving.places.gazetteer import named, sounding_like
from marsad.resolving.places.locate import DocumentPlaces
from marsad.resolving.places.names import resolve_names
from marsad.resolving.places.outline import distance
from marsad.resolving.places.spelling import fold, keys, skeleton
from marsad.resolving.stage import resolve
from tests.conftest import make_document
from tests.resolving.conftest import make_claim


def place_of(mention: str, text: str = "", before: tuple[str, ...] = ()) -> Place:
    """The place that a mention means in a text, after the mentions before it."""
    text = f"{text} Then it happened."
    document = make_document(text)
    quote = "Then it happened."
    claim = make_claim(document, quote, "happened", places=(*before, mention))
    places = DocumentPlaces(document, (claim,))
    return places.of(claim)[-1]


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
        ("Ain Issa", "Ein Issa"),
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
    (out,) = DocumentPlaces(document, (claim,)).of(claim)
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
    start = time.process_time()
    for _ in range(20):
        place_of("the western outskirts of Hama", text, ("Homs", "Idlib"))
    assert (time.process_time() - start) / 60 < 0.01  # seconds a mention, generously


@pytest.mark.parametrize(
    ("mention", "lat", "lon", "km"),
    [
        ("between Hama and Homs", 34.93, 36.74, 15),
        ("the road between Hama and Homs", 34.93, 36.74, 15),
        ("the Damascus-Homs highway", 34.12, 36.5, 25),
        ("the point where the M4 meets the M5", 35.86, 36.8, 10),
        ("the M5 highway", 34.9, 36.7, 110),
    ],
)
def test_stretches_are_lines_not_dots(
    mention: str, lat: float, lon: float, km: float
) -> None:
    text = "Syrian rebels fought the Syrian army near Hama, in Syria."
    place = place_of(mention, text)
    assert near(place, lat, lon, km)
    if "meets" not in mention:
        assert (place.shape or "").startswith("LINESTRING(")


def test_a_road_is_believed_only_where_its_country_is_spoken_of() -> None:
    assert place_of("the M5 highway", "Ukraine's army spoke in Kyiv.").lat is None


@pytest.mark.parametrize(
    ("mention", "ucdp", "acled"),
    [
        ("Hama", 1, 1),
        ("near Saraqeb", 2, 2),
        ("Idlib province", 4, 3),
        ("northern Syria", 5, 3),
        ("Syria", 6, 3),
    ],
)
def test_how_exact_a_place_is(mention: str, ucdp: int, acled: int) -> None:
    place = place_of(mention, "In Syria the Syrian army said so.")
    assert (place.precision, place.acled_precision) == (ucdp, acled)


def test_a_province_has_its_outline_and_a_part_of_it_lies_inside() -> None:
    text = "In Syria the Syrian army said so."
    whole, south = (
        place_of("Idlib province", text),
        place_of("southern Idlib province", text),
    )
    assert whole.shape
    assert outline.holds(whole.shape, 35.93, 36.63)
    assert not outline.holds(whole.shape, 36.2, 37.16)
    assert south.lat
    assert whole.lat
    assert south.lat < whole.lat
    assert south.shape


def test_the_words_around_decide_between_namesakes() -> None:
    text = "A man of Paris, Texas was held in Lamar County, the sheriff said."
    spans = [Span(text.index(n), text.index(n) + len(n)) for n in ("Paris", "Texas")]
    paris, texas = resolve_names(make_document(text), spans)
    assert near(paris, 33.66, -95.56)
    assert texas.level is Level.PROVINCE
    assert "said to lie in Texas" in (paris.basis or "")


def test_peoples_are_countries_as_names_but_no_places_of_events() -> None:
    text = "Syrian forces moved."
    (place,) = resolve_names(make_document(text), [Span(0, 6)])
    assert place.country == "SY"
    assert place_of("Syrian", text).lat is None


def test_airfields_are_found_by_any_word_for_one() -> None:
    text = "In the Democratic Republic of the Congo planes of the Congolese army flew."
    for words in ("Goma airport", "the airport of Goma", "Goma international airport"):
        assert near(place_of(words, text), -1.67, 29.24, 8), words


@given(st.floats(0, 359), st.floats(-60, 60), st.floats(-170, 170))
def test_a_moved_point_is_as_far_off_as_told(
    bearing: float, lat: float, lon: float
) -> None:
    assert abs(distance(lat, lon, *outline.moved(lat, lon, bearing, 50)) - 50) < 1.5


@given(st.floats(0, 359))
def test_a_part_of_an_area_is_smaller_and_inside(bearing: float) -> None:
    square = outline.polygon([(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0)])
    part = outline.clipped(square, bearing, 1 / 3)
    assert part
    lat, lon, radius = outline.middle([part])
    assert radius < outline.middle([square])[2]
    assert outline.holds(square, lat, lon)


def test_the_supplement_is_sourced_and_unique() -> None:
    every = [row for row, _ in supplement.places()]
    assert len(every) >= 600
    assert len({row.country for row in every}) >= 15
    assert len({row.id for row in every}) == len(every)
    for row in every:
        assert len(row.source) > 10, row


def test_rows_lie_in_their_country_or_by_its_border() -> None:
    for row, _ in supplement.places():
        whole = gazetteer.country(row.country) if row.country else None
        drawn = gazetteer.outline_of(whole) if whole else None
        if row.units:
            assert all(gazetteer.unit(u) for u in row.units), row
        elif drawn and gazetteer.country_at(row.lat, row.lon) not in {row.country, ""}:
            edge = [p for ring in outline.rings(drawn) for p in ring]
            assert min(distance(row.lat, row.lon, *p) for p in edge) < 150, row


def test_towns_along_a_road_are_known_and_follow_each_other() -> None:
    seen = set()
    for row in supplement.read("roads.csv"):
        seen.add(row["country"])
        codes = [
            t if ":" in t else f"{row['country']}:{t}" for t in row["towns"].split("|")
        ]
        towns = [gazetteer.unit(code) for code in codes]
        assert all(towns), row
        assert len(towns) >= 2, row
        assert row["source"], row
    assert len(seen) >= 10


@pytest.mark.parametrize(
    ("mention", "lat", "lon"),
    [("Kaliningrad", 54.7, 20.5), ("Sloviansk", 48.85, 37.6)],
)
def test_a_former_name_yields_to_the_place_whose_own_it_is(
    mention: str, lat: float, lon: float
) -> None:
    text = "Russian forces shelled towns of Ukraine and Russia, Moscow said."
    assert near(place_of(mention, text), lat, lon)


def test_a_town_abroad_is_not_believed_by_another_of_its_names() -> None:
    text = "In Somalia mortar shells hit the market, Somali officials said."
    assert place_of("Bakara", text).country in {None, "SO"}


def test_a_list_told_once_for_each_name_is_told_apart() -> None:
    document = make_document("Troops on the Hama and Homs fronts in Syria moved.")
    claim = make_claim(
        document, document.text, "moved", places=("the Hama and Homs fronts",) * 2
    )
    hama, homs = DocumentPlaces(document, (claim,)).of(claim)
    assert near(hama, 35.13, 36.75)
    assert near(homs, 34.73, 36.72)


def test_a_digest_is_read_paragraph_by_paragraph() -> None:
    stories = (
        "In Lebanon, clashes broke out in Tripoli, Lebanese police said.",
        "In Libya, a Libyan militia shelled Tripoli.",
        "In Iraq, Iraqi troops took a village. In Chad, Chadian troops left one.",
        "In Peru, Peruvian rebels struck. In Nepal, Nepalese voters queued.",
    )
    document = make_document("\n\n".join(stories))
    claims = tuple(
        make_claim(document, quote, word, places=("Tripoli",))
        for quote, word in zip(stories[:2], ("clashes", "shelled"), strict=True)
    )
    places = DocumentPlaces(document, claims)
    assert [places.of(c)[0].country for c in claims] == ["LB", "LY"]


def test_initials_keep_their_full_stop() -> None:
    found = place_of("Ky.", "A storm hit the United States.")
    assert (found.country, found.level) == ("US", "province")


@pytest.mark.parametrize("mention", ["capital", "parts of the capital"])
def test_a_capital_without_an_article_is_the_capital(mention: str) -> None:
    text = "In Libya, Libyan forces moved on."
    assert near(place_of(mention, text), 32.89, 13.19)


def test_a_former_name_never_places_our_own_rows() -> None:
    assert near(place_of("Chernobyl", "In Ukraine."), 51.27, 30.22)


@pytest.mark.parametrize(
    ("mention", "iso"), [("Libyan territory", "LY"), ("Israeli airspace", "IL")]
)
def test_a_peoples_land_is_its_country(mention: str, iso: str) -> None:
    found = place_of(mention)
    assert (found.country, found.level) == (iso, "country")


def test_the_owner_in_a_phrase_tells_where() -> None:
    found = place_of("Kabul's Zarnegar Hotel", "In Afghanistan, Afghan police said.")
    assert near(found, 34.53, 69.17)


@pytest.mark.parametrize(
    "mention", ["Zwixla neighborhood", "the Kuwaiti embassy", "Ibn Sina hospital"]
)
def test_an_unlisted_part_of_a_city_is_in_the_city_named_before(mention: str) -> None:
    text = "In Libya, Libyan forces shelled Benghazi."
    found = place_of(mention, text, before=("Benghazi",))
    assert near(found, 32.12, 20.07)
    assert found.basis == "taken to be in Benghazi"
    assert place_of(mention, "In Libya.").lat is None


def test_the_people_of_a_region_stand_for_it_where_all_names_count() -> None:
    text = "Abkhaz and Georgian officials met."
    found, country = resolve_names(make_document(text), [Span(0, 6), Span(11, 19)])
    assert near(found, 43.0, 41.0)
    assert (country.country, country.level) == ("GE", "country")


def test_an_inherited_place_is_where_the_telling_claim_has_it() -> None:
    text = "Shells hit Homs on Friday. Two people were killed."
    document = make_document(text)
    homs = Place("Homs", Span(11, 15))
    told = make_claim(document, "Shells hit Homs on Friday.", "hit", places=(homs,))
    later = make_claim(document, "Two people were killed.", "killed")
    made = resolve(document, (replace(later, inherited=(homs,)), told))
    assert made[0].places == ()
    assert made[0].inherited == made[1].places
    assert made[0].inherited[0].lat is not None

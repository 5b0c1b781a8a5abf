"""Places: which namesake is believed, and what is meant where no name is told."""

from __future__ import annotations

import pytest

from marsad.resolving.places import supplement
from marsad.resolving.places.gazetteer import largest_cities, named, sounding_like
from marsad.resolving.places.locate import DocumentPlaces
from tests.conftest import make_document
from tests.resolving.conftest import make_claim
from tests.resolving.test_places import near, place_of


def test_where_the_likeliest_cannot_be_believed_the_next_that_can_is_meant() -> None:
    """The larger Madaya is in Myanmar, of which nobody speaks."""
    told = "Trucks of the Swiss, French and German aid came from Geneva to Syria."
    assert named("Madaya")[0].country == "MM"
    assert near(place_of("Madaya", told), 33.69, 36.10)


def test_the_east_of_a_country_lies_in_it() -> None:
    east = place_of("the east of Syria", "It is quiet in Syria.")
    within = place_of("eastern Syria", "It is quiet in Syria.")
    assert east.lat is not None
    assert (east.lat, east.lon, east.shape) == (within.lat, within.lon, within.shape)


@pytest.mark.parametrize(
    ("said", "lat", "lon"),
    [
        ("Syria's largest city", 36.2, 37.15),
        ("parts of the country’s biggest city", 36.2, 37.15),
        ("the Libyan second city", 32.1, 20.1),
        ("Libya's second-largest city", 32.1, 20.1),
    ],
)
def test_a_city_may_be_told_by_its_rank(said: str, lat: float, lon: float) -> None:
    assert near(place_of(said, "Syria has seen war for years."), lat, lon)


@pytest.mark.parametrize(
    "said", ["Pakistan's largest city", "Turkey's second-largest city"]
)
def test_a_rank_that_the_numbers_leave_open_is_not_located(said: str) -> None:
    """Karachi and Lahore are of a size; Turkey's capital is its second city."""
    assert place_of(said, "It is quiet in the country.").lat is None


def test_suburbs_are_not_among_the_largest_cities() -> None:
    assert [c.name for c in largest_cities("LB")][:2] == ["Beirut", "Tripoli"]
    assert largest_cities("XX") == ()


def test_an_airfield_may_be_told_by_its_bare_name() -> None:
    assert near(place_of("Mitiga", "Flights in Libya are cancelled."), 32.9, 13.28)
    assert place_of("Goma", "Rebels in Congo advance.").level != "site"


def test_consonants_alone_do_not_make_a_place() -> None:
    assert sounding_like("Sabrun", "UA")
    assert place_of("Sabrun", "Fighting in Ukraine goes on.").lat is None


def test_villages_at_fronts_lie_by_a_town_and_not_far() -> None:
    for row in supplement.read("fronts.csv"):
        assert row["units"], row
        assert 0 < float(row["radius_km"]) <= 45, row
    spirne = place_of("Spirne", "The Ukrainian army held the line.")
    assert near(spirne, 48.86, 38.1)
    assert spirne.radius_km == 16.0


def test_the_town_before_any_was_told_is_the_only_one_of_the_text() -> None:
    text = "Shells fell on the town in Sudan. They hit Kutum again later."
    document = make_document(text)
    first = make_claim(document, text[:33], "fell", places=("the town",))
    second = make_claim(document, text[34:], "hit", places=("Kutum",))
    places = DocumentPlaces(document, (first, second))
    assert near(places.of(first)[0], 14.2, 24.67)


def test_of_two_towns_told_later_none_is_the_town() -> None:
    text = "Shells fell on the town in Sudan. They hit Kutum and Nyala later."
    document = make_document(text)
    first = make_claim(document, text[:33], "fell", places=("the town",))
    second = make_claim(document, text[34:], "hit", places=("Kutum", "Nyala"))
    places = DocumentPlaces(document, (first, second))
    assert places.of(first)[0].lat is None

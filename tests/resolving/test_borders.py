"""Borders as lines, and which places are believed without their country."""

from __future__ import annotations

import pytest

from marsad.model import Level, Place
from marsad.resolving.places.borders import between
from marsad.resolving.places.locate import DocumentPlaces
from marsad.resolving.places.outline import along
from tests.conftest import make_document
from tests.resolving.conftest import make_claim


def located(mention: str, text: str, *before: str) -> Place:
    body = f"{text} Shells fell by {mention}."
    document = make_document(body)
    first = make_claim(document, body, "fell", places=(*before, mention))
    return DocumentPlaces(document, (first,)).of(first)[-1]


def test_neighbours_have_a_border_and_others_none() -> None:
    (lat, lon), half = along(between("SY", "TR"))
    assert 36 < lat < 37.5
    assert 36 < lon < 42.5
    assert half > 200
    assert between("SY", "FR") == ()
    assert between("SY", "XX") == ()


@pytest.mark.parametrize(
    "mention",
    [
        "the Syria-Turkey border", "the Syrian-Turkish border",
        "the border with Turkey", "Syria's border with Turkey",
        "the border between Syria and Turkey", "near the Turkish border",
        "the Syria\u2013Turkey border",
    ],
)  # fmt: skip
def test_a_border_is_a_line_however_it_is_told(mention: str) -> None:
    found = located(mention, "In Syria the Syrian army came to Qamishli.", "Qamishli")
    assert found.lat is not None
    assert found.lon is not None
    assert abs(found.lat - 37.1) < 0.3
    assert abs(found.lon - 41.2) < 0.5
    assert (found.shape or "").startswith("LINESTRING")
    assert found.precision == 5
    assert found.level in {Level.PROVINCE, Level.DISTRICT}


def test_a_long_border_is_located_only_by_the_places_named() -> None:
    text = "In Syria the Syrian army came."
    assert located("the Turkish border", text).lat is None
    assert located("the Lebanon-Israel border", text).lat is not None


@pytest.mark.parametrize("mention", ["the border", "the French border", "its border"])
def test_a_border_without_a_neighbour_is_not_located(mention: str) -> None:
    assert located(mention, "In Syria the Syrian army said so.").lat is None


def test_a_long_name_of_one_place_alone_is_believed_abroad() -> None:
    text = "In Mozambique insurgents attacked; Mozambican forces answered."
    assert located("Parachinar", text).country == "PK"
    assert located("Bakara", text).lat is None


def test_a_name_inside_a_phrase_never_leads_to_a_country_not_spoken_of() -> None:
    text = "In Colombia the Colombian army said so."
    assert located("Vegas de Oriente", text).country in {None, "CO"}

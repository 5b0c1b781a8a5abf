"""Starting maps: what is read from a table, and how it stands beside claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from marsad.errors import InputError
from marsad.model import Holding, Level, Place
from marsad.tracking import read_map, track

HEAD = "place,lat,lon,holder,day,level,note\n"


def holding(place: Place, holder: str, day: int) -> Holding:
    on = date(2031, 5, day)
    known = datetime(2031, 5, day, 23, 59, 59, tzinfo=UTC)
    return Holding(f"m-{place.mention}-{day}", place, holder, on, "Map House", known)


def rows_of(front, *starting):
    picture = replace(front.picture(), starting=starting)
    return track(picture).control


KALIM = Place("Kalim", level=Level.CITY, lat=10.0, lon=20.0)
FAR = Place("Farham", level=Level.TOWN, lat=12.0, lon=24.0)


def test_a_map_holds_until_a_claim_says_otherwise(front):
    front.told("territory_taken", "Kalim", 12, who="Front", out=13)
    front.told("control", "Borun", 12, who="army", out=13)
    kalim = [r for r in rows_of(front, holding(KALIM, "army", 8)) if r.holder]
    kalim = [r for r in kalim if r.place.mention == "Kalim"]
    assert [(r.holder, r.start.day, r.end.day) for r in kalim] == [
        ("army", 8, 11),
        ("River Front", 12, 13),
    ]
    assert kalim[0].told == date(2031, 5, 8)
    assert kalim[0].evidence == ("m-Kalim-8",)
    assert "Map House" in kalim[0].note


def test_a_place_that_only_the_map_has_is_carried_on_with_its_age(front):
    front.told("control", "Borun", 12, who="army", out=13)
    [row] = [
        r
        for r in rows_of(front, holding(FAR, "army", 8))
        if r.place.mention == "Farham"
    ]
    assert (row.holder, row.end, row.told) == (
        "army",
        date(2031, 5, 13),
        date(2031, 5, 8),
    )


def test_a_map_older_than_the_reports_is_where_they_begin(front):
    front.told("territory_taken", "Kalim", 12, who="Front", to="army", out=13)
    rows = rows_of(front, holding(KALIM, "SDF", 1))
    assert [r.holder for r in rows if r.start <= date(2031, 5, 5) <= r.end] == ["SDF"]


def test_a_table_is_read_with_its_levels_days_and_notes(tmp_path):
    path = tmp_path / "map.csv"
    path.write_text(
        "\ufeffPlace, Lat, Lon, Holder, Day, Level, Published\n"
        "Kalim, 10, 20, army, 2031-05-01, city, 2031-05-04\n"
    )
    [row] = read_map(path, "Map House")
    assert (row.place.mention, row.place.level, row.holder) == (
        "Kalim",
        Level.CITY,
        "army",
    )
    assert row.known_from == datetime(2031, 5, 4, 23, 59, 59, tzinfo=UTC)
    assert read_map(path, "Map House")[0].id == row.id


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no column place"),
        ("place,lat\n", "no column lon, holder, day"),
        (HEAD, "no rows"),
        (HEAD + "Kalim,ten,20,army,2031-05-01,,\n", ":2: lat 'ten' is not a number"),
        (HEAD + "Kalim,95,20,army,2031-05-01,,\n", ":2: lat '95' is not within"),
        (HEAD + "Kalim,nan,20,army,2031-05-01,,\n", ":2: lat 'nan' is not within"),
        (HEAD + "Kalim,10,20,,2031-05-01,,\n", ":2: no holder"),
        (HEAD + "Kalim,10,20,army,1 May,,\n", ":2: '1 May' is not a day"),
        (HEAD + "Kalim,10,20,army,2031-05-01,country,\n", ":2: level 'country'"),
        (
            HEAD + "Kalim,10,20,army,2031-05-01,,\n" * 2,
            ":3: Kalim on 2031-05-01 stands",
        ),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_by_line(tmp_path, text, told):
    path = tmp_path / "map.csv"
    path.write_text(text)
    with pytest.raises(InputError, match=told.replace("(", r"\(")):
        read_map(path, "x")


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "map.csv"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="UTF-8"):
        read_map(path, "x")
    with pytest.raises(InputError, match="cannot be read"):
        read_map(tmp_path / "none.csv", "x")

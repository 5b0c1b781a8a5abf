from __future__ import annotations

import csv
import json
from datetime import UTC, date, datetime

from marsad.corpus_form import claims_from_rows
from marsad.model import Figure, Published, What
from marsad.telling import export
from marsad.telling.export import COLUMNS

DAY = date(2031, 5, 12)


def table(world) -> list[dict[str, str]]:
    lines = list(export(world.picture(), "csv"))
    assert all("\n" not in line for line in lines)
    return list(csv.DictReader(lines))


def test_csv_has_one_row_a_claim_with_its_incident_and_origin(busy):
    rows = table(busy)
    assert len(rows) == len(busy.claims)
    assert list(rows[0]) == list(COLUMNS)
    row = rows[0]
    assert row["origin"] == "the Halden Monitor"
    assert (row["group"], row["group_type"], row["grade"]) == (
        "i-0",
        "place",
        "contested",
    )
    assert (row["start"], row["published"]) == ("2031-05-12", "2031-05-12")
    assert (row["lat"], row["lon"]) == ("41.0", "62.0")


def test_csv_is_never_run(world):
    world.claim(
        '=HYPERLINK("http://x","y")\nand more',
        anchor="and",
        outlet="@SUM(A1)",
        title="+1",
        doer="-2",
        url="=1",
    )
    (row,) = table(world)
    assert row["quote"] == '\'=HYPERLINK("http://x","y") and more'
    assert (row["outlet"], row["title"], row["initiator"]) == (
        "'@SUM(A1)",
        "'+1",
        "'-2",
    )
    assert row["url"] == ""


def test_figures_keep_their_open_ends(world):
    figure = Figure(What.KILLED, "people", 21, None, "more than 20")
    world.claim("More than 20 died.", figures=(figure,))
    assert table(world)[0]["figures"] == "killed people 21.."


def test_jsonl_can_be_read_back(busy):
    picture = busy.picture()
    for line in export(picture, "jsonl"):
        row = json.loads(line)
        document = picture.documents[row["document"]["id"]]
        (claim,) = claims_from_rows(document, [row])
        original = picture.claims[row["claim_id"]]
        assert (claim.quote, claim.when, claim.figures) == (
            original.quote,
            original.when,
            original.figures,
        )
        assert row["origin"]["name"]


def test_jsonl_is_one_encodable_line_a_claim(world):
    world.claim("Broken \ud800 words \u2028 here \x85.", anchor="words")
    (line,) = export(world.picture(), "jsonl")
    assert line.encode("utf-8").decode().splitlines() == [line]
    assert "\ud800" in json.loads(line)["quote"]


def test_days_are_not_shifted_by_a_zone(world):
    """Late in the evening west of Greenwich it is the next day in UTC."""
    published = Published(
        "2031-05-12T22:00-08:00",
        DAY,
        datetime(2031, 5, 13, 6, 0, tzinfo=UTC),
        "minute",
        "-08:00",
    )
    world.incident("x", world.claim("Fighters took Tarvin.", published=published))
    assert table(world)[0]["published"] == "2031-05-12T22:00-08:00"
    feature = json.loads("".join(export(world.picture(), "geojson")))["features"][0]
    assert feature["properties"]["start"] == "2031-05-12"
    row = json.loads(next(export(world.picture(), "jsonl")))
    assert row["when"]["start"] == "2031-05-12"


def test_geojson_tells_how_far_off_a_point_may_be(busy):
    collection = json.loads("\n".join(export(busy.picture(), "geojson")))
    assert collection["type"] == "FeatureCollection"
    first = collection["features"][0]
    assert first["geometry"] == {"type": "Point", "coordinates": [62.0, 41.0]}
    assert first["properties"]["radius_km"] == 8.0
    assert first["properties"]["precision"] == "city"
    assert first["properties"]["disputed"] == ["holder"]


def test_what_is_not_located_has_null_geometry(busy):
    collection = json.loads("\n".join(export(busy.picture(), "geojson")))
    by_place = {f["properties"]["place"]: f for f in collection["features"]}
    hills = by_place["the hills"]
    assert hills["geometry"] is None
    assert hills["properties"]["radius_km"] is None


def test_an_empty_picture_exports_an_empty_collection(world):
    assert json.loads("".join(export(world.picture(), "geojson")))["features"] == []
    assert len(list(export(world.picture(), "csv"))) == 1
    assert list(export(world.picture(), "jsonl")) == []

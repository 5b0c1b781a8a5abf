"""What the API tells: lists, filters, pages, forms, moments."""

from __future__ import annotations

import csv
import io

import pytest
from pydantic import TypeAdapter

from marsad.model import Agreement, Flow, Loss, Route
from marsad.serving import shapes
from marsad.serving.items.finding import snippet_of
from tests.serving.conftest import items

LISTS = {
    "/incidents": shapes.IncidentItem,
    "/claims": shapes.ClaimItem,
    "/documents": shapes.DocumentItem,
    "/sources": shapes.SourceItem,
    "/actors": shapes.ActorItem,
    "/places": shapes.PlaceItem,
    "/control": shapes.ControlItem,
    "/tolls": shapes.TollItem,
    "/relations": shapes.RelationItem,
    "/disputes": shapes.DisputeItem,
    "/review": shapes.ReviewItem,
    "/agreements": Agreement,
    "/routes": Route,
    "/losses": Loss,
    "/displacement": Flow,
}
OPENED = {
    "/incidents": (shapes.IncidentDetail, "id"),
    "/claims": (shapes.ClaimItem, "id"),
    "/documents": (shapes.DocumentDetail, "id"),
    "/sources": (shapes.SourceDetail, "id"),
    "/actors": (shapes.ActorDetail, "id"),
    "/places": (shapes.PlaceDetail, "key"),
}


@pytest.fixture
def desk(shown):
    """Nothing here changes anything."""
    return shown


@pytest.mark.parametrize("path", LISTS)
def test_every_list_is_of_its_shape(desk, path):
    told = desk.get(f"/v1{path}").json()
    TypeAdapter(shapes.Page[LISTS[path]]).validate_python(told)
    assert told["total"] == len(told["items"])


@pytest.mark.parametrize("path", OPENED)
def test_every_item_opens(desk, path):
    shape, key = OPENED[path]
    told = items(desk, path)
    assert told
    for item in told:
        one = desk.get(f"/v1{path}/{item[key]}")
        assert one.status_code == 200, one.text
        assert shape.model_validate(one.json())


def test_an_incident_opens_to_its_sentences(desk):
    (taking,) = items(desk, "/incidents", place="northford")
    told = desk.get(f"/v1/incidents/{taking['id']}").json()
    assert told["documents"] == 2
    assert [s["documents"] for s in told["history"]] == [1, 2]
    for claim in told["claim_items"]:
        document = desk.get(f"/v1/documents/{claim['document']['id']}").json()
        span, mark = claim["span"], claim["mark"]
        assert document["text"][span["start"] : span["end"]] == claim["quote"]
        assert claim["quote"][mark["start"] : mark["end"]] == claim["anchor"]
    spoken = {c for o in told["by_origin"] for c in o["claims"]}
    assert spoken == {c["id"] for c in told["claim_items"]}


def test_two_numbers_of_one_strike_stand_side_by_side(desk):
    (strike,) = items(desk, "/incidents", text="air strike")
    told = desk.get(f"/v1/incidents/{strike['id']}").json()
    assert {(b["origin"], b["low"]) for b in told["bars"]} == {
        ("the hospital", 4),
        ("Lake Observatory", 9),
    }


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ({"place": "EASTMILL"}, {"Eastmill"}),
        ({"kind": "air_strike"}, {"Lakeside"}),
        ({"from": "2021-05-04"}, {"Eastmill"}),
        ({"to": "2021-05-01"}, {"Northford"}),
        ({"bbox": "21,11,22,12"}, {"Lakeside"}),
        ({"source": "the army"}, {"Westbrook", "Eastmill"}),
        ({"text": "strike civilians"}, {"Lakeside"}),
        ({"kind": ["air_strike", "territory_taken"], "place": "lake"}, {"Lakeside"}),
        ({"actor": "nobody at all"}, set()),
    ],
)
def test_what_incidents_and_claims_are_narrowed_by(desk, query, fits):
    for path in ("/incidents", "/claims"):
        told = items(desk, path, **query)
        places = [p for i in told for p in i.get("places", [i.get("place")]) if p]
        assert {p["mention"] for p in places} == fits, path
    columns = desk.get("/v1/map", params=query).json()
    assert set(columns["place"]) == fits
    assert desk.get("/v1/stats", params=query).json()["incidents"] == columns["total"]


@pytest.mark.parametrize("path", ["/incidents", "/claims", "/documents", "/places"])
def test_pages_hold_everything_once(desk, path):
    whole = [i.get("id") or i["key"] for i in items(desk, path)]
    paged, cursor = [], None
    while True:
        query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        told = desk.get(f"/v1{path}", params=query).json()
        assert told["total"] == len(whole)
        paged += [i.get("id") or i["key"] for i in told["items"]]
        cursor = told["next"]
        if cursor is None:
            break
    assert paged == whole


@pytest.mark.parametrize("cursor", ["x", "bm9wZQ==", "WyJvbGRlc3QiLCAxLCAiYSJd", "é"])
def test_a_cursor_that_is_none_is_refused(desk, cursor):
    said = desk.get("/v1/incidents", params={"cursor": cursor})
    assert said.status_code == 422
    assert said.json()["code"] == "bad_cursor"


def test_geojson_and_csv_hold_all_that_fits(desk):
    told = desk.get("/v1/incidents", headers={"Accept": "application/geo+json"})
    assert told.headers["content-type"] == "application/geo+json"
    features = told.json()["features"]
    assert len(features) == len(items(desk, "/incidents"))
    for one in features:
        lon, lat = one["geometry"]["coordinates"]
        assert (lat, lon) == (
            one["properties"]["place"]["lat"],
            one["properties"]["place"]["lon"],
        )
    told = desk.get("/v1/claims?limit=1", headers={"Accept": "text/csv"})
    lines = list(csv.DictReader(io.StringIO(told.text)))
    assert [x["id"] for x in lines] == [c["id"] for c in desk_claims(desk)]
    assert desk.get("/v1/control?format=geojson").json()["features"]
    assert desk.get("/v1/claims?format=geojson").status_code == 406


def desk_claims(desk) -> list[dict]:
    """Claims in the order in which they stand in the store."""
    told = {c["id"]: c for c in items(desk, "/claims")}
    table = desk.get("/v1/claims?format=csv").text
    return [told[x["id"]] for x in csv.DictReader(io.StringIO(table))]


def test_an_answer_is_not_sent_twice(desk):
    for path in ("/incidents", "/map", "/stats", "/brief", "/search?q=eastmill"):
        first = desk.get(f"/v1{path}")
        tag = {"If-None-Match": first.headers["etag"]}
        assert desk.get(f"/v1{path}", headers=tag).status_code == 304
        assert first.headers["vary"]
    other = desk.get("/v1/incidents?limit=1")
    assert other.headers["etag"] != desk.get("/v1/incidents?limit=2").headers["etag"]


def test_an_answer_is_the_same_compressed(desk):
    plain = desk.get("/v1/claims", headers={"Accept-Encoding": "identity"})
    zipped = desk.get("/v1/claims", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert zipped.headers["content-encoding"] == "gzip"
    assert plain.json() == zipped.json()


def test_nothing_is_told_that_was_not_known_then(desk):
    early = items(desk, "/claims", as_of="2021-05-01")
    assert {c["document"]["outlet"] for c in early} == {"Radio 0"}
    assert items(desk, "/claims", as_of="2021-04-30T12:00Z") == []
    assert items(desk, "/incidents", as_of="2020-01-01") == []
    told = desk.get("/v1/incidents?as_of=2021-05-02T23:59:59Z").json()
    assert told["as_of"] == "2021-05-02T23:59:59Z"
    later = desk.get("/v1/incidents?as_of=2021-05-03T12:00:00%2B03:00").json()
    assert [i["id"] for i in later["items"]] == [i["id"] for i in told["items"]]


@pytest.mark.parametrize(
    "query",
    [
        "as_of=yesterday",
        "as_of=2021-05-01T12:00",
        "as_of=9999-12-31",
        "from=0001-01-01",
        "bbox=1,2,3",
        "bbox=nan,0,1,1",
        "bbox=0,10,1,-10",
        "limit=0",
        "limit=501",
        "kinds=air_strike",
        "grade=good",
        "sort=random",
        "text=",
    ],
)
def test_a_question_that_cannot_be_is_refused_in_words(desk, query):
    said = desk.get(f"/v1/incidents?{query}")
    assert said.status_code == 422
    assert said.headers["content-type"] == "application/problem+json"
    problem = shapes.Problem.model_validate(said.json())
    assert problem.status == 422
    assert problem.detail


def test_what_is_not_there_is_a_problem_too(desk):
    for path in ("/v1/nothing", "/v1/incidents/i-none", "/v1/ids/none", "/v1/jobs/j-9"):
        said = desk.get(path)
        assert said.status_code == 404
        assert said.headers["content-type"] == "application/problem+json"
    assert desk.patch("/v1/incidents").status_code == 405
    assert desk.patch("/v1/incidents").json()["code"] == "method_not_allowed"


def test_search_finds_every_form(desk):
    told = desk.get("/v1/search", params={"q": "eastmill"}).json()
    assert {"place", "incident", "claim", "document"} <= {
        h["form"] for h in told["items"]
    }
    for hit in told["items"]:
        for mark in hit["marks"]:
            found = hit["snippet"][mark["start"] : mark["end"]]
            assert found.casefold() == "eastmill"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rebels took Eastmill.", "Rebels took Eastmill."),
        (f"{'before ' * 30}Eastmill{' after' * 30}", "…before * Eastmill after *…"),
        ("東" * 200 + "Eastmill" + "西" * 200, "…東*Eastmill西*…"),
    ],
)
def test_a_snippet_begins_and_ends_with_whole_words(text, told):
    snippet, marks = snippet_of(text, "eastmill")
    assert snippet.startswith(told.partition("*")[0])
    assert snippet.endswith(told.rpartition("*")[2])
    assert set(snippet.strip("…").split()) <= set(text.split()) or " " not in text
    assert [snippet[m.start : m.end] for m in marks] == ["Eastmill"]


def test_an_id_says_what_it_is(desk):
    claim = items(desk, "/claims")[0]
    told = desk.get(f"/v1/ids/{claim['id']}").json()
    assert (told["form"], told["id"]) == ("claim", claim["id"])
    incident = items(desk, "/incidents")[0]
    assert desk.get(f"/v1/ids/{incident['id']}").json()["form"] == "incident"
    assert desk.get("/v1/ids/r1").json()["form"] == "document"


def test_a_brief_is_told_as_known_at_its_end(desk):
    told = desk.get("/v1/brief?on=2021-05-02").json()
    assert told["as_of"] == "2021-05-02T23:59:59Z"
    assert shapes.BriefItem.model_validate(told)
    page = desk.get("/v1/brief?on=2021-05-02", headers={"Accept": "text/html"})
    assert page.text.startswith("<!doctype html")
    assert "script-src" not in page.headers["content-security-policy"]
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for query in ("from=2021-05-02&to=2021-05-01", "on=2021-05-01&to=2021-05-02"):
        assert desk.get(f"/v1/brief?{query}").status_code == 422
    assert desk.get("/v1/brief?place=nowhere").status_code == 404


def test_control_of_a_day_tells_what_changed_hands(desk):
    held = items(desk, "/control", on="2021-05-03")
    assert {h["place"]["mention"] for h in held} >= {"Southgate", "Westbrook"}
    changed = items(desk, "/control", on="2021-05-03", changed=True)
    assert {h["place"]["mention"] for h in changed} == {"Southgate", "Westbrook"}


def test_review_begins_with_what_hangs_most_on_least(desk):
    told = items(desk, "/review")
    assert [i["score"] for i in told] == sorted(
        (i["score"] for i in told), reverse=True
    )
    assert all(i["why"] for i in told)


def test_moments_are_those_at_which_the_picture_grew(desk):
    told = desk.get("/v1/stats").json()
    assert sum(m["documents"] for m in told["moments"]) == 8
    assert sum(d["total"] for d in told["days"]) == told["incidents"]


def test_an_empty_store_tells_nothing_and_says_so(tmp_path):
    from marsad.store import Store
    from tests.serving.conftest import served

    store = Store.open(str(tmp_path / "new.db"), create=True)
    with served(store) as desk:
        assert desk.get("/v1/meta").json()["empty"]
        for path in LISTS:
            assert items(desk, path) == []
        assert desk.get("/v1/map").json()["total"] == 0
        assert desk.get("/v1/stats").json()["days"] == []
        assert desk.get("/v1/search?q=x").json()["items"] == []
        assert desk.get("/v1/brief").status_code == 404
        assert desk.get("/v1/brief?on=2021-05-01").status_code == 200


def test_every_route_is_told_in_the_docs(desk):
    from tests.conftest import ROOT

    told = (ROOT / "docs" / "api.md").read_text("utf-8")
    for path in desk.get("/v1/openapi.json").json()["paths"]:
        assert f"`{path}`" in told, path

"""The public view: what is older than the delay, rounded, without private names."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from marsad import asking
from marsad.serving.private_names import Names
from marsad.serving.withhold import INSTEAD, withheld
from tests.cli.conftest import taken
from tests.serving.conftest import fill, items, served, sign_in
from tests.serving.test_reading import LISTS, OPENED

PRIVATE = "Haddad"


@pytest.fixture
def public(people):
    with served(people) as desk:
        sign_in(desk, "public")
        yield desk


def everything(desk) -> str:
    """All that a reader can get to, as one text."""
    told = [desk.get(f"/v1{path}").text for path in LISTS]
    for path, (_, key) in OPENED.items():
        for item in items(desk, path):
            told.append(desk.get(f"/v1{path}/{item[key]}").text)
    for path in (
        *("/map", "/stats", "/meta", "/incidents?format=csv", "/claims?format=csv"),
        *("/incidents?format=geojson", "/brief?on=2021-05-03", "/search?q=resident"),
        *("/brief?on=2021-05-03&format=html", "/brief?from=2021-05-01&to=2021-05-04"),
    ):
        told.append(desk.get(f"/v1{path}").text)
    return "\n".join(told)


def test_a_private_name_is_nowhere_and_a_public_one_stays(public):
    told = everything(public)
    assert PRIVATE not in told
    assert PRIVATE.lower() not in told.lower()
    assert INSTEAD in told
    assert "Valley Observatory" in told


def test_the_name_is_there_for_those_who_sign_in(people):
    with served(people) as desk:
        sign_in(desk, "viewer")
        assert PRIVATE in everything(desk)


def test_words_cannot_be_asked_for_that_are_not_shown(public):
    for path in ("/documents", "/claims", "/incidents"):
        assert items(public, path, text=PRIVATE) == []
    assert items(public, "/claims", source="Omar Haddad") == []
    assert public.get(f"/v1/search?q={PRIVATE}").json()["items"] == []
    for document in items(public, "/documents"):
        assert public.get(f"/v1/documents/{document['id']}").json()["text"] == ""


def test_coordinates_are_rounded_and_say_so(public):
    located = [i["place"] for i in items(public, "/incidents")]
    assert located
    for place in located:
        assert round(place["lat"], 1) == place["lat"]
        assert place["radius_km"] >= 11
    columns = public.get("/v1/map").json()
    assert all(round(lat, 1) == lat for lat in columns["lat"])


def test_nothing_newer_than_the_delay_is_told_however_asked(people, tmp_path):
    now = datetime.now(UTC)
    fresh = (now - timedelta(hours=2)).isoformat()
    text, claims = taken("Hillcrest", now.date().isoformat())
    row = {
        "doc_id": "fresh", "outlet": "Radio 9", "published": fresh,
        "title": "Hillcrest", "text": text, "claims": claims,
    }  # fmt: skip
    fill(people, tmp_path / "fresh.jsonl", [row])
    late = (now + timedelta(days=1)).isoformat().replace("+", "%2B")
    with served(people) as desk:
        sign_in(desk, "public")
        for query in ("", "?as_of=now", f"?as_of={late}"):
            assert "Hillcrest" not in desk.get(f"/v1/claims{query}").text
        assert "Hillcrest" not in desk.get("/v1/brief?as_of=now").text
        assert desk.get("/v1/ids/fresh").status_code == 404
        sign_in(desk, "viewer")
        assert "Hillcrest" in desk.get("/v1/claims").text


def test_visitors_see_the_public_view_where_that_is_set(people):
    with served(people, public_view=True) as desk:
        assert desk.get("/v1/session").json()["role"] == "public"
        assert PRIVATE not in everything(desk)
        for path in ("/issues", "/judgements"):
            assert desk.get(f"/v1{path}").status_code == 403
        sign_in(desk, "viewer")
        assert PRIVATE in everything(desk)


def test_an_answer_to_one_is_never_given_to_another(people):
    with served(people, public_view=True) as desk:
        shown = desk.get("/v1/claims")
        sign_in(desk, "viewer")
        tag = {"If-None-Match": shown.headers["etag"]}
        said = desk.get("/v1/claims", headers=tag)
        assert said.status_code == 200
        assert PRIVATE in said.text


def test_offsets_hold_in_what_is_shown(store):
    picture = withheld(asking.picture_at(store, None), 1)
    for claim in picture.claims.values():
        span = claim.anchor_span
        assert claim.quote[span.start : span.end] == claim.anchor
        assert (claim.span.start, claim.span.end) == (0, len(claim.quote))


@pytest.mark.parametrize(
    ("quote", "gone"),
    [
        ("The blast killed Mona Saleh, 34, and her son.", "Mona Saleh"),
        ("A man named Tariq was taken.", "Tariq"),
        ("They buried a girl identified as Lina al-Masri on Friday.", "Lina al-Masri"),
        ("Mona Saleh’s house was hit; Mona Saleh, 34, survived.", "Mona Saleh"),
    ],
)
def test_names_given_with_an_age_or_as_names_go(store, quote, gone):
    picture = asking.picture_at(store, None)
    claim = next(iter(picture.claims.values()))
    claims = {claim.id: replace(claim, quote=quote, sources=(), initiator=())}
    names = Names.of(replace(picture, claims=claims))
    assert gone not in names.sub(quote)
    assert INSTEAD in names.sub(quote)


@pytest.mark.parametrize(
    "quote",
    [
        "The Valley Observatory, 12 of whose members fled, said so.",
        "Shells hit Northford, 34 kilometres from the border.",
        "The Red Crescent Society, 50 years old, called for help.",
    ],
)
def test_places_and_bodies_keep_their_names(store, quote):
    picture = asking.picture_at(store, None)
    claim = next(iter(picture.claims.values()))
    told = {**picture.claims, claim.id: replace(claim, quote=quote)}
    assert Names.of(replace(picture, claims=told)).sub(quote) == quote


def test_who_decided_is_not_told_to_the_public(people):
    with served(people, public_view=True) as desk:
        headers = sign_in(desk, "analyst")
        note = {"decision": "confirm", "subject": "r1#c1", "reason": "my neighbour"}
        assert (
            desk.post("/v1/judgements", json=note, headers=headers).status_code == 201
        )
        desk.delete("/v1/session", headers=headers)
        told = everything(desk)
        assert "my neighbour" not in told
        assert json.loads(desk.get("/v1/session").text)["role"] == "public"

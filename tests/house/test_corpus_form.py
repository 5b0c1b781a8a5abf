"""The corpus form: what goes out comes in the same, and nonsense is refused by name."""

from __future__ import annotations

import json

import pytest

from marsad.corpus_form import claim_row, claims_from_rows
from marsad.errors import InputError
from tests.conftest import make_document

TEXT = "Shells hit Northford and killed 12 people, the mayor said."
DOCUMENT = make_document(TEXT, key="r1")
ROW = {
    "id": "c1",
    "quote": TEXT,
    "anchor": "Shells hit",
    "kind": "shelling",
    "initiator": ["the army"],
    "target": ["people"],
    "places": [{"mention": "Northford", "lat": 1.5, "lon": 2.5, "level": "town"}],
    "when": {"start": None, "end": "2031-05-01"},
    "figures": [
        {"what": "killed", "who": "people", "low": 12, "high": None, "text": "12"}
    ],
    "sources": [{"mention": "the mayor", "stance": "says"}],
    "status": "happened",
}


def test_what_goes_out_comes_in_the_same():
    likely = {"mention": "the port", "inherited": True}
    claims = claims_from_rows(DOCUMENT, [{**ROW, "places": [*ROW["places"], likely]}])
    assert [p.mention for p in claims[0].places] == ["Northford"]
    assert [p.mention for p in claims[0].inherited] == ["the port"]
    rows = json.loads(json.dumps([claim_row(c) for c in claims]))
    assert claims_from_rows(DOCUMENT, rows) == claims
    for name, value in ROW.items():
        if name != "places":
            assert rows[0][name] == value
    assert rows[0]["span"] == [0, len(TEXT)]


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "Shells struck."},
        {"quote": ""},
        {"anchor": ""},
        {"anchor": "Bombs"},
        {"kind": "dance"},
        {"status": "maybe"},
        {"initiator": "the army"},
        {"initiator": [None]},
        {"span": [1]},
        {"places": [{"mention": "Northford", "lat": "nan", "lon": 1}]},
        {"places": [{"mention": "Northford", "lat": 91, "lon": 1}]},
        {"figures": [{"what": "eaten", "low": 1, "high": 1}]},
        {"figures": [{"what": "killed", "low": "x", "high": 1}]},
        {"figures": [{"what": "killed", "low": float("inf"), "high": 1}]},
        {"figures": [{"what": "killed", "low": -1, "high": 1}]},
        {"when": {"start": "2031-02-31"}},
        {"sources": [{"mention": "", "stance": "says"}]},
        {"sources": [{"mention": "he", "stance": "sings"}]},
        {"confidence": 2},
    ],
)
def test_a_claim_that_cannot_be_is_refused_by_name(change):
    with pytest.raises(InputError, match="claim r1#c1"):
        claims_from_rows(DOCUMENT, [{**ROW, **change}])

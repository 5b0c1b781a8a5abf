"""The corpus form: what a row brings, and what one bad row costs (only itself)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.corpus_form import document_row
from marsad.gather import Gathered, Refused, gather_file, gather_row
from marsad.settings import Settings

Gather = Callable[[str, bytes | str], list[Gathered | Refused]]
One = Callable[[str, bytes | str], Gathered]

TEXT = "The army  said that four were killed.\r\n\r\nThe rebels denied the toll."
QUOTE = "The army  said that four were killed."
CLAIM = {"kind": "casualties", "quote": QUOTE, "anchor": "killed"}
SLOTS = ["initiator", "target", "places", "when", "figures", "sources", "id", "status"]
ROW: dict[str, Any] = {
    "doc_id": "r1",
    "outlet": "Radio Example",
    "published": "2024-11-29",
    "title": "Four killed",
    "text": TEXT,
    "text_origin": "reworded",
    "claims": [CLAIM],
}


def _codes(found: Gathered) -> list[str]:
    return [note.code for note in found.notes]


def test_a_row_keeps_its_text_exactly_and_its_claims(one: One) -> None:
    found = one("c.jsonl", json.dumps(ROW))
    assert found.document.text == TEXT
    assert (found.document.key, found.document.text_origin) == ("r1", "reworded")
    assert found.claims
    (claim,) = found.claims
    assert TEXT[claim.anchor_span.start : claim.anchor_span.end] == "killed"
    assert found.notes == ()


@pytest.mark.parametrize(("given", "kept"), [([], ()), (None, None)])
def test_no_claims_and_no_reading_are_two_things(
    one: One, given: object, kept: object
) -> None:
    assert one("c.jsonl", json.dumps({**ROW, "claims": given})).claims == kept


@pytest.mark.parametrize(
    "bad",
    [
        [CLAIM, {**CLAIM, "id": "c9", "kind": "no_such_kind"}],
        [{**CLAIM, "quote": "not in the text"}],
        [{}],
        ["killed"],
        "killed",
        7,
    ],
)
def test_bad_claims_never_lose_the_document(one: One, bad: object) -> None:
    found = one("c.jsonl", json.dumps({**ROW, "claims": bad}))
    assert (found.document.text, found.claims) == (TEXT, None)
    assert _codes(found) == ["bad_claims"]


def test_a_bad_claim_is_named(one: One) -> None:
    bad = [CLAIM, {**CLAIM, "id": "c9", "kind": "no_such_kind"}]
    (note,) = one("c.jsonl", json.dumps({**ROW, "claims": bad})).notes
    assert "r1#c9" in note.message
    assert "no_such_kind" in note.message


def test_a_broken_line_costs_only_itself(gather: Gather) -> None:
    lines = [
        json.dumps(ROW).encode(),
        b'{"text": "cut of',
        b"",
        b'{"text": "\xff"}',
        b"[1, 2]",
        b'{"doc_id": "no-text"}',
        b'{"text": "  "}',
        b"[" * 5000,
        json.dumps({**ROW, "doc_id": "r2", "text": TEXT + " More."}).encode(),
    ]
    found = gather("c.jsonl", b"\n".join(lines))
    assert [f.document.key for f in found if isinstance(f, Gathered)] == ["r1", "r2"]
    assert [(f.where, f.code) for f in found if isinstance(f, Refused)] == [
        ("line 2", "bad_json"),
        ("line 4", "encoding"),
        ("line 5", "not_a_document"),
        ("line 6", "not_a_document"),
        ("line 7", "no_text"),
        ("line 8", "bad_json"),
    ]


def test_a_key_given_twice_is_noted(gather: Gather) -> None:
    rows = [ROW, {**ROW, "text": "Another text."}]
    first, second = gather("c.jsonl", "\n".join(map(json.dumps, rows)))
    assert isinstance(first, Gathered)
    assert isinstance(second, Gathered)
    assert "duplicate_key" not in _codes(first)
    assert "duplicate_key" in _codes(second)


def test_rows_without_a_key_get_one_from_file_and_line(gather: Gather) -> None:
    found = gather("c.jsonl", '{"text": "One."}\n\n{"text": "Two."}\n')
    keys = [f.document.key for f in found if isinstance(f, Gathered)]
    assert keys == ["c-1", "c-3"]


def test_lone_surrogates_and_nuls_keep_offsets(one: One) -> None:
    line = '{"doc_id": "\\udc00", "text": "a\\ud800 b\\u0000 killed.", "claims": '
    line += '[{"kind": "casualties", "quote": "a\\ud800 b\\u0000 killed.", '
    line += '"anchor": "killed"}]}'
    found = one("c.jsonl", line)
    assert found.document.text == "a\ufffd b\ufffd killed."
    assert found.document.key == "\ufffd"
    assert found.claims
    assert found.claims[0].anchor_span.start == 6


@pytest.mark.parametrize("field", ["outlet", "title", "published", "url"])
def test_a_field_of_the_wrong_type_is_noted(one: One, field: str) -> None:
    assert "bad_field" in _codes(one("c.jsonl", json.dumps({**ROW, field: 7})))


def test_an_inferred_date_is_noted(one: One) -> None:
    row = {**ROW, "published_inferred": True}
    assert _codes(one("c.jsonl", json.dumps(row))) == ["date_inferred"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marked_encodings(gather: Gather, encoding: str) -> None:
    text = "\n".join(json.dumps({**ROW, "doc_id": key}) for key in "ab")
    assert len(gather("c.jsonl", text.encode(encoding))) == 2


def test_json_of_one_document_of_many_and_of_lines(gather: Gather) -> None:
    assert len(gather("c.json", json.dumps(ROW, indent=1))) == 1
    assert len(gather("c.json", json.dumps([ROW, {**ROW, "doc_id": "b"}]))) == 2
    assert len(gather("c.json", f"{json.dumps(ROW)}\n{json.dumps(ROW)}")) == 2


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ('{"incidents": []}', "not_a_document"),
        ('[{"place": "x"}, {"place": "y"}]', "not_a_document"),
        ("3", "not_a_document"),
        ("{", "bad_json"),
        ("[" * 100_000, "bad_json"),
        ("9" * 5000, "bad_json"),
    ],
)
def test_json_that_is_no_document_is_refused_once(
    refused: Callable[[str, str], Refused], data: str, code: str
) -> None:
    assert refused("c.json", data).code == code


def test_what_is_written_is_read_again(one: One) -> None:
    found = one("c.jsonl", json.dumps(ROW))
    again = one("c.jsonl", json.dumps(document_row(found.document, found.claims)))
    assert (again.document, again.claims) == (found.document, found.claims)


def test_a_row_by_itself(limits: Settings) -> None:
    found = gather_row(ROW, Path("c.jsonl"), 3, limits)
    assert isinstance(found, Gathered)
    assert found.document.key == "r1"
    missing = gather_row({}, Path("c.jsonl"), 3, limits)
    assert isinstance(missing, Refused)
    assert missing.where == "line 3"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from([*ROW, "url", "language"]), value=JSON)
def test_any_value_in_any_field_is_taken_or_refused(
    limits: Settings, name: str, value: object
) -> None:
    found = gather_row({**ROW, name: value}, Path("c.jsonl"), 1, limits)
    assert isinstance(found, Gathered if name != "text" else (Gathered, Refused))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(slot=st.sampled_from([*CLAIM, *SLOTS]), value=JSON)
def test_any_value_in_any_slot_keeps_the_document(
    limits: Settings, slot: str, value: object
) -> None:
    row = {**ROW, "claims": [{**CLAIM, slot: value}]}
    found = gather_row(row, Path("c.jsonl"), 1, limits)
    assert isinstance(found, Gathered)
    assert (found.claims is None) == (_codes(found) == ["bad_claims"])


def test_the_corpora_come_through_whole(shared: Path, limits: Settings) -> None:
    found = list(gather_file(shared / "corpora/aleppo2024/documents.jsonl", limits))
    taken = [f for f in found if isinstance(f, Gathered)]
    assert len(taken) == len(found) == 66
    assert sum(f.claims is not None for f in taken) == 63
    assert sum(len(f.claims or ()) for f in taken) == 477
    assert all(f.document.published for f in taken)
    assert {c for f in taken for c in _codes(f)} == {"date_inferred"}

"""Texts made to stall or break a resolver: slow at worst, never a crash or a guess."""

from __future__ import annotations

import time

import pytest

from marsad.resolving import resolve
from tests.conftest import make_document
from tests.resolving.conftest import make_claim

TEXTS = {
    "one long word": "A" * 100_000 + " rebels",
    "apostrophes": "A'" * 50_000,
    "capitals": "Aaa Bbb Ccc Ddd " * 6_000,
    "operators": "since " * 20_000,
    "open ranges": "between 27 and " * 7_000,
    "empty paragraphs": "\n\n" * 50_000 + "end",
    "open brackets": "The Front of Some Long Name (" * 3_500,
    "spaces after saying": "said " + " " * 100_000 + "end",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_hostile_text_neither_stalls_nor_breaks(text: str) -> None:
    document = make_document(text)
    claim = make_claim(
        document,
        text[-30:],
        text[-3:],
        places=(text[:9_000], "the city"),
        initiator=(text[:5_000],),
        sources=(text[:5_000], "he"),
    )
    start = time.perf_counter()
    (out,) = resolve(document, (claim,))
    assert time.perf_counter() - start < 8  # seconds; measured under two
    assert all(place.lat is None for place in out.places)

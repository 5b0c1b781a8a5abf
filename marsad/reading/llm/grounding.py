"""What a model answered, held against the text: words that are not there are refused.

A claim whose quote or anchor is not in the text, or whose kind is not in the codebook,
is refused whole; a mention that is not in the text or title is left out of its claim.
Both are counted. White space may differ: models mend line breaks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from marsad.codebook import kinds
from marsad.reading.llm.answer import AnsweredClaim

Row = dict[str, Any]


def ground(
    answered: Iterable[AnsweredClaim], title: str, text: str
) -> tuple[list[Row], Counter[str]]:
    """Claims in corpus form whose every word is in the document, in the order of the
    text, and how many words were refused, by slot."""
    rows: list[tuple[int, int, Row]] = []
    refused: Counter[str] = Counter()
    for number, claim in enumerate(answered):
        quote = _found(claim.quote, text)
        if quote is None:
            refused["quote"] += 1
            continue
        anchor = _found(claim.anchor, text[quote[0] : quote[1]])
        if anchor is None:
            refused["anchor"] += 1
            continue
        if claim.kind not in kinds():
            refused["kind"] += 1
            continue
        row = _row(claim, (title, text), refused)
        row["quote"], row["span"] = text[slice(*quote)], list(quote)
        first = quote[0] + anchor[0], quote[0] + anchor[1]
        row["anchor"], row["anchor_span"] = text[slice(*first)], list(first)
        rows.append((quote[0], number, row))
    return [row for *_, row in sorted(rows, key=lambda r: r[:2])], refused


def _row(claim: AnsweredClaim, told: tuple[str, str], refused: Counter[str]) -> Row:
    def kept(slot: str, mention: str) -> bool:
        there = any(_found(mention, part) for part in told)
        refused[slot] += not there
        return there

    when = claim.when
    figures = [f for f in claim.figures if kept("figure", f.text) and _ordered(f)]
    return {
        "kind": claim.kind,
        "status": claim.status,
        "initiator": [m for m in claim.initiator if kept("initiator", m)],
        "target": [m for m in claim.target if kept("target", m)],
        "places": [{"mention": m} for m in claim.places if kept("place", m)],
        "when": when and when.model_dump(mode="json", include={"start", "end"}),
        "figures": [f.model_dump(mode="json") for f in figures],
        "sources": [
            s.model_dump(mode="json")
            for s in claim.sources
            if kept("source", s.mention)
        ],
        "reasons": ["kind: language model", "every mention found in the text"],
    }


def _ordered(figure: Any) -> bool:
    low, high = figure.low, figure.high
    given = [n for n in (low, high) if n is not None]
    return bool(given) and min(given) >= 0 and (len(given) < 2 or low <= high)


def _found(words: str, text: str) -> tuple[int, int] | None:
    """Where `words` stand in `text` as whole words, white space aside."""
    parts = words.split()
    if not parts:
        return None
    pattern = r"\s+".join(map(re.escape, parts))
    hit = re.search(rf"(?<!\w){pattern}(?!\w)", text)
    return hit.span() if hit else None

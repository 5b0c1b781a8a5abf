"""The error browser: one page with what was annotated and what was read, side by side.

The page holds no script and loads nothing; what it shows of documents is escaped by the
template. Filters are style rules over `<select>`, one for each sort and kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from jinja2 import Environment, PackageLoader, StrictUndefined

from marsad.codebook import kinds
from marsad.scoring.compare import SORTS, Compared, anchor_at
from marsad.scoring.measure import Table, measure_table
from marsad.scoring.reading_score import ReadingScore, told
from marsad.scoring.rows import Answer

SHOWN = ("initiator", "target", "places", "when", "figures", "sources", "status")
MOST_CONFUSIONS = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a document's text; `marks` says whose anchors cover it ("gold",
    "read"), `lines` the numbers of the claims that begin here."""

    text: str
    marks: tuple[str, ...]
    lines: tuple[int, ...]


def error_page(score: ReadingScore, title: str) -> str:
    """The error browser of a score as one HTML page."""
    environment = Environment(
        loader=PackageLoader("marsad.scoring"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals |= {"pieces": _pieces, "shown": SHOWN, "told": _slot}
    faulty = sorted(score.compared, key=_faults, reverse=True)
    return environment.get_template("errors.html").render(
        title=title,
        documents=faulty,
        sorts=SORTS,
        kinds=[k for k in kinds() if any(k in _kinds(c) for c in score.compared)],
        counts=Counter(line.sort for c in score.compared for line in c.lines),
        tables=list(_tables(score)),
    )


def _tables(score: ReadingScore) -> Iterator[Table]:
    yield from score.tables()
    yield measure_table("By kind", score.by_kind)
    yield measure_table("Claim (kind) by sort of text", score.by_origin)
    yield score.confusion_table(MOST_CONFUSIONS)


def _faults(compared: Compared) -> int:
    return sum(1 for _ in compared.of("missed", "invented", "wrong kind"))


def _kinds(compared: Compared) -> set[str]:
    return {a.kind for line in compared.lines for a in line.answers}


def _slot(answer: Answer, name: str) -> str:
    value = getattr(answer, name)
    if name == "when":
        return f"{value[0] or '?'} to {value[1] or '?'}" if any(value) else ""
    if name == "figures":
        return "; ".join(_figure(*figure) for figure in value)
    return told(value)


def _figure(what: str, low: float | None, high: float | None) -> str:
    if low == high:
        return f"{what} {low:g}" if low is not None else what
    if high is None:
        return f"{what} {low:g} or more"
    return f"{what} {low or 0:g} to {high:g}"


def _pieces(compared: Compared) -> Iterator[Piece]:
    """The text cut where an anchor begins or ends."""
    text = compared.sheet.text
    spans = list(_spans(compared))
    edges = sorted({0, len(text), *(e for a, b, *_ in spans for e in (a, b))})
    for start, end in pairwise(edges):
        marks = sorted({m for a, b, m, _ in spans if a <= start and end <= b})
        begun = sorted({n for a, _, _, n in spans if a == start})
        yield Piece(text[start:end], tuple(marks), tuple(begun))


def _spans(compared: Compared) -> Iterator[tuple[int, int, str, int]]:
    """Start, end, whose, and number of the claim, of every anchor."""
    for number, line in enumerate(compared.lines, 1):
        for answer, whose in ((line.gold, "gold"), (line.read, "read")):
            at = anchor_at(compared.sheet.text, answer) if answer else None
            if at:
                yield *at, whose, number

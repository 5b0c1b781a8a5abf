"""How fusing fares when it is given less, beside the plain key (docs/evaluation.md).

    python eval/robustness.py                                 the samples
    python eval/robustness.py DOCUMENTS.jsonl GROUPS.json     another annotated corpus

The plain key gathers claims by family of kind and name of place, and nothing else.
Halves by time and by outlet are fused and scored alone; dates and places are dropped at
random (seeded). Figures: B-cubed over all claims / links of incidents.
"""

from __future__ import annotations

import json
import random
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from marsad import per_document, pipeline
from marsad.codebook import kinds
from marsad.fusing.form import groups_row
from marsad.gather import Gathered, gather_file
from marsad.model import Claim, Document, Picture
from marsad.scoring import GroupScore, score_groups
from marsad.settings import Settings

HERE = Path(__file__).resolve().parent / "samples"
Grouping = dict[str, Any]
Corpus = list[tuple[Document, tuple[Claim, ...]]]


def main() -> None:
    """Measure every way of giving less, and print a row for each."""
    given = [Path(p) for p in sys.argv[1:]]
    documents, gold = given or [HERE / "documents.jsonl", HERE / "groups.json"]
    corpus = corpus_of(documents)
    truth = json.loads(gold.read_text("utf-8"))
    print(f"{'':<26}marsad         plain key")
    for name, part in _ways(corpus):
        claims = {c.id: c for _, found in part for c in found}
        picture = pipeline.picture_of([d for d, _ in part], claims.values())
        ours, plain = (
            told(scored(only(truth, {c.ref for c in claims.values()}), rows))
            for rows in (groups_row(picture), plain_key(picture))
        )
        print(f"{name:<26}{ours}  {plain}")


def corpus_of(path: Path) -> Corpus:
    """The annotated documents of a corpus file, their claims resolved."""
    found = gather_file(path, Settings())
    annotated = [f for f in found if isinstance(f, Gathered) and f.claims is not None]
    return [
        (f.document, per_document.resolve_claims(f.document, f.claims or ()))
        for f in annotated
    ]


def _ways(corpus: Corpus) -> Iterator[tuple[str, Corpus]]:
    days = sorted(_day(d) for d, _ in corpus)
    middle = days[len(days) // 2]
    yield "everything", corpus
    yield "first half by time", [x for x in corpus if _day(x[0]) <= middle]
    yield "second half", [x for x in corpus if _day(x[0]) > middle]
    yield "one half of the outlets", [x for x in corpus if _coin(x[0])]
    yield "the other", [x for x in corpus if not _coin(x[0])]
    for share in (0.3, 0.6):
        yield f"{share:.0%} of dates dropped", _edited(corpus, share, _undated)
        yield f"{share:.0%} of places dropped", _edited(corpus, share, _placeless)


def _day(document: Document) -> date:
    return document.published.day if document.published else date.max


def _coin(document: Document) -> bool:
    return zlib.crc32(document.source.name.encode()) % 2 == 0


def _edited(corpus: Corpus, share: float, edit: Callable[[Claim], Claim]) -> Corpus:
    draw = random.Random(1)
    return [
        (d, tuple(edit(c) if draw.random() < share else c for c in claims))
        for d, claims in corpus
    ]


def _undated(claim: Claim) -> Claim:
    return replace(claim, when=None)


def _placeless(claim: Claim) -> Claim:
    return replace(claim, places=())


def plain_key(picture: Picture) -> Grouping:
    """Claims gathered by family of kind and name of place, and nothing else."""
    by_key: dict[tuple[str, str], list[str]] = defaultdict(list)
    for claim in picture.claims.values():
        place = claim.places[0] if claim.places else None
        name = (place.name or place.mention).casefold() if place else ""
        by_key[kinds()[claim.kind].family, name].append(claim.ref)
    return {"incidents": [{"id": str(k), "claims": v} for k, v in by_key.items()]}


def only(truth: Grouping, keep: Collection[str]) -> Grouping:
    """Groups without the claims (refs) that are not to be kept."""
    out: Grouping = {"none": [c for c in truth["none"] if c in keep]}
    for form in ("incidents", "relations"):
        out[form] = [
            {**g, "claims": [c for c in g["claims"] if c in keep], "oppositions": []}
            for g in truth[form]
        ]
    out["series"] = [
        {
            **s,
            "points": [p for p in s["points"] if p["claim"] in keep],
            "oppositions": [],
        }
        for s in truth["series"]
    ]
    return out


def scored(truth: Grouping, predicted: Grouping) -> GroupScore:
    """Groups as they are in memory against their gold."""
    with TemporaryDirectory() as folder:
        gold, rows = Path(folder) / "gold.json", Path(folder) / "predicted.json"
        gold.write_text(json.dumps(truth), encoding="utf-8")
        rows.write_text(json.dumps(predicted), encoding="utf-8")
        return score_groups(gold, rows)


def told(score: GroupScore) -> str:
    """B-cubed over all claims / links of incidents."""
    figures = score.figures()
    return f"{figures['all_bcubed_f1']:.3f} / {figures['incident_links_f1']:.3f}"


if __name__ == "__main__":
    main()

"""Read a corpus with the reader and write its claims in corpus form.

Times, places and actors are resolved as in the pipeline, so that `when` is scored too.

usage: python -m training.reader.score WEIGHTS CORPUS.jsonl OUT.jsonl
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from marsad.corpus_form import document_row
from marsad.ids import document_id, sha256, source_id
from marsad.model import Claim, Document, Published, Source
from marsad.reading.relevance import touched, worth_reading
from marsad.reading.segment import sentences
from marsad.reading.tagger import Tagger
from marsad.resolving import resolve


def document(row: dict[str, Any]) -> Document:
    """A corpus line as a document."""
    source = Source(source_id(row["outlet"]), row["outlet"])
    title, text = row.get("title") or "", row["text"]
    return Document(
        id=document_id(source.id, title, text),
        key=row["doc_id"],
        source=source,
        title=title,
        text=text,
        sha256=sha256(title, text),
        published=Published.on(date.fromisoformat(row["published"][:10])),
        text_origin=row.get("text_origin"),
    )


def _read(tagger: Tagger, held: Document) -> tuple[Claim, ...]:
    cut = sentences(held.text)
    return tagger.read(held, cut, touched(cut, worth_reading(held.text)))


def predict(weights: Path, corpus: Path, out: Path) -> dict[str, float]:
    """Write the claims read; returns counts, false alarms and speed (one thread)."""
    tagger = Tagger(weights)
    rows = [json.loads(line) for line in corpus.read_text("utf-8").splitlines() if line]
    claims = words = alarms = empty = 0
    clocked = 0.0
    with out.open("w", encoding="utf-8") as lines:
        for row in rows:
            held = document(row)
            clock = time.process_time()
            found = _read(tagger, held)
            clocked += time.process_time() - clock
            claims += len(found)
            words += len(row["text"].split())
            if row["claims"] == []:
                empty += 1
                alarms += len(found)
            lines.write(
                json.dumps(document_row(held, resolve(held, found)), ensure_ascii=False)
                + "\n"
            )
    return {
        "documents": len(rows),
        "claims": claims,
        "documents without claims": empty,
        "claims found in those": alarms,
        "processor seconds": round(clocked, 1),
        "articles of 500 words a processor second": round(words / 500 / clocked, 1),
    }


if __name__ == "__main__":
    print(json.dumps(predict(*(Path(a) for a in sys.argv[1:4])), indent=1))

"""Learns which words tell that a text is about armed conflict (corpus form).

    python training/relevance/learn.py ../shared/corpora/train.jsonl

Counts for every word stem the sentences with and without a claim that hold it, chooses
the gate by cross-validation over the documents, and writes `reading_relevance.csv` and
`reading_relevance.toml` into `marsad/lexicons/`. The same input gives the same files.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from marsad.ids import sha256
from marsad.reading.relevance import NEVER, Vocabulary, least_sure
from marsad.reading.segment import Sentence, sentences
from marsad.reading.words import stem

HOME = Path(__file__).resolve().parents[2] / "marsad" / "lexicons"
FOLDS = 5
LEAST = 3
"""Sentences in which a stem must have been seen to tell anything."""
QUIET = 0.003
"""Share of claims that the gate may cost."""
GATES = tuple(round(0.01 * n, 2) for n in range(40, -41, -1))


@dataclass(frozen=True)
class Gold:
    """A document's sentences, the claims that each holds, and its fold."""

    sentences: tuple[Sentence, ...]
    claims: list[int]
    fold: int


def main(path: str) -> None:
    """Learn from the file at `path` and write what was learnt."""
    lines = Path(path).read_text(encoding="utf-8").split("\n")
    gold = [read(json.loads(line)) for line in lines if line.strip()]
    parts = [
        (
            counted([d for d in gold if d.fold != fold]),
            [d for d in gold if d.fold == fold],
        )
        for fold in range(FOLDS)
    ]
    for gate in GATES:
        lost = sum(missed(part, held, gate) for held, part in parts)
        if lost <= QUIET * sum(sum(d.claims) for d in gold):
            break
    away = sum(
        min(least_sure(d.sentences, held.at(gate)), default=NEVER) >= NEVER
        for held, part in parts
        for d in part
        if not any(d.claims)
    )
    quiet = sum(not any(d.claims) for d in gold)
    print(f"gate {gate}: {lost} claims lost, {away} of {quiet} quiet documents away")
    write(HOME, counted(gold), gate)


def read(row: dict[str, object]) -> Gold:
    """A corpus row as sentences with the number of claims quoted from each."""
    text = str(row["text"])
    found = sentences(text)
    counts = [0] * len(found)
    claims = row["claims"]
    assert isinstance(claims, list)
    for claim in claims:
        at = text.find(claim["anchor"], text.find(claim["quote"]))
        for number, sentence in enumerate(found):
            if sentence.start <= at < sentence.end:
                counts[number] += 1
    return Gold(found, counts, int(sha256(str(row["doc_id"]))[:8], 16) % FOLDS)


@dataclass(frozen=True)
class Counts:
    """Sentences with and without a claim, in all and by stem."""

    claiming: int
    silent: int
    stems: dict[str, tuple[int, int]]

    def at(self, gate: float) -> Vocabulary:
        """These counts as the reader uses them."""
        return Vocabulary.build(self.stems, self.claiming, self.silent, gate)


def counted(gold: Sequence[Gold]) -> Counts:
    """The counts over some documents."""
    claiming: Counter[str] = Counter()
    silent: Counter[str] = Counter()
    total = [0, 0]
    for document in gold:
        for sentence, claims in zip(document.sentences, document.claims, strict=True):
            stems = {stem(word.low) for word in sentence.words}
            (claiming if claims else silent).update(stems)
            total[not claims] += 1
    both = claiming + silent
    told = {s: (claiming[s], silent[s]) for s in sorted(both) if both[s] >= LEAST}
    return Counts(total[0], total[1], told)


def missed(gold: Sequence[Gold], held: Counts, gate: float) -> int:
    """Claims of `gold` in sentences that the gate turns away."""
    book = held.at(gate)
    return sum(
        claims
        for document in gold
        for claims, least in zip(
            document.claims, least_sure(document.sentences, book), strict=True
        )
        if least >= NEVER
    )


def write(home: Path, counts: Counts, gate: float) -> None:
    """Write the table and the gate."""
    path = home / "reading_relevance.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(("stem", "claiming", "silent"))
        table.writerows((s, a, b) for s, (a, b) in counts.stems.items())
    home.joinpath("reading_relevance.toml").write_text(
        "# Written by training/relevance/learn.py: do not edit by hand.\n"
        f"gate = {gate}\n\n[sentences]\n"
        f"claiming = {counts.claiming}\nsilent = {counts.silent}\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python training/relevance/learn.py TRAIN.jsonl")
    main(sys.argv[1])

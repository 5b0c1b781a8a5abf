"""Learns the reader's lexicon from annotated documents (corpus form).

    python training/lexicon/learn.py ../shared/corpora/train.jsonl

Counts anchors and context words, chooses the thresholds on a fifth of the documents
that is kept out of the counting, then counts again over all of them and writes
`reading_anchors.csv`, `reading_context.csv` and `reading_lexicon.toml` into
`marsad/lexicons/`. The same input always gives the same files.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from marsad.ids import sha256
from marsad.reading.anchors import find_anchors
from marsad.reading.cues import cues
from marsad.reading.lexicon import LEAST, NONE, Lexicon, build
from marsad.reading.phrases import is_function
from marsad.reading.relevance import relevance
from marsad.reading.segment import Sentence, sentences
from marsad.reading.words import stem

HOME = Path(__file__).resolve().parents[2] / "marsad" / "lexicons"
LONGEST = 3
"""Words of the longest anchor that is learnt: longer ones are whole phrases."""
HELD_OUT = 20
"""Per cent of the documents on which thresholds are chosen."""
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5)
QUIET = 0.02
"""Share of claims that the document gate may cost."""


@dataclass(frozen=True)
class Gold:
    """A document's sentences, and per sentence the (first, last, kind) of anchors."""

    name: str
    sentences: tuple[Sentence, ...]
    anchors: dict[int, list[tuple[int, int, str]]]


def main(path: str) -> None:
    """Learn from the file at `path` and write the lexicon."""
    lines = Path(path).read_text(encoding="utf-8").split("\n")
    gold = [read(json.loads(line)) for line in lines if line.strip()]
    held = [d for d in gold if int(sha256(d.name)[:8], 16) % 100 < HELD_OUT]
    counted = [d for d in gold if d not in held]
    trial = Counts.over(counted).lexicon(0.0, -9.0)
    threshold = max(
        THRESHOLDS, key=lambda t: f1(held, replace(trial, threshold=t, gate=-9.0))
    )
    gate = choose_gate(held, trial)
    final = replace(trial, threshold=threshold, gate=gate)
    print(f"held-out F1 {f1(held, final):.3f}, threshold {threshold}, gate {gate}")
    Counts.over(gold).write(HOME, threshold, gate)


def read(row: dict[str, object]) -> Gold:
    """A corpus row as sentences with gold anchors; a claim whose anchor cannot be
    placed in one sentence is left out."""
    text = str(row["text"])
    found = sentences(text)
    anchors: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    claims = row["claims"]
    assert isinstance(claims, list)
    for claim in claims:
        start = text.find(claim["anchor"], text.find(claim["quote"]))
        stop = start + len(claim["anchor"])
        for number, sentence in enumerate(found):
            if sentence.start <= start < stop <= sentence.end:
                first, last = sentence.index_at(start), sentence.index_at(stop - 1) + 1
                anchors[number].append((first, last, claim["kind"]))
    return Gold(str(row["doc_id"]), found, anchors)


@dataclass(frozen=True)
class Counts:
    """What was counted over some documents."""

    anchors: dict[tuple[str, ...], Counter[str]]
    seen: Counter[tuple[str, ...]]
    context: dict[str, Counter[str]]
    sentences: Counter[str]

    @classmethod
    def over(cls, gold: Sequence[Gold]) -> Counts:
        """Count anchors, their occurrences, and stems by kind of their sentence."""
        anchors: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        context: dict[str, Counter[str]] = defaultdict(Counter)
        kinds: Counter[str] = Counter()
        for stems, spans in each_sentence(gold):
            present = {kind for *_, kind in spans} or {NONE}
            kinds.update(present)
            for word in set(stems):
                context[word].update(present)
            for first, last, kind in spans:
                if last - first <= LONGEST and names_something(stems[first:last]):
                    anchors[stems[first:last]][kind] += 1
        seen: Counter[tuple[str, ...]] = Counter()
        for stems, _ in each_sentence(gold):
            for length in range(1, LONGEST + 1):
                grams = (stems[i : i + length] for i in range(len(stems) - length + 1))
                seen.update(gram for gram in grams if gram in anchors)
        told = {w: c for w, c in context.items() if c.total() >= LEAST}
        return cls(dict(anchors), seen, told, kinds)

    def lexicon(self, threshold: float, gate: float) -> Lexicon:
        """These counts as the reader uses them."""
        return build(
            self.anchors, self.seen, self.context, self.sentences, threshold, gate
        )

    def write(self, home: Path, threshold: float, gate: float) -> None:
        """Write the three files of the lexicon."""
        rows = [
            (" ".join(stems), kind, n, self.seen[stems])
            for stems, by_kind in sorted(self.anchors.items())
            for kind, n in sorted(by_kind.items())
        ]
        table(home / "reading_anchors.csv", ("stems", "kind", "count", "seen"), rows)
        told = [
            (word, kind, n)
            for word, by_kind in sorted(self.context.items())
            for kind, n in sorted(by_kind.items())
        ]
        table(home / "reading_context.csv", ("stem", "kind", "count"), told)
        lines = [
            "# Written by training/lexicon/learn.py: do not edit by hand.",
            f"threshold = {threshold}",
            f"gate = {gate}",
            "",
            "[sentences]",
            *(f"{kind} = {n}" for kind, n in sorted(self.sentences.items())),
        ]
        home.joinpath("reading_lexicon.toml").write_text("\n".join(lines) + "\n")


def each_sentence(
    gold: Iterable[Gold],
) -> Iterable[tuple[tuple[str, ...], list[tuple[int, int, str]]]]:
    """Stems and gold anchors of every sentence."""
    for document in gold:
        for number, sentence in enumerate(document.sentences):
            stems = tuple(stem(word.low) for word in sentence.words)
            yield stems, document.anchors.get(number, [])


def names_something(stems: tuple[str, ...]) -> bool:
    """Whether an anchor has a word that is no function word, number or mark."""
    return any(
        word.isalpha()
        and not is_function(word)
        and word not in cues().determiners
        and word not in cues().number_words
        for word in stems
    )


def f1(gold: Sequence[Gold], book: Lexicon) -> float:
    """F1 of (sentence, kind) over `gold`."""
    hits = predicted = wanted = 0
    for document in gold:
        open_ = relevance(document.sentences, book) >= book.gate
        for number, sentence in enumerate(document.sentences):
            right = Counter(k for *_, k in document.anchors.get(number, []))
            told = Counter(a.kind for a in find_anchors(sentence, book) if open_)
            hits += (right & told).total()
            predicted += told.total()
            wanted += right.total()
    return 2 * hits / max(1, predicted + wanted)


def choose_gate(gold: Sequence[Gold], book: Lexicon) -> float:
    """The highest gate that loses no more than QUIET of the claims."""
    scored = sorted(
        (relevance(d.sentences, book), sum(map(len, d.anchors.values()))) for d in gold
    )
    lost, allowed = 0, QUIET * sum(n for _, n in scored)
    for value, claims in scored:
        lost += claims
        if lost > allowed:
            return round(value, 3)
    return -9.0


def table(
    path: Path, head: tuple[str, ...], rows: Iterable[tuple[object, ...]]
) -> None:
    """Write a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python training/lexicon/learn.py TRAIN.jsonl")
    main(sys.argv[1])

"""Learns both gates of the reader: which words, and which states, tell of conflict.

    python -m training.relevance.learn ../shared/corpora/train.jsonl \
        corpus/train.jsonl corpus/quiet.jsonl corpus/silent.jsonl

Documents in corpus form; those without claims are what is to be turned away, those of
the split `held` are left out. Both gates are chosen by cross-validation over documents:
`LOST` tells what share of the claims they may cost together. Writes
`reading_relevance.csv`, `reading_relevance_states.csv` and `reading_relevance.toml`
into `marsad/lexicons/`. The same input and weights give the same files. Learn anew
whenever the reader's weights change.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import numpy as np

from marsad.reading.bearing import Bearing, Probe, summed
from marsad.reading.detection import Floats
from marsad.reading.network import Network
from marsad.reading.pieces import cut, window_ids, windows
from marsad.reading.relevance import DAMPING, Vocabulary, touched, worth_reading
from marsad.reading.tagger import WINDOWS, batches
from training.relevance.gold import FOLDS, Gold, names, read
from training.relevance.logistic import Sparse, fit

HOME = Path(__file__).resolve().parents[2] / "marsad" / "lexicons"
LOST = (0.001, 0.003)
"""Share of all claims that the words may cost, and both gates together."""
LEAST = 3
"""Documents in which a stem must stand to tell anything, ..."""
MOST = 0.5
"""... and the share above which it tells style rather than matter."""
NAMES = 0.6
SIZES = (1, 3, 9, 10_000)
"""Sentences of the pieces of a document that words are learnt from."""
RIDGE = 0.1
RIDGE_STATES = 100.0
FAINT = 0.05
"""A smaller weight is left out."""
G = TypeVar("G", Vocabulary, Probe)
GATES = tuple(round(-0.02 * n, 2) for n in range(-50, 250))


@dataclass(frozen=True)
class Run:
    """Some windows of a document as the reader takes them: the sum [width] and number
    of their states, and the claims in them."""

    total: Floats
    count: int
    claims: int


def main(paths: Sequence[str]) -> None:
    """Learn from the corpora and write what was learnt."""
    gold = read(paths)
    claims = sum(sum(d.claims) for d in gold)
    words = choose(gold, learn_words, lost_by_words, LOST[0] * claims)
    kept = [d for d in gold if worth_reading(d.text, words[d.fold])]
    before = claims - sum(sum(d.claims) for d in kept)
    runs = runs_of(gold)
    probes = choose(
        gold,
        lambda some: learn_states(some, runs),
        lambda d, probe: lost_by_states(d, probe, runs),
        LOST[1] * claims - before,
    )
    tell(gold, words, probes, runs)
    write(learn_words(gold), words[0].gate, learn_states(gold, runs), probes[0].gate)


def choose(
    gold: Sequence[Gold],
    learn: Callable[[Sequence[Gold]], G],
    lost: Callable[[Gold, G], int],
    most: float,
) -> list[G]:
    """For each fold what was learnt without it, all with the highest gate that costs
    at most `most` claims of the documents left out."""
    made = [learn([d for d in gold if d.fold != fold]) for fold in range(FOLDS)]
    loud = [d for d in gold if not d.silent]

    def kept(gate: float) -> float:
        return -sum(lost(d, at(made[d.fold], gate)) for d in loud)

    place = bisect_left(GATES, -most, hi=len(GATES) - 1, key=kept)
    return [at(book, GATES[place]) for book in made]


def at(learnt: G, gate: float) -> G:
    """The same with another gate."""
    if isinstance(learnt, Vocabulary):
        return Vocabulary(learnt.weights, learnt.bias, gate)
    return Probe(learnt.weights, learnt.bias, gate)


def learn_words(gold: Sequence[Gold]) -> Vocabulary:
    """Weights of the stems, from pieces of documents of several sizes."""
    seen = Counter(stem for d in gold for stem in d.whole())
    barred = names(gold, NAMES)
    known = sorted(
        s for s, n in seen.items() if LEAST <= n <= MOST * len(gold) and s not in barred
    )
    column = {stem: number for number, stem in enumerate(known)}
    parts = [part for d in gold for part in pieces(d)]
    told = [[column[s] for s in sorted(stems) if s in column] for stems, *_ in parts]
    each = np.array([len(some) for some in told])
    rows = Sparse(
        (len(parts), len(column)),
        np.repeat(np.arange(len(parts)), each),
        np.array([at for some in told for at in some]),
        np.repeat(1 / np.sqrt(each + DAMPING), each).astype(np.float32),
    )
    weights, bias = fit(
        rows,
        np.array([loud for _, loud, _ in parts]),
        np.array([share for *_, share in parts]),
        RIDGE,
    )
    odds = {s: round(float(weights[i]), 2) for s, i in column.items()}
    return Vocabulary({s: w for s, w in odds.items() if abs(w) >= FAINT}, bias, 0.0)


def pieces(document: Gold) -> list[tuple[frozenset[str], bool, float]]:
    """Runs of sentences of every size with their share of the document: all of one
    without claims, else those with claims."""
    out = []
    for size in SIZES:
        starts = range(0, len(document.stems), size)
        runs = [
            frozenset().union(*document.stems[a : a + size])
            for a in starts
            if document.silent or any(document.claims[a : a + size])
        ]
        out += [(run, not document.silent, 1 / len(runs)) for run in runs]
    return out


def lost_by_words(document: Gold, book: Vocabulary) -> int:
    """Claims of a document in sentences that the words turn away."""
    worth = touched(document.sentences, worth_reading(document.text, book))
    pairs = zip(document.claims, worth, strict=True)
    return sum(claims for claims, kept in pairs if not kept)


def runs_of(gold: Sequence[Gold]) -> dict[str, list[Run]]:
    """The states of every document, in the runs that the reader takes."""
    network = Network(Path(str(files("marsad.reading").joinpath("weights"))))
    out: dict[str, list[Run]] = {}
    for number, document in enumerate(gold, 1):
        text = cut(network.tokenizer, document.title, document.text, document.sentences)
        out[document.name] = [
            Run(
                *summed(network.trunk([window_ids(text, w)[0] for w in batch])),
                sum(sum(document.claims[w.core : w.core_end]) for w in batch),
            )
            for batch in batches(list(windows(text)), WINDOWS)
        ]
        if number % 100 == 0:
            print(f"{number} of {len(gold)} documents seen", file=sys.stderr)
    return out


def learn_states(gold: Sequence[Gold], runs: dict[str, list[Run]]) -> Probe:
    """The probe, from all runs of documents without claims and the others' runs with
    claims."""
    kept = [(d, r) for d in gold for r in runs[d.name] if d.silent or r.claims]
    rows = np.stack([run.total / max(1, run.count) for _, run in kept])
    middle, spread = rows.mean(0), rows.std(0)
    weights, bias = fit(
        ((rows - middle) / spread).astype(np.float32),
        np.array([not d.silent for d, _ in kept]),
        np.ones(len(kept)),
        RIDGE_STATES,
    )
    weights = (weights / spread).astype(np.float32)
    return Probe(weights, bias - float(middle @ weights), 0.0)


def lost_by_states(document: Gold, probe: Probe, runs: dict[str, list[Run]]) -> int:
    """Claims of a document in runs that the probe turns away."""
    bearing = Bearing(probe)
    return sum(
        run.claims
        for run in runs[document.name]
        if not bearing.lets(run.total, run.count)
    )


def tell(
    gold: Sequence[Gold],
    words: Sequence[Vocabulary],
    probes: Sequence[Probe],
    runs: dict[str, list[Run]],
) -> None:
    """Print what the gates cost and turn away in cross-validation."""
    claims = lost_first = lost_both = 0
    silent: Counter[str] = Counter()
    for document in gold:
        word, probe = words[document.fold], probes[document.fold]
        through = bool(worth_reading(document.text, word))
        bearing = Bearing(probe)
        read_on = [bearing.lets(run.total, run.count) for run in runs[document.name]]
        if document.silent:
            silent["all"] += 1
            silent["past the words"] += through
            silent["past both"] += through and any(read_on)
            continue
        first = lost_by_words(document, word)
        claims += sum(document.claims)
        lost_first += first
        lost_both += max(first, lost_by_states(document, probe, runs))
    print(f"gates {words[0].gate}, {probes[0].gate}")
    print(f"claims {claims}: lost by words {lost_first}, by both {lost_both}")
    print("documents without claims:", dict(silent))


def write(book: Vocabulary, gate: float, probe: Probe, least: float) -> None:
    """Write both gates."""
    stems = "".join(f"{s},{w:.2f}\n" for s, w in sorted(book.weights.items()))
    (HOME / "reading_relevance.csv").write_text("stem,weight\n" + stems, "utf-8")
    states = "".join(f"{w:.5f}\n" for w in probe.weights)
    (HOME / "reading_relevance_states.csv").write_text("weight\n" + states, "utf-8")
    (HOME / "reading_relevance.toml").write_text(
        "# Written by training/relevance/learn.py: do not edit by hand.\n"
        f"gate = {gate}\nbias = {book.bias:.4f}\n\n"
        f"[states]\ngate = {least}\nbias = {probe.bias:.4f}\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python -m training.relevance.learn CORPUS.jsonl ...")
    main(sys.argv[1:])

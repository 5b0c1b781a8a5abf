"""The probabilities from which a claim and a slot are believed, chosen on a dev corpus
with the quantised graphs, since quantising moves them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from marsad.reading.detection import (
    Calibration,
    Cuts,
    Found,
    Scores,
    find,
    scores,
)
from marsad.reading.filling import Answers, Stretch, fill, stretch
from marsad.reading.labels import ROLES
from marsad.reading.network import Network
from marsad.reading.pieces import window_ids, windows
from marsad.reading.tagger import asked
from training.reader.corpus import Example, Gold

CLAIM_GRID = tuple(float(c) for c in np.arange(0.16, 0.66, 0.02))
AGAIN_GRID = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
NEWTON_STEPS = 20
SLOT_GRID = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)


@dataclass(frozen=True, slots=True)
class Tuned:
    """What was chosen, and the F1 it gave on the dev corpus."""

    cuts: Cuts
    calibration: Calibration
    least: dict[str, float]
    detection: float
    roles: dict[str, float]


@dataclass(frozen=True, slots=True)
class Read:
    """One document through the network: every sentence's scores, and pass 2's answers
    for the annotated claims."""

    example: Example
    sentences: list[Scores]
    filled: list[tuple[Gold, Stretch, Answers]]


def tune(network: Network, examples: list[Example]) -> Tuned:
    """The best thresholds for `examples`."""
    done = [through(network, example) for example in examples]
    again = 0.6
    for _ in range(2):
        claim = smoothed([(c, detection(done, Cuts(c, again))[2]) for c in CLAIM_GRID])
        _, again = max((detection(done, Cuts(claim, a))[2], a) for a in AGAIN_GRID)
    least, reached = {}, {}
    for role, name in enumerate(ROLES):
        tried = [(s, _role(done, role, s)) for s in SLOT_GRID]
        least[name] = smoothed(tried)
        reached[name] = round(dict(tried)[least[name]], 3)
    cuts = Cuts(round(claim, 2), again)
    return Tuned(
        cuts, calibrated(done, cuts), least, round(detection(done, cuts)[2], 3), reached
    )


def through(network: Network, example: Example) -> Read:
    """`example` through trunk and pass 1, its annotated claims through pass 2."""
    document = example.cut
    sentences: list[Scores] = []
    filled: list[tuple[Gold, Stretch, Answers]] = []
    for window in windows(document):
        ids, starts = window_ids(document, window)
        (states,) = network.trunk([ids])
        (out,) = network.kinds([states])
        sentences += scores(document, window, starts, len(states), out)
        for gold in example.claims:
            if not window.core <= gold.sentence < window.core_end:
                continue
            claim = Found(gold.sentence, gold.kind, gold.first, gold.end, 1.0)
            part = stretch(document, window, starts, len(states), claim)
            (answer,) = network.slots([asked(states, part, gold.kind)])
            filled.append((gold, part, answer))
    return Read(example, sentences, filled)


def detection(done: list[Read], cuts: Cuts) -> tuple[float, float, float]:
    """Precision, recall and F1 over (sentence, kind)."""
    hit = told = wanted = 0
    for read in done:
        mine = Counter(
            (f.sentence, f.kind) for s in read.sentences for f in find(s, cuts)
        )
        gold = Counter((c.sentence, c.kind) for c in read.example.claims)
        hit += (mine & gold).total()
        told += mine.total()
        wanted += gold.total()
    return hit / max(1, told), hit / max(1, wanted), 2 * hit / max(1, told + wanted)


def calibrated(done: list[Read], cuts: Cuts) -> Calibration:
    """The logistic curve, by Newton's steps, from score to being right in kind."""
    odds, right = [], []
    for read in done:
        gold = Counter((c.sentence, c.kind) for c in read.example.claims)
        for found in (f for s in read.sentences for f in find(s, cuts)):
            score = min(max(found.score, 1e-4), 1 - 1e-4)
            odds.append(np.log(score / (1 - score)))
            right.append(gold[found.sentence, found.kind] > 0)
            gold[found.sentence, found.kind] -= 1
    x = np.stack([np.array(odds), np.ones(len(odds))], 1)
    y, weights = np.array(right, float), np.array([1.0, 0.0])
    for _ in range(NEWTON_STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (x * (p * (1 - p))[:, None]) + 1e-3 * np.eye(2)
        weights = weights + np.linalg.solve(slope, x.T @ (y - p))
    return Calibration(round(float(weights[0]), 3), round(float(weights[1]), 3))


def _role(done: list[Read], role: int, least: float) -> float:
    """F1 of a role's spans over the annotated claims; touching spans match."""
    asks = tuple(least if r == role else 2.0 for r in range(len(ROLES)))
    hit = told = wanted = 0
    for read in done:
        for gold, part, answer in read.filled:
            open_ = [s for s in gold.slots if s.role == role]
            wanted += len(open_)
            for slot in fill(part, answer, asks):
                told += 1
                fits = [s for s in open_ if s.first < slot.end and slot.first < s.end]
                if fits:
                    hit += 1
                    open_.remove(fits[0])
    return 2 * hit / max(1, told + wanted)


def smoothed(tried: list[tuple[float, float]]) -> float:
    """The value whose score, averaged with its neighbours', is best: a lone peak on a
    small corpus is luck."""
    values = [f for _, f in tried]
    mean = [float(np.mean(values[max(0, i - 1) : i + 2])) for i in range(len(values))]
    return tried[int(np.argmax(mean))][0]

"""Pass 2 decoded: the words of every slot of one claim, its status and its time.

The second network sees the claim's sentence with the words before it, the anchor marked
and the kind told. It starts from the trunk's states, so that the lowest layers run once
for a document however many claims it makes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from marsad.reading.detection import Floats, Found, softmax
from marsad.reading.labels import BEGIN, INSIDE, ROLES, WHATS
from marsad.reading.pieces import Cut, Window

BEFORE = 28
"""Positions before the sentence that the second pass sees: 92 of 100 mentions of
actors, speakers and figures stand within them or in the sentence, 94 of 100 were it 40
(counted on the training corpus)."""
GOES_ON = 0.4
OPENS_AGAIN = 0.5


@dataclass(frozen=True, slots=True)
class Stretch:
    """What pass 2 sees of a window: positions `begin` to `end`; `words` and `at` are
    the words there and where each begins (within the stretch); `anchor` likewise."""

    begin: int
    end: int
    words: list[int]
    at: list[int]
    anchor: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Filled:
    """Words `first` to `end` in a role (number), with its probability; `what` is a
    figure's (number), -1 for other roles."""

    role: int
    first: int
    end: int
    score: float
    what: int = -1


@dataclass(frozen=True, slots=True)
class Answers:
    """Pass 2's logits for one claim: roles [positions, roles, 3], what [positions,
    whats], status and when."""

    roles: Floats
    what: Floats
    status: Floats
    when: Floats


def stretch(
    document: Cut, window: Window, starts: list[int], length: int, claim: Found
) -> Stretch:
    """The positions that pass 2 sees for `claim`; `length` is the window's."""
    a, b = document.sentence_words[claim.sentence]
    here = [p for p in starts[a - window.first : b - window.first] if p >= 0]
    after = [p for p in starts[b - window.first :] if p >= 0]
    begin = max(0, here[0] - BEFORE)
    end = after[0] if after else length - 1
    seen = [
        (window.first + i, p - begin) for i, p in enumerate(starts) if begin <= p < end
    ]
    place = dict(seen)
    first = place.get(claim.first, place[a])
    last = max(first, place.get(claim.end - 1, first))
    return Stretch(
        begin, end, [w for w, _ in seen], [p for _, p in seen], (first, last + 1)
    )


def fill(part: Stretch, answers: Answers, least: tuple[float, ...]) -> list[Filled]:
    """The slots of one claim; `least` is the probability each role asks for."""
    if not part.words:
        return []
    chance = softmax(answers.roles[part.at])
    out: list[Filled] = []
    for role in range(len(ROLES)):
        for first, end, score in _spans(chance[:, role], part.words, least[role]):
            what = -1
            if ROLES[role] == "figure":
                what = int(answers.what[part.at[first], : len(WHATS)].argmax())
            words = (part.words[first], part.words[end - 1] + 1)
            out.append(Filled(role, *words, score, what))
    return out


def _spans(
    chance: Floats, words: list[int], least: float
) -> list[tuple[int, int, float]]:
    """Runs of words: begun above `least`, going on while more likely in than out."""
    out: list[tuple[int, int, float]] = []
    end = 0
    for first in np.flatnonzero(chance[:, BEGIN] > least).tolist():
        if first < end:
            continue
        end = first + 1
        while (
            end < len(words)
            and words[end] == words[end - 1] + 1
            and chance[end, BEGIN] + chance[end, INSIDE] > GOES_ON
            and not (chance[end, BEGIN] > OPENS_AGAIN)
        ):
            end += 1
        out.append((first, end, float(chance[first, BEGIN])))
    return out


def likeliest(logits: Floats) -> tuple[int, float]:
    """The best label and its probability."""
    chance = softmax(logits)
    best = int(np.argmax(chance))
    return best, float(chance[best])

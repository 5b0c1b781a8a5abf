"""Who says what: the reader's rules of attribution on news that it is not made for.

    python eval/polnear.py                      the dev part beside the repository
    python eval/polnear.py FILE.jsonl           rows with `text` and `attributions`
    python eval/polnear.py --errors 30          the cues most often missed, too

PolNeAR (Newell, Margolin and Ruths 2018): every attribution of 84 articles on a US
campaign, as source, cue and content. A predicted attribution is paired with the gold
one whose cue it shares most words with; a source is right where the two share a word, a
content where Dice over words is at least one half, and `all` where both are. The rules
of `marsad.reading` give a speaker and the words he answers for, without the cue: that
is taken to be the verb of saying nearest to the speaker within those words.
"""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad.cli.scores import tell
from marsad.reading.cues import cues
from marsad.reading.naming import Memory
from marsad.reading.segment import Sentence, sentences
from marsad.reading.speakers import Attribution, attributions, continued, quote_open
from marsad.scoring import Measure, Table
from marsad.scoring.measure import Tally, bootstrap, measure, measure_table, total

HERE = Path(__file__).resolve().parent.parent
FILE = HERE.parent / "shared/bench/polnear/dev.jsonl"
NAMES = ("cue", "source", "content", "all")

_TOKEN = re.compile(r"\w+|[^\w\s]")
_CUES = frozenset(("according", "citing", "quoting", "quoted", "cited", "as"))
_DICE = 0.5

Words = frozenset[int]
"""Words of a document, by the character at which each begins."""


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution."""

    source: Words
    cue: Words
    content: Words


def given(text: str) -> list[Said]:
    """The attributions that the reader's rules find in a text."""
    memory, quoted = Memory(), False
    last: tuple[Attribution, ...] = ()
    out: list[Said] = []
    for sentence in sentences(text):
        own = attributions(text, sentence, memory)
        if own:
            out += [_said(sentence, a) for a in own]
        elif out and continued(sentence, last, quoted):
            whole = frozenset(w.start for w in sentence.words)
            out[-1] = Said(out[-1].source, out[-1].cue, out[-1].content | whole)
        last = own or continued(sentence, last, quoted)
        quoted = quote_open(sentence, quoted)
    return out


def _said(sentence: Sentence, found: Attribution) -> Said:
    words = sentence.words
    own = range(found.own.first, found.own.last)
    covered = [n for a, b in found.scope for n in range(a, b) if n not in own]
    verbs = [
        n
        for n, w in enumerate(words)
        if (w.low in cues().speech or w.low in _CUES) and n not in own
    ]
    near = min(verbs, key=lambda n: min(abs(n - o) for o in own), default=None)
    cue = {near} if near is not None else set()
    content = [n for n in covered if n not in cue]
    return Said(*(_starts(words, part) for part in (own, cue, content)))


def _starts(words: Sequence[Any], numbers: Any) -> Words:
    return frozenset(words[n].start for n in numbers)


def wanted(row: dict[str, Any]) -> list[Said]:
    """The annotated attributions of a document that have a cue."""
    starts = [m.start() for m in _TOKEN.finditer(row["text"])]
    return [
        Said(*(_marked(starts, a[part]) for part in ("source", "cue", "content")))
        for a in _with_cue(row)
    ]


def _with_cue(row: dict[str, Any]) -> list[dict[str, Any]]:
    return [a for a in row["attributions"] if a["cue"]]


def _marked(starts: list[int], parts: list[dict[str, Any]]) -> Words:
    spans = [span for part in parts for span in part["spans"]]
    return frozenset(s for s in starts if any(a <= s < b for a, b in spans))


def tallies(gold: Sequence[Said], predicted: Sequence[Said]) -> dict[str, Tally]:
    """Of one document: how many cues, sources, contents and whole tuples agree."""
    hits = dict.fromkeys(NAMES, 0)
    for g, p in _pairs(gold, predicted):
        source = bool(g.source & p.source) if g.source else not p.source
        size = len(g.content) + len(p.content)
        content = not size or 2 * len(g.content & p.content) / size >= _DICE
        for name, hit in zip(
            NAMES, (True, source, content, source and content), strict=True
        ):
            hits[name] += hit
    return {n: Tally(hits[n], len(predicted), len(gold)) for n in NAMES}


def _pairs(gold: Sequence[Said], predicted: Sequence[Said]) -> Iterator[Any]:
    taken: set[int] = set()
    for p in predicted:
        shared = [
            (len(p.cue & g.cue), -number)
            for number, g in enumerate(gold)
            if number not in taken and p.cue & g.cue
        ]
        if shared:
            best = -max(shared)[1]
            taken.add(best)
            yield gold[best], p


@dataclass(frozen=True, slots=True)
class AttributionScore:
    """`measures` of cue, source, content and all three; `missed` are the words of the
    annotated cues that no rule finds, and how often."""

    documents: int
    measures: tuple[Measure, ...]
    missed: tuple[tuple[str, int], ...]

    def figures(self) -> dict[str, float]:
        """Every F1 by its flat name."""
        return {m.figure: m.f1 for m in self.measures}

    def tables(self, errors: int = 0) -> tuple[Table, ...]:
        """The measures; with `errors`, so many cues most often missed."""
        title = f"Attributions of {self.documents} documents"
        told = (measure_table(title, self.measures),)
        if not errors:
            return told
        rows = tuple((cue, str(number)) for cue, number in self.missed[:errors])
        return (*told, Table("Cues missed", ("cue", "times"), rows))


def score(file: Path) -> AttributionScore:
    """Score the rules on a file of PolNeAR."""
    rows = [json.loads(line) for line in file.open(encoding="utf-8")]
    marks: list[dict[str, Tally]] = []
    missed: Counter[str] = Counter()
    for row in rows:
        gold, found = wanted(row), given(row["text"])
        marks.append(tallies(gold, found))
        cues_found = frozenset[int]().union(*(p.cue for p in found))
        missed.update(
            " ".join(part["text"] for part in attribution["cue"]).lower()
            for attribution, said in zip(_with_cue(row), gold, strict=True)
            if not said.cue & cues_found
        )
    parts = {name: [m[name] for m in marks] for name in NAMES}
    return AttributionScore(
        len(rows),
        tuple(
            measure(name, total(some), interval=bootstrap(some))
            for name, some in parts.items()
        ),
        tuple(missed.most_common()),
    )


def main() -> int:
    """Score a file, print."""
    parser = ArgumentParser(description="Source, cue and content on PolNeAR.")
    parser.add_argument("file", nargs="?", type=Path, default=FILE)
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    options = parser.parse_args()
    if not options.file.exists():
        sys.exit(f"{options.file} is not there: name the file")
    tell(score(options.file), options.errors, as_json=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())

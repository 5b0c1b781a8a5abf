"""Who says what: `marsad attributions`, and beside it the rules that claims go by.

    python eval/polnear.py                      the dev part beside the repository
    python eval/polnear.py FILE.jsonl           rows with `text` and `attributions`
    python eval/polnear.py --errors 30          the cues most often missed, too

PolNeAR (Newell, Margolin and Ruths 2018): every attribution of 84 articles on a US
campaign, as source, cue and content, scored by `marsad.scoring.attributions`.

The network was taught by the train part. The rules tell who answers for a claim, and
are not made for this news: they give a speaker and the words he answers for, without
the cue, which is taken to be the verb of saying nearest to the speaker in those words.
"""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad.cli.scores import tell
from marsad.model import Span
from marsad.reading.attributor import attributed
from marsad.reading.cues import cues
from marsad.reading.naming import Memory
from marsad.reading.segment import Sentence, sentences
from marsad.reading.speakers import Attribution, attributions, continued, quote_open
from marsad.scoring import Measure, Table
from marsad.scoring.attributions import NAMES, Said, Words, tallies
from marsad.scoring.measure import bootstrap, measure, measure_table, total

HERE = Path(__file__).resolve().parent.parent
FILE = HERE.parent / "shared/bench/polnear/dev.jsonl"
_TOKEN = re.compile(r"\w+|[^\w\s]")
_CUES = frozenset(("according", "citing", "quoting", "quoted", "cited", "as"))


def given(row: dict[str, Any]) -> list[Said]:
    """The attributions that the network finds in a document."""
    text = row["text"]
    starts = _word_starts(text)
    return [
        Said(
            _within(starts, [a.source] if a.source else []),
            _within(starts, [a.cue]),
            _within(starts, a.content),
        )
        for a in attributed(text, row.get("title") or "")
    ]


def _word_starts(text: str) -> list[int]:
    return [m.start() for m in _TOKEN.finditer(text)]


def _within(starts: list[int], spans: Iterable[Span]) -> Words:
    return _marked(starts, [(span.start, span.end) for span in spans])


def ruled(text: str) -> list[Said]:
    """The attributions that the rules find in a text."""
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
    starts = _word_starts(row["text"])
    return [
        Said(*(_annotated(starts, a[part]) for part in ("source", "cue", "content")))
        for a in _with_cue(row)
    ]


def _with_cue(row: dict[str, Any]) -> list[dict[str, Any]]:
    return [a for a in row["attributions"] if a["cue"]]


def _annotated(starts: list[int], parts: list[dict[str, Any]]) -> Words:
    return _marked(starts, [(a, b) for part in parts for a, b in part["spans"]])


def _marked(starts: list[int], spans: Sequence[tuple[int, int]]) -> Words:
    """The words that begin in the spans."""
    return frozenset(s for s in starts if any(a <= s < b for a, b in spans))


@dataclass(frozen=True, slots=True)
class AttributionScore:
    """`measures` of cue, source, content and all three, by the network and then by the
    rules; `missed` are the words of the annotated cues that the network does not find,
    and how often."""

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
    """Score network and rules on a file of PolNeAR."""
    rows = [json.loads(line) for line in file.open(encoding="utf-8")]
    gold = [wanted(row) for row in rows]
    found = [given(row) for row in rows]
    by_rules = [ruled(row["text"]) for row in rows]
    missed: Counter[str] = Counter()
    for row, known, told in zip(rows, gold, found, strict=True):
        cues_found = frozenset[int]().union(*(p.cue for p in told))
        missed.update(
            " ".join(part["text"] for part in attribution["cue"]).lower()
            for attribution, said in zip(_with_cue(row), known, strict=True)
            if not said.cue & cues_found
        )
    measures = (*_measures("", gold, found), *_measures("rules_", gold, by_rules))
    return AttributionScore(len(rows), measures, tuple(missed.most_common()))


def _measures(
    prefix: str, gold: list[list[Said]], found: list[list[Said]]
) -> Iterator[Measure]:
    """Of every document's attributions together, with intervals over documents."""
    marks = [tallies(g, p) for g, p in zip(gold, found, strict=True)]
    for name in NAMES:
        some = [m[name] for m in marks]
        yield measure(prefix + name, total(some), interval=bootstrap(some))


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

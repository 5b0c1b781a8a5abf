"""How fusing fares on other wars than the one it was shaped on, beside the plain key.

    python eval/worlds.py DOCUMENTS.jsonl                  every war of eval/worlds
    python eval/worlds.py DOCUMENTS.jsonl kabul2021 ...    some of them

Each file of `eval/worlds` groups the annotated claims of a few reports on one week of
one war, by their ids: the reports are in the training part of the corpora. Figures:
B-cubed over all claims / links of incidents, then dispute issues (precision, recall).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from robustness import corpus_of, plain_key, scored, told

from marsad import pipeline
from marsad.fusing.form import groups_row

WORLDS = Path(__file__).resolve().parent / "worlds"
HELD = ("douma2018", "karabakh2020")
"""Wars at whose errors nobody looks: what is chosen on the others is told on these."""


def main() -> None:
    """Fuse and score each world that was asked for, and print a row for each."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    corpus = corpus_of(Path(sys.argv[1]))
    names = sys.argv[2:] or sorted(p.stem for p in WORLDS.glob("*.json"))
    print(f"{'':<16}claims  marsad         plain key      disputes of")
    for name in names:
        truth = json.loads((WORLDS / f"{name}.json").read_text("utf-8"))
        part = [x for x in corpus if x[0].key in truth["documents"]]
        picture = pipeline.picture_of(
            [d for d, _ in part], [c for _, f in part for c in f]
        )
        ours = scored(truth, groups_row(picture))
        plain = told(scored(truth, plain_key(picture)))
        issues = next(m for m in ours.measures if m.name == "dispute_issues")
        held = "*" if name in HELD else ""
        print(
            f"{name + held:<16}{len(picture.claims):>6}  {told(ours)}  {plain}  "
            f"{issues.precision:.2f} / {issues.recall:.2f}  {issues.gold}"
        )
    print("* held out: its errors were not looked at")


if __name__ == "__main__":
    main()

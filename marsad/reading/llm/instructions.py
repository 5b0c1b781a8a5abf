"""What the model is told: the guide in short, and the codebook's kinds."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from marsad.codebook import kinds
from marsad.ids import sha256
from marsad.model import Document


@cache
def instructions() -> str:
    """The guide with every kind of the codebook and what it says."""
    guide = files("marsad.reading.llm").joinpath("guide.md").read_text("utf-8")
    listed = "\n".join(f"- {kind.label}: {kind.says}" for kind in kinds().values())
    return f"{guide.strip()}\n{listed}\n"


@cache
def digest() -> str:
    """Changes whenever the instructions do."""
    return sha256(instructions())[:8]


def message(document: Document, text: str) -> str:
    """One stretch of a document as the model sees it: a JSON object, so that no words
    of the report can end it and pass for ours."""
    published = document.published
    return json.dumps(
        {
            "published": published.known_from.date().isoformat() if published else None,
            "outlet": document.source.name,
            "title": document.title,
            "text": text,
        },
        ensure_ascii=False,
    )

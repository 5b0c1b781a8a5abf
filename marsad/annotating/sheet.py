"""A document as a sheet: its head, its numbered sentences, and room for claims."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.model import Document, Span

HEAD = "=== "


def sheet(document: Document, sentences: Sequence[Span]) -> str:
    """The sheet of one document. Sentences are numbered from 1; a blank line stands
    between paragraphs. Claims are written at the end, one a line."""
    published = document.published.raw if document.published else "undated"
    lines = [
        f"{HEAD}{document.key}",
        f"# {document.source.name}, {published}: {document.title}",
    ]
    end = 0
    for number, span in enumerate(sentences, 1):
        if "\n\n" in document.text[end : span.start]:
            lines.append("#")
        words = " ".join(document.text[span.start : span.end].split())
        lines.append(f"# {number}. {words}")
        end = span.end
    return "\n".join([*lines, "", ""])


def blocks(text: str) -> list[tuple[str, list[tuple[int, str]]]]:
    """Each document's key and the claim lines under it, with their line numbers.

    Lines that start with # are the sheet's own; empty ones are passed over.
    """
    out: list[tuple[str, list[tuple[int, str]]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(HEAD):
            out.append((line[len(HEAD) :].strip(), []))
        elif line.strip() and not line.startswith("#") and out:
            out[-1][1].append((number, line.strip()))
    return out

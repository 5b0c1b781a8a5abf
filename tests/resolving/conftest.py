"""Claims without a reader: a sentence, its anchor, and the mentions in it."""

from __future__ import annotations

from marsad.model import (
    Claim,
    Document,
    Mention,
    Place,
    Span,
    Speaker,
    Stance,
    Status,
    When,
)


def make_claim(
    document: Document,
    quote: str,
    anchor: str,
    *,
    kind: str = "armed_clash",
    status: Status = Status.HAPPENED,
    places: tuple[str | Place, ...] = (),
    initiator: tuple[str, ...] = (),
    target: tuple[str, ...] = (),
    sources: tuple[str, ...] = (),
    when: When | None = None,
) -> Claim:
    """A claim of that sentence; `places`, `initiator`... are the mentions in it."""
    start = document.text.index(quote)
    at = document.text.index(anchor, start)
    return Claim(
        id=f"c-{start}-{at}",
        document_id=document.id,
        ref=f"{document.key}#c{start}-{at}",
        local_id=f"c{start}-{at}",
        kind=kind,
        quote=quote,
        anchor=anchor,
        span=Span(start, start + len(quote)),
        anchor_span=Span(at, at + len(anchor)),
        status=status,
        places=tuple(p if isinstance(p, Place) else Place(p) for p in places),
        initiator=tuple(Mention(m) for m in initiator),
        target=tuple(Mention(m) for m in target),
        sources=tuple(Speaker(s, Stance.SAYS) for s in sources),
        when=when,
    )

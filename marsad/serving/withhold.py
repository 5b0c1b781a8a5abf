"""What the public sees of a picture: rounded, without private names or whole texts.

Private names (`private_names`) are taken out of every sentence, title and slot. What
is not found to be a name stays: think before you publish.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from marsad.model import (
    Actor,
    Claim,
    Document,
    Mention,
    Origin,
    Picture,
    Place,
    Span,
    Speaker,
)
from marsad.serving.private_names import INSTEAD, Names, is_person

__all__ = ["INSTEAD", "withheld"]

KM_A_DEGREE = 111.0
T = TypeVar("T")


def withheld(picture: Picture, decimals: int) -> Picture:
    """`picture` for the public; `decimals` of a degree are kept of coordinates."""
    names = Names.of(picture)
    cleaner = _Cleaner(names, decimals)
    # Who decided what is nobody's business but the desk's.
    return replace(
        picture,
        documents={d.id: cleaner.document(d) for d in picture.documents.values()},
        claims={c.id: cleaner.claim(c) for c in picture.claims.values()},
        judgements=(),
        incidents=cleaner.clean(picture.incidents),
        series=cleaner.clean(picture.series),
        relations=cleaner.clean(picture.relations),
        control=cleaner.clean(picture.control),
        starting=cleaner.clean(picture.starting),
    )


class _Cleaner:
    """Takes private names out of whatever it is given, and rounds places."""

    def __init__(self, names: Names, decimals: int) -> None:
        self._names, self._decimals = names, decimals
        self._texts: dict[str, str] = {}
        self._keys: dict[str, str] = {}

    def document(self, document: Document) -> Document:
        """A document without its text, and without the name its file had here."""
        return replace(
            document,
            key=document.id,
            title=self.text(document.title),
            text="",
            path=None,
        )

    def claim(self, claim: Claim) -> Claim:
        """A claim whose offsets are those of its own sentence: the text is not shown.
        What led the reader to it quotes the text, and goes."""
        quote = self.text(claim.quote)
        begin = claim.anchor_span.start - claim.span.start
        start = len(self.text(claim.quote[:begin]))
        anchor = self.text(claim.anchor)
        if quote[start : start + len(anchor)] != anchor:
            start = max(0, quote.find(anchor))
        return replace(
            self.clean(replace(claim, reasons=())),
            ref=f"{claim.document_id}#{claim.local_id}",
            quote=quote,
            anchor=anchor,
            span=Span(0, len(quote)),
            anchor_span=Span(start, start + len(anchor)),
        )

    def clean(self, value: T) -> T:
        """`value`, whatever it is, with every text in it cleaned."""
        made: Any = value
        if isinstance(value, str):  # not an enum, whose words are ours
            made = self.text(value) if type(value) is str else value
        elif isinstance(value, tuple):
            made = tuple(self.clean(item) for item in value)
        elif isinstance(value, Place):
            made = self._place(value)
        elif isinstance(value, Actor):
            made = self._actor(value)
        elif isinstance(value, Origin):
            made = self._origin(value)
        elif is_dataclass(value) and not isinstance(value, Span | type):
            made = self._fields(value)
        if isinstance(made, Mention | Speaker | Place) and not isinstance(made, str):
            made = replace(made, span=None)
        return made  # type: ignore[no-any-return]

    def _fields(self, value: Any) -> Any:
        return replace(
            value, **{f.name: self.clean(getattr(value, f.name)) for f in fields(value)}
        )

    def text(self, text: str) -> str:
        """A text without private names."""
        if text not in self._texts:
            self._texts[text] = self._names.sub(text)
        return self._texts[text]

    def _place(self, place: Place) -> Place:
        rounded: Place = self._fields(replace(place, lat=None, lon=None))
        if place.lat is None or place.lon is None:
            return rounded
        off_by = KM_A_DEGREE * 10**-self._decimals
        return replace(
            rounded,
            lat=round(place.lat, self._decimals),
            lon=round(place.lon, self._decimals),
            radius_km=round(max(place.radius_km or 0.0, off_by), 1),
        )

    def _actor(self, actor: Actor) -> Actor:
        if not is_person(actor):
            return actor
        name = self.text(actor.name)
        return (
            replace(actor, id=self._key(actor.id), name=name)
            if (name != actor.name)
            else actor
        )

    def _origin(self, origin: Origin) -> Origin:
        name = self.text(origin.name)
        key = origin.key if name == origin.name else self._key(origin.key)
        return replace(origin, key=key, name=name)

    def _key(self, key: str) -> str:
        """Another key for one that has the name in it."""
        return self._keys.setdefault(key, f"withheld:{len(self._keys) + 1}")
